import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { GuardedHttp } from '../../../shared/adapters/network/guarded-http.ts';
import { type MisbehavingServer, startMisbehavingServer } from '../../fixtures/misbehaving-server.ts';
import { codeOf, createTestHttp, fixedResolver, textOf } from './fixtures.ts';

let server: MisbehavingServer;
let http: GuardedHttp;

beforeAll(async () => {
  server = await startMisbehavingServer();
});
beforeEach(() => {
  server.asked.length = 0;
  http = createTestHttp();
  return () => http.close();
});
afterAll(() => server.close());

const get = (path: string, more: object = {}) =>
  http.request({ url: `${server.origin}${path}`, purpose: 'description', ...more });

describe('a guarded request', () => {
  it('says who asks, what it accepts, and nothing more', async () => {
    const head = textOf(await get('/echo', { accept: 'application/json' }));
    expect(head.split('\r\n').slice(1).sort()).toEqual([
      'accept-encoding: gzip, br, deflate',
      'accept: application/json',
      'connection: keep-alive',
      `host: ${new URL(server.origin).host}`,
      'user-agent: Vedetta/test (+https://example.org/; api@example.org)',
    ]);
  });

  it('gives the answer with its address, times and validators', async () => {
    const outcome = await get('/ok#fragment');
    expect(outcome).toMatchObject({
      outcome: 'fetched',
      url: `${server.origin}/ok#fragment`,
      finalUrl: `${server.origin}/ok`,
      status: 200,
      redirects: [],
      address: '127.0.0.1',
      headers: { 'content-type': 'application/json', 'content-length': '19' },
      validators: { etag: '"one"', lastModified: 'Wed, 21 Oct 2150 07:28:00 GMT', origin: server.origin },
      warnings: ['literal-address'],
      timings: { connectMs: expect.any(Number), firstByteMs: expect.any(Number) },
    });
    expect(textOf(outcome)).toBe('{"openapi":"3.0.3"}');
    expect(outcome).not.toHaveProperty('tls');
  });

  it('is conditional with validators, and then unchanged', async () => {
    const validators = { etag: '"one"', lastModified: 'Wed, 21 Oct 2150 07:28:00 GMT', origin: server.origin };
    expect(codeOf(await get('/ok', { validators }))).toBe('unchanged');
    expect(server.asked[0]?.head).toContain('if-modified-since: Wed, 21 Oct 2150 07:28:00 GMT');
    expect(codeOf(await get('/ok', { validators: { ...validators, origin: 'http://127.0.0.2' } }))).toBe('fetched');
  });

  it('keeps a connection for the next request, whose times then lack the connecting', async () => {
    const before = server.connections;
    await get('/ok');
    const outcome = await get('/size?bytes=300000');
    expect(server.connections - before).toBe(1);
    expect(Object.keys(outcome.timings)).toEqual(['firstByteMs', 'totalMs']);
  });

  it('sends again what a kept connection lost, and no more often than needed', async () => {
    await get('/answer-once');
    expect(codeOf(await get('/answer-once'))).toBe('fetched');
    expect(server.asked).toHaveLength(3);
  });

  it('does not send again what a new connection lost', async () => {
    expect(codeOf(await get('/drop'))).toBe('connect-reset');
    expect(codeOf(await get('/reset'))).toBe('connect-reset');
    expect(server.asked).toHaveLength(2);
  });

  it('asks with HEAD and expects no body', async () => {
    expect(await get('/status?code=200&header=Content-Length:+500', { method: 'HEAD' })).toMatchObject({
      outcome: 'fetched',
      headers: { 'content-length': '500' },
    });
    expect(server.asked[0]?.method).toBe('HEAD');
  });

  it('gives a body of its own, fit to be handed to another thread', async () => {
    const outcome = await get('/gzip');
    expect(outcome.outcome === 'fetched' && outcome.body.buffer.byteLength).toBe(1000);
    expect(outcome.outcome === 'fetched' && outcome.body.constructor).toBe(Uint8Array);
  });

  it.each(['/size', '/chunked-size'])('accepts %s of exactly the bytes allowed and refuses one more', async (path) => {
    expect(codeOf(await get(`${path}?bytes=5000`, { maxBodyBytes: 5000 }))).toBe('fetched');
    expect(codeOf(await get(`${path}?bytes=5001`, { maxBodyBytes: 5000 }))).toBe('too-large');
  });

  it('cuts a body when asked to, decoded or not', async () => {
    for (const path of ['/size?bytes=5000', '/gzip', '/infinite']) {
      const outcome = await get(path, { maxBodyBytes: 100, cutBody: true });
      expect(outcome).toMatchObject({ outcome: 'fetched', bodyCut: true });
      expect(textOf(outcome)).toHaveLength(100);
    }
    expect(await get('/size?bytes=100', { maxBodyBytes: 100, cutBody: true })).not.toHaveProperty('bodyCut');
  });

  it.each(['/gzip', '/br', '/deflate', '/deflate-raw', '/gzip-members'])('decodes %s', async (path) => {
    expect(textOf(await get(path)).trim()).toMatch(/^\{"openapi":"3.0.3"\}( +\{"openapi":"3.0.3"\})?$/);
    expect(textOf(await get(path))).toHaveLength(1000);
  });

  it('gives the start of a refused answer, and when to return', async () => {
    const outcome = await get('/status?code=503&header=Retry-After:+120&body=in+manutenzione');
    expect(outcome).toMatchObject({ outcome: 'failed', code: 'http-503', status: 503, retryAfterSeconds: 120 });
    expect(outcome.outcome === 'failed' && new TextDecoder().decode(outcome.bodyStart)).toBe('in manutenzione');
  });

  it('tells a status by its head even when its body cannot be read', async () => {
    expect(codeOf(await get('/gzip-404'))).toBe('http-404');
  });

  it('calls a firewall by its name, under a refusal and under a 200', async () => {
    const page = encodeURIComponent('<!doctype html><p>Request blocked by the web application firewall.');
    for (const code of [200, 403, 503]) {
      expect(codeOf(await get(`/status?code=${code}&type=text/html&body=${page}`))).toBe('blocked');
    }
    expect(codeOf(await get('/status?code=403&type=application/json&body={}'))).toBe('http-403');
  });

  it('takes every final status for an answer when any is asked for, after its redirects', async () => {
    const any = { purpose: 'probe', anyStatus: true };
    expect(await get('/status?code=503&body=x', any)).toMatchObject({ outcome: 'fetched', status: 503 });
    expect(await get('/no-content', any)).toMatchObject({ outcome: 'fetched', status: 204 });
    expect(await get('/redirect?to=/partial', any)).toMatchObject({ outcome: 'fetched', status: 206 });
    expect(codeOf(await get('/redirect-nowhere', any))).toBe('protocol');
  });

  it('names what it waited for when the time allowed is over', async () => {
    const timeoutMs = 2_000;
    expect(codeOf(await get('/silent', { timeoutMs }))).toBe('timeout-headers');
    expect(codeOf(await get('/drip-body', { timeoutMs }))).toBe('timeout-total');
    const never = createTestHttp({ resolver: { resolve: () => new Promise(() => undefined), close: () => undefined } });
    const outcome = await never.request({ url: 'http://ente.test/', purpose: 'probe', timeoutMs });
    expect(outcome).toMatchObject({ outcome: 'failed', code: 'connect-timeout' });
    await never.close();
  });

  it('counts the time of all redirects together', async () => {
    expect(codeOf(await get('/redirect?to=/drip-body', { timeoutMs: 2_000 }))).toBe('timeout-total');
  });

  it('tells a refused connection and a handshake that never comes', async () => {
    const gone = await startMisbehavingServer();
    await gone.close();
    expect(codeOf(await http.request({ url: gone.origin, purpose: 'probe' }))).toBe('connect-refused');
    const mute = createServer((socket) => socket.resume()).listen(0, '127.0.0.1');
    await new Promise((resolve) => mute.once('listening', resolve));
    const url = `https://127.0.0.1:${(mute.address() as AddressInfo).port}/`;
    const hasty = createTestHttp({ limits: { connectTimeoutMs: 1_000 } });
    expect(codeOf(await hasty.request({ url, purpose: 'probe' }))).toBe('timeout-tls');
    await hasty.close();
    await new Promise((resolve) => mute.close(resolve));
  });

  it('ends as stopped what is under way when it is closed, and what comes after', async () => {
    const pending = [get('/silent'), get('/drip-body'), get('/silent-body')];
    await expect.poll(() => server.asked.length, { timeout: 30_000 }).toBe(3);
    await http.close();
    expect((await Promise.all(pending)).map(codeOf)).toEqual(['stopped', 'stopped', 'stopped']);
    expect(codeOf(await get('/ok'))).toBe('stopped');
  });

  it('serves many requests to one origin at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 50 }, (_, index) => get(`/size?bytes=${index + 1}`)));
    expect(outcomes.map((outcome) => textOf(outcome).length)).toEqual(
      Array.from({ length: 50 }, (_, index) => Math.max(index + 1, 19)),
    );
  });

  it('refuses its own hosts, by name, by name and port, and behind a redirect', async () => {
    const { host, port } = new URL(server.origin);
    const own = createTestHttp({ selfHosts: ['Vedetta.test', host], resolver: fixedResolver('127.0.0.1') });
    const other = await startMisbehavingServer();
    for (const url of [`http://vedetta.test:${port}/ok`, `http://VEDETTA.TEST./`, `${server.origin}/ok`]) {
      expect(codeOf(await own.request({ url, purpose: 'description' })), url).toBe('refused-self');
    }
    const url = `${other.origin}/redirect?to=${server.origin}/ok`;
    expect(codeOf(await own.request({ url, purpose: 'description' }))).toBe('redirect-refused');
    expect(server.asked).toEqual([]);
    await Promise.all([own.close(), other.close()]);
  });
});

