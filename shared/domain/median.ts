/** Medians of scores. */

export const oneDecimal = (value: number): number => Math.round(value * 10) / 10;

/** Of an even number of values the mean of the two in the middle, to one decimal; null of none. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) return null;
  return sorted.length % 2 === 1 ? middle : oneDecimal((middle + (sorted[sorted.length / 2 - 1] ?? middle)) / 2);
}
