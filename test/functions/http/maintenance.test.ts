import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createJudge } from './answer-schemas.ts';
import { type Asked, adminToken, eventOf, type Json, type Service, startService } from './service.ts';

let service: Service;
let judge: ReturnType<typeof createJudge>;
let address: string;
let id: string;

beforeAll(async () => {
  service = await startService();
  id = service.seeded.api.id;
  address = `/v1/apis/${id}/maintenance`;
  judge = createJudge((await service.api('GET', '/openapi.json')).json());
});
afterAll(() => service.close());

const type = { 'content-type': 'application/json' };
const token = { authorization: `Bearer ${adminToken}` };
const put = (body: unknown, headers: Asked['headers'] & object = { ...type, ...token }, at = address) =>
  service.admin('PUT', at, { body, headers });

const window = { from: '2099-03-01T20:00:00Z', until: '2099-03-02T02:00:00+02:00', note: 'Move <b> to è' };
const stored = { from: '2099-03-01T20:00:00.000Z', until: '2099-03-02T00:00:00.000Z', note: 'Move <b> to è' };

describe('announcing maintenance', () => {
  it('answers what is stored, in UTC and in order of time, which reading shows too', async () => {
    const earlier = { from: '2099-01-01T00:00:00Z', until: '2099-01-01T00:00:01Z' };
    const answer = await put({ windows: [window, earlier] });
    expect([answer.status, answer.headers['cache-control']]).toEqual([200, 'no-store']);
    expect(judge('#/components/schemas/Maintenance', answer.json())).toEqual([]);
    expect(answer.json()).toMatchObject({
      api: id,
      windows: [{ from: '2099-01-01T00:00:00.000Z', until: '2099-01-01T00:00:01.000Z', note: null }, stored],
    });
    expect((await service.api('GET', address)).json()).toEqual(answer.json());
  });

  it('reaches every endpoint of the API, where the probes look', async () => {
    await put({ windows: [window] });
    const endpoints = await service.store.endpoints.ofApi(id);
    expect(endpoints.map(({ maintenance }) => maintenance)).toEqual(endpoints.map(() => [stored]));
    const detail = (await service.api('GET', `/v1/apis/${id}`)).json();
    expect(detail.endpoints.map((each: Json) => each.maintenance)).toEqual(endpoints.map(() => [stored]));
  });

  it('says the same when it is sent again, and tells it once', async () => {
    const first = (await put({ windows: [window] })).json();
    expect((await put({ windows: [window] })).json()).toEqual(first);
    const { items } = (await service.api('GET', '/v1/changes', { query: { kind: 'maintenance.announced' } })).json();
    expect(items.filter((each: Json) => each.facts.announced_at === first.announced_at)).toHaveLength(1);
  });

  it('is of the time ahead: what is over is refused, in its place, and told to nobody', async () => {
    await put({ windows: [window] });
    const lastYear = { from: '2020-01-01T00:00:00Z', until: '2020-01-02T00:00:00Z' };
    const answer = await put({ windows: [window, lastYear] });
    expect([answer.status, answer.json().errors.map((each: Json) => each.pointer)]).toEqual([
      400,
      ['#/windows/1/until'],
    ]);
    expect((await service.api('GET', address)).json().windows).toEqual([stored]);
  });

  it('takes back what was announced when there are no windows', async () => {
    await put({ windows: [window] });
    const answer = await put({ windows: [] });
    expect(answer.json()).toMatchObject({ windows: [], announced_at: expect.any(String) });
    const endpoints = await service.store.endpoints.ofApi(id);
    expect(endpoints.map(({ maintenance }) => maintenance)).toEqual(endpoints.map(() => undefined));
  });

  it('leaves an API without any as it is when there is nothing to take back', async () => {
    const { id: other } = service.seeded.apis[3]!;
    const nothing = { api: other, windows: [], announced_at: null };
    expect((await put({ windows: [] }, undefined, `/v1/apis/${other}/maintenance`)).json()).toEqual(nothing);
    expect((await service.api('GET', `/v1/apis/${other}/maintenance`)).json()).toEqual(nothing);
  });

  it('of an API that there is not is 404, to read and to write', async () => {
    expect((await put({ windows: [] }, undefined, '/v1/apis/nobody/maintenance')).status).toBe(404);
    expect((await service.api('GET', '/v1/apis/nobody/maintenance')).status).toBe(404);
  });
});

