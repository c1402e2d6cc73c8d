/** The contract of `Table` (shared/ports.ts), the same for every store: what it refuses, and hostile rows it keeps. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Row, Table } from '../../shared/ports.ts';
import { indexNames, prepareTable, tableKinds } from './open-table.ts';

const rowBytes = 409_600;
const byUtf8 = (left: string, right: string): number => Buffer.compare(Buffer.from(left), Buffer.from(right));
const range = (length: number): number[] => Array.from({ length }, (_, number) => number);

describe.each(tableKinds)('the $kind table', ({ open }) => {
  let table: Table;
  let pk: string;
  prepareTable(open, (opened, partition) => {
    table = opened;
    pk = partition;
  });

  const rowAt = (sk: string, more: object = {}): Row => ({ pk, sk, ...more });

  describe('limits', () => {
    const filled = (sk: string, filler: string, bytes: number): Row => {
      const rest = bytes - Buffer.byteLength(JSON.stringify(rowAt(sk, { text: '' })));
      const each = Buffer.byteLength(JSON.stringify(filler)) - 2;
      return rowAt(sk, { text: filler.repeat(Math.floor(rest / each)) + 'x'.repeat(rest % each) });
    };

    it.each([
      'x',
      'é',
      '€',
      '😀',
      '"',
      '\u0000',
    ])('takes a row of 409,600 bytes of %j and refuses one byte more', async (filler) => {
      const fits = filled('fits', filler, rowBytes);
      expect(await table.put(fits)).toBe(true);
      expect(await table.get(fits)).toEqual(fits);
      const large = filled('large', filler, rowBytes + 1);
      const message = `row ["${pk}","large"] has 409601 bytes; a row may have 409600`;
      await expect(table.put(large)).rejects.toThrow(message);
      await expect(table.putAll([large])).rejects.toThrow(message);
      expect(await table.get(large)).toBeUndefined();
    });

    it('takes a row of 400 KB made of many small values', async () => {
      const row = rowAt('A', {
        list: range(65_000),
        map: Object.fromEntries(range(2_000).map((n) => [`k${n}`, null])),
      });
      expect(Buffer.byteLength(JSON.stringify(row))).toBeGreaterThan(400_000);
      expect(await table.put(row)).toBe(true);
      expect(await table.get(row)).toEqual(row);
    });

    it('takes keys of the greatest length and refuses longer ones, counting bytes', async () => {
      const longest = { pk: pk.padEnd(2048, 'x'), sk: 'é'.repeat(512) };
      await table.put({ ...longest, duePk: longest.pk, dueSk: longest.sk });
      expect((await table.query({ pk: longest.pk, limit: 5 })).items).toHaveLength(1);
      expect((await table.query({ index: 'due', pk: longest.pk, prefix: longest.sk, limit: 5 })).items).toHaveLength(1);
      await expect(table.put({ pk: `${longest.pk}x`, sk: 'A' })).rejects.toThrow('pk must be text of 1 to 2048 bytes');
      await expect(table.put({ pk, sk: `${longest.sk}x` })).rejects.toThrow('sk must be text of 1 to 1024 bytes');
      await expect(table.put(rowAt('A', { duePk: 'é'.repeat(1025), dueSk: 'A' }))).rejects.toThrow('duePk must be');
    });

    it.each([
      'pk',
      'sk',
      ...indexNames.flatMap((index) => [`${index}Pk`, `${index}Sk`]),
    ])('refuses an empty %s, one without a UTF-8 form, and one that is no text', async (name) => {
      for (const value of ['', '\ud800', 'a\udc00', null, 7]) {
        const row = { ...rowAt('A'), [name]: value } as Row;
        await expect(table.put(row)).rejects.toThrow(`${name} must be text`);
        await expect(table.putAll([row])).rejects.toThrow(`${name} must be text`);
      }
      expect(await table.query({ pk, limit: 5 })).toEqual({ items: [] });
    });

    it.each([1.5, '1', null, Number.NaN])('refuses %j as the time of expiry', async (expiresAt) => {
      await expect(table.put({ pk, sk: 'A', expiresAt } as Row)).rejects.toThrow('expiresAt must be whole seconds');
    });
  });

  describe('hostile rows', () => {
    /** Entries in order, so that `__proto__` counts like any other name. */
    const spread = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(spread);
      if (typeof value !== 'object' || value === null) return value;
      const entries = Object.entries(value).map(([name, inner]) => [name, spread(inner)] as const);
      return { entries: entries.sort(([left], [right]) => byUtf8(left, right)) };
    };
    const roundTrip = async (attributes: object): Promise<void> => {
      const row = { ...attributes, pk, sk: 'A' };
      await table.put(row);
      expect(spread(await table.get(row))).toEqual(spread(JSON.parse(JSON.stringify(row))));
      await table.putAll([row]);
      expect((await table.query({ pk, limit: 1 })).items.map(spread)).toEqual([
        spread(JSON.parse(JSON.stringify(row))),
      ]);
    };
    const names = [
      '__proto__',
      'constructor',
      'prototype',
      'toString',
      'hasOwnProperty',
      'toJSON',
      '',
      ' ',
      '_json',
      'a.b',
      'a[0]',
      '#a',
      ':v',
      '$ref',
      'size',
      'status',
      'NULL',
      'L',
      'M',
      'S',
      'body',
      'rows',
      'città',
      '😀',
      '\u0000',
      "';--",
      '\ud800',
      'x'.repeat(5000),
    ];

    it.each(
      names.map((name) => [name.slice(0, 20), name]),
    )('keep an attribute named %j, at the top and inside', async (_, name) => {
      for (const value of ['text', { [name]: 1 }, null]) {
        await roundTrip(Object.fromEntries([[name, value]]));
        await roundTrip({ nested: Object.fromEntries([[name, value]]) });
      }
      await roundTrip({ nested: JSON.parse(`{${JSON.stringify(name)}:{${JSON.stringify(name)}:[null]}}`) });
    });

    it.each(
      [
        '',
        '\u0000',
        '\ud800',
        'a\udc00b',
        '\u2028',
        [],
        {},
        [[]],
        [null, [null]],
        { a: null },
        { a: '' },
        1.5,
        1e-200,
        1e300,
        -1e300,
        2 ** 53 + 2,
        Number.MAX_SAFE_INTEGER,
        Number.MIN_VALUE,
        0.1 + 0.2,
        -0,
        { S: 'x' },
        { NULL: true },
        { name: 'Set' },
        JSON.parse('{"a":{"__proto__":{"b":1}},"constructor":{"name":"Map"}}'),
        JSON.parse('['.repeat(200) + ']'.repeat(200)),
      ].map((value) => [JSON.stringify(value).slice(0, 60), value] as const),
    )('keep the value %s', async (_, value) => {
      await roundTrip({ value, list: [value], map: { value } });
    });

    it('keep any JSON', async () => {
      const rows = fc.dictionary(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...names)), fc.jsonValue());
      const keyNames = new Set(['expiresAt', ...indexNames.flatMap((index) => [`${index}Pk`, `${index}Sk`])]);
      const harmless = rows.filter((row) => Object.keys(row).every((name) => !keyNames.has(name)));
      await fc.assert(fc.asyncProperty(harmless, roundTrip), { numRuns: 100 });
    });
  });
});
