/** Pages of APIs: the list with its filters, which are those of `/v1/apis`, and one API with everything known of it. */
import { titleOf } from '../../../shared/domain/catalogue/title-of.ts';
import { profiles } from '../../../shared/domain/compliance/report.ts';
import { findApis } from '../../../shared/usecases/find.ts';
import { readApiPage } from '../../../shared/usecases/read-api-page.ts';
import { readApiIncidents, readIncidents } from '../../../shared/usecases/read-incidents.ts';
import { renderApiPage } from '../../../shared/views/pages/api-page.ts';
import { renderApisPage } from '../../../shared/views/pages/apis-page.ts';
import { renderIncidentsPage } from '../../../shared/views/pages/incidents-page.ts';
import { apiCursorList, apiFilters, apiQuestionOf, cursorOfPlace, readPlace, ruleId } from '../lists.ts';
import { choice, cursorOf, encodeCursor, flag, identifier, type Values } from '../parameters.ts';
import { encodePlace } from '../place-cursor.ts';
import { found } from '../problem.ts';
import type { Route } from '../route.ts';
import { pageRoute } from './page-route.ts';

const pageSize = 25;

/** A link that takes one filter away may leave another that meant nothing without it. */
const withoutIdle = (query: Values<typeof apiFilters>): Values<typeof apiFilters> => ({
  ...query,
  ...(query.rule === undefined ? { profile: undefined } : {}),
  ...(query.q === undefined && query.sort === 'relevance' ? { sort: undefined } : {}),
});

const apiId = identifier('Id of the API', '4f0c2b1d9e8a7c6b5d3f');

const incidentsOnPage = 25;
/** Those of one administration and cause are told together. */
const incidentsOfAllOnPage = 100;

export const apis: readonly Route[] = [
  pageRoute({
    path: '/apis',
    operationId: 'getApisPage',
    summary: 'APIs, with search and filters',
    pathParameters: {},
    query: { ...apiFilters, cursor: cursorOfPlace('apis title') },
    handle: async ({ world, context, query: { cursor: after, ...asked } }) => {
      const filters = withoutIdle(asked);
      const question = apiQuestionOf(filters);
      const list = apiCursorList(question);
      const page = await findApis(world, question, pageSize, readPlace(after, list));
      const catalogue = await world.catalogue();
      return renderApisPage(context, {
        query: { ...filters, cursor: after },
        found: page,
        next: page?.next && encodePlace(page.next, list),
        publisherName: (id) => catalogue?.publisherOf.get(id)?.name,
      });
    },
  }),
  pageRoute({
    path: '/apis/{id}',
    operationId: 'getApiPage',
    summary: 'One API: its state, service, compliance, findings, revisions',
    pathParameters: { id: apiId },
    query: {
      profile: choice(
        'Findings as the official ruleset runs, as the guideline says (default), or of security',
        profiles,
      ),
      rule: { ...ruleId, description: 'Only findings of this rule' },
      all: flag('With `rule`: all of its findings that are kept'),
    },
    handle: async ({ world, context, path, query }) =>
      renderApiPage(context, found(await readApiPage(world, path.id), 'API', path.id), query),
  }),
  pageRoute({
    path: '/apis/{id}/incidents',
    operationId: 'getApiIncidentsPage',
    summary: 'Incidents of one API',
    pathParameters: { id: apiId },
    query: { cursor: cursorOf('api-incidents') },
    handle: async ({ world, context, path: { id }, query: { cursor } }) => {
      const [page, api] = await Promise.all([
        readApiIncidents(world, id, {}, incidentsOnPage, cursor),
        world.store.apis.get(id),
      ]);
      const { items, next } = found(page, 'API', id);
      const title = api === undefined ? id : titleOf(api);
      return renderIncidentsPage(context, {
        query: { cursor: cursor && encodeCursor(cursor, 'api-incidents') },
        incidents: items,
        next: next && encodeCursor(next, 'api-incidents'),
        api: { id, title },
        subjectOf: () => ({ title, publisher: api?.publisherName }),
      });
    },
  }),
  pageRoute({
    path: '/incidents',
    operationId: 'getIncidentsPage',
    summary: 'Incidents of all APIs, open and over',
    pathParameters: {},
    query: {
      open: flag('Only those that are open, or (`false`) only those that are over'),
      cursor: cursorOf('incidents'),
    },
    handle: async ({ world, context, query: { open, cursor } }) => {
      const [{ items, next }, catalogue] = await Promise.all([
        readIncidents(world, { open }, incidentsOfAllOnPage, cursor),
        world.catalogue(),
      ]);
      return renderIncidentsPage(context, {
        query: { open, cursor: cursor && encodeCursor(cursor, 'incidents') },
        incidents: items,
        next: next && encodeCursor(next, 'incidents'),
        subjectOf: ({ apiId, publisherId }) => ({
          title: catalogue?.apiOf.get(apiId)?.title ?? apiId,
          // While nothing is listed yet, nobody is known to be gone.
          publisher: catalogue === undefined ? publisherId : catalogue.publisherOf.get(publisherId)?.name,
        }),
      });
    },
  }),
];
