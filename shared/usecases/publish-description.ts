/**
 * From the bytes of a description to a revision of an API. A new content of a published API waits for its second sight.
 * Order of writes: document, analysis, comparison, revision (once per number), event (once per revision), compliance
 * (report, event, row), endpoints, API row; the caller writes the source's row last. A run that stopped after its revision
 * is carried on by the next one before anything newer is added.
 */
import type { Api, CatalogueEvent, EventKind, Revision } from '../domain/catalogue/api.ts';
import { eventIdOf, kindOfRevision, withAliases } from '../domain/catalogue/api.ts';
import { isOwned } from '../domain/catalogue/ownership.ts';
import { awaitSecondSight, type Pending } from '../domain/catalogue/pending.ts';
import type { Source, SourceState } from '../domain/catalogue/source.ts';
import { apiIdOf } from '../domain/catalogue/source.ts';
import type { Comparison } from '../domain/changes/change.ts';
import { isNews, tellComparison } from '../domain/changes/tell-comparison.ts';
import type { Report } from '../domain/compliance/report.ts';
import type { Analysis, Verdict } from '../domain/description/analysis.ts';
import { isExcused } from '../domain/description/excused.ts';
import type { Failed, Fetched, Unchanged } from '../domain/fetching/fetch-outcome.ts';
import type { Analyzed } from '../ports.ts';
import { assessRevision } from './assess-revision.ts';
import { compareRevision, comparisonOf } from './compare-revision.ts';
import { eventOf } from './event-of.ts';
import type { Finding, VisitContext } from './finding.ts';
import { syncEndpoints } from './sync-endpoints.ts';
import type { CrawlWorld } from './world.ts';
import { isoNow } from './world.ts';

const keptProblems = 20;
const mostAlternates = 50;

const stateOfVerdict: { readonly [verdict in Verdict]: SourceState } = {
  valid: 'ok',
  invalid: 'invalid',
  'unresolvable-ref': 'unresolvable-ref',
  'not-a-description': 'not-a-description',
  'too-large': 'too-large',
  unanalysable: 'unanalysable',
};

export async function publishDescription(
  context: VisitContext,
  source: Source,
  fetched: Fetched,
  digest: string,
): Promise<Finding> {
  const { world } = context;
  const known = source.apiId === undefined || source.alternate ? undefined : await world.store.apis.get(source.apiId);
  const early = await holdBack(context, source, known, fetched, digest);
  if (early !== undefined) return early;
  const { report, ...analysis } = await analyse(
    context,
    fetched.body,
    fetched.finalUrl,
    fetched.headers['content-type'],
    true,
  );
  if (analysis.verdict === 'not-a-description') {
    return {
      outcome: 'failed',
      state: 'not-a-description',
      code: analysis.problems[0]?.code ?? 'not-a-description',
      ...detailOf(analysis),
    };
  }
  const owner = await ownerOf(world, source, analysis);
  // It takes an API over that was published elsewhere.
  const late =
    known === undefined && !owner.alternate ? await holdBack(context, source, owner.api, fetched, digest) : undefined;
  if (late !== undefined) return late;
  const found: Partial<Source> = {
    kind: 'openapi',
    digest,
    apiId: owner.apiId,
    ...(fetched.validators === undefined ? {} : { validators: fetched.validators }),
    alternate: owner.alternate,
  };
  const state = stateOfVerdict[analysis.verdict];
  const finding: Finding = { outcome: 'changed', state, ...codeOf(analysis), ...detailOf(analysis), source: found };
  if (owner.alternate) return finding;
  await world.store.documents.putDocument(digest, fetched.body);
  const counts = await addRevision(
    context,
    { ...source, ...found },
    owner.api,
    revisionOf(owner.apiId, digest, fetched, analysis),
    { analysis, judged: report === undefined ? {} : { report } },
  );
  return { ...finding, counts };
}

/**
 * A content that a published API did not have before is remembered, and counts once it is seen again. Undefined: it
 * counts now.
 */
