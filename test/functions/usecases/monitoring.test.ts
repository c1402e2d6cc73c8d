import { beforeEach, describe, expect, it } from 'vitest';
import { deriveId, fractionOf } from '../../../shared/domain/digest.ts';
import type { FetchOutcome, HttpRequest } from '../../../shared/domain/fetching/fetch-outcome.ts';
import type { Endpoint } from '../../../shared/domain/uptime/endpoint.ts';
import type { Sample } from '../../../shared/domain/uptime/sample.ts';
import type { Question, Sight } from '../../../shared/domain/uptime/sight.ts';
import type { Vantage } from '../../../shared/ports.ts';
import { probeShard } from '../../../shared/usecases/probe.ts';
import type { CrawlWorld, Run } from '../../../shared/usecases/world.ts';
import { PassingClock } from '../../fixtures/passing-clock.ts';
import { sampleApi, sampleEndpoint } from '../../fixtures/sample-records.ts';
import { SmallInternet } from '../../fixtures/small-internet.ts';
import { createPorts, everything, whatIsDue, worldOver } from '../../fixtures/small-world.ts';

const ok = { body: '{"status":200}', type: 'application/problem+json' };
const unavailable = { ...ok, status: 503 };
const silent = { fails: 'connect-timeout' } as const;
const url = 'http://api.uno.example:8080/status';

let net: SmallInternet;
let clock: PassingClock;
let world: CrawlWorld;
let environment: { [name: string]: string };

const make = (more: { readonly [name: string]: string } = {}, vantages: readonly Vantage[] = []): void => {
  environment = { PROBE_RETRY_DELAYS_MS: '1000,3000,6000', ...more };
  world = { ...worldOver(createPorts(net, clock), environment), vantages };
};

const watch = async (address = url, more: Partial<Endpoint> = {}): Promise<Endpoint> => {
  const api = sampleApi(`${address}.json`);
  const endpoint = sampleEndpoint(api, address, more);
  await world.store.apis.put(api);
  await world.store.endpoints.add(endpoint);
  return endpoint;
};
const reread = async ({ id }: Endpoint): Promise<Endpoint> => (await world.store.endpoints.withIds([id]))[0]!;
const nextSlot = (): void => {
  clock.at = Math.ceil((clock.at + 1) / 300_000) * 300_000;
};
const probe = (run: Run = whatIsDue) => probeShard(world, 0, run);
const samples = async (): Promise<readonly Sample[]> => {
  const found: Sample[] = [];
  for await (const set of world.store.documents.samplesOf(0, '2026-11-23', '2026-11-23T00:00:00.000Z'))
    found.push(...set.samples);
  return found;
};

beforeEach(() => {
  net = new SmallInternet();
  clock = new PassingClock();
  make();
});

