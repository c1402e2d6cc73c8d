/** Pages of APIs: the list with its filters, which are those of `/v1/apis`, and one API with everything known of it. */
import { findApis } from '../../../shared/usecases/find.ts';
import { renderApisPage } from '../../../shared/views/pages/apis-page.ts';
import { apiCursorList, apiFilters, apiQuestionOf, cursorOfPlace, readPlace } from '../lists.ts';
import type { Values } from '../parameters.ts';
import { encodePlace } from '../place-cursor.ts';
import type { Route } from '../route.ts';
import { pageRoute } from './page-route.ts';

const pageSize = 25;

/** A link that takes one filter away may leave another that meant nothing without it. */
const withoutIdle = (query: Values<typeof apiFilters>): Values<typeof apiFilters> => ({
  ...query,
  ...(query.rule === undefined ? { profile: undefined } : {}),
  ...(query.q === undefined && query.sort === 'relevance' ? { sort: undefined } : {}),
});

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
      const found = await findApis(world, question, pageSize, readPlace(after, list));
      const catalogue = await world.catalogue();
      return renderApisPage(context, {
        query: { ...filters, cursor: after },
        found,
        next: found?.next && encodePlace(found.next, list),
        publisherName: (id) => catalogue?.publisherOf.get(id)?.name,
      });
    },
  }),
];
