/** JSON Schemas of what `/v1` answers, as our OpenAPI shows them; a test holds the answers against them. */
import { eventKinds } from '../../shared/domain/catalogue/api.ts';
import { sourceStates } from '../../shared/domain/catalogue/source.ts';
import { probeVerdicts } from '../../shared/domain/uptime/sample.ts';

type Schema = { readonly [keyword: string]: unknown };

const text: Schema = { type: 'string' };
const time: Schema = { type: 'string', format: 'date-time' };
const uri: Schema = { type: 'string', format: 'uri' };
const whole: Schema = { type: 'integer', format: 'int64', minimum: 0 };
const yesNo: Schema = { type: 'boolean' };
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const listOf = (items: Schema): Schema => ({ type: 'array', items });
const orNull = (schema: Schema): Schema =>
  '$ref' in schema ? { anyOf: [schema, { type: 'null' }] } : { ...schema, type: [schema.type, 'null'] };
const oneOf = (values: readonly string[]): Schema => ({ type: 'string', enum: values });
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

const words = record({ en: text, it: text });

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
    outcome: oneOf(['changed', 'unchanged', 'failed', 'not-tried']),
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
  }),
  Day: record({
    date: { type: 'string', format: 'date' },
    availability: { type: ['number', 'null'] },
    seconds: { type: 'object', additionalProperties: { type: 'number' } },
    samples: whole,
    until: time,
  }),
  Endpoint: record({
    id: text,
    url: uri,
    found_in: oneOf(['x-healthCheck', 'status-link', 'status-path', 'server']),
    verdict: oneOf(probeVerdicts),
    since: time,
    reason: orNull(ref('Reason')),
    checked_at: orNull(time),
    ever_up: yesNo,
    incident: orNull(text),
    today: orNull(ref('Day')),
  }),
  Incident: record({
    id: text,
    api: text,
    url: uri,
    reason: orNull(ref('Reason')),
    opened_at: time,
    closed_at: orNull(time),
    closed_because: orNull(text),
    relapses: whole,
  }),
  ApiDetail: extend('Api', {
    summary: orNull(text),
    description: orNull(text),
    contact: { type: ['object', 'null'], properties: { name: text, email: text, url: text } },
    tags: listOf(text),
    servers: listOf(record({ url: text, description: orNull(text), sandbox: yesNo })),
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
    document: text,
  }),
  Event: record({
    id: text,
    kind: oneOf(eventKinds),
    at: time,
    api: text,
    publisher: ref('PublisherReference'),
    title: ref('Words'),
    summary: ref('Words'),
    from: orNull(text),
    to: orNull(text),
    facts: { type: 'object', additionalProperties: { type: ['string', 'number'] } },
  }),
  Run: record({
    task: text,
    shard: whole,
    running: yesNo,
    started_at: time,
    finished_at: orNull(time),
    result: { type: ['object', 'null'], additionalProperties: { type: 'number' } },
  }),
  Status: record({
    title: text,
    status: whole,
    service: text,
    version: text,
    now: time,
    totals: orNull(ref('Totals')),
    open_incidents: whole,
    runs: listOf(ref('Run')),
  }),
  PublisherPage: page('Publisher'),
  ApiPage: page('Api'),
  RevisionPage: page('Revision'),
  EventPage: page('Event'),
};
