import { beforeEach, describe, expect, it } from 'vitest';
import type { Api } from '../../../shared/domain/catalogue/api.ts';
import { sourceIdOf } from '../../../shared/domain/catalogue/source.ts';
import { crawlShard } from '../../../shared/usecases/crawl.ts';
import type { CrawlWorld } from '../../../shared/usecases/world.ts';
import { description, linkset, SmallInternet } from '../../fixtures/small-internet.ts';
import { createPorts, everything, register, StillClock, whatIsDue, worldOver } from '../../fixtures/small-world.ts';

const base = 'https://api.uno.example';
const catalogue = `${base}/.well-known/api-catalog`;
const anagrafe = `${base}/anagrafe.json`;
const tributi = `${base}/tributi.json`;

let net: SmallInternet;
let clock: StillClock;
let world: CrawlWorld;

const uno = { id: 'uno', name: 'Comune Uno', domains: ['uno.example'], sources: [{ url: catalogue }] };

const apis = async (): Promise<readonly Api[]> => (await world.store.apis.list(100)).items;
const apiAt = async (url: string): Promise<Api> => {
  const found = (await apis()).find((api) => api.url === url);
  if (found === undefined) throw new Error(`no API at ${url}`);
  return found;
};
const source = async (url: string) => (await world.store.sources.get(sourceIdOf('uno', url)))!;
/** Compliance has tests of its own (compliance.test.ts). */
const kinds = async (): Promise<readonly string[]> =>
  (await world.store.events.latest(100)).items
    .map(({ kind }) => kind)
    .filter((kind) => kind !== 'compliance.changed')
    .sort();
const crawl = (run = everything) => crawlShard(world, 0, run);

beforeEach(async () => {
  net = new SmallInternet();
  clock = new StillClock();
  world = worldOver(createPorts(net, clock));
  net.serve(
    catalogue,
    linkset(base, [{ path: '/anagrafe.json', status: `${base}/status` }, { path: '/tributi.json' }]),
  );
  net.serve(anagrafe, description('Anagrafe'));
  net.serve(tributi, description('Tributi'));
  await register(world, [uno]);
});

describe('a first crawl', () => {
  it('finds the descriptions of a catalogue in the same run and publishes each once', async () => {
    expect(await crawl()).toMatchObject({ visited: 3, revisions: 2, events: 2, faults: 0 });
    expect((await apis()).map(({ metadata }) => metadata?.title).sort()).toEqual(['Anagrafe', 'Tributi']);
    expect(await apiAt(anagrafe)).toMatchObject({
      state: 'ok',
      verdict: 'valid',
      revision: 1,
      validRevision: 1,
      owned: true,
    });
    expect(await kinds()).toEqual(['api.published', 'api.published']);
  });

  it('keeps the document byte for byte', async () => {
    await crawl();
    const { digest } = await apiAt(anagrafe);
    expect(new TextDecoder().decode(await world.store.documents.getDocument(digest))).toBe(description('Anagrafe'));
  });

  it('makes the status link of the catalogue the endpoint of the API', async () => {
    await crawl();
    const endpoints = await world.store.endpoints.ofApi((await apiAt(anagrafe)).id);
    expect(endpoints).toMatchObject([{ url: `${base}/status`, kind: 'status-link', verdict: 'unknown' }]);
  });

  it('asks robots.txt once for what was not registered, and not at all for what was', async () => {
    await crawl();
    expect(net.asked.filter((url) => url.endsWith('/robots.txt'))).toHaveLength(1);
    expect(net.asked.indexOf(catalogue)).toBeLessThan(net.asked.indexOf(`${base}/robots.txt`));
  });

  it('does not fetch what robots.txt forbids, and says so', async () => {
    net.serve(`${base}/robots.txt`, { body: 'User-agent: *\nDisallow: /tributi', type: 'text/plain' });
    await crawl();
    expect(await source(tributi)).toMatchObject({ state: 'unreachable', code: 'robots-disallowed' });
    expect(net.asked).not.toContain(tributi);
    expect(await apis()).toHaveLength(1);
  });

  it('writes in the crawl log when, what was tried, and the outcome', async () => {
    await crawl();
    expect((await source(anagrafe)).visits).toEqual([
      {
        at: '2026-11-23T08:00:00.000Z',
        url: anagrafe,
        outcome: 'changed',
        state: 'ok',
        status: 200,
        bytes: description('Anagrafe').length,
        ms: 0,
      },
    ]);
  });

  it('tells an invalid description from one with a reference that leads nowhere', async () => {
    net.serve(
      anagrafe,
      JSON.stringify({ openapi: '3.0.3', info: { title: 'x', version: '1' }, paths: { '/a': { get: {} } } }),
    );
    const broken = JSON.parse(description('Tributi'));
    broken.paths['/things'].get.responses['200'] = { $ref: '#/components/responses/Missing' };
    net.serve(tributi, JSON.stringify(broken));
    await crawl();
    expect(await apiAt(anagrafe)).toMatchObject({ state: 'invalid', verdict: 'invalid' });
    expect(await apiAt(tributi)).toMatchObject({ state: 'unresolvable-ref', verdict: 'unresolvable-ref' });
  });
});

