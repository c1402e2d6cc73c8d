/** Any sequence of calls has the same outcomes on a table as on a plain map. */
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Condition, Key, Page, Query, Row, Table } from '../../shared/ports.ts';
import { openDynamodb, openSqlite } from './open-table.ts';

type Call =
  | { readonly call: 'put'; readonly row: Row; readonly condition?: Condition }
  | { readonly call: 'putAll'; readonly rows: readonly Row[] }
  | { readonly call: 'get' | 'delete'; readonly key: Key }
  | { readonly call: 'getAll'; readonly keys: readonly Key[] }
  | { readonly call: 'query'; readonly query: Query };

const compare = (left: string, right: string): number => Buffer.compare(Buffer.from(left), Buffer.from(right));
const name = (key: Key): string => JSON.stringify([key.pk, key.sk]);

/** The contract in a few lines: what the stores must do, without any of their ways to do it. */
class Model {
  readonly rows = new Map<string, Row>();

  put(row: Row, condition?: Condition): boolean {
    const stored = this.rows.get(name(row));
    if (condition !== undefined && 'absent' in condition && stored !== undefined) return false;
    if (condition !== undefined && 'attribute' in condition && stored?.[condition.attribute] !== condition.equals)
      return false;
    this.rows.set(name(row), row);
    return true;
  }

  getAll(keys: readonly Key[]): Row[] {
    return [...new Set(keys.map(name))].flatMap((key) => this.rows.get(key) ?? []);
  }

  query({ index, pk, prefix = '', direction, limit, after }: Query): Page<Row> {
    const sort = (row: Row): string[] =>
      index === undefined ? [row.sk] : [row[`${index}Sk`] as string, row.pk, row.sk];
    const order = (left: string[], right: string[]): number => {
      const difference = left.map((text, at) => compare(text, right[at] as string)).find((sign) => sign !== 0) ?? 0;
      return direction === 'descending' ? -difference : difference;
    };
    const from = after && (after.key === undefined ? [after.sk] : [after.sk, after.key.pk, after.key.sk]);
    const matching = [...this.rows.values()]
      .filter((row) => (index === undefined ? row.pk : row[`${index}Pk`]) === pk && sort(row)[0] !== undefined)
      .filter((row) => sort(row)[0]?.startsWith(prefix) && (from === undefined || order(sort(row), from) > 0))
      .sort((left, right) => order(sort(left), sort(right)));
    const items = matching.slice(0, limit);
    const last = items.at(-1);
    if (last === undefined || matching.length === items.length) return { items };
    const sk = sort(last)[0] as string;
    return { items, next: index === undefined ? { sk } : { sk, key: { pk: last.pk, sk: last.sk } } };
  }
}

