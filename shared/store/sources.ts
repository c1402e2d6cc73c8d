/** Sources: what we visit, when it is due, and what the last visits found. */
import type { Source } from '../domain/catalogue/source.ts';
import { bucketOf, bucketsOfShard } from '../domain/digest.ts';
import type { Position, Row, Table } from '../ports.ts';
import { collect, pageSize, pageThrough } from './page-through.ts';
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
        duePk: partitions.crawl(bucketOf(new URL(source.url).origin)),
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
    /** Sources of a shard due at `now` (ISO 8601), in each bucket the longest overdue first; all of them when `now` is absent. */
    async *due(shard: number, now?: string): AsyncGenerator<Source> {
      for (const bucket of bucketsOfShard(shard, shards)) {
        for await (const row of pageThrough(table, { index: 'due', pk: partitions.crawl(bucket) })) {
          const source = entityOf<Source>(row);
          if (now !== undefined && source.nextAt > now) break;
          yield source;
        }
      }
    },
    ofPublisher: (publisherId: string): Promise<readonly Source[]> =>
      collect(
        pageThrough(table, { index: 'owner', pk: partitions.ofPublisher(publisherId), prefix: prefixes.source }),
        entityOf<Source>,
      ),
    /** The first of a publisher's, in order of their ids: what so many reads find, of which long rows make more. */
    async firstOfPublisher(
      publisherId: string,
      mostReads: number,
    ): Promise<{ readonly items: readonly Source[]; readonly hasMore: boolean }> {
      const query = { index: 'owner', pk: partitions.ofPublisher(publisherId), prefix: prefixes.source } as const;
      const items: Source[] = [];
      let after: Position | undefined;
      for (let reads = 0; reads < mostReads; reads += 1) {
        const page = await table.query({ ...query, limit: pageSize, ...(after === undefined ? {} : { after }) });
        items.push(...page.items.map(entityOf<Source>));
        after = page.next;
        if (after === undefined) break;
      }
      return { items, hasMore: after !== undefined };
    },
    /** False when it is known already. */
    add: (source: Source): Promise<boolean> => table.put(rowOfSource(source), { absent: true }),
    /**
     * Stores what `change` makes of a source. When another writer changed the row since it was read, the change is made
     * again to what is there now, so that neither loses the other's word.
     */
    async save(source: Source, change: (current: Source) => Source): Promise<Source> {
      for (let current = source; ; ) {
        const next = { ...change(current), version: current.version + 1 };
        if (await table.put(rowOfSource(next), { attribute: 'version', equals: current.version })) return next;
        const there = await table.get(keys.source(source.id));
        if (there === undefined) throw new Error(`Source ${source.id} vanished while it was being written`);
        current = entityOf<Source>(there);
      }
    },
  };
}
