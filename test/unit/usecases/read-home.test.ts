import { beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../../shared/config.ts';
import { createStore } from '../../../shared/store/store.ts';
import { openCatalogue } from '../../../shared/usecases/read-catalogue.ts';
import { readHome } from '../../../shared/usecases/read-home.ts';
import type { ReadingWorld } from '../../../shared/usecases/world.ts';
import { countBlobs, countTable, nothingCounted } from '../../fixtures/counting-ports.ts';
import { listStored } from '../../fixtures/list-stored.ts';
import { sampleApi, sampleEndpoint, sampleEvent, samplePublisher } from '../../fixtures/sample-records.ts';
import { createPorts, silentLog, worldOver } from '../../fixtures/small-world.ts';

let world: ReadingWorld;
let counted: typeof nothingCounted;

beforeEach(() => {
  counted = { ...nothingCounted };
  const ports = createPorts({ fetch: () => Promise.reject(new Error('Nothing is fetched here')) } as never);
  const { crawlShards, probeShards } = readConfig({});
  const store = createStore(countTable(ports.table, counted), countBlobs(ports.blobs, counted), {
    crawl: crawlShards,
    probe: probeShards,
  });
  world = {
    ...worldOver(ports),
    store,
    compare: ports.analyser.compare,
    catalogue: openCatalogue({ store, clock: ports.clock, log: silentLog }),
  };
});

const at = (minute: number): string => `2026-11-22T08:${String(minute).padStart(2, '0')}:00.000Z`;

describe('the home page', () => {
  it('knows nothing before the first roll-up, rather than zero', async () => {
    expect(await readHome(world)).toMatchObject({ figures: undefined, silent: undefined, events: [], breaking: [] });
  });

  it('finds breaking changes that others have long followed, counts silent APIs, and reads the table twelve times at most', async () => {
    const { store } = world;
    await store.publishers.putAll([samplePublisher()]);
    const apis = [1, 2, 3].map((index) => sampleApi(`https://api.example/${index}/openapi.yaml`));
    for (const [index, api] of apis.entries()) {
      await store.apis.put(api);
      const verdict = index < 2 ? 'down' : 'up';
      await store.endpoints.add(sampleEndpoint(api, `https://api.example/${index}/status`, { verdict }));
    }
    const [api = apis[0]!] = apis;
    for (let minute = 0; minute < 50; minute += 1)
      await store.events.add(sampleEvent(api, at(minute), { level: minute < 8 ? 'breaking' : 'info' }));
    await listStored(world);
    counted.reads = 0;
    const { silent, events, breaking } = await readHome(world);
    expect(counted.reads).toBeLessThanOrEqual(12);
    expect(silent).toBe(2);
    expect(events.map((event) => event.at)).toEqual(Array.from({ length: 10 }, (_, index) => at(49 - index)));
    expect(breaking.map((event) => event.at)).toEqual([7, 6, 5, 4, 3].map(at));
  });
});
