import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCoding, salvageGzip } from '../../../shared/adapters/network/decode-body.ts';

const most = 1_000_000;

describe('readCoding', () => {
  it.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['identity', 'identity'],
    ['GZIP', 'gzip'],
    ['x-gzip', 'gzip'],
    ['br', 'br'],
    ['deflate', 'deflate'],
    ['identity, gzip', 'gzip'],
    ['gzip, gzip', undefined],
    ['br, gzip', undefined],
    ['zstd', undefined],
    ['constructor', undefined],
    ['gzip;q=1', undefined],
  ])('reads %j as %s', (field, coding) => {
    expect(readCoding(field)).toBe(coding);
  });
});

describe('salvageGzip', () => {
  it('gives every whole member and leaves garbage out', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array(), { minLength: 1, maxLength: 4 }), fc.uint8Array(), (bodies, garbage) => {
        fc.pre(!(garbage[0] === 0x1f && garbage[1] === 0x8b));
        const wire = Buffer.concat([...bodies.map((body) => gzipSync(body)), garbage]);
        expect(salvageGzip(wire, most)).toEqual(Buffer.concat(bodies));
      }),
    );
  });

  it('gives nothing when a member is cut, wherever', () => {
    const one = gzipSync('document');
    for (let length = 0; length < one.length; length += 1) {
      expect(salvageGzip(one.subarray(0, length), most)).toBeUndefined();
      if (length > 1) expect(salvageGzip(Buffer.concat([one, one.subarray(0, length)]), most)).toBeUndefined();
    }
  });

  it('reads headers with a file name, a comment, extra data and a checksum', () => {
    const [, body = Buffer.alloc(0)] = [0, gzipSync('document').subarray(10)];
    const start = Buffer.from([0x1f, 0x8b, 8, 2 + 4 + 8 + 16, 0, 0, 0, 0, 0, 3]);
    const extra = Buffer.from([3, 0, 1, 2, 3]);
    const wire = Buffer.concat([start, extra, Buffer.from('name\0comment\0'), Buffer.from([9, 9]), body]);
    expect(salvageGzip(wire, most)?.toString()).toBe('document');
  });

  it('gives nothing that exceeds the bytes allowed or fails its checksum', () => {
    const wire = gzipSync('x'.repeat(1000));
    expect(salvageGzip(wire, 999)).toBeUndefined();
    wire.writeUInt8(wire.readUInt8(wire.length - 5) ^ 1, wire.length - 5);
    expect(salvageGzip(wire, most)).toBeUndefined();
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        salvageGzip(Buffer.concat([Buffer.from([0x1f, 0x8b, 8]), bytes]), most);
      }),
    );
  });
});
