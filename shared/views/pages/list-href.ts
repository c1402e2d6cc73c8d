/** Addresses of lists with their filters, from data: what is asked now, and what a link changes of it. */
import type { PageContext } from './page.ts';
import { pageHref } from './page.ts';

/** As the route read it; what was not given is undefined. */
export type ListQuery = { readonly [name: string]: string | number | boolean | undefined };

/**
 * The same list with a filter set, changed or (undefined) taken away: `listHref(context, '/apis', query, { grade: 'A' })`.
 * Another question begins at its first page: a cursor is kept only where the change gives it.
 */
export function listHref(
  context: Pick<PageContext, 'language'>,
  path: string,
  query: ListQuery,
  change: ListQuery = {},
): string {
  const asked = { ...query, cursor: undefined, ...change };
  const given = Object.entries(asked).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(
    Object.fromEntries(given.map(([name, value]) => [name, String(value)])),
  ).toString();
  return `${pageHref(context, path)}${search === '' ? '' : `?${search}`}`;
}
