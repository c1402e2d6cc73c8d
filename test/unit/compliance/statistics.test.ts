import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Compliance } from '../../../shared/domain/compliance/compliance.ts';
import { grades } from '../../../shared/domain/compliance/grade.ts';
import { addTallies, sameStatistics, statisticsOf, tallyOf } from '../../../shared/domain/compliance/statistics.ts';
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
        const parts = addTallies(tallyOf(first, first.length), tallyOf(second, second.length + more));
        expect(parts).toEqual(whole);
        const sum = (figures: object): number => Object.values(figures).reduce((total, count) => total + count, 0);
        expect(sum(whole.publishable)).toBe(whole.apis);
        expect(sum(whole.grades)).toBe(whole.apis);
      }),
    );
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
    expect(statisticsOf(tally, '1', [], day('23'))).toMatchObject({ mean, median });
  });

  it('remember each day on which something was another, once', () => {
    const [one, two] = [tallyOf([row()], 1), tallyOf([row(), row()], 2)];
    const first = statisticsOf(one, '1', [], day('23'));
    const same = statisticsOf(one, '1', first.history, day('24'));
    expect(same.history).toEqual(first.history);
    expect(sameStatistics(first, same)).toBe(true);
    const changed = statisticsOf(two, '1', same.history, day('24'));
    const again = statisticsOf(tallyOf([row(), row(), row()], 3), '1', changed.history, day('24'));
    expect(again.history.map(({ date, apis }) => [date, apis])).toEqual([
      ['2026-11-23', 1],
      ['2026-11-24', 3],
    ]);
    expect(sameStatistics(first, again)).toBe(false);
  });

  it('remember 400 points at most', () => {
    let history = statisticsOf(tallyOf([], 0), '1', [], day('01')).history;
    for (let count = 1; count <= 500; count += 1) {
      const at = new Date(Date.UTC(2026, 0, count)).toISOString();
      history = statisticsOf(tallyOf([], count), '1', history, at).history;
    }
    expect(history).toHaveLength(400);
    expect(history.at(-1)?.apis).toBe(500);
  });
});
