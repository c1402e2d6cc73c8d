import { beforeEach, describe, expect, it } from 'vitest';
import { createSqliteTable } from '../../../shared/adapters/embedded/sqlite-table.ts';
import type { Day } from '../../../shared/domain/uptime/availability.ts';
import { createEndpoints, type Endpoints } from '../../../shared/store/endpoints.ts';
import { morning, sampleEndpoint, sampleIncident } from '../../fixtures/sample-records.ts';

const shards = 3;
const api = { id: 'api' };
let endpoints: Endpoints;
beforeEach(() => {
  endpoints = createEndpoints(createSqliteTable(':memory:'), shards);
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
    for (const { id } of all) await endpoints.delete(id);
    expect(await endpoints.ofApi('api')).toEqual([]);
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

  it('do not come back when they were removed meanwhile', async () => {
    await endpoints.add(endpoint);
    await endpoints.delete(endpoint.id);
    expect(await endpoints.replace({ ...endpoint, since: later }, endpoint)).toBe(false);
    expect(await endpoints.ofApi('api')).toEqual([]);
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
  it('are found by endpoint and date, and recomputing replaces them', async () => {
    const day = (endpointId: string, date: string): Day => ({
      endpointId,
      apiId: 'api',
      date,
      seconds: { up: 86_400, degraded: 0, down: 0, blocked: 0, unknown: 0 },
      samples: 288,
      availability: 1,
      until: later,
    });
    await endpoints.putDays([day('a', '2026-11-22'), day('a', '2026-11-23'), day('b', '2026-11-23')]);
    await endpoints.putDays([{ ...day('a', '2026-11-23'), samples: 289 }]);
    const found = await endpoints.days(['a', 'b', 'c'], '2026-11-23');
    expect(found.map(({ endpointId, samples }) => [endpointId, samples]).sort()).toEqual([
      ['a', 289],
      ['b', 288],
    ]);
  });
});
