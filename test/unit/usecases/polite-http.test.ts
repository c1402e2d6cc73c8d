import { beforeEach, describe, expect, it } from 'vitest';
import type { FetchCode } from '../../../shared/domain/fetching/fetch-codes.ts';
import type { FetchOutcome, HttpRequest } from '../../../shared/domain/fetching/fetch-outcome.ts';
import { createPoliteHttp, type PoliteHttp, type PoliteOutcome } from '../../../shared/usecases/polite-http.ts';
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

const failed = (url: string, code: FetchCode, retryAfterSeconds?: number): FetchOutcome => ({
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
  http = createPoliteHttp(plain, clock, 1000, Number.POSITIVE_INFINITY);
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

it('passes on what it is asked with, and an address that is none', async () => {
  const seen: HttpRequest[] = [];
  const plain = async (given: HttpRequest): Promise<FetchOutcome> => {
    seen.push(given);
    return failed(given.url, 'url-invalid');
  };
  http = createPoliteHttp({ request: plain }, clock, 0, Number.POSITIVE_INFINITY);
  const given = { url: 'not a url', purpose: 'catalogue', accept: 'x', maxBodyBytes: 3 } as const;
  expect(await http.request(given)).toMatchObject({ code: 'url-invalid' });
  expect(seen).toEqual([given]);
});
