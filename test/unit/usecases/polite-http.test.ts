import { beforeEach, describe, expect, it } from 'vitest';
import type { FetchCode } from '../../../shared/domain/fetching/fetch-codes.ts';
import type { Failed, FetchOutcome, HttpRequest } from '../../../shared/domain/fetching/fetch-outcome.ts';
import type { Rest } from '../../../shared/store/origins.ts';
import {
  createPoliteHttp,
  type PoliteHttp,
  type PoliteOptions,
  type PoliteOutcome,
  Postponed,
} from '../../../shared/usecases/polite-http.ts';
import { FakeClock } from '../../fixtures/fake-clock.ts';

const answered = (url: string): FetchOutcome => ({
  outcome: 'unchanged',
  url,
  finalUrl: url,
  redirects: [],
  status: 304,
  headers: {},
  timings: { totalMs: 1 },
  warnings: [],
});

const failed = (url: string, code: FetchCode, retryAfterSeconds?: number): Failed => ({
  outcome: 'failed',
  url,
  code,
  detail: 'it failed',
  timings: { totalMs: 1 },
  bodyStart: new Uint8Array(3),
  ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
});

let clock: FakeClock;
let asked: { url: string; at: number }[];
let inFlight: Map<string, number>;
let mostInFlight: number;
let answer: (url: string) => FetchOutcome;
let http: PoliteHttp;
let rests: Map<string, Rest>;
let robots: Map<string, 'disallowed' | 'unavailable'>;
let robotsAsked: string[];
let nextRun: (more?: Partial<PoliteOptions>) => PoliteHttp;

const request = (url: string): Promise<PoliteOutcome> => http.request({ url, purpose: 'description' });
const requestAll = (urls: readonly string[]): Promise<readonly PoliteOutcome[]> => Promise.all(urls.map(request));
const on = (origin: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${origin}/${index}`);

beforeEach(() => {
  clock = new FakeClock();
  asked = [];
  inFlight = new Map();
  mostInFlight = 0;
  answer = answered;
  const plain = {
    async request({ url }: HttpRequest): Promise<FetchOutcome> {
      const { origin } = new URL(url);
      asked.push({ url, at: clock.now() });
      inFlight.set(origin, (inFlight.get(origin) ?? 0) + 1);
      mostInFlight = Math.max(mostInFlight, inFlight.get(origin) ?? 0);
      await new Promise((resolve) => setImmediate(resolve));
      clock.pass(50);
      inFlight.set(origin, (inFlight.get(origin) ?? 0) - 1);
      return answer(url);
    },
  };
  rests = new Map();
  robots = new Map();
  robotsAsked = [];
  nextRun = (more = {}) =>
    createPoliteHttp({
      http: plain,
      clock,
      delayMs: 1000,
      latest: Number.POSITIVE_INFINITY,
      origins: {
        getRest: async (origin) => rests.get(origin),
        putRest: async (origin, rest) => rests.set(origin, rest) !== undefined,
      },
      insist: false,
      askRobots: async (url) => {
        robotsAsked.push(url);
        return robots.get(new URL(url).origin) ?? 'allowed';
      },
      ...more,
    });
  http = nextRun();
});

describe('one origin', () => {
  it('is asked one thing at a time, with a pause after each answer', async () => {
    await requestAll(on('https://a.example', 5));
    expect(mostInFlight).toBe(1);
    expect(asked.map(({ url }) => url)).toEqual(on('https://a.example', 5));
    const gaps = asked.slice(1).map(({ at }, index) => at - asked[index]!.at);
    expect(gaps).toEqual([1050, 1050, 1050, 1050]);
  });

  it('is not waited for when the pause is over anyway', async () => {
    await request('https://a.example/1');
    clock.pass(5000);
    await request('https://a.example/2');
    expect(clock.sleeps).toEqual([]);
  });

  it('gets longer pauses when it asks for them, and never shorter ones than ours', async () => {
    http.slowDown('https://a.example/any', 5000);
    http.slowDown('https://a.example/any', 10);
    http.slowDown('https://b.example/any', 10);
    await requestAll(on('https://a.example', 2));
    expect(clock.sleeps).toEqual([5000]);
    await requestAll(on('https://b.example', 2));
    expect(clock.sleeps).toEqual([5000, 1000]);
  });

  it('does not wait for another one', async () => {
    await requestAll(['https://a.example/', 'https://b.example/', 'https://a.example:8443/', 'http://a.example/']);
    expect(clock.sleeps).toEqual([]);
  });
});

describe('an origin that does not answer', () => {
  it('is left alone after three failures in a row, whatever kind of silence each was', async () => {
    const codes: FetchCode[] = ['connect-refused', 'timeout-headers', 'dns-nxdomain'];
    answer = (url) => failed(url, codes[Number(url.at(-1))]!);
    const outcomes = await requestAll(on('https://a.example', 6));
    expect(asked).toHaveLength(3);
    for (const [index, outcome] of outcomes.slice(3).entries()) {
      expect(outcome).toMatchObject({
        outcome: 'failed',
        code: 'dns-nxdomain',
        url: `https://a.example/${index + 3}`,
        notTried: true,
      });
      expect(outcome).not.toHaveProperty('bodyStart');
    }
  });

  it('is asked on when it answers in between', async () => {
    answer = (url) => (url.endsWith('2') ? answered(url) : failed(url, 'timeout-body'));
    await requestAll(on('https://a.example', 5));
    expect(asked).toHaveLength(5);
  });

  it('costs no other origin anything', async () => {
    answer = (url) => failed(url, 'connect-timeout');
    await requestAll([...on('https://a.example', 4), ...on('https://b.example', 2)]);
    expect(asked.filter(({ url }) => url.startsWith('https://b.example'))).toHaveLength(2);
  });
});

