import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf, readRoutes } from './addresses.ts';
import { createJudge } from './answer-schemas.ts';
import { type Answered, type Asked, type Json, type Service, startService } from './service.ts';

let service: Service;
let judge: ReturnType<typeof createJudge>;
let id: string;

beforeAll(async () => {
  service = await startService();
  id = service.seeded.api.id;
  judge = createJudge((await service.api('GET', '/openapi.json')).json());
});
afterAll(() => service.close());

/** A problem document by its schema, of this type and status. */
function expectProblem({ status, headers, json }: Answered, type: string, expected: number): Json {
  expect(status).toBe(expected);
  expect(headers['content-type']).toBe('application/problem+json');
  expect(headers['cache-control']).toBe('no-store');
  expect(headers).not.toHaveProperty('etag');
  const problem = json();
  expect(judge('#/components/schemas/Problem', problem, true)).toEqual([]);
  expect(problem).toMatchObject({ type: `urn:vedetta:problem:${type}`, status: expected });
  return problem;
}

describe('methods', () => {
  it.each([
    'GET',
    'HEAD',
    'OPTIONS',
    'POST',
    'TRACE',
    'PROPFIND',
  ])('%s of an address that is not there is 404', async (method) => {
    const answer = await service.api(method, '/v1/nothing');
    if (method === 'HEAD') expect([answer.status, answer.hasBody]).toEqual([404, false]);
    else expectProblem(answer, 'not-found', 404);
  });
});

describe('what is not there', () => {
  it.each([
    '/',
    '/v2/apis',
    '/v1',
    '/v1/apis/a/b',
    '/v1/apis//revisions',
    '/openapi.yml',
    '/feeds/',
    '//status',
    '/V1/apis',
  ])('%s is 404', async (path) => {
    expectProblem(await service.api('GET', path), 'not-found', 404);
  });

  it.each([
    ['/v1/apis/nobody', 'No API nobody.'],
    ['/v1/apis/nobody/revisions', 'No API nobody.'],
    ['/v1/apis/nobody/changes', 'No API nobody.'],
    ['/v1/apis/nobody/document', 'No document of nobody.'],
    ['/v1/publishers/nobody', 'No administration nobody.'],
    ['/v1/sources/nobody/corrected-catalogue', 'No catalogue with quirks nobody.'],
  ])('%s says what is missing', async (path, detail) => {
    expect(expectProblem(await service.api('GET', path), 'not-found', 404).detail).toBe(detail);
  });

  it('a revision that has not come yet is 404', async () => {
    expectProblem(await service.api('GET', `/v1/apis/${id}/revisions/13`), 'not-found', 404);
    expectProblem(await service.api('GET', `/v1/apis/${id}/revisions/13/document`), 'not-found', 404);
  });

  it('a path is repeated within bounds', async () => {
    const answer = await service.api('GET', `/v1/${'x'.repeat(5000)}`);
    expect(expectProblem(answer, 'not-found', 404).detail.length).toBeLessThan(400);
  });

  it('takes a slash at the end as none', async () => {
    expect((await service.api('GET', '/v1/apis/')).status).toBe(200);
    expect((await service.api('GET', `/v1/apis/${id}/`)).status).toBe(200);
  });
});

