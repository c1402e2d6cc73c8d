/** A catalogue in which every field of every record is somewhere set and somewhere not. */
import { type Api, type CatalogueEvent, eventKinds } from '../../../shared/domain/catalogue/api.ts';
import { type Source, sourceStates } from '../../../shared/domain/catalogue/source.ts';
import { totalsOf } from '../../../shared/domain/catalogue/totals.ts';
import type { Comparison } from '../../../shared/domain/changes/change.ts';
import { comparisonEngine } from '../../../shared/domain/changes/engine.ts';
import { countsOf } from '../../../shared/domain/changes/tell-comparison.ts';
import type { Compliance } from '../../../shared/domain/compliance/compliance.ts';
import { complianceOf } from '../../../shared/domain/compliance/compliance-of.ts';
import { examineCompliance } from '../../../shared/domain/compliance/examine.ts';
import { grades } from '../../../shared/domain/compliance/grade.ts';
import { extendHistory, statisticsOf, type Tally, tallyOf } from '../../../shared/domain/compliance/statistics.ts';
import { sha256 } from '../../../shared/domain/digest.ts';
import { extendTrend } from '../../../shared/domain/figures/trend.ts';
import { dayMs, type Figures, timeOf } from '../../../shared/domain/uptime/availability.ts';
import type { DayUnderWay } from '../../../shared/domain/uptime/day-under-way.ts';
import type { Endpoint } from '../../../shared/domain/uptime/endpoint.ts';
import { announcementOf } from '../../../shared/domain/uptime/maintenance.ts';
import { packHours } from '../../../shared/domain/uptime/packed-hours.ts';
import { levelsOfMonth } from '../../../shared/domain/uptime/service-levels.ts';
import { bucketOfEndpoint } from '../../../shared/store/endpoints.ts';
import type { Store } from '../../../shared/store/store.ts';
import { sampleQuarter, sampleSnapshot, sampleUnderWay } from '../../fixtures/sample-figures.ts';
import {
  morning,
  sampleApi,
  sampleCompliance,
  sampleEndpoint,
  sampleEvent,
  sampleIncident,
  sampleMetadata,
  samplePublisher,
  sampleRevision,
  sampleSource,
  unassessable,
} from '../../fixtures/sample-records.ts';

export type Seeded = {
  /** The API of which most is known: twelve revisions, an open and a closed incident, a source, a twin. */
  readonly api: Api;
  readonly apis: readonly Api[];
  readonly catalogue: Source;
  readonly publisherIds: readonly string[];
  readonly events: readonly CatalogueEvent[];
  /** The first is judged, the second can't be. */
  readonly compliance: readonly Compliance[];
  /** Bytes of the documents by revision number; the last is the newest. */
  readonly documents: readonly Uint8Array[];
  /** Days and quarters of which there are national figures: today, one that is not settled, one that is final. */
  readonly figures: { readonly days: readonly string[]; readonly quarters: readonly string[] };
};

const later = '2026-11-23T09:00:00.000Z';
const base = 'https://api.comune.example';

const richMetadata = sampleMetadata({
  title: 'Anagrafe <b>&</b>',
  summary: 'Chi abita dove',
  description: 'Più parole',
  contact: { name: 'Ufficio', email: 'ufficio@comune.example', url: 'javascript:alert(1)' },
  tags: ['anagrafe', 'residenti'],
  servers: [
    { url: `${base}/v1`, description: 'Produzione', sandbox: false, healthCheck: { url: `${base}/health` } },
    { url: 'https://test.comune.example', sandbox: true },
  ],
  apiId: 'anagrafe',
  lifecycle: { status: 'active', published: '2026-01-01' },
});

const documentOf = (number: number): Uint8Array =>
  number % 2 === 0
    ? new TextEncoder().encode(`{"openapi":"3.0.3","info":{"title":"<script>alert(${number})</script>"}}`)
    : Uint8Array.from([...new TextEncoder().encode('openapi: "3.0.3"\r\n# '), 0xff, 0x00, number]);

