/** What a rule weighs in the score: data with a version, raised whenever a number here changes. */
import type { Grade } from './grade.ts';
import type { Level, Severity } from './rule.ts';

type Weights = {
  readonly version: string;
  readonly bySeverity: { readonly [severity in Severity]: number };
  readonly byLevel: { readonly [level in Level]: number };
  /** Part of a rule's points that its first finding costs; the rest goes with the share of places that fail. */
  readonly first: number;
  /** The best grade of an invalid description. */
  readonly brokenGrade: Grade;
  /** Lowest score of each grade. */
  readonly grades: readonly (readonly [Grade, number])[];
};

export const weights: Weights = {
  version: '1',
  bySeverity: { error: 10, warn: 4, info: 2, hint: 1 },
  byLevel: { MUST: 1, SHOULD: 0.7, MAY: 0.4 },
  first: 0.5,
  brokenGrade: 'D',
  grades: [
    ['A', 90],
    ['B', 80],
    ['C', 65],
    ['D', 50],
    ['E', 30],
    ['F', 0],
  ],
};
