import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clipText } from '../../../shared/domain/catalogue/clip-text.ts';
import { ruleset } from '../../../shared/domain/compliance/ruleset.ts';
import { hostileTexts, sharedHostileTexts } from '../../fixtures/hostile-texts.ts';
import { listStored } from '../../fixtures/list-stored.ts';
import {
  morning,
  sampleApi,
  sampleEndpoint,
  sampleIncident,
  sampleMetadata,
  samplePublisher,
} from '../../fixtures/sample-records.ts';
import { type Answered, type Service, startService } from './service.ts';

let service: Service;

const texts = [...hostileTexts, ...sharedHostileTexts];
/** One API for each text, which says it wherever a description may say something. */
const hostile = texts.map((text, index) =>
  sampleApi(`https://hostile.example/${index}`, {
    publisherId: 'hostile',
    publisherName: text,
    metadata: sampleMetadata({
      title: text,
      version: text,
      summary: text,
      description: text,
      // As the crawl keeps them.
      tags: [clipText(text, 50)].filter((tag) => tag !== ''),
      contact: { name: text, email: text, url: text },
      license: { name: text, url: text },
      servers: [{ url: text, description: text, sandbox: false }],
    }),
    aliases: [text],
  }),
);
const many = Array.from({ length: 60 }, (_, index) =>
  sampleApi(`https://many.example/${index}`, { publisherId: 'ente-5' }),
);

beforeAll(async () => {
  service = await startService();
  await service.store.publishers.putAll([samplePublisher({ id: 'hostile', name: texts[0]! })]);
  for (const api of [...hostile, ...many]) await service.store.apis.put(api);
  const { readWorld } = await import('../../../functions/app.ts');
  await listStored(await readWorld());
});
afterAll(() => service.close());

const languages = ['it', 'en'] as const;
const page = (path: string, query?: { readonly [name: string]: string }): Promise<Answered> =>
  service.dashboard('GET', path, query === undefined ? {} : { query });

