import { type ClientRequest, type IncomingHttpHeaders, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminToken, type Json, type Service, startService } from './service.ts';

type Response = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string };
type Server = Awaited<ReturnType<typeof import('../../../infra/local/http-server.ts')['startHttpServer']>>;

let service: Service;
let local: Server;
beforeAll(async () => {
  service = await startService();
  const { startHttpServer } = await import('../../../infra/local/http-server.ts');
  local = await startHttpServer('127.0.0.1', 0);
});
afterAll(async () => {
  local.server.closeAllConnections();
  await new Promise((resolve) => local.server.close(resolve));
  service.close();
});

/** A request whose target is sent as it is given: no client tidies it. */
const ask = (
  path: string,
  {
    method = 'GET',
    headers = {},
    send = (call: ClientRequest) => call.end(),
  }: {
    readonly method?: string;
    readonly headers?: { readonly [name: string]: string | string[] };
    readonly send?: (call: ClientRequest) => unknown;
  } = {},
): Promise<Response> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(local.url);
    const call = request({ hostname, port, path, method, headers: { ...headers }, agent: false }, async (answer) => {
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: await readText(answer) });
    });
    call.on('error', reject);
    send(call);
  });
const jsonOf = ({ text }: Response): Json => JSON.parse(text);

/** What comes back for these bytes on a fresh connection, until the server closes it. */
const exchange = (bytes: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect((local.server.address() as AddressInfo).port, '127.0.0.1', () => socket.write(bytes));
    readText(socket).then(resolve, reject);
  });

