import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstRepairs } from '../../../shared/domain/compliance/first-repairs.ts';
import { ruleset } from '../../../shared/domain/compliance/ruleset.ts';
import { scoreOf } from '../../../shared/domain/compliance/score.ts';

const row = (
  rules: { readonly [rule: string]: number },
  official: { readonly [rule: string]: number } = {},
  score: number | null = 50,
) => ({ rules, official, score });

const scored = ruleset.filter(({ profile }) => profile === 'guideline');
const gating = ruleset.filter(({ official, severity }) => official === 'full' && severity === 'error');

describe('what to repair first', () => {
  it('is nothing where nothing is found', () => {
    expect(firstRepairs([], 5)).toEqual([]);
    expect(firstRepairs([row({ 'servers-description': 0 })], 5)).toEqual([]);
  });

  it('is told with the APIs and the places, and what it gains at least', () => {
    const [first] = firstRepairs([row({ 'servers-description': 3 }), row({ 'servers-description': 1 })], 5);
    // The only rule that applies has all points; its first finding costs half of them.
    expect(first).toEqual({ rule: 'servers-description', apis: 2, findings: 4, points: 50, gated: 0 });
  });

  it('begins with what gains most over all APIs together', () => {
    const [must, should] = [
      scored.find(({ severity, level }) => severity === 'error' && level === 'MUST'),
      scored.find(({ severity }) => severity === 'info' || severity === 'hint'),
    ];
    const rows = [row({ [must!.id]: 1, [should!.id]: 9 }), row({ [must!.id]: 0, [should!.id]: 9 })];
    expect(firstRepairs(rows, 5).map(({ rule, apis }) => [rule, apis])).toEqual([
      [must!.id, 1],
      [should!.id, 2],
    ]);
  });

  it('says how many APIs a rule keeps from being published, also where the guideline has nothing against them', () => {
    const [gate] = gating;
    expect(firstRepairs([row({}, { [gate!.id]: 2 })], 5)).toEqual([
      { rule: gate!.id, apis: 1, findings: 2, points: 0, gated: 1 },
    ]);
    const [both] = firstRepairs([row({ [gate!.id]: 2 }, { [gate!.id]: 7 })], 5);
    expect(both).toMatchObject({ apis: 1, findings: 2, gated: 1 });
  });

  it('has no points to gain where an API has no score, nor by rules of security', () => {
    const security = ruleset.find(({ profile }) => profile === 'security')!;
    expect(firstRepairs([row({ 'servers-description': 1 }, {}, null)], 5)[0]).toMatchObject({ points: 0 });
    expect(firstRepairs([row({ [security.id]: 1, 'servers-description': 0 })], 5)[0]).toMatchObject({ points: 0 });
  });

  it('leaves out rules that there are no longer', () => {
    expect(firstRepairs([row({ 'rule-of-once': 3 }, { 'other-of-once': 1 })], 5)).toEqual([]);
  });

  const counts = fc.dictionary(fc.constantFrom(...ruleset.map(({ id }) => id)), fc.nat(20), { maxKeys: 12 });
  const rows = fc.array(
    fc.tuple(counts, counts).map(([rules, official]) => row(rules, official)),
    { maxLength: 8 },
  );

  it('is in order of what is gained, bounded, and each rule once', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 6 }), (all, most) => {
        const repairs = firstRepairs(all, most);
        expect(repairs.length).toBeLessThanOrEqual(most);
        expect(new Set(repairs.map(({ rule }) => rule)).size).toBe(repairs.length);
        const gains = firstRepairs(all, 100).map(({ points, apis }) => points * apis);
        // Points are rounded to a tenth for each API.
        for (const [place, gain] of gains.entries())
          expect(gain).toBeLessThanOrEqual(
            (gains[place - 1] ?? Number.POSITIVE_INFINITY) + 0.05 * 2 * all.length + 1e-9,
          );
      }),
    );
  });

  it('is never told to gain more than it does, by the score of one API', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 40 }), (rules, tested) => {
        const results = Object.entries(rules).flatMap(([id, count]) => {
          const rule = scored.find((each) => each.id === id);
          return rule === undefined ? [] : [{ rule: id, severity: rule.severity, level: rule.level, tested, count }];
        });
        const lost = new Map(scoreOf(results).lines.map((line) => [line.rule, line.lost]));
        for (const { rule, points } of firstRepairs([row(rules)], 100))
          expect(points).toBeLessThanOrEqual((lost.get(rule) ?? 0) + 0.06);
      }),
    );
  });
});
