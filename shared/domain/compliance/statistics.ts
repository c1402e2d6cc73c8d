/** Compliance counted over many APIs: of an administration, or of all. Tallies add up; figures are made of them. */

import { medianOf, oneDecimal } from '../median.ts';
import { sameValue } from '../same-value.ts';
import { type Compliance, type GateVerdict, gateVerdictOf, gateVerdicts } from './compliance.ts';
import { type Grade, grades } from './grade.ts';

export const gradeNames = [...grades, 'none'] as const;
export type GradeName = Grade | 'none';

type RuleTally = {
  /** APIs it applies to. */
  readonly applies: number;
  /** Of these, with findings. */
  readonly failing: number;
  readonly findings: number;
};

type OfficialTally = Omit<RuleTally, 'applies'>;

type Figures = {
  /** APIs that are not withdrawn. */
  readonly apis: number;
  /** Of these, with a report. */
  readonly assessed: number;
  /** Those without a report are unknown. */
  readonly publishable: { readonly [verdict in GateVerdict]: number };
  readonly grades: { readonly [grade in GradeName]: number };
  /** Of guideline and security. */
  readonly rules: { readonly [rule: string]: RuleTally };
  readonly official: { readonly [rule: string]: OfficialTally };
};

export type Tally = Figures & { readonly scores: readonly number[] };

/** How it was from this day on, until the next point. */
export type HistoryPoint = {
  /** `2026-11-25`, UTC. */
  readonly date: string;
  readonly apis: number;
  readonly publishable: number;
  readonly median: number | null;
};

export type Statistics = Figures & {
  readonly computedAt: string;
  readonly ruleset: string;
  /** One decimal; null: nothing has a score. */
  readonly mean: number | null;
  readonly median: number | null;
};

const mostPoints = 400;

const zeros = <K extends string>(names: readonly K[]): { [name in K]: number } =>
  Object.fromEntries(names.map((name) => [name, 0])) as { [name in K]: number };

/** `apis`: how many there are; those without a row are counted as unknown. */
export function tallyOf(rows: readonly Compliance[], apis: number): Tally {
  const publishable = zeros(gateVerdicts);
  const byGrade = zeros(gradeNames);
  const rules = new Map<string, RuleTally>();
  const official = new Map<string, OfficialTally>();
  publishable.unknown += apis - rows.length;
  byGrade.none += apis - rows.length;
  for (const row of rows) {
    publishable[gateVerdictOf(row)] += 1;
    byGrade[row.grade ?? 'none'] += 1;
    for (const [rule, count] of Object.entries(row.rules)) {
      const { applies, failing, findings } = rules.get(rule) ?? { applies: 0, failing: 0, findings: 0 };
      rules.set(rule, { applies: applies + 1, failing: failing + (count > 0 ? 1 : 0), findings: findings + count });
    }
    for (const [rule, count] of Object.entries(row.official)) {
      const { failing, findings } = official.get(rule) ?? { failing: 0, findings: 0 };
      official.set(rule, { failing: failing + 1, findings: findings + count });
    }
  }
  return {
    apis,
    assessed: rows.filter(({ errors }) => errors !== null).length,
    publishable,
    grades: byGrade,
    rules: Object.fromEntries(rules),
    official: Object.fromEntries(official),
    scores: rows.flatMap(({ score }) => score ?? []),
  };
}

const { scores: _none, ...figuresOfNone } = tallyOf([], 0);

type Counts = { [name: string]: number | Counts };

/** What only one of them has stays as it is. */
function addInto(sum: Counts, more: Counts): void {
  for (const [name, count] of Object.entries(more)) {
    const known = sum[name];
    if (typeof count === 'number') sum[name] = (typeof known === 'number' ? known : 0) + count;
    else if (typeof known === 'object') addInto(known, count);
    else sum[name] = structuredClone(count);
  }
}

/** Into one: a country's administrations are thousands. */
export function sumTallies(tallies: readonly Tally[]): Tally {
  const sum = structuredClone(figuresOfNone);
  for (const { scores: _, ...figures } of tallies) addInto(sum, figures);
  return { ...sum, scores: tallies.flatMap(({ scores }) => scores) };
}

const pointOf = ({ apis, publishable, median, computedAt }: Statistics): HistoryPoint => ({
  date: computedAt.slice(0, 10),
  apis,
  publishable: publishable.yes,
  median,
});

/** Whether what the history tells is another. */
export const movesHistory = (before: Statistics | undefined, after: Statistics): boolean =>
  before === undefined || !sameValue({ ...pointOf(before), date: '' }, { ...pointOf(after), date: '' });

/** Oldest first; a day on which nothing changed has no point. */
export function extendHistory(history: readonly HistoryPoint[], statistics: Statistics): readonly HistoryPoint[] {
  const point = pointOf(statistics);
  const last = history.at(-1);
  if (last !== undefined && sameValue({ ...last, date: point.date }, point)) return history;
  const earlier = last?.date === point.date ? history.slice(0, -1) : history;
  return [...earlier, point].slice(-mostPoints);
}

/** `at` is now, ISO 8601. */
export function statisticsOf({ scores, ...figures }: Tally, ruleset: string, at: string): Statistics {
  const sum = scores.reduce((total, score) => total + score, 0);
  return {
    ...figures,
    computedAt: at,
    ruleset,
    mean: scores.length === 0 ? null : oneDecimal(sum / scores.length),
    median: medianOf(scores),
  };
}

/** Whether the figures are the same, whenever they were computed. */
export const sameStatistics = (one: Statistics, other: Statistics): boolean =>
  sameValue({ ...one, computedAt: '' }, { ...other, computedAt: '' });