async function holdBack(
  context: VisitContext,
  source: Source,
  api: Api | undefined,
  fetched: Fetched,
  digest: string,
): Promise<Finding | undefined> {
  const { pending } = source;
  if (api === undefined || api.digest === digest || pending?.digest === digest) return undefined;
  const contentType = fetched.headers['content-type'];
  const seen = {
    digest,
    finalUrl: fetched.finalUrl,
    seenAt: isoNow(context.world.clock),
    ...(contentType === undefined ? {} : { contentType }),
    ...(fetched.validators === undefined ? {} : { validators: fetched.validators }),
  };
  const isSame = pending !== undefined && (await sayTheSame(context, pending, fetched));
  const waiting = awaitSecondSight(pending, seen, isSame);
  if (waiting === undefined) return undefined;
  await context.world.store.documents.putDocument(digest, fetched.body);
  const detail = `another content than the published one (sha256:${digest.slice(0, 12)}…): it counts once it is seen twice`;
  return { outcome: 'unconfirmed', state: source.state, detail, source: { pending: waiting } };
}

/** Whether other bytes say the same in another order or layout. */
async function sayTheSame({ world }: VisitContext, pending: Pending, fetched: Fetched): Promise<boolean> {
  const body = await world.store.documents.getDocument(pending.digest);
  const before = body && (await contentOf(world, body, pending.finalUrl, pending.contentType));
  if (before === undefined) return false;
  return before === (await contentOf(world, fetched.body, fetched.finalUrl, fetched.headers['content-type']));
}

/** The digest of what a document says; nothing else is read for it. */
async function contentOf(
  { analyser }: CrawlWorld,
  body: Uint8Array,
  url: string,
  contentType: string | undefined,
): Promise<string | undefined> {
  const { contentDigest } = await analyser.analyse({
    body,
    url,
    ...(contentType === undefined ? {} : { contentType }),
    fetchReference: async (reference) => notFetched(reference),
    secondOpinion: false,
  });
  return contentDigest;
}

const notFetched = (url: string): Failed => ({
  outcome: 'failed',
  url,
  code: 'refused-address',
  detail: 'not asked for',
  timings: { totalMs: 0 },
});

/** Looks again at a document whose verdict hung on something else: other documents, or our own limits. */
export async function reconsiderDescription(
  context: VisitContext,
  source: Source,
  answer: Unchanged | Fetched,
): Promise<Finding> {
  const { world } = context;
  const api = source.apiId === undefined ? undefined : await world.store.apis.get(source.apiId);
  const state = source.contentState ?? source.state;
  const same: Finding = { outcome: 'unchanged', state, code: source.contentCode ?? state };
  const revision = api && (await world.store.apis.revision(api.id, api.revision));
  const body = revision && (await world.store.documents.getDocument(revision.digest));
  if (api === undefined || revision === undefined || body === undefined) return same;
  // The rules and the second opinion are for what changed.
  const analysis = await analyse(context, body, answer.finalUrl, revision.contentType, false);
  const sameWord = analysis.verdict === revision.verdict && isExcused(analysis) === (revision.excused === true);
  if (sameWord || analysis.verdict === 'unanalysable') return same;
  const { store } = world;
  await store.documents.putAnalysis(api.id, revision.digest, analysis);
  const { excused: _, ...before } = revision;
  const next: Revision = { ...before, ...factsOf(analysis) };
  const kind = kindOfRevision(wordOf(revision), wordOf(next));
  const between = { from: `${revision.number} ${revision.verdict}`, to: `${revision.number} ${analysis.verdict}` };
  const updated = apiOf(api, source, next, analysis, isoNow(world.clock));
  const event = eventOf(
    updated,
    kind,
    eventIdOf(api.id, kind, between.from, between.to),
    isoNow(world.clock),
    eventFacts(next),
    between,
  );
  // Nothing was published anew: only that it broke or was mended by what it refers to is news.
  const added = kind !== 'api.changed' && (await store.events.add(event));
  const moved = await assessRevision(context, { api: updated, revision: next, analysis, ...between });
  await syncEndpoints(world, updated, source.statusUrls);
  await store.apis.putRevision(next);
  await store.apis.put(updated);
  return {
    outcome: 'changed',
    state: updated.state,
    ...codeOf(analysis),
    ...detailOf(analysis),
    counts: { events: (added ? 1 : 0) + moved },
  };
}

