import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeWire, wireRules } from '../../../shared/domain/compliance/wire-rules.ts';
import type { Failed, Fetched, Redirect } from '../../../shared/domain/fetching/fetch-outcome.ts';
import {
  observeWire,
  sightOfRedirect,
  sightOfWire,
  type WireFacts,
  type WireSight,
  wireChecks,
} from '../../../shared/domain/uptime/wire.ts';

const url = 'https://api.example/status';
const answer = (
  status: number,
  headers: { readonly [name: string]: string } = {},
  more: Partial<Fetched> = {},
): Fetched => ({
  outcome: 'fetched',
  url,
  finalUrl: url,
  redirects: [],
  status,
  headers,
  body: new Uint8Array(),
  timings: { totalMs: 20 },
  warnings: [],
  ...more,
});
const failed = (code: Failed['code'], more: Partial<Failed> = {}): Failed => ({
  outcome: 'failed',
  url,
  code,
  detail: '',
  timings: { totalMs: 20 },
  ...more,
});
const see = (...args: Parameters<typeof answer>): WireSight | undefined => sightOfWire(answer(...args), 'status-path');

describe('an answer shows', () => {
  it.each([
    [404, 'application/problem+json', true],
    [503, 'Application/Problem+JSON; charset=utf-8', true],
    [500, 'application/problem+xml', true],
    [404, 'application/json', false],
    [500, 'text/html', false],
  ])('of an error %d as %s whether it is a problem', (status, type, ok) => {
    expect(see(status, { 'content-type': type })?.['problem-json']).toEqual({
      ok,
      value: type.split(';')[0]?.toLowerCase(),
    });
  });

  it('an error without a type as one that is no problem, and of a good answer nothing of problems', () => {
    expect(see(404)?.['problem-json']).toEqual({ ok: false });
    expect(see(200, { 'content-type': 'application/problem+json' })).not.toHaveProperty('problem-json');
  });

  it.each([
    [{ ratelimit: '"default";r=50;t=30' }, true],
    [{ 'ratelimit-policy': '"default";q=100;w=60' }, true],
    [{ 'x-ratelimit-limit': '9', 'x-ratelimit-remaining': '8', 'x-ratelimit-reset': '7' }, true],
    [{ 'ratelimit-limit': '9', 'ratelimit-remaining': '8', 'ratelimit-reset': '7' }, true],
    [{ 'x-ratelimit-limit': '9' }, false],
    [{ 'ratelimit-limit': '9', 'x-ratelimit-remaining': '8', 'x-ratelimit-reset': '7' }, false],
    [{ 'x-request-id': '9' }, false],
  ])('by %j how much may still be asked for, by names alone', (headers, ok) => {
    const names = Object.keys(headers).filter((name) => name.includes('ratelimit'));
    for (const status of [200, 404, 429]) {
      expect(see(status, headers)?.['rate-limit']).toEqual(
        names.length === 0 ? { ok } : { ok, value: names.sort().join(', ') },
      );
    }
    for (const status of [302, 503]) expect(see(status, headers) ?? {}).not.toHaveProperty('rate-limit');
  });

  it.each([
    ['no-store', true],
    ['private, No-Cache', true],
    ['max-age=0, must-revalidate', true],
    ['public, max-age=60', true],
    ['public, max-age=61', false],
    ['s-maxage=10', false],
    ['x-no-store', false],
    ['', false],
  ])('by Cache-Control %j whether a status may be kept', (value, ok) => {
    const headers = value === '' ? {} : { 'cache-control': value };
    expect(see(200, headers)?.['status-cache-control']).toEqual(value === '' ? { ok } : { ok, value });
    expect(sightOfWire(answer(200, headers), 'server')).not.toHaveProperty('status-cache-control');
    expect(see(503, headers) ?? {}).not.toHaveProperty('status-cache-control');
  });

  it.each([
    ['max-age=31536000; includeSubDomains', true],
    ['includeSubDomains; MAX-AGE="600"', true],
    ['max-age=0', false],
    ['', false],
  ])('by Strict-Transport-Security %j whether https alone is to be used', (value, ok) => {
    const headers = value === '' ? {} : { 'strict-transport-security': value };
    expect(see(200, headers)?.hsts?.ok).toBe(ok);
    const plain = 'http://api.example/';
    expect(see(200, headers, { url: plain, finalUrl: plain })).not.toHaveProperty('hsts');
  });

  it.each([
    ['deprecation', '@1767225600', true],
    ['deprecation', 'true', false],
    ['deprecation', 'Thu, 31 Dec 2026 23:59:59 GMT', false],
    ['sunset', 'Thu, 31 Dec 2026 23:59:59 GMT', true],
    ['sunset', '2026-12-31', false],
    ['sunset', 'Thu, 99 Dec 2026 23:59:59 GMT', false],
  ] as const)('by the %s header %j whether programs can read the date', (name, value, ok) => {
    expect(see(200, { [name]: value })?.[name]).toEqual({ ok, value });
    expect(see(200)?.[name]).toEqual({ ok: true });
  });

  it('nothing where there is none, a firewall answers, or another host', () => {
    expect(sightOfWire(failed('connect-refused'), 'status-path')).toBeUndefined();
    expect(see(403, { 'content-type': 'text/html', 'x-amzn-waf-action': 'challenge' })).toBeUndefined();
    expect(see(200, {}, { finalUrl: 'https://login.example/' })).toBeUndefined();
    expect(see(200, {}, { finalUrl: 'https://api.example/v1/status' })).toBeDefined();
  });

  it('values that are bounded and printable, whatever the headers', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 2000 }),
        fc.integer({ min: 200, max: 599 }),
        (value, status) => {
          const names = ['content-type', 'cache-control', 'strict-transport-security', 'deprecation', 'sunset'];
          const sight = see(status, Object.fromEntries(names.map((name) => [name, value]))) ?? {};
          for (const fact of Object.values(sight)) {
            expect(fact.value?.length ?? 0).toBeLessThanOrEqual(120);
            expect(fact.value ?? '').not.toMatch(/\p{Cc}/u);
          }
        },
      ),
    );
  });
});

