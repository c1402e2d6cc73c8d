import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isComparable, isRowKey, rowJson } from '../../../../shared/domain/storage/row-limits.ts';

const utf8 = (text: string): number => Buffer.byteLength(text);

/** DynamoDB's count of an attribute (Developer Guide, "DynamoDB item sizes and formats"). */
function dynamodbBytes(name: string, value: unknown): number {
  if (typeof value === 'string') return utf8(name) + utf8(value);
  if (typeof value !== 'number') return utf8(name) + 1;
  const digits = String(value)
    .replace(/e.*|[-.]/g, '')
    .replace(/^0+|0+$/g, '').length;
  return utf8(name) + Math.ceil(digits / 2) + 1 + (value < 0 ? 1 : 0);
}

describe('the size of a row', () => {
  it('is never less than what DynamoDB counts: plain attributes, and one text of all others', () => {
    const name = fc.oneof(fc.stringMatching(/^[a-z]\w{0,9}$/), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(
        fc.dictionary(name, fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.double(), fc.integer())),
        (attributes) => {
          const { expiresAt: _, ...rest } = attributes;
          const row = { ...rest, pk: 'P', sk: 'S' };
          const plain = Object.entries(row).filter(([key, value]) => isComparable(key, value));
          const others = Object.entries(row).filter(([key, value]) => !isComparable(key, value));
          const text = others.length === 0 ? 0 : dynamodbBytes('_json', JSON.stringify(Object.fromEntries(others)));
          const bytes = plain.reduce((sum, [key, value]) => sum + dynamodbBytes(key, value), text);
          expect(utf8(JSON.stringify(row))).toBeGreaterThanOrEqual(bytes);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('counts bytes, not characters', () => {
    const empty = utf8(rowJson({ pk: 'P', sk: 'S', text: '' }));
    const fits = '€'.repeat(Math.floor((409_600 - empty) / 3));
    expect(utf8(rowJson({ pk: 'P', sk: 'S', text: fits }))).toBeGreaterThan(409_597);
    expect(() => rowJson({ pk: 'P', sk: 'S', text: `${fits}€` })).toThrow('a row may have 409600');
  });

  it('is told with the key of the row, cut short', () => {
    expect(() => rowJson({ pk: 'P'.repeat(2000), sk: 'S', text: 'x'.repeat(409_600) })).toThrow(
      /^row \["P{198} has \d+ bytes/,
    );
  });
});

describe('a row', () => {
  it.each([
    [{ pk: '', sk: 'S' }, 'pk must be text of 1 to 2048 bytes'],
    [{ pk: 'P', sk: 'é'.repeat(513) }, 'sk must be text of 1 to 1024 bytes'],
    [{ pk: 'P', sk: '\ud800' }, 'sk must be text'],
    [{ pk: 'P', sk: 'S', facetSk: '' }, 'facetSk must be text of 1 to 1024 bytes'],
    [{ pk: 'P', sk: 'S', ownerPk: 3 }, 'ownerPk must be text of 1 to 2048 bytes'],
    [{ pk: 'P', sk: 'S', expiresAt: '2026' }, 'expiresAt must be whole seconds since 1970'],
  ])('like %j is refused: %s', (row, message) => {
    expect(() => rowJson(row)).toThrow(message);
  });

  it('may leave index keys and expiry undefined', () => {
    expect(rowJson({ pk: 'P', sk: 'S', duePk: undefined, expiresAt: undefined })).toBe('{"pk":"P","sk":"S"}');
  });
});

it('tells which keys a row can have', () => {
  expect(isRowKey({ pk: 'P', sk: 'S' })).toBe(true);
  expect(isRowKey({ pk: 'P'.repeat(2048), sk: 'S'.repeat(1024) })).toBe(true);
  expect(isRowKey({ pk: 'P'.repeat(2049), sk: 'S' })).toBe(false);
  expect(isRowKey({ pk: 'P', sk: 'S'.repeat(1025) })).toBe(false);
  expect(isRowKey({ pk: 'P', sk: '' })).toBe(false);
  expect(isRowKey({ pk: undefined, sk: 'S' } as never)).toBe(false);
});

it.each([
  ['version', 1, true],
  ['version', 0, true],
  ['version', -0.5, true],
  ['version', 2 ** 53, false],
  ['version', 1e-100, false],
  ['version', Number.POSITIVE_INFINITY, false],
  ['state', '', true],
  ['state', 'città 😀', true],
  ['state', '\udc00', false],
  ['flag', null, true],
  ['flag', false, true],
  ['list', [], false],
  ['none', undefined, false],
  ['a.b', 1, false],
  ['_json', 1, false],
  ['', 1, false],
  ['__proto__', 1, false],
  ['constructor', 1, false],
  ['x'.repeat(101), 1, false],
])('whether %j can be compared with %j: %s', (name, value, comparable) => {
  expect(isComparable(name, value)).toBe(comparable);
});
