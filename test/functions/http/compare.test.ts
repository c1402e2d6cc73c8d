import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../../shared/domain/digest.ts';
import { morning, sampleApi, sampleRevision } from '../../fixtures/sample-records.ts';
import { createJudge } from './answer-schemas.ts';
import { type Json, type Service, startService } from './service.ts';

let service: Service;
let judge: ReturnType<typeof createJudge>;

const api = sampleApi('https://ente.example/confronti', { revision: 6 });
const path = `/v1/apis/${api.id}/compare`;

const description = (parameter: object): string =>
  JSON.stringify({
    openapi: '3.0.3',
    info: { title: 'Confronti', version: '1.0.0' },
    paths: {
      '/cose': {
        get: { parameters: [{ name: 'q', in: 'query', ...parameter }], responses: { 200: { description: '' } } },
      },
    },
  });

const optional = description({ schema: { type: 'string' } });
const required = description({ required: true, schema: { type: 'string' } });

/** Of each revision: its text. What begins an object was read once, and can't be now; an empty one is gone. */
const texts = [optional, required, '<html>', required, '{', ''];

beforeAll(async () => {
  service = await startService();
  judge = createJudge((await service.api('GET', '/openapi.json')).json());
  await service.store.apis.put(api);
  for (const [index, text] of texts.entries()) {
    const body = new TextEncoder().encode(text);
    const digest = sha256(body);
    if (text !== '') await service.store.documents.putDocument(digest, body);
    const readable = text === '<html>' ? {} : { contentDigest: digest };
    const known = { digest, contentType: 'application/json', ...readable };
    await service.store.apis.addRevision(sampleRevision(api, index + 1, known));
  }
});
afterAll(async () => {
  const { analyser } = await import('../../../functions/app.ts');
  await (await analyser()).close();
  service.close();
});

const ask = (query: { readonly [name: string]: string } = {}, at = path) => service.api('GET', at, { query });
const get = async (query: { readonly [name: string]: string } = {}, at = path): Promise<Json> => {
  const answer = await ask(query, at);
  expect(answer.status, answer.text).toBe(200);
  const found = answer.json();
  expect(judge('#/components/schemas/Comparison', found)).toEqual([]);
  return found;
};

describe('two revisions', () => {
  it('that nobody compared before are compared now, from their documents', async () => {
    const found = await get({ from: '1', to: '2' });
    expect(found).toMatchObject({
      api: api.id,
      from: { number: 1, document: `/v1/apis/${api.id}/revisions/1/document`, version: expect.any(String) },
      to: { number: 2, fetched_at: morning },
      level: 'breaking',
      breaking: 1,
      warning: 0,
      info: 0,
      listed: 1,
      changes: [
        {
          id: 'request-parameter-became-required',
          level: 'breaking',
          base_line: 1,
          operations: [{ method: 'GET', path: '/cose' }],
          operation_count: 1,
        },
      ],
    });
    expect(found.changes[0].message.it).not.toBe('');
  });

  it('may be given in either order', async () => {
    expect(await get({ from: '2', to: '1' })).toMatchObject({
      breaking: 0,
      info: 1,
      level: 'info',
      changes: [{ id: 'request-parameter-became-optional' }],
    });
  });

  it('that are the same one, or of the same bytes, have no changes', async () => {
    const none = { level: 'none', breaking: 0, warning: 0, info: 0, editorial: 0, listed: 0, changes: [], notes: [] };
    expect(await get({ from: '2', to: '2' })).toMatchObject(none);
    expect(await get({ from: '2', to: '4' })).toMatchObject({ ...none, from: { number: 2 }, to: { number: 4 } });
    expect(await get({ to: '1' })).toMatchObject({ ...none, from: { number: 1 }, to: { number: 1 } });
  });

  it('that are not named are the newest and the one before it, as the crawl compared them', async () => {
    const found = await get({}, `/v1/apis/${service.seeded.api.id}/compare`);
    expect(found).toMatchObject({
      from: { number: 11 },
      to: { number: 12 },
      breaking: 1,
      info: 1,
      notes: [{ id: 'api-version-not-bumped', message: { en: expect.any(String), it: expect.any(String) } }],
      changes: [
        { old: 'string', new: ['string', null], operation_count: 30 },
        { id: 'server-added', old: null },
      ],
    });
    expect(found.changes[0].operations).toHaveLength(20);
  });

  it('may be kept for five minutes', async () => {
    expect((await ask({ from: '1', to: '2' })).headers['cache-control']).toBe('public, max-age=300');
  });
});

describe('what can not be compared', () => {
  const problem = async (status: number, query: { readonly [name: string]: string }, at = path): Promise<Json> => {
    const answer = await ask(query, at);
    expect(answer.status, answer.text).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.headers['cache-control']).toBe('no-store');
    return { ...answer.json(), retry: answer.headers['retry-after'] };
  };

  it('because there is no such API or revision is 404', async () => {
    expect(await problem(404, {}, '/v1/apis/nowhere/compare')).toMatchObject({ detail: 'No API nowhere.' });
    expect(await problem(404, { from: '1', to: '9' })).toMatchObject({ detail: `No revision 9 of API ${api.id}.` });
    expect(await problem(404, { from: '7', to: '2' })).toMatchObject({ detail: `No revision 7 of API ${api.id}.` });
  });

  it('because its bytes are gone is 404', async () => {
    for (const query of [{ from: '6', to: '1' }, { from: '1' }])
      expect(await problem(404, query)).toMatchObject({ detail: expect.stringContaining('document of revision 6') });
  });

  it('because it could never be read is told with where to see why', async () => {
    for (const query of [{ from: '2', to: '3' }, { from: '3', to: '2' }, { to: '3' }])
      expect(await problem(422, query)).toMatchObject({
        type: 'urn:vedetta:problem:unreadable',
        detail: `Revision 3 can not be read; /v1/apis/${api.id}/revisions/3 says why.`,
      });
  });

  it('for now is told as such, with when to try again', async () => {
    expect(await problem(503, { to: '5' })).toMatchObject({ type: 'urn:vedetta:problem:no-time', retry: '300' });
  });

  it.each(['0', '-1', '1.5', 'x', '100000000'])('because %s is no number of a revision is 400', async (text) => {
    for (const name of ['from', 'to'])
      expect(await problem(400, { [name]: text })).toMatchObject({
        type: 'urn:vedetta:problem:bad-parameter',
        parameter: name,
      });
  });
});
