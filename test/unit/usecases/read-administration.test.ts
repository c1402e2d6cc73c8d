import { beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../../shared/config.ts';
import { createStore } from '../../../shared/store/store.ts';
import { readAdministration } from '../../../shared/usecases/read-administration.ts';
import { openCatalogue } from '../../../shared/usecases/read-catalogue.ts';
import type { ReadingWorld } from '../../../shared/usecases/world.ts';
import { countBlobs, countTable, nothingCounted } from '../../fixtures/counting-ports.ts';
import { listStored } from '../../fixtures/list-stored.ts';
import {
  morning,
  sampleApi,
  sampleCompliance,
  sampleEvent,
  samplePublisher,
  sampleSource,
} from '../../fixtures/sample-records.ts';
import { createPorts, silentLog, worldOver } from '../../fixtures/small-world.ts';

let world: ReadingWorld;
let counted: typeof nothingCounted;

beforeEach(async () => {
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
  await store.publishers.putAll([samplePublisher()]);
});

async function publish(count: number): Promise<void> {
  const { store } = world;
  for (let index = 0; index < count; index += 1) {
    const url = `https://api.example/${index}`;
    const api = sampleApi(url);
    await store.apis.put(api);
    await store.compliance.replace(sampleCompliance(api), undefined);
    await store.sources.add(sampleSource(url, { apiId: api.id, state: index % 2 === 0 ? 'ok' : 'invalid' }));
    await store.events.add(sampleEvent(api, morning));
  }
  await store.sources.add(sampleSource('https://api.example/catalogue', { kind: 'api-catalog', state: 'ok' }));
  await listStored(world);
}

describe('what the page of an administration shows', () => {
  it('is nothing of one that nobody registered', async () => {
    expect(await readAdministration(world, 'nobody')).toBeUndefined();
  });

  it('is what is stored also before anything is listed', async () => {
    const known = await readAdministration(world, 'c_h501');
    expect(known).toMatchObject({ listed: undefined, sources: [], repairs: [], examined: 0, events: [] });
  });

  it('has catalogues first, then what is not well', async () => {
    await publish(4);
    const known = await readAdministration(world, 'c_h501');
    expect(known?.sources.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'api-catalog ok',
      'openapi invalid',
      'openapi invalid',
      'openapi ok',
      'openapi ok',
    ]);
  });

  it('says what to repair first over its APIs', async () => {
    await publish(3);
    const known = await readAdministration(world, 'c_h501');
    expect(known?.repairs[0]).toMatchObject({ rule: 'servers-description', apis: 3, findings: 6 });
    expect(known?.examined).toBe(3);
  });

  it('reads the table twelve times at most, however much it publishes', async () => {
    await publish(130);
    await world.catalogue();
    counted.reads = 0;
    const known = await readAdministration(world, 'c_h501');
    expect(counted.reads).toBeLessThanOrEqual(8);
    expect(known?.titles.size).toBe(49);
    expect(known?.sources).toHaveLength(50);
    // Of all of them: what is not well is never left out for what is.
    expect([known?.addresses, known?.hasMoreSources]).toEqual([131, false]);
    expect(known?.sources.slice(1).every(({ state }) => state !== 'ok')).toBe(true);
    expect(known?.examined).toBe(100);
    expect(known?.listed?.apis.total).toBe(130);
    expect(known?.listed?.apis.items).toHaveLength(50);
  });

  it('looks through more addresses than one read finds', async () => {
    const { sources } = world.store;
    for (let index = 0; index < 510; index += 1)
      await sources.add(sampleSource(`https://api.example/${index}`, { state: 'ok' }));
    for (const name of ['a', 'b', 'c'])
      await sources.add(sampleSource(`https://api.example/${name}`, { state: 'invalid' }));
    const known = await readAdministration(world, 'c_h501');
    expect([known?.addresses, known?.hasMoreSources]).toEqual([513, false]);
    expect(known?.sources.slice(0, 4).map(({ state }) => state)).toEqual(['invalid', 'invalid', 'invalid', 'ok']);
  });
});
