import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf as addressAt, pageRoutes, readRoutes } from './addresses.ts';
import { type Service, startService } from './service.ts';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

const addressOf = (path: string): string => addressAt(service.seeded, path);

/** What may be kept, and the function that answers it; the way to the reader’s language is no answer of its own. */
const kept = [
  ...readRoutes.filter(({ maxAgeSeconds }) => maxAgeSeconds > 0).map(({ path }) => ({ path, by: 'api' as const })),
  ...pageRoutes.filter(({ path }) => path !== '/').map(({ path }) => ({ path, by: 'dashboard' as const })),
];

describe('an answer that may be kept', () => {
  it.each(
    kept,
  )('of $path says how long, by which headers it was chosen, and has a strong tag of its very bytes', async ({
    path,
    by,
  }) => {
    const ask = (coding: string) => service[by]('GET', addressOf(path), { headers: { 'accept-encoding': coding } });
    const plain = await ask('identity');
    expect([plain.status, plain.headers['content-encoding']]).toEqual([200, undefined]);
    expect(plain.headers['cache-control']).toMatch(/^public, max-age=\d+(, immutable)?$/);
    for (const coding of ['identity', 'gzip', 'br']) {
      const { headers, bytes } = await ask(coding);
      expect(headers.etag).toMatch(/^"[^"]{16,}"$/);
      expect(headers.vary).toContain('Accept-Encoding');
      expect(headers.etag === plain.headers.etag).toBe(bytes.equals(plain.bytes));
    }
  });

  it.each(kept)('of $path is 304 by its tag, to GET and HEAD alike', async ({ path, by }) => {
    const { headers } = await service[by]('GET', addressOf(path));
    for (const method of ['GET', 'HEAD']) {
      const again = await service[by](method, addressOf(path), {
        headers: { 'If-None-Match': `"x", ${headers.etag}` },
      });
      expect([again.status, again.hasBody]).toEqual([304, false]);
      expect(again.headers).toMatchObject({
        etag: headers.etag,
        'cache-control': headers['cache-control'],
        vary: headers.vary,
      });
      expect(again.headers).not.toHaveProperty('content-type');
    }
    const other = await service[by]('GET', addressOf(path), { headers: { 'if-none-match': '"x"' } });
    expect([other.status, other.headers.etag]).toEqual([200, headers.etag]);
  });

  it.each(kept)('of $path is asked for as it is, else the problem is kept by nobody', async ({ path, by }) => {
    const asked = [{ query: { odd: '1' } }, { headers: { accept: 'image/x-odd' } }, { query: { q: 'x'.repeat(5000) } }];
    const answers = await Promise.all(asked.map((each) => service[by]('GET', addressOf(path), each)));
    expect(answers.map(({ status }) => status)).toEqual([400, 406, 414]);
    for (const { headers } of answers) {
      expect(headers['cache-control']).toBe('no-store');
      expect(headers).not.toHaveProperty('etag');
    }
  });
});

describe('an answer that the client has already', () => {
  it.each([
    '/feeds/changes.rss',
    '/v1/apis/{id}/document',
    '/v1/apis/{id}/revisions/{number}/document',
  ])('of %s is 304 by its date, and 200 to an older one', async (path) => {
    const modified = (await service.api('GET', addressOf(path))).headers['last-modified']!;
    expect(new Date(modified).toUTCString()).toBe(modified);
    const since = (date: string) => service.api('GET', addressOf(path), { headers: { 'if-modified-since': date } });
    expect((await since(modified)).status).toBe(304);
    expect((await since(new Date(Date.parse(modified) + 1000).toUTCString())).status).toBe(304);
    expect((await since(new Date(Date.parse(modified) - 1000).toUTCString())).status).toBe(200);
    expect((await since('nonsense')).status).toBe(200);
  });

  it('is a new answer when something changed', async () => {
    const address = '/v1/apis/%s'.replace('%s', service.seeded.apis[1]!.id);
    const { headers } = await service.api('GET', address);
    await service.store.apis.put({ ...service.seeded.apis[1]!, problemCount: 77 });
    const again = await service.api('GET', address, { headers: { 'if-none-match': headers.etag! } });
    expect([again.status, again.json().problems]).toEqual([200, 77]);
  });

  it('is a new answer when a verdict was reconsidered, whatever date the client has', async () => {
    const { api } = service.seeded;
    const revision = await service.store.apis.revision(api.id, 4);
    await service.store.apis.putRevision({ ...revision!, verdict: 'unresolvable-ref' });
    const since = { headers: { 'if-modified-since': new Date(revision!.fetchedAt).toUTCString() } };
    const again = await service.api('GET', `/v1/apis/${api.id}/revisions/4`, since);
    expect([again.status, again.json().verdict]).toEqual([200, 'unresolvable-ref']);
  });

  it('is never said of /status, which is of now', async () => {
    const { headers } = await service.api('GET', '/status');
    expect(headers['cache-control']).toBe('no-store');
    expect((await service.api('GET', '/status', { headers: { 'if-none-match': '*' } })).status).toBe(200);
  });
});

describe('coding', () => {
  const ask = (coding?: string, path = '/v1/apis', method = 'GET') =>
    service.api(method, path, coding === undefined ? {} : { headers: { 'Accept-Encoding': coding } });

  it.each([
    ['gzip', 'gzip'],
    ['br', 'br'],
    ['gzip, deflate, br', 'br'],
    ['GZIP', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['br; q=0.0,gzip', 'gzip'],
    ['identity', undefined],
    ['gzip;q=0', undefined],
    ['zstd, compress', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('for "%s" is %s', async (accepted, coding) => {
    const answer = await ask(accepted);
    expect(answer.headers['content-encoding']).toBe(coding);
    expect(answer.headers.vary).toContain('Accept-Encoding');
    expect(answer.json()).toEqual((await ask()).json());
  });

  it('makes the answer smaller, and each coding another representation with an ETag of its own', async () => {
    const [plain, gzip, br] = await Promise.all([ask(), ask('gzip'), ask('br')]);
    expect(gzip.bytes.byteLength).toBeLessThan(plain.bytes.byteLength / 2);
    expect(br.bytes.byteLength).toBeLessThan(plain.bytes.byteLength / 2);
    expect(new Set([plain, gzip, br].map(({ headers }) => headers.etag)).size).toBe(3);
  });

  it('has an ETag that stays, so that 304 works with it', async () => {
    for (const coding of ['gzip', 'br']) {
      const { headers } = await ask(coding);
      expect((await ask(coding)).headers.etag).toBe(headers.etag);
      const again = await service.api('GET', '/v1/apis', {
        headers: { 'accept-encoding': coding, 'if-none-match': headers.etag! },
      });
      expect([again.status, again.hasBody]).toEqual([304, false]);
      expect(again.headers).not.toHaveProperty('content-encoding');
      expect(again.headers.vary).toContain('Accept-Encoding');
    }
  });

  it('is the same for HEAD, with the length of what GET sends', async () => {
    const get = await ask('gzip');
    const head = await ask('gzip', '/v1/apis', 'HEAD');
    expect(head.headers).toMatchObject({ 'content-encoding': 'gzip', etag: get.headers.etag });
    expect(Number(head.headers['content-length'])).toBe(get.bytes.byteLength);
  });

  it('leaves documents as they were published', async () => {
    const answer = await ask('gzip, br', `/v1/apis/${service.seeded.api.id}/document`);
    expect(answer.headers).not.toHaveProperty('content-encoding');
    expect(new Uint8Array(answer.bytes)).toEqual(service.seeded.documents.at(-1));
  });
});
