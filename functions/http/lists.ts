/** Routes over the whole catalogue: APIs and administrations, with search, filters, sorting and facets. */

import { publishesAnswers } from '../../shared/domain/catalogue/publishes.ts';
import {
  type ApiQuestion,
  apiSorts,
  type Place,
  type PublisherQuestion,
  publisherSorts,
  specificationFamilies,
} from '../../shared/domain/catalogue/select.ts';
import { sourceStates } from '../../shared/domain/catalogue/source.ts';
import { gateVerdicts } from '../../shared/domain/compliance/compliance.ts';
import { profiles } from '../../shared/domain/compliance/report.ts';
import { findRule, ruleset } from '../../shared/domain/compliance/ruleset.ts';
import { gradeNames } from '../../shared/domain/compliance/statistics.ts';
import { probeVerdicts } from '../../shared/domain/uptime/sample.ts';
import { listApis, listPublishers } from '../../shared/usecases/list-catalogue.ts';
import { apiJson } from '../../shared/views/json-views.ts';
import { foundJson, listedPublisherJson } from '../../shared/views/list-json.ts';
import { publisherRankingCsv } from '../../shared/views/publisher-ranking-csv.ts';
import { choice, given, identifier, limit, type Parameter, type Values } from './parameters.ts';
import { decodePlace, encodePlace } from './place-cursor.ts';
import { Problem } from './problem.ts';
import { json, type Route, route } from './route.ts';

const words = (description: string, most: number, example: string): Parameter<string> => ({
  description: `${description} (at most ${most} characters)`,
  schema: { type: 'string', minLength: 1, maxLength: most, pattern: '\\S' },
  example,
  isText: true,
  parse: (text) => {
    const trimmed = text.trim();
    if (trimmed === '' || [...text].length > most) throw new Error(`must be a text of 1 to ${most} characters`);
    return trimmed;
  },
});

export const ruleId: Parameter<string> = {
  schema: { type: 'string', enum: ruleset.map(({ id }) => id), maxLength: 64 },
  description: 'Only APIs in which this rule finds something (`/v1/rules` lists them)',
  parse: (text) => {
    if (findRule(text) === undefined) throw new Error('must be the id of a rule; /v1/rules lists them');
    return text;
  },
};

/** Read with the order it is of. */
export const cursorOfPlace = (list: string): Parameter<string> => ({
  description: 'Where the page before ended: its `next`',
  schema: { type: 'string', maxLength: 2048 },
  example: encodePlace({ value: 'Anagrafe', id: 'c_h501' }, list),
  isText: true,
  isOpaque: true,
  parse: (text) => text,
});

const most = { words: 200, name: 100 };

/** Filters of APIs, of the API and of the page alike. */
export const apiFilters = {
  q: words(
    'Only what has all of these words, or words that begin so, in names, descriptions, tags, operations',
    most.words,
    'anagrafe',
  ),
  publisher: identifier('Only APIs of this administration', 'c_h501'),
  state: choice('Only APIs in this state (default: all that are not withdrawn)', sourceStates),
  openapi: choice('Only APIs described in this version', specificationFamilies),
  service: choice('Only APIs of whose endpoints the gravest is this', [...probeVerdicts, 'none']),
  grade: choice('Only APIs of this compliance grade', gradeNames),
  publishable: choice('Only APIs of which the national catalogue’s gate says this', gateVerdicts),
  rule: ruleId,
  profile: choice(
    'With `rule`: in which sense it is meant, as the official ruleset runs or as the guideline says',
    profiles,
  ),
  tag: words('Only APIs with this tag, in any case of letters', most.name, 'anagrafe'),
  region: words('Only APIs of administrations of this region', most.name, 'Lazio'),
  category: words('Only APIs of administrations of this category', most.name, 'Comuni'),
  sort: choice('In which order (default: relevance where words are given, else title)', apiSorts),
} as const;

export const publisherFilters = {
  q: words(
    'Only administrations with all of these words, or words that begin so, in their names',
    most.words,
    'comune',
  ),
  region: words('Only administrations of this region', most.name, 'Lazio'),
  category: words('Only administrations of this category', most.name, 'Comuni'),
  publishes: choice(
    'Only administrations that publish something, or nothing yet, or of which it is not known, as none of their addresses could be read',
    publishesAnswers,
  ),
  sort: choice('In which order (default: name)', publisherSorts),
} as const;

