/** Publishers, what belongs to them, their totals, the national totals, and which sources file they were registered from. */

import type { Api } from '../domain/catalogue/api.ts';
import type { Publisher } from '../domain/catalogue/publisher.ts';
import type { Source } from '../domain/catalogue/source.ts';
import type { Totals } from '../domain/catalogue/totals.ts';
import type { Compliance } from '../domain/compliance/compliance.ts';
import type { Table } from '../ports.ts';
import { collect, pageThrough } from './page-through.ts';
import { entityOf, keys, partitions, rowOf } from './table.ts';

/** The sources file that was registered last. */
export type Registered = {
  readonly digest: string;
  readonly at: string;
  /** Ids of those who were taken out of it and are not forgotten yet. Undefined: any may be, as in rows of before. */
  readonly left?: readonly string[];
};

type Owned = {
  readonly sources: readonly Source[];
  readonly apis: readonly Api[];
  /** Also of those that are withdrawn. */
  readonly compliance: readonly Compliance[];
};

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
    /** What belongs to one, in one query: only its endpoints are elsewhere. */
    async ownedBy(id: string): Promise<Owned> {
      const sources: Source[] = [];
      const apis: Api[] = [];
      const compliance: Compliance[] = [];
      for await (const row of pageThrough(table, { index: 'owner', pk: partitions.ofPublisher(id) })) {
        if (row.sk === keys.source('').sk) sources.push(entityOf<Source>(row));
        else if (row.sk === keys.api('').sk) apis.push(entityOf<Api>(row));
        else if (row.sk === keys.compliance('').sk) compliance.push(entityOf<Compliance>(row));
      }
      return { sources, apis, compliance };
    },
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

    async registered(): Promise<Registered | undefined> {
      const row = await table.get(keys.registry());
      return row && entityOf<Registered>(row);
    },
    putRegistered: (registered: Registered): Promise<boolean> => table.put(rowOf(keys.registry(), registered)),
  };
}
