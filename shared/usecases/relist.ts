/** Makes the sources a lister (a catalogue, the sources file, a host's discovery) lists those that it lists now. */
import type { Source } from '../domain/catalogue/source.ts';
import type { World } from './world.ts';
import { isoNow } from './world.ts';

const sameList = (one: readonly string[] = [], other: readonly string[] = []): boolean =>
  one.length === other.length && one.every((each, index) => each === other[index]);

/** `known`: all sources of the publisher as read just now. Only rows that differ are written. */
export async function relist(
  world: World,
  lister: string,
  listed: readonly Source[],
  known: readonly Source[],
): Promise<void> {
  const { sources } = world.store;
  const byId = new Map(known.map((source) => [source.id, source]));
  const now = isoNow(world.clock);
  for (const child of listed) {
    // What is not read yet may have been added by another run since.
    const before = byId.get(child.id) ?? ((await sources.add(child)) ? undefined : await sources.get(child.id));
    const after = before && listedAgain(before, child, lister, now);
    if (after !== undefined) await sources.save(after, 'listing');
  }
  const ids = new Set(listed.map(({ id }) => id));
  for (const source of known) {
    if (!ids.has(source.id) && source.listedBy.includes(lister))
      await sources.save(noLongerListed(source, lister, now), 'listing');
  }
}

/** Undefined when nothing differs. */
function listedAgain(before: Source, child: Source, lister: string, now: string): Source | undefined {
  const same =
    before.listedBy.includes(lister) &&
    before.missingSince === undefined &&
    before.registered === (before.registered || child.registered) &&
    sameList(before.anchors, child.anchors) &&
    sameList(before.statusUrls, child.statusUrls) &&
    before.docUrl === child.docUrl;
  if (same) return undefined;
  const { anchors: _a, statusUrls: _s, docUrl: _d, missingSince: _m, ...rest } = before;
  const { anchors, statusUrls, docUrl } = child;
  return {
    ...rest,
    listedBy: [...new Set([...before.listedBy, lister])],
    registered: before.registered || child.registered,
    // Due at once: what it links may be probed elsewhere now, or it is back.
    nextAt: now,
    ...(anchors === undefined ? {} : { anchors }),
    ...(statusUrls === undefined ? {} : { statusUrls }),
    ...(docUrl === undefined ? {} : { docUrl }),
    ...(sameList(before.statusUrls, statusUrls) ? {} : { endpointsStale: true }),
  };
}

function noLongerListed(source: Source, lister: string, now: string): Source {
  const listedBy = source.listedBy.filter((id) => id !== lister);
  return { ...source, listedBy, ...(listedBy.length === 0 ? { missingSince: source.missingSince ?? now } : {}) };
}