describe('parameters', () => {
  const ask = (query: Asked['query'] & object, path = '/v1/apis') => service.api('GET', path, { query });

  it('that are not known are refused by name, on every route', async () => {
    for (const { path } of readRoutes) {
      const problem = expectProblem(
        await ask({ limitt: '3', odd: '' }, addressOf(service.seeded, path)),
        'unknown-parameter',
        400,
      );
      expect(problem.parameters).toEqual(['limitt', 'odd']);
      expect(problem.detail).toContain('limitt, odd');
    }
  });

  it.each([
    '0',
    '101',
    '-1',
    '1.5',
    '١',
    'x',
    ' 5',
    '5,5',
    '1e2',
    '9999999999',
  ])('limit=%s is refused', async (limit) => {
    expect(expectProblem(await ask({ limit }), 'bad-parameter', 400)).toMatchObject({
      parameter: 'limit',
      detail: 'limit must be a whole number from 1 to 100.',
    });
  });

  it.each(['1', '100', '007', ''])('limit=%s is taken', async (limit) => {
    expect((await ask({ limit })).status).toBe(200);
  });

  it.each([
    'x',
    'bm9wZQ',
    '!!!',
    'WyJ4Il0',
    'W10',
    'bnVsbA',
    '%00',
    '[]',
    'W251bGwsMSwyXQ',
  ])('cursor=%s is refused', async (cursor) => {
    for (const path of ['/v1/apis', '/v1/publishers', '/v1/changes', `/v1/apis/${id}/changes`])
      expect(expectProblem(await ask({ cursor }, path), 'bad-cursor', 400)).toMatchObject({ parameter: 'cursor' });
  });

  it.each([
    ['state', 'fine', '/v1/apis'],
    ['publisher', 'a b', '/v1/apis'],
    ['publisher', 'a#b', '/v1/apis'],
    ['kind', 'api.exploded', '/v1/changes'],
    ['level', 'grave', '/v1/changes'],
    ['level', 'Breaking', '/feeds/changes.atom'],
    ['before', 'bm90aGluZw', '/feeds/changes/2026-11.atom'],
    ['after', '%00', '/feeds/changes/2026-11.html'],
    ['since', 'yesterday', '/v1/changes'],
    ['since', '2026-13-01', '/v1/changes'],
    ['since', '2026-11-23T25:00:00Z', '/v1/changes'],
    ['since', '2026-11-23T08:00:00', '/v1/changes'],
    ['since', '0', '/v1/changes'],
  ])('%s=%s is refused, and named', async (parameter, value, path) => {
    expect(expectProblem(await ask({ [parameter]: value }, path), 'bad-parameter', 400)).toMatchObject({ parameter });
  });

  it.each([
    '/v1/apis/a b',
    '/v1/apis/%zz',
    '/v1/apis/%',
    '/v1/apis/%E0%A4%A',
    '/v1/apis/a%2Fb',
    '/v1/apis/a%00',
    '/v1/apis/..%2f..%2fetc',
    '/v1/apis/<script>',
    `/v1/apis/${'a'.repeat(65)}`,
    '/v1/publishers/è',
    '/v1/apis/a/revisions/0',
    '/v1/apis/a/revisions/x',
    '/v1/apis/a/revisions/1.0',
    '/v1/apis/a/revisions/100000000',
  ])('%s is refused as no name of anything', async (path) => {
    expectProblem(await service.api('GET', path), 'bad-parameter', 400);
  });

  it('that the platform could not decode in the path are refused, as API Gateway hands them over', async () => {
    const { handler } = await import('../../../functions/api.ts');
    const { eventOf } = await import('./service.ts');
    const event = { ...eventOf('GET', '/v1/apis/%zz'), pathParameters: { proxy: 'apis/%zz' } };
    expect(await handler(event, {} as never)).toMatchObject({ statusCode: 400 });
  });
});

describe('every answer', () => {
  it('tells browsers to take it for what it is, whether it is a problem or not', async () => {
    for (const path of ['/v1/apis', '/v1/nothing', '/feeds/changes.rss', `/v1/apis/${id}/document`]) {
      const { headers } = await service.api('GET', path);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'access-control-allow-origin': '*',
        'strict-transport-security': 'max-age=31536000',
      });
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers).not.toHaveProperty('server');
    }
  });

  it('lets pages of others read when to come again, and what else is said beside the body', async () => {
    const { headers } = await service.api('GET', '/v1/apis');
    expect(headers['access-control-expose-headers']?.split(', ')).toEqual(
      expect.arrayContaining(['ETag', 'Content-Disposition', 'Link', 'Retry-After']),
    );
  });

  it('has no header with a line break in it', async () => {
    for (const { path } of readRoutes) {
      const { headers } = await service.api('GET', addressOf(service.seeded, path));
      for (const value of Object.values(headers)) expect(value).not.toMatch(/[\r\n]/);
    }
  });
});
