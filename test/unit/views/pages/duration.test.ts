import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration } from '../../../../shared/views/pages/duration.ts';

const minute = 60_000;
const day = 1440 * minute;

describe('a length of time', () => {
  it.each([
    [0, 'less than a minute'],
    [59_999, 'less than a minute'],
    [minute, '1 min'],
    [60 * minute, '1 h'],
    [185 * minute, '3 h 5 min'],
    [day, '1 day'],
    [2 * day + 3 * 60 * minute + 4 * minute, '2 days 3 h'],
    [1234 * day, '1,234 days'],
  ])('of %i ms is %s', (ms, told) => {
    expect(formatDuration(ms, 'en')).toBe(told);
  });

  it('is told in Italian too', () => {
    expect(formatDuration(2 * day, 'it')).toBe('2 giorni');
    expect(formatDuration(day + 60 * minute, 'it')).toBe('1 giorno 1 h');
    expect(formatDuration(-5, 'it')).toBe('meno di un minuto');
  });

  it('is never longer than it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: minute, max: 400 * day }), (ms) => {
        const parts = [...formatDuration(ms, 'en').matchAll(/(\d+) (day|h|min)/g)];
        const sizes: { readonly [unit: string]: number } = { day, h: 60 * minute, min: minute };
        const told = parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (sizes[unit] ?? 0), 0);
        expect(told).toBeLessThanOrEqual(ms);
        expect(told).toBeGreaterThan(ms - 60 * minute);
      }),
    );
  });
});
