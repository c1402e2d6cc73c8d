import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CatalogueEvent, eventKinds } from '../../../shared/domain/catalogue/api.ts';
import { uuidOf } from '../../../shared/domain/digest.ts';
import { cleanText } from '../../../shared/views/xml.ts';
import { feedReaders, harmlessTag, opmlFaults, tagsIn } from '../../fixtures/feed-readers.ts';
import { hostileTexts, sharedHostileTexts } from '../../fixtures/hostile-texts.ts';
import { sampleEvent } from '../../fixtures/sample-records.ts';
import { type Answered, type Asked, type Service, startService } from './service.ts';

let service: Service;
let bases: readonly string[];
const many: CatalogueEvent[] = [];

/** Before every event of the seeds: 10,000 over twenty months, all of one API. */
beforeAll(async () => {
  service = await startService();
  const { api } = service.seeded;
  for (let index = 0; index < 10_000; index += 1) {
    const at = new Date(Date.UTC(2026, 9, 31) - (10_000 - index) * 5_400_000).toISOString();
    const kind = index % 20 === 0 ? 'api.withdrawn' : 'api.changed';
    const event = sampleEvent(api, at, {
      kind,
      facts: { missing_since: at, revision: 2, verdict: 'valid', problems: 0 },
    });
    many.push({ ...event, tags: ['Città metropolitana / 1'] });
  }
  for (const event of many) await service.store.events.add(event);
  bases = [
    '/feeds/changes',
    `/feeds/apis/${api.id}/changes`,
    '/feeds/publishers/c_h501/changes',
    '/feeds/tags/citt%C3%A0%20metropolitana%20%2F%201/changes',
  ];
}, 120_000);
afterAll(() => service.close());

const get = async (address: string, asked: Asked = {}): Promise<Answered> => {
  const url = new URL(address, 'https://vedetta.example');
  const query = Object.fromEntries(url.searchParams);
  return service.api('GET', url.pathname, { ...asked, ...(url.search === '' ? {} : { query }) });
};

const formats = ['rss', 'atom', 'json'] as const;

/** As a subscriber reads it: the feed, then archive after archive by its links alone. */
async function walk(address: string, format: (typeof formats)[number]) {
  const documents: { readonly address: string; readonly ids: readonly string[]; readonly cacheControl: string }[] = [];
  for (let next: string | undefined = address; next !== undefined; ) {
    const { status, headers, text } = await get(next);
    expect(status, next).toBe(200);
    const { faults, items, links } = await feedReaders[format](text);
    expect(faults).toEqual([]);
    expect(links.self).toBe(new URL(next, 'https://vedetta.example').href);
    documents.push({ address: next, ids: items.map(({ id }) => id), cacheControl: headers['cache-control']! });
    next = links['prev-archive'];
  }
  return documents;
}

const urn = ({ id }: CatalogueEvent): string => `urn:uuid:${uuidOf(id)}`;

describe('10,000 events', () => {
  it('are all reached by a reader of JSON Feed through its links: the newest fifty in the feed, none twice, none lost', async () => {
    const all = [...many, ...service.seeded.events].map(urn).toReversed();
    const documents = await walk('/feeds/changes.json', 'json');
    expect(documents.flatMap(({ ids }) => ids)).toEqual(all);
    expect(documents[0]!.ids).toHaveLength(50);
    for (const { ids } of documents.slice(1)) expect(ids.length).toBeLessThanOrEqual(50);
  }, 120_000);

  it.each([
    ['rss', 2],
    ['atom', 3],
  ] as const)(
    'filtered by level are all reached in %s, in scope %i',
    async (format, scope) => {
      const wanted = many.filter(({ kind }) => kind === 'api.withdrawn').map(urn);
      const documents = await walk(`${bases[scope]}.${format}?level=breaking`, format);
      const found = documents.flatMap(({ ids }) => ids);
      expect(new Set(found).size).toBe(found.length);
      expect(found.filter((id) => wanted.includes(id))).toEqual(wanted.toReversed());
    },
    60_000,
  );

  it('are in archives that may be kept for ever once their month is over and no event of it is in the feed', async () => {
    const [feed, ...archives] = await walk(`${bases[3]}.json`, 'json');
    expect(feed!.cacheControl).toBe('public, max-age=300');
    expect(archives.length).toBeGreaterThan(100);
    for (const { address, cacheControl } of archives) {
      const isOver = !address.includes('/2026-10.');
      expect(cacheControl, address).toBe(isOver ? 'public, max-age=31536000, immutable' : 'public, max-age=300');
    }
  }, 60_000);
});

