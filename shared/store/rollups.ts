/** How far the roll-ups have come, and by how many shards. */
import type { ExportFormat } from '../domain/open-data/export-format.ts';
import type { Table } from '../ports.ts';
import { entityOf, keys, rowOf } from './table.ts';

export type Layout = {
  readonly shards: number;
  /** The first day (`2026-11-23`) that is finished by so many; absent: whatever is not finished. */
  readonly from?: string;
  /** The most that there ever were. */
  readonly mostShards: number;
  /** The day on which their number was seen to have changed; absent: it never did. */
  readonly changedOn?: string;
  /** The layout that finishes the days before `from`. */
  readonly before?: { readonly shards: number; readonly from?: string };
  /** Raised by every write. */
  readonly version: number;
};

/** The blobs that the catalogue in memory of readers is made of: the day each was made (`2026-11-26`) and its digest. */
export type CataloguePointer = {
  /** ISO 8601. */
  readonly builtAt: string;
  readonly list: { readonly date: string; readonly digest: string };
  readonly search: { readonly date: string; readonly digest: string; readonly of: string };
};

/** The newest open data: of which day (`2026-11-26`), by which schema, of how many APIs, and the digest of each file. */
export type ExportsPointer = {
  readonly date: string;
  /** There was none of an earlier day. */
  readonly isFirst: boolean;
  /** ISO 8601. */
  readonly builtAt: string;
  readonly schemaVersion: number;
  readonly apis: number;
  readonly digests: { readonly [format in ExportFormat]: string };
};

export const createRollUps = (table: Table) => ({
  /** The last day (`2026-11-23`) of which the rows of a shard's endpoints are written. */
  async finished(shard: number): Promise<string | undefined> {
    const row = await table.get(keys.rolledUp(shard));
    return row && entityOf<{ readonly date: string }>(row).date;
  },
  putFinished: (shard: number, date: string): Promise<boolean> => table.put(rowOf(keys.rolledUp(shard), { date })),

  async layout(): Promise<Layout | undefined> {
    const row = await table.get(keys.layout());
    return row && entityOf<Layout>(row);
  },
  /** False when another was put since `known` was read. */
  putLayout: (layout: Omit<Layout, 'version'>, known: Layout | undefined): Promise<boolean> =>
    table.put(
      rowOf(keys.layout(), { ...layout, version: (known?.version ?? 0) + 1 }),
      known === undefined ? { absent: true } : { attribute: 'version', equals: known.version },
    ),

  async catalogue(): Promise<CataloguePointer | undefined> {
    const row = await table.get(keys.catalogue());
    return row && entityOf<CataloguePointer>(row);
  },
  putCatalogue: (pointer: CataloguePointer): Promise<boolean> => table.put(rowOf(keys.catalogue(), pointer)),

  async exports(): Promise<ExportsPointer | undefined> {
    const row = await table.get(keys.exports());
    return row && entityOf<ExportsPointer>(row);
  },
  putExports: (pointer: ExportsPointer): Promise<boolean> => table.put(rowOf(keys.exports(), pointer)),

  /** The day on which what was kept long enough was dropped last. */
  async swept(): Promise<string | undefined> {
    const row = await table.get(keys.swept());
    return row && entityOf<{ readonly date: string }>(row).date;
  },
  putSwept: (date: string): Promise<boolean> => table.put(rowOf(keys.swept(), { date })),
});
