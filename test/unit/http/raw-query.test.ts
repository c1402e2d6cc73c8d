import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../../functions/http/problem.ts';
import { checkQueryLength, queryFaults } from '../../../functions/http/raw-query.ts';

const name = fc.stringMatching(/^[a-z]{1,8}$/);
/** Any characters at all. */
const text = fc
  .array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 30 })
  .map((points) => String.fromCodePoint(...points).toWellFormed());

describe('checkQueryLength', () => {
  it('takes 4096 bytes and not one more, counted as they are sent', () => {
    for (const query of ['', 'x'.repeat(4096), 'è'.repeat(2048)]) expect(() => checkQueryLength(query)).not.toThrow();
    for (const query of ['x'.repeat(4097), 'è'.repeat(2049)]) {
      expect(() => checkQueryLength(query)).toThrow(Problem);
      expect(() => checkQueryLength(query)).toThrow(/A query may have 4096 bytes; this one has 409\d\./);
    }
  });
});

describe('queryFaults', () => {
  it('finds none in what a form or a client writes, whatever the values are', () => {
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 5 }), text, (names, value) => {
        const written = new URLSearchParams(Object.fromEntries(names.map((each) => [each, value]))).toString();
        expect([...queryFaults(written)]).toEqual([]);
        const encoded = names.map((each) => `${each}=${encodeURIComponent(value)}`).join('&');
        expect([...queryFaults(encoded)]).toEqual([]);
      }),
    );
  });

  it('finds every name that is given more than once, also when it is written in another way', () => {
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 4 }), name, (names, once) => {
        fc.pre(!names.includes(once));
        const query = [...names, once, ...names].map((each) => `${each}=1`).join('&');
        expect([...queryFaults(query).keys()].sort()).toEqual([...names].sort());
      }),
    );
    expect([...queryFaults('limit=1&l%69mit=2')]).toEqual([['limit', 'is given more than once']]);
    expect([...queryFaults('open&open=true')]).toEqual([['open', 'is given more than once']]);
  });

  it.each([
    '%',
    '%z',
    '%zz',
    '%E0%A4%A',
    '%ff',
    '%C0%80',
    '%ED%A0%80',
    'a%2',
  ])('finds that %s is not percent-encoded UTF-8', (text) => {
    expect([...queryFaults(`limit=1&q=${text}`)]).toEqual([['q', 'must be percent-encoded UTF-8']]);
  });

  it('finds none in names alone, in empty values, in what holds an equals sign, in nothing', () => {
    for (const query of ['', '&', '&&a=1&', 'open', 'open=', 'q=a=b', '=', 'q=a+b', 'q=1,2'])
      expect([...queryFaults(query)]).toEqual([]);
  });

  it('leaves a name that can not be decoded as it is, which no address knows', () => {
    expect([...queryFaults('%zz=1')]).toEqual([]);
    expect([...queryFaults('%zz=1&%zz=2')]).toEqual([['%zz', 'is given more than once']]);
  });

  it('never fails, whatever is sent', () => {
    fc.assert(
      fc.property(text, (written) => {
        expect(queryFaults(written)).toBeInstanceOf(Map);
      }),
    );
  });
});
