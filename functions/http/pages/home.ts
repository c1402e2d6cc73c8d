/** The home page: the country at a glance; for programs, the way to what this service offers them. */

import { readHome } from '../../../shared/usecases/read-home.ts';
import { catalogPath } from '../../../shared/views/api-catalog.ts';
import { renderHomePage } from '../../../shared/views/pages/home-page.ts';
import type { Route } from '../route.ts';
import { pageRoute } from './page-route.ts';

/** RFC 8631 and RFC 9727 §3: whoever has only our address finds our description and our catalogue. */
const ways = `</openapi.json>; rel="service-desc"; type="application/json", <${catalogPath}>; rel="api-catalog"`;

export const home: readonly Route[] = [
  pageRoute({
    path: '/',
    operationId: 'getHomePage',
    summary: 'The country at a glance',
    pathParameters: {},
    query: {},
    handle: async ({ world, context }) => ({
      page: renderHomePage(context, await readHome(world)),
      headers: { Link: ways },
    }),
  }),
];
