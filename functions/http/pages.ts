/** The pages of the dashboard, routed as the API is. */
import { readOverview } from '../../shared/usecases/read.ts';
import { renderHomePage } from '../../shared/views/home-page.ts';
import { type Route, route } from './route.ts';

/** Browsers ask for it by themselves. */
const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6" fill="#06c"/></svg>';

export const pages: readonly Route[] = [
  route({
    path: '/favicon.ico',
    operationId: 'getIcon',
    summary: 'The icon of the pages',
    tag: 'pages',
    pathParameters: {},
    query: {},
    contentType: 'image/svg+xml',
    maxAgeSeconds: 86_400,
    handle: async () => ({ contentType: 'image/svg+xml', body: icon }),
  }),
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