describe('a body', () => {
  it.each([
    ['no JSON', '{"windows":[', 400, 'bad-body'],
    ['nothing', '', 400, 'bad-body'],
    ['a list', [], 400, 'bad-body'],
    ['another member', { windows: [], window: [] }, 400, 'bad-body'],
    ['more than 64 KiB', JSON.stringify({ windows: [], note: 'x'.repeat(65_536) }), 413, 'too-large'],
    ['__proto__', '{"windows":[],"__proto__":{}}', 400, 'bad-body'],
  ])('of %s is refused', async (_, body, status, problem) => {
    const answer = await put(body);
    expect([answer.status, answer.json().type]).toEqual([status, `urn:vedetta:problem:${problem}`]);
  });

  it('with faults has each of them named, with its place', async () => {
    const answer = await put({
      windows: [window, { from: 'tomorrow', until: 3, why: '' }, { ...window, until: window.from, note: 'a\nb' }],
    });
    expect(answer.status).toBe(400);
    expect(judge('#/components/schemas/Problem', answer.json(), true)).toEqual([]);
    expect(answer.json().errors.map((each: Json) => each.pointer)).toEqual([
      '#/windows/1/why',
      '#/windows/1/from',
      '#/windows/1/until',
      '#/windows/2/until',
      '#/windows/2/note',
    ]);
    expect((await service.api('GET', address)).json().windows).toEqual([]);
  });

  it.each([
    'text/plain',
    'application/xml',
    'application/jsonp',
    'multipart/form-data; boundary=x',
    '',
  ])('of type "%s" is refused with what is taken', async (given) => {
    const answer = await put({ windows: [] }, { ...token, 'content-type': given });
    expect([answer.status, answer.headers.accept]).toEqual([415, 'application/json']);
  });

  it('may say its coding, and come as API Gateway codes it', async () => {
    const headers = { ...token, 'content-type': 'Application/JSON; charset=utf-8' };
    expect((await put({ windows: [] }, headers)).status).toBe(200);
    const { handler } = await import('../../../functions/admin.ts');
    const event = eventOf('PUT', address, { headers: { ...type, ...token } });
    const coded = { ...event, isBase64Encoded: true, body: Buffer.from('{"windows":[]}').toString('base64') };
    expect(await handler(coded, {} as never)).toMatchObject({ statusCode: 200 });
    const latin = { ...event, isBase64Encoded: true, body: Buffer.from([0x22, 0xe8, 0x22]).toString('base64') };
    expect(await handler(latin, {} as never)).toMatchObject({ statusCode: 400 });
  });
});

describe('whoever may not write', () => {
  it.each([
    ['without a token', undefined, 'Bearer realm="vedetta"'],
    ['with another way to log in', 'Basic bGV0LW1lLWlu', 'Bearer realm="vedetta"'],
    ['with a token that is none', 'Bearer let me in', 'Bearer realm="vedetta"'],
    ['with another token', 'Bearer let-me-out', 'Bearer realm="vedetta", error="invalid_token"'],
    ['with the digest itself', `Bearer ${'0'.repeat(64)}`, 'Bearer realm="vedetta", error="invalid_token"'],
  ])('%s is asked for one, whatever is sent', async (_, authorization, challenge) => {
    for (const body of [{ windows: [window] }, 'no JSON']) {
      const answer = await put(body, { ...(authorization === undefined ? {} : { authorization }) });
      expect([answer.status, answer.headers['www-authenticate']]).toEqual([401, challenge]);
      expect(answer.json().type).toBe('urn:vedetta:problem:no-token');
    }
  });

  it('hears which characters a token has, where that is told of our API too', async () => {
    const headers = { ...type, authorization: 'Bearer p@ss word!' };
    const answer = await put({ windows: [] }, headers);
    expect(answer.json().detail).toContain('letters, digits and `-._~+/`');
    const { components } = (await service.api('GET', '/openapi.json')).json();
    expect(JSON.stringify(components.securitySchemes)).toContain('letters, digits and `-._~+/`');
  });

  it('is let in by the scheme in any case', async () => {
    expect((await put({ windows: [] }, { ...type, authorization: `bearer  ${adminToken} ` })).status).toBe(200);
  });

  it.each([
    [{ scope: 'openid vedetta/write' }, 200],
    [{ scp: '[vedetta/read vedetta/write]' }, 200],
    [{ scope: 'vedetta/read' }, 403],
    [{ scope: 'vedetta/writer' }, 403],
    [{}, 403],
  ])('is told by the scopes %j that the platform vouches for', async (claims, status) => {
    const { handler } = await import('../../../functions/admin.ts');
    const event = eventOf('PUT', address, { headers: type, body: { windows: [] } });
    const requestContext = { ...event.requestContext, authorizer: { jwt: { claims, scopes: null } } };
    const answer = (await handler({ ...event, requestContext } as never, {} as never)) as Json;
    expect(answer.statusCode).toBe(status);
    if (status === 403)
      expect(answer.headers['WWW-Authenticate']).toBe(
        'Bearer realm="vedetta", error="insufficient_scope", scope="vedetta/write"',
      );
  });

  it('asks the function that only reads in vain, and hears how writing is set up', async () => {
    const answer = await service.api('PUT', address, { body: { windows: [] }, headers: { ...type, ...token } });
    expect([answer.status, answer.json().type]).toEqual([403, 'urn:vedetta:problem:writing-off']);
    expect(answer.json().detail).toContain('printf %s TOKEN | sha256sum');
  });

  it('may be a page of another host that asks first (CORS)', async () => {
    const { headers } = await service.api('OPTIONS', address, { headers: { origin: 'https://other.example' } });
    expect(headers).toMatchObject({
      allow: 'GET, HEAD, PUT, OPTIONS',
      'access-control-allow-methods': 'GET, HEAD, PUT, OPTIONS',
      'access-control-allow-headers': 'If-None-Match, If-Modified-Since, Authorization, Content-Type',
    });
  });
});