const analyse = (
  { world, http }: VisitContext,
  body: Uint8Array,
  url: string,
  contentType: string | undefined,
  isNew: boolean,
): Promise<Analyzed> =>
  world.analyser.analyse({
    body,
    url,
    ...(contentType === undefined ? {} : { contentType }),
    fetchReference: (reference) => http.request({ url: reference, purpose: 'reference' }),
    secondOpinion: isNew && world.config.secondOpinionMs > 0,
    ...(isNew ? { compliance: {} } : {}),
  });

const codeOf = ({ verdict, problems }: Analysis): { code?: string } =>
  verdict === 'valid' ? {} : { code: problems.find(({ severity }) => severity === 'error')?.code ?? verdict };

const detailOf = ({ problems, problemCount }: Analysis): { detail?: string } => {
  const worst = problems.find(({ severity }) => severity === 'error');
  if (worst === undefined) return {};
  const place = worst.line === undefined ? '' : `line ${worst.line}: `;
  return { detail: `${place}${worst.message}${problemCount > 1 ? ` (and ${problemCount - 1} more)` : ''}` };
};

type Owner = { readonly apiId: string; readonly api: Api | undefined; readonly alternate: boolean };

/**
 * Whose revision this is. A source keeps its API. A new one is the other form of an API under the same anchor with the
 * same content, or the new address of an API that bears the same `info.x-api-id` and is gone from its old one.
 */
async function ownerOf({ store }: CrawlWorld, source: Source, { contentDigest, metadata }: Analysis): Promise<Owner> {
  if (source.apiId !== undefined) {
    const api = await store.apis.get(source.apiId);
    if (source.alternate !== true || api === undefined) return { apiId: source.apiId, api, alternate: false };
    return (await isGone(store, api, source)) ? takeOver(api, source) : { apiId: api.id, api, alternate: true };
  }
  if (contentDigest !== undefined) {
    const holders = await store.apis.contentHolders(source.publisherId, contentDigest);
    const twin = holders.find(
      ({ sourceId, anchors }) => sourceId !== source.id && anchors.some((anchor) => source.anchors?.includes(anchor)),
    );
    const api = twin && (await store.apis.get(twin.apiId));
    if (api !== undefined && (await isGone(store, api, source))) return takeOver(api, source);
    if (api !== undefined) {
      if (!api.alternates.includes(source.url) && api.alternates.length < mostAlternates) {
        await store.apis.put({ ...api, alternates: [...api.alternates, source.url].sort() });
      }
      return { apiId: api.id, api, alternate: true };
    }
  }
  const named = metadata?.apiId === undefined ? undefined : await store.apis.named(source.publisherId, metadata.apiId);
  const moved = named === undefined ? undefined : await store.apis.get(named);
  if (moved !== undefined && (await isGone(store, moved, source))) return takeOver(moved, source);
  const apiId = apiIdOf(source.publisherId, source.url);
  return { apiId, api: await store.apis.get(apiId), alternate: false };
}

/** The API lives at this source from now on: the same id and history, its address one more alias. */
const takeOver = (api: Api, source: Source): Owner => ({
  apiId: api.id,
  api: {
    ...api,
    aliases: withAliases(api.aliases, [source.url], api.url),
    alternates: api.alternates.filter((url) => url !== source.url),
  },
  alternate: false,
});

async function isGone(store: CrawlWorld['store'], api: Api, source: Source): Promise<boolean> {
  if (api.sourceId === source.id) return true;
  const old = await store.sources.get(api.sourceId);
  return (
    old === undefined ||
    old.missingSince !== undefined ||
    old.state === 'withdrawn' ||
    old.code === 'http-404' ||
    old.code === 'http-410'
  );
}

const factsOf = (
  analysis: Analysis,
): Omit<Revision, 'apiId' | 'number' | 'digest' | 'size' | 'contentType' | 'url' | 'fetchedAt'> => ({
  verdict: analysis.verdict,
  problems: analysis.problems.slice(0, keptProblems),
  problemCount: analysis.problemCount,
  references: analysis.references,
  engine: analysis.engine,
  ...(isExcused(analysis) ? { excused: true } : {}),
  ...(analysis.contentDigest === undefined ? {} : { contentDigest: analysis.contentDigest }),
  ...(analysis.specification === undefined ? {} : { specification: analysis.specification }),
  ...(analysis.metadata === undefined ? {} : { title: analysis.metadata.title, version: analysis.metadata.version }),
  ...(analysis.secondOpinion === undefined ? {} : { secondOpinion: analysis.secondOpinion }),
});

