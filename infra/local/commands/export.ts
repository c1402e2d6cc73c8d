/** `vedetta export`: the catalogue as JSON records, one a line. */
import { once } from 'node:events';
import { readWorld } from '../../../functions/app.ts';
import { exportCatalogue } from '../../../shared/usecases/export-catalogue.ts';
import { openDataFolder } from '../data-folder.ts';

export async function exportAll({ data = '.vedetta' }: { readonly [name: string]: string }): Promise<number> {
  await openDataFolder(data, true);
  for await (const record of exportCatalogue(await readWorld())) {
    if (!process.stdout.write(`${JSON.stringify(record)}\n`)) await once(process.stdout, 'drain');
  }
  return 0;
}
