import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstDayOf, isQuarter, lastDayOf, monthsOf, quarterOf } from '../../../shared/domain/figures/quarter.ts';
import { dateOf, dayMs } from '../../../shared/domain/uptime/availability.ts';

const day = fc.integer({ min: 0, max: 40_000 }).map((number) => dateOf(number * dayMs));

describe('a quarter', () => {
  it.each([
    ['2026-01-01', '2026-Q1', '2026-01-01', '2026-03-31'],
    ['2026-06-30', '2026-Q2', '2026-04-01', '2026-06-30'],
    ['2026-07-01', '2026-Q3', '2026-07-01', '2026-09-30'],
    ['2026-12-31', '2026-Q4', '2026-10-01', '2026-12-31'],
  ])('of %s is %s, from %s to %s', (date, quarter, first, last) => {
    expect(quarterOf(date)).toBe(quarter);
    expect([firstDayOf(quarter), lastDayOf(quarter)]).toEqual([first, last]);
  });

  it('has three months', () => {
    expect(monthsOf('2026-Q3')).toEqual(['2026-07', '2026-08', '2026-09']);
  });

  it('holds each of its days, and the next one begins the day after its last', () => {
    fc.assert(
      fc.property(day, (date) => {
        const quarter = quarterOf(date);
        expect(isQuarter(quarter)).toBe(true);
        expect(firstDayOf(quarter) <= date && date <= lastDayOf(quarter)).toBe(true);
        expect(monthsOf(quarter)).toContain(date.slice(0, 7));
        const next = dateOf(Date.parse(lastDayOf(quarter)) + dayMs);
        expect(next).toBe(firstDayOf(quarterOf(next)));
        expect(quarterOf(next) > quarter).toBe(true);
      }),
    );
  });

  it.each(['2026-Q0', '2026-Q5', '2026-q1', '2026Q1', '26-Q1', '2026-Q1 ', ''])('is not written %j', (text) => {
    expect(isQuarter(text)).toBe(false);
  });
});
