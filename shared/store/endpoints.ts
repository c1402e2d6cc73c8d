/** Endpoints, their incidents and their days. A row is written on a transition only. */
import { bucketOf, bucketsOfShard } from '../domain/digest.ts';
import type { Day } from '../domain/uptime/availability.ts';
import type { Endpoint } from '../domain/uptime/endpoint.ts';
import type { Incident } from '../domain/uptime/settle.ts';
import type { Table } from '../ports.ts';
import { collect, pageThrough } from './page-through.ts';
import { entityOf, keys, partitions, prefixes, rowOf } from './table.ts';

export type Endpoints = ReturnType<typeof createEndpoints>;

export function createEndpoints(table: Table, shards: number) {
  const keyOf = (endpoint: Endpoint) => ({
    ...keys.endpoint(endpoint.id),
    ownerPk: partitions.api(endpoint.apiId),
    ownerSk: `${prefixes.endpoint}${endpoint.id}`,
    facetPk: partitions.endpointsOf(endpoint.publisherId),
    facetSk: endpoint.id,
    duePk: partitions.probe(bucketOf(endpoint.url)),
    dueSk: endpoint.id,
  });
  return {
    async ofShard(shard: number): Promise<readonly Endpoint[]> {
      const found = bucketsOfShard(shard, shards).map((bucket) =>
        collect(pageThrough(table, { index: 'due', pk: partitions.probe(bucket) }), entityOf<Endpoint>),
      );
      return (await Promise.all(found)).flat();
    },
    ofPublisher: (publisherId: string): Promise<readonly Endpoint[]> =>
      collect(pageThrough(table, { index: 'facet', pk: partitions.endpointsOf(publisherId) }), entityOf<Endpoint>),
    ofApi: (apiId: string): Promise<readonly Endpoint[]> =>
      collect(
        pageThrough(table, { index: 'owner', pk: partitions.api(apiId), prefix: prefixes.endpoint }),
        entityOf<Endpoint>,
      ),
    add: (endpoint: Endpoint): Promise<boolean> => table.put(rowOf(keyOf(endpoint), endpoint), { absent: true }),
    async withIds(ids: readonly string[]): Promise<readonly Endpoint[]> {
      return (await table.getAll(ids.map(keys.endpoint))).map(entityOf<Endpoint>);
    },
    /** False when it was written or removed since it was read. */
    replace: (endpoint: Endpoint, { version }: Endpoint): Promise<boolean> =>
      table.put(rowOf(keyOf(endpoint), { ...endpoint, version: version + 1 }), {
        attribute: 'version',
        equals: version,
      }),
    delete: (id: string): Promise<void> => table.delete(keys.endpoint(id)),

    async incident(endpointId: string, id: string): Promise<Incident | undefined> {
      const row = await table.get(keys.incident(endpointId, id));
      return row && entityOf<Incident>(row);
    },
    putIncident: (incident: Incident): Promise<boolean> => {
      const time = `${incident.openedAt}#${incident.id}`;
      const key = {
        ...keys.incident(incident.endpointId, incident.id),
        ownerPk: partitions.api(incident.apiId),
        ownerSk: `${prefixes.incident}${time}`,
        facetPk: partitions.incidents(incident.closedAt === undefined ? 'open' : 'closed'),
        facetSk: time,
      };
      return table.put(rowOf(key, incident));
    },
    /** Newest first. */
    async incidentsOf(apiId: string, limit: number): Promise<readonly Incident[]> {
      const query = { index: 'owner', pk: partitions.api(apiId), prefix: prefixes.incident, limit } as const;
      return (await table.query({ ...query, direction: 'descending' })).items.map(entityOf<Incident>);
    },
    /** Newest first. */
    async incidents(state: 'open' | 'closed', limit: number): Promise<readonly Incident[]> {
      const query = { index: 'facet', pk: partitions.incidents(state), limit, direction: 'descending' } as const;
      return (await table.query(query)).items.map(entityOf<Incident>);
    },

    async days(endpointIds: readonly string[], date: string): Promise<readonly Day[]> {
      return (await table.getAll(endpointIds.map((id) => keys.day(id, date)))).map(entityOf<Day>);
    },
    putDays: (days: readonly Day[]): Promise<void> =>
      table.putAll(days.map((day) => rowOf(keys.day(day.endpointId, day.date), day))),
  };
}
