import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSqliteTable } from '../../../shared/adapters/embedded/sqlite-table.ts';
import { readConfig } from '../../../shared/config.ts';
import type { Table } from '../../../shared/ports.ts';
import { createStore } from '../../../shared/store/store.ts';
import { announceMaintenance, readMaintenance } from '../../../shared/usecases/announce-maintenance.ts';
import type { World } from '../../../shared/usecases/world.ts';
import { type CrashPoint, crashingPorts } from '../../fixtures/crash-after.ts';
import { FakeClock } from '../../fixtures/fake-clock.ts';
import { createMemoryBlobs } from '../../fixtures/memory-blobs.ts';
import { createKeptLog, sampleApi, sampleEndpoint } from '../../fixtures/sample-records.ts';

const api = sampleApi('https://api.example/openapi.yaml');
const urls = ['https://api.example/status', 'https://api.example/v2/status'];
const over = { from: '2026-11-01T00:00:00.000Z', until: '2026-11-01T01:00:00.000Z' };
const ahead = { from: '2026-12-01T00:00:00.000Z', until: '2026-12-01T01:00:00.000Z', note: 'New machines' };

const worldOver = (table: Table, clock: World['clock'] = new FakeClock()): World => ({
  store: createStore(table, createMemoryBlobs(), { crawl: 1, probe: 1 }),
  clock,
  log: createKeptLog(),
  metrics: { count: () => {} },
  config: readConfig({}),
});

async function seeded(): Promise<Table> {
  const table = createSqliteTable(':memory:');
  const { store } = worldOver(table);
  await store.apis.put(api);
  for (const url of urls) await store.endpoints.add(sampleEndpoint(api, url));
  return table;
}

const stateOf = async ({ store }: World) => ({
  stored: (await store.maintenance.get(api.id))?.windows,
  endpoints: (await store.endpoints.ofApi(api.id)).map(({ maintenance }) => maintenance),
  events: (await store.events.latest(100)).items.map(({ kind, facts }) => [kind, facts.windows]),
});

describe('announced maintenance', () => {
  it('is stored as announced; endpoints bear what is not over, and that is told', async () => {
    const world = worldOver(await seeded());
    const announced = await announceMaintenance(world, api.id, [over, ahead]);
    const announcedAt = '2026-11-23T08:00:00.000Z';
    expect(announced).toMatchObject({ apiId: api.id, windows: [over, ahead], announcedAt, version: 1 });
    expect(await readMaintenance(world, api.id)).toEqual(announced);
    expect(await stateOf(world)).toEqual({
      stored: [over, ahead],
      endpoints: [[ahead], [ahead]],
      events: [['maintenance.announced', 1]],
    });
  });

  it('is not announced again by whoever sends the same later', async () => {
    const clock = new FakeClock();
    const world = worldOver(await seeded(), clock);
    const first = await announceMaintenance(world, api.id, [ahead]);
    clock.pass(60_000);
    expect(await announceMaintenance(world, api.id, [ahead])).toEqual(first);
    expect((await stateOf(world)).events).toHaveLength(1);
  });

  it('that is taken back leaves no trace at the endpoints, and is told', async () => {
    const clock = new FakeClock();
    const world = worldOver(await seeded(), clock);
    await announceMaintenance(world, api.id, [ahead]);
    clock.pass(60_000);
    await announceMaintenance(world, api.id, []);
    expect(await stateOf(world)).toEqual({
      stored: [],
      endpoints: [undefined, undefined],
      events: [
        ['maintenance.announced', 0],
        ['maintenance.announced', 1],
      ],
    });
  });

  it('of an API that there is not, or taken back though there was none, is nothing', async () => {
    const world = worldOver(await seeded());
    expect(await announceMaintenance(world, 'nobody', [ahead])).toBeUndefined();
    expect(await readMaintenance(world, 'nobody')).toBeUndefined();
    expect(await announceMaintenance(world, api.id, [])).toEqual({ apiId: api.id, windows: [] });
    expect(await stateOf(world)).toEqual({ stored: undefined, endpoints: [undefined, undefined], events: [] });
  });

  it('reaches an endpoint that a probe moves at that moment, and keeps what the probe found', async () => {
    const table = await seeded();
    const { store } = worldOver(table);
    let moves = 2;
    const busy: Table = {
      ...table,
      get: (key) => table.get(key),
      getAll: (keys) => table.getAll(keys),
      query: (query) => table.query(query),
      put: async (row, condition) => {
        if (row.sk === 'ENDPOINT' && moves > 0) {
          moves -= 1;
          const [endpoint] = await store.endpoints.withIds([row.pk.slice('ENDPOINT#'.length)]);
          if (endpoint !== undefined) await store.endpoints.replace({ ...endpoint, code: `moved-${moves}` }, endpoint);
        }
        return table.put(row, condition);
      },
      putAll: (rows) => table.putAll(rows),
    };
    await announceMaintenance(worldOver(busy), api.id, [ahead]);
    const endpoints = await store.endpoints.ofApi(api.id);
    expect(endpoints.map(({ maintenance }) => maintenance)).toEqual([[ahead], [ahead]]);
    expect(endpoints.map(({ code }) => code).sort()).toEqual(['http-200', 'moved-0']);
  });

  it('by several at once is the same everywhere in the end: as stored, whichever was the last', async () => {
    const windowsOf = (hour: number) => [
      { from: `2026-12-0${hour}T00:00:00.000Z`, until: `2026-12-0${hour}T01:00:00.000Z` },
    ];
    const all = [[], windowsOf(1), windowsOf(2), [...windowsOf(1), ...windowsOf(2)]];
    const announced = fc.array(fc.constantFrom(...all), { minLength: 2, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.constantFrom(...all), announced, async (scheduler, before, each) => {
        const table = await seeded();
        await announceMaintenance(worldOver(table), api.id, before);
        const slow = new Proxy(table, {
          get: (target, name) => scheduler.scheduleFunction(Reflect.get(target, name).bind(target)),
        });
        const answers = Promise.all(each.map((windows) => announceMaintenance(worldOver(slow), api.id, windows)));
        const windows = (await scheduler.waitFor(answers)).map((answer) => answer?.windows);
        expect(windows).toEqual(each);
        const { stored = [], endpoints } = await stateOf(worldOver(table));
        expect(each).toContainEqual(stored);
        const copy = stored.length === 0 ? undefined : stored;
        expect(endpoints).toEqual([copy, copy]);
      }),
      { numRuns: 60 },
    );
  });

  it('that is broken off anywhere and sent again is the same as sent once', async () => {
    const announceOver = async (table: Table, point?: CrashPoint): Promise<number> => {
      const given = { table, blobs: {}, http: {}, analyser: {}, clock: new FakeClock() };
      const { ports, calls } = crashingPorts(given as never, point);
      await announceMaintenance(worldOver(ports.table), api.id, [over, ahead]).catch(() => undefined);
      return calls();
    };
    const whole = await seeded();
    const calls = await announceOver(whole);
    const expected = await stateOf(worldOver(whole));
    expect(calls).toBeGreaterThan(5);
    for (let call = 1; call <= calls; call += 1) {
      for (const when of ['before', 'after'] as const) {
        const table = await seeded();
        await announceOver(table, { call, when });
        const later = new FakeClock();
        later.pass(300_000);
        await announceMaintenance(worldOver(table, later), api.id, [over, ahead]);
        expect(await stateOf(worldOver(table)), `${when} call ${call}`).toEqual(expected);
      }
    }
  });
});
