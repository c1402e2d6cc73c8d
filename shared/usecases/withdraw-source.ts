/** A source that nobody lists any more is withdrawn when its grace period is over, and its API with it. */
import type { Api } from '../domain/catalogue/api.ts';
import { eventIdOf, unwatched, withAliases } from '../domain/catalogue/api.ts';
import type { Source } from '../domain/catalogue/source.ts';
import { dueAtOnce, logVisit, sourceIdOf } from '../domain/catalogue/source.ts';
import { eventOf } from './event-of.ts';
import type { VisitCounts } from './finding.ts';
import { syncEndpoints } from './sync-endpoints.ts';
import type { World } from './world.ts';
import { isoNow } from './world.ts';

const dayMs = 86_400_000;
/** After every date: a withdrawn source is due only when somebody lists it again. */
const never = '9999-12-31T00:00:00.000Z';

export const isOverdue = ({ missingSince, state }: Source, now: number, graceDays: number): boolean =>
  missingSince !== undefined && state !== 'withdrawn' && now - Date.parse(missingSince) >= graceDays * dayMs;

export async function withdrawSource(world: World, source: Source): Promise<VisitCounts> {
  const { store, clock } = world;
  const at = isoNow(clock);
  const api = source.apiId === undefined || source.alternate === true ? undefined : await store.apis.get(source.apiId);
  let events = 0;
  if (api !== undefined && api.sourceId === source.id && !(await handOver(world, api, at))) {
    const { code: _, ...known } = api;
    const missing = source.missingSince ?? at;
    const removedAt = (await store.publishers.get(api.publisherId))?.removedAt;
    // It may be published all the same: that nobody looks any more obliges no one to adapt.
    const isUnwatched = removedAt !== undefined && removedAt <= missing;
    const why = isUnwatched ? { code: unwatched } : {};
    const withdrawn: Api = { ...known, ...why, state: 'withdrawn', stateSince: at, withdrawnAt: at };
    const id = eventIdOf(api.id, 'api.withdrawn', missing, 'withdrawn');
    const event = eventOf(withdrawn, 'api.withdrawn', id, at, { missing_since: missing, ...why });
    events = (await store.events.add(isUnwatched ? { ...event, level: 'info' } : event)) ? 1 : 0;
    await syncEndpoints(world, withdrawn);
    await store.apis.put(withdrawn);
  }
  const visit = {
    at,
    url: source.url,
    outcome: 'not-tried',
    state: 'withdrawn',
    detail: `no longer listed since ${source.missingSince}`,
  } as const;
  await store.sources.save(source, ({ code: _, ...current }) => ({
    ...current,
    state: 'withdrawn',
    stateSince: at,
    // Listed again while it was being withdrawn: it is due, and comes back by its visit.
    nextAt: current.missingSince === undefined ? at : never,
    visits: logVisit(current.visits, visit),
  }));
  return { revisions: 0, events, bodies: 0 };
}

/** Another address of the same content that is still there takes the API over. False when there is none. */
async function handOver({ store }: World, api: Api, at: string): Promise<boolean> {
  const others = await store.sources.getAll(api.alternates.map((url) => sourceIdOf(api.publisherId, url)));
  const heir = others.find(({ missingSince, state }) => missingSince === undefined && state !== 'withdrawn');
  if (heir === undefined) return false;
  await store.apis.put({
    ...api,
    sourceId: heir.id,
    alternates: api.alternates.filter((url) => url !== heir.url),
    aliases: withAliases(api.aliases, [heir.url], api.url),
  });
  await store.sources.save(heir, ({ alternate: _a, digest: _d, validators: _v, ...current }) => ({
    ...current,
    nextAt: dueAtOnce(current, at),
  }));
  return true;
}
