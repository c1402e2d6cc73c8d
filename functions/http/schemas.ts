/** JSON Schemas of what `/v1` answers, as our OpenAPI shows them; a test holds the answers against them. */
import { eventKinds } from '../../shared/domain/catalogue/api.ts';
import { sourceStates, visitOutcomes } from '../../shared/domain/catalogue/source.ts';
import { changeLevels } from '../../shared/domain/changes/change.ts';
import { gateVerdicts } from '../../shared/domain/compliance/compliance.ts';
import { profiles } from '../../shared/domain/compliance/report.ts';
import { everyVersion, severities } from '../../shared/domain/compliance/rule.ts';
import { gradeNames } from '../../shared/domain/compliance/statistics.ts';
import { probeVerdicts } from '../../shared/domain/uptime/sample.ts';

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
const day: Schema = { type: 'string', format: 'date' };
const score: Schema = { type: 'number', format: 'float', minimum: 0, maximum: 100 };
// Values that may be unknown are texts: the guideline has no null booleans and enumerations (RAC_REST_FORMAT_003).
const publishable = oneOf(gateVerdicts);
const grade = oneOf(gradeNames);

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
  Day: record({
    date: day,
    availability: orNull(decimal),
    seconds: { type: 'object', additionalProperties: decimal },
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
  Event: record({
    id: text,
    kind: oneOf(eventKinds),
    at: time,
    api: orNull(text),
    publisher: orNull(ref('PublisherReference')),
    title: ref('Words'),
    summary: ref('Words'),
    from: orNull(text),
    to: orNull(text),
    facts: { type: 'object', additionalProperties: { anyOf: [text, decimal] } },
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
