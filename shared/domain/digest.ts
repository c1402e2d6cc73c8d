/**
 * Names derived from content. SHA-256 (FIPS 180-4) is a pure function: `node:crypto` is the one module of the platform
 * that the domain may import, and only here.
 */
import { createHash } from 'node:crypto';

/** SHA-256, lower-case hex. */
export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** An id derived from its parts: 20 hex digits (80 bits), the same for the same parts for ever. */
export const deriveId = (...parts: readonly string[]): string => sha256(parts.join('\n')).slice(0, 20);

/** A number from 0 (included) to 1 (excluded), the same for the same text: spreads work without randomness. */
export const fractionOf = (text: string): number => Number.parseInt(sha256(text).slice(0, 12), 16) / 2 ** 48;

/** Which of `count` shards looks after a name. */
export const shardOf = (name: string, count: number): number => Math.floor(fractionOf(name) * count);
