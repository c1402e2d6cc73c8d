/**
 * One visit of one source: ask, tell apart what came back, store what is new, and write the source's row last. A run that
 * stops anywhere before that visits again and reaches the same rows.
 */
import { waitAfterAnswer, waitAfterFailure } from '../domain/catalogue/cadence.ts';
import { siblingOf } from '../domain/catalogue/discovery-candidates.ts';
import type { Pending } from '../domain/catalogue/pending.ts';
import type { Source, SourceState, Visit } from '../domain/catalogue/source.ts';
import { logVisit, withListings } from '../domain/catalogue/source.ts';
import { readHeaderEnding } from '../domain/changes/lifecycle.ts';
import { isCatalogue, sniffBody } from '../domain/description/sniff-body.ts';
import { sha256 } from '../domain/digest.ts';
import type { FailureClass } from '../domain/fetching/fetch-codes.ts';
import { describeFetchCode } from '../domain/fetching/fetch-codes.ts';
import type { Failed, Fetched, Unchanged } from '../domain/fetching/fetch-outcome.ts';
import { looksLikeFirewall } from '../domain/fetching/firewall.ts';
import { admitSources } from './admit-sources.ts';
import { discoverHost } from './discover-host.ts';
import { type Finding, findingOfFailure, type VisitContext, type VisitCounts } from './finding.ts';
import { linkedSources } from './follow-links.ts';
import { type HeaderWord, mirrorState } from './mirror-state.ts';
import type { PoliteOutcome } from './polite-http.ts';
import { publishDescription, reconsiderDescription } from './publish-description.ts';
import { readListing } from './read-listing.ts';
import { relist } from './relist.ts';
import { syncEndpoints } from './sync-endpoints.ts';
import type { CrawlWorld } from './world.ts';
import { isoNow } from './world.ts';

const accept =
  'application/linkset+json, application/vnd.oai.openapi+json, application/vnd.oai.openapi, application/openapi+json, application/openapi+yaml, application/json;q=0.9, application/yaml;q=0.9, */*;q=0.5';

export async function visitSource(context: VisitContext, source: Source): Promise<VisitCounts> {
  const { world, http } = context;
  const startedAt = isoNow(world.clock);
  if (source.kind === 'host') {
    return conclude(context, source, startedAt, undefined, await discoverHost(context, source));
  }
  const url = source.finalUrl !== undefined && isMoved(source) ? source.finalUrl : source.url;
  // Registered by its owner is the URL itself, not where it leads.
  const refused = source.registered && url === source.url ? undefined : await robotsRefusal(context, url);
  if (refused !== undefined) return conclude(context, source, startedAt, undefined, refused);
  const seen = await seenOnce(world, source);
  const validators = seen === undefined ? source.validators : seen.validators;
  const outcome = await http.request({
    url,
    purpose: source.kind === 'openapi' ? 'description' : 'catalogue',
    accept,
    ...(validators === undefined ? {} : { validators }),
  });
  return conclude(context, source, startedAt, outcome, await findingOf(context, source, outcome, seen));
}

/** What is pending with its bytes: it is what is asked for then. */
async function seenOnce({ store }: CrawlWorld, { pending }: Source): Promise<SeenOnce | undefined> {
  const body = pending && (await store.documents.getDocument(pending.digest));
  return body && { ...pending, body };
}
type SeenOnce = Pending & { readonly body: Uint8Array };

/** Still what was seen once: as if it were sent again. */
function sentAgain({ body, finalUrl, contentType, validators }: SeenOnce, answer: Unchanged): Fetched {
  const headers = { ...answer.headers, ...(contentType === undefined ? {} : { 'content-type': contentType }) };
  return {
    ...answer,
    outcome: 'fetched',
    headers,
    finalUrl,
    body,
    ...(validators === undefined ? {} : { validators }),
  };
}

