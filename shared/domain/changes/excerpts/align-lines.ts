/** Two lists of lines side by side: which of one are which of the other (longest common subsequence), in order. */

/** Places in the two lists; one that is missing has no counterpart. `isSame`: both are there and alike. */
export type Aligned = { readonly base?: number; readonly revision?: number; readonly isSame: boolean };

/** Beyond so many comparisons what differs stands side by side without being looked into. */
const mostCells = 160_000;

/** Lengths of the longest common rest from each pair of places on, row by row. */
function restLengths(base: readonly string[], revision: readonly string[]): Uint16Array {
  const width = revision.length + 1;
  const lengths = new Uint16Array((base.length + 1) * width);
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = base.length - 1; row >= 0; row -= 1)
    for (let column = revision.length - 1; column >= 0; column -= 1)
      lengths[row * width + column] =
        base[row] === revision[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
  return lengths;
}

type Range = { readonly from: number; readonly to: number };

/** What stands between two lines that are alike: the first beside the first, and so on. */
function* beside(base: Range, revision: Range): Generator<Aligned> {
  const count = Math.max(base.to - base.from, revision.to - revision.from);
  for (let index = 0; index < count; index += 1) {
    const [one, other] = [base.from + index, revision.from + index];
    yield {
      ...(one < base.to ? { base: one } : {}),
      ...(other < revision.to ? { revision: other } : {}),
      isSame: false,
    };
  }
}

export function alignLines(base: readonly string[], revision: readonly string[]): readonly Aligned[] {
  let head = 0;
  while (head < Math.min(base.length, revision.length) && base[head] === revision[head]) head += 1;
  const [inner, other] = [base.slice(head), revision.slice(head)];
  const aligned: Aligned[] = Array.from({ length: head }, (_, at) => ({ base: at, revision: at, isSame: true }));
  if (inner.length * other.length > mostCells) {
    return [...aligned, ...beside({ from: head, to: base.length }, { from: head, to: revision.length })];
  }
  const lengths = restLengths(inner, other);
  const width = other.length + 1;
  let [row, column] = [0, 0];
  let [rowFrom, columnFrom] = [0, 0];
  const flush = () =>
    aligned.push(...beside({ from: head + rowFrom, to: head + row }, { from: head + columnFrom, to: head + column }));
  while (row < inner.length && column < other.length) {
    if (inner[row] === other[column]) {
      flush();
      aligned.push({ base: head + row, revision: head + column, isSame: true });
      row += 1;
      column += 1;
      [rowFrom, columnFrom] = [row, column];
    } else if ((lengths[(row + 1) * width + column] ?? 0) >= (lengths[row * width + column + 1] ?? 0)) row += 1;
    else column += 1;
  }
  [row, column] = [inner.length, other.length];
  flush();
  return aligned;
}