describe('a later crawl', () => {
  it('fetches no unchanged body, adds no revision and no event', async () => {
    await crawl();
    const counts = await crawl();
    expect(counts).toMatchObject({ visited: 3, revisions: 0, events: 0, bodies: 0 });
  });

  it('visits nothing that is not due', async () => {
    await crawl();
    expect(await crawl(whatIsDue)).toMatchObject({ visited: 0 });
    clock.pass(0.1);
    expect(await crawl(whatIsDue)).toMatchObject({ visited: 3 });
  });

  it('makes one revision and one event of a change', async () => {
    await crawl();
    net.serve(anagrafe, description('Anagrafe', '1.1.0', ['/more']));
    expect(await crawl()).toMatchObject({ revisions: 1 });
    expect(await apiAt(anagrafe)).toMatchObject({ revision: 2, metadata: { version: '1.1.0' } });
    expect(await kinds()).toEqual(['api.changed', 'api.published', 'api.published']);
  });

  it('tells each swing of a description that goes back and forth', async () => {
    await crawl();
    for (const more of [['/more'], [], ['/more']]) {
      net.serve(anagrafe, description('Anagrafe', '1.0.0', more));
      await crawl();
    }
    expect(await apiAt(anagrafe)).toMatchObject({ revision: 4 });
    expect(await kinds()).toHaveLength(5);
  });

  it('keeps the last valid revision when a newer one is broken, and shows both dates', async () => {
    await crawl();
    clock.pass(1);
    net.serve(anagrafe, '{"openapi":"3.0.3","info":{"title":"Broken"},"paths":{}}');
    await crawl();
    expect(await apiAt(anagrafe)).toMatchObject({
      state: 'invalid',
      revision: 2,
      validRevision: 1,
      validAt: '2026-11-23T08:00:00.000Z',
      changedAt: '2026-11-24T08:00:00.000Z',
      metadata: { title: 'Anagrafe' },
    });
    expect(await kinds()).toContain('api.invalid');
    net.serve(anagrafe, description('Anagrafe', '1.0.1'));
    await crawl();
    expect(await kinds()).toContain('api.valid');
    expect(await apiAt(anagrafe)).toMatchObject({ state: 'ok', revision: 3, validRevision: 3 });
  });

  it('looks again at a verdict that hung on another document, without a new revision', async () => {
    const shared = `${base}/common.json`;
    const split = JSON.parse(description('Anagrafe'));
    split.paths['/things'].get.responses['200'] = { $ref: './common.json#/ok' };
    net.serve(anagrafe, JSON.stringify(split));
    await crawl();
    expect(await apiAt(anagrafe)).toMatchObject({ state: 'unresolvable-ref', revision: 1 });
    net.serve(shared, JSON.stringify({ ok: { description: 'ok' } }));
    await crawl();
    expect(await apiAt(anagrafe)).toMatchObject({ state: 'ok', verdict: 'valid', revision: 1, validRevision: 1 });
    expect(await kinds()).toEqual(['api.published', 'api.published', 'api.valid']);
    await crawl();
    expect(await kinds()).toHaveLength(3);
  });
});