describe('a slot', () => {
  it('is spread over: each endpoint is looked at in its own time, and none late', async () => {
    for (let index = 0; index < 40; index += 1) {
      const address = `http://host-${index}.example:8080/status`;
      net.serve(address, ok);
      await watch(address);
    }
    expect(await probe()).toMatchObject({ up: 40, late: 0, faults: 0 });
    const times = (await samples()).map(({ at }) => Date.parse(at)).sort((one, other) => one - other);
    const slot = Date.parse('2026-11-23T08:00:00.000Z');
    expect(times[0]).toBeLessThan(slot + 60_000);
    expect(times.at(-1)).toBeGreaterThan(slot + 150_000);
    expect(times.at(-1)).toBeLessThan(slot + 206_000);
  });

  it('looks several times at who asks for it, and at who asks for less only in its turn', async () => {
    net.serve(url, ok);
    const often = await watch(url, { everyMs: 60_000 });
    const seldom = await watch('http://due.example:8080/status', { everyMs: 1_800_000 });
    net.serve(seldom.url, ok);
    for (let slot = 0; slot < 12; slot += 1) {
      await probe();
      nextSlot();
    }
    const of = async ({ id }: Endpoint) => (await samples()).filter(({ endpointId }) => endpointId === id);
    expect(await of(often)).toHaveLength(36);
    expect(await of(seldom)).toHaveLength(2);
    expect((await of(seldom))[0]).toMatchObject({ everyMs: 1_800_000 });
  });

  it('that is stopped stores what it has seen', async () => {
    for (let index = 0; index < 10; index += 1) {
      net.serve(`http://host-${index}.example:8080/status`, ok);
      await watch(`http://host-${index}.example:8080/status`);
    }
    const start = clock.at;
    const found = await probe({ ...whatIsDue, isOver: () => clock.at > start + 100_000 });
    expect(found?.up).toBeGreaterThan(0);
    expect(found?.up).toBeLessThan(10);
    expect(await samples()).toHaveLength(found?.up ?? 0);
  });

  it('in which the clock is set back keeps what was seen after that, as of its beginning', async () => {
    make({ PROBE_CONCURRENCY: '1' });
    for (const host of ['one', 'two', 'three']) {
      net.serve(`http://${host}.example:8080/status`, ok);
      await watch(`http://${host}.example:8080/status`);
    }
    const setBack = () => {
      clock.at = Date.parse('2026-11-23T07:00:00.000Z');
    };
    expect(await probe({ ...everything, onProgress: setBack })).toMatchObject({ up: 3, faults: 0 });
    expect((await samples()).map(({ at }) => at)).toEqual(Array(3).fill('2026-11-23T08:00:00.000Z'));
  });

  it('keeps the parts of the time apart, and what the answer says', async () => {
    const plain = net.request.bind(net);
    net.request = async (request) => ({
      ...(await plain(request)),
      timings: { dnsMs: 2.4, connectMs: 10.2, tlsMs: 20, firstByteMs: 82.6, totalMs: 90 },
    });
    net.serve(url, ok);
    await watch();
    await probe();
    const [{ phases, first, code, tries }] = (await samples()) as [Sample];
    expect({ phases, first, code, tries }).toEqual({
      phases: { dns: 2, connect: 10, tls: 20, wait: 50, total: 90 },
      first: 'up',
      code: 'http-200',
      tries: 1,
    });
  });

  it('asks over connections of their own, and may see the certificate only once an hour, and when in doubt', async () => {
    make({ PROBE_CERTIFICATE_MINUTES: '60' });
    const asked: HttpRequest[] = [];
    const tls = {
      protocol: 'TLSv1.3',
      subject: 'CN=uno',
      issuer: 'CN=ca',
      validFrom: '2026-01-01T00:00:00.000Z',
      validTo: '2027-06-01T00:00:00.000Z',
      fingerprint: 'f'.repeat(64),
      names: [],
    };
    const plain = net.request.bind(net);
    net.request = async (request): Promise<FetchOutcome> => {
      asked.push(request);
      return { ...(await plain(request)), ...(request.resume === true ? {} : { tls }) };
    };
    const secure = await watch('https://uno.example:8443/status');
    net.serve(secure.url, ok);
    for (let slot = 0; slot < 25; slot += 1) {
      await probe();
      nextSlot();
    }
    expect(asked.every(({ fresh }) => fresh === true)).toBe(true);
    // The first, which knows none, and one in each of the two hours.
    expect(asked.filter(({ resume }) => resume !== true).length).toBeGreaterThanOrEqual(3);
    expect(asked.filter(({ resume }) => resume !== true).length).toBeLessThanOrEqual(4);
    const { certificate, version } = await reread(secure);
    expect(certificate?.current).toMatchObject({ fingerprint: 'f'.repeat(64), subject: 'CN=uno' });
    expect(version).toBe(secure.version + 1);
  });
});

describe('one origin', () => {
  it('is asked a few at a time', async () => {
    let [underWay, most] = [0, 0];
    const plain = net.request.bind(net);
    net.request = async (request) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
      return plain(request);
    };
    for (let index = 0; index < 20; index += 1) {
      net.serve(`http://uno.example:8080/${index}`, ok);
      await watch(`http://uno.example:8080/${index}`);
    }
    expect(await probe(everything)).toMatchObject({ up: 20 });
    expect(most).toBe(4);
  });

  it('that can not be reached at all is asked by some for all that wait', async () => {
    const plain = net.request.bind(net);
    net.request = async (request) => {
      await clock.sleep(5000);
      return plain(request);
    };
    for (let index = 0; index < 20; index += 1) {
      net.serve(`http://uno.example:8080/${index}`, silent);
      await watch(`http://uno.example:8080/${index}`);
    }
    expect(await probe(everything)).toMatchObject({ down: 20, opened: 20 });
    // Of five rounds of twenty.
    expect(net.asked.length).toBeLessThanOrEqual(25);
  });

  it('that keeps everybody waiting does so for some of those who wait, and an answer ends that', async () => {
    const plain = net.request.bind(net);
    net.request = async (request) => {
      await clock.sleep(10_000);
      return plain(request);
    };
    for (let index = 0; index < 40; index += 1) {
      net.serve(`http://uno.example:8080/${index}`, { fails: 'timeout-headers' });
      await watch(`http://uno.example:8080/${index}`);
    }
    const began = clock.at;
    expect(await probe(everything)).toMatchObject({ down: 40, opened: 40 });
    expect(clock.at - began).toBeLessThan(90_000);
    for (let index = 4; index < 40; index += 1) net.serve(`http://uno.example:8080/${index}`, ok);
    nextSlot();
    await probe(everything);
    nextSlot();
    expect(await probe(everything)).toMatchObject({ down: 4, up: 36 });
  });

  it('that answers one path badly says nothing of the others', async () => {
    for (let index = 0; index < 8; index += 1) {
      net.serve(`http://uno.example:8080/${index}`, index === 0 ? unavailable : ok);
      await watch(`http://uno.example:8080/${index}`);
    }
    expect(await probe(everything)).toMatchObject({ down: 1, up: 7 });
  });
});

