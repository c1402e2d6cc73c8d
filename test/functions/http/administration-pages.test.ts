/** The home page and the pages of administrations, through the function that answers browsers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostileTexts, sharedHostileTexts } from '../../fixtures/hostile-texts.ts';
import { listStored } from '../../fixtures/list-stored.ts';
import { linksOf, pageFaults } from '../../fixtures/page-context.ts';
import { morning, sampleApi, sampleMetadata, samplePublisher, sampleSource } from '../../fixtures/sample-records.ts';
import { type Answered, type Service, startService } from './service.ts';

let service: Service;
const texts = [...hostileTexts, ...sharedHostileTexts];

const page = (path: string, query?: { readonly [name: string]: string }): Promise<Answered> =>
  service.dashboard('GET', path, query === undefined ? {} : { query });

const textOf = ({ text }: Answered): string => text.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

const list = async (): Promise<void> => {
  const { readWorld } = await import('../../../functions/app.ts');
  await listStored(await readWorld());
};

beforeAll(async () => {
  service = await startService();
  const { store } = service;
  await store.publishers.putAll([
    ...texts.map((text, index) =>
      samplePublisher({ id: `hostile-${index}`, name: text, region: text, categories: [text] }),
    ),
    ...Array.from({ length: 60 }, (_, index) => samplePublisher({ id: `silent-${index}`, name: `Silente ${index}` })),
    samplePublisher({ id: 'large', name: 'Ente grande' }),
  ]);
  for (const [index, text] of texts.entries())
    await store.apis.put(
      sampleApi(`https://hostile.example/${index}`, {
        publisherId: `hostile-${index}`,
        publisherName: text,
        metadata: sampleMetadata({ title: text, version: text }),
      }),
    );
  for (let index = 0; index < 70; index += 1) {
    const url = `https://large.example/${index}`;
    await store.apis.put(sampleApi(url, { publisherId: 'large' }));
    await store.sources.add({
      ...sampleSource(url, { publisherId: 'large', state: 'ok' }),
      visits: [{ at: morning, url, outcome: 'unchanged', state: 'ok', status: 304 }],
    });
  }
  await list();
});
afterAll(() => service.close());

const languages = ['it', 'en'] as const;

describe('the home page', () => {
  it('is one of those that search engines may read, as robots.txt says', async () => {
    const { status, headers, text } = await page('/robots.txt');
    expect([status, headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
    expect(text).toMatch(/^User-agent: \*\nDisallow: \/v1\//);
  });

  it.each(languages)('opens in %s with the figures that the API gives', async (language) => {
    const answer = await page(`/${language}/`);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    const figures = (await service.store.figures.underWay())!.today;
    const of = language === 'it' ? 'su' : 'of';
    expect(textOf(answer)).toContain(`${figures.totals.publishing} ${of} ${figures.totals.publishers}`);
    expect(pageFaults(answer.text)).toEqual([]);
  });

  it('allows nothing inline, and nothing of another origin', async () => {
    const policy = (await page('/it/')).headers['content-security-policy'] ?? '';
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain("default-src 'none'");
  });

  it('loads only files that there are', async () => {
    const files = linksOf((await page('/it/')).text).filter((link) => link.startsWith('/assets/'));
    expect(files.length).toBeGreaterThan(4);
    for (const path of files) expect((await page(path)).status, path).toBe(200);
  });
});

describe('the list of administrations', () => {
  it.each(languages)('opens in %s', async (language) => {
    const answer = await page(`/${language}/administrations`);
    expect(answer.status).toBe(200);
    expect(pageFaults(answer.text)).toEqual([]);
  });

  it('leads through all of them, each once', async () => {
    const seen: string[] = [];
    let path: string | undefined = '/it/administrations';
    while (path !== undefined) {
      const [name = '', query = ''] = path.split('?');
      const { text, status } = await page(name, Object.fromEntries(new URLSearchParams(query)));
      expect(status).toBe(200);
      seen.push(...linksOf(text).filter((link) => /^\/it\/administrations\/[^?]+$/.test(link)));
      path = linksOf(text).find((link) => link.startsWith('/it/administrations?cursor=') && link !== path);
    }
    const all = (await service.api('GET', '/v1/publishers', { query: { limit: '1' } })).json();
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(all.total);
  });

  it('finds by words, and says who publishes nothing yet, as many as the API does', async () => {
    const query = { q: 'silente', publishes: 'nothing' };
    const answer = await page('/it/administrations', query);
    const { total } = (await service.api('GET', '/v1/publishers', { query })).json();
    expect(total).toBe(60);
    expect(textOf(answer)).toContain(`${total} amministrazioni`);
    expect(textOf(answer)).not.toContain('Ente grande');
  });

  it('gives the same list as CSV', async () => {
    const { text } = await page('/it/administrations', { publishes: 'nothing', q: 'silente' });
    const link = linksOf(text).find((each) => each.startsWith('/v1/publishers.csv'))!;
    const [path = '', query = ''] = link.split('?');
    const csv = await service.api('GET', path, { query: Object.fromEntries(new URLSearchParams(query)) });
    expect(csv.text.trim().split('\r\n')).toHaveLength(61);
  });

  it.each([
    [{ colour: 'red' }, 'colour'],
    [{ sort: 'beauty' }, 'sort'],
    [{ publishes: 'everything' }, 'publishes'],
    [{ cursor: 'x' }, 'cursor'],
  ])('refuses what it does not know, in words: %j', async (query, name) => {
    const answer = await page('/it/administrations', query);
    expect(answer.status).toBe(400);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.text).toContain(name);
    expect(pageFaults(answer.text)).toEqual([]);
  });

  it('passes over what is added to addresses that are shared, and carries it into no link', async () => {
    const shared = { utm_source: 'newsletter', fbclid: 'x y', pk_campaign: '1', _ga: '2.1' };
    const query = { publishes: 'nothing', q: 'silente' };
    const answer = await page('/it/administrations', { ...shared, ...query });
    expect(answer.status).toBe(200);
    expect(answer.text).toBe((await page('/it/administrations', query)).text);
    for (const name of Object.keys(shared)) expect(answer.text).not.toContain(name);
    expect((await page('/', shared)).headers.location).toBe('/it/');
    expect((await service.api('GET', '/feeds/changes.html', { query: shared })).status).toBe(200);
    expect((await service.api('GET', '/v1/apis', { query: shared })).status).toBe(400);
    expect((await page('/it/administrations', { ...shared, gclido: '1' })).status).toBe(400);
  });
});

describe('the page of an administration', () => {
  it.each(
    languages,
  )('opens in %s for everyone that is listed, whatever its name and its APIs say', async (language) => {
    for (const id of [...texts.map((_, index) => `hostile-${index}`), ...service.seeded.publisherIds, 'silent-0']) {
      const answer = await page(`/${language}/administrations/${id}`);
      expect(answer.status, id).toBe(200);
      expect(pageFaults(answer.text), id).toEqual([]);
    }
  });

  it('shows fifty APIs and fifty addresses, and where the rest are', async () => {
    const answer = await page('/it/administrations/large');
    expect(answer.text.match(/<details class="v-source"/g)).toHaveLength(50);
    expect(new Set(linksOf(answer.text).filter((link) => /^\/it\/apis\/\w+$/.test(link))).size).toBeLessThanOrEqual(50);
    expect(textOf(answer)).toContain('Tutte le sue API, con i filtri (70)');
    expect(textOf(answer)).toMatch(/50 indirizzi su \d+: prima/);
  });

  it('leads only to addresses that there are', async () => {
    const answer = await page(`/it/administrations/${service.seeded.publisherIds[0]}`);
    const own = [...new Set(linksOf(answer.text))].filter((link) => /^\/(v1|feeds|badges)\//.test(link));
    for (const link of own) {
      const [path = '', query = ''] = link.split('?');
      const { status } = await service.api('GET', path, { query: Object.fromEntries(new URLSearchParams(query)) });
      // Statistics come with the first roll-up.
      expect([200, ...(path === '/v1/statistics' ? [404] : [])], link).toContain(status);
    }
  });

  it('is not there for one that nobody registered', async () => {
    const answer = await page('/it/administrations/nobody');
    expect(answer.status).toBe(404);
    expect(textOf(answer)).toContain('Pagina non trovata');
    expect(answer.text).toContain('Nessuna amministrazione con l’identificativo nobody.');
  });

  it('refuses an id that is none, and parameters', async () => {
    expect((await page('/it/administrations/a%20b')).status).toBe(400);
    expect((await page('/it/administrations/large', { q: 'x' })).status).toBe(400);
  });
});

describe('an address without a page', () => {
  it.each([
    ['/it/nowhere', 'Pagina non trovata'],
    ['/en/nowhere', 'There is nothing here'],
    ['/de/', 'Pagina non trovata'],
  ])('says so: %s', async (path, words) => {
    const answer = await page(path);
    expect(answer.status).toBe(404);
    expect(textOf(answer)).toContain(words);
    expect(answer.text).not.toContain('openapi.json.');
    expect(pageFaults(answer.text)).toEqual([]);
  });

  it.each([
    ['/it/nowhere', {}, 'Nessuna pagina all’indirizzo /it/nowhere.'],
    ['/it/apis/nobody', {}, 'Nessuna API con l’identificativo nobody.'],
    ['/it/administrations/nobody', {}, 'Nessuna amministrazione con l’identificativo nobody.'],
    ['/it/rules/nobody', {}, 'Nessuna regola con l’identificativo nobody.'],
    ['/it/figures/quarters/2001-Q1', {}, 'Nessun dato per 2001-Q1: non è ancora terminato'],
    ['/it/figures/quarters/odd', {}, '«quarter» deve essere un trimestre, per esempio 2026-Q3.'],
    ['/it/apis', { colour: 'red' }, 'Filtri non previsti: colour. Previsti: q, '],
    ['/it/', { colour: 'red' }, 'Filtri non previsti: colour.'],
    ['/it/apis', { grade: 'Z' }, 'Valori ammessi per «grade»: A, B, '],
    ['/it/apis', { cursor: 'x' }, 'La posizione indicata («cursor») non è di questo elenco'],
    ['/it/changes', { api: 'a', tag: 'b' }, 'indicarne una sola'],
    ['/it/changes', { since: 'odd' }, '«since» deve essere un giorno del calendario'],
  ])('says in Italian what exactly is wrong: %s %j', async (path, query: {
    readonly [name: string]: string;
  }, words) => {
    const answer = await page(path, query);
    expect(textOf(answer)).toContain(words);
    expect(answer.text).not.toContain('<p lang="en">');
    expect(answer.text).toContain('<p lang="it">');
  });

  it('is not said to have a bad filter where a part of its path is bad', async () => {
    const answer = await page('/it/apis/%21');
    expect(answer.status).toBe(400);
    expect(textOf(answer)).toContain('L’indirizzo contiene una parte non valida');
    expect(textOf(answer)).not.toContain('filtro');
    expect(textOf(await page('/it/apis', { grade: 'Z' }))).toContain('Un filtro ha un valore non ammesso');
  });
});
