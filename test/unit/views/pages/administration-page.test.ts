import { describe, expect, it } from 'vitest';
import { catalogueDiagnostics } from '../../../../shared/domain/catalogue/catalogue-diagnostics.ts';
import type { Administration } from '../../../../shared/domain/catalogue/dossier.ts';
import type { ListedApi, ListedPublisher } from '../../../../shared/domain/catalogue/listed.ts';
import type { ApiFacets } from '../../../../shared/domain/catalogue/select.ts';
import { sourceStates, visitOutcomes } from '../../../../shared/domain/catalogue/source.ts';
import { renderAdministrationPage } from '../../../../shared/views/pages/administration-page.ts';
import { hostileTexts, sharedHostileTexts } from '../../../fixtures/hostile-texts.ts';
import { linksOf, pageFaults, samplePageContext } from '../../../fixtures/page-context.ts';
import { sampleSnapshot } from '../../../fixtures/sample-figures.ts';
import { morning, sampleApi, sampleEvent, samplePublisher, sampleSource } from '../../../fixtures/sample-records.ts';

const context = samplePageContext('it', { path: '/administrations/c_h501' });

const facets = (more: Partial<ApiFacets> = {}): ApiFacets => ({
  state: [],
  specification: [],
  service: [],
  grade: [],
  publishable: [],
  tag: [],
  region: [],
  category: [],
  ...more,
});

const listedApi = (more: Partial<ListedApi> = {}): ListedApi => ({
  id: 'a1',
  title: 'Anagrafe',
  version: '1.0.0',
  publisherId: 'c_h501',
  state: 'ok',
  specification: '3.0.3',
  service: 'up',
  availability: 0.99,
  score: 81.5,
  grade: 'B',
  publishable: false,
  errors: 2,
  failing: [],
  official: [],
  tags: [],
  deprecated: false,
  changedAt: morning,
  ...more,
});

const figures = (more: Partial<ListedPublisher> = {}): ListedPublisher => ({
  id: 'c_h501',
  name: 'Comune di Esempio',
  region: 'Lazio',
  categories: ['Comuni'],
  apis: 1,
  publishable: { yes: 0, no: 1, unknown: 0 },
  median: 81.5,
  availability: 0.99999,
  apisDown: 0,
  down: 0,
  troubled: 0,
  publishes: more.apis === 0 ? 'nothing' : 'something',
  ...more,
});

const listedOf = (
  items: readonly ListedApi[],
  more: Partial<ListedPublisher> = {},
  counts: Partial<ApiFacets> = {},
) => ({
  builtAt: '2026-11-26T08:00:00.000Z',
  figures: figures({ apis: items.length, ...more }),
  apis: { items, total: items.length, facets: facets(counts) },
});

const administration = (more: Partial<Administration> = {}): Administration => ({
  publisher: samplePublisher({ region: 'Lazio', categories: ['Comuni'], homepage: 'https://comune.example/' }),
  listed: listedOf([listedApi()]),
  sources: [],
  titles: new Map(),
  addresses: 0,
  hasMoreSources: false,
  national: sampleSnapshot('2026-11-26'),
  repairs: [{ rule: 'servers-description', apis: 1, findings: 2, points: 3.6, gated: 1 }],
  examined: 1,
  events: [],
  ...more,
});

const render = (more: Partial<Administration> = {}): string => renderAdministrationPage(context, administration(more));
const textOf = (page: string): string => page.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

