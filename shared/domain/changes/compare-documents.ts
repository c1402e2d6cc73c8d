/** A comparison with the lines of its places in both texts. */
import type { ParsedDocument } from '../description/parse-document.ts';
import { locateAll } from '../description/positions.ts';
import type { Change, Comparison } from './change.ts';
import { compare } from './compare.ts';

/** Places are found for the gravest changes; beyond, pointers must do. */
const mostLocated = 2_000;

export function compareDocuments(base: ParsedDocument, revision: ParsedDocument, today: string): Comparison {
  const comparison = compare(base.value, revision.value, today);
  const located = comparison.changes.slice(0, mostLocated);
  const before = placesOf(base, located, ({ basePointer }) => basePointer);
  const after = placesOf(revision, located, ({ revisionPointer }) => revisionPointer);
  const changes = comparison.changes.map((change): Change => {
    const basePosition = change.basePointer === undefined ? undefined : before.get(change.basePointer);
    const revisionPosition = change.revisionPointer === undefined ? undefined : after.get(change.revisionPointer);
    return {
      ...change,
      ...(basePosition === undefined ? {} : { basePosition }),
      ...(revisionPosition === undefined ? {} : { revisionPosition }),
    };
  });
  return { ...comparison, changes };
}

function placesOf(
  { text, format, events }: ParsedDocument,
  changes: readonly Change[],
  pointerOf: (change: Change) => string | undefined,
) {
  const pointers = new Set(changes.map(pointerOf).filter((pointer) => pointer !== undefined));
  return locateAll(text, format, pointers, events);
}
