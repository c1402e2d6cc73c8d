/**
 * The score, 0 to 100, explained rule by rule. Every rule that applies has points at stake, by its severity and by how
 * strongly the guideline puts it; a rule that does not apply has none. The first finding costs a fixed part of them, the
 * rest goes with the share of places that fail, so that repeated findings of one rule saturate.
 */
import { type Grade, grades } from './grade.ts';
import type { Level, Severity } from './rule.ts';
import { weights } from './weights.ts';

/** What the score needs of a rule's result. */
export type Scored = {
  readonly rule: string;
  readonly severity: Severity;
  readonly level: Level;
  readonly tested: number;
  readonly count: number;
};

/** One rule's part in the score. */
export type ScoreLine = {
  readonly rule: string;
  /** Points at stake, of 100 in all; 0: the rule does not apply. */
  readonly points: number;
  /** Of these, lost. */
  readonly lost: number;
  readonly tested: number;
  readonly count: number;
};

export type Score = {
  /** One decimal; null: no rule applies. */
  readonly value: number | null;
  /** Version of the weights. */
  readonly weights: string;
  /** In the order of the results given. */
  readonly lines: readonly ScoreLine[];
};

const weightOf = ({ severity, level, tested }: Scored): number =>
  tested === 0 ? 0 : weights.bySeverity[severity] * weights.byLevel[level];

/** Part of a rule's points that is lost, 0 to 1. */
function lossOf({ tested, count }: Scored): number {
  if (count === 0 || tested === 0) return 0;
  return weights.first + (1 - weights.first) * Math.min(1, count / tested);
}

const round = (points: number): number => Math.round(points * 100) / 100;

export function scoreOf(results: readonly Scored[]): Score {
  const total = results.reduce((sum, result) => sum + weightOf(result), 0);
  if (total === 0) return { value: null, weights: weights.version, lines: results.map((each) => lineOf(each, 0, 0)) };
  const parts = results.map((result) => {
    const points = (100 * weightOf(result)) / total;
    return { result, points, lost: points * lossOf(result) };
  });
  const lost = parts.reduce((sum, part) => sum + part.lost, 0);
  return {
    value: Math.max(0, Math.round((100 - lost) * 10) / 10),
    weights: weights.version,
    lines: parts.map(({ result, points, lost: gone }) => lineOf(result, round(points), round(gone))),
  };
}

const lineOf = ({ rule, tested, count }: Scored, points: number, lost: number): ScoreLine => ({
  rule,
  points,
  lost,
  tested,
  count,
});

const worseOf = (one: Grade, other: Grade): Grade => (grades.indexOf(one) < grades.indexOf(other) ? other : one);

/** What an invalid description gets for a score's grade: the rules say nothing of what it breaks. */
export const limitGrade = (grade: Grade | null, isInvalid: boolean): Grade | null =>
  grade === null || !isInvalid ? grade : worseOf(grade, weights.brokenGrade);

export const gradeOf = (score: number | null): Grade | null =>
  score === null ? null : (weights.grades.find(([, least]) => score >= least)?.[0] ?? 'F');
