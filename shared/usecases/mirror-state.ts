/** Keeps the API's row in step with its source: state, the addresses it moved to, and its way back from withdrawal. */
import type { Api } from '../domain/catalogue/api.ts';
import { eventIdOf, withAliases } from '../domain/catalogue/api.ts';
import type { Source } from '../domain/catalogue/source.ts';
import { eventOf } from './event-of.ts';
import { syncEndpoints } from './sync-endpoints.ts';
import type { World } from './world.ts';
import { isoNow } from './world.ts';

/** Returns how many events it told. Writes nothing when nothing differs. */
export async function mirrorState(world: World, source: Source, moved: readonly string[]): Promise<number> {
  if (source.apiId === undefined || source.alternate === true) return 0;
  const api = await world.store.apis.get(source.apiId);
  // An API that moved mirrors its new address; the old one has nothing to say of it.
  if (api === undefined || api.sourceId !== source.id) return 0;
  const aliases = withAliases(api.aliases, moved, api.url);
  const same = api.state === source.state && api.code === source.code && aliases.length === api.aliases.length;
  if (same) return 0;
  const { code: _, withdrawnAt, ...rest } = api;
  const isBack = withdrawnAt !== undefined && source.verifiedAt === source.visitedAt;
  const next: Api = {
    ...rest,
    aliases,
    state: source.state,
    stateSince: api.state === source.state ? api.stateSince : source.stateSince,
    ...(source.code === undefined ? {} : { code: source.code }),
  };
  if (withdrawnAt !== undefined && !isBack) {
    await world.store.apis.put({ ...next, withdrawnAt });
    return 0;
  }
  const told = withdrawnAt === undefined ? 0 : await tellReturn(world, next, source, withdrawnAt);
  await world.store.apis.put(next);
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