describe('trouble at the publisher', () => {
  it.each([
    ['an origin that refuses connections', { fails: 'connect-refused' } as const, 'unreachable', 'connect-refused'],
    ['a service that is unavailable', { body: '{}', status: 503 }, 'unreachable', 'http-503'],
    ['a firewall', { fails: 'blocked' } as const, 'blocked', 'blocked'],
    [
      'a firewall that answers 200',
      {
        body: '<!doctype html><title>Blocked</title><p>Request blocked by the web application firewall.',
        type: 'text/html',
      },
      'blocked',
      'blocked',
    ],
    ['a missing page', { body: 'no', status: 404 }, 'unreachable', 'http-404'],
    [
      'a page for people',
      { body: '<!doctype html><title>Benvenuti</title><p>Ciao', type: 'text/html' },
      'not-a-description',
      'not-a-description',
    ],
  ])('%s changes the state only, and recovery brings it back', async (_, page, state, code) => {
    await crawl();
    const before = await apiAt(anagrafe);
    net.serve(anagrafe, page);
    await crawl();
    expect(await apiAt(anagrafe)).toMatchObject({ ...before, state, code });
    net.serve(anagrafe, description('Anagrafe'));
    expect(await crawl()).toMatchObject({ revisions: 0, events: 0 });
    expect(await apiAt(anagrafe)).toEqual(before);
  });

  it('is not told of the publisher when the trouble is ours', async () => {
    await crawl();
    const before = await apiAt(anagrafe);
    net.serve(anagrafe, { fails: 'dns-unavailable' });
    await crawl();
    expect(await apiAt(anagrafe)).toEqual(before);
    expect((await source(anagrafe)).visits[0]).toMatchObject({ outcome: 'not-tried', code: 'dns-unavailable' });
    expect(await source(anagrafe)).toMatchObject({ failures: 0 });
  });

  it('asks an origin that stays silent three times, and once who else is silent, and tells the rest the same', async () => {
    const paths = ['/1.json', '/2.json', '/3.json', '/4.json', '/5.json'];
    net.serve(
      catalogue,
      linkset(
        base,
        paths.map((path) => ({ path })),
      ),
    );
    for (const path of paths) net.serve(`${base}${path}`, description(path));
    await crawl();
    net.asked.length = 0;
    for (const path of [...paths, '/.well-known/api-catalog', '/robots.txt'])
      net.serve(`${base}${path}`, { fails: 'timeout-headers' });
    await crawl();
    expect(net.asked).toHaveLength(3 + 1);
    const told = await Promise.all(paths.map((path) => source(`${base}${path}`)));
    expect(told.map(({ state, code }) => `${state} ${code}`)).toEqual(paths.map(() => 'unreachable timeout-headers'));
    expect(told.map(({ visits }) => visits[0]?.outcome).sort()).toEqual([
      'failed',
      'failed',
      'not-tried',
      'not-tried',
      'not-tried',
    ]);
  });

  it('leaves an origin alone for as long as it asks', async () => {
    await crawl();
    clock.pass(1);
    net.serve(anagrafe, { fails: 'http-503', retryAfterSeconds: 40_000 });
    await crawl(whatIsDue);
    expect(Date.parse((await source(anagrafe)).nextAt) - clock.now()).toBeGreaterThanOrEqual(40_000_000);
  });

  it('backs off further with each failure', async () => {
    await crawl();
    net.serve(anagrafe, { fails: 'connect-reset' });
    const waits: number[] = [];
    for (let failure = 0; failure < 4; failure += 1) {
      await crawl();
      waits.push(Date.parse((await source(anagrafe)).nextAt) - clock.now());
    }
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(new Set(waits).size).toBe(4);
  });
});