/** Every address that a page links to or loads. */
const linksOf = ({ text }: Answered): readonly string[] =>
  [...text.matchAll(/ (?:href|src|action)="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));

const within = ({ text }: Answered, id: string): string =>
  new RegExp(`<section class="v-section" id="${id}".*?(?=<section class="v-section"|</main>)`, 's').exec(text)?.[0] ??
  '';

/** As a reader sees it. */
const wordsOf = (markup: string): string =>
  markup
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');

describe('the list of APIs', () => {
  it('takes the same questions as the API, and finds the same in the same order', async () => {
    const questions: readonly { readonly [name: string]: string }[] = [
      {},
      { q: 'anagrafe' },
      { state: 'withdrawn' },
      { publisher: 'ente-0' },
      { publishable: 'yes', sort: 'score' },
      { service: 'down' },
      { rule: 'servers-description', profile: 'official' },
      { tag: 'ANAGRAFE' },
      { region: 'Lazio', category: 'Comuni' },
    ];
    for (const query of questions) {
      const answer = await page('/en/apis', query);
      expect([query, answer.status]).toEqual([query, 200]);
      const { items, total } = (await service.api('GET', '/v1/apis', { query: { ...query, limit: '25' } })).json();
      const listed = [...answer.text.matchAll(/<h3><a href="\/en\/apis\/([^"]+)" lang="">/g)].map(([, id]) => id);
      expect(listed).toEqual(items.map(({ id }: { id: string }) => id));
      expect(wordsOf(answer.text)).toContain(`${total} API${total === 1 ? '' : 's'} found`);
    }
  });

  it('offers filters that lead to as many as they say', async () => {
    const answer = await page('/en/apis');
    const facets = [
      ...answer.text.matchAll(/<li><a href="(\/en\/apis\?[^"]+)" rel="nofollow"><span>.*?class="v-count">([\d,]+)</g),
    ];
    expect(facets.length).toBeGreaterThan(5);
    for (const [, href = '', count] of facets) {
      const { searchParams } = new URL(href.replaceAll('&amp;', '&'), 'https://vedetta.example');
      const chosen = await page('/en/apis', Object.fromEntries(searchParams));
      expect([href, wordsOf(chosen.text)]).toEqual([href, expect.stringMatching(new RegExp(` ${count} APIs? found`))]);
      expect(chosen.text).toMatch(/<ul class="v-chosen"/);
    }
  });

  it('says as what filters were chosen, and takes each away alone', async () => {
    const answer = await page('/it/apis', { publisher: 'c_h501', rule: 'servers-description', profile: 'official' });
    const chosen = /<ul class="v-chosen".*?<\/ul>/s.exec(answer.text)?.[0] ?? '';
    expect(wordsOf(chosen)).toContain('Amministrazione: Comune di Esempio');
    expect(wordsOf(chosen)).toContain('secondo le regole ufficiali');
    for (const href of [...chosen.matchAll(/href="([^"]+)"/g)].map(([, each = '']) => each.replaceAll('&amp;', '&'))) {
      const { pathname, searchParams } = new URL(href, 'https://vedetta.example');
      expect((await page(pathname, Object.fromEntries(searchParams))).status).toBe(200);
    }
  });

  it('goes on page by page to everything once', async () => {
    const seen: string[] = [];
    let next: string | undefined = '/en/apis?publisher=ente-5&sort=changed';
    while (next !== undefined) {
      const { pathname, searchParams }: URL = new URL(next, 'https://vedetta.example');
      const shown = await page(pathname, Object.fromEntries(searchParams));
      seen.push(...[...shown.text.matchAll(/<h3><a href="\/en\/apis\/([^"]+)" lang="">/g)].map(([, id = '']) => id));
      next = /rel="next" href="([^"]+)"/.exec(shown.text)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(seen.toSorted()).toEqual(many.map(({ id }) => id).toSorted());
  });

  it('says what to try where nothing is found', async () => {
    const answer = await page('/it/apis', { q: 'zzzzzz', grade: 'A' });
    expect(answer.status).toBe(200);
    expect(wordsOf(answer.text)).toContain('Nessuna API corrisponde');
    expect(linksOf(answer)).toContain('/it/apis?q=zzzzzz');
    expect(linksOf(answer)).toContain('/it/apis');
  });

  it('refuses words that are too long, unknown parameters and bad cursors, as a page', async () => {
    const refused: readonly (readonly [number, { readonly [name: string]: string }])[] = [
      [414, { q: 'x'.repeat(201) }],
      [400, { odd: '1' }],
      [400, { cursor: 'x' }],
      [400, { grade: 'Z' }],
    ];
    for (const [status, query] of refused) {
      const answer = await page('/it/apis', query);
      expect(answer.status).toBe(status);
      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(answer.text).toContain('<html lang="it">');
    }
    expect((await page('/it/apis', { q: 'è'.repeat(200) })).status).toBe(200);
  });

  it('drops what means nothing any more: an order by relevance without words, a profile without a rule', async () => {
    for (const query of [{ sort: 'relevance' }, { profile: 'official' }])
      expect((await page('/en/apis', query as { readonly [name: string]: string })).status).toBe(200);
  });
});

describe.each(languages)('the page of an API in %s', (language) => {
  const one = (query?: { readonly [name: string]: string }) =>
    page(`/${language}/apis/${service.seeded.api.id}`, query);

  it('has a part for each thing there is to know, and links to them at its head', async () => {
    const answer = await one();
    expect(answer.status).toBe(200);
    const ids = [...answer.text.matchAll(/<section class="v-section" id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toEqual([
      'state',
      'service',
      'revisions',
      'availability',
      'incidents',
      'score',
      'findings',
      'wire',
      'take',
    ]);
    for (const id of ids) expect(answer.text).toContain(`<a href="#${id}">`);
  });

  it('has no id twice, and every link within it leads somewhere', async () => {
    for (const query of [undefined, { profile: 'official' }, { profile: 'security' }]) {
      const answer = await one(query);
      const ids = [...answer.text.matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id);
      expect(ids).toEqual([...new Set(ids)]);
      for (const href of linksOf(answer).filter((each) => each.startsWith('#'))) expect(ids).toContain(href.slice(1));
    }
  });

  it('explains the score by lines that are those of the report', async () => {
    const report = (await service.api('GET', `/v1/apis/${service.seeded.api.id}/report`)).json();
    const words = wordsOf(within(await one(), 'score'));
    const shown = new Intl.NumberFormat(language === 'it' ? 'it-IT' : 'en-GB').format(report.score.value);
    expect(words).toContain(`${shown} ${language === 'it' ? 'su' : 'of'} 100`);
    for (const line of report.score.lines.filter(({ count }: { count: number }) => count > 0)) {
      expect(words).toContain(line.why[language]);
    }
  });

  it.each([
    'guideline',
    'official',
    'security',
  ])('groups findings of the profile %s by rule, as the report', async (profile) => {
    const report = (
      await service.api('GET', `/v1/apis/${service.seeded.api.id}/report`, { query: { profile, limit: '200' } })
    ).json();
    const answer = await one({ profile });
    const findings = within(answer, 'findings');
    const rules = [...findings.matchAll(/<section class="v-rule" id="rule-([^"]+)"/g)].map(([, id]) => id);
    expect(rules.toSorted()).toEqual(report.rules.map(({ rule }: { rule: string }) => rule).toSorted());
    for (const rule of report.rules) {
      const drawn = new RegExp(`id="rule-${rule.rule}".*?</section>`, 's').exec(findings)?.[0] ?? '';
      expect((drawn.match(/class="v-finding"/g) ?? []).length).toBe(Math.min(3, rule.findings.length));
      expect(drawn).toContain(`href="${rule.reference.url}" rel="nofollow noopener"`);
      const [first] = rule.findings;
      if (first?.line !== undefined && first.line !== null)
        expect(wordsOf(drawn)).toContain(`${language === 'it' ? 'riga' : 'line'} ${first.line}`);
      if (rule.findings.length > 3) expect(drawn).toContain(`rule=${rule.rule}&amp;all=true`);
    }
  });

  it('shows all findings of one rule, which the link leads to', async () => {
    const answer = await one({ rule: 'servers-description', all: '' });
    const findings = within(answer, 'findings');
    expect(findings.match(/class="v-rule"/g)).toHaveLength(1);
    const report = (
      await service.api('GET', `/v1/apis/${service.seeded.api.id}/report`, {
        query: { rule: 'servers-description', limit: '200' },
      })
    ).json();
    expect(findings.match(/class="v-finding"/g)).toHaveLength(report.rules[0].findings.length);
  });

  it('tells a rule that finds nothing here as one', async () => {
    const met = ruleset.find(({ id }) => id === 'paths-status-return-json')!;
    const words = wordsOf(within(await one({ rule: met.id }), 'findings'));
    expect(words).toContain(met.title[language].replaceAll('`', ' ').replace(/\s+/g, ' ').trim().split(' ')[0]);
  });

  it('says what each address is now, since when, why, and until when its certificate is valid', async () => {
    const words = wordsOf(within(await one(), 'service'));
    expect(words).toContain('https://api.comune.example/status');
    expect(words).toContain(language === 'it' ? 'non risponde' : 'not answering');
    expect(words).toContain('http-503');
    expect(words).toContain(language === 'it' ? 'valido fino al 1 gennaio 2099' : 'valid until 1 January 2099');
    expect(words).toContain('New <machines>');
  });

  it('draws ninety days, of which most are not known', async () => {
    const answer = await one();
    const strips = answer.text.match(/<figure class="v-chart v-chart-strip" id="[^"]+">.*?<\/figure>/gs) ?? [];
    expect(strips).toHaveLength(3);
    for (const strip of strips) expect(strip.match(/<g><title>/g)).toHaveLength(90);
    expect(answer.text).toContain('<figure class="v-chart v-chart-band" id="latency">');
  });

  it('links revisions to what they changed, and offers to compare any two', async () => {
    const answer = await one();
    expect(linksOf(answer)).toContain(`/${language}/apis/${service.seeded.api.id}/compare`);
    const revisions = within(answer, 'revisions');
    expect(revisions).toContain('name="from"');
    expect(wordsOf(revisions)).toContain('12');
    expect(linksOf(answer)).toContain(`/v1/apis/${service.seeded.api.id}/revisions/12/document`);
  });

  it('has feeds, badges to copy, and everything as open data', async () => {
    const answer = await one();
    const { id } = service.seeded.api;
    expect(linksOf(answer)).toEqual(
      expect.arrayContaining([
        `/feeds/apis/${id}/changes.rss`,
        `/badges/${id}/availability.svg?lang=${language}`,
        `/v1/apis/${id}`,
        `/v1/apis/${id}/report`,
        `/v1/apis/${id}/dcat.jsonld`,
      ]),
    );
    expect(wordsOf(within(answer, 'take'))).toContain(
      `(https://vedetta.example/badges/${id}/compliance.svg?lang=${language})](https://vedetta.example/${language}/apis/${id})`,
    );
  });

  it('says plainly that an API was withdrawn', async () => {
    const [, withdrawn] = service.seeded.apis;
    const answer = await page(`/${language}/apis/${withdrawn!.id}`);
    expect(wordsOf(within(answer, 'state'))).toContain(
      language === 'it' ? 'Questa API è stata ritirata' : 'This API was withdrawn',
    );
  });

  it('says of one that was not assessed yet that it was not, not that it failed', async () => {
    const endpoint = sampleEndpoint({ id: 'fresh' }, 'https://many.example/fresh', { publisherId: 'ente-5' });
    const incident = sampleIncident(endpoint, morning);
    await service.store.endpoints.putIncident(incident);
    const { text } = await page('/it/incidents', { open: 'true' });
    const told = text.slice(text.indexOf(`<li id="incident-${incident.id}"`)).split('</li>', 1)[0];
    expect(told).toContain('<a href="/it/administrations/ente-5">');
  });

  it('are chosen by links: open ones, those that are over', async () => {
    const [open, over] = [
      await page('/it/incidents', { open: 'true' }),
      await page('/it/incidents', { open: 'false' }),
    ];
    expect(wordsOf(open.text)).not.toContain('È durato');
    expect(wordsOf(over.text)).not.toContain('Dura da');
    expect(linksOf(open)).toContain('/it/incidents?open=false');
    expect(linksOf(open)).toContain('/v1/incidents?open=true');
  });

  it('of one API are those of the API, newest first, page by page', async () => {
    const { api } = service.seeded;
    const endpoint = sampleEndpoint(api, 'https://api.comune.example/often');
    for (let index = 0; index < 40; index += 1) {
      const openedAt = new Date(Date.parse(morning) - index * 3_600_000).toISOString();
      await service.store.endpoints.putIncident(sampleIncident(endpoint, openedAt, { closedAt: morning }));
    }
    const seen: string[] = [];
    let next: string | undefined = `/en/apis/${api.id}/incidents`;
    while (next !== undefined) {
      const { pathname, searchParams }: URL = new URL(next, 'https://vedetta.example');
      const shown = await page(pathname, Object.fromEntries(searchParams));
      expect(shown.status).toBe(200);
      seen.push(...[...shown.text.matchAll(/<li id="incident-([^"]+)"/g)].map(([, id = '']) => id));
      next = /rel="next" href="([^"]+)"/.exec(shown.text)?.[1]?.replaceAll('&amp;', '&');
    }
    const { items } = (await service.api('GET', `/v1/apis/${api.id}/incidents`, { query: { limit: '100' } })).json();
    expect(seen).toEqual(items.map(({ id }: { id: string }) => id));
    const first = await page(`/en/apis/${api.id}`);
    expect(linksOf(first)).toContain(`/en/apis/${api.id}/incidents`);
    expect((await page('/en/apis/nobody/incidents')).status).toBe(404);
  });
});

describe('texts of others', () => {
  it('are shown exactly, run nothing, and link only where links may lead', async () => {
    const pages = [
      ...(await Promise.all(hostile.map(({ id }) => page(`/it/apis/${id}`)))),
      await page('/it/apis', { publisher: 'hostile' }),
    ];
    for (const answer of pages) {
      expect(answer.status).toBe(200);
      expect(answer.text.match(/<script/g)).toHaveLength(1);
      expect(answer.text).not.toMatch(/<img src=x|<[^>]+ on\w+="|<iframe|<!ENTITY/i);
      for (const href of linksOf(answer)) expect(href).toMatch(/^(https?:\/\/|mailto:|\/|#)/);
      for (const [, tag = ''] of answer.text.matchAll(/<a ([^>]*href="https?:[^>]*)>/g))
        if (!tag.includes('https://vedetta.example')) expect(tag).toContain('rel="nofollow noopener"');
    }
    expect(pages.at(-1)?.text.match(/<li>\n<h3>/g)?.length).toBe(Math.min(25, texts.length));
    expect(pages[0]?.text).toContain('&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;');
  });
});