describe('silence', () => {
  it('of one host is theirs when others answer, who are asked when none was seen just now', async () => {
    const suspect = await watch();
    for (let index = 0; index < 6; index += 1) {
      net.serve(`http://host-${index}.example:8080/status`, ok);
      await watch(`http://host-${index}.example:8080/status`, { everyMs: 3_600_000 });
    }
    net.serve(url, silent);
    expect(await probe()).toMatchObject({ opened: 1 });
    expect(await reread(suspect)).toMatchObject({ verdict: 'down' });
    expect(net.asked.filter((asked) => asked !== url).length).toBeGreaterThanOrEqual(6);
  });

  it('of everybody is ours, also where only three are watched', async () => {
    for (const host of ['uno', 'due', 'tre']) {
      net.serve(`http://${host}.example:8080/status`, silent);
      await watch(`http://${host}.example:8080/status`);
    }
    expect(await probe()).toMatchObject({ unknown: 3, down: 0, opened: 0 });
  });

  it('of the canaries too is ours, and theirs when these answer', async () => {
    const canaries = ['http://canary-1.example:8080', 'http://canary-2.example:8080'];
    make({ CANARY_URLS: canaries.join(',') });
    await watch();
    net.serve(url, silent);
    for (const canary of canaries) net.serve(canary, silent);
    expect(await probe()).toMatchObject({ unknown: 1, opened: 0 });
    for (const canary of canaries) net.serve(canary, ok);
    nextSlot();
    expect(await probe()).toMatchObject({ down: 1, opened: 1 });
  });

  it('of a few is theirs while canaries answer, and so is that of everybody when it lasts', async () => {
    const canaries = ['http://canary-1.example:8080', 'http://canary-2.example:8080'];
    make({ CANARY_URLS: canaries.join(',') });
    for (const canary of canaries) net.serve(canary, ok);
    for (const host of ['uno', 'due', 'tre']) {
      net.serve(`http://${host}.example:8080/status`, silent);
      await watch(`http://${host}.example:8080/status`);
    }
    expect(await probe()).toMatchObject({ down: 3, opened: 3 });
  });

  it('may be a bad certificate, which may be our own clock when everybody has one', async () => {
    for (const host of ['uno', 'due', 'tre', 'quattro', 'cinque', 'sei']) {
      net.serve(`https://${host}.example:8443/status`, { fails: 'tls-expired' });
      await watch(`https://${host}.example:8443/status`);
    }
    expect(await probe()).toMatchObject({ unknown: 6, opened: 0 });
  });

  it('of one who was down before says nothing while our own network is out', async () => {
    const old = await watch('http://old.example:8080/status', { verdict: 'down' });
    net.serve(old.url, silent);
    for (const host of ['uno', 'due', 'tre', 'quattro']) {
      net.serve(`http://${host}.example:8080/status`, silent);
      await watch(`http://${host}.example:8080/status`);
    }
    await probe(everything);
    expect((await samples()).map(({ verdict }) => verdict)).toEqual(new Array(5).fill('unknown'));
    expect(await reread(old)).toMatchObject({ verdict: 'down' });
  });
});

