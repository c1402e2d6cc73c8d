/** What an origin's robots.txt said, and when it was asked for (the rules themselves are a blob); when it wants no visits. */
import type { FetchCode } from '../domain/fetching/fetch-codes.ts';
import type { Table } from '../ports.ts';
import { entityOf, keys, rowOf } from './table.ts';

export type OriginFacts = {
  readonly origin: string;
  /** RFC 9309: `allow` is an answer without rules; `unavailable` forbids until there is one. */
  readonly robots?: 'allow' | 'unavailable' | 'rules';
  readonly askedAt?: string;
};

/** Until when (ISO 8601) an origin is not asked: for rest, which it asked for with `code`, or for its pause (Crawl-delay). */
export type Rest = { readonly restUntil: string; readonly code?: FetchCode };

/** The rest is a row of its own: it is learnt from any answer, also while robots.txt is being read. */
export const createOrigins = (table: Table) => ({
  async get(origin: string): Promise<OriginFacts> {
    const row = await table.get(keys.origin(origin));
    return row === undefined ? { origin } : entityOf<OriginFacts>(row);
  },
  put: (facts: OriginFacts): Promise<boolean> => table.put(rowOf(keys.origin(facts.origin), facts)),
  async getRest(origin: string): Promise<Rest | undefined> {
    const row = await table.get(keys.rest(origin));
    return row === undefined ? undefined : entityOf<Rest>(row);
  },
  putRest: (origin: string, rest: Rest): Promise<boolean> =>
    table.put(rowOf(keys.rest(origin), rest, Math.ceil(Date.parse(rest.restUntil) / 1000))),
});

export type Origins = ReturnType<typeof createOrigins>;
