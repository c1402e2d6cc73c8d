/** Addresses of lists with their filters, from data: what is asked now, and what a link changes of it. */
import type { PageContext } from './page.ts';
import { pageHref } from './page.ts';

/** As the route read it; what was not given is undefined. */
export type ListQuery = { readonly [name: string]: string | number | boolean | undefined };

/** With its question mark, or empty. */
function queryText(query: ListQuery): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(
    Object.fromEntries(given.map(([name, value]) => [name, String(value)])),
  ).toString();
  return search === '' ? '' : `?${search}`;
}

/**
 * The same list with a filter set, changed or (undefined) taken away: `listHref(context, '/apis', query, { grade: 'A' })`.
 * Another question begins at its first page: a cursor is kept only where the change gives it.
 */
export const listHref = (
  context: Pick<PageContext, 'language'>,
  path: string,
  query: ListQuery,
  change: ListQuery = {},
): string => `${pageHref(context, path)}${queryText({ ...query, cursor: undefined, ...change })}`;

/** The same list for programs, from its beginning: `dataHref('/v1/apis', query)`. */
export const dataHref = (path: string, query: ListQuery): string =>
  `${path}${queryText({ ...query, cursor: undefined })}`;
