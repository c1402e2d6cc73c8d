import { beforeEach, describe, expect, it } from 'vitest';
import { deriveId } from '../../../shared/domain/digest.ts';
import type { Endpoint } from '../../../shared/domain/uptime/endpoint.ts';
import { crawlShard } from '../../../shared/usecases/crawl.ts';
import { probeShard } from '../../../shared/usecases/probe.ts';
import { rollUpShard } from '../../../shared/usecases/rollup.ts';
import { syncEndpoints } from '../../../shared/usecases/sync-endpoints.ts';
import type { CrawlWorld } from '../../../shared/usecases/world.ts';
import { isoNow } from '../../../shared/usecases/world.ts';
import { sampleIncident } from '../../fixtures/sample-records.ts';
import { description, linkset, type Page, SmallInternet } from '../../fixtures/small-internet.ts';
import {
  createPorts,
  everything,
  type Ports,
  register,
  StillClock,
  whatIsDue,
  worldOver,
} from '../../fixtures/small-world.ts';

const status = 'https://api.uno.example/status';
const ok = { body: '{"status":200}', type: 'application/problem+json' };
const unavailable = { ...ok, status: 503 };
const wall = {
  body: '<!doctype html><title>Blocked</title><p>Request blocked by the web application firewall.',
  type: 'text/html',
};

let net: SmallInternet;
let clock: StillClock;
let ports: Ports;
let world: CrawlWorld;
let endpoint: Endpoint;

const minutes = (count: number): void => {
  clock.at += count * 60_000;
};
const probe = (run = whatIsDue) => probeShard(world, 0, run);
const reread = async (): Promise<Endpoint> => (await world.store.endpoints.withIds([endpoint.id]))[0]!;
const kinds = async (): Promise<readonly string[]> =>
  (await world.store.events.latest(100)).items.map(({ kind }) => kind);
/** What was told of incidents, oldest first. */
const told = async (): Promise<readonly string[]> =>
  (await kinds()).filter((kind) => kind.startsWith('incident')).toReversed();
const incidents = () => world.store.endpoints.incidentsOf(endpoint.apiId, 10);

beforeEach(async () => {
  net = new SmallInternet();
  clock = new StillClock();
  ports = createPorts(net, clock);
  world = worldOver(ports);
  const base = 'https://api.uno.example';
  net.serve(`${base}/catalog`, linkset(base, [{ path: '/api.json', status }]));
  net.serve(`${base}/api.json`, description('Anagrafe'));
  net.serve(status, ok);
  await register(world, [
    { id: 'uno', name: 'Comune Uno', domains: ['uno.example'], sources: [{ url: `${base}/catalog` }] },
  ]);
  await crawlShard(world, 0, everything);
  endpoint = (await world.store.endpoints.ofShard(0))[0]!;
});

it('sees an endpoint up at the first good answer', async () => {
  expect(await probe()).toMatchObject({ up: 1, down: 0, events: 0 });
  expect(await reread()).toMatchObject({ verdict: 'up', everUp: true, code: 'http-200' });
});

it('probes a slot once, however often it is called', async () => {
  await probe();
  expect(await probe()).toBeUndefined();
  minutes(5);
  expect(await probe()).toMatchObject({ up: 1 });
});

it('writes no row when it finds nothing new', async () => {
  await probe();
  const before = await reread();
  minutes(5);
  await probe();
  expect(await reread()).toEqual(before);
});