describe('plain http', () => {
  const plain = 'http://api.example/';
  const redirect = (to: string): Redirect => ({ status: 301, from: plain, to });

  it('is well when it leads to https, by one step or two', () => {
    const ok = { 'https-redirect': { ok: true, value: '301 https://api.example/' } };
    const crossing = { url: plain, crossesTo: 'https://api.example/', status: 301 };
    expect(
      sightOfRedirect(failed('redirect-refused', { ...crossing, redirects: [redirect('https://api.example/')] })),
    ).toEqual(ok);
    const two = [redirect('http://api.example/it/'), redirect('https://api.example/')];
    expect(sightOfRedirect(failed('redirect-refused', { ...crossing, redirects: two }))).toEqual(ok);
  });

  it('is well when nothing listens, and not known when it does not answer', () => {
    expect(sightOfRedirect(failed('connect-refused', { url: plain }))?.['https-redirect']?.ok).toBe(true);
    expect(sightOfRedirect(failed('connect-timeout', { url: plain }))).toBeUndefined();
  });

  it('is not well when something is served in clear', () => {
    const served = answer(200, {}, { url: plain, finalUrl: plain });
    expect(sightOfRedirect(served)).toEqual({ 'https-redirect': { ok: false, value: `200 ${plain}` } });
  });

  it('is not known of an error, of another host in clear, or of a firewall', () => {
    expect(sightOfRedirect(answer(404, {}, { url: plain, finalUrl: plain }))).toBeUndefined();
    const elsewhere = { url: plain, redirects: [redirect('http://www.example/')], status: 301 };
    expect(sightOfRedirect(failed('redirect-refused', elsewhere))).toBeUndefined();
    const wall = { 'cf-mitigated': 'challenge' };
    expect(sightOfRedirect(answer(200, wall, { url: plain, finalUrl: plain }))).toBeUndefined();
  });
});

