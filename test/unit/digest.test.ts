import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bucketOf,
  bucketsOfShard,
  deriveId,
  fractionOf,
  hasDigest,
  sha256,
  uuidOf,
} from '../../shared/domain/digest.ts';

const names = fc.string({ unit: 'binary', maxLength: 60 });
const oneLine = names.filter((name) => !name.includes('\n'));

describe('sha256', () => {
  it('is SHA-256 in lower-case hex, of text as UTF-8 and of bytes alike', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(sha256('è☃')).toBe(sha256(new TextEncoder().encode('è☃')));
  });
});

describe('hasDigest', () => {
  it('is true of the text with this SHA-256 and of no other', () => {
    fc.assert(
      fc.property(names, names, (one, other) => {
        expect(hasDigest(one, sha256(one))).toBe(true);
        expect(hasDigest(one, sha256(one).toUpperCase())).toBe(true);
        expect(hasDigest(one, sha256(other))).toBe(sha256(one) === sha256(other));
      }),
    );
  });

  it.each([
    '',
    'abc',
    '0'.repeat(63),
    '0'.repeat(66),
    'g'.repeat(64),
  ])('is false of any text by "%s", which is none', (digest) => {
    for (const text of ['', 'abc']) expect(hasDigest(text, digest)).toBe(false);
  });
});

describe('deriveId', () => {
  it('never changes: ids are in feeds and in other people’s systems', () => {
    expect(deriveId('event', 'a', 'b')).toBe('fa50e26152639f409257');
  });

  it('tells apart where one part ends and the next begins', () => {
    fc.assert(
      fc.property(fc.array(oneLine, { minLength: 1 }), fc.array(oneLine, { minLength: 1 }), (one, other) => {
        expect(deriveId(...one) === deriveId(...other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
    expect(deriveId('ab', 'c')).not.toBe(deriveId('a', 'bc'));
  });

  it('is 20 hex digits', () => {
    fc.assert(
      fc.property(names, (name) => {
        expect(deriveId(name)).toMatch(/^[0-9a-f]{20}$/);
      }),
    );
  });
});

describe('fractionOf, bucketOf and bucketsOfShard', () => {
  it('stay within their bounds', () => {
    fc.assert(
      fc.property(names, (name) => {
        const fraction = fractionOf(name);
        expect(fraction >= 0 && fraction < 1).toBe(true);
        const bucket = bucketOf(name);
        expect(Number.isInteger(bucket) && bucket >= 0 && bucket < 64).toBe(true);
      }),
    );
  });

  it('give every bucket to one shard, whatever their number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 64 }), (count) => {
        const all = Array.from({ length: count }, (_, shard) => bucketsOfShard(shard, count)).flat();
        expect(all.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 64 }, (_, bucket) => bucket));
      }),
    );
  });

  it('give every shard its share', () => {
    const counts = new Array<number>(8).fill(0);
    for (let index = 0; index < 8000; index += 1) counts[bucketOf(`https://host-${index}.example`) % 8]! += 1;
    expect(Math.min(...counts)).toBeGreaterThan(800);
    expect(Math.max(...counts)).toBeLessThan(1200);
  });
});

describe('uuidOf', () => {
  it('agrees with another implementation of version 5 in our namespace', () => {
    expect(uuidOf('')).toBe('a84bfc05-7934-501d-87b8-1970e1ed0b59');
    expect(uuidOf('abc')).toBe('9ab7eccc-8669-5060-84a2-bd2ec63a4211');
    expect(uuidOf('è☃')).toBe('07e42d24-b3f8-580e-b14a-cf4c5c76a0ca');
  });

  it('has the version and variant of RFC 9562 for any name', () => {
    const version5 = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    fc.assert(
      fc.property(names, (name) => {
        expect(uuidOf(name)).toMatch(version5);
      }),
    );
  });
});
