import { describe, expect, it } from 'vitest';
import type { ListedPublisher } from '../../../../shared/domain/catalogue/listed.ts';
import {
  type AdministrationsPage,
  attentionOf,
  renderAdministrationsPage,
} from '../../../../shared/views/pages/administrations-page.ts';
import { hostileTexts, sharedHostileTexts } from '../../../fixtures/hostile-texts.ts';
import { linksOf, pageFaults, samplePageContext, tagsOf } from '../../../fixtures/page-context.ts';

const context = samplePageContext('it', { path: '/administrations' });

const publisher = (more: Partial<ListedPublisher> = {}): ListedPublisher => ({
  id: 'c_h501',
  name: 'Comune di Esempio',
  region: 'Lazio',
  categories: ['Comuni'],
  apis: 4,
  publishable: { yes: 1, no: 2, unknown: 1 },
  median: 81.5,
  availability: 0.99999,
  apisDown: 0,
  down: 0,
  troubled: 0,
  publishes: more.apis === 0 ? 'nothing' : 'something',
  ...more,
});

const pageOf = (items: readonly ListedPublisher[], more: Partial<AdministrationsPage> = {}): AdministrationsPage => ({
  query: {},
  found: {
    items,
    total: items.length,
    builtAt: '2026-11-26T08:00:00.000Z',
    facets: {
      region: [{ value: 'Lazio', count: 1 }],
      category: [{ value: 'Comuni', count: 1 }],
      publishes: [
        { value: 'something', count: 1 },
        { value: 'nothing', count: 2 },
      ],
    },
  },
  next: undefined,
  ...more,
});

const textOf = (page: string): string => page.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

describe('the list of administrations', () => {
  it('says of each what it publishes and how good it is, with the way to it', () => {
    const page = renderAdministrationsPage(context, pageOf([publisher()]));
    expect(textOf(page)).toMatch(/Comune di Esempio Lazio · Comuni 4 1 su 4 81,5 99,99% –/);
    expect(linksOf(page)).toEqual(
      expect.arrayContaining(['/it/administrations/c_h501', '/it/apis?publisher=c_h501', '/feeds/publishers.opml']),
    );
    expect(pageFaults(page)).toEqual([]);
  });

  it('tells what is not known as such, and publishing nothing as nothing', () => {
    const silent = publisher({ apis: 0, publishable: { yes: 0, no: 0, unknown: 0 }, median: null, availability: null });
    const text = textOf(renderAdministrationsPage(context, pageOf([silent])));
    expect(text).toMatch(/ancora nessuna – non noto non noto/);
  });

  it('says what needs a hand', () => {
    expect(attentionOf(publisher(), 'it')).toBe('');
    expect(attentionOf(publisher({ apisDown: 1, down: 1, troubled: 2 }), 'it')).toBe(
      '1 API non risponde (1 indirizzo); 2 indirizzi non danno API',
    );
    expect(attentionOf(publisher({ apisDown: 2, down: 3, troubled: 1 }), 'en')).toBe(
      '2 APIs do not answer (3 addresses); 1 address gives no API',
    );
  });

  it('has every filter and order as a link that keeps the others', () => {
    const page = renderAdministrationsPage(
      context,
      pageOf([publisher()], { query: { q: 'comune', sort: 'score', cursor: 'x' } }),
    );
    expect(linksOf(page)).toEqual(
      expect.arrayContaining([
        '/it/administrations?q=comune&sort=score&publishes=nothing',
        '/it/administrations?q=comune&sort=score&region=Lazio',
        '/it/administrations?q=comune&sort=score-low',
        '/it/administrations?sort=score',
      ]),
    );
    const [sort] = tagsOf(page).filter(
      ({ attributes }) => attributes.get('href')?.endsWith('sort=score') && attributes.has('aria-current'),
    );
    expect(sort?.attributes.get('aria-current')).toBe('true');
  });

  it('gives the same list to programs', () => {
    const page = renderAdministrationsPage(
      context,
      pageOf([publisher()], { query: { q: 'a b', region: 'Lazio', cursor: 'x' } }),
    );
    expect(linksOf(page)).toEqual(
      expect.arrayContaining(['/v1/publishers.csv?q=a+b&region=Lazio', '/v1/publishers?q=a+b&region=Lazio']),
    );
  });

  it('keeps the filters when words are searched for, but not the page', () => {
    const page = renderAdministrationsPage(context, pageOf([], { query: { region: 'Lazio', cursor: 'x' } }));
    const hidden = tagsOf(page).filter(({ attributes }) => attributes.get('type') === 'hidden');
    expect(hidden.map(({ attributes }) => [attributes.get('name'), attributes.get('value')])).toEqual([
      ['region', 'Lazio'],
    ]);
  });

  it('leads on, and says when nothing is like that', () => {
    expect(linksOf(renderAdministrationsPage(context, pageOf([publisher()], { next: 'n' })))).toContain(
      '/it/administrations?cursor=n',
    );
    expect(textOf(renderAdministrationsPage(context, pageOf([])))).toContain('Nessuna amministrazione corrisponde');
  });

  it('says that nothing is listed yet', () => {
    const page = renderAdministrationsPage(context, pageOf([], { found: undefined }));
    expect(textOf(page)).toContain('Elenco non ancora disponibile');
    expect(pageFaults(page)).toEqual([]);
  });

  it('shows hostile names as text', () => {
    for (const text of [...hostileTexts, ...sharedHostileTexts]) {
      const hostile = publisher({ name: text, region: text, categories: [text] });
      const facets = { region: [{ value: text, count: 1 }], category: [{ value: text, count: 1 }], publishes: [] };
      const page = pageOf([hostile], { query: { q: text, region: text, category: text } });
      expect(pageFaults(renderAdministrationsPage(context, { ...page, found: { ...page.found!, facets } }))).toEqual(
        [],
      );
    }
  });
});