const hourMs = 3_600_000;
const at = (hours: number): string => new Date(Date.UTC(2026, 10, 23) + hours * hourMs).toISOString();

describe('what is known of the wire', () => {
  const hsts = { ok: false } as const;

  it('is written at first sight, and then keeps the time since when it is so', () => {
    const known = observeWire(undefined, { hsts }, at(0));
    expect(known).toEqual({ hsts: { ok: false, seenAt: at(0) } });
    expect(observeWire(known, { hsts }, at(100))).toBeUndefined();
    expect(observeWire(known, undefined, at(100))).toBeUndefined();
    expect(observeWire(known, {}, at(100))).toBeUndefined();
  });

  it('takes what is new at once, and what is otherwise a day after anything was written', () => {
    const known = observeWire(undefined, { hsts }, at(0));
    const flipped = { hsts: { ok: true, value: 'max-age=600' } };
    expect(observeWire(known, flipped, at(23))).toBeUndefined();
    const more = observeWire(known, { ...flipped, sunset: { ok: true } }, at(23));
    expect(more).toEqual({ ...known, sunset: { ok: true, seenAt: at(23) } });
    expect(observeWire(more, flipped, at(25))).toBeUndefined();
    expect(observeWire(more, flipped, at(47))).toEqual({ ...more, hsts: { ...flipped.hsts, seenAt: at(47) } });
  });

  it('costs a row a day and one for each check at most, whatever machines answer in turn', () => {
    const fact = fc.record({ ok: fc.boolean(), value: fc.constantFrom('a', 'b') });
    const sight = fc.record(Object.fromEntries(wireChecks.map((check) => [check, fact])), { requiredKeys: [] });
    fc.assert(
      fc.property(fc.array(sight, { maxLength: 300 }), (sights) => {
        let known: WireFacts | undefined;
        let writes = 0;
        sights.forEach((each, hour) => {
          const next = observeWire(known, each as WireSight, at(hour));
          if (next === undefined) return;
          writes += 1;
          expect(next).not.toEqual(known);
          known = next;
          expect(observeWire(known, each as WireSight, at(hour))).toBeUndefined();
        });
        expect(writes).toBeLessThanOrEqual(wireChecks.length + Math.ceil(sights.length / 24));
      }),
    );
  });
});

describe('the rules of the wire', () => {
  it('are one for each check, in both languages', () => {
    expect(wireRules.map(({ check }) => check).sort()).toEqual([...wireChecks].sort());
    for (const { id, check, title, why, fix, messages } of wireRules) {
      expect(id).toBe(`wire-${check}`);
      for (const text of [title, why, fix, ...Object.values(messages)]) {
        expect(text.en).not.toBe(text.it);
        expect(text.en.trim() === '' || text.it.trim() === '').toBe(false);
      }
      for (const text of [title, ...Object.values(messages)]) expect(text.en.endsWith('.')).toBe(false);
    }
  });

  it('say of each endpoint what was seen and since when, or that nothing was', () => {
    const wire: WireFacts = {
      hsts: { ok: true, seenAt: at(1), value: 'max-age=9' },
      'rate-limit': { ok: false, seenAt: at(2) },
    };
    const judged = judgeWire([
      { id: 'one', url, wire },
      { id: 'two', url },
    ]);
    const of = (check: string) => judged.find(({ rule }) => rule.check === check)?.endpoints;
    expect(of('hsts')).toEqual([
      { id: 'one', url, outcome: 'ok', seenAt: at(1), value: 'max-age=9' },
      { id: 'two', url, outcome: 'not-seen' },
    ]);
    expect(of('rate-limit')?.[0]).toEqual({ id: 'one', url, outcome: 'not-ok', seenAt: at(2) });
    expect(of('problem-json')?.map(({ outcome }) => outcome)).toEqual(['not-seen', 'not-seen']);
  });
});
