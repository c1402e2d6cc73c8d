/** What only SQLite's table promises: its file, its query plans, its neighbours in other processes. */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSqliteTable } from '../../shared/adapters/embedded/sqlite-table.ts';
import type { Row } from '../../shared/ports.ts';
import { indexNames, openFolder } from './open-table.ts';

const writer = fileURLToPath(new URL('../fixtures/store-writer.ts', import.meta.url));
const range = (length: number): number[] => Array.from({ length }, (_, number) => number);
const longAgo = 1_000_000_000;
const inTheFarFuture = 4_000_000_000;

describe('the sqlite table', () => {
  let folder: ReturnType<typeof openFolder>;
  let path: string;
  beforeEach(() => {
    folder = openFolder();
    path = join(folder.path, 'deep', 'down', 'table.db');
  });
  afterEach(() => {
    vi.restoreAllMocks();
    folder.close();
  });

  it('makes its folder and keeps its rows when opened again', async () => {
    const first = createSqliteTable(path);
    await first.put({ pk: 'P', sk: 'A', ownerPk: 'O', ownerSk: 'A', n: 1 });
    first.close();
    first.close();
    const second = createSqliteTable(path);
    expect((await second.query({ index: 'owner', pk: 'O', limit: 5 })).items).toMatchObject([{ n: 1 }]);
    second.close();
    await expect(second.get({ pk: 'P', sk: 'A' })).rejects.toThrow('not open');
  });

  it('can live in memory', async () => {
    const table = createSqliteTable(':memory:');
    await table.put({ pk: 'P', sk: 'A' });
    expect(await table.get({ pk: 'P', sk: 'A' })).toEqual({ pk: 'P', sk: 'A' });
    table.close();
  });

  it('writes ahead to a log, and marks its schema', () => {
    createSqliteTable(path).close();
    const database = new DatabaseSync(path);
    expect(database.prepare('PRAGMA journal_mode').get()).toMatchObject({ journal_mode: 'wal' });
    expect(database.prepare('PRAGMA user_version').get()).toMatchObject({ user_version: 1 });
    database.close();
  });

  it('refuses the file of another version, and leaves it as it is', () => {
    createSqliteTable(path).close();
    const database = new DatabaseSync(path);
    database.exec('PRAGMA user_version = 7');
    expect(() => createSqliteTable(path)).toThrow(
      `cannot open the table in ${path}: it has schema 7, this version of Vedetta reads 1`,
    );
    expect(database.prepare('PRAGMA user_version').get()).toMatchObject({ user_version: 7 });
    database.close();
  });

  it('refuses a file that is no database, and one that is a folder', () => {
    const file = join(folder.path, 'table.db');
    writeFileSync(file, 'not a database, but long enough to look at its header'.repeat(20));
    expect(() => createSqliteTable(file)).toThrow(`cannot open the table in ${file}: file is not a database`);
    expect(() => createSqliteTable(folder.path)).toThrow('unable to open');
  });

  it('drops expired rows when opened, and only those', async () => {
    const rows: Row[] = [
      { pk: 'P', sk: 'old', expiresAt: longAgo },
      { pk: 'P', sk: 'fresh', expiresAt: inTheFarFuture },
      { pk: 'P', sk: 'for ever' },
    ];
    const first = createSqliteTable(path);
    await first.putAll(rows);
    first.close();
    const second = createSqliteTable(path);
    expect((await second.query({ pk: 'P', limit: 5 })).items).toEqual([rows[2], rows[1]]);
    second.close();
  });

  it('drops expired rows now and then while it is open', async () => {
    const table = createSqliteTable(path);
    await table.put({ pk: 'P', sk: 'old', expiresAt: longAgo });
    await table.putAll(range(10_000).map((number) => ({ pk: 'Q', sk: `${number}` })));
    expect(await table.get({ pk: 'P', sk: 'old' })).toBeUndefined();
    table.close();
  });

  it('shares its file with a second table', async () => {
    const [left, right] = [createSqliteTable(path), createSqliteTable(path)];
    await left.put({ pk: 'P', sk: 'A', version: 1 });
    expect(await right.put({ pk: 'P', sk: 'A' }, { absent: true })).toBe(false);
    expect(await right.put({ pk: 'P', sk: 'A', version: 2 }, { attribute: 'version', equals: 1 })).toBe(true);
    expect(await left.put({ pk: 'P', sk: 'A', version: 3 }, { attribute: 'version', equals: 1 })).toBe(false);
    expect(await left.get({ pk: 'P', sk: 'A' })).toEqual({ pk: 'P', sk: 'A', version: 2 });
    left.close();
    right.close();
  });

  it('does not keep the log from being emptied after a page that ended early', async () => {
    const table = createSqliteTable(path);
    await table.putAll(range(50).map((number) => ({ pk: 'P', sk: `${number}` })));
    await table.query({ pk: 'P', limit: 3 });
    const other = new DatabaseSync(path);
    expect(other.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()).toMatchObject({ busy: 0 });
    other.close();
    table.close();
  });

  it('undoes a batch that fails halfway, and goes on', async () => {
    const table = createSqliteTable(path);
    const other = new DatabaseSync(path);
    other.exec(
      `CREATE TRIGGER full BEFORE INSERT ON rows WHEN new.sk = 'bad' BEGIN SELECT raise(ABORT, 'disk full'); END`,
    );
    await expect(table.putAll(['A', 'bad', 'B'].map((sk) => ({ pk: 'P', sk })))).rejects.toThrow('disk full');
    expect(await table.query({ pk: 'P', limit: 5 })).toEqual({ items: [] });
    await table.putAll([{ pk: 'P', sk: 'C' }]);
    expect((await table.query({ pk: 'P', limit: 5 })).items).toHaveLength(1);
    other.close();
    table.close();
  });

  it('searches an index for every statement, and never scans or sorts', async () => {
    const prepared = new Set<string>();
    const prepare = DatabaseSync.prototype.prepare;
    vi.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function (this: DatabaseSync, text, ...rest) {
      prepared.add(text);
      return prepare.call(this, text, ...rest);
    });
    const table = createSqliteTable(path);
    const key = { pk: 'P', sk: 'A' };
    await table.putAll([key]);
    await table.put(key, { absent: true });
    await table.put(key, { attribute: 'version', equals: 1 });
    await table.getAll([key]);
    await table.delete(key);
    for (const index of [undefined, ...indexNames]) {
      for (const direction of ['ascending', 'descending'] as const) {
        for (const prefix of [undefined, 'S', '\u{10ffff}']) {
          for (const sk of [undefined, '\u{10ffff}S']) {
            const after = sk === undefined ? {} : { after: index === undefined ? { sk } : { sk, key } };
            await table.query({
              pk: 'P',
              limit: 5,
              direction,
              ...(index && { index }),
              ...(prefix && { prefix }),
              ...after,
            });
          }
        }
      }
    }
    table.close();
    vi.restoreAllMocks();

    const database = new DatabaseSync(path);
    const onRows = [...prepared].filter((text) => /rows/.test(text));
    const plans = onRows.map((text) => ({
      text,
      plan: database
        .prepare(`EXPLAIN QUERY PLAN ${text}`)
        .all()
        .map(({ detail }) => String(detail))
        .join('; '),
    }));
    database.close();
    expect(plans.filter(({ text }) => text.startsWith('SELECT')).length).toBeGreaterThan(40);
    for (const { text, plan } of plans) {
      if (text.startsWith('INSERT')) expect(plan).toBe('');
      else
        expect(plan, text).toMatch(
          /^SEARCH rows USING (PRIMARY KEY|(COVERING )?INDEX \w+) \((pk|sk|\w+Pk|expiresAt)[=<]/,
        );
      expect(plan, text).not.toMatch(/SCAN|TEMP B-TREE|;/);
      if (/Sk|\(sk\)/.test(text.split('ORDER')[0] as string) && text.startsWith('SELECT'))
        expect(plan, text).toMatch(/[sS]k[,)>< ]/);
    }
  });

  /** Starts processes, lets them go at once, and gives the rows that each won; `meanwhile` runs after the start. */
  const compete = async (count: number, meanwhile?: () => Promise<void>): Promise<string[]> => {
    const children = range(count).map((by) =>
      spawn(process.execPath, [writer, 'claim', path, String(by)], { stdio: ['pipe', 'pipe', 'inherit'] }),
    );
    const outputs = children.map(() => '');
    const ready = children.map((child, at) => {
      child.stdout.on('data', (chunk: Buffer) => {
        outputs[at] += String(chunk);
      });
      return new Promise((resolve) => child.stdout.once('data', resolve));
    });
    const ends = children.map((child) => new Promise((resolve) => child.on('close', resolve)));
    await Promise.all(ready);
    for (const child of children) child.stdin.end('!');
    await meanwhile?.();
    expect(await Promise.all(ends)).toEqual(children.map(() => 0));
    return outputs.flatMap((output) => output.split('\n').filter((line) => line.startsWith('row ')));
  };
  const allRows = range(100).map((number) => `row ${String(number).padStart(3, '0')}`);

  it.each(range(5))('lets one of four processes win each row, all opening an empty folder at once (%i)', async () => {
    expect((await compete(4)).sort()).toEqual(allRows);
    const table = createSqliteTable(path);
    expect(await table.get({ pk: 'COUNT', sk: 'COUNT' })).toMatchObject({ count: 4 * 100 });
    table.close();
  });

  it('waits for another process that is writing, also before the file has its log', async () => {
    path = join(folder.path, 'table.db');
    const other = new DatabaseSync(path);
    other.exec('CREATE TABLE other (value); BEGIN IMMEDIATE; INSERT INTO other VALUES (1)');
    const won = await compete(1, async () => {
      await setTimeout(200);
      other.exec('COMMIT');
    });
    expect(won).toEqual(allRows);
    other.close();
  });
});
