/** The score, 0–100, and its explanation line by line. */
export const grades = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export type Grade = (typeof grades)[number];

/** One rule's part in the score. */
export type ScoreLine = {
  readonly rule: string;
  /** Points at stake; all lines together make 100. 0: the rule does not apply. */
  readonly points: number;
  readonly lost: number;
  readonly tested: number;
  readonly count: number;
};

export type Score = {
  /** 0 to 100, one decimal; null: no rule applies, or the document can't be assessed. */
  readonly value: number | null;
  /** Version of the weights. */
  readonly weights: string;
  readonly lines: readonly ScoreLine[];
};
