import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extendTrend, gapsOf, trendPointOf } from '../../../shared/domain/figures/trend.ts';
import { dateOf, dayMs } from '../../../shared/domain/uptime/availability.ts';
import { sampleSnapshot } from '../../fixtures/sample-figures.ts';

const dayAt = (number: number): string => dateOf(Date.UTC(2026, 0, 1) + number * dayMs);
const days = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 30 });

describe('a point of the trend', () => {
  it('is of what the day’s snapshot says; what is not known stays so', () => {
    const snapshot = sampleSnapshot('2026-11-25');
    expect(trendPointOf(snapshot)).toEqual({
      date: '2026-11-25',
      publishing: snapshot.totals.publishing,
      apis: snapshot.totals.apis,
      publishable: snapshot.publishable.yes,
      median: snapshot.scores.median,
      availability: snapshot.availability?.share,
      breaking: snapshot.happened.breaking,
      incidentsOpened: snapshot.happened.incidentsOpened,
    });
    expect(trendPointOf({ ...snapshot, availability: null }).availability).toBeNull();
  });
});

describe('the trend', () => {
  it('has each day once, oldest first, however it came to it', () => {
    fc.assert(
      fc.property(days, fc.array(fc.nat(29), { maxLength: 10 }), (numbers, again) => {
        const told = [...numbers, ...again.map((index) => numbers[index % numbers.length]!)];
        const trend = told.reduce(
          (points, number) => extendTrend(points, [sampleSnapshot(dayAt(number))]),
          extendTrend([], []),
        );
        expect(trend.map(({ date }) => date)).toEqual(numbers.map(dayAt).sort());
      }),
    );
  });

  it('of a day told anew holds what was told last', () => {
    const later = sampleSnapshot('2026-11-25', { totals: { publishers: 9, publishing: 8, apis: 7, valid: 6 } });
    const trend = extendTrend(extendTrend([], [sampleSnapshot('2026-11-25')]), [later]);
    expect(trend).toEqual([trendPointOf(later)]);
  });

  it('keeps the latest 400 days', () => {
    const all = Array.from({ length: 405 }, (_, number) => sampleSnapshot(dayAt(number)));
    const trend = extendTrend([], all);
    expect([trend.length, trend[0]?.date]).toEqual([400, dayAt(5)]);
  });
});

describe('gaps', () => {
  it('are the days between points that have none, never the points themselves', () => {
    fc.assert(
      fc.property(days, (numbers) => {
        const points = numbers
          .map((number) => ({ date: dayAt(number) }))
          .sort((one, other) => (one.date < other.date ? -1 : 1));
        const gaps = gapsOf(points);
        const first = Math.min(...numbers);
        const missing = Array.from({ length: Math.max(...numbers) - first }, (_, index) => first + index)
          .filter((number) => !numbers.includes(number))
          .map(dayAt);
        const found = gaps.flatMap(({ from, days: length }) =>
          Array.from({ length }, (_, index) => dateOf(Date.parse(from) + index * dayMs)),
        );
        expect(found).toEqual(missing);
        for (const { from, to, days: length } of gaps)
          expect((Date.parse(to) - Date.parse(from)) / dayMs + 1).toBe(length);
      }),
    );
  });

  it('of nothing, or of one day, there are none', () => {
    expect(gapsOf([])).toEqual([]);
    expect(gapsOf([{ date: '2026-11-25' }])).toEqual([]);
  });
});