describe('silence of many independent hosts at once', () => {
  const hosts = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `https://api.${name}.example`);
  const [first = '', second = '', ...others] = hosts;
  const sourceOf = async (host: string) =>
    (await world.store.sources.get(sourceIdOf(new URL(host).hostname, `${host}/api.json`)))!;
  const silence = (silent: readonly string[]): void => {
    for (const host of silent) {
      for (const path of ['/api.json', '/status', '/robots.txt'])
        net.serve(`${host}${path}`, { fails: 'connect-timeout' });
    }
  };
  const answer = (host: string): void => {
    net.pages.delete(`${host}/robots.txt`);
    net.serve(`${host}/api.json`, description(host));
  };
  const states = async () => Promise.all(hosts.map(async (host) => (await sourceOf(host)).state));

  beforeEach(async () => {
    for (const host of hosts) answer(host);
    await register(
      world,
      hosts.map((host) => {
        const { hostname } = new URL(host);
        return { id: hostname, name: hostname, domains: [hostname], sources: [{ url: `${host}/api.json` }] };
      }),
    );
    await crawl();
  });

  it('is ours: nothing known of anybody changes but the crawl log, and all are asked again soon', async () => {
    const before = await apis();
    silence(hosts);
    await crawl();
    expect(await apis()).toEqual(before);
    const after = await sourceOf(first);
    expect(after).toMatchObject({ state: 'ok', failures: 0 });
    expect(after).not.toHaveProperty('code');
    expect(after.visits[0]).toMatchObject({
      outcome: 'not-tried',
      state: 'ok',
      code: 'network-unreachable',
      detail: expect.stringMatching(/^connect-timeout, as at many independent hosts at once: /),
    });
    expect(Date.parse(after.nextAt) - clock.now()).toBeLessThanOrEqual(15 * 60_000);
    for (const host of hosts) answer(host);
    await crawl();
    expect(await apis()).toEqual(before);
    expect((await kinds()).filter((kind) => kind !== 'api.published')).toEqual([]);
  });

  it('is ours also when only one of them was due: the others are asked whether they answer', async () => {
    silence(hosts);
    await world.store.sources.save(await sourceOf(first), (current) => ({
      ...current,
      nextAt: '2026-11-23T07:00:00.000Z',
    }));
    net.asked.length = 0;
    expect(await crawl(whatIsDue)).toMatchObject({ visited: 1 });
    expect((await sourceOf(first)).state).toBe('ok');
    expect(new Set(net.asked.map((url) => new URL(url).origin))).toEqual(new Set(hosts));
  });

  it('leaves who was never heard what it was: nobody knows yet', async () => {
    const late = 'https://api.late.example';
    silence([...hosts, late]);
    await register(world, [
      ...hosts.map((host) => ({
        id: new URL(host).hostname,
        name: host,
        domains: [new URL(host).hostname],
        sources: [{ url: `${host}/api.json` }],
      })),
      { id: 'api.late.example', name: 'Late', domains: ['late.example'], sources: [{ url: `${late}/api.json` }] },
    ]);
    await crawl();
    expect(await sourceOf(late)).toMatchObject({ state: 'pending', failures: 0 });
  });

  it('is theirs when one is silent and the others answer', async () => {
    silence([first]);
    await crawl();
    expect(await states()).toEqual(['unreachable', 'ok', 'ok', 'ok', 'ok', 'ok']);
    expect(await sourceOf(first)).toMatchObject({ code: 'connect-timeout', failures: 1 });
  });

  it('is theirs once it has lasted for half an hour while others answer, and ours for as long as next to nobody does', async () => {
    silence(hosts);
    for (let hour = 0; hour < 3; hour += 1) {
      await crawl();
      clock.pass(1 / 24);
    }
    expect(await states()).toEqual(hosts.map(() => 'ok'));
    for (const host of hosts.slice(2)) answer(host);
    await crawl();
    expect(await states()).toEqual(['unreachable', 'unreachable', 'ok', 'ok', 'ok', 'ok']);
  });

  it('that begins while others answer is ours at first, of two at once, and theirs half an hour later', async () => {
    silence([first, second]);
    const seen: string[] = [];
    for (let quarter = 0; quarter < 3; quarter += 1) {
      await crawl();
      seen.push((await sourceOf(first)).state);
      clock.pass(1 / 96);
    }
    expect(seen).toEqual(['ok', 'ok', 'unreachable']);
  });

  it('is not judged by addresses that are withdrawn, which are not asked', async () => {
    const gone = hosts.slice(0, 4);
    for (const host of gone) {
      await world.store.sources.save(await sourceOf(host), (current) => ({ ...current, state: 'withdrawn' }));
    }
    silence([...gone, 'https://api.e.example']);
    net.asked.length = 0;
    await world.store.sources.save(await sourceOf('https://api.e.example'), (current) => ({
      ...current,
      nextAt: '2026-11-23T07:00:00.000Z',
    }));
    await crawl(whatIsDue);
    expect((await sourceOf('https://api.e.example')).state).toBe('unreachable');
    expect(net.asked.filter((url) => gone.some((host) => url.startsWith(host)))).toEqual([]);
  });

  it('says nothing of a host that was silent before, and of one that answers with an error', async () => {
    silence([first]);
    await crawl();
    net.serve(`${second}/api.json`, { body: '{}', status: 503 });
    silence(others);
    await crawl();
    expect(await states()).toEqual(['unreachable', 'unreachable', 'ok', 'ok', 'ok', 'ok']);
    expect(await sourceOf(second)).toMatchObject({ code: 'http-503' });
  });
});

