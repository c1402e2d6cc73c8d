import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  conditionalHeaders,
  hasUnusableValidator,
  readValidators,
} from '../../../shared/domain/fetching/validators.ts';

const origin = 'https://ente.gov.it';

describe('validators', () => {
  it('are sent back as they came, to the origin they came from', () => {
    const validators = readValidators({ etag: 'W/"a"', 'last-modified': 'Mon, 23 Nov 2026 12:00:00 GMT' }, origin);
    expect(conditionalHeaders(validators, origin)).toEqual([
      'if-none-match',
      'W/"a"',
      'if-modified-since',
      'Mon, 23 Nov 2026 12:00:00 GMT',
    ]);
  });

  it('are not sent to another origin', () => {
    const validators = readValidators({ etag: '"a"' }, origin);
    expect(conditionalHeaders(validators, 'http://ente.gov.it')).toEqual([]);
    expect(conditionalHeaders(validators, 'https://ente.gov.it:8443')).toEqual([]);
    expect(conditionalHeaders(undefined, origin)).toEqual([]);
  });

  it('accept an ETag whose quotes were forgotten', () => {
    expect(readValidators({ etag: 'abc' }, origin)).toEqual({ etag: 'abc', origin });
  });

  it.each(['', '"a b"', '"è"', '"a\r\nX: y"', `"${'a'.repeat(1023)}"`])('leave out the ETag %j', (etag) => {
    expect(readValidators({ etag }, origin)).toBeUndefined();
    expect(hasUnusableValidator({ etag })).toBe(true);
    expect(conditionalHeaders({ etag, origin }, origin)).toEqual([]);
  });

  it('never make a header line that ends early, whatever was stored', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (etag, lastModified) => {
        for (const text of conditionalHeaders({ etag, lastModified, origin }, origin)) expect(text).toMatch(/^[ -~]*$/);
      }),
    );
  });
});