/** As the crawl stored it: a change of which everything is known, and one of which nothing is that may be missing. */
const seededComparison: Comparison = {
  engine: comparisonEngine,
  breaking: 1,
  warning: 0,
  info: 1,
  editorial: 0,
  notes: ['api-version-not-bumped'],
  changes: [
    {
      id: 'request-property-type-changed',
      level: 'breaking',
      basePointer: '/components/schemas/Residente/properties/nome',
      revisionPointer: '/components/schemas/Residente/properties/nome',
      basePosition: { line: 3, column: 5 },
      revisionPosition: { line: 4, column: 5 },
      subject: { schema: 'Residente', property: 'nome' },
      operations: Array.from({ length: 30 }, (_, index) => ({ method: 'POST', path: `/residenti/${index}` })),
      operationCount: 30,
      old: 'string',
      new: ['string', null],
    },
    { id: 'server-added', level: 'info', subject: {}, operations: [], operationCount: 0 },
  ],
};

const none = { breaking: 0, warning: 0, info: 0, editorial: 0 };

async function seedRevisions(store: Store, api: Api): Promise<readonly Uint8Array[]> {
  const documents = Array.from({ length: 12 }, (_, index) => documentOf(index + 1));
  for (const [index, body] of documents.entries()) {
    const number = index + 1;
    await store.documents.putDocument(sha256(body), body);
    const known = {
      digest: sha256(body),
      size: body.byteLength,
      contentType: number % 2 === 0 ? 'text/html; charset=utf-8' : 'application/yaml',
      fetchedAt: new Date(Date.parse(morning) + number * 60_000).toISOString(),
    };
    const broken = {
      verdict: 'invalid',
      problemCount: 2,
      problems: [
        {
          code: 'schema-violation',
          severity: 'error',
          message: 'It must not be',
          pointer: '/info',
          line: 3,
          column: 5,
        },
        { code: 'odd', severity: 'warning', message: 'Elsewhere', pointer: '', document: `${base}/common.yaml` },
      ],
      references: [
        { url: `${base}/common.yaml`, outcome: 'resolved' },
        { url: `${base}/gone.yaml`, outcome: 'http-404' },
      ],
      secondOpinion: { outcome: 'disagrees', message: 'It says it is valid' },
    } as const;
    const {
      specification: _s,
      title: _t,
      version: _v,
      ...untitled
    } = sampleRevision(api, number, { ...known, ...broken });
    const comparison = { base: number - 1, baseDigest: 'a', engine: '1', counts: countsOf(seededComparison) };
    const compared =
      number === 5 ? { comparison } : number === 6 ? { comparison: { ...comparison, counts: none } } : {};
    await store.apis.addRevision(number === 3 ? untitled : sampleRevision(api, number, { ...known, ...compared }));
  }
  const [before, newest] = documents.slice(-2).map(sha256);
  await store.documents.putComparison(before!, newest!, seededComparison);
  return documents;
}

async function seedSources(store: Store): Promise<Source> {
  const visit = { at: morning, url: `${base}/catalogue`, outcome: 'changed', state: 'ok' } as const;
  const catalogue = sampleSource(`${base}/catalogue`, {
    kind: 'api-catalog',
    state: 'ok',
    visitedAt: morning,
    verifiedAt: morning,
    changedAt: morning,
    listed: 3,
    diagnostics: [
      { code: 'CATALOG_SOFT_404', count: 1 },
      { code: 'SOMETHING_NEW', count: 2, pointer: '/linkset/0', sample: '<b>' },
    ],
    visits: [
      { ...visit, status: 200, bytes: 1234, ms: 5 },
      { ...visit, outcome: 'failed', state: 'unreachable', code: 'http-503', detail: 'HTTP 503', status: 503 },
    ],
  });
  await store.sources.add(catalogue);
  await store.documents.putCorrection(catalogue.id, '{"linkset":[]}');
  await store.sources.add(sampleSource('https://comune.example', { kind: 'host' }));
  await store.sources.add(
    sampleSource(`${base}/gone`, {
      state: 'withdrawn',
      missingSince: morning,
      code: 'http-404',
      nextAt: '9999-12-31T00:00:00.000Z',
    }),
  );
  return catalogue;
}

/** An hour in which three looks were taken, one of them in vain. */
const figuresOf = (up: number, unknown: number): Figures => ({
  ms: timeOf((verdict) => (verdict === 'up' ? up : verdict === 'unknown' ? unknown : 0)),
  looks: up === 0 ? 0 : 3,
  counted: up === 0 ? 0 : 3,
  answered: up === 0 ? 0 : 2,
  prompt: up === 0 ? 0 : 2,
  latency: up === 0 ? {} : { 50: 1, 60: 1 },
});

