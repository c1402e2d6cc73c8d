import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRetryAfter } from '../../../shared/domain/fetching/retry-after.ts';

const now = Date.UTC(2026, 10, 23, 12, 0, 0);

describe('parseRetryAfter', () => {
  it.each([
    ['0', 0],
    ['120', 120],
    [' 120 ', 120],
    ['86401', 86_400],
    ['99999999999', 86_400],
    [`${'9'.repeat(400)}`, 86_400],
    ['Mon, 23 Nov 2026 12:01:00 GMT', 60],
    ['Monday, 23-Nov-26 12:01:00 GMT', 60],
    ['Mon Nov 23 12:01:00 2026', 60],
    ['Mon, 23 Nov 2026 11:00:00 GMT', 0],
    ['Wed, 21 Oct 2150 07:28:00 GMT', 86_400],
  ])('reads %j as %i seconds', (value, seconds) => {
    expect(parseRetryAfter(value, now)).toBe(seconds);
  });

  it.each([
    undefined,
    '',
    '1e9',
    '-1',
    '+5',
    '1.5',
    '0x10',
    'soon',
    '2026-11-23T12:00:00Z',
    'Mon, 99 Xxx 2026 99:99:99 GMT',
  ])('ignores %j', (value) => {
    expect(parseRetryAfter(value, now)).toBeUndefined();
  });

  it('is a whole number from 0 to 86,400 or nothing, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.nat().map(String), fc.date().map(String)), (value) => {
        const seconds = parseRetryAfter(value, now) ?? 0;
        expect(Number.isInteger(seconds) && seconds >= 0 && seconds <= 86_400).toBe(true);
      }),
    );
  });

  it('reads every date written by a standard clock', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_400 }), (seconds) => {
        expect(parseRetryAfter(new Date(now + seconds * 1000).toUTCString(), now)).toBe(seconds);
      }),
    );
  });
});
