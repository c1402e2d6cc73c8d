/**
 * The data folder belongs to one process at a time. The lock is one of the operating system, held through an SQLite file,
 * so that it is gone with its process however that ends.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readWorld } from '../../functions/app.ts';
import { freeLeases } from '../../shared/usecases/free-leases.ts';
import { Misuse } from './misuse.ts';

/** SQLite's result code for a lock that somebody else holds. */
const busy = 5;

function lock(path: string, folder: string): DatabaseSync {
  try {
    const database = new DatabaseSync(`${path}/lock.sqlite`);
    database.exec('PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return database;
  } catch (fault) {
    const { errcode, message } = fault as Error & { errcode?: number };
    if (errcode === busy)
      throw new Misuse(`--data ${folder}: another vedetta is using this folder; stop it, or choose another folder`);
    throw new Misuse(
      `--data ${folder}: can't be used (lock.sqlite: ${message}); check the folder's rights, or choose another folder`,
    );
  }
}

/** Takes the folder, makes the functions use it, and frees what a killed process left held. `known`: it must be there. */
export async function openDataFolder(folder: string, known = false): Promise<void> {
  const path = resolve(folder);
  if (known && !existsSync(`${path}/vedetta.sqlite`)) throw new Misuse(`--data ${folder}: there is no catalogue in it`);
  try {
    mkdirSync(path, { recursive: true });
  } catch (fault) {
    throw new Misuse(`--data ${folder}: can't be used as a folder (${(fault as Error).message})`);
  }
  // Held, with its handle, until the process ends.
  held.push(lock(path, folder));
  process.env.DATA_DIR = path;
  try {
    await freeLeases(await readWorld());
  } catch (fault) {
    throw new Misuse(
      `--data ${folder}: its catalogue can't be opened (${(fault as Error).message}); restore it, or choose another folder`,
    );
  }
}

const held: DatabaseSync[] = [];
