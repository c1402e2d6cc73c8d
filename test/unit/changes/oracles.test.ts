/** The comparison against what two other engines' own tests expect. Needs the oracles, which are beside the project. */
import { describe, expect, it } from 'vitest';
import {
  hasChangeOracles,
  isExact,
  newsOf,
  readCasesA,
  readCasesB,
  readTaxonomy,
  type Scored,
  scoreCaseA,
  scoreCaseB,
  scoreVerdicts,
} from '../../fixtures/change-oracles.ts';
import { doubts } from '../../fixtures/doubtful-changes.ts';

const verdictsOf = (scored: readonly Scored[]) => scored.map(({ breaks }) => breaks);

const absent = hasChangeOracles ? '' : ' (skipped: the oracles are not beside the project)';

describe.skipIf(!hasChangeOracles)(`the first oracle${absent}`, () => {
  const taxonomy = hasChangeOracles ? readTaxonomy() : new Map();
  const scored = hasChangeOracles ? readCasesA().map((each) => scoreCaseA(each, taxonomy)) : [];

  it('has all its cases', () => {
    expect(scored).toHaveLength(625);
  });

  it('agrees on what breaks', () => {
    expect(scoreVerdicts(verdictsOf(scored)).f1).toBeGreaterThanOrEqual(0.97);
  });

  it.each([
    ['the ids that matter most', '1', 0.9],
    ['all ids', '12', 0.8],
  ])('agrees on %s, each as often as the other tells it', (_, tiers, share) => {
    const asked = scored.filter(({ differs }) => differs(tiers, 'fair') !== undefined);
    const exact = asked.filter(({ differs }) => isExact(differs(tiers, 'fair')));
    expect(asked.length).toBeGreaterThan(300);
    expect(exact.length / asked.length).toBeGreaterThanOrEqual(share);
  });

  it('agrees where nothing changed', () => {
    const unchanged = scored.filter(({ case: { expected } }) => expected.length === 0);
    expect(unchanged).toHaveLength(67);
    expect(unchanged.flatMap((each) => newsOf(each, taxonomy).map(({ id }) => `${each.case.id} ${id}`))).toEqual([]);
  });
});

describe.skipIf(!hasChangeOracles)(`the second oracle${absent}`, () => {
  const scored = hasChangeOracles ? readCasesB().map(scoreCaseB) : [];
  const doubted = new Map(doubts.flatMap(({ cases, breaks }) => cases.map((id) => [id, breaks] as const)));

  it('has all its cases', () => {
    expect(scored).toHaveLength(364);
  });

  it('agrees on what breaks, but for the pairs on which we stand by our own verdict', () => {
    const disagreed = scored.filter(({ breaks }) => breaks.expected !== breaks.found);
    expect(disagreed.map(({ case: { id }, breaks }) => [id, breaks.found]).sort()).toEqual([...doubted].sort());
  });

  it('agrees on what breaks in the pairs that are beyond doubt', () => {
    const settled = scored.filter(({ case: { id } }) => !doubted.has(id));
    expect(scoreVerdicts(verdictsOf(settled)).f1).toBeGreaterThanOrEqual(0.95);
  });

  it('is disagreed with in few pairs, even so', () => {
    expect(scoreVerdicts(verdictsOf(scored)).f1).toBeGreaterThanOrEqual(0.9);
    expect(doubted.size / scored.length).toBeLessThanOrEqual(0.05);
  });
});