describe('the page of an administration', () => {
  it('holds its score against the national median', () => {
    expect(textOf(render())).toContain('La mediana nazionale è 74,5: 7 punti sopra.');
    expect(textOf(render({ listed: listedOf([listedApi()], { median: 70 }) }))).toContain('4,5 punti sotto');
    expect(textOf(render({ listed: listedOf([listedApi()], { median: 74.5 }) }))).toContain('lo stesso valore');
    expect(textOf(render({ listed: listedOf([listedApi()], { median: null }) }))).toMatch(
      /non ancora noto Nessuna sua API/,
    );
    expect(textOf(render({ national: undefined }))).not.toContain('mediana nazionale');
  });

  it('lists its APIs with their states, and leads to all of them with filters', () => {
    const page = render();
    expect(textOf(page)).toMatch(
      /Anagrafe 1\.0\.0 descrizione valida risponde classe B 81,5 non pubblicabile 23 novembre 2026/,
    );
    expect(linksOf(page)).toEqual(expect.arrayContaining(['/it/apis/a1', '/it/apis?publisher=c_h501']));
    expect(pageFaults(page)).toEqual([]);
  });

  it('counts APIs that do not answer as its list does, and tells their addresses apart', () => {
    const page = render({ listed: listedOf([listedApi()], { apisDown: 50, down: 81 }) });
    expect(textOf(page)).toMatch(/Servizi che ora non rispondono 50 .*non risponde\. \(81 indirizzi\)/);
    expect(linksOf(page)).toContain('/it/apis?publisher=c_h501&service=down');
    expect(textOf(render())).not.toContain('(0 indirizzi)');
  });

  it('says what to repair first: how, where, what it gains and what it stands in the way of', () => {
    const page = render();
    expect(textOf(page)).toMatch(/1 API , in 2 posizioni · punteggio: almeno \+3,6 impedisce la pubblicazione/);
    expect(linksOf(page)).toEqual(
      expect.arrayContaining(['/it/rules/servers-description', '/it/apis?publisher=c_h501&rule=servers-description']),
    );
  });

  it('leads to what only the official ruleset finds', () => {
    const repairs = [{ rule: 'servers-description', apis: 2, findings: 2, points: 0, gated: 2 }];
    const page = render({ repairs });
    expect(linksOf(page)).toContain('/it/apis?publisher=c_h501&rule=servers-description&profile=official');
    expect(textOf(page)).not.toContain('punteggio: ');
  });

  it('puts descriptions that are not valid before everything else', () => {
    const listed = listedOf([listedApi({ state: 'invalid' })], {}, { state: [{ value: 'invalid', count: 1 }] });
    const page = render({ listed });
    expect(textOf(page)).toContain('1 descrizione non rispetta la propria specifica');
    expect(linksOf(page)).toContain('/it/apis?publisher=c_h501&state=invalid');
  });

  it('does not say that all is well of what could not be assessed', () => {
    expect(textOf(render({ repairs: [], examined: 0 }))).toContain('Nessuna delle sue API è stata valutata');
    expect(textOf(render({ repairs: [], examined: 1 }))).toContain('Non c’è nulla da correggere');
  });

  it('says over how many APIs it was reckoned where it was not all', () => {
    const listed = { ...listedOf([listedApi()]), apis: { items: [listedApi()], total: 150, facets: facets() } };
    expect(textOf(render({ listed, examined: 100 }))).toContain('Calcolato sulle 100 API con il punteggio più basso');
  });

  it.each([
    [3, 3, undefined],
    [3, 2, '1 API non è stata valutata.'],
    [1200, 0, undefined],
    [90, 88, '2 API non sono state valutate.'],
  ])('of %i APIs of which %i were assessed says how many were not', (total, examined, words) => {
    const listed = { ...listedOf([listedApi()]), apis: { items: [listedApi()], total, facets: facets() } };
    const text = textOf(render({ listed, examined }));
    expect(text).not.toContain('con il punteggio più basso');
    if (words === undefined) expect(text).not.toMatch(/API non (?:è stata|sono state) valutat/);
    else expect(text).toContain(words);
  });

  it('of one that publishes nothing says so, and where its APIs were looked for', () => {
    const sources = [
      sampleSource('https://comune.example/', { kind: 'host', state: 'unreachable', code: 'no-catalogue' }),
    ];
    const page = render({ listed: listedOf([]), repairs: [], examined: 0, sources });
    expect(textOf(page)).toContain('Non pubblica ancora alcuna API');
    expect(textOf(page)).toContain('Il sito risponde, ma non ha un catalogo di API');
    expect(textOf(page)).toContain('Che cosa fare: Pubblicare un catalogo');
    expect(page).not.toContain('v-card');
    expect(page).not.toContain('id="repairs"');
  });

  it.each([
    ['blocked', 'Le visite sono bloccate da un firewall: non sappiamo se pubblichi API'],
    ['unreachable', 'Nessuno dei suoi indirizzi è risultato leggibile: non sappiamo se pubblichi API'],
    ['pending', 'Nessuno dei suoi indirizzi è stato ancora visitato'],
  ] as const)('of one whose addresses are all %s does not say that it publishes nothing', (state, words) => {
    const sources = [sampleSource('https://comune.example/', { kind: 'host', state })];
    const page = textOf(render({ listed: listedOf([], { publishes: 'unknown' }), sources }));
    expect(page).toContain(`Non si sa se pubblichi API ${words}.`);
    expect(page).not.toContain('Non pubblica ancora');
  });

  it('says that nothing is listed yet, and shows what is known all the same', () => {
    const page = render({ listed: undefined, sources: [sampleSource('https://comune.example/openapi.yaml')] });
    expect(textOf(page)).toContain('Elenco non ancora disponibile');
    expect(textOf(page)).toContain('https://comune.example/openapi.yaml');
    expect(pageFaults(page)).toEqual([]);
  });

  it('announces its feeds and gives them, its data and its service levels', () => {
    expect(linksOf(render())).toEqual(
      expect.arrayContaining([
        '/feeds/publishers/c_h501/changes.rss',
        '/feeds/publishers/c_h501/changes.atom',
        '/feeds/publishers/c_h501/changes.json',
        '/v1/publishers/c_h501',
        '/v1/publishers/c_h501/service-levels.csv',
      ]),
    );
  });
});

