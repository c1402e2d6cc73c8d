import { posix } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBlobKey, isBlobPrefix, requireBlobKey } from '../../../../shared/domain/storage/blob-key.ts';

const likeKey = fc.string({ unit: fc.constantFrom('a', '.', '/', '-', '~', '\\', '\0', 'é'), maxLength: 12 });

describe('a blob key', () => {
  it('never leaves its folder, and names one place only', () => {
    fc.assert(
      fc.property(likeKey, (text) => {
        if (isBlobKey(text)) expect(posix.resolve('/blobs', text)).toBe(`/blobs/${text}`);
      }),
      { numRuns: 2000 },
    );
  });

  it('has only prefixes that some key can have', () => {
    fc.assert(
      fc.property(likeKey, fc.nat(), (text, length) => {
        if (isBlobKey(text)) expect(isBlobPrefix(text.slice(0, length))).toBe(true);
      }),
      { numRuns: 2000 },
    );
    for (const prefix of ['', 'a', 'a/', '.', '..', 'a/..']) expect(isBlobPrefix(prefix), prefix).toBe(true);
    for (const prefix of ['/', '../', 'a//', 'a/./', '~', 'a b', 'x'.repeat(256)])
      expect(isBlobPrefix(prefix), prefix).toBe(false);
  });

  it.each([
    '',
    '/a',
    'a/',
    'a//b',
    '.',
    '..',
    'a/../b',
    'a\\b',
    'a\n',
    'à',
    'x'.repeat(256),
    'a/'.repeat(512),
  ])('is not %j', (text) => {
    expect(isBlobKey(text)).toBe(false);
    expect(() => requireBlobKey(text)).toThrow('is not a blob key');
  });

  it.each(['a', 'a/b/c.json', '..a', '...', 'x'.repeat(255), `${'a/'.repeat(511)}a`])('may be %j', (text) => {
    expect(isBlobKey(text)).toBe(true);
    requireBlobKey(text);
  });
});