describe('what a catalogue lists', () => {
  it('withdraws an API that is no longer listed, once the grace period is over, and takes it back', async () => {
    await crawl();
    net.serve(catalogue, linkset(base, [{ path: '/anagrafe.json' }]));
    await crawl();
    expect(await source(tributi)).toMatchObject({ missingSince: '2026-11-23T08:00:00.000Z', listedBy: [] });
    expect(await apiAt(tributi)).toMatchObject({ state: 'ok' });
    clock.pass(6.9);
    await crawl();
    expect(await apiAt(tributi)).toMatchObject({ state: 'ok' });
    clock.pass(0.2);
    await crawl();
    expect(await apiAt(tributi)).toMatchObject({ state: 'withdrawn', revision: 1 });
    expect(await world.store.endpoints.ofApi((await apiAt(tributi)).id)).toEqual([]);
    await crawl();
    expect((await kinds()).filter((kind) => kind === 'api.withdrawn')).toHaveLength(1);
    net.serve(catalogue, linkset(base, [{ path: '/anagrafe.json' }, { path: '/tributi.json' }]));
    await crawl();
    expect(await apiAt(tributi)).toMatchObject({ state: 'ok', revision: 1 });
    expect((await kinds()).filter((kind) => kind === 'api.published')).toHaveLength(3);
  });

  it.each([
    ['unreachable', { fails: 'connect-refused' } as const],
    ['broken', { body: '{"linkset": [', type: 'application/linkset+json' }],
    ['a page', { body: '<html><body>ops</body></html>', type: 'text/html' }],
  ])('withdraws nothing when the catalogue is %s', async (_, page) => {
    await crawl();
    net.serve(catalogue, page);
    clock.pass(30);
    await crawl();
    clock.pass(30);
    await crawl();
    expect((await source(tributi)).missingSince).toBeUndefined();
    expect(await apiAt(tributi)).toMatchObject({ state: 'ok' });
  });

  it('follows nested catalogues three deep, and stops at cycles', async () => {
    const at = (name: string): string => `${base}/${name}`;
    const nest = (url: string, ...targets: string[]) =>
      net.serve(url, {
        type: 'application/linkset+json',
        body: JSON.stringify({ linkset: [{ anchor: url, 'api-catalog': targets.map((href) => ({ href })) }] }),
      });
    nest(catalogue, at('one'));
    nest(at('one'), at('two'), catalogue);
    nest(at('two'), at('three'));
    nest(at('three'), at('four'));
    await crawl();
    expect(net.asked).toContain(at('three'));
    expect(net.asked).not.toContain(at('four'));
    expect((await source(at('three'))).diagnostics?.map(({ code }) => code)).toContain('CATALOG_TOO_DEEP');
  });

  it('makes one API of a YAML and a JSON form under one anchor', async () => {
    const yaml = `${base}/anagrafe.yaml`;
    const anchor = `${base}/anagrafe`;
    net.serve(
      catalogue,
      linkset(base, [
        { path: '/anagrafe.json', anchor },
        { path: '/anagrafe.yaml', anchor },
      ]),
    );
    const { paths, servers } = JSON.parse(description('Anagrafe'));
    net.serve(yaml, {
      type: 'application/yaml',
      body: `openapi: 3.0.3\ninfo: {title: Anagrafe, version: 1.0.0}\nservers: ${JSON.stringify(servers)}\npaths: ${JSON.stringify(paths)}\n`,
    });
    await crawl();
    const [api, ...others] = await apis();
    expect(others).toEqual([]);
    expect([api?.url, ...(api?.alternates ?? [])].sort()).toEqual([anagrafe, yaml]);
  });

  it('keeps id and history through a permanent redirect, and records the new address', async () => {
    await crawl();
    const { id } = await apiAt(anagrafe);
    const there = 'https://api.due.example/anagrafe.json';
    net.serve(anagrafe, { movedTo: there, redirect: 301 });
    net.serve(there, description('Anagrafe', '1.0.1'));
    await crawl();
    expect(await world.store.apis.get(id)).toMatchObject({ url: anagrafe, aliases: [there], revision: 2 });
  });

  it('keeps id and history of an API that bears an x-api-id and moved to another address', async () => {
    const named = { info: { 'x-api-id': 'a1b2' } };
    net.serve(anagrafe, description('Anagrafe', '1.0.0', [], named));
    await crawl();
    const { id } = await apiAt(anagrafe);
    const there = `${base}/v2/anagrafe.json`;
    net.serve(there, description('Anagrafe', '2.0.0', [], named));
    net.serve(catalogue, linkset(base, [{ path: '/v2/anagrafe.json' }, { path: '/tributi.json' }]));
    await crawl();
    expect(await world.store.apis.get(id)).toMatchObject({ revision: 2, aliases: [there], state: 'ok' });
    clock.pass(8);
    await crawl();
    expect(await world.store.apis.get(id)).toMatchObject({ revision: 2, state: 'ok' });
    expect(await apis()).toHaveLength(2);
  });

  it('lists a description on a host of somebody else as not owned', async () => {
    const theirs = 'https://api.altro.example/x.json';
    net.serve(catalogue, {
      type: 'application/linkset+json',
      body: JSON.stringify({ linkset: [{ anchor: theirs, 'service-desc': [{ href: theirs }] }] }),
    });
    net.serve(theirs, description('Altro'));
    await crawl();
    expect(await apiAt(theirs)).toMatchObject({ owned: false });
  });

  it('follows an entry without a description to the one it links', async () => {
    net.serve(catalogue, {
      type: 'application/linkset+json',
      body: JSON.stringify({ linkset: [{ anchor: catalogue, item: [{ href: `${base}/demo` }] }] }),
    });
    net.serve(`${base}/demo`, {
      body: '<!doctype html><p>API',
      type: 'text/html',
      headers: { link: '</anagrafe.json>; rel="service-desc"' },
    });
    await crawl();
    expect((await apis()).map(({ url }) => url)).toEqual([anagrafe]);
  });
});