/** A permanent redirect is followed at once at later visits; when the new place fails the old one is asked again. */
const isMoved = (source: Source): boolean =>
  source.failures === 0 && (source.aliases?.includes(source.finalUrl ?? '') ?? false);

async function robotsRefusal({ askRobots }: VisitContext, url: string): Promise<Finding | undefined> {
  const word = await askRobots(url);
  if (word === 'allowed') return undefined;
  const code = word === 'disallowed' ? 'robots-disallowed' : 'robots-unavailable';
  return { outcome: 'not-tried', state: 'unreachable', code, detail: describeFetchCode(code).words.en };
}

async function findingOf(
  context: VisitContext,
  source: Source,
  outcome: PoliteOutcome,
  seen: SeenOnce | undefined,
): Promise<Finding> {
  if (outcome.outcome === 'failed') return findingOfFailure(source, outcome, outcome.notTried === true);
  if (outcome.outcome === 'unchanged') {
    if (seen === undefined) return unchanged(context, source, outcome);
    return findingOfBody(context, source, sentAgain(seen, outcome), seen.digest);
  }
  const digest = sha256(outcome.body);
  if (digest === source.digest && source.contentState !== undefined) {
    const found = await unchanged(context, source, outcome);
    return { ...found, source: { ...found.source, ...validatorsOf(outcome) }, counts: { ...found.counts, bodies: 1 } };
  }
  const found = await findingOfBody(context, source, outcome, digest);
  return { ...found, counts: { ...found.counts, bodies: 1 } };
}

const validatorsOf = ({ validators }: Fetched): Partial<Source> => (validators === undefined ? {} : { validators });

/** What we hold is what is published. A verdict that hung on other documents is looked at again. */
async function unchanged(context: VisitContext, source: Source, answer: Unchanged | Fetched): Promise<Finding> {
  const state = source.contentState ?? source.state;
  if (
    source.apiId !== undefined &&
    source.alternate !== true &&
    (state === 'unresolvable-ref' || state === 'unanalysable')
  ) {
    return reconsiderDescription(context, source, answer);
  }
  if (source.endpointsStale === true) await followStatusLinks(context.world, source);
  return { outcome: 'unchanged', state, ...(state === 'ok' ? {} : { code: source.contentCode ?? state }) };
}

async function followStatusLinks(world: CrawlWorld, source: Source): Promise<void> {
  const api = source.apiId === undefined ? undefined : await world.store.apis.get(source.apiId);
  if (api !== undefined) await syncEndpoints(world, api, source.statusUrls);
}

async function findingOfBody(
  context: VisitContext,
  source: Source,
  fetched: Fetched,
  digest: string,
): Promise<Finding> {
  const { body, headers, status } = fetched;
  const sort = sniffBody(body, headers['content-type']);
  if (sort === 'description') {
    return publishDescription(context, source, fetched, digest);
  }
  if (source.apiId === undefined && isCatalogue(sort)) {
    return readListing(context, source, fetched, digest);
  }
  const firewall = looksLikeFirewall({ status, headers, bodyStart: body.subarray(0, 4096) });
  if (firewall.blocked) {
    return {
      outcome: 'failed',
      state: 'blocked',
      code: 'blocked',
      detail: `a firewall's page instead of an answer (${firewall.signature})`,
    };
  }
  if (source.kind === 'unknown') {
    const linked = await followEntry(context, source, fetched, digest);
    if (linked !== undefined) return linked;
  }
  const soft = await answersEverything(context, source, sort);
  if (source.apiId === undefined && source.kind !== 'openapi') {
    const finding = await readListing(context, source, fetched, digest);
    const diagnostics = [
      ...(finding.source?.diagnostics ?? []),
      ...(soft ? [{ code: 'CATALOG_SOFT_404', count: 1 }] : []),
    ];
    return { ...finding, source: { ...finding.source, diagnostics } };
  }
  const detail = `the answer is ${sort}, not an API description${soft ? '; this host answers any address with a page' : ''}`;
  return { outcome: 'failed', state: 'not-a-description', code: 'not-a-description', detail };
}

