/** Pages of administrations: all of them, with filters, and one with everything known of it. */
import { findPublishers } from '../../../shared/usecases/find.ts';
import { readAdministration } from '../../../shared/usecases/read-administration.ts';
import { renderAdministrationPage } from '../../../shared/views/pages/administration-page.ts';
import { renderAdministrationsPage } from '../../../shared/views/pages/administrations-page.ts';
import { cursorOfPlace, publisherCursorList, publisherFilters, publisherQuestionOf, readPlace } from '../lists.ts';
import { identifier } from '../parameters.ts';
import { encodePlace } from '../place-cursor.ts';
import { found as existing } from '../problem.ts';
import type { Route } from '../route.ts';
import { pageRoute } from './page-route.ts';

const pageSize = 50;

export const administrations: readonly Route[] = [
  pageRoute({
    path: '/administrations',
    operationId: 'getAdministrationsPage',
    summary: 'Administrations, with search and filters',
    pathParameters: {},
    query: { ...publisherFilters, cursor: cursorOfPlace('publishers name') },
    handle: async ({ world, context, query: { cursor: after, ...filters } }) => {
      const question = publisherQuestionOf(filters);
      const list = publisherCursorList(question);
      const found = await findPublishers(world, question, pageSize, readPlace(after, list));
      return renderAdministrationsPage(context, {
        query: { ...filters, cursor: after },
        found,
        next: found?.next && encodePlace(found.next, list),
      });
    },
  }),
  pageRoute({
    path: '/administrations/{id}',
    operationId: 'getAdministrationPage',
    summary: 'One administration: its APIs, what to repair first, and the crawl log',
    pathParameters: { id: identifier('Id of the administration', 'c_h501') },
    query: {},
    handle: async ({ world, context, path: { id } }) =>
      renderAdministrationPage(context, existing(await readAdministration(world, id), 'administration', id)),
  }),
];
