import { beforeEach, describe, expect, it } from 'vitest';
import { createSqliteTable, type SqliteTable } from '../../../shared/adapters/embedded/sqlite-table.ts';
import { type Day, unknownFor } from '../../../shared/domain/uptime/availability.ts';
import { bucketOfEndpoint, createEndpoints, type Endpoints } from '../../../shared/store/endpoints.ts';
import { morning, sampleEndpoint, sampleIncident } from '../../fixtures/sample-records.ts';

const shards = 3;
const api = { id: 'api' };
let table: SqliteTable;
let endpoints: Endpoints;
beforeEach(() => {
  table = createSqliteTable(':memory:');
  endpoints = createEndpoints(table, shards);
});

const later = '2026-11-23T08:05:00.000Z';
const endpoint = sampleEndpoint(api, 'https://api.example/status');

describe('endpoints', () => {
  it('are each in one shard and with their API, until they are deleted', async () => {
    const all = Array.from({ length: 20 }, (_, index) => sampleEndpoint(api, `https://host-${index}.example/`));
    for (const each of all) expect(await endpoints.add(each)).toBe(true);
    const ids = all.map(({ id }) => id).sort();
    const found = await Promise.all([0, 1, 2].map((shard) => endpoints.ofShard(shard)));
    expect(
      found
        .flat()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(ids);
    expect((await endpoints.ofApi('api')).map(({ id }) => id)).toEqual(ids);
    expect(await endpoints.ofApi('ap')).toEqual([]);
  });

  it('of one host are all in one shard, which knows all that the host is asked', async () => {
    for (const path of ['a', 'b', 'c', 'd', 'e', 'f', 'g'])
      await endpoints.add(sampleEndpoint(api, `https://api.example/${path}`));
    const found = await Promise.all([0, 1, 2].map((shard) => endpoints.ofShard(shard)));
    expect(found.map((all) => all.length).sort()).toEqual([0, 0, 7]);
  });

  it('are added once', async () => {
    await endpoints.add(endpoint);
    expect(await endpoints.add({ ...endpoint, verdict: 'down' })).toBe(false);
    expect(await endpoints.ofApi('api')).toEqual([endpoint]);
  });

  it('are not flipped by a late result: who read them before they moved writes nothing', async () => {
    await endpoints.add(endpoint);
    const down = { ...endpoint, verdict: 'down', since: later } as const;
    expect(await endpoints.replace(down, endpoint)).toBe(true);
    expect(await endpoints.replace({ ...endpoint, verdict: 'blocked', since: morning }, endpoint)).toBe(false);
    expect(await endpoints.ofApi('api')).toEqual([{ ...down, version: 2 }]);
  });

  it('are not moved by who read them before any other write, though they stood still', async () => {
    await endpoints.add(endpoint);
    expect(await endpoints.replace({ ...endpoint, kind: 'server' }, endpoint)).toBe(true);
    expect(await endpoints.replace({ ...endpoint, verdict: 'down', since: later }, endpoint)).toBe(false);
    expect(await endpoints.withIds([endpoint.id, 'none'])).toEqual([{ ...endpoint, kind: 'server', version: 2 }]);
  });

  it('are their API’s only when they are retired, as long as their days are kept, and come back in full', async () => {
    await endpoints.add(endpoint);
    const retired = { ...endpoint, retiredAt: '2026-11-23T10:00:00.000Z' };
    expect(await endpoints.replace(retired, endpoint)).toBe(true);
    const listed = () =>
      Promise.all([endpoints.ofApi('api'), endpoints.ofShard(bucket), endpoints.ofPublisher('c_h501')]);
    const bucket = bucketOfEndpoint(endpoint) % 3;
    expect(await listed()).toEqual([[], [], []]);
    const kept = { ...retired, version: 2 };
    expect(await endpoints.everOfApi('api')).toEqual([kept]);
    expect(await endpoints.withIds([endpoint.id])).toEqual([kept]);
    const row = await table.get({ pk: `ENDPOINT#${endpoint.id}`, sk: 'ENDPOINT' });
    expect(row?.expiresAt).toBe(Date.UTC(2036, 10, 24) / 1000);
    expect(await endpoints.replace({ ...endpoint, since: later }, endpoint)).toBe(false);
    expect(await endpoints.replace(endpoint, kept)).toBe(true);
    expect(await listed()).toEqual(Array.from({ length: 3 }, () => [{ ...endpoint, version: 3 }]));
    expect(await table.get({ pk: `ENDPOINT#${endpoint.id}`, sk: 'ENDPOINT' })).not.toHaveProperty('expiresAt');
  });
});

describe('incidents', () => {
  const open = sampleIncident(endpoint, morning);

  it('move from the open ones to the closed ones', async () => {
    await endpoints.putIncident(open);
    expect(await endpoints.incidents('open', 10)).toEqual([open]);
    const closed = { ...open, closedAt: later };
    await endpoints.putIncident(closed);
    expect(await endpoints.incidents('open', 10)).toEqual([]);
    expect(await endpoints.incidents('closed', 10)).toEqual([closed]);
    expect(await endpoints.incident(endpoint.id, open.id)).toEqual(closed);
    expect(await endpoints.incident(endpoint.id, 'another')).toBeUndefined();
  });

  it('of an API come newest first, at most as many as asked', async () => {
    const all = [1, 2, 3].map((hour) => sampleIncident(endpoint, `2026-11-2${hour}T00:00:00.000Z`));
    for (const incident of all) await endpoints.putIncident(incident);
    expect(await endpoints.incidentsOf('api', 2)).toEqual([all[2], all[1]]);
  });
});

describe('days', () => {
  const day = (endpointId: string, date: string): Day => ({
    ...unknownFor(86_400_000),
    endpointId,
    apiId: 'api',
    publisherId: 'p',
    date,
    phases: { dns: {}, connect: {}, tls: {}, wait: {} },
    until: later,
  });

  it('are found by endpoint and date, and recomputing replaces them', async () => {
    await endpoints.putDays([day('a', '2026-11-22'), day('a', '2026-11-23'), day('b', '2026-11-23')]);
    await endpoints.putDays([{ ...day('a', '2026-11-23'), looks: 289 }]);
    const found = await endpoints.days(['a', 'b', 'c'], '2026-11-23');
    expect(found.map(({ endpointId, looks }) => [endpointId, looks]).sort()).toEqual([
      ['a', 289],
      ['b', 0],
    ]);
  });

  it('of an endpoint come oldest first, from one date to another, both included', async () => {
    const dates = ['2025-12-31', '2026-01-01', '2026-02-28', '2026-03-01', '2026-03-02'];
    await endpoints.putDays([...dates.map((date) => day('a', date)), day('b', '2026-02-01')]);
    const datesOf = async (from: string, to: string) =>
      (await endpoints.daysBetween('a', from, to)).map(({ date }) => date);
    expect(await datesOf('2026-01-01', '2026-03-01')).toEqual(dates.slice(1, 4));
    expect(await datesOf('2025-01-01', '2026-01-01')).toEqual(dates.slice(0, 2));
    expect(await datesOf('2026-03-01', '2026-03-01')).toEqual(['2026-03-01']);
    expect(await datesOf('2026-01-02', '2026-02-27')).toEqual([]);
  });

  it('have their hours in one row', async () => {
    const hours = [0, 1, 2].map((hour) => ({ hour, ...unknownFor(3_600_000), latency: { '40': 3, '41': 9 } }));
    await endpoints.putHours([{ endpointId: 'a', date: '2026-11-23', hours }]);
    expect(await endpoints.hours(['a', 'b'], '2026-11-23')).toEqual([{ endpointId: 'a', date: '2026-11-23', hours }]);
    expect(await endpoints.hours(['a'], '2026-11-22')).toEqual([]);
  });

  it('are kept ten years, their hours 400 days, both counted from the end of the day', async () => {
    await endpoints.putDays([day('a', '2026-11-23')]);
    await endpoints.putHours([{ endpointId: 'a', date: '2026-11-23', hours: [] }]);
    const expiry = async (sk: string) => (await table.get({ pk: 'ENDPOINT#a', sk }))?.expiresAt;
    expect(await expiry('DAY#2026-11-23')).toBe(Date.UTC(2036, 10, 24) / 1000);
    expect(await expiry('HOURS#2026-11-23')).toBe(Date.UTC(2026, 10, 24 + 400) / 1000);
  });
});
