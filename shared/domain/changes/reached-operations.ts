/**
 * Which operations reach a place, through whoever leads to it. Places in a circle with each other are reached by the same
 * ones (strongly connected components, Tarjan 1972): each circle is worked out once, and what one way leads to shares the
 * list of where it comes from.
 */

/** Whoever is reached: operations by their number, themselves or through those who reach them. */
export type Reach = {
  readonly operations: Set<number>;
  readonly parents: Set<Reach>;
  /** Of an answer that is no success: what leads through here alone breaks nobody's good path. */
  readonly isFailure?: boolean;
};

export const createReach = (operation?: number): Reach => ({
  operations: new Set(operation === undefined ? [] : [operation]),
  parents: new Set(),
});

/** What an operation answers when it fails. */
export const createFailureReach = (parent: Reach): Reach => ({
  operations: new Set(),
  parents: new Set([parent]),
  isFailure: true,
});

/** Numbers in ascending order; the same list for all places of a circle. */
export type Numbers = readonly number[];

type Visit = { readonly reach: Reach; readonly parents: Iterator<Reach>; readonly index: number; low: number };

const none: Numbers = [];
const ascending = (one: number, other: number): number => one - other;

/** `withFailures`: also those that reach it by their failures only. */
export function createReachFinder(withFailures: boolean): (reach: Reach) => Numbers {
  const found = new Map<Reach, Numbers>();
  const indices = new Map<Reach, number>();

  const parentsOf = (reach: Reach): Iterable<Reach> => (reach.isFailure === true && !withFailures ? [] : reach.parents);

  /** Lists of whoever leads into a circle from outside of it. */
  function listsAbove(circle: readonly Reach[]): ReadonlySet<Numbers> {
    const inside = new Set(circle);
    const above = new Set<Numbers>();
    for (const reach of circle) {
      for (const parent of parentsOf(reach)) if (!inside.has(parent)) above.add(found.get(parent) ?? none);
    }
    above.delete(none);
    return above;
  }

  /** All of a circle, once everything above it is known. */
  function close(circle: readonly Reach[]): void {
    const own = new Set(circle.flatMap((reach) => [...reach.operations]));
    const above = listsAbove(circle);
    const [only] = above;
    const numbers = own.size === 0 && above.size <= 1 ? (only ?? none) : [...union(own, above)].sort(ascending);
    for (const reach of circle) found.set(reach, numbers);
  }

  function union(own: Set<number>, above: Iterable<Numbers>): Set<number> {
    for (const numbers of above) for (const number of numbers) own.add(number);
    return own;
  }

  /** With a stack of its own, so that no depth of a document is a depth of calls. */
  function explore(start: Reach): void {
    const open: Reach[] = [];
    const isOpen = new Set<Reach>();
    const visits: Visit[] = [];
    const enter = (reach: Reach): void => {
      const index = indices.size;
      indices.set(reach, index);
      open.push(reach);
      isOpen.add(reach);
      visits.push({ reach, parents: parentsOf(reach)[Symbol.iterator](), index, low: index });
    };
    enter(start);
    for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
      const next = visit.parents.next();
      if (next.done !== true) {
        if (!indices.has(next.value)) enter(next.value);
        else if (isOpen.has(next.value)) visit.low = Math.min(visit.low, indices.get(next.value) ?? visit.low);
        continue;
      }
      visits.pop();
      const below = visits.at(-1);
      if (below !== undefined) below.low = Math.min(below.low, visit.low);
      if (visit.low !== visit.index) continue;
      const circle = open.splice(open.lastIndexOf(visit.reach));
      for (const reach of circle) isOpen.delete(reach);
      close(circle);
    }
  }

  return (reach) => {
    if (!found.has(reach)) explore(reach);
    return found.get(reach) ?? none;
  };
}
