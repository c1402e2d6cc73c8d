/**
 * Keeps the API's row in step with its source: state, the addresses it moved to, its way back from withdrawal, and what is
 * said of its end. Looked at by every visit, also by one that finds nothing new: a sunset comes nearer by itself.
 */
import type { Api } from '../domain/catalogue/api.ts';
import { eventIdOf, withAliases } from '../domain/catalogue/api.ts';
import type { Source } from '../domain/catalogue/source.ts';
import { type Ending, followLifecycle, type LifecycleNews, lifecycleNews } from '../domain/changes/lifecycle.ts';
import { sameValue } from '../domain/same-value.ts';
import { eventOf } from './event-of.ts';
import { syncEndpoints } from './sync-endpoints.ts';
import type { World } from './world.ts';
import { isoNow } from './world.ts';

/** What the headers of an answer say of the end of the API; no such word: the answer had nothing to say. */
export type HeaderWord = { readonly ending: Ending | undefined };

/** Returns how many events it told. Writes nothing when nothing differs. */
export async function mirrorState(
  world: World,
  source: Source,
  moved: readonly string[],
  word: HeaderWord | undefined,
): Promise<number> {
  if (source.apiId === undefined || source.alternate === true) return 0;
  const api = await world.store.apis.get(source.apiId);
  // An API that moved mirrors its new address; the old one has nothing to say of it.
  if (api === undefined || api.sourceId !== source.id) return 0;
  const now = isoNow(world.clock);
  const { lifecycle: known, ...withoutLifecycle } = api;
  const header = word === undefined ? known?.header : word.ending;
  const lifecycle = followLifecycle(known, api.metadata?.ending, header, now);
  const aliases = withAliases(api.aliases, moved, api.url);
  const sameLifecycle = sameValue(known, lifecycle);
  const same = api.state === source.state && api.code === source.code && aliases.length === api.aliases.length;
  if (same && sameLifecycle) return 0;
  const { code: _, withdrawnAt, ...rest } = withoutLifecycle;
  const isBack = withdrawnAt !== undefined && source.verifiedAt === source.visitedAt;
  const next: Api = {
    ...rest,
    aliases,
    state: source.state,
    stateSince: api.state === source.state ? api.stateSince : source.stateSince,
    ...(source.code === undefined ? {} : { code: source.code }),
    ...(lifecycle === undefined ? {} : { lifecycle }),
  };
  const told = sameLifecycle ? 0 : await tellLifecycle(world, next, lifecycleNews(known, lifecycle, api.revision, now));
  if (withdrawnAt !== undefined && !isBack) {
    await world.store.apis.put({ ...next, withdrawnAt });
    return told;
  }
  const returned = withdrawnAt === undefined ? 0 : await tellReturn(world, next, source, withdrawnAt);
  await world.store.apis.put(next);
  return told + returned;
}

async function tellLifecycle(world: World, api: Api, news: readonly LifecycleNews[]): Promise<number> {
  let told = 0;
  for (const { kind, level, from, to, facts } of news) {
    const event = eventOf(api, kind, eventIdOf(api.id, kind, from, to), isoNow(world.clock), facts);
    if (await world.store.events.add({ ...event, level })) told += 1;
  }
  return told;
}

async function tellReturn(world: World, api: Api, source: Source, withdrawnAt: string): Promise<number> {
  await syncEndpoints(world, api, source.statusUrls);
  const id = eventIdOf(api.id, 'api.published', `withdrawn ${withdrawnAt}`, String(api.revision));
  const event = eventOf(api, 'api.published', id, isoNow(world.clock), {
    revision: api.revision,
    returned: withdrawnAt,
  });
  return (await world.store.events.add(event)) ? 1 : 0;
}