/** Yesterday, of which the row is written, the first minute of today, and the month before this one. */
async function seedFigures(store: Store, api: Api, up: Endpoint, fresh: Endpoint): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  const yesterday = new Date(Date.parse(today) - dayMs).toISOString().slice(0, 10);
  const whose = { apiId: api.id, publisherId: api.publisherId };
  const phases = { dns: {}, connect: {}, tls: {}, wait: {} };
  const over = { date: yesterday, until: `${today}T00:00:00.000Z`, phases, ...whose };
  await store.endpoints.putDays([
    { ...over, endpointId: up.id, checkedAt: `${yesterday}T23:59:00.000Z`, ...figuresOf(dayMs - 1000, 1000) },
  ]);
  const until = `${today}T00:01:00.000Z`;
  const hours = (figures: Figures): DayUnderWay['endpoints'][string] => ({
    hours: packHours([{ hour: 0, ...figures }]),
    ...(figures.looks === 0 ? {} : { checkedAt: `${today}T00:00:30.000Z` }),
  });
  const endpoints = { [up.id]: hours(figuresOf(59_000, 1000)), [fresh.id]: hours(figuresOf(0, 60_000)) };
  await store.documents.putUnderWay(bucketOfEndpoint(up), { date: today, until, endpoints });
  const day = { date: '2026-10-30', apis: [{ ...whose, ...figuresOf(dayMs, 0) }] };
  const levels = levelsOfMonth([day, { ...day, date: '2026-10-31' }]);
  if (levels !== undefined) await store.documents.putLevelsOfMonth(0, levels);
}

async function seedEndpoints(store: Store, api: Api): Promise<void> {
  const certificate = {
    fingerprint: sha256('certificate'),
    chain: sha256('chain'),
    subject: 'CN=api.comune.example',
    issuer: 'CN=Some authority',
    validFrom: '2026-01-01T00:00:00.000Z',
    validTo: '2099-01-01T00:00:00.000Z',
  };
  const windows = [{ from: '2099-01-01T00:00:00.000Z', until: '2099-01-01T02:00:00.000Z', note: 'New <machines>' }];
  const up = sampleEndpoint(api, `${base}/status`, {
    certificate: { current: certificate, since: morning },
    maintenance: windows,
    everyMs: 600_000,
  });
  const down = sampleEndpoint(api, `${base}/other`, {
    verdict: 'down',
    code: 'http-503',
    incidentId: 'x',
    kind: 'server',
  });
  const { code: _, ...fresh } = sampleEndpoint(api, `${base}/new`, { verdict: 'unknown', everUp: false });
  for (const endpoint of [up, down, fresh]) await store.endpoints.add(endpoint);
  await store.maintenance.replace(announcementOf(undefined, api.id, windows, morning), undefined);
  await store.endpoints.putIncident(sampleIncident(down, morning));
  await store.endpoints.putIncident(sampleIncident(up, later, { closedAt: later, relapses: 1, reopenedAt: later }));
  await store.endpoints.putIncident(
    sampleIncident(fresh, later, { closedAt: later, closedBecause: 'endpoint-removed' }),
  );
  await seedFigures(store, api, up, fresh);
}

/** National figures: of a day on which nothing was known too, and of two quarters. */
async function seedNationalFigures({ figures }: Store): Promise<Seeded['figures']> {
  const [today, unsettled, final] = ['2026-11-23', '2026-11-22', '2026-11-20'].map((date) => sampleSnapshot(date));
  const unknown = { availability: null, scores: { mean: null, median: null, bins: [] } };
  const quarters = ['2026-Q2', '2026-Q3'];
  await figures.putUnderWay(sampleUnderWay(today!, [{ ...unsettled!, ...unknown }]));
  await figures.putDay(final!, false);
  await figures.putTrend(extendTrend([], [final!]));
  for (const quarter of quarters) await figures.putQuarter(sampleQuarter(quarter), false);
  return { days: [today!, unsettled!, final!].map(({ date }) => date), quarters };
}

