/** The files of the pages as they are beside a bundle: all in one folder, under their plain names. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assets } from '../../../functions/app.ts';

export function writeAssets(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const { name, body } of assets()) writeFileSync(join(folder, name), body);
}
