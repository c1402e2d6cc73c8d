/** Our records as the JSON of `/v1` (snake_case, dates RFC 3339 in UTC). Additive changes only. */
import type { Api, CatalogueEvent, Revision, RevisionComparison } from '../domain/catalogue/api.ts';
import type { ApiDossier, ApiRecord, PublisherRecord, Status } from '../domain/catalogue/dossier.ts';
import { levelOfEvent } from '../domain/catalogue/event-level.ts';
import { apisOf } from '../domain/catalogue/event-scope.ts';
import type { Pending } from '../domain/catalogue/pending.ts';
import type { Source } from '../domain/catalogue/source.ts';
import type { Totals } from '../domain/catalogue/totals.ts';
import { levelOf } from '../domain/changes/change.ts';
import { type Compliance, gateVerdictOf } from '../domain/compliance/compliance.ts';
import type { Problem } from '../domain/description/analysis.ts';
import { changeJson } from './compare-json.ts';
import { noteTexts } from './compare-words.ts';
import { describeEvent } from './event-text.ts';
import { explainCode, explained } from './explain-code.ts';
import { endpointJson, incidentJson } from './monitoring-json.ts';

type Json = { readonly [name: string]: unknown };

const totalsJson = ({
  computedAt,
  publishers,
  sources,
  sourceStates,
  apis,
  states,
  verdicts,
  endpoints,
}: Totals): Json => ({
  computed_at: computedAt,
  publishers,
  sources,
  sources_by_state: sourceStates,
  apis,
  apis_by_state: states,
  apis_by_verdict: verdicts,
  endpoints_by_verdict: endpoints,
});

export const publisherJson = ({ publisher, totals }: PublisherRecord): Json => ({
  id: publisher.id,
  name: publisher.name,
  homepage: publisher.homepage ?? null,
  domains: publisher.domains,
  categories: publisher.categories ?? [],
  region: publisher.region ?? null,
  totals: totals === undefined ? null : totalsJson(totals),
});

/** A content seen once, while another is the published one. */
const unconfirmedJson = ({ digest, seenAt, since, contents }: Pending): Json => ({
  digest: `sha256:${digest}`,
  seen_at: seenAt,
  since,
  contents,
});

/** A source with its crawl log: each visit, what was tried, what was found. */
export const sourceJson = (source: Source): Json => ({
  id: source.id,
  url: source.url,
  kind: source.kind,
  state: source.state,
  state_since: source.stateSince,
  reason: explained(source.code),
  first_seen_at: source.firstSeenAt,
  visited_at: source.visitedAt ?? null,
  verified_at: source.verifiedAt ?? null,
  changed_at: source.changedAt ?? null,
  next_visit_at: source.state === 'withdrawn' ? null : source.nextAt,
  unconfirmed: source.pending === undefined ? null : unconfirmedJson(source.pending),
  missing_since: source.missingSince ?? null,
  api: source.apiId ?? null,
  listed: source.listed ?? null,
  corrected:
    source.kind === 'api-catalog' && (source.diagnostics?.length ?? 0) > 0
      ? `/v1/sources/${source.id}/corrected-catalogue`
      : null,
  diagnostics: (source.diagnostics ?? []).map(({ code, count, pointer, sample }) => ({
    ...explained(code),
    count,
    pointer: pointer ?? null,
    sample: sample ?? null,
  })),
  visits: source.visits.map(({ at, url, outcome, state, code, detail, status, bytes, ms }) => ({
    at,
    url,
    outcome,
    state,
    reason: explained(code),
    detail: detail ?? null,
    status: status ?? null,
    bytes: bytes ?? null,
    ms: ms ?? null,
  })),
});

const complianceJson = (compliance: Compliance): Json => ({
  score: compliance.score,
  grade: compliance.grade ?? 'none',
  publishable: gateVerdictOf(compliance),
  errors: compliance.errors,
  ruleset: compliance.ruleset,
  assessed_at: compliance.assessedAt,
  revision: compliance.revision,
  report: `/v1/apis/${compliance.apiId}/report`,
});

export const apiJson = ({ api, source, compliance }: ApiRecord): Json => ({
  id: api.id,
  title: api.metadata?.title ?? null,
  version: api.metadata?.version ?? null,
  publisher: { id: api.publisherId, name: api.publisherName },
  url: api.url,
  owned: api.owned,
  state: api.state,
  state_since: api.stateSince,
  reason: explained(api.code),
  openapi: api.specification ?? null,
  verdict: api.verdict,
  problems: api.problemCount,
  revision: api.revision,
  published_at: api.publishedAt,
  changed_at: api.changedAt,
  verified_at: source?.verifiedAt ?? null,
  last_valid: lastValid(api),
  deprecation: deprecationJson(api),
  sunset: sunsetJson(api),
  compliance: compliance === undefined ? null : complianceJson(compliance),
});