describe('redirects', () => {
  it('are followed by hand and told', async () => {
    const outcome = await get('/redirect?code=308&to=/ok');
    expect(outcome).toMatchObject({
      outcome: 'fetched',
      url: `${server.origin}/redirect?code=308&to=/ok`,
      finalUrl: `${server.origin}/ok`,
      redirects: [{ status: 308, from: `${server.origin}/redirect?code=308&to=/ok`, to: `${server.origin}/ok` }],
    });
  });

  it('may have bare UTF-8 in their Location', async () => {
    expect(await get('/redirect-utf8')).toMatchObject({ outcome: 'fetched', finalUrl: `${server.origin}/ok?%C3%A8` });
  });

  it('are followed five times', async () => {
    expect(codeOf(await get('/hops?left=5'))).toBe('fetched');
    const outcome = await get('/hops?left=6');
    expect(outcome).toMatchObject({ code: 'redirect-limit', status: 302, finalUrl: `${server.origin}/hops?left=1` });
    expect(outcome.redirects).toHaveLength(5);
  });

  it('do not wait for the body of the redirecting answer', async () => {
    expect(codeOf(await get('/redirect-endless-body'))).toBe('fetched');
  });

  it('keep the facts of a failure behind them', async () => {
    expect(await get('/redirect?to=/status?code=404')).toMatchObject({
      code: 'http-404',
      status: 404,
      finalUrl: `${server.origin}/status?code=404`,
      redirects: [{ status: 302 }],
    });
  });
});

