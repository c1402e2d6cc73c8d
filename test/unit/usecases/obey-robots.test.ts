import { beforeEach, describe, expect, it } from 'vitest';
import type { FetchCode } from '../../../shared/domain/fetching/fetch-codes.ts';
import type { FetchOutcome, HttpRequest } from '../../../shared/domain/fetching/fetch-outcome.ts';
import { createAskRobots, type RobotsWord } from '../../../shared/usecases/obey-robots.ts';
import type { PoliteHttp } from '../../../shared/usecases/polite-http.ts';
import { createSampleWorld } from '../../fixtures/sample-records.ts';

const origin = 'https://a.example';
const hour = 3_600_000;

let world: ReturnType<typeof createSampleWorld>;
let outcome: FetchOutcome;
let asked: HttpRequest[];
let pauses: number[];

const fetched = (body: string | Uint8Array): FetchOutcome => ({
  outcome: 'fetched',
  url: `${origin}/robots.txt`,
  finalUrl: `${origin}/robots.txt`,
  redirects: [],
  status: 200,
  headers: {},
  timings: { totalMs: 1 },
  body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
  warnings: [],
});
const failed = (code: FetchCode, status?: number): FetchOutcome => ({
  outcome: 'failed',
  url: `${origin}/robots.txt`,
  code,
  detail: 'it failed',
  timings: { totalMs: 1 },
  ...(status === undefined ? {} : { status }),
});
const ask = (path = '/api/openapi.yaml'): Promise<RobotsWord> => createAskRobots(world, http)(`${origin}${path}`);
const http: PoliteHttp = {
  async request(request) {
    asked.push(request);
    return outcome;
  },
  slowDown: (_, pauseMs) => void pauses.push(pauseMs),
  pauseLeft: async () => 0,
};

beforeEach(() => {
  world = createSampleWorld();
  outcome = fetched('User-agent: *\nDisallow: /private\n\nUser-agent: vedetta\nDisallow: /api/hidden?x=1\n');
  asked = [];
  pauses = [];
});

/** Each ask is of a run of its own. */
describe('createAskRobots', () => {
  it('asks the origin, and for no more than a robots.txt may be', async () => {
    expect(await ask()).toBe('allowed');
    expect(asked).toEqual([
      { url: `${origin}/robots.txt`, purpose: 'robots', maxBodyBytes: 512 * 1024, cutBody: true },
    ]);
  });

  it('judges path and query by the group that names us', async () => {
    expect(await ask('/private')).toBe('allowed');
    expect(await ask('/api/hidden?x=1')).toBe('disallowed');
    expect(await ask('/api/hidden')).toBe('allowed');
  });

  it('passes on the pause that the owner asks for, bounded', async () => {
    outcome = fetched('User-agent: *\nCrawl-delay: 10\n');
    await ask();
    world.clock.pass(25 * hour);
    outcome = fetched('User-agent: *\nCrawl-delay: 86400\n');
    await ask();
    expect(pauses).toEqual([10_000, 300_000]);
  });

  it('reads the rules once a run', async () => {
    const askAgain = createAskRobots(world, http);
    for (const path of ['/a', '/b', '/private']) await askAgain(`${origin}${path}`);
    expect(pauses).toHaveLength(1);
  });

  it('asks once a day', async () => {
    await ask();
    world.clock.pass(24 * hour);
    await ask('/other');
    expect(asked).toHaveLength(1);
    world.clock.pass(1);
    outcome = fetched('User-agent: *\nDisallow: /');
    expect(await ask()).toBe('disallowed');
    expect(asked).toHaveLength(2);
  });

  it.each([
    ['http-404', 404],
    ['http-401', 401],
    ['http-403', 403],
    ['blocked', 403],
    ['http-410', 410],
    ['empty', 200],
    ['redirect-limit', 302],
    ['redirect-loop', 302],
  ] as const)('takes %s (status %i) for a site without rules', async (code, status) => {
    outcome = failed(code, status);
    expect(await ask()).toBe('allowed');
    await ask();
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['http-500', 500],
    ['http-503', 503],
    ['http-429', 429],
    ['blocked', 503],
    ['timeout-headers', undefined],
    ['connect-refused', undefined],
    ['truncated', undefined],
    ['dns-failure', undefined],
  ] as const)('takes %s (status %s) for no permission, and asks again ten minutes later', async (code, status) => {
    outcome = failed(code, status);
    expect(await ask()).toBe('unavailable');
    expect(await ask()).toBe('unavailable');
    expect(asked).toHaveLength(1);
    world.clock.pass(hour);
    outcome = fetched('');
    expect(await ask()).toBe('allowed');
    expect(asked).toHaveLength(2);
  });

  it('learns nothing from what was not asked, nor from our own trouble', async () => {
    const notTried = { ...failed('http-429'), notTried: true };
    for (const nothing of [notTried, failed('dns-unavailable'), failed('network-unreachable')]) {
      outcome = nothing;
      expect(await ask()).toBe('unavailable');
      expect(await world.store.origins.get(origin)).toEqual({ origin });
    }
    outcome = fetched('');
    expect(await ask()).toBe('allowed');
  });

  it.each([
    'refused-address',
    'refused-self',
    'url-port',
  ] as const)('leaves it to the request to tell of an address refused as %s', async (code) => {
    outcome = failed(code);
    expect(await ask()).toBe('allowed');
    expect(await world.store.origins.get(origin)).toEqual({ origin });
  });

  it('keeps to the rules it knows while the origin can’t be asked again', async () => {
    await ask();
    world.clock.pass(48 * hour);
    outcome = failed('http-503', 503);
    expect(await ask('/api/hidden?x=1')).toBe('disallowed');
    expect(await ask()).toBe('allowed');
  });

  it('forgets old rules when the site has none any more', async () => {
    outcome = fetched('User-agent: *\nDisallow: /');
    expect(await ask()).toBe('disallowed');
    world.clock.pass(25 * hour);
    outcome = failed('http-404', 404);
    expect(await ask()).toBe('allowed');
    world.clock.pass(hour);
    outcome = failed('http-503', 503);
    expect(await ask('/any')).toBe('allowed');
  });

  it.each([
    ['binary', Uint8Array.from({ length: 600_000 }, (_, index) => index % 256)],
    ['control characters', '\u0000'.repeat(500_000)],
    ['a page', '<html>Not found</html>'],
  ])('reads whatever it is given: %s', async (_, body) => {
    outcome = fetched(body);
    expect(await ask()).toBe('allowed');
  });
});