describe('an origin that fails but answers', () => {
  it.each(['http-503', 'http-404', 'blocked', 'too-large'] as const)('with %s is asked on', async (code) => {
    answer = (url) => failed(url, code);
    await requestAll(on('https://a.example', 5));
    expect(asked).toHaveLength(5);
  });

  it('and asks for rest gets it at once', async () => {
    answer = (url) => failed(url, 'http-429', 120);
    const [first, second] = await requestAll(on('https://a.example', 2));
    expect(asked).toHaveLength(1);
    expect(first).not.toHaveProperty('notTried');
    expect(second).toMatchObject({ code: 'http-429', retryAfterSeconds: 120, notTried: true });
  });
});

describe('an origin that asked for rest', () => {
  const [first = '', second = ''] = on('https://a.example', 2);

  it('gets it at once with a 429 that does not say how long: ten minutes', async () => {
    answer = (url) => failed(url, 'http-429');
    const outcomes = await requestAll([first, second]);
    expect(asked).toHaveLength(1);
    expect(outcomes[0]).toMatchObject({ code: 'http-429', retryAfterSeconds: 600 });
    expect(outcomes[1]).toMatchObject({ code: 'http-429', retryAfterSeconds: 600, notTried: true });
  });

  it('gets it from a firewall’s 429 as well', async () => {
    answer = (url) => ({ ...failed(url, 'blocked'), status: 429 });
    await requestAll([first, second]);
    expect(asked).toHaveLength(1);
  });

  it('gets it in later runs too, until it is over', async () => {
    answer = (url) => failed(url, 'http-503', 3600);
    await request(first);
    clock.pass(1_800_000);
    http = nextRun();
    expect(await request(second)).toMatchObject({
      url: second,
      code: 'http-503',
      retryAfterSeconds: 1800,
      notTried: true,
    });
    expect(asked).toHaveLength(1);
    clock.pass(1_800_000);
    answer = answered;
    http = nextRun();
    expect(await request(second)).toMatchObject({ outcome: 'unchanged' });
  });

  it('is tried once all the same when a person asks', async () => {
    answer = (url) => failed(url, 'http-429', 3600);
    await request(first);
    http = nextRun({ insist: true });
    await requestAll([first, second]);
    expect(asked).toHaveLength(2);
  });
});

describe('a pause longer than ours', () => {
  it('is kept between the last request of one run and the first of the next', async () => {
    http.slowDown('https://a.example/', 300_000);
    await request('https://a.example/1');
    clock.pass(100_000);
    http = nextRun();
    expect(await http.pauseLeft('https://a.example/2')).toBe(200_000);
    await request('https://a.example/2');
    expect(clock.sleeps).toEqual([200_000]);
  });

  it('that outlasts the run is no failure of the source', async () => {
    http = nextRun({ latest: clock.now() + 60_000 });
    http.slowDown('https://a.example/', 300_000);
    await request('https://a.example/1');
    await expect(request('https://a.example/2')).rejects.toBeInstanceOf(Postponed);
  });
});

