/** Where a change stands on a page: an anchor made of what it is and of its places, the same whenever it is shown. */
import type { Change } from '../domain/changes/change.ts';
import { deriveId } from '../domain/digest.ts';

const digestOf = ({ id, basePointer, revisionPointer, old, new: now, subject }: Change): string =>
  deriveId('change', id, basePointer ?? '-', revisionPointer ?? '-', JSON.stringify([old, now, subject.name])).slice(
    0,
    10,
  );

/** Of changes listed together, each its own. */
export function changeAnchors(changes: readonly Change[]): readonly string[] {
  const seen = new Map<string, number>();
  return changes.map((change) => {
    const anchor = `change-${change.id}-${digestOf(change)}`;
    const count = (seen.get(anchor) ?? 0) + 1;
    seen.set(anchor, count);
    return count === 1 ? anchor : `${anchor}-${count}`;
  });
}
