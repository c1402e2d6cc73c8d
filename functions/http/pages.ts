/** The pages of the dashboard, routed as the API is. */
import { readOverview } from '../../shared/usecases/read.ts';
import { renderHomePage } from '../../shared/views/home-page.ts';
import { type Route, route } from './route.ts';

export const pages: readonly Route[] = [
  route({
    path: '/',
    operationId: 'getHomePage',
    summary: 'Administrations, their APIs and how they are',
    tag: 'pages',
    pathParameters: {},
    query: {},
    contentType: 'text/html',
    maxAgeSeconds: 60,
    handle: async ({ world }) => ({
      contentType: 'text/html; charset=utf-8',
      body: renderHomePage(await readOverview(world)),
    }),
  }),
];