/** Findings in most rules, also more of one than are listed unasked. */
const judgedText = JSON.stringify(
  {
    openapi: '3.0.3',
    info: { title: 'Anagrafe', version: 'uno' },
    servers: Array.from({ length: 30 }, (_, index) => ({ url: `https://s${index}.comune.example/v1` })),
    paths: { '/Una_Cosa': { get: { responses: { 200: { description: '<script>' } } } } },
  },
  undefined,
  2,
);

/** Waivers and severities that the judged API feels. */
const seededOverrides = {
  severities: { 'has-contact': 'hint' },
  waivers: [
    { rule: 'servers-description', pointer: '/servers/3', reason: 'Agreed', until: '2099-12-31' },
    { rule: 'use-semver', reason: 'Never', api: 'another' },
  ],
} as const;

/** The rich API judged, one that can't be, and others of which only the figures are known; the rest not assessed yet. */
async function seedCompliance(store: Store, apis: readonly Api[]): Promise<readonly Compliance[]> {
  const [rich, bare, ...others] = apis;
  if (rich === undefined || bare === undefined) return [];
  await store.documents.putHeldOverrides({ ...seededOverrides, digest: 'd' });
  const report = examineCompliance({ value: JSON.parse(judgedText), text: judgedText, format: 'json' });
  const about = { apiId: rich.id, publisherId: rich.publisherId, revision: 12, digest: rich.digest, problems: 3 };
  const judged = { ...complianceOf(about, report, seededOverrides, morning), version: 1 };
  if (report !== undefined) await store.documents.putReport(rich.digest, report);
  const rows = [
    judged,
    sampleCompliance(bare, unassessable),
    ...others
      .slice(0, 6)
      .map((api, index) =>
        sampleCompliance(api, { publishable: index % 2 === 0, grade: grades[index % grades.length]! }),
      ),
    // What is withdrawn keeps its row.
    ...others.filter(({ state }, index) => index >= 6 && state === 'withdrawn').map((api) => sampleCompliance(api)),
  ];
  const published = apis.filter(({ state }) => state !== 'withdrawn');
  const tally = (some: readonly Api[]): Tally =>
    tallyOf(
      rows.filter(({ apiId }) => some.some(({ id }) => id === apiId)),
      some.length,
    );
  for (const row of rows) await store.compliance.replace(row, undefined);
  const earlier = statisticsOf(tallyOf(rows.slice(0, 2), 5), '1', '2026-11-22T08:00:00.000Z');
  const national = statisticsOf(tally(published), '1', morning);
  await store.compliance.putHistory(undefined, extendHistory(extendHistory([], earlier), national));
  await store.compliance.putNationalStatistics(national);
  const { publisherId } = rich;
  const own = published.filter((api) => api.publisherId === publisherId);
  await store.compliance.putStatistics([{ publisherId, statistics: statisticsOf(tally(own), '1', morning) }]);
  return rows;
}

const factsOf: { readonly [kind: string]: CatalogueEvent['facts'] } = {
  'api.withdrawn': { missing_since: morning },
  'api.deprecated': { deprecated_at: '2026-11-01', source: 'description' },
  'api.sunset': { sunset: '2099-06-30', days: 219, of: 'api', source: 'header' },
  'compliance.changed': {
    revision: 2,
    ruleset: '1',
    grade_before: 'B',
    grade_after: 'B',
    score_before: 80,
    publishable_before: 'unknown',
    publishable_after: 'no',
    errors_after: 1,
  },
  'ruleset.changed': { apis: 3, up: 1, down: 1, same: 1, publishable_before: 2, publishable_after: 1 },
  'incident.opened': { url: base, code: 'http-503', opened_at: morning },
  'certificate.expiring': {
    host: 'api.comune.example',
    apis: 1,
    fingerprint: sha256('certificate'),
    subject: 'CN=<b>api</b>',
    issuer: 'CN=Some authority',
    valid_from: morning,
    valid_to: later,
    threshold: 14,
    days: 13,
  },
  'certificate.replaced': {
    host: 'api.comune.example',
    apis: 2,
    fingerprint: sha256('new'),
    subject: 'CN=api',
    issuer: 'CN=Another authority',
    valid_from: morning,
    valid_to: later,
    fingerprint_before: sha256('certificate'),
    subject_before: 'CN=api',
    issuer_before: 'CN=Some authority',
    valid_from_before: morning,
    valid_to_before: later,
    changed: 'issuer',
  },
  'maintenance.announced': {
    windows: 1,
    announced_at: morning,
    maintenance_from: morning,
    maintenance_until: later,
    note: 'New <machines>',
  },
  'incident.closed': { url: base, code: 'http-503', opened_at: morning, closed_at: later },
};