describe('a request on one machine', () => {
  it('reaches the API, feeds and pages by path', async () => {
    const site = await ask('/', { headers: { 'accept-language': 'de, en;q=0.8' } });
    expect([site.status, site.headers.location]).toEqual([302, '/en/']);
    const home = await ask('/en/');
    expect(home.headers['content-type']).toContain('text/html');
    expect(home.headers.link).toMatch(
      /^<\/openapi\.json>; rel="service-desc".*<\/\.well-known\/api-catalog>; rel="api-catalog"$/,
    );
    expect((await ask('/feeds/changes.rss')).headers['content-type']).toContain('rss');
    expect(jsonOf(await ask('/status'))).toMatchObject({ service: 'vedetta' });
    const badge = await ask(`/badges/${service.seeded.api.id}/compliance.svg?lang=en`);
    expect(badge.headers['content-type']).toContain('image/svg+xml');
    expect(jsonOf(await ask('/v1/apis/nobody')).detail).toBe('No API nobody.');
    expect((await ask('/v1nothing')).status).toBe(404);
  });

  it('is answered byte for byte, with the length said before', async () => {
    const { headers, text } = await ask('/v1/publishers');
    expect(Number(headers['content-length'])).toBe(Buffer.byteLength(text));
    expect(text).toBe((await service.api('GET', '/v1/publishers')).text);
  });

  it('names the address it came to in our OpenAPI and in links', async () => {
    expect(jsonOf(await ask('/openapi.json')).servers[0].url).toBe(local.url);
    expect((await ask('/openapi.json', { headers: { host: 'evil.example' } })).text).not.toContain('evil');
    expect((await ask('/feeds/changes.rss')).text).toContain(`<link>${local.url}/feeds/changes.html</link>`);
  });

  it('has its query decoded, names that come twice joined as API Gateway joins them', async () => {
    expect(jsonOf(await ask('/v1/apis?limit=1&state=ok')).items).toHaveLength(1);
    expect(jsonOf(await ask('/v1/apis?l%69mit=%31')).items).toHaveLength(1);
    expect(jsonOf(await ask('/v1/apis?limit=1&limit=2'))).toMatchObject({ status: 400, parameter: 'limit' });
    expect(jsonOf(await ask('/v1/apis?odd=1&odd=2&%00'))).toMatchObject({ parameters: ['odd', '\u0000'] });
    expect((await ask('/v1/changes?since=2026-11-23T09:30:00%2B01:00')).status).toBe(200);
  });

  it('is taken with a query that is not well encoded', async () => {
    expect((await ask('/v1/apis?limit=%zz')).status).toBe(400);
    expect((await ask('/v1/apis?%E0%A4%A&&=&?')).status).toBe(400);
    expect((await ask('/v1/apis?')).status).toBe(200);
  });

  it.each([
    '/v1/apis/%zz',
    '/v1/apis/%00',
    '/v1/apis/a%2fb',
  ])('with the path %s is refused as the API refuses it', async (path) => {
    expect(jsonOf(await ask(path))).toMatchObject({ type: 'urn:vedetta:problem:bad-parameter' });
  });

  it.each([
    '//v1/apis',
    '///',

    '//evil.example/status',
    '/\\evil',
    '*',
  ])('for %s finds nothing, and is told so', async (path) => {
    const answer = await ask(path);
    expect([answer.status, answer.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
  });

  it('is refused in words of its kind: an odd path, an address of another host', async () => {
    expect((await ask('/%')).status).toBe(404);
    const other = await ask('http://evil.example/v1/nothing');
    expect([other.status, other.headers['content-type']]).toEqual([404, 'application/problem+json']);
  });

  it('is conditional, coded and headed over the wire', async () => {
    const plain = await ask('/v1/apis');
    const known = await ask('/v1/apis', { headers: { 'if-none-match': plain.headers.etag! } });
    expect([known.status, known.text]).toEqual([304, '']);
    const coded = await ask('/v1/apis', { headers: { 'accept-encoding': ['gzip', 'br'] } });
    expect(coded.headers['content-encoding']).toBe('br');
    const head = await ask('/v1/apis', { method: 'HEAD' });
    expect([head.status, head.text, head.headers['content-length']]).toEqual([
      200,
      '',
      plain.headers['content-length'],
    ]);
    const lost = await ask('/v1/nothing', { method: 'HEAD' });
    expect([lost.status, lost.text, Number(lost.headers['content-length']) > 0]).toEqual([404, '', true]);
    const options = await ask('/v1/apis', { method: 'OPTIONS' });
    expect([options.status, options.text, options.headers.allow]).toEqual([204, '', 'GET, HEAD, OPTIONS']);
  });

  it('keeps its connection for the next one', async () => {
    const twice =
      'GET /status HTTP/1.1\r\nHost: a\r\n\r\nHEAD /v1/apis HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';
    expect((await exchange(twice)).match(/HTTP\/1\.1 200/g)).toHaveLength(2);
  });
});

describe('what only one machine has', () => {
  it('is writing with the operator’s token, by the function that writes', async () => {
    const path = `/v1/apis/${service.seeded.api.id}/maintenance`;
    const put = (headers: { readonly [name: string]: string }) =>
      ask(path, { method: 'PUT', headers, send: (call) => call.end('{"windows":[]}') });
    const type = { 'content-type': 'application/json' };
    expect((await put({ ...type, authorization: `Bearer ${adminToken}` })).status).toBe(200);
    expect((await put({ ...type, authorization: 'Bearer other' })).status).toBe(401);
    expect((await put(type)).headers['www-authenticate']).toBe('Bearer realm="vedetta"');
    expect((await ask('/v1/apis', { method: 'PUT' })).headers.allow).toBe('GET, HEAD, OPTIONS');
    expect(jsonOf(await ask(path))).toMatchObject({ windows: [] });
  });

  it('is /metrics, as Prometheus reads them', async () => {
    const { status, headers, text } = await ask('/metrics');
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
      'no-store',
    ]);
    const ofApi = `api="${service.seeded.api.id}",publisher="c_h501"`;
    expect(text.replace(/endpoint="[0-9a-f]+",/g, '')).toContain(
      `vedetta_endpoint_up{${ofApi},url="https://api.comune.example/status"} 1\n`,
    );
    expect(text).toMatch(/vedetta_endpoint_up\{[^}]*url="https:\/\/api\.comune\.example\/other"\} 0\n/);
    expect(text).not.toMatch(/vedetta_endpoint_up\{[^}]*\/new"/);
    for (const line of [
      'vedetta_endpoints{verdict="up"} 1',
      'vedetta_endpoints{verdict="down"} 1',
      'vedetta_endpoints{verdict="unknown"} 1',
      'vedetta_open_incidents 1',
      `vedetta_certificate_expiry_timestamp_seconds{host="api.comune.example"} ${Date.UTC(2099, 0, 1) / 1000}`,
      `vedetta_last_run_finished_timestamp_seconds{task="crawl",shard="0"} ${Date.UTC(2026, 10, 23, 9) / 1000}`,
    ])
      expect(text).toContain(`\n${line}\n`);
    const { counting } = await import('../../../functions/app.ts');
    counting().count('odd "name"\n', 2);
    counting().count('odd "name"\n');
    expect((await ask('/metrics')).text).toContain('\nvedetta_counts_total{name="odd \\"name\\"\\n"} 3\n');
    expect(jsonOf(await ask('/metrics?x=1'))).toMatchObject({ parameters: ['x'] });
    expect((await ask('/metrics', { method: 'POST' })).status).toBe(405);
    expect((await service.api('GET', '/metrics')).status).toBe(404);
  });
});

