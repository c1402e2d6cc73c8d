/** JSON Schemas of what `/v1` answers, as our OpenAPI shows them; a test holds the answers against them. */
import { eventKinds } from '../../shared/domain/catalogue/api.ts';
import { publishesAnswers } from '../../shared/domain/catalogue/publishes.ts';
import { sourceStates, visitOutcomes } from '../../shared/domain/catalogue/source.ts';
import { changeLevels, comparisonNotes } from '../../shared/domain/changes/change.ts';
import { gateVerdicts } from '../../shared/domain/compliance/compliance.ts';
import { profiles } from '../../shared/domain/compliance/report.ts';
import { everyVersion, severities } from '../../shared/domain/compliance/rule.ts';
import { gradeNames } from '../../shared/domain/compliance/statistics.ts';
import { wireOutcomes } from '../../shared/domain/compliance/wire-rules.ts';
import { mostWindows } from '../../shared/domain/uptime/maintenance.ts';
import { probeVerdicts } from '../../shared/domain/uptime/sample.ts';
import { sliNames } from '../../shared/domain/uptime/slis.ts';
import { figuresSchemas } from './figures-schemas.ts';
import { openDataSchemas } from './open-data-schemas.ts';

type Schema = { readonly [keyword: string]: unknown };

const text: Schema = { type: 'string' };
const time: Schema = { type: 'string', format: 'date-time' };
const uri: Schema = { type: 'string', format: 'uri' };
const whole: Schema = { type: 'integer', format: 'int64', minimum: 0 };
const decimal: Schema = { type: 'number', format: 'double' };
const yesNo: Schema = { type: 'boolean' };
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const listOf = (items: Schema): Schema => ({ type: 'array', items });
const orNull = (schema: Schema): Schema =>
  '$ref' in schema ? { anyOf: [schema, { type: 'null' }] } : { ...schema, type: [schema.type, 'null'] };
const oneOf = (values: readonly string[]): Schema => ({ type: 'string', enum: values });
/** A value of a published document. */
const anything: Schema = {
  anyOf: [text, decimal, yesNo, { type: 'array', items: {} }, { type: 'object' }, { type: 'null' }],
};
const counts: Schema = { type: 'object', additionalProperties: whole };

/** Every property is always there; what is not known is null. */
const record = (properties: { readonly [name: string]: Schema }): Schema => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
});

const extend = (name: string, properties: { readonly [name: string]: Schema }): Schema => ({
  allOf: [ref(name), record(properties)],
});
const page = (item: string): Schema => record({ items: listOf(ref(item)), next: orNull(text) });
/**
 * A page of what was found in the catalogue, with how many there are in all and of each kind. Facets bear the names of the
 * parameters that choose of them; `but` says which does not.
 */
const foundPage = (item: string, facets: readonly string[], but = ''): Schema =>
  record({
    items: listOf(ref(item)),
    next: orNull(text),
    total: whole,
    facets: {
      description: `By parameter${but}: what there would be, were another value of it chosen; at most 30, the most first`,
      ...record(Object.fromEntries(facets.map((facet) => [facet, ref('FacetCounts')]))),
    },
    as_of: { ...time, description: 'When the catalogue was listed, which decides what is found' },
  });

const words = record({ en: text, it: text });
const day: Schema = { type: 'string', format: 'date' };
const score: Schema = { type: 'number', format: 'float', minimum: 0, maximum: 100 };
// Values that may be unknown are texts: the guideline has no null booleans and enumerations (RAC_REST_FORMAT_003).
const publishable = oneOf(gateVerdicts);
const grade = oneOf(gradeNames);

/** Of a time: availability is of what is known, and what is not is told beside it. */
const figures = {
  availability: orNull(decimal),
  unknown_share: orNull(decimal),
  seconds: { type: 'object', additionalProperties: decimal },
  samples: whole,
  latency_seconds: ref('Latency'),
};

/** Of an announced end: where it was read, and when first. */
const toldBy = record({ source: oneOf(['description', 'header']), seen_at: time });

