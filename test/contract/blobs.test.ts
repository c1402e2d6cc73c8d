/** The contract of `Blobs` (shared/ports.ts), the same for every store. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BlobFacts, Blobs, Delivery } from '../../shared/ports.ts';
import { blobKinds, type OpenedBlobs } from './open-blobs.ts';

const range = (length: number): number[] => Array.from({ length }, (_, number) => number);
const text = (body: Uint8Array | undefined): string | undefined => body && Buffer.from(body).toString();
const keysOf = (facts: readonly BlobFacts[]): string[] => facts.map(({ key }) => key);
const received = async (delivery: Delivery): Promise<Buffer> =>
  'read' in delivery
    ? Buffer.concat(await Array.fromAsync(delivery.read()))
    : Buffer.from(await (await fetch(await delivery.urlFor('GET'))).arrayBuffer());
const byUtf8 = (left: string, right: string): number => Buffer.compare(Buffer.from(left), Buffer.from(right));

describe.each(blobKinds)('blobs in $kind', ({ open }) => {
  let opened: OpenedBlobs;
  let blobs: Blobs;
  beforeEach(async () => {
    opened = await open();
    blobs = opened.blobs;
  });
  afterEach(() => opened.close());

  const put = (key: string, body = key): Promise<void> => blobs.put(key, Buffer.from(body), 'text/plain');

  it('come back byte for byte, with their size', async () => {
    const body = Uint8Array.from(range(100_000), (number) => (number * 31) % 256);
    await blobs.put('a/b/c.bin', body, 'application/octet-stream');
    expect(Buffer.from((await blobs.get('a/b/c.bin')) ?? []).equals(body)).toBe(true);
    expect(await blobs.head('a/b/c.bin')).toEqual({ key: 'a/b/c.bin', size: 100_000 });
  });

  it('may be empty, and may be large', async () => {
    await put('empty', '');
    expect(await blobs.get('empty')).toHaveLength(0);
    expect(await blobs.head('empty')).toEqual({ key: 'empty', size: 0 });
    const large = Buffer.alloc(20_000_000, 'vedetta ');
    await blobs.put('large', large, 'text/plain');
    expect(large.equals((await blobs.get('large')) ?? Buffer.alloc(0))).toBe(true);
  });

  it('are absent until they are put, and so is what only begins like one', async () => {
    await put('a/b/c');
    for (const key of ['none', 'a', 'a/b', 'a/b/c/d', 'a/b/c.json', 'A/b/c']) {
      expect(await blobs.get(key), key).toBeUndefined();
      expect(await blobs.head(key), key).toBeUndefined();
    }
  });

  const asText = { contentType: 'text/csv', fileName: 'apis.csv' };

  it('are delivered byte for byte, with their size, as often as wanted', async () => {
    const body = Buffer.from(range(300_000).map((number) => (number * 31) % 256));
    await blobs.put('large/apis.csv', body, 'text/csv');
    const delivery = (await blobs.deliver('large/apis.csv', asText))!;
    expect(delivery.size).toBe(300_000);
    for (const _ of range(2)) expect((await received(delivery)).equals(body)).toBe(true);
    await put('empty', '');
    expect(await received((await blobs.deliver('empty', asText))!)).toHaveLength(0);
  });

  it('may be given up halfway by whoever they are delivered to', async () => {
    await blobs.put('large', Buffer.alloc(5_000_000, 'x'), 'text/plain');
    const delivery = (await blobs.deliver('large', asText))!;
    if ('read' in delivery) for await (const part of delivery.read()) if (part.byteLength > 0) break;
    if ('urlFor' in delivery) {
      const { body } = await fetch(await delivery.urlFor('GET'));
      await body?.cancel();
    }
    expect((await received(delivery)).byteLength).toBe(5_000_000);
  });

  it('are not delivered when there are none', async () => {
    await put('a/b');
    for (const key of ['none', 'a', 'a/b/c', '../a', '']) expect(await blobs.deliver(key, asText), key).toBeUndefined();
  });

  it('are replaced as a whole', async () => {
    await put('a', 'a long first body');
    await put('a', 'short');
    expect(text(await blobs.get('a'))).toBe('short');
    expect(await blobs.list('')).toEqual([{ key: 'a', size: 5 }]);
  });

  it('hold one of the bodies put at once, never a mixture', async () => {
    const bodies = range(30).map((number) => String.fromCharCode(65 + number).repeat(50_000 + number));
    await Promise.all(bodies.map((body) => put('contended/key', body)));
    expect(bodies).toContain(text(await blobs.get('contended/key')));
    expect(keysOf(await blobs.list(''))).toEqual(['contended/key']);
  });

  it.each([
    '',
    '/',
    '/a',
    'a/',
    'a//b',
    '.',
    '..',
    '../a',
    'a/../b',
    'a/./b',
    'a/..',
    'a\\b',
    'a b',
    'a\u0000',
    'à',
    '~incoming/a',
    'a%2fb',
    'C:/a',
    'a\n',
    `${'x'.repeat(256)}/a`,
    range(300)
      .map(() => 'abc')
      .join('/'),
  ])('refuse the key %j, and have nothing under it', async (key) => {
    await put('a');
    await expect(put(key)).rejects.toThrow('is not a blob key');
    expect(await blobs.get(key)).toBeUndefined();
    expect(await blobs.head(key)).toBeUndefined();
    expect(keysOf(await blobs.list(''))).toEqual(['a']);
  });

  it.each([
    'a',
    'a.b',
    '..a',
    '...',
    'a..',
    '-',
    '_',
    '.hidden',
    'A-Z_0.9',
    'x'.repeat(255),
    range(256)
      .map(() => 'abc')
      .join('/'),
  ])('take the key %j', async (key) => {
    await put(key);
    expect(text(await blobs.get(key))).toBe(key);
    expect(keysOf(await blobs.list(key))).toEqual([key]);
  });

  const keys = [
    'a-b',
    'a.b',
    'a/b',
    'a/b-c',
    'a/b.c',
    'a/bb/c',
    'a/c/d/e',
    'a0',
    'aa/b',
    'B',
    'b/1',
    'b/10',
    'b/2',
    '_',
    '.x',
  ];
  const isFolder = (key: string): boolean => keys.some((other) => other.startsWith(`${key}/`));

  it('are listed in the order of their bytes, across folders', async () => {
    expect(keys.some(isFolder)).toBe(false);
    for (const key of keys) await put(key);
    expect(keysOf(await blobs.list(''))).toEqual([...keys].sort(byUtf8));
    expect(await blobs.list('a/b.')).toEqual([{ key: 'a/b.c', size: 5 }]);
  });

  it.each([
    'a',
    'a/',
    'a/b',
    'a/bb',
    'a/bb/',
    'a/bb/c',
    'a/bb/c/',
    'b/1',
    'c',
    '.',
    '..',
    'a/../',
    '/',
    'à',
    '~',
    '~incoming/',
    '../',
    'x'.repeat(1025),
  ])('that start with %j are listed, and no others', async (prefix) => {
    for (const key of keys) await put(key);
    expect(keysOf(await blobs.list(prefix))).toEqual(keys.filter((key) => key.startsWith(prefix)).sort(byUtf8));
  });

  it('are listed in pages after a key that need not be there', async () => {
    for (const key of keys) await put(key);
    const sorted = [...keys].sort(byUtf8);
    for (const after of [...keys, 'a', 'a/', 'a/b/', 'a/zz', '0', '', 'zzz', 'a/c/d/f', 'b/1/x', 'à']) {
      const expected = sorted.filter((key) => byUtf8(key, after) > 0);
      expect(keysOf(await blobs.list('', { after })), after).toEqual(expected);
      expect(keysOf(await blobs.list('', { after, limit: 3 })), after).toEqual(expected.slice(0, 3));
      expect(keysOf(await blobs.list('a', { after, limit: 2 })), after).toEqual(
        expected.filter((key) => key.startsWith('a')).slice(0, 2),
      );
    }
  });

  it('are listed a thousand at once unless asked for fewer', async () => {
    await Promise.all(range(1010).map((number) => put(`n/${String(number).padStart(4, '0')}`, '')));
    const first = await blobs.list('n/');
    expect(first).toHaveLength(1000);
    expect(keysOf(await blobs.list('n/', { after: first.at(-1)?.key ?? '' }))).toEqual(
      range(10).map((number) => `n/1${String(number).padStart(3, '0')}`),
    );
  });

  it.each([0, 1001, 2.5, Number.NaN])('are not listed %s at a time', async (limit) => {
    await expect(blobs.list('', { limit })).rejects.toThrow('a page may have 1 to 1000 entries');
  });

  it('are listed as a plain sorted array would be', async () => {
    const segment = fc.stringMatching(/^[a.\-0]{1,2}$/).filter((part) => part !== '.' && part !== '..');
    // A last segment of its own kind, so that no key is the folder of another.
    const key = fc.array(segment, { maxLength: 3 }).map((folders) => [...folders, 'z'].join('/'));
    const start = fc.stringMatching(/^[a.\-0z/]{0,5}$/);
    const stored = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(key, { maxLength: 5 }),
        start,
        start,
        fc.integer({ min: 1, max: 7 }),
        async (added, prefix, after, limit) => {
          for (const one of added) await put(one, '');
          for (const one of added) stored.add(one);
          const expected = [...stored].filter((one) => one.startsWith(prefix) && one > after).sort(byUtf8);
          expect(keysOf(await blobs.list(prefix, { after, limit }))).toEqual(expected.slice(0, limit));
        },
      ),
      { numRuns: 150 },
    );
  });
});