/** Refused before any route is looked for, and yet as the routes refuse: for programs, and for pages of others. */
const refusal = (type: string) => ({
  headers: {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'access-control-allow-origin': '*',
    connection: 'close',
  },
  problem: { type: `urn:vedetta:problem:${type}`, title: expect.any(String), detail: expect.any(String) },
});
const refused = (answer: Response) => ({ headers: answer.headers, problem: jsonOf(answer) });

describe('a request that is too much', () => {
  const megabyte = 1024 * 1024;

  it('with a body within the limit is read, and refused for its method', async () => {
    const answer = await ask('/v1/apis', { method: 'POST', send: (call) => call.end(Buffer.alloc(megabyte)) });
    expect(answer.status).toBe(405);
  });

  it.each([megabyte + 1, 8 * megabyte])('with a body of %i bytes is answered with 413', async (size) => {
    const answer = await ask('/v1/apis', { method: 'POST', send: (call) => call.end(Buffer.alloc(size)) });
    expect(answer.status).toBe(413);
    expect(refused(answer)).toMatchObject(refusal('too-large'));
  });

  it('with a body without end is answered with 413 while it is still being sent', async () => {
    let left = 64;
    const answer = await ask('/v1/apis', {
      method: 'POST',
      send: (call) => {
        call.on('error', () => {});
        const more = (): void => {
          left -= 1;
          if (left > 0 && !call.destroyed) call.write(Buffer.alloc(megabyte / 4), more);
        };
        more();
      },
    });
    expect(answer.status).toBe(413);
  });

  it('with a header of 20 KB is answered with 431, and the next one as ever', async () => {
    const answer = await ask('/v1/apis', { headers: { 'x-large': 'x'.repeat(20_000) } });
    expect(answer.status).toBe(431);
    expect(refused(answer)).toMatchObject(refusal('header-too-large'));
    expect((await ask('/v1/apis', { headers: { 'x-large': 'x'.repeat(8_000) } })).status).toBe(200);
  });

  it('with an address of 10 KB is answered', async () => {
    expect((await ask(`/v1/apis?odd=${'x'.repeat(10_000)}`)).status).toBe(414);
  });

  it.each([
    ['no HTTP at all', 'EHLO mail\r\n\r\n'],
    ['a request for no host', 'GET /status HTTP/1.1\r\n\r\n'],
    [
      'a body whose parts have no length',
      'POST /status HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
    ],
  ])('and %s is answered with 400', async (_, bytes) => {
    const [head = '', body = ''] = (await exchange(bytes)).split('\r\n\r\n');
    const [status, ...lines] = head.split('\r\n');
    expect(status).toBe('HTTP/1.1 400 Bad Request');
    const headers = Object.fromEntries(
      lines.map((line) => line.split(': ')).map(([name = '', value]) => [name.toLowerCase(), value]),
    );
    expect(headers['content-length']).toBe(String(Buffer.byteLength(body)));
    expect({ headers, problem: JSON.parse(body) }).toMatchObject(refusal('malformed'));
  });
});

describe('startHttpServer', () => {
  it('says which port it found', () => {
    expect(local.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('fails when the port is in use', async () => {
    const { startHttpServer } = await import('../../../infra/local/http-server.ts');
    await expect(startHttpServer('127.0.0.1', Number(new URL(local.url).port))).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });
});
