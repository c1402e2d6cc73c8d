/** APIs, their revisions, and which of them publish the same content. */
import type { Api, Revision } from '../domain/catalogue/api.ts';
import type { Page, Position, Table } from '../ports.ts';
import { collect, pageThrough } from './page-through.ts';
import { entityOf, keys, partitions, prefixes, rowOf } from './table.ts';

export type Apis = ReturnType<typeof createApis>;

const everyApi = () => ({ index: 'listing', pk: partitions.apis() }) as const;

export function createApis(table: Table) {
  return {
    async get(id: string): Promise<Api | undefined> {
      const row = await table.get(keys.api(id));
      return row && entityOf<Api>(row);
    },
    /** Those that there are, in any order. */
    async withIds(ids: readonly string[]): Promise<readonly Api[]> {
      return (await table.getAll(ids.map(keys.api))).map(entityOf<Api>);
    },
    put: (api: Api): Promise<boolean> =>
      table.put(
        rowOf(
          {
            ...keys.api(api.id),
            ownerPk: partitions.ofPublisher(api.publisherId),
            ownerSk: `${prefixes.api}${api.id}`,
            listingPk: partitions.apis(),
            listingSk: api.id,
          },
          api,
        ),
      ),
    /** One page of all. */
    async list(limit: number, after?: Position): Promise<Page<Api>> {
      const query = { ...everyApi(), limit };
      const page = await table.query(after === undefined ? query : { ...query, after });
      return { ...page, items: page.items.map(entityOf<Api>) };
    },
    all: (): AsyncGenerator<Api> => entities<Api>(pageThrough(table, everyApi())),
    ofPublisher: (publisherId: string): Promise<readonly Api[]> =>
      collect(
        pageThrough(table, { index: 'owner', pk: partitions.ofPublisher(publisherId), prefix: prefixes.api }),
        entityOf<Api>,
      ),

    async revision(apiId: string, number: number): Promise<Revision | undefined> {
      const row = await table.get(keys.revision(apiId, number));
      return row && entityOf<Revision>(row);
    },
    async revisions(apiId: string, limit: number, after?: Position): Promise<Page<Revision>> {
      const query = { pk: partitions.api(apiId), prefix: prefixes.revision, direction: 'descending', limit } as const;
      const page = await table.query(after === undefined ? query : { ...query, after });
      return { ...page, items: page.items.map(entityOf<Revision>) };
    },
    /** False when that number is taken: a run before this one stored it. */
    addRevision: (revision: Revision): Promise<boolean> =>
      table.put(rowOf(keys.revision(revision.apiId, revision.number), revision), { absent: true }),
    putRevision: (revision: Revision): Promise<boolean> =>
      table.put(rowOf(keys.revision(revision.apiId, revision.number), revision)),

    /** APIs of a publisher whose newest content has this digest; `anchors` are those of their sources. */
    contentHolders: (publisherId: string, digest: string): Promise<readonly ContentHolder[]> =>
      collect(pageThrough(table, { pk: partitions.content(publisherId, digest) }), entityOf<ContentHolder>),
    putContentHolder: (publisherId: string, digest: string, holder: ContentHolder): Promise<boolean> =>
      table.put(rowOf(keys.content(publisherId, digest, holder.apiId), holder)),
    deleteContentHolder: (publisherId: string, digest: string, apiId: string): Promise<void> =>
      table.delete(keys.content(publisherId, digest, apiId)),

    /** The API that bears an `info.x-api-id` at a publisher. */
    async named(publisherId: string, name: string): Promise<string | undefined> {
      const row = await table.get(keys.named(publisherId, name));
      return row && entityOf<{ apiId: string }>(row).apiId;
    },
    addNamed: (publisherId: string, name: string, apiId: string): Promise<boolean> =>
      table.put(rowOf(keys.named(publisherId, name), { apiId }), { absent: true }),
  };
}

export type ContentHolder = { readonly apiId: string; readonly sourceId: string; readonly anchors: readonly string[] };

async function* entities<T>(rows: AsyncIterable<Parameters<typeof entityOf>[0]>): AsyncGenerator<T> {
  for await (const row of rows) yield entityOf<T>(row);
}
