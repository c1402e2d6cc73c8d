/** Endpoints, their incidents, their days and hours. A quiet endpoint has no row written but the two of each day. */
import { bucketOf, bucketsOfShard } from '../domain/digest.ts';
import { type Day, dateOf, dayMs, type HoursOfDay } from '../domain/uptime/availability.ts';
import type { Endpoint } from '../domain/uptime/endpoint.ts';
import { type PackedHour, packHours, unpackHours } from '../domain/uptime/packed-hours.ts';
import type { Incident } from '../domain/uptime/settle.ts';
import type { Table } from '../ports.ts';
import { collect, pageThrough } from './page-through.ts';
import { entityOf, keptDays, keys, partitions, prefixes, rowOf } from './table.ts';

type StoredHours = Omit<HoursOfDay, 'hours'> & { readonly hours: readonly PackedHour[] };

/** Seconds since 1970: so many days after the end of a day. */
const expiryOf = (date: string, days: number): number => (Date.parse(date) + (1 + days) * dayMs) / 1000;

/** Those of one host are together, so that one shard knows all that it is asked. */
export const bucketOfEndpoint = ({ url }: Pick<Endpoint, 'url'>): number => bucketOf(new URL(url).host);

export type Endpoints = ReturnType<typeof createEndpoints>;

export function createEndpoints(table: Table, shards: number) {
  const keyOf = (endpoint: Endpoint) => ({
    ...keys.endpoint(endpoint.id),
    ownerPk: partitions.api(endpoint.apiId),
    ownerSk: `${prefixes.endpoint}${endpoint.id}`,
    facetPk: partitions.endpointsOf(endpoint.publisherId),
    facetSk: endpoint.id,
    duePk: partitions.probe(bucketOfEndpoint(endpoint)),
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
    /** From one date to another, both included, oldest first. */
    async daysBetween(endpointId: string, from: string, to: string): Promise<readonly Day[]> {
      const after = { sk: keys.day(endpointId, dateOf(Date.parse(from) - dayMs)).sk };
      const limit = Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1;
      const page = { pk: partitions.endpoint(endpointId), prefix: prefixes.day, limit, after };
      return (await table.query(page)).items.map(entityOf<Day>).filter(({ date }) => date <= to);
    },
    putDays: (days: readonly Day[]): Promise<void> =>
      table.putAll(days.map((day) => rowOf(keys.day(day.endpointId, day.date), day, expiryOf(day.date, keptDays.day)))),

    async hours(endpointIds: readonly string[], date: string): Promise<readonly HoursOfDay[]> {
      const rows = await table.getAll(endpointIds.map((id) => keys.hours(id, date)));
      return rows.map(entityOf<StoredHours>).map(({ hours, ...day }) => ({ ...day, hours: unpackHours(hours) }));
    },
    putHours: (days: readonly HoursOfDay[]): Promise<void> =>
      table.putAll(
        days.map(({ hours, ...day }) =>
          rowOf(
            keys.hours(day.endpointId, day.date),
            { ...day, hours: packHours(hours) } satisfies StoredHours,
            expiryOf(day.date, keptDays.hours),
          ),
        ),
      ),

    /** The last day (`2026-11-23`) of which the rows of a shard's endpoints are written. */
    async rolledUp(shard: number): Promise<string | undefined> {
      const row = await table.get(keys.rolledUp(shard));
      return row && entityOf<{ readonly date: string }>(row).date;
    },
    putRolledUp: (shard: number, date: string): Promise<boolean> => table.put(rowOf(keys.rolledUp(shard), { date })),
  };
}
