import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareUtf8, keyRange, prefixEnd } from '../../../../shared/domain/storage/key-range.ts';

const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom('a', 'b', '\u0000', '\ud7ff', '\ue000', '\uff5e', '\uffff', '😀', '\u{10ffff}'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
});

describe('the end of a prefix', () => {
  it('is above every text that starts with the prefix', () => {
    fc.assert(
      fc.property(text, text, (prefix, rest) => {
        const end = prefixEnd(prefix);
        expect(end === undefined || compareUtf8(prefix + rest, end) < 0).toBe(true);
      }),
    );
  });

  it('has nothing between itself and them', () => {
    fc.assert(
      fc.property(text, text, (prefix, other) => {
        const end = prefixEnd(prefix);
        const within = compareUtf8(other, prefix) >= 0 && (end === undefined || compareUtf8(other, end) < 0);
        expect(within).toBe(other.startsWith(prefix));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['a', 'b'],
    ['EVENT#', 'EVENT$'],
    ['a\u007f', 'a\u0080'],
    ['a\ud7ff', 'a\ue000'],
    ['a\uffff', 'a\u{10000}'],
    ['a\u{10ffff}', 'b'],
    ['a\u{10ffff}\u{10ffff}', 'b'],
    ['\u{10ffff}', undefined],
    ['', undefined],
  ])('of %j is %j', (prefix, end) => {
    expect(prefixEnd(prefix)).toBe(end);
  });
});

describe('the range of a query', () => {
  it('has a prefix, its end and the position to go on after', () => {
    expect(keyRange({ pk: 'P', prefix: 'A#', limit: 10, after: { sk: 'A#1' } })).toEqual({
      prefix: 'A#',
      end: 'A$',
      after: { sk: 'A#1' },
    });
    expect(keyRange({ pk: 'P', limit: 1 })).toEqual({ prefix: '' });
  });

  it.each(['ascending', 'descending'] as const)('drops or ends at a position outside the prefix, %s', (direction) => {
    const [start, end] = direction === 'ascending' ? ['A', 'Z'] : ['Z', 'A'];
    expect(keyRange({ pk: 'P', prefix: 'M', limit: 1, direction, after: { sk: start } })).toEqual({
      prefix: 'M',
      end: 'N',
    });
    expect(keyRange({ pk: 'P', prefix: 'M', limit: 1, direction, after: { sk: end } })).toBeUndefined();
  });

  it('is none for what no row can have', () => {
    const long = 'é'.repeat(513);
    expect(keyRange({ pk: '', limit: 1 })).toBeUndefined();
    expect(keyRange({ pk: 'P', prefix: long, limit: 1 })).toBeUndefined();
    expect(keyRange({ pk: 'P', limit: 1, after: { sk: long } })).toBeUndefined();
    expect(
      keyRange({ index: 'due', pk: 'P', limit: 1, after: { sk: 'A', key: { pk: 'P', sk: long } } }),
    ).toBeUndefined();
  });

  it('throws on a faulty limit and on a position in an index without the key of its row', () => {
    for (const limit of [0, 1001, 1.5, -1, Number.NaN]) expect(() => keyRange({ pk: 'P', limit })).toThrow('1 to 1000');
    expect(() => keyRange({ index: 'due', pk: 'P', limit: 1, after: { sk: 'A' } })).toThrow("needs the row's key");
  });
});

it('compares as UTF-8 does, where UTF-16 differs', () => {
  expect(compareUtf8('\uff5e', '😀')).toBeLessThan(0);
  expect('\uff5e' < '😀').toBe(false);
  fc.assert(
    fc.property(text, text, (left, right) => {
      const points = (value: string): number[] => Array.from(value, (character) => character.codePointAt(0) ?? 0);
      const [a, b] = [points(left), points(right)];
      const difference = a.findIndex((point, at) => point !== b[at]);
      const expected =
        difference < 0 ? Math.sign(a.length - b.length) : Math.sign((a[difference] ?? 0) - (b[difference] ?? -1));
      expect(compareUtf8(left, right)).toBe(expected);
    }),
  );
});