/** What an event carries of a comparison. */
const seededChange: Partial<CatalogueEvent> = {
  level: 'breaking',
  changes: seededComparison.changes,
  counts: { breaking: 1, warning: 0, info: 1, editorial: 0 },
  notes: seededComparison.notes,
  engine: seededComparison.engine,
};

async function seedEvents(store: Store, apis: readonly Api[]): Promise<readonly CatalogueEvent[]> {
  const events = Array.from({ length: 63 }, (_, index) => {
    const kind = eventKinds[index % eventKinds.length]!;
    const facts = factsOf[kind] ?? { revision: index, verdict: 'valid', problems: index % 3 };
    const at = new Date(Date.parse(morning) + index * 60_000).toISOString();
    const between = index % 2 === 0 ? { from: 'a', to: 'b' } : {};
    if (kind === 'ruleset.changed') return { id: `ruleset-${index}`, kind, at, facts, from: '1', to: '2' };
    const compared = kind === 'api.changed' && index % 2 === 0 ? seededChange : {};
    return sampleEvent(apis[index % 5]!, at, { kind, facts, tags: ['Anagrafe'], ...between, ...compared });
  });
  for (const event of events) await store.events.add(event);
  return events;
}

export async function seedCatalogue(store: Store): Promise<Seeded> {
  const publisherIds = ['c_h501', ...Array.from({ length: 6 }, (_, index) => `ente-${index}`)];
  await store.publishers.putAll([
    samplePublisher({ homepage: 'https://comune.example/', categories: ['Comuni'], region: 'Lazio' }),
    ...publisherIds.slice(1).map((id) => samplePublisher({ id, name: `Ente <i>${id}</i>` })),
  ]);
  const api = sampleApi(`${base}/openapi.yaml`, {
    metadata: richMetadata,
    revision: 12,
    aliases: [`${base}/old.yaml`],
    alternates: [`${base}/openapi.json`],
    lifecycle: {
      deprecated: { on: '2026-11-01', source: 'description', seenAt: morning },
      sunset: { on: '2099-06-30', of: 'api', source: 'header', seenAt: morning },
    },
  });
  const {
    metadata: _m,
    specification: _s,
    validRevision: _r,
    validAt: _a,
    contentDigest: _c,
    ...bare
  } = sampleApi('https://ente.example/0', {
    publisherId: 'ente-0',
    owned: false,
    state: 'withdrawn',
    withdrawnAt: later,
    code: 'http-404',
  });
  const others = Array.from({ length: 21 }, (_, index) =>
    sampleApi(`https://ente.example/${index + 1}`, {
      publisherId: publisherIds[index % 4]!,
      state: sourceStates[index % sourceStates.length]!,
    }),
  );
  const apis = [api, bare, ...others];
  for (const each of apis) await store.apis.put(each);
  await store.sources.add(
    sampleSource(api.url, {
      apiId: api.id,
      state: 'ok',
      visitedAt: morning,
      verifiedAt: morning,
      pending: { digest: 'd', finalUrl: api.url, seenAt: later, since: morning, contents: 2 },
    }),
  );
  const catalogue = await seedSources(store);
  await store.apis.putContentHolder(api.publisherId, api.contentDigest!, { apiId: 'twin', sourceId: 's', anchors: [] });
  const documents = await seedRevisions(store, api);
  await seedEndpoints(store, api);
  const totals = totalsOf(
    { publishers: 1, sources: [{ state: 'ok' }, { state: 'blocked' }], apis, endpoints: [{ verdict: 'up' }] },
    morning,
  );
  await store.publishers.putTotals([{ ...totals, publisherId: 'c_h501' }]);
  await store.publishers.putNational(totals);
  const lease = await store.leases.take('crawl', 0, 'a', morning, later);
  await store.leases.finish(lease!, later, { visited: 3 });
  await store.leases.take('probe', 0, 'b', morning, later);
  const compliance = await seedCompliance(store, apis);
  const figures = await seedNationalFigures(store);
  return { api, apis, catalogue, publisherIds, events: await seedEvents(store, apis), documents, compliance, figures };
}
