/** What an event says of a comparison: the gravest changes, as many as its row and an item of a feed can hold. */
import type { Change, ChangeCounts, ChangeLevel, Comparison, ComparisonNote } from './change.ts';
import { levelOf } from './change.ts';

export type ComparisonNews = {
  /** Absent: nothing changed. */
  readonly level?: ChangeLevel;
  readonly counts: ChangeCounts;
  readonly changes: readonly Change[];
  readonly notes: readonly ComparisonNote[];
  readonly engine: string;
};

const mostChanges = 100;
const mostOperations = 3;
/** Bytes of JSON: the row of an event holds other things as well. */
const mostBytes = 24 * 1024;

const sizeOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).byteLength;

export const countsOf = ({ breaking, warning, info, editorial }: ChangeCounts): ChangeCounts => ({
  breaking,
  warning,
  info,
  editorial,
});

/** Whether there is more than wording to tell. */
export const isNews = (counts: ChangeCounts): boolean => (levelOf(counts) ?? 'editorial') !== 'editorial';

export function tellComparison(comparison: Comparison): ComparisonNews {
  const changes: Change[] = [];
  let left = mostBytes;
  for (const change of comparison.changes.slice(0, mostChanges)) {
    const told = { ...change, operations: change.operations.slice(0, mostOperations) };
    left -= sizeOf(told) + 1;
    if (left < 0) break;
    changes.push(told);
  }
  const level = levelOf(comparison);
  return {
    ...(level === undefined ? {} : { level }),
    counts: countsOf(comparison),
    changes,
    notes: comparison.notes,
    engine: comparison.engine,
  };
}