describe('the crawl log', () => {
  const visit = { at: morning, url: 'https://comune.example/x', outcome: 'failed', state: 'unreachable' } as const;

  it('tells each visit: when, what came of it, why, what was answered', () => {
    const visits = [{ ...visit, code: 'http-503', status: 503, bytes: 1234, ms: 56, detail: 'it said so' }];
    const page = render({
      sources: [sampleSource('https://comune.example/x', { visits, state: 'unreachable', code: 'http-503' })],
    });
    expect(textOf(page)).toMatch(/23 nov 2026, 08:00 UTC visita non riuscita .*it said so HTTP 503, 1\.234 B 56 ms/);
  });

  it('has one tab stop for the visits of what is well, and names the API that was found there', () => {
    const source = sampleSource('https://comune.example/x', { state: 'ok', apiId: 'abc', visits: [visit] });
    const page = render({ sources: [source], titles: new Map([['abc', 'Anagrafe']]) });
    expect(page).toMatch(/href="\/it\/apis\/abc" lang="">Anagrafe<\/a>/);
    expect(page).toMatch(/<details><summary>Ultime visite \(1\).*<div class="v-scroll" role="group"/);
    expect(render({ sources: [source] })).toMatch(/href="\/it\/apis\/abc">la sua pagina<\/a>/);
  });

  it('names the address of a visit where it was another one', () => {
    const visits = [{ ...visit, url: 'https://comune.example/moved' }];
    expect(textOf(render({ sources: [sampleSource('https://comune.example/x', { visits })] }))).toContain('/moved');
  });

  it('shows the quirks of a catalogue with the repair of each, and the corrected catalogue to copy', () => {
    const diagnostics = Object.keys(catalogueDiagnostics).map((code) => ({
      code,
      count: 2,
      pointer: '/linkset/0',
      sample: 'x',
    }));
    const catalogue = sampleSource('https://comune.example/c', { kind: 'api-catalog', state: 'ok', diagnostics });
    const page = render({ sources: [catalogue] });
    expect(textOf(page)).toContain('La radice ha altri membri oltre a &quot;linkset&quot; (2 volte)');
    expect(linksOf(page)).toContain(`/v1/sources/${catalogue.id}/corrected-catalogue`);
    expect(pageFaults(page)).toEqual([]);
    expect(linksOf(render({ sources: [{ ...catalogue, diagnostics: [] }] })).join()).not.toContain('corrected');
  });

  it('is unfolded where something is to be done', () => {
    const of = (state: 'ok' | 'invalid' | 'pending') =>
      render({ sources: [sampleSource('https://a.example/x', { state })] });
    expect(of('ok')).not.toContain(' open>');
    expect(of('pending')).not.toContain(' open>');
    expect(of('invalid')).toContain(' open>');
  });

  it('does not call a catalogue a valid description', () => {
    const page = render({ sources: [sampleSource('https://a.example/c', { kind: 'api-catalog', state: 'ok' })] });
    expect(textOf(page)).toContain('catalogo di API leggibile');
  });

  it('has words for every state and every outcome, in both languages', () => {
    const sources = sourceStates.map((state, index) =>
      sampleSource(`https://a.example/${index}`, {
        state,
        visits: visitOutcomes.map((outcome) => ({ ...visit, outcome, state })),
      }),
    );
    for (const language of ['it', 'en'] as const) {
      const page = renderAdministrationPage(samplePageContext(language), administration({ sources }));
      expect(page).not.toContain('undefined');
      expect(pageFaults(page)).toEqual([]);
    }
  });

  it('says that there are further addresses, and that none is known', () => {
    const sources = [sampleSource('https://a.example/x')];
    const page = render({ sources, addresses: 1000, hasMoreSources: true });
    expect(textOf(page)).toContain('1 indirizzi su più di 1.000: prima quelli che elencano gli altri e ciò che non va');
    expect(textOf(render({ sources, addresses: 1 }))).toContain('Ogni indirizzo visitato');
    expect(textOf(render())).toContain('Nessun indirizzo noto');
  });
});

describe('hostile texts', () => {
  it.each([...hostileTexts, ...sharedHostileTexts].map((text) => [text]))('are text all over the page: %j', (text) => {
    const api = sampleApi('https://a.example/x', { publisherName: text });
    const hostile = administration({
      publisher: samplePublisher({ name: text, region: text, categories: [text], homepage: text }),
      listed: listedOf([listedApi({ title: text, version: text })]),
      sources: [
        sampleSource('https://a.example/c', {
          kind: 'api-catalog',
          code: text,
          url: text,
          diagnostics: [{ code: text, count: 1, pointer: text, sample: text }],
          visits: [{ at: morning, url: text, outcome: 'failed', state: 'blocked', code: text, detail: text }],
        }),
      ],
      events: [sampleEvent(api, morning, { apiTitle: text, apiVersion: text })],
    });
    const page = renderAdministrationPage(context, hostile);
    expect(pageFaults(page)).toEqual([]);
  });
});