/** A catalogue's entry that is no description may link one (RFC 8631); followed once. */
async function followEntry(
  { world }: VisitContext,
  source: Source,
  fetched: Fetched,
  digest: string,
): Promise<Finding | undefined> {
  const linked = linkedSources(world, source, fetched);
  if (linked.length === 0) return undefined;
  const known = await world.store.sources.ofPublisher(source.publisherId);
  const { children, limits, complete } = admitSources(source, linked, known);
  await relist(world, source.id, children, known, complete);
  return {
    outcome: 'changed',
    state: 'ok',
    source: { listed: children.length, digest, diagnostics: limits, ...validatorsOf(fetched) },
  };
}

/** The negative control for a page where something else was expected: does a name nobody publishes get one too? */
async function answersEverything({ http, askRobots }: VisitContext, source: Source, sort: string): Promise<boolean> {
  const sibling = sort === 'html' ? siblingOf(source.url, source.id) : undefined;
  if (sibling === undefined || (await askRobots(sibling)) !== 'allowed') return false;
  const outcome = await http.request({ url: sibling, purpose: 'discovery', maxBodyBytes: 65_536, cutBody: true });
  return outcome.outcome === 'fetched' && sniffBody(outcome.body, outcome.headers['content-type']) === 'html';
}

/** How soon what is not a failed fetch may pass. */
const classOfState: { readonly [state in SourceState]?: FailureClass } = {
  'not-a-description': 'permanent',
  'too-large': 'permanent',
};
function classOf({ state, code, ours }: Finding, failure: Failed | undefined): FailureClass {
  if (ours === true) return 'ours';
  if (failure !== undefined) return describeFetchCode(failure.code).class;
  return code === 'robots-disallowed' ? 'permanent' : (classOfState[state] ?? 'transient');
}

/** When to come again: what the finding says, and how the source behaved before. */
function nextVisit(
  source: Source,
  finding: Finding,
  failure: Failed | undefined,
  now: number,
  confirmAfterMs: number,
): { failures: number; nextAt: string } {
  const seed = `${source.id}#${now}`;
  if (finding.outcome === 'unconfirmed')
    return { failures: source.failures, nextAt: new Date(now + confirmAfterMs).toISOString() };
  if (finding.outcome === 'changed' || finding.outcome === 'unchanged') {
    const changedAt = finding.outcome === 'changed' ? now : Date.parse(source.changedAt ?? source.firstSeenAt);
    return { failures: 0, nextAt: new Date(now + waitAfterAnswer(now - changedAt, seed)).toISOString() };
  }
  const kind = classOf(finding, failure);
  const failures = kind === 'ours' ? source.failures : source.failures + 1;
  const wait = waitAfterFailure(Math.max(failures, 1), kind, (failure?.retryAfterSeconds ?? 0) * 1000, seed);
  return { failures, nextAt: new Date(now + wait).toISOString() };
}

