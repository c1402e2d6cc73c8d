/** Endpoints, their incidents, their days and hours. A quiet endpoint has no row written but the two of each day. */
import { bucketOf, bucketsOfShard } from '../domain/digest.ts';
import { type Day, dateOf, dayMs, type HoursOfDay } from '../domain/uptime/availability.ts';
import type { Endpoint } from '../domain/uptime/endpoint.ts';
import { type PackedHour, packHours, unpackHours } from '../domain/uptime/packed-hours.ts';
import type { Incident } from '../domain/uptime/settle.ts';
import type { Page, Position, Query, Row, Table } from '../ports.ts';
import { collect, pageThrough } from './page-through.ts';
import { entityOf, keptDays, keys, partitions, prefixes, rowOf } from './table.ts';

type StoredHours = Omit<HoursOfDay, 'hours'> & { readonly hours: readonly PackedHour[] };

/** Seconds since 1970: so many days after the end of a day. */
const expiryOf = (date: string, days: number): number => (Date.parse(date) + (1 + days) * dayMs) / 1000;

/** Those of one host are together, so that one shard knows all that it is asked. */
export const bucketOfEndpoint = ({ url }: Pick<Endpoint, 'url'>): number => bucketOf(new URL(url).host);

export const isOfShard = (endpoint: Pick<Endpoint, 'url'>, shard: number, of: number): boolean =>
  bucketsOfShard(shard, of).includes(bucketOfEndpoint(endpoint));

export type Endpoints = ReturnType<typeof createEndpoints>;

type IncidentState = 'open' | 'closed';

/** Incidents in order of time. */
const incidentTime = (openedAt: string, id: string): string => `${openedAt}#${id}`;

export function createEndpoints(table: Table, shards: number) {
  /** One that is retired is its API's only, and goes with the last of its days. */
  const endpointRow = (endpoint: Endpoint): Row => {
    const { id, apiId, publisherId, retiredAt } = endpoint;
    const owned = { ...keys.endpoint(id), ownerPk: partitions.api(apiId), ownerSk: `${prefixes.endpoint}${id}` };
    if (retiredAt !== undefined) return rowOf(owned, endpoint, expiryOf(retiredAt.slice(0, 10), keptDays.day));
    const key = {
      ...owned,
      facetPk: partitions.endpointsOf(publisherId),
      facetSk: id,
      duePk: partitions.probe(bucketOfEndpoint(endpoint)),
      dueSk: id,
    };
    return rowOf(key, endpoint);
  };
  const everOfApi = (apiId: string): Promise<readonly Endpoint[]> =>
    collect(
      pageThrough(table, { index: 'owner', pk: partitions.api(apiId), prefix: prefixes.endpoint }),
      entityOf<Endpoint>,
    );
  const newest = async (query: Query, after?: Position): Promise<Page<Incident>> => {
    const page = await table.query({ ...query, direction: 'descending', ...(after === undefined ? {} : { after }) });
    return { ...page, items: page.items.map(entityOf<Incident>) };
  };
  return {
    /** `of`: how many shards there are, or were. */
    async ofShard(shard: number, of = shards): Promise<readonly Endpoint[]> {
      const found = bucketsOfShard(shard, of).map((bucket) =>
        collect(pageThrough(table, { index: 'due', pk: partitions.probe(bucket) }), entityOf<Endpoint>),
      );
      return (await Promise.all(found)).flat();
    },
    ofPublisher: (publisherId: string): Promise<readonly Endpoint[]> =>
      collect(pageThrough(table, { index: 'facet', pk: partitions.endpointsOf(publisherId) }), entityOf<Endpoint>),
    ofApi: async (apiId: string): Promise<readonly Endpoint[]> =>
      (await everOfApi(apiId)).filter(({ retiredAt }) => retiredAt === undefined),
    /** Also those that are retired. */
    everOfApi,
    add: (endpoint: Endpoint): Promise<boolean> => table.put(endpointRow(endpoint), { absent: true }),
    async withIds(ids: readonly string[]): Promise<readonly Endpoint[]> {
      return (await table.getAll(ids.map(keys.endpoint))).map(entityOf<Endpoint>);
    },
    /** False when it was written since it was read. */
    replace: (endpoint: Endpoint, { version }: Endpoint): Promise<boolean> =>
      table.put(endpointRow({ ...endpoint, version: version + 1 }), {
        attribute: 'version',
        equals: version,
      }),

    async incident(endpointId: string, id: string): Promise<Incident | undefined> {
      const row = await table.get(keys.incident(endpointId, id));
      return row && entityOf<Incident>(row);
    },
    putIncident: (incident: Incident): Promise<boolean> => {
      const time = incidentTime(incident.openedAt, incident.id);
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
    pageOfIncidentsOf: (apiId: string, limit: number, after?: Position): Promise<Page<Incident>> =>
      newest({ index: 'owner', pk: partitions.api(apiId), prefix: prefixes.incident, limit }, after),
    /** Newest first. */
    pageOfIncidents: (state: IncidentState, limit: number, after?: Position): Promise<Page<Incident>> =>
      newest({ index: 'facet', pk: partitions.incidents(state), limit }, after),
    /** All that are open, newest first. */
    everyOpenIncident: (): Promise<readonly Incident[]> =>
      collect(
        pageThrough(table, { index: 'facet', pk: partitions.incidents('open'), direction: 'descending' }),
        entityOf<Incident>,
      ),
    /** Where the incidents of an API that were opened before a time (ISO 8601) begin. */
    positionOfIncidentsBefore: (time: string): Position => ({
      sk: `${prefixes.incident}${time}`,
      key: keys.incident('-', '-'),
    }),
    /** Where the list of its API's incidents has this one: what comes after it is the rest. */
    positionOfApisIncident: ({ endpointId, id, openedAt }: Incident): Position => ({
      sk: `${prefixes.incident}${incidentTime(openedAt, id)}`,
      key: keys.incident(endpointId, id),
    }),
    /** Where a list of all incidents has this one: what comes after it is the rest. */
    positionOfIncident: ({ endpointId, id, openedAt }: Incident): Position => ({
      sk: incidentTime(openedAt, id),
      key: keys.incident(endpointId, id),
    }),
    /** The first page of those of an API. */
    incidentsOf: async (apiId: string, limit: number): Promise<readonly Incident[]> =>
      (await newest({ index: 'owner', pk: partitions.api(apiId), prefix: prefixes.incident, limit })).items,
    /** The first page of all in a state. */
    incidents: async (state: IncidentState, limit: number): Promise<readonly Incident[]> =>
      (await newest({ index: 'facet', pk: partitions.incidents(state), limit })).items,

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
  };
}