describe('a redirect to another origin', () => {
  let moves: Map<string, string>;
  const moved = ({ url, trail }: HttpRequest, to: string): FetchOutcome => ({
    ...failed(url, 'redirect-refused'),
    status: 302,
    redirects: [...(trail?.redirects ?? []), { status: 302, from: url, to }],
    crossesTo: to,
    timings: { totalMs: (trail?.spentMs ?? 0) + 10 },
  });

  beforeEach(() => {
    moves = new Map();
    const guarded = async (given: HttpRequest): Promise<FetchOutcome> => {
      const { origin } = new URL(given.url);
      asked.push({ url: given.url, at: clock.now() });
      inFlight.set(origin, (inFlight.get(origin) ?? 0) + 1);
      mostInFlight = Math.max(mostInFlight, inFlight.get(origin) ?? 0);
      await new Promise((resolve) => setImmediate(resolve));
      inFlight.set(origin, (inFlight.get(origin) ?? 0) - 1);
      const to = moves.get(given.url);
      if (to !== undefined && given.trail?.redirects.length === 5) return failed(given.url, 'redirect-limit');
      const redirects = given.trail?.redirects ?? [];
      return to === undefined ? ({ ...answered(given.url), redirects } as FetchOutcome) : moved(given, to);
    };
    http = nextRun({ http: { request: guarded } });
  });

  it('waits its turn and its pause there, however many origins lead there', async () => {
    const from = Array.from({ length: 8 }, (_, index) => `https://mover-${index}.example/x`);
    for (const [index, url] of from.entries()) moves.set(url, `https://target.example/${index}`);
    const outcomes = await requestAll(from);
    expect(mostInFlight).toBe(1);
    const there = asked.filter(({ url }) => url.startsWith('https://target.example'));
    expect(there).toHaveLength(8);
    expect(there.slice(1).every(({ at }, index) => at - there[index]!.at >= 1000)).toBe(true);
    expect(outcomes.map(({ url, outcome }) => [url, outcome])).toEqual(from.map((url) => [url, 'unchanged']));
    expect(outcomes[0]?.redirects).toHaveLength(1);
  });

  it('asks robots.txt of where it leads, and does not go where that forbids it', async () => {
    moves.set('https://a.example/x', 'https://b.example/y');
    robots.set('https://b.example', 'disallowed');
    expect(await request('https://a.example/x')).toMatchObject({
      url: 'https://a.example/x',
      finalUrl: 'https://b.example/y',
      code: 'robots-disallowed',
      redirects: [{ from: 'https://a.example/x', to: 'https://b.example/y' }],
      notTried: true,
    });
    expect(robotsAsked).toEqual(['https://b.example/y']);
    expect(asked).toHaveLength(1);
  });

  it('asks nobody for a robots.txt that moved', async () => {
    moves.set('https://a.example/robots.txt', 'https://b.example/robots.txt');
    robots.set('https://b.example', 'disallowed');
    const outcome = await http.request({ url: 'https://a.example/robots.txt', purpose: 'robots' });
    expect([outcome.outcome, robotsAsked]).toEqual(['unchanged', []]);
  });

  it('ends when two origins lead to each other, from both sides at once', async () => {
    moves.set('https://a.example/x', 'https://b.example/x');
    moves.set('https://b.example/x', 'https://a.example/x');
    const outcomes = await requestAll(['https://a.example/x', 'https://b.example/x']);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ outcome: 'failed', code: 'redirect-limit' });
    expect(mostInFlight).toBe(1);
  });
});

describe('a reference', () => {
  const refer = (url: string): Promise<PoliteOutcome> => http.request({ url, purpose: 'reference' });

  it.each([
    ['disallowed', 'robots-disallowed'],
    ['unavailable', 'robots-unavailable'],
  ] as const)('to where robots.txt is %s is not fetched', async (word, code) => {
    robots.set('https://a.example', word);
    expect(await refer('https://a.example/common.json')).toMatchObject({ outcome: 'failed', code, notTried: true });
    expect(asked).toEqual([]);
  });

  it('to a host that does not answer at all fails with that', async () => {
    answer = (url) => failed(url, 'dns-nxdomain');
    await http.request({ url: 'https://a.example/robots.txt', purpose: 'robots' });
    robots.set('https://a.example', 'unavailable');
    expect(await refer('https://a.example/common.json')).toMatchObject({ code: 'dns-nxdomain' });
  });

  it('that is allowed is fetched', async () => {
    expect(await refer('https://a.example/common.json')).toMatchObject({ outcome: 'unchanged' });
    expect(robotsAsked).toEqual(['https://a.example/common.json']);
  });
});

it('passes on what it is asked with, and an address that is none', async () => {
  const seen: HttpRequest[] = [];
  const plain = async (given: HttpRequest): Promise<FetchOutcome> => {
    seen.push(given);
    return failed(given.url, 'url-invalid');
  };
  http = nextRun({ http: { request: plain } });
  const given = { url: 'not a url', purpose: 'catalogue', accept: 'x', maxBodyBytes: 3 } as const;
  expect(await http.request(given)).toMatchObject({ code: 'url-invalid' });
  expect(seen).toEqual([{ ...given, sameOrigin: true }]);
});
