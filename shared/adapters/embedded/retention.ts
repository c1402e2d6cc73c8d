/**
 * Retention on one machine, where no platform does it: rows past their time a batch at a time, and folders of blobs that are
 * named by a day (`samples/0/2026-11-23`) or a month of which all was kept long enough.
 */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Retention } from '../../ports.ts';
import type { SqliteTable } from './sqlite-table.ts';

const rowsAtOnce = 1000;
const dayMs = 86_400_000;

type Kept = {
  readonly table: Pick<SqliteTable, 'dropExpired'>;
  /** The folder of the blobs. */
  readonly dir: string;
  /** How many days, by what keys start with (`samples/`). */
  readonly blobDays: { readonly [prefix: string]: number };
};

export const createRetention = ({ table, dir, blobDays }: Kept): Retention => ({
  async sweep(nowMs) {
    let dropped = 0;
    for (let rows = rowsAtOnce; rows === rowsAtOnce; dropped += rows) {
      rows = await table.dropExpired(nowMs, rowsAtOnce);
      // Others have their turn: statements of SQLite hold up the whole process.
      await setImmediate();
    }
    for (const [prefix, days] of Object.entries(blobDays))
      dropped += await dropFolders(join(dir, prefix), nowMs - days * dayMs);
    return dropped;
  },
});

/** The end of what a folder's name stands for, milliseconds since 1970; undefined: it is no day and no month. */
function endOf(name: string): number | undefined {
  const [, year = '', month = '', day] = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(name) ?? [];
  if (year === '') return undefined;
  return day === undefined ? Date.UTC(Number(year), Number(month)) : Date.parse(name) + dayMs;
}

/** Those that ended before, below a folder; how many blobs were in them. */
async function dropFolders(folder: string, beforeMs: number): Promise<number> {
  let dropped = 0;
  for (const entry of await entriesOf(folder)) {
    if (!entry.isDirectory()) continue;
    const path = join(folder, entry.name);
    const end = endOf(entry.name);
    if (end === undefined) dropped += await dropFolders(path, beforeMs);
    else if (end <= beforeMs) {
      dropped += (await entriesOf(path)).length;
      await rm(path, { recursive: true, force: true });
    }
  }
  return dropped;
}

const entriesOf = (folder: string) =>
  readdir(folder, { withFileTypes: true }).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return [];
    throw fault;
  });
