import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { severities } from '../../../shared/domain/compliance/rule.ts';
import { gradeOf, limitGrade, type Scored, scoreOf } from '../../../shared/domain/compliance/score.ts';
import { weights } from '../../../shared/domain/compliance/weights.ts';

const result = (given: Partial<Scored> = {}): Scored => ({
  rule: 'una-regola',
  severity: 'error',
  level: 'MUST',
  tested: 10,
  count: 0,
  ...given,
});

const results = fc.array(
  fc.record({
    rule: fc.string(),
    severity: fc.constantFrom(...severities),
    level: fc.constantFrom('MUST' as const, 'SHOULD' as const, 'MAY' as const),
    tested: fc.nat(1000),
    count: fc.nat(1000),
  }),
  { maxLength: 20 },
);

describe('the score', () => {
  it('is 100 when every rule that applies is met', () => {
    expect(scoreOf([result(), result({ severity: 'hint' })]).value).toBe(100);
  });

  it('is null when no rule applies: not assessable is not failed', () => {
    expect(scoreOf([result({ tested: 0 })]).value).toBeNull();
    expect(scoreOf([]).value).toBeNull();
  });

  it('leaves a rule that does not apply out of the points at stake', () => {
    const [first, second] = scoreOf([result(), result({ tested: 0, count: 0 })]).lines;
    expect(first?.points).toBe(100);
    expect(second?.points).toBe(0);
  });

  it('takes most for errors of a MUST', () => {
    const lost = (given: Partial<Scored>): number =>
      100 -
      (scoreOf([result({ ...given, count: 10 }), ...severities.map((severity) => result({ severity }))]).value ?? 0);
    expect(lost({})).toBeGreaterThan(lost({ level: 'SHOULD' }));
    expect(lost({ level: 'SHOULD' })).toBeGreaterThan(lost({ severity: 'warn' }));
    expect(lost({ severity: 'warn' })).toBeGreaterThan(lost({ severity: 'hint' }));
  });

  it('never takes more for findings than a rule has at stake, however many', () => {
    expect(scoreOf([result({ count: 10 })]).lines[0]?.lost).toBe(100);
    expect(scoreOf([result({ count: 10_000 })]).lines[0]?.lost).toBe(100);
  });

  it('takes more for more places that fail', () => {
    const lost = (count: number): number => scoreOf([result({ count })]).lines[0]?.lost ?? 0;
    expect(lost(1)).toBeGreaterThanOrEqual(100 * weights.first);
    expect(lost(5)).toBeGreaterThan(lost(1));
  });

  it('is explained: points at stake make 100, and what is lost makes the score', () => {
    fc.assert(
      fc.property(results, (given) => {
        const { value, lines } = scoreOf(given);
        if (value === null) return;
        expect(lines.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(100, 0);
        expect(100 - lines.reduce((sum, { lost }) => sum + lost, 0)).toBeCloseTo(value, 0);
        for (const { points, lost } of lines) expect(lost).toBeLessThanOrEqual(points);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('never falls when a finding is repaired', () => {
    fc.assert(
      fc.property(results, fc.nat(), (given, which) => {
        const at = given.length === 0 ? -1 : which % given.length;
        const repaired = given.map((each, index) =>
          index === at ? { ...each, count: Math.max(0, each.count - 1) } : each,
        );
        expect(scoreOf(repaired).value ?? 0).toBeGreaterThanOrEqual(scoreOf(given).value ?? 0);
      }),
    );
  });
});

describe('the grade', () => {
  it('is the best whose least score is reached', () => {
    for (const [grade, least] of weights.grades) {
      expect(gradeOf(least)).toBe(grade);
      if (least > 0) expect(gradeOf(least - 0.1)).not.toBe(grade);
    }
    expect(gradeOf(100)).toBe('A');
  });

  it('is no better than the limit for an invalid description, and no worse for it', () => {
    expect(['A', 'D', 'E', 'F', null].map((grade) => limitGrade(grade as 'A' | null, true))).toEqual([
      'D',
      'D',
      'E',
      'F',
      null,
    ]);
    expect(limitGrade('A', false)).toBe('A');
  });

  it('is null without a score', () => {
    expect(gradeOf(null)).toBeNull();
  });
});
