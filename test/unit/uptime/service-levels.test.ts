import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs, unknownFor } from '../../../shared/domain/uptime/availability.ts';
import { countLatency } from '../../../shared/domain/uptime/latency.ts';
import { learnSlow } from '../../../shared/domain/uptime/learn-slow.ts';
import {
  type ApiFigures,
  levelsOfDay,
  levelsOfMonth,
  mergeMonths,
} from '../../../shared/domain/uptime/service-levels.ts';

const figures = (apiId: string, up: number, latency: readonly number[] = []): ApiFigures => ({
  ...unknownFor(dayMs - up),
  ms: { ...unknownFor(dayMs - up).ms, up },
  looks: 288,
  apiId,
  publisherId: `p-${apiId}`,
  latency: countLatency(latency),
});

describe('levels of a day', () => {
  it('are the sums of each API’s endpoints, in order of the APIs', () => {
    const { date, apis } = levelsOfDay('2026-11-23', [figures('b', 1), figures('a', 2), figures('b', 3)]);
    expect(date).toBe('2026-11-23');
    expect(apis).toMatchObject([
      { apiId: 'a', publisherId: 'p-a', ms: { up: 2 }, looks: 288 },
      { apiId: 'b', publisherId: 'p-b', ms: { up: 4, unknown: 2 * dayMs - 4 }, looks: 576 },
    ]);
  });
});

describe('levels of a month', () => {
  const days = (shardOf: (apiId: string) => boolean) =>
    [1, 2, 5].map((day) =>
      levelsOfDay(
        `2026-11-0${day}`,
        ['a', 'b', 'c']
          .slice(0, day)
          .filter(shardOf)
          .map((apiId) => figures(apiId, day, [100 * day])),
      ),
    );

  it('are the sums of its days, and tell on which there was anything', () => {
    expect(levelsOfMonth(days(() => true))).toMatchObject({
      month: '2026-11',
      until: '2026-11-06T00:00:00.000Z',
      apis: [
        { apiId: 'a', days: [1, 2, 5], ms: { up: 8 }, latency: countLatency([100, 200, 500]) },
        { apiId: 'b', days: [2, 5], ms: { up: 7 } },
        { apiId: 'c', days: [5], ms: { up: 5 } },
      ],
    });
    expect(levelsOfMonth([])).toBeUndefined();
  });

  it('are the same however the endpoints are spread over shards', () => {
    const { until: _, ...whole } = levelsOfMonth(days(() => true))!;
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }), (first) => {
        const isFirst = (apiId: string): boolean => first['abc'.indexOf(apiId)]!;
        const parts = [levelsOfMonth(days(isFirst))!, levelsOfMonth(days((apiId) => !isFirst(apiId)))!];
        expect(mergeMonths(parts)).toEqual(whole);
        expect(mergeMonths(parts.reverse())).toEqual(whole);
      }),
    );
    expect(mergeMonths([])).toBeUndefined();
  });

  it('count a day once of an API whose endpoints are in several shards', () => {
    const month = levelsOfMonth([levelsOfDay('2026-11-01', [figures('a', 1)])])!;
    expect(mergeMonths([month, month])?.apis).toMatchObject([{ days: [1], ms: { up: 2 } }]);
  });
});

describe('what is slow for an endpoint', () => {
  const of = (ms: number, answered = 288) => ({ answered, latency: countLatency([ms]) });

  it('is four times what nine of ten answers take, a second at least', () => {
    expect(learnSlow(undefined, of(1000))).toBeGreaterThan(3800);
    expect(learnSlow(undefined, of(1000))).toBeLessThan(4200);
    expect(learnSlow(undefined, of(30))).toBe(1000);
  });

  it('is not learned from fewer than a hundred answers', () => {
    expect(learnSlow(undefined, of(1000, 99))).toBeUndefined();
    expect(learnSlow(undefined, of(1000, 100))).toBeDefined();
    expect(learnSlow(undefined, { answered: 200, latency: {} })).toBeUndefined();
  });

  it('stays while it is about right, and once changed it stays changed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 500, max: 60_000 }), fc.integer({ min: 1, max: 15_000 }), (known, ms) => {
        const target = learnSlow(undefined, of(ms))!;
        const learned = learnSlow(known, of(ms));
        const factor = Math.max(target / known, known / target);
        expect(learned).toBe(factor > 1.5 ? target : undefined);
        if (learned !== undefined) expect(learnSlow(learned, of(ms))).toBeUndefined();
      }),
    );
  });
});