async function conclude(
  { world, unconfirmed, excuse }: VisitContext,
  source: Source,
  at: string,
  answer: PoliteOutcome | undefined,
  found: Finding,
): Promise<VisitCounts> {
  const finding = await excuse(source, at, found);
  const now = world.clock.now();
  const { code: knownCode, contentCode: knownContentCode, endpointsStale: _, pending, ...kept } = source;
  const known = answer?.outcome === 'fetched' && isContent(finding) ? withoutValidators(kept) : kept;
  const code = finding.ours === true || finding.outcome === 'unconfirmed' ? knownCode : finding.code;
  const failure = answer?.outcome === 'failed' ? answer : undefined;
  const answered = finding.outcome === 'changed' || finding.outcome === 'unchanged';
  const moved = movesOf(answer);
  const next: Source = {
    ...known,
    ...(answered ? {} : optional('pending', pending)),
    ...finding.source,
    ...(code === undefined ? {} : { code }),
    ...(answered ? { verifiedAt: at, contentState: finding.state } : {}),
    ...(answered ? optional('contentCode', code) : optional('contentCode', knownContentCode)),
    ...(answered ? {} : optional('endpointsStale', source.endpointsStale)),
    ...(finding.outcome === 'changed' ? { changedAt: at } : {}),
    ...(answered && answer !== undefined && 'finalUrl' in answer && answer.finalUrl !== undefined
      ? { finalUrl: answer.finalUrl }
      : {}),
    ...(moved.length === 0 ? {} : { aliases: [...new Set([...(source.aliases ?? []), ...moved])].slice(-10) }),
    state: finding.state,
    stateSince: finding.state === source.state ? source.stateSince : at,
    visitedAt: at,
    visits: logVisit(source.visits, visitOf(source, at, now, answer, finding)),
    ...nextVisit(source, finding, failure, now, world.config.confirmAfterS * 1000),
  };
  const mirrored = await mirrorState(world, next, moved, headerEnding(answer, finding));
  await world.store.sources.save(source, (current) =>
    keepListings({ ...next, version: current.version }, current, source),
  );
  if (finding.outcome === 'unconfirmed') unconfirmed.add(source.id);
  const { revisions = 0, events = 0, bodies = 0 } = finding.counts ?? {};
  return { revisions, events: events + mirrored, bodies };
}

/** What the headers say of the API's end, where they speak of what is published. */
function headerEnding(answer: PoliteOutcome | undefined, finding: Finding): HeaderWord | undefined {
  if (answer === undefined || answer.outcome === 'failed' || !isContent(finding)) return undefined;
  const ending = readHeaderEnding(answer.headers);
  return answer.outcome === 'unchanged' && ending === undefined ? undefined : { ending };
}

const isContent = ({ outcome }: Finding): boolean => outcome === 'changed' || outcome === 'unchanged';

/** A body that was taken replaces the validators of the one before, also by none. */
const withoutValidators = <T extends { readonly validators?: unknown }>({
  validators: _,
  ...rest
}: T): Omit<T, 'validators'> => rest;

/** What the visit found, with what the listers say by now. What they changed meanwhile is due at once, as they asked. */
function keepListings(visited: Source, current: Source, read: Source): Source {
  const { missingSince: _, ...rest } = withListings(visited, current.listings);
  return {
    ...rest,
    ...(current.missingSince === undefined ? {} : { missingSince: current.missingSince }),
    ...(current.version === read.version ? {} : optional('endpointsStale', current.endpointsStale)),
    ...(current.version !== read.version && current.nextAt < rest.nextAt && rest.pending === undefined
      ? { nextAt: current.nextAt }
      : {}),
  };
}

const optional = <K extends string, V>(name: K, value: V | undefined): { [name in K]?: V } =>
  (value === undefined ? {} : { [name]: value }) as { [name in K]?: V };

/** Where permanent redirects say it lives now. */
function movesOf(answer: PoliteOutcome | undefined): readonly string[] {
  if (answer === undefined || answer.outcome === 'failed' || answer.redirects.length === 0) return [];
  return answer.redirects.every(({ status }) => status === 301 || status === 308) ? [answer.finalUrl] : [];
}

function visitOf(source: Source, at: string, now: number, answer: PoliteOutcome | undefined, finding: Finding): Visit {
  return {
    at,
    url: answer?.finalUrl ?? source.url,
    outcome: finding.outcome,
    state: finding.state,
    ms: now - Date.parse(at),
    ...(finding.code === undefined ? {} : { code: finding.code }),
    ...(finding.detail === undefined ? {} : { detail: finding.detail.slice(0, 300) }),
    ...(answer?.status === undefined ? {} : { status: answer.status }),
    ...(answer?.outcome === 'fetched' ? { bytes: answer.body.byteLength } : {}),
  };
}