describe('an incident', () => {
  beforeEach(() => probe());

  it('opens after four tries that agree, is told once, and closes after three good ones', async () => {
    net.serve(status, unavailable);
    minutes(5);
    net.asked.length = 0;
    expect(await probe()).toMatchObject({ down: 1, opened: 1, events: 1 });
    expect(net.asked.filter((url) => url === status)).toHaveLength(4);
    minutes(5);
    expect(await probe()).toMatchObject({ down: 1, opened: 0, events: 0 });
    expect(await incidents()).toMatchObject([{ code: 'http-503', openedAt: '2026-11-23T08:05:00.000Z' }]);
    net.serve(status, ok);
    minutes(5);
    net.asked.length = 0;
    expect(await probe()).toMatchObject({ up: 1, closed: 1, events: 1 });
    expect(net.asked.filter((url) => url === status)).toHaveLength(3);
    expect(await incidents()).toMatchObject([{ closedAt: '2026-11-23T08:15:00.000Z', relapses: 0 }]);
    expect(await told()).toEqual(['incident.opened', 'incident.closed']);
  });

  it('does not open when one try answers', async () => {
    let asked = 0;
    const plain = net.request.bind(net);
    net.request = async (request) => {
      asked += request.url === status ? 1 : 0;
      net.serve(status, asked === 3 ? ok : unavailable);
      return plain(request);
    };
    minutes(5);
    expect(await probe()).toMatchObject({ up: 1, down: 0, opened: 0 });
    expect(await incidents()).toEqual([]);
  });

  it('is the same one after a relapse within half an hour', async () => {
    for (const page of [unavailable, ok, unavailable]) {
      net.serve(status, page);
      minutes(5);
      await probe();
    }
    expect(await incidents()).toMatchObject([{ relapses: 1 }]);
    expect((await incidents())[0]?.closedAt).toBeUndefined();
  });

  it('is told as opened and closed in turns, however often it relapses', async () => {
    for (const page of [unavailable, ok, unavailable, ok, unavailable, ok]) {
      net.serve(status, page);
      minutes(5);
      expect(await probe()).toMatchObject({ events: 1 });
    }
    expect(await incidents()).toMatchObject([{ relapses: 2, openedAt: '2026-11-23T08:05:00.000Z' }]);
    const turn = ['incident.opened', 'incident.closed'];
    expect(await told()).toEqual([...turn, ...turn, ...turn]);
    const [last] = (await world.store.events.latest(1)).items;
    expect(last?.facts).toMatchObject({ opened_at: '2026-11-23T08:25:00.000Z', closed_at: '2026-11-23T08:30:00.000Z' });
  });

  it('is told at the time of telling: whoever has read the feed up to then finds it', async () => {
    net.serve(status, unavailable);
    minutes(5);
    const plain = net.request.bind(net);
    net.request = (request) => {
      if (request.url === status) minutes(1);
      return plain(request);
    };
    await probe();
    expect((await world.store.events.latest(1)).items).toMatchObject([
      { at: '2026-11-23T08:09:00.000Z', facts: { opened_at: '2026-11-23T08:05:00.000Z' } },
    ]);
  });

  it('is a new one after that', async () => {
    for (const [page, wait] of [
      [unavailable, 5],
      [ok, 5],
      [unavailable, 40],
    ] as const) {
      net.serve(status, page);
      minutes(wait);
      await probe();
    }
    expect(await incidents()).toHaveLength(2);
  });

  it('is not made of a firewall that blocks us', async () => {
    net.serve(status, wall);
    minutes(5);
    expect(await probe()).toMatchObject({ blocked: 1, down: 0, opened: 0 });
    expect(await reread()).toMatchObject({ verdict: 'blocked' });
  });

  it('closes with that reason when its endpoint is no longer published', async () => {
    net.serve(status, unavailable);
    minutes(5);
    await probe();
    const base = 'https://api.uno.example';
    net.serve(`${base}/catalog`, linkset(base, [{ path: '/api.json', status: `${base}/health` }]));
    await crawlShard(world, 0, everything);
    expect(await incidents()).toMatchObject([{ closedBecause: 'endpoint-removed' }]);
    expect(await told()).toEqual(['incident.opened', 'incident.closed']);
    expect((await world.store.events.latest(1)).items).toMatchObject([
      { facts: { closed_because: 'endpoint-removed' } },
    ]);
    expect((await world.store.endpoints.ofShard(0)).map(({ url }) => url)).toEqual([`${base}/health`]);
    expect(await reread()).toMatchObject({ url: status, retiredAt: isoNow(clock) });
    expect(await reread()).not.toHaveProperty('incidentId');
  });

  it('is the same one when the address is listed again within half an hour, and still does not answer', async () => {
    const base = 'https://api.uno.example';
    const list = async (path: string): Promise<void> => {
      net.serve(`${base}/catalog`, linkset(base, [{ path: '/api.json', status: `${base}${path}` }]));
      await crawlShard(world, 0, everything);
    };
    net.serve(status, unavailable);
    minutes(5);
    await probe();
    await list('/health');
    minutes(10);
    await list('/status');
    minutes(5);
    await probe();
    expect(await incidents()).toMatchObject([{ relapses: 1 }]);
    expect(await told()).toEqual(['incident.opened', 'incident.closed', 'incident.opened']);
  });

  it('is another one when the endpoint is published again and does not answer then', async () => {
    const base = 'https://api.uno.example';
    const republish = async (path: string): Promise<void> => {
      net.serve(`${base}/catalog`, linkset(base, [{ path: '/api.json', status: `${base}${path}` }]));
      await crawlShard(world, 0, everything);
    };
    net.serve(status, unavailable);
    minutes(5);
    await probe();
    await republish('/health');
    minutes(60);
    await republish('/status');
    const back = await reread();
    expect(back).toMatchObject({ verdict: 'unknown', everUp: true, since: isoNow(clock), addedAt: isoNow(clock) });
    expect(back).not.toHaveProperty('retiredAt');
    expect((await world.store.endpoints.ofShard(0)).map(({ url }) => url)).toEqual([status]);
    await probe();
    expect((await incidents()).map(({ closedBecause }) => closedBecause).sort()).toEqual([
      'endpoint-removed',
      undefined,
    ]);
  });
});

