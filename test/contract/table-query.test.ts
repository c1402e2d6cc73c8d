/** The contract of `Table` (shared/ports.ts), the same for every store: pages, order, prefixes, the sparse indexes. */
import { describe, expect, it } from 'vitest';
import type { Page, Position, Query, Row, Table } from '../../shared/ports.ts';
import { indexNames, prepareTable, tableKinds } from './open-table.ts';

const byUtf8 = (left: string, right: string): number => Buffer.compare(Buffer.from(left), Buffer.from(right));
const range = (length: number): number[] => Array.from({ length }, (_, number) => number);
const padded = (number: number): string => String(number).padStart(4, '0');

describe.each(tableKinds)('the $kind table', ({ open }) => {
  let table: Table;
  let pk: string;
  prepareTable(open, (opened, partition) => {
    table = opened;
    pk = partition;
  });

  const rowAt = (sk: string, more: object = {}): Row => ({ pk, sk, ...more });
  const sortKeys = (page: Page<Row>): string[] => page.items.map((row) => row.sk);

  /** All rows of a query, page after page. */
  async function walk(query: Omit<Query, 'after'>): Promise<Row[]> {
    const rows: Row[] = [];
    let after: Position | undefined;
    do {
      const page = await table.query({ ...query, ...(after && { after }) });
      expect(page.items.length).toBeLessThanOrEqual(query.limit);
      rows.push(...page.items);
      after = page.next;
    } while (after !== undefined);
    return rows;
  }

  describe('pages', () => {
    const rows = (): Row[] =>
      range(23).map((number) => rowAt(padded(number), { ownerPk: `${pk}O`, ownerSk: `S${padded(number % 12)}` }));

    it.each([
      1, 2, 3, 5, 11, 22, 23, 24, 1000,
    ])('of %i rows give all rows in order, forwards and backwards', async (limit) => {
      await table.putAll(rows());
      expect(await walk({ pk, limit })).toEqual(rows());
      expect(await walk({ pk, limit, direction: 'descending' })).toEqual(rows().reverse());
      const indexed = await walk({ pk: `${pk}O`, index: 'owner', limit });
      expect(indexed.map((row) => row.ownerSk)).toEqual(
        rows()
          .map((row) => row.ownerSk)
          .sort(),
      );
      expect(new Set(indexed.map((row) => row.sk)).size).toBe(23);
      expect(await walk({ pk: `${pk}O`, index: 'owner', limit, direction: 'descending' })).toEqual(indexed.reverse());
    });

    it('have a next page exactly when there are more rows', async () => {
      await table.putAll(rows());
      for (const index of [undefined, 'owner'] as const) {
        const query = index === undefined ? { pk } : { pk: `${pk}O`, index };
        expect((await table.query({ ...query, limit: 22 })).next).toBeDefined();
        expect((await table.query({ ...query, limit: 23 })).next).toBeUndefined();
        expect((await table.query({ ...query, limit: 24 })).next).toBeUndefined();
      }
      expect(await table.query({ pk: `${pk}none`, limit: 5 })).toEqual({ items: [] });
    });

    it('go on after the same place when rows come and go', async () => {
      await table.putAll(['B', 'D', 'F', 'H'].map((sk) => rowAt(sk)));
      const { next } = await table.query({ pk, limit: 2 });
      await table.putAll(['A', 'C', 'E', 'I'].map((sk) => rowAt(sk)));
      await table.delete({ pk, sk: 'D' });
      expect(sortKeys(await table.query({ pk, limit: 9, after: next! }))).toEqual(['E', 'F', 'H', 'I']);
      expect(sortKeys(await table.query({ pk, limit: 9, after: next!, direction: 'descending' }))).toEqual([
        'C',
        'B',
        'A',
      ]);
    });

    it('of an index go on after the same place when the row there has left it', async () => {
      const due = (sk: string, at: string): Row => rowAt(sk, { duePk: `${pk}D`, dueSk: at });
      const query = { index: 'due', pk: `${pk}D`, limit: 2 } as const;
      await table.putAll([due('A', '01'), due('B', '02'), due('C', '03'), due('D', '04')]);
      const { next } = await table.query(query);
      await table.putAll([due('A', '09'), rowAt('B')]);
      expect(sortKeys(await table.query({ ...query, limit: 9, after: next! }))).toEqual(['C', 'D', 'A']);
    });

    it('start at the prefix when the position lies before it, and are over when it lies behind', async () => {
      await table.putAll(['A1', 'B1', 'B2', 'C1'].map((sk) => rowAt(sk)));
      const keysAfter = async (sk: string, direction: 'ascending' | 'descending'): Promise<string[]> =>
        sortKeys(await table.query({ pk, prefix: 'B', limit: 9, direction, after: { sk } }));
      expect(sortKeys(await table.query({ pk, limit: 9, after: { sk: '' } }))).toEqual(['A1', 'B1', 'B2', 'C1']);
      expect(await keysAfter('A1', 'ascending')).toEqual(['B1', 'B2']);
      expect(await keysAfter('', 'ascending')).toEqual(['B1', 'B2']);
      expect(await keysAfter('B', 'ascending')).toEqual(['B1', 'B2']);
      expect(await keysAfter('C1', 'ascending')).toEqual([]);
      expect(await keysAfter('A1', 'descending')).toEqual([]);
      expect(await keysAfter('', 'descending')).toEqual([]);
      expect(await keysAfter('C1', 'descending')).toEqual(['B2', 'B1']);
      expect(await keysAfter('B\u{10ffff}', 'descending')).toEqual(['B2', 'B1']);
    });

    it('are empty for a partition, prefix or position that no row can have', async () => {
      await table.put(rowAt('A', { ownerPk: `${pk}O`, ownerSk: 'A' }));
      const long = 'A'.repeat(2049);
      const impossible: Partial<Query>[] = [
        { pk: '' },
        { pk: long },
        { pk: '\ud800' },
        { prefix: long },
        { prefix: 'A\udc00' },
        { after: { sk: long } },
        { after: { sk: '\ud800' } },
        { index: 'owner', pk: `${pk}O`, after: { sk: 'A', key: { pk: '', sk: '' } } },
      ];
      for (const part of impossible) expect(await table.query({ pk, limit: 5, ...part })).toEqual({ items: [] });
      expect(await table.get({ pk: long, sk: 'A' })).toBeUndefined();
      await table.delete({ pk, sk: '' });
    });

    it.each([0, -1, 1001, 1.5, Number.NaN])('are refused with %s rows', async (limit) => {
      await expect(table.query({ pk, limit })).rejects.toThrow('a page may have 1 to 1000 entries');
    });

    it('of an index are refused after a position without the key of a row', async () => {
      await expect(table.query({ index: 'due', pk, limit: 5, after: { sk: 'A' } })).rejects.toThrow(
        "needs the row's key",
      );
    });

    it('end early rather than hold megabytes, and lose nothing', async () => {
      const large = range(8).map((number) => rowAt(padded(number), { text: 'x'.repeat(300_000) }));
      await table.putAll(large);
      const first = await table.query({ pk, limit: 8 });
      expect(first.items.length).toBeLessThan(8);
      expect(first.next).toBeDefined();
      expect((await walk({ pk, limit: 8 })).map((row) => row.sk)).toEqual(large.map((row) => row.sk));
      expect((await walk({ pk, limit: 8, direction: 'descending' })).map((row) => row.sk)).toEqual(
        large.map((row) => row.sk).reverse(),
      );
    });
  });

  describe('sort keys', () => {
    const texts = [
      'a',
      'a\u0000',
      'a ',
      'a~',
      'a\u007f',
      'a\u0080',
      'aé',
      'a\ud7ff',
      'a\ud7ffz',
      'a\ue000',
      'a\uff5e',
      'a\uffff',
      'a\u{1f600}',
      'a\u{1f600}b',
      'a\u{1f601}',
      'a\u{10ffff}',
      'a\u{10ffff}\u{10ffff}z',
      'b',
      'A',
      '\u{10ffff}',
      '\u{10ffff}!',
    ];

    it('are in the order of their UTF-8 bytes, not of UTF-16', async () => {
      await table.putAll(texts.map((sk) => rowAt(sk, { facetPk: `${pk}F`, facetSk: sk })));
      const sorted = [...texts].sort(byUtf8);
      expect(sorted).not.toEqual([...texts].sort());
      for (const query of [{ pk }, { pk: `${pk}F`, index: 'facet' as const }]) {
        expect(sortKeys({ items: await walk({ ...query, limit: 4 }) })).toEqual(sorted);
        expect(sortKeys({ items: await walk({ ...query, limit: 4, direction: 'descending' }) })).toEqual(
          [...sorted].reverse(),
        );
      }
    });

    it.each([
      'a',
      'a\ud7ff',
      'a\uffff',
      'a\u{1f600}',
      'a\u{10ffff}',
      '\u{10ffff}',
      'a\u0000',
      'z',
      '',
    ])('that start with %j are found in either direction, and no others', async (prefix) => {
      await table.putAll(texts.map((sk) => rowAt(sk, { facetPk: `${pk}F`, facetSk: sk })));
      const expected = texts.filter((sk) => sk.startsWith(prefix)).sort(byUtf8);
      for (const query of [
        { pk, prefix },
        { pk: `${pk}F`, index: 'facet' as const, prefix },
      ]) {
        expect(sortKeys({ items: await walk({ ...query, limit: 2 }) })).toEqual(expected);
        expect(sortKeys({ items: await walk({ ...query, limit: 2, direction: 'descending' }) })).toEqual(
          [...expected].reverse(),
        );
      }
    });
  });

  describe.each(indexNames)('the %s index', (index) => {
    const indexed = (sk: string, at: string, partition = 'I'): Row =>
      rowAt(sk, { [`${index}Pk`]: pk + partition, [`${index}Sk`]: at });
    const query = (partition = 'I') => ({ index, pk: pk + partition, limit: 100 });

    it('holds the rows that carry both of its attributes', async () => {
      const rows = [indexed('A', '3'), indexed('B', '1'), indexed('C', '2')];
      await table.putAll([
        ...rows,
        rowAt('D'),
        rowAt('E', { [`${index}Pk`]: `${pk}I` }),
        rowAt('F', { [`${index}Sk`]: '0' }),
      ]);
      expect((await table.query(query())).items).toEqual([rows[1], rows[2], rows[0]]);
      expect(await table.get({ pk, sk: 'E' })).toEqual(rowAt('E', { [`${index}Pk`]: `${pk}I` }));
    });

    it('follows a row that enters, moves, leaves and is deleted', async () => {
      await table.put(rowAt('A'));
      expect((await table.query(query())).items).toEqual([]);
      await table.put(indexed('A', '1'));
      expect((await table.query(query())).items).toEqual([indexed('A', '1')]);
      await table.put(indexed('A', '2'));
      expect((await table.query(query())).items).toEqual([indexed('A', '2')]);
      await table.put(indexed('A', '2', 'J'), { attribute: `${index}Sk`, equals: '2' });
      expect((await table.query(query())).items).toEqual([]);
      expect((await table.query(query('J'))).items).toEqual([indexed('A', '2', 'J')]);
      await table.put(rowAt('A'));
      expect((await table.query(query('J'))).items).toEqual([]);
      await table.put(indexed('A', '1'));
      await table.delete({ pk, sk: 'A' });
      expect((await table.query(query())).items).toEqual([]);
    });

    it('does not move for a put whose condition fails', async () => {
      await table.put(indexed('A', '1'));
      await table.put(indexed('A', '2'), { absent: true });
      await table.put(indexed('A', '3'), { attribute: 'version', equals: 1 });
      expect((await table.query(query())).items).toEqual([indexed('A', '1')]);
    });

    it('pages through rows of one sort key without losing or repeating any', async () => {
      const rows = range(30).map((number) => ({ ...indexed(padded(number), 'same'), pk: `${pk}#${number % 4}` }));
      await table.putAll(rows);
      const forwards = await walk({ ...query(), limit: 7 });
      expect(forwards.map((row) => row.sk).sort()).toEqual(rows.map((row) => row.sk));
      expect(await walk({ ...query(), limit: 7, direction: 'descending' })).toEqual([...forwards].reverse());
    });
  });

  it('finds one row through all of its indexes', async () => {
    const keys = indexNames.flatMap((index) => [
      [`${index}Pk`, `${pk}${index}`],
      [`${index}Sk`, index],
    ]);
    const row = rowAt('A', Object.fromEntries(keys));
    await table.put(row);
    for (const index of indexNames)
      expect((await table.query({ index, pk: `${pk}${index}`, limit: 2 })).items).toEqual([row]);
  });
});