describe('a publisher that gives only its host', () => {
  const due = { id: 'due', name: 'Comune Due', domains: ['due.example'] };

  it.each([
    ['its well-known catalogue', '/.well-known/api-catalog', linkset('https://due.example', [{ path: '/api.json' }])],
    [
      'a Link header of its home page',
      '/',
      { body: '<!doctype html>', type: 'text/html', headers: { link: '</api.json>; rel="service-desc"' } },
    ],
    [
      'a link element of its home page',
      '/',
      { body: '<!doctype html><link rel="service-desc" href="/api.json">', type: 'text/html' },
    ],
  ])('is discovered through %s', async (_, path, page) => {
    net.serve(`https://due.example${path}`, page);
    net.serve('https://due.example/api.json', description('Due'));
    await register(world, [due]);
    await crawl();
    expect((await apis()).map(({ url }) => url)).toContain('https://due.example/api.json');
  });

  it('is discovered through a usual place, recorded as a guess', async () => {
    net.serve('https://due.example/openapi.json', description('Due'));
    await register(world, [due]);
    await crawl();
    const guessed = await world.store.sources.get(sourceIdOf('due', 'https://due.example/openapi.json'));
    expect(guessed).toMatchObject({ guessed: true, state: 'ok' });
  });
});

describe('the sources file', () => {
  it('is registered once, and again when it changed', async () => {
    await crawl();
    const { version } = await source(catalogue);
    await crawl();
    expect((await source(catalogue)).version).toBe(version + 1);
    await register(world, [{ ...uno, name: 'Comune Uno (nuovo)' }]);
    await crawl();
    expect((await world.store.publishers.get('uno'))?.name).toBe('Comune Uno (nuovo)');
  });

  it('starts the grace period of what was taken out of it', async () => {
    await crawl();
    await register(world, [{ id: 'altro', name: 'Altro', domains: ['altro.example'] }]);
    await crawl();
    expect(await source(catalogue)).toMatchObject({ listedBy: [], missingSince: '2026-11-23T08:00:00.000Z' });
  });
});

it('keeps two runs of one shard apart', async () => {
  const [one, other] = await Promise.all([crawl(), crawl()]);
  expect([one, other].filter((counts) => counts === undefined)).toHaveLength(1);
});

it('takes no new work once the run is over, and finishes it with the next one', async () => {
  let left = 2;
  const short = { ...whatIsDue, isOver: () => left-- <= 0 };
  await crawl(short);
  expect(await apis()).toHaveLength(0);
  await crawl(whatIsDue);
  expect(await apis()).toHaveLength(2);
});
