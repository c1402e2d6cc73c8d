/** A source that nobody lists any more is withdrawn when its grace period is over, and its API with it. */
import { eventIdOf } from '../domain/catalogue/api.ts';
import type { Source } from '../domain/catalogue/source.ts';
import { logVisit } from '../domain/catalogue/source.ts';
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
  if (api !== undefined && api.sourceId === source.id) {
    const { code: _, ...known } = api;
    const withdrawn = { ...known, state: 'withdrawn' as const, stateSince: at, withdrawnAt: api.withdrawnAt ?? at };
    const missing = source.missingSince ?? at;
    const event = eventOf(withdrawn, 'api.withdrawn', eventIdOf(api.id, 'api.withdrawn', missing, 'withdrawn'), at, {
      missing_since: missing,
    });
    events = (await store.events.add(event)) ? 1 : 0;
    await syncEndpoints(world, withdrawn);
    await store.apis.put(withdrawn);
  }
  const { code: _, ...known } = source;
  const visit = {
    at,
    url: source.url,
    outcome: 'not-tried',
    state: 'withdrawn',
    detail: `no longer listed since ${source.missingSince}`,
  } as const;
  await store.sources.save(
    { ...known, state: 'withdrawn', stateSince: at, nextAt: never, visits: logVisit(source.visits, visit) },
    'visit',
  );
  return { revisions: 0, events, bodies: 0 };
}
