/** The home page: the country at a glance. */

import { readHome } from '../../../shared/usecases/read-home.ts';
import { renderHomePage } from '../../../shared/views/pages/home-page.ts';
import type { Route } from '../route.ts';
import { pageRoute } from './page-route.ts';

export const home: readonly Route[] = [
  pageRoute({
    path: '/',
    operationId: 'getHomePage',
    summary: 'The country at a glance',
    pathParameters: {},
    query: {},
    handle: async ({ world, context }) => renderHomePage(context, await readHome(world)),
  }),
];