describe('a crawl at the same time', () => {
  const base = 'https://api.uno.example';
  const republish = async (path: string): Promise<void> => {
    net.serve(`${base}/catalog`, linkset(base, [{ path: '/api.json', status: `${base}${path}` }]));
    await crawlShard(world, 0, everything);
  };
  /** `meanwhile` happens before the second try of the next slot, in which the endpoint does not answer. */
  const outageWith = async (meanwhile: () => Promise<unknown>): Promise<void> => {
    net.serve(status, unavailable);
    minutes(5);
    const plain = net.request.bind(net);
    let asked = 0;
    net.request = async (request) => {
      asked += request.url === status ? 1 : 0;
      if (request.url === status && asked === 2) await meanwhile();
      return plain(request);
    };
    await probe();
    net.request = plain;
  };

  beforeEach(() => probe());

  it('that removes the endpoint leaves no incident of it', async () => {
    await outageWith(() => republish('/health'));
    minutes(5);
    await probe();
    expect(await incidents()).toEqual([]);
    expect(await told()).toEqual([]);
  });

  it('that changes how it is asked is not undone: the next slot sees it as it is then', async () => {
    await outageWith(async () => {
      const now = await reread();
      expect(await world.store.endpoints.replace({ ...now, declaresSecurity: true }, now)).toBe(true);
    });
    expect(await reread()).toMatchObject({ verdict: 'up', declaresSecurity: true });
    expect(await incidents()).toEqual([]);
    minutes(5);
    expect(await probe()).toMatchObject({ down: 1, opened: 1, events: 1 });
    expect(await reread()).toMatchObject({ verdict: 'down', declaresSecurity: true });
  });

  it('that read it before a probe moved it changes it all the same, and keeps what the probe found', async () => {
    const api = (await world.store.apis.get(endpoint.apiId))!;
    const before = await world.store.endpoints.ofApi(api.id);
    net.serve(status, unavailable);
    minutes(5);
    await probe();
    const endpoints = { ...world.store.endpoints, ofApi: async () => before };
    const late = { ...world, store: { ...world.store, endpoints } };
    await syncEndpoints(late, { ...api, metadata: { ...api.metadata!, declaresSecurity: true } }, [status]);
    expect(await reread()).toMatchObject({ verdict: 'down', declaresSecurity: true });
  });
});

describe('an incident that was left open', () => {
  it('is closed when its endpoint is retired, as of then', async () => {
    await probe();
    const { endpoints } = world.store;
    const [now] = await endpoints.withIds([endpoint.id]);
    const retiredAt = '2026-11-23T08:03:00.000Z';
    await endpoints.replace({ ...now!, retiredAt }, now!);
    await endpoints.putIncident(sampleIncident(endpoint, '2026-11-23T07:00:00.000Z'));
    minutes(5);
    expect(await probe()).toMatchObject({ events: 1 });
    expect(await incidents()).toMatchObject([{ closedBecause: 'endpoint-removed', closedAt: retiredAt }]);
  });

  it('is closed when its endpoint is gone, by the first shard alone', async () => {
    await probe();
    const { endpoints } = world.store;
    await endpoints.putIncident(sampleIncident({ ...endpoint, id: 'gone' }, '2026-11-23T07:00:00.000Z'));
    minutes(5);
    const other = worldOver(ports, { PROBE_SHARDS: '2' });
    await probeShard(other, 1, whatIsDue);
    expect(await endpoints.incidents('open', 10)).toHaveLength(1);
    expect(await probeShard(other, 0, whatIsDue)).toMatchObject({ events: 1 });
    expect(await incidents()).toMatchObject([
      { closedBecause: 'endpoint-removed', closedAt: '2026-11-23T08:05:00.000Z' },
    ]);
    expect(await told()).toEqual(['incident.closed']);
  });

  it('of an endpoint in another shard is none of ours while that carries it', async () => {
    await probe();
    net.serve(status, unavailable);
    minutes(5);
    await probe();
    const two = worldOver(ports, { PROBE_SHARDS: '2' });
    for (const shard of [0, 1]) {
      minutes(5);
      expect(await probeShard(two, shard, whatIsDue)).toMatchObject({ events: 0 });
    }
    expect(await world.store.endpoints.incidents('open', 10)).toHaveLength(1);
  });
});

