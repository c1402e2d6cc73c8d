/** What an origin's robots.txt said, and when it was asked for. The rules themselves are a blob. */
import type { Table } from '../ports.ts';
import { entityOf, keys, rowOf } from './table.ts';

export type OriginFacts = {
  readonly origin: string;
  /** RFC 9309: `allow` is an answer without rules; `unavailable` forbids until there is one. */
  readonly robots?: 'allow' | 'unavailable' | 'rules';
  readonly askedAt?: string;
};

export const createOrigins = (table: Table) => ({
  async get(origin: string): Promise<OriginFacts> {
    const row = await table.get(keys.origin(origin));
    return row === undefined ? { origin } : entityOf<OriginFacts>(row);
  },
  put: (facts: OriginFacts): Promise<boolean> => table.put(rowOf(keys.origin(facts.origin), facts)),
});
