/** The routes of our HTTP API and feeds. This table alone yields the routing, the validation and `/openapi.json`. */
import { eventKinds } from '../../shared/domain/catalogue/api.ts';
import { everybody } from '../../shared/domain/catalogue/event-scope.ts';
import { changeLevels } from '../../shared/domain/changes/change.ts';
import { isCalendarDay } from '../../shared/domain/compliance/calendar-day.ts';
import { profiles } from '../../shared/domain/compliance/report.ts';
import { severities } from '../../shared/domain/compliance/rule.ts';
import { findRule } from '../../shared/domain/compliance/ruleset.ts';
import {
  downloadType,
  readApi,
  readCorrection,
  readDocument,
  readPublisher,
  readRevision,
  readRevisions,
  readStatus,
} from '../../shared/usecases/read.ts';
import { readChanges } from '../../shared/usecases/read-changes.ts';
import { type ReadComparison, readComparison } from '../../shared/usecases/read-comparison.ts';
import { readReport, readStatistics } from '../../shared/usecases/read-compliance.ts';
import { slotMsOf } from '../../shared/usecases/world.ts';
import { comparedRevisionsJson } from '../../shared/views/compare-json.ts';
import { reportJson, ruleJson, rulesJson, statisticsJson } from '../../shared/views/compliance-json.ts';
import {
  apiDossierJson,
  eventJson,
  publisherJson,
  revisionJson,
  sourceJson,
  statusJson,
} from '../../shared/views/json-views.ts';
import { renderYaml } from '../../shared/views/yaml.ts';
import { feeds } from './feeds.ts';
import { counted, figures } from './figures.ts';
import { lists, ruleId } from './lists.ts';
import { monitoring } from './monitoring.ts';
import { openData, redirection, sentOn } from './open-data.ts';
import { describeApi } from './openapi.ts';
import { choice, count, cursorOf, given, identifier, limit, type Parameter } from './parameters.ts';
import { found, Problem } from './problem.ts';
import { json, pageJson, type Route, route } from './route.ts';
import { version } from './version.ts';

const api = identifier('Id of the API', '4f0c2b1d9e8a7c6b5d3f');
const publisher = identifier('Id of the administration', 'c_h501');
const number: Parameter<number> = {
  ...count('', 1, 99_999_999, 1),
  description: 'Number of the revision',
  schema: { type: 'integer', format: 'int32', minimum: 1, maximum: 99_999_999 },
  example: 2,
};

const revisionNumber = (description: string): Parameter<number> => ({
  ...number,
  description,
  parse: count(description, 1, 99_999_999, 1).parse,
});

/** Times that are told by years of four digits in UTC too, so that they sort as text. */
const [earliest, latest] = [Date.parse('0000-01-01T00:00:00Z'), Date.parse('9999-12-31T23:59:59.999Z')];

const moment: Parameter<string> = {
  description: 'Not before this time (RFC 3339), or this day (UTC)',
  schema: { type: 'string', anyOf: [{ format: 'date-time' }, { format: 'date' }], maxLength: 40 },
  example: '2026-11-23T08:00:00Z',
  parse: (text) => {
    const time =
      /^(\d{4}-\d{2}-\d{2})(T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d))?$/.exec(text);
    if (time === null || Number.isNaN(Date.parse(text)))
      throw new Error('must be a date and time such as 2026-11-23T00:00:00Z');
    if (!isCalendarDay(time[1] ?? '')) throw new Error('must be a day that exists');
    return new Date(Math.min(Math.max(Date.parse(text), earliest), latest)).toISOString();
  },
};

const eventFilter = {
  level: choice('Only events of this level or a graver one (default: all but wording)', changeLevels),
  kind: choice('Only events of this kind', eventKinds),
  since: moment,
  until: { ...moment, description: 'Before this time (RFC 3339), or this day (UTC)', example: '2026-11-27' },
};

