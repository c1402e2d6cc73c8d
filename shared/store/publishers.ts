/** Publishers, their totals, the national totals, and which sources file they were registered from. */

import type { Publisher } from '../domain/catalogue/publisher.ts';
import type { Totals } from '../domain/catalogue/totals.ts';
import type { Table } from '../ports.ts';
import { collect, pageThrough } from './page-through.ts';
import { entityOf, keys, partitions, rowOf } from './table.ts';

export function createPublishers(table: Table) {
  const rowOfPublisher = (publisher: Publisher) =>
    rowOf({ ...keys.publisher(publisher.id), listingPk: partitions.publishers(), listingSk: publisher.id }, publisher);
  return {
    async get(id: string): Promise<Publisher | undefined> {
      const row = await table.get(keys.publisher(id));
      return row && entityOf<Publisher>(row);
    },
    /** Those that there are, in any order. */
    async withIds(ids: readonly string[]): Promise<readonly Publisher[]> {
      return (await table.getAll(ids.map(keys.publisher))).map(entityOf<Publisher>);
    },
    all: (): Promise<readonly Publisher[]> =>
      collect(pageThrough(table, { index: 'listing', pk: partitions.publishers() }), entityOf<Publisher>),
    putAll: (publishers: readonly Publisher[]): Promise<void> => table.putAll(publishers.map(rowOfPublisher)),
    delete: (id: string): Promise<void> => table.delete(keys.publisher(id)),

    async totalsOf(ids: readonly string[]): Promise<ReadonlyMap<string, Totals>> {
      const rows = await table.getAll(ids.map(keys.totals));
      return new Map(rows.map((row) => [String(row.publisherId), entityOf<Totals & { publisherId: string }>(row)]));
    },
    putTotals: (totals: readonly (Totals & { publisherId: string })[]): Promise<void> =>
      table.putAll(totals.map((each) => rowOf(keys.totals(each.publisherId), each))),
    async national(): Promise<Totals | undefined> {
      const row = await table.get(keys.national());
      return row && entityOf<Totals>(row);
    },
    putNational: (totals: Totals): Promise<boolean> => table.put(rowOf(keys.national(), totals)),

    /** Digest of the sources file that was registered last. */
    async registeredDigest(): Promise<string | undefined> {
      const row = await table.get(keys.registry());
      return row && entityOf<{ digest: string }>(row).digest;
    },
    putRegisteredDigest: (digest: string, at: string): Promise<boolean> =>
      table.put(rowOf(keys.registry(), { digest, at })),
  };
}
