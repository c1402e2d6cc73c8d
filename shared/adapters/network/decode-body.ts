/**
 * Undoes one content coding (RFC 9110 §8.4.1) as bytes arrive, so that a bomb is noticed after its first kilobytes and
 * not after its last.
 */

import type { Transform } from 'node:stream';
import {
  crc32,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  inflateRawSync,
} from 'node:zlib';

export const acceptEncoding = 'gzip, br, deflate';

export type Coding = 'identity' | 'gzip' | 'br' | 'deflate';

const codings: ReadonlyMap<string, Coding> = new Map([
  ['identity', 'identity'],
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['br', 'br'],
  ['deflate', 'deflate'],
]);

/** The coding that a Content-Encoding field names; undefined when it is several, or one that was not asked for. */
export function readCoding(field: string | undefined): Coding | undefined {
  const tokens = (field ?? '')
    .toLowerCase()
    .split(',')
    .map((token) => token.trim());
  const applied = tokens.filter((token) => token !== '' && token !== 'identity');
  return applied.length > 1 ? undefined : codings.get(applied[0] ?? 'identity');
}

const chunkSize = 64 * 1024;

/** "deflate" is zlib by the book and raw in the wild: the first byte tells. */
const createDeflateDecoder = (firstByte: number | undefined): Transform =>
  (firstByte ?? 0) % 16 === 8 ? createInflate({ chunkSize }) : createInflateRaw({ chunkSize });

/** A stream from coded to decoded bytes. */
export function createDecoder(coding: Exclude<Coding, 'identity'>, firstByte: number | undefined): Transform {
  if (coding === 'gzip') return createGunzip({ chunkSize });
  if (coding === 'br') return createBrotliDecompress({ chunkSize });
  return createDeflateDecoder(firstByte);
}

const gzipMagic = 0x1f8b;
const flagCrc = 2;
const flagExtra = 4;
const flagName = 8;
const flagComment = 16;

/** Where the compressed data of a gzip member begins (RFC 1952 §2.3); undefined when there is no member. */
function dataStart(wire: Buffer): number | undefined {
  if (wire.length < 18 || wire.readUInt16BE(0) !== gzipMagic || wire[2] !== 8) return undefined;
  const flags = wire[3] ?? 0;
  let at = 10;
  if (flags & flagExtra) at += 2 + wire.readUInt16LE(at);
  for (const flag of [flagName, flagComment]) {
    if (flags & flag) at = wire.indexOf(0, at) + 1;
    if (at === 0) return undefined;
  }
  return at + (flags & flagCrc ? 2 : 0);
}

type Inflated = { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } };

/**
 * Decodes gzip members up to the first byte that belongs to none: what browsers do with garbage after the end, which
 * Node's decoder calls an error. Undefined when a member is not whole, or when they exceed `mostBytes`.
 */
export function salvageGzip(wire: Buffer, mostBytes: number): Buffer | undefined {
  const members: Buffer[] = [];
  let rest = wire;
  let left = mostBytes;
  try {
    for (let start = dataStart(rest); start !== undefined; start = dataStart(rest)) {
      const options = { info: true, maxOutputLength: Math.max(left, 1) };
      const { buffer, engine } = inflateRawSync(rest.subarray(start), options) as unknown as Inflated;
      const trailer = start + engine.bytesWritten;
      if (rest.length < trailer + 8 || rest.readUInt32LE(trailer) !== crc32(buffer)) break;
      members.push(buffer);
      left -= buffer.length;
      rest = rest.subarray(trailer + 8);
    }
  } catch {
    // A broken or oversized member ends the salvage.
  }
  const another = rest.length >= 2 && rest.readUInt16BE(0) === gzipMagic;
  return members.length === 0 || another ? undefined : Buffer.concat(members);
}
