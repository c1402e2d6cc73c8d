import { describe, expect, it } from 'vitest';
import { describeFetchCode, type FetchCode, fetchCodes } from '../../../shared/domain/fetching/fetch-codes.ts';
import type { FetchOutcome } from '../../../shared/domain/fetching/fetch-outcome.ts';
import { judgeProbe as judgeAt } from '../../../shared/domain/uptime/judge.ts';

const url = 'https://api.example/status';

const answered = (status: number, type = 'application/json', body = '{}', headers = {}): FetchOutcome => ({
  outcome: 'fetched',
  url,
  finalUrl: url,
  redirects: [],
  status,
  headers: { 'content-type': type, ...headers },
  timings: { totalMs: 1 },
  body: new TextEncoder().encode(body),
  warnings: [],
});

const failed = (code: FetchCode): FetchOutcome => ({
  outcome: 'failed',
  url,
  code,
  detail: 'it failed',
  timings: { totalMs: 1 },
});

const now = Date.parse('2026-11-23T08:00:00Z');
const judgeProbe = (outcome: FetchOutcome, asked: Parameters<typeof judgeAt>[1]) => judgeAt(outcome, asked, now);

const open = { declaresSecurity: false, kind: 'status-link', everUp: false } as const;
const secured = { ...open, declaresSecurity: true } as const;

describe('an answer', () => {
  it.each([
    [200, 'application/json', 'up', 'http-200'],
    [204, '', 'up', 'http-204'],
    [302, 'text/html', 'up', 'http-302'],
    [400, 'application/problem+json; charset=utf-8', 'up', 'http-400'],
    [400, 'application/json', 'down', 'http-400'],
    [404, 'application/json', 'down', 'http-404'],
    [404, 'application/problem+json', 'down', 'http-404'],
    [429, 'application/problem+json', 'degraded', 'http-429'],
    [500, 'application/problem+json', 'down', 'http-500'],
    [503, 'text/plain', 'down', 'http-503'],
    [599, 'text/plain', 'down', 'http-599'],
  ] as const)('of status %i as %s is %s', (status, type, verdict, code) => {
    expect(judgeProbe(answered(status, type), open)).toEqual({ verdict, code });
  });

  it.each([
    401, 403,
  ])('of status %i shows an API that declares security to be up, and says nothing of another', (status) => {
    expect(judgeProbe(answered(status), secured)).toEqual({ verdict: 'up', code: 'needs-credentials' });
    expect(judgeProbe(answered(status), open)).toEqual({ verdict: 'unknown', code: `http-${status}` });
  });

  it.each([400, 404, 405, 410])('of status %i says nothing of a server’s base address that was never up', (status) => {
    const server = { ...open, kind: 'server' } as const;
    const code = `http-${status}`;
    expect(judgeProbe(answered(status), server)).toEqual({ verdict: 'unknown', code });
    expect(judgeProbe(answered(status), { ...server, everUp: true })).toEqual({ verdict: 'down', code });
    for (const kind of ['x-healthCheck', 'status-link', 'status-path'] as const)
      expect(judgeProbe(answered(status), { ...open, kind })).toEqual({ verdict: 'down', code });
  });

  it('of the server’s own fault is down at its base address, too', () => {
    const judged = judgeProbe(answered(503), { ...open, kind: 'server' });
    expect(judged).toEqual({ verdict: 'down', code: 'http-503' });
  });

  it.each([200, 403, 503])('that is a firewall’s page is blocked, whatever its status (%i)', (status) => {
    const page = '<html><title>Blocked</title><p>Request blocked by the web application firewall.</p></html>';
    for (const endpoint of [open, secured])
      expect(judgeProbe(answered(status, 'text/html', page), endpoint)).toEqual({
        verdict: 'blocked',
        code: 'blocked',
      });
  });
});

describe('a failure', () => {
  const codes = Object.keys(fetchCodes) as FetchCode[];
  const notLooked = codes.filter((code) => /^(url|refused|robots)-|^redirect-refused$/.test(code));
  const ours = codes.filter((code) => describeFetchCode(code).class === 'ours');

  it.each([...notLooked, ...ours])('with %s says nothing: we did not look, or the trouble is ours', (code) => {
    expect(judgeProbe(failed(code), open)).toEqual({ verdict: 'unknown', code });
  });

  it.each(
    codes.filter((code) => /^(connect|timeout|tls(?!-client)|dns-(nxdomain|failure|timeout))/.test(code)),
  )('with %s is down', (code) => {
    expect(judgeProbe(failed(code), open)).toEqual({ verdict: 'down', code });
  });

  it('with a firewall’s refusal is blocked, not down', () => {
    expect(judgeProbe(failed('blocked'), open)).toEqual({ verdict: 'blocked', code: 'blocked' });
  });
});

describe('a good answer', () => {
  const health = (body: string) => judgeProbe(answered(200, 'application/json', body), open);

  it.each([
    '{"status":"fail"}',
    '{"status":"WARN"}',
    '{"status":"DOWN"}',
    '{"status":503}',
  ])('that says itself that all is not well, %s, is degraded', (body) => {
    expect(health(body)).toEqual({ verdict: 'degraded', code: 'says-unwell' });
  });

  it.each([
    '{"status":"pass"}',
    '{"status":200}',
    '{"status":["fail"]}',
    'null',
    '[]',
    '"fail"',
    '{"status":',
    '',
  ])('with the body %s is up', (body) => {
    expect(health(body)).toEqual({ verdict: 'up', code: 'http-200' });
  });

  it('of a server’s base address or of a page is not read for words', () => {
    const server = { ...open, kind: 'server' } as const;
    expect(judgeProbe(answered(200, 'application/json', '{"status":"fail"}'), server).verdict).toBe('up');
    expect(judgeProbe(answered(200, 'text/html', '{"status":"fail"}'), open).verdict).toBe('up');
  });

  it('that takes longer than the bound is slow, and never so without a bound', () => {
    const slow = { ...answered(200), timings: { totalMs: 3000 } } as FetchOutcome;
    expect(judgeProbe(slow, { ...open, slowMs: 2999 })).toEqual({ verdict: 'degraded', code: 'slow' });
    expect(judgeProbe(slow, { ...open, slowMs: 3000 }).verdict).toBe('up');
    expect(judgeProbe(slow, open).verdict).toBe('up');
  });
});

describe('a 503', () => {
  it('tells how long it asks to be left alone, in seconds or as a date', () => {
    const asks = (value: string) => judgeProbe(answered(503, 'text/plain', '', { 'retry-after': value }), open);
    expect(asks('120')).toEqual({ verdict: 'down', code: 'http-503', retryAfterSeconds: 120 });
    expect(asks('Mon, 23 Nov 2026 08:01:00 GMT')).toMatchObject({ retryAfterSeconds: 60 });
    expect(asks('soon')).toEqual({ verdict: 'down', code: 'http-503' });
  });
});

describe('a demand for a client certificate', () => {
  it('shows an API that declares security to be up, and says nothing of another', () => {
    const asked = failed('tls-client-certificate');
    expect(judgeProbe(asked, secured)).toEqual({ verdict: 'up', code: 'needs-credentials' });
    expect(judgeProbe(asked, open)).toEqual({ verdict: 'unknown', code: 'tls-client-certificate' });
  });
});
