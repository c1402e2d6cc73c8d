/** Sources: what we visit, when it is due, and what the last visits found. */
import type { Source } from '../domain/catalogue/source.ts';
import { shardOf } from '../domain/digest.ts';
import type { Row, Table } from '../ports.ts';
import { collect, pageThrough } from './page-through.ts';
import { entityOf, keys, partitions, prefixes, rowOf } from './table.ts';

export type Sources = ReturnType<typeof createSources>;

/** All sources of one origin belong to one shard, so that one run alone is polite to it. */
export function createSources(table: Table, shards: number) {
  const rowOfSource = (source: Source): Row =>
    rowOf(
      {
        ...keys.source(source.id),
        ownerPk: partitions.ofPublisher(source.publisherId),
        ownerSk: `${prefixes.source}${source.id}`,
        duePk: partitions.crawl(shardOf(new URL(source.url).origin, shards)),
        dueSk: `${source.nextAt}#${source.id}`,
      },
      source,
    );
  return {
    async get(id: string): Promise<Source | undefined> {
      const row = await table.get(keys.source(id));
      return row && entityOf<Source>(row);
    },
    async getAll(ids: readonly string[]): Promise<readonly Source[]> {
      return (await table.getAll(ids.map(keys.source))).map(entityOf<Source>);
    },
    /** Sources of a shard due at `now` (ISO 8601), the longest overdue first; all of them when `now` is absent. */
    async *due(shard: number, now?: string): AsyncGenerator<Source> {
      for await (const row of pageThrough(table, { index: 'due', pk: partitions.crawl(shard) })) {
        const source = entityOf<Source>(row);
        if (now !== undefined && source.nextAt > now) return;
        yield source;
      }
    },
    ofPublisher: (publisherId: string): Promise<readonly Source[]> =>
      collect(
        pageThrough(table, { index: 'owner', pk: partitions.ofPublisher(publisherId), prefix: prefixes.source }),
        entityOf<Source>,
      ),
    /** False when it is known already. */
    add: (source: Source): Promise<boolean> => table.put(rowOfSource(source), { absent: true }),
    /**
     * Stores the next version of a source that was read at `source.version`. Two writers share the row: the visit, and the
     * catalogue that lists it. When the other one wrote meanwhile, its half is kept and ours is put on top.
     */
    async save(source: Source, half: keyof typeof halves): Promise<Source> {
      for (let mine = source; ; ) {
        const next = { ...mine, version: mine.version + 1 };
        if (await table.put(rowOfSource(next), { attribute: 'version', equals: mine.version })) return next;
        const theirs = await table.get(keys.source(source.id));
        if (theirs === undefined) throw new Error(`Source ${source.id} vanished while it was being written`);
        mine = halves[half](source, entityOf<Source>(theirs));
      }
    },
  };
}

/** Replaces the listing half of a source: absent fields of `from` become absent. */
const withListing = (source: Source, from: Source): Source => {
  const { anchors: _a, statusUrls: _s, docUrl: _d, missingSince: _m, endpointsStale: _e, ...rest } = source;
  return {
    ...rest,
    listedBy: from.listedBy,
    registered: from.registered,
    ...(from.anchors === undefined ? {} : { anchors: from.anchors }),
    ...(from.statusUrls === undefined ? {} : { statusUrls: from.statusUrls }),
    ...(from.docUrl === undefined ? {} : { docUrl: from.docUrl }),
    ...(from.endpointsStale === undefined ? {} : { endpointsStale: from.endpointsStale }),
    ...(from.missingSince === undefined ? {} : { missingSince: from.missingSince }),
  };
};

const halves = {
  visit: (mine: Source, theirs: Source): Source => ({ ...withListing(mine, theirs), version: theirs.version }),
  listing: (mine: Source, theirs: Source): Source => ({ ...withListing(theirs, mine), nextAt: mine.nextAt }),
} as const;
