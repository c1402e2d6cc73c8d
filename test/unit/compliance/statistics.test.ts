import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Compliance } from '../../../shared/domain/compliance/compliance.ts';
import { grades } from '../../../shared/domain/compliance/grade.ts';
import {
  extendHistory,
  type HistoryPoint,
  movesHistory,
  sameStatistics,
  statisticsOf,
  sumTallies,
  tallyOf,
} from '../../../shared/domain/compliance/statistics.ts';
import { sampleApi, sampleCompliance, unassessable } from '../../fixtures/sample-records.ts';

const day = (date: string): string => `2026-11-${date}T08:00:00.000Z`;
const row = (more: Partial<Compliance> = {}): Compliance => sampleCompliance(sampleApi('https://a.example/1'), more);
const rule = fc.constantFrom('a', 'b', 'constructor', 'toString');
const counts = fc.dictionary(rule, fc.nat(9), { noNullPrototype: true });
const rows = fc.array(
  fc.record({
    score: fc.option(fc.nat(1000).map((tenths) => tenths / 10)),
    grade: fc.option(fc.constantFrom(...grades)),
    publishable: fc.option(fc.boolean()),
    rules: counts,
    official: counts,
  }),
  { maxLength: 8 },
);

describe('a tally', () => {
  it('counts the same as one as it does in parts', () => {
    fc.assert(
      fc.property(rows, rows, fc.nat(3), (one, other, more) => {
        const [first, second] = [one.map(row), other.map(row)];
        const whole = tallyOf([...first, ...second], first.length + second.length + more);
        const parts = sumTallies([tallyOf(first, first.length), tallyOf(second, second.length + more)]);
        expect(parts).toEqual(whole);
        const sum = (figures: object): number => Object.values(figures).reduce((total, count) => total + count, 0);
        expect(sum(whole.publishable)).toBe(whole.apis);
        expect(sum(whole.grades)).toBe(whole.apis);
      }),
    );
  });

  it('of very many administrations is put together once', () => {
    const tallies = Array.from({ length: 20_000 }, (_, score) => tallyOf([row({ score })], 1));
    expect(sumTallies(tallies)).toMatchObject({ apis: 20_000, assessed: 20_000 });
    expect(sumTallies(tallies).scores).toEqual(tallies.map((__, score) => score));
    expect(sumTallies([])).toEqual(tallyOf([], 0));
  });

  it('counts to whom a rule applies, who breaks it and how often', () => {
    const { rules, official } = tallyOf(
      [row({ rules: { a: 2, b: 0 }, official: { a: 5 } }), row({ rules: { a: 0 } })],
      3,
    );
    expect(rules).toEqual({
      a: { applies: 2, failing: 1, findings: 2 },
      b: { applies: 1, failing: 0, findings: 0 },
    });
    expect(official).toMatchObject({ a: { failing: 1, findings: 5 } });
  });

  it('knows those without a row or a report as unknown', () => {
    expect(tallyOf([row(), row(unassessable)], 3)).toMatchObject({
      apis: 3,
      assessed: 1,
      publishable: { yes: 0, no: 1, unknown: 2 },
      grades: { B: 1, none: 2 },
      scores: [81.5],
    });
  });
});

describe('statistics', () => {
  it.each([
    [[], null, null],
    [[40], 40, 40],
    [[90, 10, 20], 40, 20],
    [[10, 20, 30, 100], 40, 25],
  ])('of the scores %j have the mean %d and the median %d', (scores, mean, median) => {
    const tally = tallyOf(
      scores.map((score) => row({ score })),
      scores.length,
    );
    expect(statisticsOf(tally, '1', day('23'))).toMatchObject({ mean, median });
  });

  const day23 = statisticsOf(tallyOf([row()], 1), '1', day('23'));

  it('are the same whenever they were computed', () => {
    const same = statisticsOf(tallyOf([row()], 1), '1', day('24'));
    expect(sameStatistics(day23, same)).toBe(true);
    expect(sameStatistics(day23, statisticsOf(tallyOf([row()], 2), '1', day('23')))).toBe(false);
    expect(sameStatistics(day23, statisticsOf(tallyOf([row()], 1), '2', day('23')))).toBe(false);
  });
});

describe('their history', () => {
  const of = (apis: number, at: string) => statisticsOf(tallyOf([], apis), '1', at);
  const told = (points: readonly HistoryPoint[]) => points.map(({ date, apis }) => [date, apis]);

  it('has a point for each day on which something was another, the last of that day', () => {
    const points = [of(1, day('23')), of(1, day('24')), of(2, day('25')), of(3, day('25'))].reduce(extendHistory, []);
    expect(told(points)).toEqual([
      ['2026-11-23', 1],
      ['2026-11-25', 3],
    ]);
  });

  it('moves with what it tells, and with nothing else', () => {
    expect(movesHistory(undefined, of(1, day('23')))).toBe(true);
    expect(movesHistory(of(1, day('23')), of(1, day('24')))).toBe(false);
    expect(movesHistory(of(1, day('23')), of(2, day('23')))).toBe(true);
  });

  it('has 400 points at most', () => {
    const days = Array.from({ length: 500 }, (_, count) => of(count, new Date(Date.UTC(2026, 0, count)).toISOString()));
    const points = days.reduce(extendHistory, []);
    expect(points).toHaveLength(400);
    expect(points.at(-1)?.apis).toBe(499);
  });
});
