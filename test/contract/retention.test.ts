/** What is dropped on one machine, where no platform does it. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileBlobs } from '../../shared/adapters/embedded/file-blobs.ts';
import { createRetention } from '../../shared/adapters/embedded/retention.ts';
import { createSqliteTable, type SqliteTable } from '../../shared/adapters/embedded/sqlite-table.ts';
import { sampleKey } from '../../shared/domain/uptime/sample.ts';
import type { Blobs } from '../../shared/ports.ts';
import { blobRetentionDays } from '../../shared/store/table.ts';
import { openFolder } from './open-table.ts';

const dayMs = 86_400_000;
/** Long after what the table itself drops when it is opened. */
const now = Date.UTC(2046, 10, 23, 12);
const dateBefore = (days: number): string => new Date(now - days * dayMs).toISOString().slice(0, 10);

describe('retention on one machine', () => {
  let folder: ReturnType<typeof openFolder>;
  let table: SqliteTable;
  let blobs: Blobs;
  beforeEach(() => {
    folder = openFolder();
    table = createSqliteTable(join(folder.path, 'table.sqlite'));
    blobs = createFileBlobs(join(folder.path, 'blobs'));
  });
  afterEach(() => {
    table.close();
    folder.close();
  });
  const sweep = () =>
    createRetention({ table, dir: join(folder.path, 'blobs'), blobDays: blobRetentionDays }).sweep(now);
  const put = (key: string) => blobs.put(key, new Uint8Array([1]), 'text/plain');
  const keys = async () => (await blobs.list('')).map(({ key }) => key);

  it('drops rows whose time is over, however many, and no others', async () => {
    const expired = Array.from({ length: 2500 }, (_, row) => ({
      pk: 'P',
      sk: `old-${row}`,
      expiresAt: now / 1000 - 1 - row,
    }));
    const kept = [
      { pk: 'P', sk: 'now', expiresAt: now / 1000 },
      { pk: 'P', sk: 'for ever' },
      { pk: 'P', sk: 'later', expiresAt: now / 1000 + 1 },
    ];
    await table.putAll([...expired, ...kept]);
    expect(await sweep()).toBe(2500);
    const left = (await table.query({ pk: 'P', limit: 1000 })).items.map(({ sk }) => sk);
    expect(left).toEqual(['for ever', 'later', 'now']);
    expect(await sweep()).toBe(0);
  });

  it('drops a batch at a time', async () => {
    await table.putAll(Array.from({ length: 10 }, (_, row) => ({ pk: 'P', sk: `${row}`, expiresAt: 2_000_000_000 })));
    expect([await table.dropExpired(now, 4), await table.dropExpired(now, 4), await table.dropExpired(now, 4)]).toEqual(
      [4, 4, 2],
    );
  });

  it('drops samples of 90 days ago, of every shard, by the day that their folder is named for', async () => {
    const slots = [89, 90, 91, 400].map((days) => `${dateBefore(days)}T23:55:00.000Z`);
    for (const slot of slots) for (const shard of [0, 12]) await put(sampleKey(shard, slot));
    expect(await sweep()).toBe(4);
    expect(await keys()).toEqual(
      [0, 12].flatMap((shard) => [sampleKey(shard, slots[1]!), sampleKey(shard, slots[0]!)]),
    );
    expect(existsSync(join(folder.path, 'blobs', 'samples', '0', dateBefore(400)))).toBe(false);
  });

  it('drops days under way and service levels each in their time, a month when all of it is', async () => {
    await put(`today/${dateBefore(8)}/3.json`);
    await put(`today/${dateBefore(1)}/3.json`);
    await put(`service-levels/days/${dateBefore(402)}/0.json`);
    await put(`service-levels/days/${dateBefore(399)}/0.json`);
    await put('service-levels/months/2036-10/0.json');
    await put('service-levels/months/2036-11/0.json');
    await sweep();
    expect(await keys()).toEqual([
      `service-levels/days/${dateBefore(399)}/0.json`,
      'service-levels/months/2036-11/0.json',
      `today/${dateBefore(1)}/3.json`,
    ]);
  });

  it('leaves alone what is kept for ever, and what bears no day', async () => {
    const others = ['documents/20/2020-01-01', 'samples/0/notes/x', 'samples/0/2020-01-01-old/x'];
    for (const key of others) await put(key);
    mkdirSync(join(folder.path, 'blobs', 'samples'), { recursive: true });
    writeFileSync(join(folder.path, 'blobs', 'samples', '2020-01-01'), 'a file, no folder');
    expect(await sweep()).toBe(0);
    expect(await keys()).toEqual(expect.arrayContaining(others));
  });
});