describe('names', () => {
  it('are looked up once for half a minute, and connected to at the address that was judged', async () => {
    const resolver = fixedResolver('127.0.0.1', '127.0.0.9');
    const named = createTestHttp({ resolver });
    const { port } = new URL(server.origin);
    const urls = [`http://ente.test:${port}/ok`, `http://ente.test:${port}/drop`, `http://ente.test:${port}/ok?2`];
    const outcomes = [];
    for (const url of urls) outcomes.push(await named.request({ url, purpose: 'description' }));
    expect(outcomes.map(codeOf)).toEqual(['fetched', 'connect-reset', 'fetched']);
    expect(resolver.asked).toEqual(['ente.test']);
    expect(outcomes[0]).toMatchObject({ address: '127.0.0.1', warnings: [] });
    await named.close();
  });

  it('that failed are looked up again at the next request', async () => {
    const answers = [
      { ok: false, code: 'dns-timeout', detail: 'x' },
      { ok: true, addresses: ['127.0.0.1'] },
    ] as const;
    let asked = 0;
    const resolver = { resolve: async () => answers[asked++] ?? answers[0], close: () => undefined };
    const named = createTestHttp({ resolver });
    const url = `http://ente.test:${new URL(server.origin).port}/ok`;
    expect(codeOf(await named.request({ url, purpose: 'probe' }))).toBe('dns-timeout');
    expect(codeOf(await named.request({ url, purpose: 'probe' }))).toBe('fetched');
    await named.close();
  });

  it('lead to the next address when the first does not answer', async () => {
    const resolver = fixedResolver('127.0.0.9', '127.0.0.1');
    const named = createTestHttp({ resolver });
    const url = `http://ente.test:${new URL(server.origin).port}/ok`;
    expect(await named.request({ url, purpose: 'probe' })).toMatchObject({ outcome: 'fetched', address: '127.0.0.1' });
    await named.close();
  });
});

describe('a request that keeps to one origin', () => {
  let other: MisbehavingServer;
  beforeAll(async () => {
    other = await startMisbehavingServer();
  });
  beforeEach(() => {
    other.asked.length = 0;
  });
  afterAll(() => other.close());

  it('follows redirects there, and tells where one leads elsewhere without asking there', async () => {
    const target = `${other.origin}/ok`;
    const outcome = await get(`/redirect?to=/redirect%3Fto=${target}`, { sameOrigin: true });
    expect(outcome).toMatchObject({
      outcome: 'failed',
      code: 'redirect-refused',
      crossesTo: target,
      redirects: [{ status: 302 }, { status: 302, to: target }],
    });
    expect(other.asked).toHaveLength(0);
  });

  it('still refuses what no redirect may lead to', async () => {
    const outcome = await get('/redirect?to=http://169.254.169.254/', { sameOrigin: true });
    expect(codeOf(outcome)).toBe('redirect-refused');
    expect(outcome).not.toHaveProperty('crossesTo');
  });

  it('goes on from there with what was followed and how long it took', async () => {
    const redirects = Array.from({ length: 5 }, (_, index) => ({
      status: 302,
      from: `${other.origin}/${index}`,
      to: `${other.origin}/${index + 1}`,
    }));
    const trail = { redirects, spentMs: 400 };
    const outcome = await get('/ok', { sameOrigin: true, trail });
    expect(outcome).toMatchObject({ outcome: 'fetched', redirects });
    expect(outcome.timings.totalMs).toBeGreaterThanOrEqual(400);
    expect(codeOf(await get('/redirect?to=/ok', { trail }))).toBe('redirect-limit');
    expect(codeOf(await get('/drip-body', { timeoutMs: 62_000, trail: { redirects, spentMs: 60_000 } }))).toBe(
      'timeout-total',
    );
    expect(
      codeOf(await get(`/redirect?to=${other.origin}/0`, { trail: { redirects: redirects.slice(0, 1), spentMs: 0 } })),
    ).toBe('redirect-loop');
  });
});
