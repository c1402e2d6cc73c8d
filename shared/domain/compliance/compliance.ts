/** What we hold of an API's compliance: the assessment of its newest revision in figures, and how two of them compare. */
import type { Analysis } from '../description/analysis.ts';
import { sameValue } from '../same-value.ts';
import type { Grade } from './grade.ts';
import type { Version } from './rule.ts';

/** Where an assessment leaves an API. All null but the ruleset: it could not be assessed. */
export type Standing = {
  /** As of `rulesetKey`. */
  readonly ruleset: string;
  readonly score: number | null;
  readonly grade: Grade | null;
  /** The national platform's gate; null also where the official checker can't process the document. */
  readonly publishable: boolean | null;
  /** What stands in the gate's way. */
  readonly errors: number | null;
};

/** Findings by rule. */
type RuleCounts = { readonly [rule: string]: number };

export type Compliance = Standing & {
  readonly apiId: string;
  readonly publisherId: string;
  /** Which revision it is about. */
  readonly revision: number;
  readonly digest: string;
  /** Errors of the description itself, as the gate counts them. */
  readonly problems: number;
  /** It does not meet its specification. */
  readonly invalid?: boolean;
  /** Others than these could not be told from bad moments: references that failed by no fault of the publisher. */
  readonly excused?: boolean;
  /** Version of the weights. */
  readonly weights: string;
  readonly assessedAt: string;
  /** The version whose rules were used. */
  readonly openapi?: Version;
  /** Why the official checker stops. */
  readonly aborts?: string;
  /** Every rule of guideline and security that applies, also those that find nothing. */
  readonly rules: RuleCounts;
  /** Rules of the official profile that find something. */
  readonly official: RuleCounts;
  /** What was known last by this ruleset, where there is no grade or no verdict now. */
  readonly known?: Standing;
  /** It can be read, but a report could not be had in time: it is tried again. */
  readonly retry?: true;
  /** What the same revision was by the ruleset before. */
  readonly before?: Standing;
  /** Raised by every write. */
  readonly version: number;
};

export type Assessed = Omit<Compliance, 'before' | 'version'>;

/** Errors of a description, less those that are our own or a bad moment's (`excused`). All that is not told is counted. */
export function errorsOf(
  { verdict, problems, problemCount }: Pick<Analysis, 'verdict' | 'problems' | 'problemCount'>,
  excused: boolean,
): number {
  if (excused || verdict === 'valid') return 0;
  return problems.filter(({ severity }) => severity === 'error').length + Math.max(0, problemCount - problems.length);
}

/** Whether two say the same, whenever they were made. */
export function sameAssessment(one: Compliance | Assessed, other: Compliance | Assessed): boolean {
  const told = ({ assessedAt: _, ...rest }: Compliance | Assessed): object => ({
    ...rest,
    before: undefined,
    version: undefined,
  });
  return sameValue(told(one), told(other));
}

/** The grade or the gate's verdict is another. Unknown is no grade and no verdict: nothing moves to it or from it. */
export const hasMoved = (one: Standing, other: Standing): boolean =>
  (one.grade !== null && other.grade !== null && one.grade !== other.grade) ||
  (one.publishable !== null && other.publishable !== null && one.publishable !== other.publishable);

/** What can't be told for now is unknown: with the references read, there may be errors. */
export const settledGate = (publishable: boolean | null, excused: boolean): boolean | null =>
  excused && publishable === true ? null : publishable;

export const standingOf = ({ ruleset, score, grade, publishable, errors }: Standing): Standing => ({
  ruleset,
  score,
  grade,
  publishable,
  errors,
});

export const lastKnown = (assessed: Standing & Pick<Compliance, 'known'>): Standing =>
  assessed.known ?? standingOf(assessed);

/** With what was known before it, by the same ruleset, where it has no grade or no verdict: moves are told from there. */
export function remember(next: Assessed, before: Assessed | undefined): Assessed {
  if (before?.ruleset !== next.ruleset) return next;
  const { score, grade, publishable, errors } = lastKnown(before);
  const standing = standingOf(next);
  const known = {
    ...standing,
    ...(next.grade === null && { score, grade }),
    ...(next.publishable === null && { publishable, errors }),
  };
  return sameValue(known, standing) ? next : { ...next, known };
}

type Facts = { readonly [name: string]: string | number };

export const gateVerdicts = ['yes', 'no', 'unknown'] as const;
export type GateVerdict = (typeof gateVerdicts)[number];

export const gateVerdictOf = ({ publishable }: Pick<Standing, 'publishable'>): GateVerdict =>
  publishable === null ? 'unknown' : publishable ? 'yes' : 'no';

const factsAt = (moment: 'before' | 'after', { score, grade, publishable, errors }: Standing): Facts => ({
  [`grade_${moment}`]: grade ?? 'none',
  ...(score === null ? {} : { [`score_${moment}`]: score }),
  [`publishable_${moment}`]: gateVerdictOf({ publishable }),
  ...(errors === null ? {} : { [`errors_${moment}`]: errors }),
});

/** What an event tells of a move. */
export const moveFacts = (before: Standing, after: Standing): Facts => ({
  ruleset: after.ruleset,
  ...factsAt('before', before),
  ...factsAt('after', after),
});
