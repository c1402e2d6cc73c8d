/** Questions of readers: what the catalogue knows, page by page. Each costs a bounded number of reads of the table. */
import type { Revision } from '../domain/catalogue/api.ts';
import type { ApiDossier, ApiRecord, PublisherRecord, RunRecord, Status } from '../domain/catalogue/dossier.ts';
import type { Source } from '../domain/catalogue/source.ts';
import { type GateVerdict, gateVerdictOf } from '../domain/compliance/compliance.ts';
import type { GradeName } from '../domain/compliance/statistics.ts';
import type { Page, Position } from '../ports.ts';
import type { ApiFilter } from '../store/apis.ts';
import type { Lease } from '../store/leases.ts';
import type { World } from './world.ts';
import { isoNow, shardsByTask } from './world.ts';

export type ReadWorld = World;

export async function readPublishers(
  { store }: ReadWorld,
  limit: number,
  after?: Position,
): Promise<Page<PublisherRecord>> {
  const page = await store.publishers.list(limit, after);
  const totals = await store.publishers.totalsOf(page.items.map(({ id }) => id));
  return { ...page, items: page.items.map((publisher) => ({ publisher, totals: totals.get(publisher.id) })) };
}

export async function readPublisher(
  { store }: ReadWorld,
  id: string,
): Promise<(PublisherRecord & { readonly sources: readonly Source[] }) | undefined> {
  const publisher = await store.publishers.get(id);
  if (publisher === undefined) return undefined;
  const [totals, sources] = await Promise.all([store.publishers.totalsOf([id]), store.sources.ofPublisher(id)]);
  return { publisher, totals: totals.get(id), sources };
}

/** Of what holds for its compliance. `rule`: one that finds something, `isOfficial`: as the official ruleset has it. */
export type ComplianceFilter = {
  readonly grade?: GradeName;
  readonly publishable?: GateVerdict;
  readonly rule?: string;
  readonly isOfficial?: boolean;
};

type Listed = Pick<ApiRecord, 'api' | 'compliance'>;

/** Only what is published counts, as in the figures, unless a state is asked for. */
function fits({ api, compliance }: Listed, filter: ApiFilter & ComplianceFilter): boolean {
  const { state, grade, publishable, rule, isOfficial = false } = filter;
  if (state === undefined && api.state === 'withdrawn') return false;
  if (grade !== undefined && (compliance?.grade ?? 'none') !== grade) return false;
  if (publishable !== undefined && gateVerdictOf(compliance ?? { publishable: null }) !== publishable) return false;
  if (rule === undefined) return true;
  const counts = (isOfficial ? compliance?.official : compliance?.rules) ?? {};
  return Object.hasOwn(counts, rule) && (counts[rule] ?? 0) > 0;
}

const mostPages = 10;
/** Rows looked through at once for those that fit. */
const leastScanned = 100;

/** A page of a filter may hold fewer than `limit` and still have a next one. */
export async function readApis(
  { store }: ReadWorld,
  filter: ApiFilter & ComplianceFilter,
  limit: number,
  after?: Position,
): Promise<Page<ApiRecord>> {
  const { grade, publishable, rule } = filter;
  const isScan = [grade, publishable, rule].some((asked) => asked !== undefined);
  const listed: Listed[] = [];
  let next = after;
  // Without such a filter, a page of the table is a page.
  for (let pages = 0; pages < (isScan ? mostPages : 1); pages += 1) {
    const page = await store.apis.list(filter, isScan ? Math.max(limit, leastScanned) : limit, next);
    const compliance = await store.compliance.getAll(page.items.map(({ id }) => id));
    const found = page.items.map((api) => ({ api, compliance: compliance.get(api.id) }));
    const wanted = isScan ? found.filter((each) => fits(each, filter)) : found;
    const taken = wanted.slice(0, limit - listed.length);
    listed.push(...taken);
    const last = taken.at(-1);
    next = last !== undefined && taken.length < wanted.length ? store.apis.positionOf(filter, last.api) : page.next;
    if (next === undefined || listed.length >= limit) break;
  }
  const sources = await store.sources.getAll(listed.map(({ api }) => api.sourceId));
  const sourceOf = new Map(sources.map((source) => [source.id, source]));
  const items = listed.map(({ api, compliance }) => ({ api, source: sourceOf.get(api.sourceId), compliance }));
  return next === undefined ? { items } : { items, next };
}

export async function readApi({ store, clock }: ReadWorld, id: string): Promise<ApiDossier | undefined> {
  const api = await store.apis.get(id);
  if (api === undefined) return undefined;
  const [source, compliance, endpoints, incidents, holders, revisions] = await Promise.all([
    store.sources.get(api.sourceId),
    store.compliance.get(id),
    store.endpoints.ofApi(id),
    store.endpoints.incidentsOf(id, 20),
    api.contentDigest === undefined ? [] : store.apis.contentHolders(api.publisherId, api.contentDigest),
    store.apis.revisions(id, 5),
  ]);
  const today = await store.documents.soFar(isoNow(clock).slice(0, 10), endpoints);
  return {
    api,
    source,
    compliance,
    endpoints: endpoints.map((endpoint) => ({ endpoint, today: today.get(endpoint.id) })),
    incidents,
    twins: holders.map(({ apiId }) => apiId).filter((apiId) => apiId !== id),
    revisions: revisions.items,
  };
}

export async function readRevisions(
  { store }: ReadWorld,
  apiId: string,
  limit: number,
  after?: Position,
): Promise<Page<Revision> | undefined> {
  return (await store.apis.get(apiId)) === undefined ? undefined : store.apis.revisions(apiId, limit, after);
}

export const readRevision = ({ store }: ReadWorld, apiId: string, number: number): Promise<Revision | undefined> =>
  store.apis.revision(apiId, number);

/** The bytes of a revision as published; the newest one when no number is given. */
export async function readDocument(
  { store }: ReadWorld,
  apiId: string,
  number: number | undefined,
): Promise<{ readonly revision: Revision; readonly body: Uint8Array } | undefined> {
  const wanted = number ?? (await store.apis.get(apiId))?.revision;
  const revision = wanted === undefined ? undefined : await store.apis.revision(apiId, wanted);
  const body = revision && (await store.documents.getDocument(revision.digest));
  return revision === undefined || body === undefined ? undefined : { revision, body };
}

/** The corrected form of a catalogue that has quirks, for its publisher to copy. */
export async function readCorrection({ store }: ReadWorld, sourceId: string): Promise<Uint8Array | undefined> {
  const source = await store.sources.get(sourceId);
  const hasQuirks = source?.kind === 'api-catalog' && (source.diagnostics?.length ?? 0) > 0;
  return hasQuirks ? store.documents.getCorrection(sourceId) : undefined;
}

export async function readStatus({ store, clock, config }: ReadWorld): Promise<Status> {
  const asked = Object.entries(shardsByTask(config)).flatMap(([task, shards]) =>
    Array.from({ length: shards }, (_, shard) => store.leases.get(task, shard)),
  );
  const [totals, openIncidents, runs] = await Promise.all([
    store.publishers.national(),
    store.endpoints.incidents('open', 100),
    Promise.all(asked),
  ]);
  return { now: isoNow(clock), totals, openIncidents, runs: runs.filter((run) => run !== undefined).map(runRecord) };
}

const runRecord = ({ task, shard, holder, startedAt, finishedAt, result }: Lease): RunRecord => ({
  task,
  shard,
  running: holder !== null,
  startedAt,
  ...(finishedAt === undefined ? {} : { finishedAt }),
  ...(result === undefined ? {} : { result }),
});
