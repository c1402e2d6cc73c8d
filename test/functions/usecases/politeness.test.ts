import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeEach, describe, expect, it } from 'vitest';
import { createGuardedHttp } from '../../../shared/adapters/network/guarded-http.ts';
import type { Source } from '../../../shared/domain/catalogue/source.ts';
import { sourceIdOf } from '../../../shared/domain/catalogue/source.ts';
import { crawlShard } from '../../../shared/usecases/crawl.ts';
import type { CrawlWorld, Run } from '../../../shared/usecases/world.ts';
import { description, linkset, SmallInternet } from '../../fixtures/small-internet.ts';
import { createPorts, everything, register, StillClock, whatIsDue, worldOver } from '../../fixtures/small-world.ts';

/** Sleeping takes its time, and nothing else does. */
class SleepingClock extends StillClock {
  override async sleep(durationMs = 0): Promise<void> {
    this.at += durationMs;
  }
}

const base = 'https://api.uno.example';
const catalogue = `${base}/catalog`;
const minute = 60_000;
const uno = { id: 'uno', name: 'Comune Uno', domains: ['uno.example'], sources: [{ url: catalogue }] };
const text = (body: string) => ({ body, type: 'text/plain' });

let net: SmallInternet;
let clock: SleepingClock;
let world: CrawlWorld;

const open = (environment: { readonly [name: string]: string } = {}): void => {
  net = new SmallInternet();
  clock = new SleepingClock();
  world = worldOver(createPorts(net, clock), environment);
};
const crawl = (run: Run = whatIsDue) => crawlShard(world, 0, run);
const sourceAt = async (url: string, publisher = 'uno'): Promise<Source> =>
  (await world.store.sources.get(sourceIdOf(publisher, url)))!;

/** A catalogue of `count` descriptions at `origin`; gives their URLs. */
const publish = (origin: string, count: number): readonly string[] => {
  const paths = Array.from({ length: count }, (_, index) => ({ path: `/${index}.json` }));
  net.serve(`${origin}/catalog`, linkset(origin, paths));
  for (const { path } of paths) net.serve(origin + path, description(path));
  return paths.map(({ path }) => origin + path);
};

beforeEach(() => open());

const listen = async (answer: RequestListener): Promise<{ origin: string; server: Server }> => {
  const server = createServer(answer);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
};

describe('origins that lead to one other', () => {
  it('get it asked one thing at a time, its robots.txt first', async () => {
    const seen: string[] = [];
    let inFlight = 0;
    let most = 0;
    const target = await listen(({ url = '' }, reply) => {
      seen.push(url);
      inFlight += 1;
      most = Math.max(most, inFlight);
      setTimeout(() => {
        inFlight -= 1;
        reply.statusCode = url === '/robots.txt' ? 404 : 200;
        reply.setHeader('content-type', 'application/json').end(description(url));
      }, 20);
    });
    const movers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        listen((_request, reply) => {
          reply.writeHead(302, { location: `${target.origin}/d${index}` }).end();
        }),
      ),
    );
    const http = createGuardedHttp({ userAgent: 'test', allowAddresses: ['127.0.0.0/8'], nat64: false });
    world = worldOver(createPorts(http, clock));
    await register(
      world,
      movers.map(({ origin }, index) => ({
        id: `p${index}`,
        name: `P${index}`,
        domains: ['127.0.0.1'],
        sources: [{ url: `${origin}/x` }],
      })),
    );
    expect(await crawl()).toMatchObject({ visited: 8, revisions: 8, faults: 0 });
    expect(most).toBe(1);
    expect(seen[0]).toBe('/robots.txt');
    expect(seen).toHaveLength(9);
    await http.close();
    for (const { server } of [target, ...movers]) server.close();
  });
});

describe('a document that is referred to', () => {
  const elsewhere = 'https://other.example/secret/c.json';
  const referring = (title: string): string => {
    const document = JSON.parse(description(title));
    document.paths['/things'].get.responses['200'] = { $ref: `${elsewhere}#/ok` };
    return JSON.stringify(document);
  };

  it('is not fetched where robots.txt forbids it', async () => {
    publish(base, 1);
    net.serve(`${base}/0.json`, referring('A'));
    net.serve(elsewhere, '{"ok":{"description":"ok"}}');
    net.serve('https://other.example/robots.txt', text('User-agent: *\nDisallow: /'));
    await register(world, [uno]);
    await crawl();
    expect(net.asked).not.toContain(elsewhere);
    expect(await sourceAt(`${base}/0.json`)).toMatchObject({ state: 'unresolvable-ref' });
  });

  it('at an address that may not be fetched is told as that, not as one without robots.txt', async () => {
    publish(base, 1);
    net.serve(`${base}/0.json`, referring('A'));
    net.serve('https://other.example/robots.txt', { fails: 'refused-address' });
    net.serve(elsewhere, { fails: 'refused-address' });
    await register(world, [uno]);
    await crawl();
    expect((await sourceAt(`${base}/0.json`)).visits[0]?.detail).toContain('refused-address');
  });
});