/** As the domain asks it; refuses what does not go together. */
export function apiQuestionOf(query: Values<typeof apiFilters>): ApiQuestion {
  const { q, publisher, openapi, profile, ...rest } = query;
  if (profile !== undefined && rest.rule === undefined)
    throw new Problem('bad-parameter', 'profile says in which sense a rule is meant: give rule too.', {
      parameter: 'profile',
    });
  if (rest.sort === 'relevance' && q === undefined)
    throw new Problem('bad-parameter', 'sort=relevance orders what was found for words: give q too.', {
      parameter: 'sort',
    });
  return given({
    words: q,
    publisherId: publisher,
    specification: openapi,
    isOfficial: profile === 'official' ? true : undefined,
    ...rest,
  });
}

export const publisherQuestionOf = ({ q, ...rest }: Values<typeof publisherFilters>): PublisherQuestion =>
  given({ words: q, ...rest });

/** Of which list and order a cursor is; words decide what relevance means. */
export const apiCursorList = ({ words: searched, sort }: ApiQuestion): string =>
  `apis ${sort ?? (searched === undefined ? 'title' : 'relevance')}`;
export const publisherCursorList = ({ sort }: PublisherQuestion): string => `publishers ${sort ?? 'name'}`;

export const readPlace = (text: string | undefined, list: string): Place | undefined =>
  text === undefined ? undefined : decodePlace(text, list);

/** What is not listed yet. */
export const listed = <T>(found: T | undefined): T => {
  if (found !== undefined) return found;
  throw new Problem(
    'not-yet',
    'The catalogue has not been listed yet: that is done by the first roll-up.',
    {},
    { 'Retry-After': '60' },
  );
};

export const lists: readonly Route[] = [
  route({
    path: '/v1/publishers',
    operationId: 'listPublishers',
    summary: 'Administrations, with totals, search, filters and facets',
    tag: 'catalogue',
    pathParameters: {},
    query: { ...publisherFilters, cursor: cursorOfPlace('publishers name'), limit },
    contentType: 'application/json',
    schema: 'PublisherPage',
    problems: ['not-yet'],
    maxAgeSeconds: 60,
    handle: async ({ world, query: { cursor: after, limit: size = 50, ...filters } }) => {
      const question = publisherQuestionOf(filters);
      const list = publisherCursorList(question);
      const found = listed(await listPublishers(world, question, size, readPlace(after, list)));
      return json(foundJson(found, listedPublisherJson, (place) => encodePlace(place, list)));
    },
  }),
  route({
    path: '/v1/publishers.csv',
    operationId: 'getPublisherRanking',
    summary: 'All administrations with what their APIs come to, as CSV',
    tag: 'catalogue',
    pathParameters: {},
    query: publisherFilters,
    contentType: 'text/csv',
    headers: ['Content-Disposition'],
    problems: ['not-yet'],
    maxAgeSeconds: 300,
    handle: async ({ world, query }) => {
      const catalogue = listed(await world.catalogue());
      return {
        contentType: 'text/csv; charset=utf-8; header=present',
        body: publisherRankingCsv(catalogue, publisherQuestionOf(query)),
        headers: { 'Content-Disposition': 'attachment; filename="administrations.csv"' },
      };
    },
  }),
  route({
    path: '/v1/apis',
    operationId: 'listApis',
    summary: 'APIs of the catalogue, with search, filters and facets',
    tag: 'catalogue',
    pathParameters: {},
    query: { ...apiFilters, cursor: cursorOfPlace('apis title'), limit },
    contentType: 'application/json',
    schema: 'ApiPage',
    problems: ['not-yet'],
    maxAgeSeconds: 60,
    handle: async ({ world, query: { cursor: after, limit: size = 50, ...filters } }) => {
      const question = apiQuestionOf(filters);
      const list = apiCursorList(question);
      const found = listed(await listApis(world, question, size, readPlace(after, list)));
      return json(foundJson(found, apiJson, (place) => encodePlace(place, list)));
    },
  }),
];
