/** The contract of `Table` (shared/ports.ts), the same for every store: single rows, conditions, batches. */
import { describe, expect, it } from 'vitest';
import type { Row, Table } from '../../shared/ports.ts';
import { prepareTable, tableKinds } from './open-table.ts';

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
  const partition = async (): Promise<readonly Row[]> => (await table.query({ pk, limit: 1000 })).items;

  describe('get, put and delete', () => {
    it('finds nothing where nothing was put', async () => {
      expect(await table.get({ pk, sk: 'none' })).toBeUndefined();
    });

    it('gives a row back as it was put', async () => {
      const row = rowAt('A', {
        text: 'città',
        number: 1.5,
        yes: true,
        none: null,
        list: [1, { a: ['b'] }],
        expiresAt: 4e9,
      });
      expect(await table.put(row)).toBe(true);
      expect(await table.get(row)).toEqual(row);
    });

    it('replaces the whole row', async () => {
      await table.put(rowAt('A', { old: 1, both: 1 }));
      await table.put(rowAt('A', { both: 2 }));
      expect(await table.get({ pk, sk: 'A' })).toEqual(rowAt('A', { both: 2 }));
    });

    it('deletes a row, and takes the deletion of an absent one for done', async () => {
      await table.put(rowAt('A'));
      await table.put(rowAt('B'));
      await table.delete({ pk, sk: 'A' });
      await table.delete({ pk, sk: 'A' });
      expect(await table.get({ pk, sk: 'A' })).toBeUndefined();
      expect(await table.get({ pk, sk: 'B' })).toEqual(rowAt('B'));
    });

    it('leaves out attributes that are undefined', async () => {
      await table.put(rowAt('A', { gone: undefined, nested: { gone: undefined, here: 1 } }));
      const found = await table.get({ pk, sk: 'A' });
      expect(Object.keys(found ?? {}).sort()).toEqual(['nested', 'pk', 'sk']);
      expect(Object.keys(found?.nested as object)).toEqual(['here']);
    });

    it('keeps rows apart that differ in one half of the key, in case or in normal form', async () => {
      const rows = ['a', 'A', 'é', 'e\u0301', 'a ', 'a\u0000'].flatMap((sk) => [
        rowAt(sk, { at: sk }),
        { pk: `${pk}+`, sk },
      ]);
      await table.putAll(rows);
      for (const row of rows) expect(await table.get(row)).toEqual(row);
    });
  });

  describe('conditions', () => {
    it('puts only what is absent, once', async () => {
      expect(await table.put(rowAt('A', { by: 1 }), { absent: true })).toBe(true);
      expect(await table.put(rowAt('A', { by: 2 }), { absent: true })).toBe(false);
      expect(await table.get({ pk, sk: 'A' })).toEqual(rowAt('A', { by: 1 }));
    });

    it.each([
      ['a text', 'state', 'open', 'closed'],
      ['an empty text', 'state', '', ' '],
      ['text beyond ASCII', 'state', '😀', '😁'],
      ['a whole number', 'version', 7, 8],
      ['a fraction', 'version', 0.1, 0.2],
      ['zero', 'version', 0, 1],
      ['a number and not the same text', 'version', 7, '7'],
      ['a text and not the same number', 'version', '7', 7],
    ])('puts when an attribute equals %s, and not otherwise', async (_, attribute, stored, other) => {
      await table.put(rowAt('A', { [attribute]: stored, by: 1 }));
      expect(await table.put(rowAt('A', { by: 2 }), { attribute, equals: other })).toBe(false);
      expect(await table.get({ pk, sk: 'A' })).toEqual(rowAt('A', { [attribute]: stored, by: 1 }));
      expect(await table.put(rowAt('A', { by: 3 }), { attribute, equals: stored })).toBe(true);
      expect(await table.get({ pk, sk: 'A' })).toEqual(rowAt('A', { by: 3 }));
    });

    it('does not put on an absent row, nor on one without the attribute, when it must equal', async () => {
      expect(await table.put(rowAt('A'), { attribute: 'version', equals: 1 })).toBe(false);
      expect(await table.get({ pk, sk: 'A' })).toBeUndefined();
      await table.put(rowAt('A'));
      expect(await table.put(rowAt('A', { by: 2 }), { attribute: 'version', equals: 1 })).toBe(false);
    });

    it('takes an attribute for a name, not for a path', async () => {
      await table.put(rowAt('A', { a: { b: 1 }, size: 3 }));
      await expect(table.put(rowAt('A'), { attribute: 'a.b', equals: 1 })).rejects.toThrow(RangeError);
      expect(await table.put(rowAt('A', { size: 4 }), { attribute: 'size', equals: 3 })).toBe(true);
    });

    it.each(['__proto__', 'constructor', '', '_json', 'a b'])('refuses a condition on %j', async (attribute) => {
      await table.put(rowAt('A', Object.fromEntries([[attribute, 'x']])));
      await expect(table.put(rowAt('A'), { attribute, equals: 'x' })).rejects.toThrow('no condition can compare');
    });

    it.each([Number.NaN, 2 ** 53, 1e-120, '\ud800'])('refuses a condition on the value %s', async (equals) => {
      await expect(table.put(rowAt('A'), { attribute: 'a', equals })).rejects.toThrow('no condition can compare');
    });

    it('lets one of 50 concurrent puts of an absent row win', async () => {
      const outcomes = await Promise.all(range(50).map((by) => table.put(rowAt('A', { by }), { absent: true })));
      expect(outcomes.filter(Boolean)).toHaveLength(1);
      expect(await table.get({ pk, sk: 'A' })).toEqual(rowAt('A', { by: outcomes.indexOf(true) }));
    });

    it('lets one of 50 concurrent puts on one version win', async () => {
      await table.put(rowAt('A', { version: 0 }));
      const outcomes = await Promise.all(
        range(50).map((by) => table.put(rowAt('A', { version: by + 1 }), { attribute: 'version', equals: 0 })),
      );
      expect(outcomes.filter(Boolean)).toHaveLength(1);
      expect(await table.get({ pk, sk: 'A' })).toEqual(rowAt('A', { version: outcomes.indexOf(true) + 1 }));
    });

    it('loses no count when ten writers count by reading and conditionally putting', async () => {
      await table.put(rowAt('A', { count: 0 }));
      const countOnce = async (): Promise<void> => {
        const count = (await table.get({ pk, sk: 'A' }))?.count as number;
        const counted = await table.put(rowAt('A', { count: count + 1 }), { attribute: 'count', equals: count });
        if (!counted) await countOnce();
      };
      await Promise.all(
        range(10).map(async () => {
          for (const _ of range(3)) await countOnce();
        }),
      );
      expect(await table.get({ pk, sk: 'A' })).toEqual(rowAt('A', { count: 30 }));
    });
  });

  describe('batches', () => {
    it('reads 250 keys, with duplicates and missing ones among them', async () => {
      const rows = range(250).map((number) => rowAt(padded(number), { number }));
      await table.putAll(rows);
      const missing = range(30).map((number) => ({ pk, sk: `missing${number}` }));
      const found = await table.getAll([...missing, ...rows, ...rows.slice(0, 120)]);
      expect([...found].sort((left, right) => byUtf8(left.sk, right.sk))).toEqual(rows);
    });

    it('reads nothing for no keys, and nothing for keys that no row can have', async () => {
      await table.put(rowAt('A'));
      expect(await table.getAll([])).toEqual([]);
      expect(
        await table.getAll([
          { pk, sk: '' },
          { pk: '', sk: 'A' },
          { pk, sk: '\ud800' },
          { pk, sk: 'A' },
        ]),
      ).toEqual([rowAt('A')]);
    });

    it('writes 120 rows, replacing those that were there', async () => {
      await table.put(rowAt(padded(7), { old: true }));
      const rows = range(120).map((number) => rowAt(padded(number), { number }));
      await table.putAll(rows);
      expect(await partition()).toEqual(rows);
      await table.putAll([]);
    });

    it('keeps the last of two rows of one key', async () => {
      const rows = range(60).flatMap((number) => [rowAt(padded(number % 20), { number })]);
      await table.putAll(rows);
      expect(await partition()).toEqual(rows.slice(40));
    });

    it('writes nothing when one row is refused', async () => {
      const rows = [...range(60).map((number) => rowAt(padded(number))), rowAt('')];
      await expect(table.putAll(rows)).rejects.toThrow(RangeError);
      expect(await partition()).toEqual([]);
    });
  });
});
