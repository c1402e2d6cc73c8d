/** What the page of one API shows: at most twelve reads of the table, however much there is of it. */
import type { ApiPage } from '../domain/catalogue/api-page.ts';
import { byGravity } from '../domain/catalogue/list-rows.ts';
import { dateOf, dayMs } from '../domain/uptime/availability.ts';
import type { Endpoint } from '../domain/uptime/endpoint.ts';
import { readDays } from './read-availability.ts';
import { judgeReport } from './read-compliance.ts';
import { tellIncidents } from './read-incidents.ts';
import type { ReadingWorld } from './world.ts';

/** Days that are drawn, today included. */
const shownDays = 90;
/** Endpoints whose days are read. */
const mostDrawn = 3;
const [mostIncidents, mostRevisions] = [5, 8];

const inOrder = (endpoints: readonly Endpoint[]): readonly Endpoint[] =>
  endpoints.toSorted(
    (one, other) => byGravity.indexOf(one.verdict) - byGravity.indexOf(other.verdict) || (one.url < other.url ? -1 : 1),
  );

const latest = <T>(found: readonly T[], most: number): { readonly items: readonly T[]; readonly hasMore: boolean } => ({
  items: found.slice(0, most),
  hasMore: found.length > most,
});

/** Undefined: there is no such API. */
export async function readApiPage(world: ReadingWorld, id: string): Promise<ApiPage | undefined> {
  const { store, clock } = world;
  const api = await store.apis.get(id);
  if (api === undefined) return undefined;
  const [source, compliance, found, incidents, holders, revisions, catalogue] = await Promise.all([
    store.sources.get(api.sourceId),
    store.compliance.get(id),
    store.endpoints.ofApi(id),
    store.endpoints.incidentsOf(id, mostIncidents + 1),
    api.contentDigest === undefined ? [] : store.apis.contentHolders(api.publisherId, api.contentDigest),
    store.apis.revisions(id, mostRevisions + 1),
    world.catalogue(),
  ]);
  const endpoints = inOrder(found);
  const drawn = endpoints.slice(0, mostDrawn);
  const to = dateOf(clock.now());
  const from = dateOf(Date.parse(to) - (shownDays - 1) * dayMs);
  const [days, judged, told] = await Promise.all([
    readDays(world, drawn, from, to),
    compliance && judgeReport(world, compliance),
    tellIncidents(world, incidents),
  ]);
  return {
    api,
    ...(catalogue === undefined || catalogue.publisherOf.has(api.publisherId) ? {} : { isOrphan: true }),
    source,
    compliance,
    judged,
    endpoints,
    watched: drawn.map((endpoint, index) => ({ endpoint, days: days[index] ?? [] })),
    from,
    to,
    incidents: latest(told, mostIncidents),
    revisions: latest(revisions.items, mostRevisions),
    twins: holders
      .filter(({ apiId }) => apiId !== id)
      .map(({ apiId }) => ({ id: apiId, title: catalogue?.apiOf.get(apiId)?.title })),
  };
}