describe('a run that has no time left', () => {
  it('stores what it saw, however long one origin keeps its many endpoints waiting', async () => {
    const plain = net.request.bind(net);
    net.request = async (request) => {
      if (request.url.includes('slow')) await clock.sleep(9000);
      return plain(request);
    };
    for (let index = 0; index < 200; index += 1) {
      net.serve(`http://slow.example:8080/${index}`, ok);
      await watch(`http://slow.example:8080/${index}`);
    }
    net.serve(url, ok);
    const other = await watch();
    const deadline = clock.at + 290_000;
    const found = await probe({ ...whatIsDue, deadline, isOver: () => clock.at > deadline - 20_000 });
    expect(clock.at).toBeLessThan(deadline);
    expect(found?.up).toBeGreaterThan(100);
    expect((await samples()).map(({ endpointId }) => endpointId)).toContain(other.id);
  });

  it('has time enough to confirm the last failure, however slow, where it lasts 290 seconds', async () => {
    const plain = net.request.bind(net);
    net.request = async (request) => {
      await clock.sleep(request.url.includes('bad') ? 10_000 : 10);
      return plain(request);
    };
    for (let index = 0; index < 30; index += 1) {
      const address = `http://${index < 3 ? 'bad' : 'good'}-${index}.example:8080/status`;
      net.serve(address, index < 3 ? { fails: 'timeout-headers' } : ok);
      // The end of the spread is the place of the last of many names.
      let name = 0;
      while (index < 3 && fractionOf(deriveId('last', address, String(name))) < 0.99) name += 1;
      await watch(address, index < 3 ? { id: deriveId('last', address, String(name)) } : {});
    }
    const deadline = clock.at + 290_000;
    const found = await probe({ ...whatIsDue, deadline, isOver: () => clock.at > deadline - 20_000 });
    expect(found).toMatchObject({ down: 3, opened: 3, up: 27 });
    expect(clock.at).toBeLessThan(deadline);
  });

  it('calls nobody down whose failure could not be confirmed in it', async () => {
    const plain = net.request.bind(net);
    net.request = async (request) => {
      await clock.sleep(10_000);
      return plain(request);
    };
    net.serve(url, { fails: 'timeout-headers' });
    await watch();
    const deadline = clock.at + 30_000;
    expect(await probe({ ...everything, deadline })).toMatchObject({ opened: 0 });
    expect(clock.at).toBeLessThan(deadline);
  });
});

describe('a run that is over while others are heard', () => {
  it('calls nobody down: whom it can not hear says nothing', async () => {
    for (let index = 0; index < 10; index += 1) {
      net.serve(`http://host-${index}.example:8080/status`, silent);
      await watch(`http://host-${index}.example:8080/status`);
    }
    // It ends with the fourth try of the first of them.
    let asked = 0;
    const plain = net.request.bind(net);
    net.request = (request) => {
      asked += 1;
      return plain(request);
    };
    for (const most of [4, 5, 6, 12]) {
      asked = 0;
      expect(await probe({ ...whatIsDue, isOver: () => asked >= most })).toMatchObject({ down: 0, opened: 0 });
      nextSlot();
    }
  });
});

describe('further vantage points', () => {
  const seenFrom = (verdict: Sight['verdict'], asked: Question[] = []): Vantage => ({
    name: 'elsewhere',
    look: async (question) => {
      asked.push(question);
      const code = verdict === 'up' ? 'http-200' : 'connect-timeout';
      return { verdict, code, at: new Date(clock.at).toISOString(), phases: { total: 1 } };
    },
  });

  it('must see the failure too', async () => {
    const asked: Question[] = [];
    make({}, [seenFrom('up', asked)]);
    const endpoint = await watch();
    net.serve(url, silent);
    expect(await probe()).toMatchObject({ up: 1, opened: 0 });
    expect(await reread(endpoint)).toMatchObject({ verdict: 'up' });
    expect(asked).toMatchObject([{ url, timeoutMs: 10_000, showCertificate: true }]);
  });

  it('that see it settle that it is not our own network', async () => {
    make({}, [seenFrom('down')]);
    for (const host of ['uno', 'due', 'tre']) {
      net.serve(`http://${host}.example:8080/status`, silent);
      await watch(`http://${host}.example:8080/status`);
    }
    expect(await probe()).toMatchObject({ down: 3, opened: 3 });
  });

  it('that can not be asked are as good as none', async () => {
    const broken: Vantage = { name: 'broken', look: () => Promise.reject(new Error('no such function')) };
    make({}, [broken]);
    await watch();
    net.serve(url, unavailable);
    expect(await probe()).toMatchObject({ down: 1, opened: 1, faults: 0 });
  });
});