function notCompared(id: string, read: Exclude<ReadComparison, { readonly outcome: 'found' }>): Problem {
  if (read.outcome === 'no-api') return new Problem('not-found', `No API ${id}.`);
  if (read.outcome === 'no-revision') return new Problem('not-found', `No revision ${read.number} of API ${id}.`);
  if (read.outcome === 'no-document')
    return new Problem('not-found', `No document of revision ${read.number} of API ${id}: its bytes are gone.`);
  if (read.outcome === 'unreadable') {
    const about = `/v1/apis/${id}/revisions/${read.number}`;
    return new Problem('unreadable', `Revision ${read.number} can not be read; ${about} says why.`);
  }
  const detail = 'The two revisions could not be compared within the time there is for it. Try again later.';
  return new Problem('no-time', detail, {}, { 'Retry-After': '300' });
}

/** By what clients ask for a description; what they get is bytes, whatever its publisher calls them. */
const documentTypes = [
  'application/json',
  'application/yaml',
  'application/vnd.oai.openapi',
  'application/vnd.oai.openapi+json',
  'text/yaml',
  'text/plain',
];

const none = {};

export const routes: readonly Route[] = [
  ...lists,
  route({
    path: '/v1/publishers/{id}',
    operationId: 'getPublisher',
    summary: 'One administration, with its sources and their crawl logs',
    tag: 'catalogue',
    pathParameters: { id: publisher },
    query: none,
    contentType: 'application/json',
    schema: 'PublisherDetail',
    maxAgeSeconds: 60,
    handle: async ({ world, path }) => {
      const record = found(await readPublisher(world, path.id), 'administration', path.id);
      return json({ ...publisherJson(record), sources: record.sources.map(sourceJson) });
    },
  }),
  route({
    path: '/v1/sources/{id}/corrected-catalogue',
    operationId: 'getCorrectedCatalogue',
    summary: 'The catalogue of a source as it should be published, to copy',
    tag: 'catalogue',
    pathParameters: { id: identifier('Id of the source', '9b7e5a1c3d2f4e6a8b0c') },
    query: none,
    contentType: 'application/linkset+json',
    schema: 'Linkset',
    maxAgeSeconds: 300,
    handle: async ({ world, path }) => ({
      contentType: 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"',
      body: found(await readCorrection(world, path.id), 'catalogue with quirks', path.id),
    }),
  }),
  route({
    path: '/v1/apis/{id}',
    operationId: 'getApi',
    summary: 'Everything known of one API, each fact with its date',
    tag: 'catalogue',
    pathParameters: { id: api },
    query: none,
    contentType: 'application/json',
    schema: 'ApiDetail',
    maxAgeSeconds: 60,
    handle: async ({ world, path }) =>
      json(apiDossierJson(found(await readApi(world, path.id), 'API', path.id), slotMsOf(world))),
  }),
  route({
    path: '/v1/apis/{id}/report',
    operationId: 'getReport',
    summary: 'What the rules say of the newest revision of an API, line by line, with the repair',
    tag: 'compliance',
    pathParameters: { id: api },
    query: {
      profile: choice('Rules as the official ruleset runs, as the guideline says (default), or of security', profiles),
      rule: { ...ruleId, description: 'Only this rule' },
      severity: choice('Only rules of this severity', severities),
      limit: count('How many findings of each rule are listed', 1, 200, 20),
    },
    contentType: 'application/json',
    schema: 'Report',
    maxAgeSeconds: 60,
    handle: async ({ world, path, query }) => {
      const report = found(await readReport(world, path.id), 'report on API', path.id);
      const { profile = 'guideline', limit: each = 20, rule, severity } = query;
      const filter = {
        profile,
        limit: each,
        ...(rule === undefined ? {} : { rule }),
        ...(severity === undefined ? {} : { severity }),
      };
      // No date: the operator may waive a finding after it was assessed.
      return json(reportJson(report, filter));
    },
  }),
  route({
    path: '/v1/rules',
    operationId: 'listRules',
    summary: 'The rules that descriptions are held against',
    tag: 'compliance',
    pathParameters: none,
    query: { profile: choice('Only rules of this profile', profiles) },
    contentType: 'application/json',
    schema: 'RuleList',
    maxAgeSeconds: 3600,
    handle: async ({ query }) => json(rulesJson(query.profile)),
  }),
  route({
    path: '/v1/rules/{id}',
    operationId: 'getRule',
    summary: 'One rule: what it asks, why, how to meet it, examples',
    tag: 'compliance',
    pathParameters: { id: identifier('Id of the rule', 'use-semver') },
    query: none,
    contentType: 'application/json',
    schema: 'Rule',
    maxAgeSeconds: 3600,
    handle: async ({ path }) => json(ruleJson(found(findRule(path.id), 'rule', path.id))),
  }),
  route({
    path: '/v1/statistics',
    operationId: 'getStatistics',
    summary: 'Compliance counted over the nation or an administration, each figure with the list of what it counts',
    tag: 'compliance',
    pathParameters: none,
    query: { publisher: { ...publisher, description: 'Only APIs of this administration' } },
    contentType: 'application/json',
    schema: 'Statistics',
    headers: ['Last-Modified'],
    mayBeAbsent: true,
    problems: ['not-yet'],
    maxAgeSeconds: 300,
    handle: async ({ world, query: { publisher: id } }) => {
      const read = await readStatistics(world, id);
      const {
        statistics,
        history,
        publisher: whose,
      } = id === undefined ? counted(read) : found(read, 'statistics (yet) of administration', id);
      return json(statisticsJson(statistics, history, whose), statistics.computedAt);
    },
  }),
  route({
    path: '/v1/apis/{id}/revisions',
    operationId: 'listRevisions',
    summary: 'Revisions of an API, newest first',
    tag: 'catalogue',
    pathParameters: { id: api },
    query: { cursor: cursorOf('revisions'), limit },
    contentType: 'application/json',
    schema: 'RevisionPage',
    maxAgeSeconds: 60,
    handle: async ({ world, path, query }) =>
      json(
        pageJson(
          found(await readRevisions(world, path.id, query.limit ?? 50, query.cursor), 'API', path.id),
          revisionJson,
          'revisions',
        ),
      ),
  }),
  route({
    path: '/v1/apis/{id}/revisions/{number}',
    operationId: 'getRevision',
    summary: 'One revision, with its verdict and problems',
    tag: 'catalogue',
    pathParameters: { id: api, number },
    query: none,
    contentType: 'application/json',
    schema: 'Revision',
    maxAgeSeconds: 300,
    handle: async ({ world, path }) => {
      const revision = found(await readRevision(world, path.id, path.number), 'revision', path.number);
      // No date: a verdict may be reconsidered long after the fetch.
      return json(revisionJson(revision));
    },
  }),
  route({
    path: '/v1/apis/{id}/compare',
    operationId: 'compareRevisions',
    summary: 'What changed between two revisions of an API for whoever calls it',
    tag: 'changes',
    pathParameters: { id: api },
    query: {
      from: revisionNumber('Number of the earlier revision; absent: the one before `to`'),
      to: revisionNumber('Number of the later revision; absent: the newest'),
    },
    contentType: 'application/json',
    schema: 'Comparison',
    problems: ['unreadable', 'no-time'],
    maxAgeSeconds: 300,
    handle: async ({ world, path: { id }, query: { from, to } }) => {
      const read = await readComparison(world, id, {
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      });
      // No date: a newer engine may tell more of the same two documents.
      if (read.outcome === 'found') return json(comparedRevisionsJson(read));
      throw notCompared(id, read);
    },
  }),
  ...(['/v1/apis/{id}/document', '/v1/apis/{id}/revisions/{number}/document'] as const).map((path) =>
    route({
      path,
      operationId: path.includes('{number}') ? 'getRevisionDocument' : 'getDocument',
      summary: path.includes('{number}')
        ? 'The bytes of a revision as published'
        : 'The bytes of the newest revision as published',
      tag: 'catalogue',
      pathParameters: path.includes('{number}') ? { id: api, number } : { id: api },
      query: none,
      contentType: downloadType,
      example: 'Document',
      headers: ['Content-Disposition', 'Last-Modified'],
      mayRedirect: redirection('Where it is kept in a bucket and has more than 4 MB'),
      askedAs: documentTypes,
      maxAgeSeconds: 300,
      handle: async ({ world, path: named, method }) => {
        const { id, number: wanted } = named as { id: string; number?: number };
        const { revision, fileName, content } = found(await readDocument(world, id, wanted), 'document of', id);
        if ('urlFor' in content) return sentOn(content, method);
        return {
          contentType: downloadType,
          body: 'read' in content ? { ...content, tag: revision.digest } : content,
          lastModified: revision.fetchedAt,
          headers: { 'Content-Disposition': `attachment; filename="${fileName}"` },
        };
      },
    }),
  ),
  route({
    path: '/v1/apis/{id}/changes',
    operationId: 'listApiChanges',
    summary: 'What happened to an API, newest first',
    tag: 'changes',
    pathParameters: { id: api },
    query: { ...eventFilter, cursor: cursorOf('api-changes'), limit },
    contentType: 'application/json',
    schema: 'EventPage',
    maxAgeSeconds: 60,
    handle: async ({ world, path, query: { limit: most = 50, cursor, ...filter } }) => {
      found(await world.store.apis.get(path.id), 'API', path.id);
      const question = { scope: { of: 'api', id: path.id } as const, ...given(filter) };
      return json(pageJson(await readChanges(world, question, most, cursor), eventJson, 'api-changes'));
    },
  }),
  route({
    path: '/v1/changes',
    operationId: 'listChanges',
    summary: 'What happened in the catalogue, newest first',
    tag: 'changes',
    pathParameters: none,
    query: { ...eventFilter, cursor: cursorOf('changes'), limit },
    contentType: 'application/json',
    schema: 'EventPage',
    maxAgeSeconds: 60,
    handle: async ({ world, query: { limit: most = 50, cursor, ...filter } }) => {
      const question = { scope: everybody, ...given(filter) };
      return json(pageJson(await readChanges(world, question, most, cursor), eventJson, 'changes'));
    },
  }),
  ...figures,
  ...monitoring,
  ...openData,
  ...feeds,
  route({
    path: '/status',
    operationId: 'getStatus',
    summary: 'How this service is: its latest runs and totals',
    tag: 'about',
    pathParameters: none,
    query: none,
    contentType: 'application/problem+json',
    schema: 'Status',
    maxAgeSeconds: 0,
    handle: async ({ world }) => ({
      contentType: 'application/problem+json',
      body: JSON.stringify(statusJson(await readStatus(world), version)),
      headers: { 'Cache-Control': 'no-store' },
    }),
  }),
  route({
    path: '/openapi.json',
    operationId: 'getOpenapi',
    summary: 'The description of this API',
    tag: 'about',
    pathParameters: none,
    query: none,
    contentType: 'application/json',
    schema: 'OpenapiDocument',
    maxAgeSeconds: 3600,
    handle: async ({ publicUrl, world }) => json(describeApi(routes, publicUrl, world.config)),
  }),
  route({
    path: '/openapi.yaml',
    operationId: 'getOpenapiYaml',
    summary: 'The description of this API, as YAML',
    tag: 'about',
    pathParameters: none,
    query: none,
    contentType: 'application/yaml',
    example: 'OpenapiYaml',
    askedAs: ['text/yaml', 'application/x-yaml'],
    maxAgeSeconds: 3600,
    handle: async ({ publicUrl, world }) => ({
      contentType: 'application/yaml',
      body: renderYaml(describeApi(routes, publicUrl, world.config)),
    }),
  }),
];
