/** The known name that a mistaken one was probably meant to be. */

const longest = 80;

/** Edits (insert, delete, replace) from one text to the other: Levenshtein, one row at a time. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (let at = 1; at <= other.length; at += 1) {
      // Both rows begin before the first letter: these three cells are there.
      const [before, above, diagonal] = [next[at - 1], row[at], row[at - 1]] as [number, number, number];
      next.push(Math.min(before + 1, above + 1, diagonal + (letter === other[at - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) as number;
}

/** Letters and digits only: case, hyphens and underscores are what people get wrong. */
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Undefined when none is near: more than a third of the name would have to change. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  if (name.length > longest) return undefined;
  const wanted = plain(name);
  const [nearest] = known
    .map((each) => ({ each, edits: distance(wanted, plain(each)) }))
    .toSorted((one, other) => one.edits - other.edits);
  return nearest !== undefined && nearest.edits <= wanted.length / 3 ? nearest.each : undefined;
}
