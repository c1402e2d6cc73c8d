/** What happened, newest first. An event is told once: its row is put only when absent. */
import type { CatalogueEvent } from '../domain/catalogue/api.ts';
import type { Page, Position, Query, Table } from '../ports.ts';
import { entityOf, keys, partitions, prefixes, rowOf } from './table.ts';

export type Events = ReturnType<typeof createEvents>;

export function createEvents(table: Table) {
  const page = async (
    query: Omit<Query, 'limit' | 'direction'>,
    limit: number,
    after?: Position,
  ): Promise<Page<CatalogueEvent>> => {
    const found = await table.query({
      ...query,
      direction: 'descending',
      limit,
      ...(after === undefined ? {} : { after }),
    });
    return { ...found, items: found.items.map(entityOf<CatalogueEvent>) };
  };
  return {
    /** True when it is new. */
    add: (event: CatalogueEvent): Promise<boolean> => {
      const time = `${event.at}#${event.id}`;
      const key = {
        ...keys.event(event.id),
        ...(event.apiId === undefined
          ? {}
          : { ownerPk: partitions.api(event.apiId), ownerSk: `${prefixes.event}${time}` }),
        listingPk: partitions.events(),
        listingSk: time,
        ...(event.publisherId === undefined ? {} : { facetPk: partitions.eventsOf(event.publisherId), facetSk: time }),
      };
      return table.put(rowOf(key, event), { absent: true });
    },
    latest: (limit: number, after?: Position) => page({ index: 'listing', pk: partitions.events() }, limit, after),
    ofApi: (apiId: string, limit: number, after?: Position) =>
      page({ index: 'owner', pk: partitions.api(apiId), prefix: prefixes.event }, limit, after),
  };
}
