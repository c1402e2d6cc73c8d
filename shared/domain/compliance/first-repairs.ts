/**
 * What to repair first: over several APIs, the rules whose repair gains most points of the score. A rule's first finding
 * costs a fixed part of its points and the rest goes with the share of places that fail (`score.ts`), which is not held of an
 * API; so the gain is told as what it is at least.
 */
import { oneDecimal } from '../median.ts';
import type { Compliance } from './compliance.ts';
import type { Rule } from './rule.ts';
import { findRule } from './ruleset.ts';
import { weights } from './weights.ts';

export type Repair = {
  readonly rule: string;
  /** APIs in which it finds something. */
  readonly apis: number;
  readonly findings: number;
  /** What the score of each of these rises by at least, in the mean, one decimal; 0: the score does not count it. */
  readonly points: number;
  /** APIs that it keeps from being published on the national catalogue. */
  readonly gated: number;
};

type Row = Pick<Compliance, 'rules' | 'official' | 'score'>;
type Sum = { readonly apis: number; readonly findings: number; readonly points: number; readonly gated: number };

const nothing: Sum = { apis: 0, findings: 0, points: 0, gated: 0 };

const weightOf = ({ profile, severity, level }: Rule): number =>
  profile === 'guideline' ? weights.bySeverity[severity] * weights.byLevel[level] : 0;

/** As the gate counts them: errors of the official Full profile. */
const isGate = ({ official, severity }: Rule): boolean => official === 'full' && severity === 'error';

/** Every rule that finds something in it, with the points that its first finding costs. */
function faultsOf({ rules, official, score }: Row): ReadonlyMap<string, Sum> {
  const known = Object.entries(rules).flatMap(([id, count]) => {
    const rule = findRule(id);
    return rule === undefined ? [] : [{ rule, count }];
  });
  const total = score === null ? 0 : known.reduce((sum, { rule }) => sum + weightOf(rule), 0);
  const faults = new Map<string, Sum>();
  for (const { rule, count } of known.filter((each) => each.count > 0)) {
    const points = total === 0 ? 0 : (100 * weights.first * weightOf(rule)) / total;
    faults.set(rule.id, { apis: 1, findings: count, points, gated: 0 });
  }
  for (const [id, count] of Object.entries(official)) {
    const rule = findRule(id);
    if (rule === undefined || !isGate(rule) || count === 0) continue;
    faults.set(id, { ...(faults.get(id) ?? { ...nothing, apis: 1, findings: count }), gated: 1 });
  }
  return faults;
}

/** The greatest gain over all together first; of equal ones those that keep more APIs from being published. */
export function firstRepairs(rows: readonly Row[], most: number): readonly Repair[] {
  const sums = new Map<string, Sum>();
  for (const row of rows) {
    for (const [rule, its] of faultsOf(row)) {
      const { apis, findings, points, gated } = sums.get(rule) ?? nothing;
      sums.set(rule, {
        apis: apis + its.apis,
        findings: findings + its.findings,
        points: points + its.points,
        gated: gated + its.gated,
      });
    }
  }
  return [...sums]
    .sort(
      ([oneId, one], [otherId, other]) =>
        other.points - one.points || other.gated - one.gated || (oneId < otherId ? -1 : 1),
    )
    .slice(0, most)
    .map(([rule, { points, ...counts }]) => ({ rule, ...counts, points: oneDecimal(points / counts.apis) }));
}
