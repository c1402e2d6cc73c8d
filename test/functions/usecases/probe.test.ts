import { beforeEach, describe, expect, it } from 'vitest';
import type { Endpoint } from '../../../shared/domain/uptime/endpoint.ts';
import { crawlShard } from '../../../shared/usecases/crawl.ts';
import { probeShard } from '../../../shared/usecases/probe.ts';
import { rollUpShard } from '../../../shared/usecases/rollup.ts';
import type { CrawlWorld } from '../../../shared/usecases/world.ts';
import { description, linkset, SmallInternet } from '../../fixtures/small-internet.ts';
import { createPorts, everything, register, StillClock, whatIsDue, worldOver } from '../../fixtures/small-world.ts';

const status = 'https://api.uno.example/status';
const ok = { body: '{"status":200}', type: 'application/problem+json' };
const unavailable = { ...ok, status: 503 };
const wall = {
  body: '<!doctype html><title>Blocked</title><p>Request blocked by the web application firewall.',
  type: 'text/html',
};

let net: SmallInternet;
let clock: StillClock;
let world: CrawlWorld;
let endpoint: Endpoint;

const minutes = (count: number): void => {
  clock.at += count * 60_000;
};
const probe = (run = whatIsDue) => probeShard(world, 0, run);
const reread = async (): Promise<Endpoint> =>
  (await world.store.endpoints.ofShard(0)).find(({ id }) => id === endpoint.id)!;
const kinds = async (): Promise<readonly string[]> =>
  (await world.store.events.latest(100)).items.map(({ kind }) => kind);
const incidents = () => world.store.endpoints.incidentsOf(endpoint.apiId, 10);

beforeEach(async () => {
  net = new SmallInternet();
  clock = new StillClock();
  world = worldOver(createPorts(net, clock));
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
    expect(net.asked).toEqual([status, status, status, status]);
    minutes(5);
    expect(await probe()).toMatchObject({ down: 1, opened: 0, events: 0 });
    expect(await incidents()).toMatchObject([{ code: 'http-503', openedAt: '2026-11-23T08:05:00.000Z' }]);
    net.serve(status, ok);
    minutes(5);
    net.asked.length = 0;
    expect(await probe()).toMatchObject({ up: 1, closed: 1, events: 1 });
    expect(net.asked).toHaveLength(3);
    expect(await incidents()).toMatchObject([{ closedAt: '2026-11-23T08:15:00.000Z', relapses: 0 }]);
    expect((await kinds()).filter((kind) => kind.startsWith('incident'))).toEqual([
      'incident.closed',
      'incident.opened',
    ]);
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
    expect((await kinds()).filter((kind) => kind === 'incident.opened')).toHaveLength(1);
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
    expect((await world.store.endpoints.ofShard(0)).map(({ url }) => url)).toEqual([`${base}/health`]);
  });
});

it('opens no incident for an endpoint that was never up', async () => {
  net.serve(status, unavailable);
  expect(await probe()).toMatchObject({ down: 1, opened: 0 });
  expect(await reread()).toMatchObject({ verdict: 'down', everUp: false });
});

it('counts a run for nobody when many independent hosts fail at once', async () => {
  const api = (await world.store.apis.get(endpoint.apiId))!;
  for (const host of ['a', 'b', 'c', 'd', 'e']) {
    const url = `https://${host}.example/status`;
    net.serve(url, ok);
    await world.store.endpoints.add({ ...endpoint, id: host, url, apiId: api.id });
  }
  await probe();
  minutes(5);
  for (const host of ['a', 'b', 'c']) net.serve(`https://${host}.example/status`, { fails: 'connect-timeout' });
  expect(await probe()).toMatchObject({ unknown: 6, down: 0, opened: 0 });
  expect(await incidents()).toEqual([]);
});

it('knows the availability of today from the samples, and unknown is not zero', async () => {
  await probe();
  minutes(5);
  net.serve(status, unavailable);
  await probe();
  minutes(5);
  await rollUpShard(world, 0, Number.MAX_SAFE_INTEGER / 2);
  const [day] = await world.store.endpoints.days([endpoint.id], '2026-11-23');
  expect(day).toMatchObject({
    seconds: { up: 300, down: 300, degraded: 0, blocked: 0, unknown: 8 * 3600 },
    availability: 0.5,
    samples: 2,
  });
});

it('takes a slot of its own when a person asks', async () => {
  await probe();
  clock.at += 1000;
  expect(await probe(everything)).toMatchObject({ up: 1 });
});
