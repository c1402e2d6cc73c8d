/** Pages of the national figures: of today with their trend, and of each quarter that is over. */
import { readFiguresAndTrend, readQuarter } from '../../../shared/usecases/read-figures.ts';
import { renderFiguresPage } from '../../../shared/views/pages/figures/figures-page.ts';
import { renderQuarterPage } from '../../../shared/views/pages/figures/quarter-page.ts';
import { noQuarter, quarter, there } from '../figures.ts';
import type { Route } from '../route.ts';
import { pageRoute } from './page-route.ts';

export const figurePages: readonly Route[] = [
  pageRoute({
    path: '/figures',
    operationId: 'getFiguresPage',
    summary: 'The figures of the nation, what each counts, and how they went',
    pathParameters: {},
    query: {},
    handle: async ({ world, context }) => renderFiguresPage(context, await readFiguresAndTrend(world)),
  }),
  pageRoute({
    path: '/figures/quarters/{quarter}',
    operationId: 'getQuarterPage',
    summary: 'The figures of the nation of a quarter that is over',
    pathParameters: { quarter },
    query: {},
    maxAgeSeconds: 3600,
    handle: async ({ world, path, context }) =>
      renderQuarterPage(context, there(await readQuarter(world, path.quarter), noQuarter(path.quarter))),
  }),
];