/** A verdict that may be blamed on the description alone, and how it counts as news. */
const wordOf = (known: { readonly verdict: Verdict; readonly excused?: boolean } | undefined): Verdict | undefined =>
  known?.excused === true ? 'unanalysable' : known?.verdict;

const revisionOf = (
  apiId: string,
  digest: string,
  fetched: Fetched,
  analysis: Analysis,
): Omit<Revision, 'number' | 'fetchedAt'> => ({
  apiId,
  digest,
  size: fetched.body.byteLength,
  contentType: fetched.headers['content-type'] ?? 'application/octet-stream',
  url: fetched.finalUrl,
  ...factsOf(analysis),
});

type Counts = { readonly revisions: number; readonly events: number };

/** What was found of a revision's document. `judged`: by the rules, where they were asked. */
type Found = { readonly analysis: Analysis; readonly judged?: { readonly report?: Report } };

async function addRevision(
  context: VisitContext,
  source: Source,
  api: Api | undefined,
  content: Omit<Revision, 'number' | 'fetchedAt'>,
  found: Found,
): Promise<Counts> {
  const { store, clock } = context.world;
  // The API row already shows this content: an earlier run stopped just before the source's row.
  if (api?.digest === content.digest && api.sourceId === source.id) return { revisions: 0, events: 0 };
  // The same bytes at a new address are no new revision.
  if (api?.digest === content.digest && api.withdrawnAt === undefined) {
    await store.apis.put({ ...api, sourceId: source.id });
    return { revisions: 0, events: 0 };
  }
  const next: Revision = { ...content, number: (api?.revision ?? 0) + 1, fetchedAt: isoNow(clock) };
  await store.documents.putAnalysis(next.apiId, next.digest, found.analysis);
  const comparison = await compareRevision(context.world, api, next);
  const revision: Revision = comparison === undefined ? next : { ...next, comparison };
  if (await store.apis.addRevision(revision)) {
    const { events } = await announce(context, source, api, revision, found);
    return { revisions: 1, events };
  }
  const earlier = await store.apis.revision(revision.apiId, revision.number);
  if (earlier === undefined || earlier.digest === content.digest) {
    return { revisions: 0, events: (await announce(context, source, api, earlier ?? revision, found)).events };
  }
  // Another content was stored under this number and its run stopped: finish that one first.
  const analysis = (await store.documents.getAnalysis(earlier.apiId, earlier.digest)) ?? found.analysis;
  const done = await announce(context, source, api, earlier, { analysis });
  const after = await addRevision(context, source, done.api, content, found);
  return { revisions: after.revisions, events: done.events + after.events };
}

const eventFacts = (revision: Revision): { readonly [name: string]: string | number } => ({
  revision: revision.number,
  digest: revision.digest,
  verdict: revision.verdict,
  problems: revision.problemCount,
});

async function announce(
  context: VisitContext,
  source: Source,
  api: Api | undefined,
  revision: Revision,
  { analysis, judged }: Found,
): Promise<{ readonly api: Api; readonly events: number }> {
  const { world } = context;
  const { store } = world;
  const next = apiOf(api ?? (await newApi(world, source, revision)), source, revision, analysis, revision.fetchedAt);
  const between = { from: String(revision.number - 1), to: String(revision.number) };
  const added = await tellRevision(world, api, next, revision, between);
  const moved = await assessRevision(context, {
    api: next,
    revision,
    analysis,
    ...(judged === undefined ? {} : { judged }),
    ...between,
  });
  await syncEndpoints(world, next, source.statusUrls);
  await moveContent(world, source, api, next);
  if (next.metadata?.apiId !== undefined) await store.apis.addNamed(next.publisherId, next.metadata.apiId, next.id);
  await store.apis.put(next);
  return { api: next, events: (added ? 1 : 0) + moved };
}

