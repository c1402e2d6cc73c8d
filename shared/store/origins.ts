/** What an origin's robots.txt said, and when. */
import type { Table } from '../ports.ts';
import { entityOf, keys, rowOf } from './table.ts';

export type OriginFacts = {
  readonly origin: string;
  /** RFC 9309: `allow` and `disallow` stand for an answer without rules; `rules` are in `robotsText`. */
  readonly robots?: 'allow' | 'disallow' | 'rules';
  /** Bounded to what is relevant to us. */
  readonly robotsText?: string;
  readonly robotsAt?: string;
};

export const createOrigins = (table: Table) => ({
  async get(origin: string): Promise<OriginFacts> {
    const row = await table.get(keys.origin(origin));
    return row === undefined ? { origin } : entityOf<OriginFacts>(row);
  },
  put: (facts: OriginFacts): Promise<boolean> => table.put(rowOf(keys.origin(facts.origin), facts)),
});
