/** SQLite and files after kill -9: what was acknowledged is there, whole, and the stores open as if nothing was. */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileBlobs } from '../../shared/adapters/embedded/file-blobs.ts';
import { createSqliteTable } from '../../shared/adapters/embedded/sqlite-table.ts';
import type { Blobs, Table } from '../../shared/ports.ts';
import { batchOf, numberIn } from '../fixtures/store-writer.ts';
import { openFolder } from './open-table.ts';

const writer = fileURLToPath(new URL('../fixtures/store-writer.ts', import.meta.url));
const kills = 12;

/** Lets a writer run, kills it after some of its lines and a moment more, and gives what it had acknowledged. */
async function writeAndKill(folder: string, first: number): Promise<Map<string, number[]>> {
  const child = spawn(process.execPath, [writer, 'write', folder, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const linesWanted = 1 + Math.floor(Math.random() * 120);
  let output = '';
  const closed = new Promise<NodeJS.Signals | null>((resolve) => child.on('close', (_, signal) => resolve(signal)));
  await new Promise<void>((resolve) => {
    child.on('close', () => resolve());
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk;
      if (output.split('\n').length > linesWanted) resolve();
    });
  });
  await setTimeout(Math.random() * 5);
  child.kill('SIGKILL');
  expect(await closed).toBe('SIGKILL');
  const acknowledged = new Map<string, number[]>();
  // A line without its end was not acknowledged.
  for (const line of output.split('\n').slice(0, -1)) {
    const [what = '', number] = line.split(' ');
    acknowledged.set(what, [...(acknowledged.get(what) ?? []), Number(number)]);
  }
  return acknowledged;
}

async function expectAcknowledged(acknowledged: Map<string, number[]>, table: Table, blobs: Blobs): Promise<void> {
  const numbers = (what: string): number[] => acknowledged.get(what) ?? [];
  const rows = await table.getAll(numbers('row').map((number) => ({ pk: 'ROWS', sk: String(number) })));
  expect(rows.map((row) => row.number).sort()).toEqual(numbers('row').sort());
  for (const number of numbers('blob')) {
    const body = await blobs.get(`written/${number % 10}/${number}`);
    expect(body && numberIn(body)).toBe(number);
  }
  for (const number of numbers('batch')) {
    expect(await table.getAll(batchOf(number))).toHaveLength(batchOf(number).length);
  }
  // Neither is there yet when the first writer was killed before it acknowledged one.
  const latestRow = (await table.get({ pk: 'LATEST', sk: 'LATEST' }))?.number ?? 0;
  expect(latestRow).toBeGreaterThanOrEqual(Math.max(0, ...numbers('latest-row')));
  const latestBlob = await blobs.get('latest');
  expect(latestBlob === undefined ? 0 : numberIn(latestBlob)).toBeGreaterThanOrEqual(
    Math.max(0, ...numbers('latest-blob')),
  );
}

async function expectNothingTorn(folder: string, table: Table, blobs: Blobs): Promise<void> {
  const keys: string[] = [];
  for (let page = await blobs.list(''); page.length > 0; page = await blobs.list('', { after: keys.at(-1) ?? '' })) {
    keys.push(...page.map(({ key }) => key));
  }
  expect(keys.every((key) => /^(written\/\d\/\d+|latest)$/.test(key))).toBe(true);
  for (const key of keys) expect(numberIn((await blobs.get(key)) ?? new Uint8Array()), key).not.toBeUndefined();
  let after: Awaited<ReturnType<Table['query']>>['next'];
  const batches = new Map<string, number>();
  do {
    const page = await table.query({ index: 'owner', pk: 'BATCHES', limit: 1000, ...(after && { after }) });
    for (const { pk } of page.items) batches.set(pk, (batches.get(pk) ?? 0) + 1);
    after = page.next;
  } while (after !== undefined);
  expect([...batches.values()].every((rows) => rows === batchOf(0).length)).toBe(true);
  const database = new DatabaseSync(join(folder, 'table.db'));
  expect(database.prepare('PRAGMA integrity_check').all()).toMatchObject([{ integrity_check: 'ok' }]);
  database.close();
}

describe('after kill -9', () => {
  let folder: ReturnType<typeof openFolder>;
  beforeEach(() => {
    folder = openFolder();
  });
  afterEach(() => folder.close());

  it(`at ${kills} random moments every acknowledged row and blob is there and nothing is torn`, async () => {
    let first = 1;
    let acknowledgedInAll = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const acknowledged = await writeAndKill(folder.path, first);
      const table = createSqliteTable(join(folder.path, 'table.db'));
      const blobs = createFileBlobs(join(folder.path, 'blobs'));
      await expectAcknowledged(acknowledged, table, blobs);
      await expectNothingTorn(folder.path, table, blobs);
      table.close();
      const numbers = [...acknowledged.values()].flat();
      acknowledgedInAll += numbers.length;
      first = Math.max(first, ...numbers) + 2;
    }
    expect(acknowledgedInAll).toBeGreaterThan(kills);
    // The unfinished writes of the killed are left where nobody looks.
    expect(readdirSync(join(folder.path, 'blobs')).sort()).toEqual(['latest', 'written', '~incoming']);
  });
});
