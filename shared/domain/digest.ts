/**
 * Names derived from content. SHA-256 (FIPS 180-4) is a pure function: `node:crypto` is the one module of the platform
 * that the domain may import, and only here.
 */
import { createHash, timingSafeEqual } from 'node:crypto';

/** SHA-256, lower-case hex. */
export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** Whether a text has this SHA-256 (hex); how long that takes says nothing of how near it came. */
export const hasDigest = (content: string, digest: string): boolean => {
  const expected = Buffer.from(digest, 'hex');
  return expected.byteLength === 32 && timingSafeEqual(createHash('sha256').update(content).digest(), expected);
};

/** An id derived from its parts: 20 hex digits (80 bits), the same for the same parts for ever. */
export const deriveId = (...parts: readonly string[]): string => sha256(parts.join('\n')).slice(0, 20);

/** A number from 0 (included) to 1 (excluded), the same for the same text: spreads work without randomness. */
export const fractionOf = (text: string): number => Number.parseInt(sha256(text).slice(0, 12), 16) / 2 ** 48;

/** Work is kept in this many buckets; a shard looks after every `count`-th of them, so that their number may change. */
const buckets = 64;

export const bucketOf = (name: string): number => Math.floor(fractionOf(name) * buckets);

/** The buckets that a shard of `count` looks after. */
export const bucketsOfShard = (shard: number, count: number): readonly number[] =>
  Array.from({ length: buckets }, (_, bucket) => bucket).filter((bucket) => bucket % count === shard);

/** Namespace of our UUIDs (RFC 9562 §5.5), made once for this product. */
const namespace = '7c1b0a52-9f0e-5b1d-8a43-2f6d1c9e4b70';

/** UUID version 5 (RFC 9562 §5.5) of a name in our namespace. */
export function uuidOf(name: string): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
    .subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