describe('every feed', () => {
  const each = formats.flatMap((format) => [0, 1, 2, 3].map((scope) => [format, scope] as const));

  it.each(
    each,
  )('as %s of scope %i is the same bytes and headers each time, 304 by either validator, and HEAD', async (format, scope) => {
    for (const address of [`${bases[scope]}.${format}`, `${bases[scope]}/2026-09.${format}`]) {
      const first = await get(address);
      const again = await get(address);
      expect(first.status).toBe(200);
      expect(again.bytes.equals(first.bytes)).toBe(true);
      expect(again.headers).toEqual(first.headers);
      expect(first.headers.etag).toMatch(/^"/);
      const modified = first.headers['last-modified']!;
      for (const headers of [{ 'if-none-match': first.headers.etag! }, { 'if-modified-since': modified }]) {
        const cached = await get(address, { headers });
        expect([cached.status, cached.hasBody]).toEqual([304, false]);
        expect(cached.headers['cache-control']).toBe(first.headers['cache-control']);
      }
      const other = await get(address, { headers: { 'if-none-match': '"x"', 'if-modified-since': modified } });
      expect(other.status).toBe(200);
      const head = await service.api('HEAD', new URL(address, 'https://vedetta.example').pathname);
      expect([head.status, head.hasBody, head.headers.etag]).toEqual([200, false, first.headers.etag]);
    }
  });

  it('is coded for those who take it', async () => {
    for (const format of [...formats, 'html']) {
      const plain = await get(`/feeds/changes.${format}`);
      const coded = await get(`/feeds/changes.${format}`, { headers: { 'accept-encoding': 'gzip' } });
      expect(coded.headers['content-encoding']).toBe('gzip');
      expect(coded.text).toBe(plain.text);
      expect(coded.bytes.byteLength).toBeLessThan(plain.bytes.byteLength / 3);
    }
  });

  it('lists in all formats and on its page the same events in the same order as the API', async () => {
    const { json } = await service.api('GET', '/v1/changes', { query: { level: 'warning' } });
    const ids = (json().items as readonly CatalogueEvent[]).map(urn);
    for (const format of formats) {
      const { items } = await feedReaders[format]((await get(`/feeds/changes.${format}?level=warning`)).text);
      expect(items.map(({ id }) => id)).toEqual(ids);
    }
    const page = (await get('/feeds/changes.html?level=warning')).text;
    expect([...page.matchAll(/<article id="([^"]+)">/g)].map(([, id]) => `urn:uuid:${id}`)).toEqual(ids);
  });

  it('gives hostile titles and descriptions back as the text they are, with nothing that runs', async () => {
    const texts = [...hostileTexts, ...sharedHostileTexts].slice(-48);
    for (const [index, text] of texts.entries()) {
      const at = new Date(Date.UTC(2026, 10, 24, 8, index)).toISOString();
      const facts = { url: text, code: text, opened_at: text };
      const more = {
        id: `hostile-${index}`,
        kind: 'incident.opened',
        apiTitle: text,
        publisherName: text,
        facts,
      } as const;
      await service.store.events.add(sampleEvent(service.seeded.api, at, { ...more, tags: ['hostile'] }));
    }
    for (const format of formats) {
      const { faults, items } = await feedReaders[format]((await get(`/feeds/tags/Hostile/changes.${format}`)).text);
      expect(faults).toEqual([]);
      expect(items.map(({ title }) => title)).toEqual(
        texts
          .map((text) =>
            cleanText(`${text.trim() === '' ? 'An API without a title' : text} 1.0.0 (${text}): not answering`),
          )
          .toReversed(),
      );
      for (const { content } of items) expect(tagsIn(content).filter((tag) => !harmlessTag.test(tag))).toEqual([]);
    }
    const page = await get('/feeds/tags/hostile/changes.html');
    expect(page.headers['content-security-policy']).not.toMatch(/script-src|unsafe-eval/);
    expect(page.text).not.toMatch(/<(script|img|svg|iframe|object|form)|javascript:[^<]*"|<[^>]* on\w+=/i);
  });
});

describe('what there is no feed of', () => {
  it.each([
    ['/feeds/apis/nobody/changes.rss', 404],
    ['/feeds/publishers/nobody/changes.atom', 404],
    ['/feeds/apis/nobody/changes/2026-10.json', 404],
    ['/feeds/changes/2019-01.html', 404],
    ['/feeds/changes/2026-13.rss', 400],
    ['/feeds/changes/october.rss', 400],
    ['/feeds/changes.rss?level=grave', 400],
    ['/feeds/changes.rss?kind=api.exploded', 400],
    ['/feeds/changes.rss?before=x', 400],
    ['/feeds/changes/2026-10.rss?before=x', 400],
    [
      '/feeds/changes/2026-10.rss?before=MjAyNi0xMC0wMVQwMDowMDowMC4wMDBaI2E&after=MjAyNi0xMC0wMVQwMDowMDowMC4wMDBaI2E',
      400,
    ],
    ['/feeds/tags/%20/changes.rss', 400],
    [`/feeds/tags/${'x'.repeat(201)}/changes.rss`, 400],
    ['/feeds/changes.xml', 404],
  ])('%s is %i', async (address, status) => {
    const answer = await get(address);
    expect([answer.status, answer.headers['content-type']]).toEqual([status, 'application/problem+json']);
  });

  it('is, for a tag that no API bears, an empty one: it may come', async () => {
    for (const format of formats) {
      const answer = await get(`/feeds/tags/nothing/changes.${format}`);
      expect(await feedReaders[format](answer.text)).toMatchObject({ faults: [], items: [] });
      expect(answer.headers).not.toHaveProperty('last-modified');
    }
  });
});

describe('the list of all administrations’ feeds', () => {
  it('is OPML whose every address answers', async () => {
    const { headers, text } = await get('/feeds/publishers.opml');
    expect(headers['content-type']).toBe('text/x-opml; charset=utf-8');
    expect(await opmlFaults(text)).toEqual([]);
    const addresses = [...text.matchAll(/(?:xml|html)Url="([^"]+)"/g)].map(([, address]) => address!);
    expect(addresses).toHaveLength(2 * service.seeded.publisherIds.length);
    for (const address of addresses) expect((await get(address)).status).toBe(200);
  });
});

it('knows every kind of event as a filter', async () => {
  for (const kind of eventKinds) expect((await get(`/feeds/changes.rss?kind=${kind}`)).status).toBe(200);
});
