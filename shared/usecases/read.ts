/** Questions of readers: what the catalogue knows, page by page. Each costs a bounded number of reads of the table. */
import type { Revision } from '../domain/catalogue/api.ts';
import type { ApiDossier, PublisherRecord, RunRecord, Status } from '../domain/catalogue/dossier.ts';
import type { Source } from '../domain/catalogue/source.ts';
import type { Delivery, Page, Position } from '../ports.ts';
import type { Lease } from '../store/leases.ts';
import type { World } from './world.ts';
import { isoNow, shardsByTask } from './world.ts';

export type ReadWorld = World;

export async function readPublisher(
  { store }: ReadWorld,
  id: string,
): Promise<(PublisherRecord & { readonly sources: readonly Source[] }) | undefined> {
  const publisher = await store.publishers.get(id);
  if (publisher === undefined) return undefined;
  const [totals, sources] = await Promise.all([store.publishers.totalsOf([id]), store.sources.ofPublisher(id)]);
  return { publisher, totals: totals.get(id), sources };
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

/** A revision; the newest one when no number is given. */
async function readRevisionOrNewest(
  { store }: ReadWorld,
  apiId: string,
  number: number | undefined,
): Promise<Revision | undefined> {
  const wanted = number ?? (await store.apis.get(apiId))?.revision;
  return wanted === undefined ? undefined : store.apis.revision(apiId, wanted);
}

/** Of every document, whatever its publisher says: a browser must not run under our name what others publish. */
export const downloadType = 'application/octet-stream';

/** A function answers with 6 MB at most, and bytes take a third more as text. */
const mostAtOnce = 4_000_000;

type ReadDocument = {
  readonly revision: Revision;
  readonly fileName: string;
  /** On its way where it is too large to be answered at once. */
  readonly content: Uint8Array | Delivery;
};

/** The bytes of a revision as published; the newest one when no number is given. */
export async function readDocument(
  world: ReadWorld,
  apiId: string,
  number: number | undefined,
): Promise<ReadDocument | undefined> {
  const revision = await readRevisionOrNewest(world, apiId, number);
  if (revision === undefined) return undefined;
  const { documents } = world.store;
  const { digest, size } = revision;
  const named = (ending: 'json' | 'yaml'): string => `${apiId}-${revision.number}.${ending}`;
  const isJson = /json/.test(revision.contentType);
  if (size > mostAtOnce) {
    // JSON that does not say so is YAML as well.
    const fileName = named(isJson ? 'json' : 'yaml');
    const content = await documents.deliverDocument(digest, { contentType: downloadType, fileName });
    return content && { revision, fileName, content };
  }
  const content = await documents.getDocument(digest);
  return content && { revision, fileName: named(isJson || content[0] === 0x7b ? 'json' : 'yaml'), content };
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
