import { beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../../shared/config.ts';
import type { Api } from '../../../shared/domain/catalogue/api.ts';
import { type Day, dateOf, dayMs, timeOf } from '../../../shared/domain/uptime/availability.ts';
import { announcementOf } from '../../../shared/domain/uptime/maintenance.ts';
import { createStore } from '../../../shared/store/store.ts';
import { readApiPage } from '../../../shared/usecases/read-api-page.ts';
import { openCatalogue } from '../../../shared/usecases/read-catalogue.ts';
import type { ReadingWorld } from '../../../shared/usecases/world.ts';
import { countBlobs, countTable, nothingCounted } from '../../fixtures/counting-ports.ts';
import { listStored } from '../../fixtures/list-stored.ts';
import {
  sampleApi,
  sampleCompliance,
  sampleEndpoint,
  sampleIncident,
  samplePublisher,
  sampleRevision,
  sampleSource,
} from '../../fixtures/sample-records.ts';
import { createPorts, silentLog, worldOver } from '../../fixtures/small-world.ts';

const today = '2026-11-23';
const api = sampleApi('https://api.example/openapi.yaml');

let world: ReadingWorld;
let counted: typeof nothingCounted;

beforeEach(async () => {
  counted = { ...nothingCounted };
  const ports = createPorts({ fetch: () => Promise.reject(new Error('Nothing is fetched here')) } as never);
  const { crawlShards, probeShards } = readConfig({});
  const base = worldOver(ports);
  const store = createStore(countTable(ports.table, counted), countBlobs(ports.blobs, counted), {
    crawl: crawlShards,
    probe: probeShards,
  });
  world = {
    ...base,
    store,
    compare: ports.analyser.compare,
    catalogue: openCatalogue({ store, clock: ports.clock, log: silentLog }),
  };
  await store.publishers.putAll([samplePublisher()]);
  await store.apis.put(api);
});

const dayOf = (endpointId: string, date: string): Day => ({
  endpointId,
  apiId: api.id,
  publisherId: api.publisherId,
  date,
  until: `${date}T23:59:59.000Z`,
  ms: timeOf((verdict) => (verdict === 'up' ? dayMs : 0)),
  looks: 288,
  counted: 288,
  answered: 288,
  prompt: 288,
  latency: { 50: 288 },
  phases: { dns: {}, connect: {}, tls: {}, wait: {} },
});

const daysAgo = (days: number): string => dateOf(Date.parse(today) - days * dayMs);

describe('the page of an API', () => {
  it('reads the table twelve times at most, however much there is', async () => {
    const { store } = world;
    await store.sources.add(sampleSource(api.url, { apiId: api.id }));
    await store.compliance.replace(sampleCompliance(api), undefined);
    for (let number = 1; number <= 40; number += 1) await store.apis.addRevision(sampleRevision(api, number));
    for (let index = 0; index < 5; index += 1) {
      const endpoint = sampleEndpoint(api, `https://api.example/status/${index}`);
      await store.endpoints.add(endpoint);
      await store.endpoints.putDays(Array.from({ length: 120 }, (_, day) => dayOf(endpoint.id, daysAgo(day + 1))));
      for (let opened = 0; opened < 20; opened += 1)
        await store.endpoints.putIncident(
          sampleIncident(endpoint, `2026-11-${String(opened + 1).padStart(2, '0')}T08:00:00.000Z`),
        );
    }
    for (let index = 0; index < 30; index += 1)
      await store.apis.putContentHolder(api.publisherId, api.contentDigest!, {
        apiId: `twin-${index}`,
        sourceId: 's',
        anchors: [],
      });
    await listStored(world);
    counted.reads = 0;
    const page = await readApiPage(world, api.id);
    expect(counted.reads).toBeLessThanOrEqual(12);
    expect(page).toMatchObject({
      from: daysAgo(89),
      to: today,
      revisions: { hasMore: true },
      incidents: { hasMore: true },
    });
    expect(page?.endpoints).toHaveLength(5);
    expect(page?.watched.map(({ days }) => days.length)).toEqual([89, 89, 89]);
    expect(page?.revisions.items.map(({ number }) => number)).toEqual([40, 39, 38, 37, 36, 35, 34, 33]);
    expect(page?.twins).toHaveLength(30);
  });

  it('draws the endpoints first that are worst', async () => {
    const { store } = world;
    for (const [index, verdict] of (['up', 'unknown', 'down', 'blocked'] as const).entries())
      await store.endpoints.add(sampleEndpoint(api, `https://api.example/${index}`, { verdict }));
    const page = await readApiPage(world, api.id);
    expect(page?.endpoints.map(({ verdict }) => verdict)).toEqual(['down', 'blocked', 'unknown', 'up']);
    expect(page?.watched.map(({ endpoint }) => endpoint.verdict)).toEqual(['down', 'blocked', 'unknown']);
  });

  it('knows of an incident whether maintenance was announced for it', async () => {
    const { store } = world;
    const endpoint = sampleEndpoint(api, 'https://api.example/status');
    const window = { from: '2026-11-23T06:00:00.000Z', until: '2026-11-23T07:00:00.000Z' };
    await store.maintenance.replace(announcementOf(undefined, api.id, [window], '2026-11-22T08:00:00.000Z'), undefined);
    await store.endpoints.putIncident(sampleIncident(endpoint, '2026-11-23T06:30:00.000Z'));
    await store.endpoints.putIncident(
      sampleIncident(endpoint, '2026-11-20T06:30:00.000Z', { closedAt: '2026-11-20T07:00:00.000Z' }),
    );
    expect((await readApiPage(world, api.id))?.incidents.items.map(({ announced }) => announced)).toEqual([
      true,
      false,
    ]);
  });

  it('names its twins as the catalogue lists them, and not itself', async () => {
    const { store } = world;
    const twin: Api = { ...sampleApi('https://api.example/copy.yaml'), contentDigest: api.contentDigest! };
    await store.apis.put(twin);
    for (const apiId of [api.id, twin.id, 'gone'])
      await store.apis.putContentHolder(api.publisherId, api.contentDigest!, { apiId, sourceId: 's', anchors: [] });
    await listStored(world);
    const twins = (await readApiPage(world, api.id))?.twins ?? [];
    expect(twins).toContainEqual({ id: twin.id, title: 'Anagrafe' });
    expect(twins).toContainEqual({ id: 'gone', title: undefined });
    expect(twins).toHaveLength(2);
  });

  it('knows an API of which little is known, and none that there is not', async () => {
    const { contentDigest: _, ...bare } = sampleApi('https://api.example/bare');
    await world.store.apis.put(bare);
    expect(await readApiPage(world, bare.id)).toEqual({
      api: bare,
      source: undefined,
      compliance: undefined,
      judged: undefined,
      endpoints: [],
      watched: [],
      from: daysAgo(89),
      to: today,
      incidents: { items: [], hasMore: false },
      revisions: { items: [], hasMore: false },
      twins: [],
    });
    expect(await readApiPage(world, 'nobody')).toBeUndefined();
  });
});