it('opens no incident for an endpoint that was never up', async () => {
  net.serve(status, unavailable);
  expect(await probe()).toMatchObject({ down: 1, opened: 0 });
  expect(await reread()).toMatchObject({ verdict: 'down', everUp: false });
});

describe('when many independent hosts are silent at once', () => {
  const hosts = ['a', 'b', 'c', 'd', 'e'];
  const serve = (names: readonly string[], page: Page): void => {
    for (const name of names) net.serve(`https://${name}.example/status`, page);
  };
  const silent = { fails: 'connect-timeout' } as const;

  beforeEach(async () => {
    for (const host of hosts)
      await world.store.endpoints.add({
        ...endpoint,
        id: deriveId('endpoint', host),
        url: `https://${host}.example/status`,
      });
    serve(hosts, ok);
    await probe();
    minutes(5);
  });

  it('counts their silence for nobody, and the answers of the others for what they are', async () => {
    serve(['a', 'b', 'c'], silent);
    expect(await probe()).toMatchObject({ up: 3, unknown: 3, down: 0, opened: 0 });
    expect(await incidents()).toEqual([]);
  });

  it('counts an error that they answer as theirs: our network brought it', async () => {
    serve(['a', 'b', 'c'], unavailable);
    expect(await probe()).toMatchObject({ up: 3, down: 3, opened: 3 });
  });

  it('counts silence as theirs when it lasts for half an hour, while others answer', async () => {
    serve(['a', 'b', 'c'], silent);
    for (const expected of [
      ...new Array<object>(6).fill({ up: 3, unknown: 3, opened: 0 }),
      { up: 3, down: 3, opened: 3 },
      { up: 3, down: 3, opened: 0 },
    ]) {
      expect(await probe()).toMatchObject(expected);
      minutes(5);
    }
    serve(['a', 'b', 'c'], ok);
    expect(await probe()).toMatchObject({ up: 6, closed: 3 });
  });

  it('never counts it as theirs while next to nobody answers', async () => {
    serve(hosts, silent);
    for (let slot = 0; slot < 10; slot += 1) {
      expect(await probe()).toMatchObject({ up: 1, unknown: 5, opened: 0 });
      minutes(5);
    }
  });

  it('does not take the silence of others before for that of these', async () => {
    for (const names of [
      ['a', 'b'],
      ['c', 'd'],
      ['a', 'c'],
      ['b', 'd'],
    ]) {
      serve(hosts, ok);
      serve(names, silent);
      expect(await probe()).toMatchObject({ up: 4, unknown: 2, opened: 0 });
      minutes(5);
    }
  });
});

it('knows nothing of an API without a status address whose base answers 404, and does not call it down', async () => {
  const { kind: _, ...rest } = endpoint;
  const url = 'https://base.example/v1';
  const baseId = deriveId('endpoint', url);
  await world.store.endpoints.add({ ...rest, kind: 'server', id: baseId, url });
  net.serve(url, { ...ok, status: 404 });
  expect(await probe()).toMatchObject({ up: 1, unknown: 1, down: 0 });
  const known = await world.store.endpoints.withIds([baseId]);
  expect(known).toMatchObject([{ verdict: 'unknown', code: 'http-404' }]);
});

it('knows the availability of today from the samples, and unknown is not zero', async () => {
  await probe();
  minutes(5);
  net.serve(status, unavailable);
  await probe();
  minutes(5);
  await rollUpShard(world, 0, everything);
  const day = (await world.store.documents.soFar('2026-11-23', [endpoint])).get(endpoint.id);
  const minute = 60_000;
  expect(day).toMatchObject({ looks: 2, counted: 2, answered: 1 });
  expect(day?.ms).toEqual({
    up: 5 * minute,
    down: 5 * minute,
    degraded: 0,
    blocked: 0,
    maintenance: 0,
    // It was found at eight: what was before is nobody's.
    unknown: 0,
  });
  expect(await world.store.endpoints.days([endpoint.id], '2026-11-23')).toEqual([]);
});

it('takes a slot of its own when a person asks', async () => {
  await probe();
  clock.at += 1000;
  expect(await probe(everything)).toMatchObject({ up: 1 });
});
