/** Two revisions of an API side by side. What there is not is told on a page of its own, where others can be chosen. */
import { readSideBySide, type SideBySide } from '../../../shared/usecases/read-side-by-side.ts';
import { renderComparisonPage } from '../../../shared/views/pages/comparison-page.ts';
import { count, given, identifier, type Parameter } from '../parameters.ts';
import { found, problemTypes } from '../problem.ts';
import type { Route } from '../route.ts';
import { pageRoute } from './page-route.ts';

const revision = (description: string): Parameter<number> => ({
  description,
  schema: { type: 'integer', format: 'int32', minimum: 1, maximum: 99_999_999 },
  example: 2,
  parse: count('', 1, 99_999_999, 1).parse,
});

type Outcome = SideBySide['read']['outcome'];

const statuses: { readonly [outcome in Exclude<Outcome, 'found'>]: number } = {
  'no-revision': problemTypes['not-found'].status,
  'no-document': problemTypes['not-found'].status,
  unreadable: problemTypes.unreadable.status,
  'no-time': problemTypes['no-time'].status,
};

export const comparison: readonly Route[] = [
  pageRoute({
    path: '/apis/{id}/compare',
    operationId: 'getComparisonPage',
    summary: 'What changed between two revisions of an API, and both documents side by side where they did',
    pathParameters: { id: identifier('Id of the API', '4f0c2b1d9e8a7c6b5d3f') },
    query: {
      from: revision('Number of the earlier revision; absent: the one before `to`'),
      to: revision('Number of the later revision; absent: the newest'),
    },
    maxAgeSeconds: 300,
    handle: async ({ world, path: { id }, query, context }) => {
      const sideBySide = found(await readSideBySide(world, id, given(query)), 'API', id);
      const page = renderComparisonPage(context, sideBySide);
      const { outcome } = sideBySide.read;
      if (outcome === 'found') return page;
      const headers = outcome === 'no-time' ? { 'Retry-After': '300' } : {};
      return { page, status: statuses[outcome], headers: { ...headers, 'Cache-Control': 'no-store' } };
    },
  }),
];