/** `no`: a description that says nothing of it. `at` is the day it is deprecated from, where one is given. */
const deprecationJson = ({ lifecycle, metadata }: Api): Json => {
  const told = lifecycle?.deprecated;
  if (told === undefined) return { deprecated: metadata === undefined ? 'unknown' : 'no', at: null, told_by: null };
  return { deprecated: 'yes', at: told.on ?? null, told_by: { source: told.source, seen_at: told.seenAt } };
};

const sunsetJson = ({ lifecycle }: Api): Json | null => {
  const told = lifecycle?.sunset;
  if (told === undefined) return null;
  return { date: told.on, of: told.of, told_by: { source: told.source, seen_at: told.seenAt } };
};

const lastValid = ({ validRevision, validAt }: Api): Json | null =>
  validRevision === undefined ? null : { revision: validRevision, at: validAt };

/** `slotMs`: how often endpoints are looked at that do not ask for another pace. */
export const apiDossierJson = (dossier: ApiDossier, slotMs: number): Json => {
  const { api, source, endpoints, incidents, twins, revisions } = dossier;
  const { metadata } = api;
  return {
    ...apiJson(dossier),
    summary: metadata?.summary ?? null,
    description: metadata?.description ?? null,
    contact: metadata?.contact ?? null,
    tags: metadata?.tags ?? [],
    servers:
      metadata?.servers.map(({ url, description, sandbox }) => ({ url, description: description ?? null, sandbox })) ??
      [],
    x_api_id: metadata?.apiId ?? null,
    lifecycle: metadata?.lifecycle ?? null,
    operations: metadata?.operations ?? null,
    schemas: metadata?.schemas ?? null,
    aliases: api.aliases,
    alternates: api.alternates,
    twins,
    withdrawn_at: api.withdrawnAt ?? null,
    endpoints: endpoints.map(({ endpoint, today }) => endpointJson(endpoint, today, slotMs)),
    incidents: incidents.map(incidentJson),
    latest_revisions: revisions.map(revisionJson),
    source: source === undefined ? null : sourceJson(source),
  };
};

const problemJson = ({ code, severity, message, pointer, line, column, document }: Problem): Json => ({
  code,
  severity,
  message,
  words: explainCode(code).words,
  pointer,
  line: line ?? null,
  column: column ?? null,
  document: document ?? null,
  fix: explainCode(code).fix,
});

const revisionChangesJson = ({ base, counts, engine }: RevisionComparison): Json => ({
  since_revision: base,
  level: levelOf(counts) ?? 'none',
  counts,
  engine,
});

export const revisionJson = (revision: Revision): Json => ({
  api: revision.apiId,
  number: revision.number,
  fetched_at: revision.fetchedAt,
  url: revision.url,
  digest: `sha256:${revision.digest}`,
  size: revision.size,
  content_type: revision.contentType,
  openapi: revision.specification ?? null,
  title: revision.title ?? null,
  version: revision.version ?? null,
  verdict: revision.verdict,
  problem_count: revision.problemCount,
  problems: revision.problems.map(problemJson),
  references: revision.references,
  second_opinion: revision.secondOpinion ?? null,
  engine: revision.engine,
  changes: revision.comparison === undefined ? null : revisionChangesJson(revision.comparison),
  document: `/v1/apis/${revision.apiId}/revisions/${revision.number}/document`,
});

/** Of an event in a list; `counts` and `operation_count` are of all, and the comparison of its revisions lists them. */
const [mostChanges, mostOperations] = [20, 10];

export const eventJson = (event: CatalogueEvent): Json => {
  const { title, summary } = describeEvent(event);
  return {
    id: event.id,
    kind: event.kind,
    at: event.at,
    api: event.apiId ?? null,
    apis: apisOf(event),
    publisher: event.publisherId === undefined ? null : { id: event.publisherId, name: event.publisherName },
    title,
    summary,
    from: event.from ?? null,
    to: event.to ?? null,
    facts: event.facts,
    level: levelOfEvent(event),
    counts: event.counts ?? null,
    notes: (event.notes ?? []).map((id) => ({ id, message: noteTexts[id] })),
    changes: (event.changes ?? [])
      .slice(0, mostChanges)
      .map((change) => changeJson(change, { tell: (words) => words, mostOperations })),
    engine: event.engine ?? null,
  };
};

export const statusJson = ({ now, totals, openIncidents, runs }: Status, version: string): Json => ({
  title: 'OK',
  status: 200,
  detail: 'This service answers; what it knows and what ran last is beside.',
  service: 'vedetta',
  version,
  now,
  totals: totals === undefined ? null : totalsJson(totals),
  open_incidents: openIncidents.length,
  runs: runs.map(({ task, shard, startedAt, finishedAt, running, result }) => ({
    task,
    shard,
    running,
    started_at: startedAt,
    finished_at: finishedAt ?? null,
    result: result ?? null,
  })),
});
