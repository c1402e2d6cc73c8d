import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../shared/domain/description/decode-text.ts';

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

const utf16 = (text: string, bom: number[]): Uint8Array => {
  const body = Buffer.from(text, 'utf16le');
  return Buffer.concat([Buffer.from(bom), bom[0] === 0xfe ? body.swap16() : body]);
};

const problemOf = (body: Uint8Array) => {
  const decoded = decodeText(body);
  return decoded.ok ? undefined : [decoded.problem.code, decoded.problem.message];
};

describe('decoding', () => {
  it('reads UTF-8 with and without a byte order mark', () => {
    expect(decodeText(bytes('città'))).toEqual({ ok: true, text: 'città' });
    expect(decodeText(bytes([0xef, 0xbb, 0xbf], 'città'))).toEqual({ ok: true, text: 'città' });
  });

  it.each([
    ['little', [0xff, 0xfe]],
    ['big', [0xfe, 0xff]],
  ])('reads UTF-16 %s-endian by its mark', (_order, mark) => {
    expect(decodeText(utf16('città €', mark))).toEqual({ ok: true, text: 'città €' });
  });

  it.each([
    ['Latin-1', bytes('citt', [0xe0], '!'), 4],
    ['a cut character', bytes('a€', [0xe2, 0x82]), 4],
    ['an overlong form', bytes('ab', [0xc0, 0xaf]), 2],
    ['an encoded surrogate', bytes('a', [0xed, 0xa0, 0x80]), 1],
    ['a wrong byte after a genuine replacement character', bytes('\ufffd\ufffd', [0xff]), 6],
    ['a wrong byte after a byte order mark', bytes([0xef, 0xbb, 0xbf], 'a', [0xff]), 4],
  ])('names the first wrong byte: %s', (_what, body, offset) => {
    expect(problemOf(body)).toEqual(['not-utf-8', `Byte ${offset} is not part of a UTF-8 character`]);
  });

  it('refuses NUL, in UTF-16 too', () => {
    expect(problemOf(bytes('ab', [0], 'c'))).toEqual(['nul-byte', 'Byte 2 is NUL']);
    expect(problemOf(utf16('a\0b', [0xff, 0xfe]))).toEqual(['nul-byte', 'Byte 4 starts a NUL character']);
  });

  it('refuses UTF-16 that ends in half a character', () => {
    expect(problemOf(utf16('ab', [0xff, 0xfe]).subarray(0, 5))?.[0]).toBe('not-utf-8');
  });

  it('refuses more than 20 MiB before looking at them', () => {
    expect(problemOf(new Uint8Array(20 * 1024 * 1024 + 1))?.[0]).toBe('too-many-bytes');
  });

  it('gives back every well-formed text without NUL', () => {
    const text = fc.string({ unit: 'binary' }).filter((found) => !found.includes('\0') && !found.startsWith('\ufeff'));
    fc.assert(
      fc.property(text, (found) => {
        expect(decodeText(bytes(found))).toEqual({ ok: true, text: found });
      }),
    );
  });

  it('never throws, and names a byte that the strict decoder refuses too', () => {
    fc.assert(
      fc.property(fc.uint8Array({ min: 1, maxLength: 60 }), (body) => {
        const decoded = decodeText(body);
        if (decoded.ok || decoded.problem.code !== 'not-utf-8') return;
        const at = Number(/\d+/.exec(decoded.problem.message)?.[0] ?? Number.NaN);
        if (Number.isNaN(at)) return;
        const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
        expect(() => strict.decode(body.subarray(0, at))).not.toThrow();
      }),
    );
  });
});
