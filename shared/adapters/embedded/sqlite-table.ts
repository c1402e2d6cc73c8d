/**
 * The table on one machine: SQLite built into Node, one file in WAL mode. A commit is in the log file before a put
 * returns, so a killed process loses nothing it acknowledged; a power cut may lose the last moments, never the file.
 * Texts compare as UTF-8 bytes (SQLite, "Datatypes", BINARY collation), which is DynamoDB's order.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { type KeyRange, keyRange } from '../../domain/storage/key-range.ts';
import { isRowKey, requireComparable, rowJson } from '../../domain/storage/row-limits.ts';
import type { Condition, IndexName, Key, Page, Position, Query, Row, Table } from '../../ports.ts';

const schemaVersion = 1;
const busyTimeoutMs = 10_000;
/** A page ends early past this much text, as on DynamoDB (1 MB). */
const pageCharacters = 1_000_000;
const writesBetweenPurges = 10_000;

const indexes: readonly IndexName[] = ['owner', 'listing', 'facet', 'due'];
const columns = ['pk', 'sk', 'body', ...indexes.flatMap((index) => [`${index}Pk`, `${index}Sk`]), 'expiresAt'];

const schema = [
  `CREATE TABLE rows (pk TEXT NOT NULL, sk TEXT NOT NULL, body TEXT NOT NULL,
    ${indexes.map((index) => `${index}Pk TEXT, ${index}Sk TEXT`).join(', ')}, expiresAt INTEGER,
    PRIMARY KEY (pk, sk)) STRICT, WITHOUT ROWID`,
  ...indexes.map(
    (index) => `CREATE INDEX ${index} ON rows (${index}Pk, ${index}Sk, pk, sk) WHERE ${index}Pk IS NOT NULL`,
  ),
  'CREATE INDEX expiring ON rows (expiresAt) WHERE expiresAt IS NOT NULL',
  `PRAGMA user_version = ${schemaVersion}`,
].join(';\n');

const insert = `INSERT INTO rows (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
  ON CONFLICT (pk, sk) DO`;
const sql = {
  get: 'SELECT body FROM rows WHERE pk = ? AND sk = ?',
  insert: `${insert} NOTHING`,
  upsert: `${insert} UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`,
  delete: 'DELETE FROM rows WHERE pk = ? AND sk = ?',
  purge: 'DELETE FROM rows WHERE expiresAt < ?',
  purgeSome: 'DELETE FROM rows WHERE (pk, sk) IN (SELECT pk, sk FROM rows WHERE expiresAt < ? LIMIT ?)',
} as const;

export type SqliteTable = Table & {
  /** Drops rows that expired before `nowMs`, at most so many, and tells how many it were. */
  dropExpired(nowMs: number, most: number): Promise<number>;
  close(): void;
};

/** Opens or creates the file at `path` (its folder too; `:memory:` for none). Close it when done. */
export function createSqliteTable(path: string): SqliteTable {
  const database = openDatabase(path);
  const statements = new Map<string, StatementSync>();
  const statement = (text: string): StatementSync => {
    const known = statements.get(text) ?? database.prepare(text);
    statements.set(text, known);
    return known;
  };
  /** Takes the write lock first: no other process can write between what `work` reads and what it writes. */
  const exclusively = <T>(work: () => T): T => {
    statement('BEGIN IMMEDIATE').run();
    try {
      const result = work();
      statement('COMMIT').run();
      return result;
    } catch (fault) {
      if (database.isTransaction) statement('ROLLBACK').run();
      throw fault;
    }
  };
  const read = (key: Key): Row | undefined => {
    const found = statement(sql.get).get(key.pk, key.sk);
    return found && (JSON.parse(found.body as string) as Row);
  };
  const purge = (): void => void statement(sql.purge).run(Math.floor(Date.now() / 1000));
  let writes = 0;
  const written = (rows: number): void => {
    writes += rows;
    if (writes < writesBetweenPurges) return;
    writes = 0;
    purge();
  };
  purge();

  return {
    async get(key) {
      return isRowKey(key) ? read(key) : undefined;
    },
    async getAll(keys) {
      const unique = new Map(keys.filter(isRowKey).map((key) => [JSON.stringify([key.pk, key.sk]), key]));
      return Array.from(unique.values(), read).filter((row) => row !== undefined);
    },
    async put(row, condition) {
      const values = rowValues(row);
      if (condition !== undefined) requireComparable(condition);
      const stored = putRow(row, values, condition);
      written(1);
      return stored;
    },
    async putAll(rows) {
      const all = rows.map(rowValues);
      exclusively(() => {
        for (const values of all) statement(sql.upsert).run(...values);
      });
      written(rows.length);
    },
    async query(query) {
      const range = keyRange(query);
      if (range === undefined) return { items: [] };
      const { text, values } = select(query, range);
      return readPage(statement(text).iterate(...values), query);
    },
    async delete(key) {
      if (isRowKey(key)) statement(sql.delete).run(key.pk, key.sk);
    },
    async dropExpired(nowMs, most) {
      return Number(statement(sql.purgeSome).run(Math.floor(nowMs / 1000), most).changes);
    },
    close() {
      statements.clear();
      if (database.isOpen) database.close();
    },
  };

  function putRow(row: Row, values: readonly SQLInputValue[], condition: Condition | undefined): boolean {
    if (condition === undefined || 'absent' in condition) {
      return statement(condition === undefined ? sql.upsert : sql.insert).run(...values).changes === 1;
    }
    return exclusively(() => {
      const stored = read(row);
      const holds = stored !== undefined && stored[condition.attribute] === condition.equals;
      if (holds) statement(sql.upsert).run(...values);
      return holds;
    });
  }
}