describe('robots.txt', () => {
  it('is asked of where a moved source lives now, registered or not', async () => {
    const home = 'https://new.uno.example';
    const [a = ''] = publish(base, 1);
    net.serve(a, { movedTo: `${home}/a.json`, redirect: 301 });
    net.serve(`${home}/a.json`, description('A'));
    await register(world, [{ ...uno, sources: [{ url: catalogue }, { url: a }] }]);
    await crawl();
    expect(await sourceAt(a)).toMatchObject({ state: 'ok', finalUrl: `${home}/a.json` });
    net.serve(`${home}/robots.txt`, text('User-agent: *\nDisallow: /'));
    clock.pass(2);
    net.asked.length = 0;
    await crawl();
    expect(net.asked).not.toContain(`${home}/a.json`);
    expect(await sourceAt(a)).toMatchObject({ state: 'unreachable', code: 'robots-disallowed' });
  });

  it('that forbids a source is asked about it no sooner than a permanent failure', async () => {
    const [a = ''] = publish(base, 1);
    net.serve(`${base}/robots.txt`, text('User-agent: *\nDisallow: /0'));
    await register(world, [uno]);
    await crawl();
    expect(Date.parse((await sourceAt(a)).nextAt) - clock.at).toBeGreaterThan(50 * minute);
  });
});

describe('an origin that asked for rest', () => {
  it('is not asked for anything else by later scheduled runs until the rest is over', async () => {
    const urls = publish(base, 2);
    await register(world, [uno]);
    await crawl();
    const planned = await Promise.all(urls.map((url) => sourceAt(url)));
    const [first, second] = planned.sort((one, other) => one.nextAt.localeCompare(other.nextAt)) as [Source, Source];
    net.serve(first.url, { fails: 'http-429', retryAfterSeconds: 36_000 });
    clock.at = Date.parse(first.nextAt);
    const restUntil = clock.at + 600 * minute;
    await crawl();
    net.asked.length = 0;
    clock.at = Date.parse(second.nextAt);
    await crawl();
    expect(net.asked).toEqual([]);
    const { nextAt, visits } = await sourceAt(second.url);
    expect(visits[0]).toMatchObject({ outcome: 'not-tried', code: 'http-429' });
    expect(Date.parse(nextAt)).toBeGreaterThanOrEqual(restUntil);
    clock.at = Date.parse(nextAt);
    publish(base, 2);
    await crawl();
    expect((await sourceAt(second.url)).state).toBe('ok');
  });

  it('is closed for the run by a 429 that names no time', async () => {
    const urls = publish(base, 10);
    await register(world, [uno]);
    await crawl();
    for (const url of [catalogue, ...urls]) net.serve(url, { fails: 'http-429' });
    clock.pass(2);
    net.asked.length = 0;
    await crawl();
    expect(net.asked).toHaveLength(1);
  });

  it('is tried once when a person asks', async () => {
    publish(base, 3);
    net.serve(catalogue, { fails: 'http-429', retryAfterSeconds: 36_000 });
    await register(world, [uno]);
    await crawl();
    publish(base, 3);
    await crawl(everything);
    expect((await sourceAt(catalogue)).state).toBe('ok');
  });
});

describe('an origin that is slow', () => {
  const slow = 'https://slow.example';
  const slowly = { id: 'slow', name: 'Slow', domains: ['slow.example'], sources: [{ url: `${slow}/catalog` }] };

  beforeEach(async () => {
    open({ CRAWL_DELAY_MS: '1000' });
    publish(base, 1);
    publish(slow, 20);
    net.serve(`${slow}/robots.txt`, text('User-agent: *\nCrawl-delay: 300'));
    await register(world, [uno, slowly]);
  });

  const visited = async (): Promise<number> =>
    (await world.store.sources.ofPublisher('slow')).filter(({ visits }) => visits.length > 0).length;

  it('does not keep a scheduled run from its end, and is visited bit by bit', async () => {
    const begun = clock.at;
    await crawl();
    expect(clock.at - begun).toBeLessThanOrEqual(6 * minute);
    const first = await visited();
    expect(first).toBeLessThan(21);
    for (let runs = 0; runs < 25; runs += 1) {
      clock.at += 5 * minute;
      await crawl();
    }
    expect(await visited()).toBe(21);
  });

  it('gets its pause also between two runs', async () => {
    const times: number[] = [];
    const request = net.request.bind(net);
    net.request = (asked) => {
      if (asked.url.startsWith(slow)) times.push(clock.at);
      return request(asked);
    };
    for (let runs = 0; runs < 20; runs += 1) {
      clock.at += minute;
      await crawl();
    }
    // The catalogue is registered, so it is asked before robots.txt says how long to wait.
    const gaps = times.slice(2).map((at, index) => at - times[index + 1]!);
    expect(gaps.length).toBeGreaterThan(2);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(5 * minute);
  });

  it('is visited to the end when a person asked for everything, and others not after it', async () => {
    const done: string[] = [];
    const onProgress = ({ current }: { current: string }): void => void done.push(current);
    await crawl({ ...everything, onProgress });
    expect(await visited()).toBe(21);
    expect(done.indexOf(`${base}/0.json`)).toBeLessThan(5);
  });

  it('or has many due sources does not keep a scheduled run from its end', async () => {
    publish(slow, 600);
    net.serve(`${slow}/robots.txt`, text(''));
    await crawl(everything);
    expect(await visited()).toBe(601);
    clock.pass(30);
    const begun = clock.at;
    await crawl();
    expect(clock.at - begun).toBeLessThanOrEqual(6 * minute);
  });
});