export const schemas: { readonly [name: string]: Schema } = {
  Problem: {
    type: 'object',
    required: ['type', 'title', 'status', 'detail'],
    properties: {
      type: uri,
      title: text,
      status: { type: 'integer', format: 'int32' },
      detail: text,
      parameter: text,
      parameters: listOf(text),
      errors: listOf({
        type: 'object',
        description: 'One fault of the body',
        required: ['pointer', 'detail'],
        properties: { pointer: text, detail: text },
      }),
    },
  },
  Words: words,
  Reason: record({ code: text, words: ref('Words'), fix: ref('Words') }),
  PublisherReference: record({ id: text, name: text }),
  Totals: record({
    computed_at: time,
    publishers: whole,
    sources: whole,
    sources_by_state: counts,
    apis: whole,
    apis_by_state: counts,
    apis_by_verdict: counts,
    endpoints_by_verdict: counts,
  }),
  Publisher: record({
    id: text,
    name: text,
    homepage: orNull(uri),
    domains: listOf(text),
    categories: listOf(text),
    region: orNull(text),
    totals: orNull(ref('Totals')),
  }),
  PublisherDetail: extend('Publisher', { sources: listOf(ref('Source')) }),
  Diagnostic: record({
    code: text,
    words: ref('Words'),
    fix: ref('Words'),
    count: whole,
    pointer: orNull(text),
    sample: orNull(text),
  }),
  Visit: record({
    at: time,
    url: uri,
    outcome: oneOf(visitOutcomes),
    state: oneOf(sourceStates),
    reason: orNull(ref('Reason')),
    detail: orNull(text),
    status: orNull(whole),
    bytes: orNull(whole),
    ms: orNull(whole),
  }),
  Source: record({
    id: text,
    url: uri,
    kind: oneOf(['host', 'api-catalog', 'openapi', 'unknown']),
    state: oneOf(sourceStates),
    state_since: time,
    reason: orNull(ref('Reason')),
    first_seen_at: time,
    visited_at: orNull(time),
    verified_at: orNull(time),
    changed_at: orNull(time),
    next_visit_at: orNull(time),
    unconfirmed: orNull({
      description: 'A content seen once, while another is the published one: it counts once it was seen twice',
      ...record({ digest: text, seen_at: time, since: time, contents: whole }),
    }),
    missing_since: orNull(time),
    api: orNull(text),
    listed: orNull(whole),
    corrected: orNull(text),
    diagnostics: listOf(ref('Diagnostic')),
    visits: listOf(ref('Visit')),
  }),
  Api: record({
    id: text,
    title: orNull(text),
    version: orNull(text),
    publisher: ref('PublisherReference'),
    url: uri,
    owned: yesNo,
    state: oneOf(sourceStates),
    state_since: time,
    reason: orNull(ref('Reason')),
    openapi: orNull(text),
    verdict: oneOf(['valid', 'invalid', 'unresolvable-ref', 'not-a-description', 'too-large', 'unanalysable']),
    problems: whole,
    revision: whole,
    published_at: time,
    changed_at: time,
    verified_at: orNull(time),
    last_valid: orNull(record({ revision: whole, at: time })),
    deprecation: record({ deprecated: oneOf(['yes', 'no', 'unknown']), at: orNull(day), told_by: orNull(toldBy) }),
    sunset: orNull(record({ date: day, of: oneOf(['api', 'operations']), told_by: toldBy })),
    compliance: orNull(ref('Compliance')),
  }),
  Compliance: record({
    score: orNull(score),
    grade,
    publishable,
    errors: orNull(whole),
    ruleset: text,
    assessed_at: time,
    revision: whole,
    report: text,
  }),
  RuleReference: record({ id: text, title: text, url: uri, level: oneOf(['MUST', 'SHOULD', 'MAY']) }),
  RuleFinding: record({
    pointer: text,
    line: orNull(whole),
    column: orNull(whole),
    message: ref('Words'),
    fix: ref('Words'),
    snippet: orNull(text),
    waived: orNull(record({ reason: text, until: orNull(day) })),
  }),
  RuleResult: record({
    rule: text,
    title: ref('Words'),
    severity: oneOf(severities),
    reference: ref('RuleReference'),
    tested: whole,
    count: whole,
    waived: whole,
    waivers_cut_off: yesNo,
    listed: whole,
    findings: listOf(ref('RuleFinding')),
  }),
  ScoreLine: record({ rule: text, points: score, lost: score, tested: whole, count: whole, why: ref('Words') }),
  Report: record({
    api: text,
    revision: whole,
    digest: text,
    document: text,
    openapi: orNull(text),
    format: orNull(text),
    assessed_at: time,
    ruleset: text,
    listed_ruleset: {
      ...text,
      description: 'What lists and figures were made by; another than `ruleset`: they follow with the next roll-up',
    },
    assessable: yesNo,
    profile: oneOf(profiles),
    gate: record({
      publishable,
      errors: orNull(whole),
      description_errors: whole,
      official_aborts: orNull(text),
      references_elsewhere: orNull(whole),
    }),
    score: record({
      value: orNull(score),
      grade,
      grade_of_score: orNull(text),
      grade_why: orNull(ref('Words')),
      weights: text,
      lines: listOf(ref('ScoreLine')),
    }),
    counts: record({
      rules: whole,
      findings: whole,
      waived: whole,
      listed: whole,
      findings_by_severity: counts,
    }),
    rules: listOf(ref('RuleResult')),
    over_the_wire: {
      ...listOf(ref('WireRule')),
      description:
        'What the probes saw in answers of the API. It is of the moment it was seen and no part of score and gate, which are of the document',
    },
  }),
  WireRule: record({
    rule: text,
    title: ref('Words'),
    why: ref('Words'),
    fix: ref('Words'),
    reference: ref('RuleReference'),
    scored: { ...yesNo, description: 'Whether it counts for score and gate; it never does' },
    endpoints: listOf(ref('WireFact')),
  }),
  WireFact: record({
    endpoint: text,
    url: uri,
    outcome: oneOf(wireOutcomes),
    message: ref('Words'),
    value: { ...orNull(text), description: 'What was found: names or the value of headers, a media type, an address' },
    seen_at: { ...orNull(time), description: 'When it was first seen to be so; null: not seen yet' },
  }),
  RuleExample: record({ yaml: text, versions: listOf(oneOf(everyVersion)) }),
  Rule: record({
    id: text,
    severity: oneOf(severities),
    profile: oneOf(['guideline', 'security']),
    official: orNull(text),
    quirk: orNull({
      description: 'How the official checker, when run, differs from the guideline',
      ...record({ never_fires: yesNo, words: ref('Words') }),
    }),
    reference: ref('RuleReference'),
    versions: listOf(oneOf(everyVersion)),
    title: ref('Words'),
    why: ref('Words'),
    fix: ref('Words'),
    examples: record({ good: listOf(ref('RuleExample')), bad: listOf(ref('RuleExample')) }),
    apis: text,
  }),
  RuleList: record({ ruleset: text, weights: text, rules: listOf(ref('Rule')) }),
  RuleFigures: record({
    rule: text,
    title: ref('Words'),
    severity: oneOf(severities),
    profile: oneOf(['guideline', 'security']),
    applies: whole,
    failing: whole,
    findings: whole,
    apis: text,
    official: orNull(record({ failing: whole, findings: whole, apis: text })),
  }),
  Statistics: record({
    publisher: orNull(ref('PublisherReference')),
    computed_at: time,
    ruleset: text,
    apis: whole,
    assessed: whole,
    publishable: listOf(record({ verdict: oneOf(gateVerdicts), count: whole, apis: text })),
    grades: listOf(record({ grade: oneOf(gradeNames), count: whole, apis: text })),
    score: record({ mean: orNull(score), median: orNull(score) }),
    rules: listOf(ref('RuleFigures')),
    history: listOf(record({ date: day, apis: whole, publishable: whole, median_score: orNull(score) })),
  }),
  Latency: record({ p50: orNull(decimal), p90: orNull(decimal), p99: orNull(decimal) }),
  Day: record({ date: day, ...figures, until: time, checked_at: orNull(time) }),
  Hour: record({ from: time, until: time, ...figures }),
  Today: extend('Day', { hours: listOf(ref('Hour')) }),
  Certificate: record({
    subject: text,
    issuer: text,
    valid_from: orNull(time),
    valid_to: orNull(time),
    fingerprint: text,
    since: time,
  }),
  Window: record({ from: time, until: time, note: orNull(text) }),
  Maintenance: record({ api: text, windows: listOf(ref('Window')), announced_at: orNull(time) }),
  MaintenanceAnnouncement: {
    type: 'object',
    required: ['windows'],
    additionalProperties: false,
    properties: {
      windows: {
        type: 'array',
        maxItems: mostWindows,
        items: {
          type: 'object',
          description:
            'A time in which the API may not answer, at most 30 days, and not over unless it is announced already',
          required: ['from', 'until'],
          additionalProperties: false,
          properties: {
            from: { ...time, maxLength: 40 },
            until: { ...time, maxLength: 40 },
            note: { type: 'string', maxLength: 200 },
          },
        },
      },
    },
  },
  EndpointState: record({
    id: text,
    url: uri,
    found_in: oneOf(['x-healthCheck', 'status-link', 'status-path', 'server']),
    verdict: oneOf(probeVerdicts),
    since: time,
    reason: orNull(ref('Reason')),
    checked_at: orNull(time),
    checked_every_seconds: decimal,
    ever_up: yesNo,
    incident: orNull(text),
    certificate: orNull(ref('Certificate')),
    maintenance: listOf(ref('Window')),
  }),
  Endpoint: extend('EndpointState', { today: orNull(ref('Day')) }),
  Indicator: record({ value: orNull(decimal), from: time, until: time }),
  Indicators: record(Object.fromEntries(sliNames.map((name) => [name, ref('Indicator')]))),
  EndpointAvailability: extend('EndpointState', {
    retired_at: orNull(time),
    indicators: ref('Indicators'),
    days: listOf(ref('Day')),
    today: orNull(ref('Today')),
  }),
  Availability: record({
    api: text,
    title: orNull(text),
    publisher: ref('PublisherReference'),
    from: day,
    to: day,
    checked_at: orNull(time),
    indicators: ref('Indicators'),
    endpoints: listOf(ref('EndpointAvailability')),
    incidents: text,
    maintenance: text,
  }),
  Incident: record({
    id: text,
    api: text,
    endpoint: text,
    publisher: text,
    url: uri,
    reason: orNull(ref('Reason')),
    opened_at: time,
    reopened_at: orNull(time),
    closed_at: orNull(time),
    closed_because: orNull(text),
    duration_seconds: orNull(decimal),
    relapses: whole,
  }),
  ToldIncident: extend('Incident', {
    maintenance_announced: {
      ...yesNo,
      description: 'Maintenance that falls into its time had been announced before it began',
    },
  }),
  ApiDetail: extend('Api', {
    summary: orNull(text),
    description: orNull(text),
    contact: { type: ['object', 'null'], properties: { name: text, email: text, url: text } },
    tags: listOf(text),
    servers: listOf({
      description: 'One server of the description',
      ...record({ url: text, description: orNull(text), sandbox: yesNo }),
    }),
    x_api_id: orNull(text),
    lifecycle: { type: ['object', 'null'], additionalProperties: text },
    operations: orNull(whole),
    schemas: orNull(whole),
    aliases: listOf(uri),
    alternates: listOf(uri),
    twins: listOf(text),
    withdrawn_at: orNull(time),
    endpoints: listOf(ref('Endpoint')),
    incidents: listOf(ref('Incident')),
    latest_revisions: listOf(ref('Revision')),
    source: orNull(ref('Source')),
  }),
  DescriptionProblem: record({
    code: text,
    severity: oneOf(['error', 'warning']),
    message: text,
    words: ref('Words'),
    pointer: text,
    line: orNull(whole),
    column: orNull(whole),
    document: orNull(text),
    fix: ref('Words'),
  }),
  Revision: record({
    api: text,
    number: whole,
    fetched_at: time,
    url: uri,
    digest: text,
    size: whole,
    content_type: text,
    openapi: orNull(text),
    title: orNull(text),
    version: orNull(text),
    verdict: text,
    problem_count: whole,
    problems: listOf(ref('DescriptionProblem')),
    references: listOf(record({ url: text, outcome: text })),
    second_opinion: { type: ['object', 'null'], required: ['outcome'], properties: { outcome: text, message: text } },
    engine: text,
    changes: orNull(
      record({
        since_revision: whole,
        level: oneOf([...changeLevels, 'none']),
        counts: record({ breaking: whole, warning: whole, info: whole, editorial: whole }),
        engine: text,
      }),
    ),
    document: text,
  }),
  ComparedRevision: record({
    number: whole,
    fetched_at: time,
    digest: text,
    version: orNull(text),
    document: text,
  }),
  Comparison: record({
    api: text,
    from: ref('ComparedRevision'),
    to: ref('ComparedRevision'),
    engine: text,
    level: oneOf([...changeLevels, 'none']),
    breaking: whole,
    warning: whole,
    info: whole,
    editorial: whole,
    notes: listOf(record({ id: oneOf(comparisonNotes), message: ref('Words') })),
    listed: whole,
    changes: listOf(ref('Change')),
  }),
  Event: record({
    id: text,
    kind: oneOf(eventKinds),
    at: time,
    api: orNull(text),
    apis: {
      ...listOf(text),
      description: 'The APIs that it is about, the first 200 of a host; none: it is about all',
    },
    publisher: orNull(ref('PublisherReference')),
    title: ref('Words'),
    summary: ref('Words'),
    from: orNull(text),
    to: orNull(text),
    facts: { type: 'object', additionalProperties: { anyOf: [text, decimal] } },
    level: oneOf(changeLevels),
    counts: orNull(record({ breaking: whole, warning: whole, info: whole, editorial: whole })),
    notes: listOf(record({ id: oneOf(comparisonNotes), message: ref('Words') })),
    changes: listOf(ref('Change')),
    engine: orNull(text),
  }),
  Change: record({
    id: text,
    level: oneOf(changeLevels),
    message: ref('Words'),
    advice: orNull(ref('Words')),
    base_pointer: orNull(text),
    base_line: orNull(whole),
    base_column: orNull(whole),
    revision_pointer: orNull(text),
    revision_line: orNull(whole),
    revision_column: orNull(whole),
    operations: listOf(record({ method: text, path: text })),
    operation_count: whole,
    old: anything,
    new: anything,
  }),
  Run: record({
    task: text,
    shard: whole,
    running: yesNo,
    started_at: time,
    finished_at: orNull(time),
    result: { type: ['object', 'null'], additionalProperties: decimal },
  }),
  Status: record({
    title: text,
    status: whole,
    detail: text,
    service: text,
    version: text,
    now: time,
    totals: orNull(ref('Totals')),
    open_incidents: whole,
    runs: listOf(ref('Run')),
  }),
  FacetCounts: listOf(record({ value: text, count: whole })),
  ListedPublisher: extend('Publisher', {
    figures: {
      description: 'What its APIs come to, as of `as_of`',
      ...record({
        apis: whole,
        publishes: {
          type: 'string',
          enum: publishesAnswers,
          description: '`unknown`: none of its addresses could be read',
        },
        publishable: record({ yes: whole, no: whole, unknown: whole }),
        median_score: orNull(score),
        availability: { ...orNull(decimal), description: 'Of the last 30 days that are over: share of known time' },
        apis_down: { ...whole, description: 'APIs of which an endpoint that is watched does not answer' },
        endpoints_down: { ...whole, description: 'Endpoints that do not answer; an API may have several' },
        addresses_without_api: whole,
      }),
    },
  }),
  PublisherPage: foundPage('ListedPublisher', ['region', 'category', 'publishes']),
  ApiPage: foundPage(
    'Api',
    ['state', 'specification', 'service', 'grade', 'publishable', 'tag', 'region', 'category'],
    ' (that of `openapi` is `specification`)',
  ),
  RevisionPage: page('Revision'),
  EventPage: page('Event'),
  IncidentPage: page('ToldIncident'),
  ...figuresSchemas,
  ...openDataSchemas,
  Linkset: {
    description: 'A linkset (RFC 9264 §4.2): contexts with their links by relation type',
    ...record({
      linkset: listOf({
        type: 'object',
        description: 'One context, by the name of each relation its targets',
        properties: { anchor: text },
        additionalProperties: listOf({
          ...record({ href: text }),
          description: 'A target',
          additionalProperties: true,
        }),
      }),
    }),
  },
  JsonFeed: {
    type: 'object',
    description: 'JSON Feed 1.1 (jsonfeed.org)',
    required: ['version', 'title', 'description', 'home_page_url', 'feed_url', 'authors', 'language', 'items'],
    properties: {
      version: uri,
      title: text,
      description: text,
      home_page_url: uri,
      feed_url: uri,
      next_url: uri,
      authors: listOf(record({ name: text, url: uri })),
      language: text,
      items: listOf(
        record({
          id: text,
          url: uri,
          title: text,
          summary: text,
          content_html: text,
          content_text: text,
          date_published: time,
          tags: listOf(text),
        }),
      ),
    },
  },
  OpenapiDocument: {
    ...record({ openapi: text, info: { type: 'object' }, paths: { type: 'object' } }),
    description: 'A document of OpenAPI 3.1 (spec.openapis.org/oas/v3.1)',
    additionalProperties: true,
  },
};
