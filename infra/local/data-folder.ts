/**
 * The data folder belongs to one process at a time. The lock is one of the operating system, held through an SQLite file,
 * so that it is gone with its process however that ends.
 */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readWorld } from '../../functions/app.ts';
import { freeLeases } from '../../shared/usecases/free-leases.ts';
import { Misuse } from './misuse.ts';

/** Takes the folder, makes the functions use it, and frees what a killed process left held. */
export async function openDataFolder(folder: string): Promise<void> {
  const path = resolve(folder);
  try {
    mkdirSync(path, { recursive: true });
  } catch (fault) {
    throw new Misuse(`--data ${folder}: can't be used as a folder (${(fault as Error).message})`);
  }
  const lock = new DatabaseSync(`${path}/lock.sqlite`);
  try {
    lock.exec('PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch {
    throw new Misuse(`--data ${folder}: another vedetta is using this folder; stop it, or choose another folder`);
  }
  // Held, with its handle, until the process ends.
  held.push(lock);
  process.env.DATA_DIR = path;
  await freeLeases(await readWorld());
}

const held: DatabaseSync[] = [];