function openDatabase(path: string): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path, { timeout: busyTimeoutMs });
  try {
    writeAhead(database);
    createSchema(database);
    return database;
  } catch (fault) {
    database.close();
    throw new Error(`cannot open the table in ${path}: ${(fault as Error).message}`, { cause: fault });
  }
}

/** SQLite does not itself wait for other processes when it turns to WAL, and on a new file all of them do that. */
function writeAhead(database: DatabaseSync): void {
  const until = Date.now() + busyTimeoutMs;
  const busy = (fault: unknown): boolean => ((fault as { errcode?: number }).errcode ?? 0) % 256 === 5;
  for (let done = false; !done; ) {
    try {
      database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
      done = true;
    } catch (fault) {
      if (!busy(fault) || Date.now() > until) throw fault;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

/** In one transaction: of two processes that start on an empty folder one creates, the other waits. */
function createSchema(database: DatabaseSync): void {
  const version = () => database.prepare('PRAGMA user_version').get()?.user_version;
  if (version() === 0) {
    database.exec('BEGIN IMMEDIATE');
    if (version() === 0) database.exec(schema);
    database.exec('COMMIT');
  }
  if (version() !== schemaVersion) {
    throw new Error(`it has schema ${version()}, this version of Vedetta reads ${schemaVersion}`);
  }
}

/** The values of `columns`. A row with half of an index's key is not in that index. */
function rowValues(row: Row): readonly SQLInputValue[] {
  const body = rowJson(row);
  const indexed = indexes.flatMap((index) => {
    const pk = row[`${index}Pk`];
    const sk = row[`${index}Sk`];
    return pk === undefined || sk === undefined ? [null, null] : [pk, sk];
  });
  return [row.pk, row.sk, body, ...indexed, row.expiresAt ?? null];
}

/** The statement of a query, and its values. In an index, rows of equal sort key follow in the order of their own. */
function select(query: Query, { prefix, end, after }: KeyRange): { text: string; values: readonly SQLInputValue[] } {
  const { index } = query;
  const ascending = query.direction !== 'descending';
  const sk = index === undefined ? 'sk' : `${index}Sk`;
  const order = index === undefined ? ['sk'] : [sk, 'pk', 'sk'];
  const terms: [string, ...SQLInputValue[]][] = [[`${index === undefined ? 'pk' : `${index}Pk`} = ?`, query.pk]];
  if (after !== undefined) {
    const values = after.key === undefined || index === undefined ? [after.sk] : [after.sk, after.key.pk, after.key.sk];
    terms.push([`(${order.join(', ')}) ${ascending ? '>' : '<'} (${order.map(() => '?').join(', ')})`, ...values]);
  }
  if (prefix !== '' && (after === undefined || !ascending)) terms.push([`${sk} >= ?`, prefix]);
  if (end !== undefined && (after === undefined || ascending)) terms.push([`${sk} < ?`, end]);
  const text = `SELECT body FROM rows WHERE ${terms.map(([term]) => term).join(' AND ')}
    ORDER BY ${order.map((column) => `${column} ${ascending ? 'ASC' : 'DESC'}`).join(', ')} LIMIT ?`;
  // One row more than asked tells whether there is a next page.
  return { text, values: [...terms.flatMap(([, ...values]) => values), query.limit + 1] };
}

function readPage(found: Iterable<Record<string, unknown>>, query: Query): Page<Row> {
  const items: Row[] = [];
  let characters = 0;
  for (const { body } of found) {
    const last = items.at(-1);
    if (last !== undefined && (items.length === query.limit || characters > pageCharacters)) {
      return { items, next: position(last, query.index) };
    }
    items.push(JSON.parse(body as string) as Row);
    characters += (body as string).length;
  }
  return { items };
}

function position(row: Row, index: IndexName | undefined): Position {
  return index === undefined ? { sk: row.sk } : { sk: row[`${index}Sk`] as string, key: { pk: row.pk, sk: row.sk } };
}
