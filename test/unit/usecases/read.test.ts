import { beforeEach, describe, expect, it } from 'vitest';
import { totalsOf } from '../../../shared/domain/catalogue/totals.ts';
import { unknownFor } from '../../../shared/domain/uptime/availability.ts';
import { packHours } from '../../../shared/domain/uptime/packed-hours.ts';
import { bucketOfEndpoint } from '../../../shared/store/endpoints.ts';
import {
  readApi,
  readCorrection,
  readDocument,
  readPublisher,
  readRevisions,
  readStatus,
} from '../../../shared/usecases/read.ts';
import {
  createSampleWorld,
  morning,
  sampleApi,
  sampleEndpoint,
  sampleIncident,
  samplePublisher,
  sampleRevision,
  sampleSource,
} from '../../fixtures/sample-records.ts';

let world: ReturnType<typeof createSampleWorld>;
const api = sampleApi('https://api.example/openapi.yaml');
const totals = totalsOf({ publishers: 1, sources: [{ state: 'ok' }], apis: [api], endpoints: [] }, morning);

beforeEach(async () => {
  world = createSampleWorld();
  await world.store.publishers.putAll([samplePublisher()]);
  await world.store.sources.add(sampleSource(api.url));
  await world.store.apis.put(api);
});

describe('readApi', () => {
  it('joins an API with everything that belongs to it now', async () => {
    const endpoint = sampleEndpoint(api, 'https://api.example/status');
    const incident = sampleIncident(endpoint, morning);
    const hour = { hour: 0, ...unknownFor(3_600_000), looks: 12 };
    const day = { date: '2026-11-23', until: morning, endpoints: { [endpoint.id]: { hours: packHours([hour]) } } };
    await world.store.endpoints.add(endpoint);
    await world.store.endpoints.putIncident(incident);
    await world.store.documents.putUnderWay(bucketOfEndpoint(endpoint), day);
    await world.store.documents.putUnderWay(bucketOfEndpoint(endpoint), { ...day, date: '2026-11-22' });
    for (const apiId of [api.id, 'twin'])
      await world.store.apis.putContentHolder(api.publisherId, api.contentDigest!, {
        apiId,
        sourceId: 's',
        anchors: [],
      });
    for (let number = 1; number <= 7; number += 1) await world.store.apis.addRevision(sampleRevision(api, number));
    expect(await readApi(world, api.id)).toMatchObject({
      api,
      source: { url: api.url },
      endpoints: [{ endpoint, today: { date: '2026-11-23', until: morning, looks: 12, hours: [hour] } }],
      incidents: [incident],
      twins: ['twin'],
      revisions: [{ number: 7 }, { number: 6 }, { number: 5 }, { number: 4 }, { number: 3 }],
    });
  });

  it('knows an API of which little is known', async () => {
    const { contentDigest: _, ...bare } = sampleApi('https://api.example/bare', { sourceId: 'gone' });
    await world.store.apis.put(bare);
    expect(await readApi(world, bare.id)).toEqual({
      api: bare,
      source: undefined,
      endpoints: [],
      incidents: [],
      twins: [],
      revisions: [],
    });
    expect(await readApi(world, 'nobody')).toBeUndefined();
  });
});

describe('lists', () => {
  it('join a publisher with its totals and sources', async () => {
    await world.store.publishers.putTotals([{ ...totals, publisherId: 'c_h501' }]);
    expect(await readPublisher(world, 'c_h501')).toMatchObject({ totals: { apis: 1 }, sources: [{ url: api.url }] });
    expect(await readPublisher(world, 'nobody')).toBeUndefined();
  });

  it('tell an API without revisions from one that is not there', async () => {
    expect(await readRevisions(world, api.id, 10)).toEqual({ items: [] });
    expect(await readRevisions(world, 'nobody', 10)).toBeUndefined();
  });
});

describe('readDocument', () => {
  it('gives the bytes of the newest revision, or of the one asked for', async () => {
    for (const number of [1, 2]) {
      const revision = sampleRevision(api, number);
      await world.store.apis.addRevision(revision);
      await world.store.documents.putDocument(revision.digest, new Uint8Array([number]));
    }
    await world.store.apis.put({ ...api, revision: 2 });
    expect(await readDocument(world, api.id, undefined)).toMatchObject({
      revision: { number: 2 },
      content: new Uint8Array([2]),
    });
    expect(await readDocument(world, api.id, 1)).toMatchObject({
      revision: { number: 1 },
      content: new Uint8Array([1]),
    });
    expect(await readDocument(world, api.id, 3)).toBeUndefined();
    expect(await readDocument(world, 'nobody', undefined)).toBeUndefined();
  });

  it('gives the corrected catalogue while the catalogue has quirks, and of a catalogue only', async () => {
    const quirks = [{ code: 'CATALOG_SOFT_404', count: 1 }];
    const catalogue = sampleSource('https://api.example/catalogue', { kind: 'api-catalog', diagnostics: quirks });
    await world.store.sources.add(catalogue);
    for (const { id } of [catalogue, sampleSource(api.url)]) await world.store.documents.putCorrection(id, '{}');
    expect(new TextDecoder().decode(await readCorrection(world, catalogue.id))).toBe('{}');
    await world.store.sources.save(catalogue, (current) => ({ ...current, diagnostics: [] }));
    expect(await readCorrection(world, catalogue.id)).toBeUndefined();
    expect(await readCorrection(world, sampleSource(api.url).id)).toBeUndefined();
    expect(await readCorrection(world, 'nobody')).toBeUndefined();
  });
});

describe('readStatus', () => {
  it('tells the latest run of each task and shard, and what is open', async () => {
    const lease = await world.store.leases.take('crawl', 0, 'a', morning, '2026-11-23T09:00:00.000Z');
    await world.store.leases.finish(lease!, '2026-11-23T08:01:00.000Z', { visited: 3 });
    await world.store.leases.take('probe', 0, 'b', morning, '2026-11-23T09:00:00.000Z');
    await world.store.publishers.putNational(totals);
    await world.store.endpoints.putIncident(sampleIncident(sampleEndpoint(api, 'https://api.example/'), morning));
    expect(await readStatus(world)).toMatchObject({
      now: morning,
      totals,
      openIncidents: [{ code: 'http-503' }],
      runs: [
        { task: 'crawl', shard: 0, running: false, finishedAt: '2026-11-23T08:01:00.000Z', result: { visited: 3 } },
        { task: 'probe', shard: 0, running: true, startedAt: morning },
      ],
    });
  });
});