/** Few names, so that calls meet; `indexSk` makes index sort keys of a row's own where a store orders equal ones freely. */
function calls(indexSk: (text: string, key: Key) => string): fc.Arbitrary<Call[]> {
  const pk = fc.constantFrom('P', 'Q');
  const sk = fc.stringMatching(/^[ab]{1,3}$/).chain((text) => fc.constantFrom(text, `${text}😀`, `${text}\uff5e`));
  const key = fc.record({ pk, sk });
  const index = fc.constantFrom('owner' as const, 'due' as const);
  const row = fc
    .record({
      key,
      version: fc.constantFrom(0, 1, '1'),
      indexes: fc.dictionary(index, fc.tuple(pk, sk)),
      half: fc.boolean(),
      note: fc.jsonValue(),
    })
    .map(({ key, version, indexes, half, note }): Row => {
      const indexed = Object.entries(indexes).flatMap(([name, [indexPk, text]]) => [
        [`${name}Pk`, indexPk],
        ...(half ? [] : [[`${name}Sk`, indexSk(text, key)]]),
      ]);
      return { ...Object.fromEntries(indexed), ...key, version, note };
    });
  const condition = fc.oneof(
    fc.constant({ absent: true } as const),
    fc.record({
      attribute: fc.constantFrom('version', 'missing'),
      equals: fc.constantFrom<string | number>(0, 1, '1'),
    }),
  );
  const position = fc.record({ sk, key });
  const query = fc
    .record({
      index: fc.option(index),
      pk,
      prefix: fc.option(fc.constantFrom('a', 'ab', 'b', 'a😀', 'c')),
      descending: fc.boolean(),
      limit: fc.integer({ min: 1, max: 6 }),
      after: fc.option(position),
    })
    .map(
      ({ index, pk, prefix, descending, limit, after }): Query => ({
        pk,
        limit,
        direction: descending ? 'descending' : 'ascending',
        ...(index !== null && { index }),
        ...(prefix !== null && { prefix }),
        ...(after !== null && {
          after: index === null ? { sk: after.sk } : { sk: indexSk(after.sk, after.key), key: after.key },
        }),
      }),
    );
  const call: fc.Arbitrary<Call> = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ call: fc.constant('put' as const), row, condition }, { requiredKeys: ['call', 'row'] }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ call: fc.constant('putAll' as const), rows: fc.array(row, { maxLength: 8 }) }),
    },
    { weight: 1, arbitrary: fc.record({ call: fc.constantFrom('get' as const, 'delete' as const), key }) },
    { weight: 1, arbitrary: fc.record({ call: fc.constant('getAll' as const), keys: fc.array(key) }) },
    { weight: 5, arbitrary: fc.record({ call: fc.constant('query' as const), query }) },
  );
  return fc.array(call, { minLength: 1, maxLength: 40, size: 'max' });
}

const sorted = (rows: readonly Row[]): Row[] => [...rows].sort((left, right) => compare(name(left), name(right)));

async function makeBoth(step: Call, table: Table, model: Model): Promise<void> {
  switch (step.call) {
    case 'put':
      expect(await table.put(step.row, step.condition)).toBe(model.put(step.row, step.condition));
      return;
    case 'putAll':
      await table.putAll(step.rows);
      for (const row of step.rows) model.put(row);
      return;
    case 'get':
      expect(await table.get(step.key)).toEqual(model.rows.get(name(step.key)));
      return;
    case 'delete':
      await table.delete(step.key);
      model.rows.delete(name(step.key));
      return;
    case 'getAll':
      expect(sorted(await table.getAll(step.keys))).toEqual(sorted(model.getAll(step.keys)));
      return;
    case 'query':
      expect(await table.query(step.query)).toEqual(model.query(step.query));
  }
}

async function expectSame(table: Table, model: Model, run: string): Promise<void> {
  for (const pk of [`${run}P`, `${run}Q`]) {
    for (const index of [undefined, 'owner', 'due'] as const) {
      const query = { pk, limit: 1000, ...(index && { index }) };
      expect(await table.query(query)).toEqual(model.query(query));
    }
  }
}

/** The same call in partitions of its run's own, so that all runs can share one table. */
function inRun(step: Call, run: string): Call {
  const partitions = new Set(['pk', 'ownerPk', 'duePk']);
  const text = JSON.stringify(step, (attribute, value) => (partitions.has(attribute) ? run + value : value));
  return JSON.parse(text) as Call;
}

describe('any sequence of calls has the outcomes of a plain map', () => {
  it.each([
    { kind: 'sqlite', open: openSqlite, numRuns: 400, indexSk: (text: string) => text },
    { kind: 'dynamodb', open: openDynamodb, numRuns: 40, indexSk: (text: string, key: Key) => `${text}#${name(key)}` },
  ])('on $kind', async ({ open, numRuns, indexSk }) => {
    const { table, close } = await open();
    onTestFinished(close);
    let runs = 0;
    const property = fc.asyncProperty(calls(indexSk), async (steps) => {
      runs += 1;
      const run = `${runs}#`;
      const model = new Model();
      for (const step of steps) await makeBoth(inRun(step, run), table, model);
      await expectSame(table, model, run);
    });
    await fc.assert(property, { numRuns });
  });
});
