/**
 * Makes the sources a lister (a catalogue, the sources file, a host's discovery) lists those that it lists now. A source is
 * there as long as something that the operator registered leads to it, through however many catalogues; from the moment
 * nothing does, its grace period runs.
 */
import type { Listing, Source } from '../domain/catalogue/source.ts';
import { dueAtOnce, sourcesFile, withListings } from '../domain/catalogue/source.ts';
import type { World } from './world.ts';
import { isoNow } from './world.ts';

/** Whatever is reached from what is registered, catalogues that list each other included only if something else leads there. */
function reachedFrom(sources: Iterable<Source>): ReadonlySet<string> {
  const children = new Map<string, string[]>();
  for (const { id, listedBy } of sources) {
    for (const lister of listedBy) children.set(lister, [...(children.get(lister) ?? []), id]);
  }
  const reached = new Set<string>([sourcesFile]);
  for (const lister of reached) for (const child of children.get(lister) ?? []) reached.add(child);
  return reached;
}

const says = (source: Source, lister: string, listing: Listing | undefined): Source => {
  const { [lister]: _, ...others } = source.listings;
  return withListings(source, listing === undefined ? others : { ...others, [lister]: listing });
};

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * `known`: all sources of the publisher as read just now. `complete`: false when the lister was cut, so that what it does
 * not list is not missing. Only rows that differ are written.
 */
export async function relist(
  world: World,
  lister: string,
  listed: readonly Source[],
  known: readonly Source[],
  complete = true,
): Promise<void> {
  const { sources } = world.store;
  const now = isoNow(world.clock);
  const before = new Map(known.map((source) => [source.id, source]));
  for (const child of listed) {
    // What is not among the known may have been added by another run since.
    if (before.has(child.id) || (await sources.add(child))) continue;
    const there = await sources.get(child.id);
    if (there !== undefined) before.set(child.id, there);
  }
  const wanted = new Map(listed.map((child) => [child.id, child.listings[lister]]));
  const listingOf = (source: Source): Listing | undefined =>
    wanted.get(source.id) ?? (complete ? undefined : source.listings[lister]);
  const after = new Map([...before].map(([id, source]) => [id, says(source, lister, listingOf(source))]));
  const reached = reachedFrom([...listed.filter(({ id }) => !before.has(id)), ...after.values()]);
  for (const source of before.values()) {
    const isThere = reached.has(source.id);
    const changed = !same(source.listings[lister], listingOf(source));
    if (!changed && isThere === (source.missingSince === undefined)) continue;
    await sources.save(source, (current) => follow(current, says(current, lister, listingOf(source)), isThere, now));
  }
}

/** The row as its listers have it now. What is back, or linked otherwise, is due at once. */
function follow(current: Source, { missingSince, ...next }: Source, isThere: boolean, now: string): Source {
  if (!isThere) return { ...next, missingSince: missingSince ?? now };
  const stale = current.endpointsStale === true || !same(current.statusUrls, next.statusUrls);
  const due =
    missingSince !== undefined ||
    !same(current.anchors, next.anchors) ||
    stale ||
    next.registered !== current.registered;
  return { ...next, ...(due ? { nextAt: dueAtOnce(next, now) } : {}), ...(stale ? { endpointsStale: true } : {}) };
}