describe('announced maintenance', () => {
  it('is shown as such, and what goes on after it is an outage', async () => {
    const windows = [{ from: '2026-11-23T08:00:00.000Z', until: '2026-11-23T08:10:00.000Z' }];
    const endpoint = await watch(url, { maintenance: windows });
    net.serve(url, unavailable);
    expect(await probe()).toMatchObject({ maintenance: 1, down: 0, opened: 0 });
    expect(await reread(endpoint)).toMatchObject({ verdict: 'maintenance', code: 'http-503' });
    nextSlot();
    expect(await probe()).toMatchObject({ maintenance: 1, opened: 0 });
    nextSlot();
    expect(await probe()).toMatchObject({ down: 1, opened: 1 });
  });
});

describe('a slow answer', () => {
  it('is degraded once three in a row take longer than the bound, and opens no incident', async () => {
    const plain = net.request.bind(net);
    net.request = async (request) => ({ ...(await plain(request)), timings: { totalMs: 900 } });
    net.serve(url, ok);
    const endpoint = await watch(url, { timeoutMs: 800 });
    expect(await probe()).toMatchObject({ degraded: 1, opened: 0 });
    expect(await reread(endpoint)).toMatchObject({ verdict: 'degraded', code: 'slow' });
  });
});

describe('what can not be stored', () => {
  it('costs neither its sample nor anybody else anything, and is seen again', async () => {
    const endpoint = await watch();
    const other = await watch('http://due.example:8080/status');
    net.serve(url, unavailable);
    net.serve(other.url, unavailable);
    const { replace } = world.store.endpoints;
    let refused = 0;
    const endpoints = {
      ...world.store.endpoints,
      replace: async (after: Endpoint, before: Endpoint) => {
        if (after.id === endpoint.id && refused === 0) {
          refused += 1;
          throw new Error('throttled');
        }
        return replace(after, before);
      },
    };
    world = { ...world, store: { ...world.store, endpoints } };
    expect(await probe()).toMatchObject({ down: 2, opened: 1, faults: 1 });
    expect((await samples()).map(({ verdict }) => verdict)).toEqual(['down', 'down']);
    nextSlot();
    expect(await probe()).toMatchObject({ down: 2, opened: 1, faults: 0 });
    const open = await world.store.endpoints.incidents('open', 10);
    expect(open.map(({ openedAt }) => openedAt)).toEqual(['2026-11-23T08:05:00.000Z', '2026-11-23T08:00:00.000Z']);
  });
});

describe('a refused certificate', () => {
  it('of another is not told as a replacement: it may not be the host that showed it', async () => {
    const tls = (name: string) => ({
      protocol: 'TLSv1.3',
      subject: `CN=${name}`,
      issuer: 'CN=ca',
      validFrom: '2026-01-01T00:00:00.000Z',
      validTo: '2027-06-01T00:00:00.000Z',
      fingerprint: name.repeat(64),
      names: [],
    });
    const secure = await watch('https://uno.example:8443/status');
    const plain = net.request.bind(net);
    let shown: object = { tls: tls('a') };
    net.request = async (request): Promise<FetchOutcome> => ({ ...(await plain(request)), ...shown });
    net.serve(secure.url, ok);
    await probe();
    shown = { tls: tls('b') };
    net.serve(secure.url, { fails: 'tls-untrusted' });
    clock.at += 2 * 3_600_000;
    nextSlot();
    await probe();
    expect((await reread(secure)).certificate?.current.fingerprint).toBe('a'.repeat(64));
    const kinds = (await world.store.events.latest(20)).items.map(({ kind }) => kind);
    expect(kinds).not.toContain('certificate.replaced');
  });
});

describe('the plain side of an https host', () => {
  it('that can not be told from its answer is asked again in a week, not in every slot', async () => {
    const plainUrl = 'http://uno.example/';
    net.serve('https://uno.example/a', ok);
    net.serve(plainUrl, { fails: 'connect-timeout' });
    await watch('https://uno.example/a');
    for (let slot = 0; slot < 6; slot += 1) {
      await probe();
      nextSlot();
    }
    expect(net.asked.filter((asked) => asked === plainUrl).length).toBeLessThanOrEqual(2);
  });

  it('is looked at once a host, and its answer is kept with the time it was seen', async () => {
    const addresses = ['https://uno.example/a', 'https://uno.example/b'];
    for (const address of addresses) net.serve(address, ok);
    net.serve('http://uno.example/', { movedTo: 'https://uno.example/a', redirect: 301 });
    const [one] = await Promise.all(addresses.map((address) => watch(address)));
    await probe(everything);
    expect(net.asked.filter((asked) => asked === 'http://uno.example/')).toHaveLength(1);
    expect((await reread(one!)).wire?.['https-redirect']).toMatchObject({ seenAt: '2026-11-23T08:00:00.000Z' });
  });
});