/** True when an event was told. A change of wording alone is none. */
async function tellRevision(
  { store, clock }: CrawlWorld,
  before: Api | undefined,
  api: Api,
  revision: Revision,
  between: { readonly from: string; readonly to: string },
): Promise<boolean> {
  // Back after a withdrawal, with other content: it is published again.
  const returned = before?.withdrawnAt;
  const kind = returned === undefined ? kindOfRevision(wordOf(before), wordOf(revision)) : 'api.published';
  const { comparison } = revision;
  if (kind === 'api.changed' && comparison !== undefined && !isNews(comparison.counts)) return false;
  const whole = await comparisonOf(store, revision);
  const facts = {
    ...eventFacts(revision),
    ...(returned === undefined ? {} : { returned }),
    ...(comparison === undefined ? {} : { base: comparison.base }),
    ...(comparison?.baseVersion === undefined ? {} : { base_version: comparison.baseVersion }),
    ...(before !== undefined && whole === undefined ? { comparison: 'unavailable' } : {}),
  };
  const id = eventIdOf(api.id, kind, between.from, between.to);
  const event = eventOf(api, kind, id, isoNow(clock), facts, between);
  return store.events.add({ ...event, ...newsOf(kind, whole) });
}

/** A description that broke is at least a warning, whatever else changed in it; so is a change that nobody knows. */
function newsOf(kind: EventKind, whole: Comparison | undefined): Partial<CatalogueEvent> {
  const news: Partial<CatalogueEvent> = whole === undefined ? {} : tellComparison(whole);
  const warns = kind === 'api.invalid' || (kind === 'api.changed' && whole === undefined);
  return warns && news.level !== 'breaking' ? { ...news, level: 'warning' } : news;
}

/** Says under the content's digest that this API has it now, and under the old one that it no longer has. */
async function moveContent({ store }: CrawlWorld, source: Source, before: Api | undefined, after: Api): Promise<void> {
  if (after.contentDigest !== undefined) {
    await store.apis.putContentHolder(after.publisherId, after.contentDigest, {
      apiId: after.id,
      sourceId: source.id,
      anchors: source.anchors ?? [],
    });
  }
  if (before?.contentDigest !== undefined && before.contentDigest !== after.contentDigest) {
    await store.apis.deleteContentHolder(before.publisherId, before.contentDigest, before.id);
  }
}

async function newApi({ store }: CrawlWorld, source: Source, revision: Revision): Promise<Api> {
  const publisher = await store.publishers.get(source.publisherId);
  return {
    id: revision.apiId,
    publisherId: source.publisherId,
    publisherName: publisher?.name ?? source.publisherId,
    sourceId: source.id,
    url: source.url,
    aliases: [],
    owned: isOwned(source.url, publisher?.domains ?? []),
    state: 'pending',
    stateSince: revision.fetchedAt,
    publishedAt: revision.fetchedAt,
    changedAt: revision.fetchedAt,
    revision: 0,
    digest: '',
    verdict: revision.verdict,
    problemCount: 0,
    alternates: [],
  };
}

/** The API's row as of a revision. What is shown of it stays that of the last valid revision, once there is one. */
function apiOf(api: Api, source: Source, revision: Revision, analysis: Analysis, at: string): Api {
  const { code: _c, contentDigest: _d, specification: _s, withdrawnAt: _w, excused: _e, ...known } = api;
  const state = stateOfVerdict[revision.verdict];
  const shows = revision.verdict === 'valid' || api.validRevision === undefined;
  const { metadata } = analysis;
  return {
    ...known,
    sourceId: source.id,
    state,
    stateSince: api.state === state ? api.stateSince : at,
    ...codeOf({ ...analysis, verdict: revision.verdict, problems: revision.problems }),
    changedAt: at,
    revision: revision.number,
    digest: revision.digest,
    verdict: revision.verdict,
    problemCount: revision.problemCount,
    ...(revision.excused === true ? { excused: true } : {}),
    ...(revision.contentDigest === undefined ? {} : { contentDigest: revision.contentDigest }),
    ...(revision.specification === undefined ? {} : { specification: revision.specification }),
    ...(revision.verdict === 'valid' ? { validRevision: revision.number, validAt: at } : {}),
    ...(shows && metadata !== undefined ? { metadata } : {}),
  };
}
