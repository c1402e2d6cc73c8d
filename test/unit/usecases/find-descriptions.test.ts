import { describe, expect, it } from 'vitest';
import type { Fetched, HttpRequest } from '../../../shared/domain/fetching/fetch-outcome.ts';
import { findDescriptions } from '../../../shared/usecases/find-descriptions.ts';

const origin = 'https://api.ente.example';
const wellKnown = `${origin}/.well-known/api-catalog`;

type Content = { readonly body: string; readonly link?: string };

const answerOf = (url: string, { body, link }: Content): Fetched => ({
  outcome: 'fetched',
  url,
  finalUrl: url,
  redirects: [],
  status: 200,
  headers: link === undefined ? {} : { link },
  body: new TextEncoder().encode(body),
  warnings: [],
  timings: { totalMs: 1 },
});

const linksetOf = (links: object): Content => ({ body: JSON.stringify({ linkset: [{ anchor: origin, ...links }] }) });
const page: Content = { body: '<!doctype html><title>Portale</title>' };
const described = linksetOf({ 'service-desc': [{ href: '/a.json' }, { href: '/b.yaml' }] });
const listed = [`${origin}/a.json`, `${origin}/b.yaml`];

/** What is found at `path`, and what was asked for it besides. */
async function find(
  path: string,
  content: Content,
  { others = {} as { [url: string]: Content }, isEntry = false } = {},
) {
  const asked: string[] = [];
  const http = {
    request: async ({ url }: HttpRequest) => {
      asked.push(url);
      const other = others[url];
      if (other !== undefined) return answerOf(url, other);
      return { outcome: 'failed', url, code: 'http-404', detail: 'HTTP 404', timings: { totalMs: 1 } } as const;
    },
  };
  const isAllowed = (href: string): boolean => !href.includes('127.0.0.1');
  const url = `${origin}${path}`;
  const lead = await findDescriptions({ http, isAllowed }, url, answerOf(url, content), isEntry);
  return { lead, asked };
}

describe('an address that is no description', () => {
  it('leads to what its Link header names, and nothing else is asked', async () => {
    const link = '</openapi.json>; rel="service-desc", </catalogue>; rel="api-catalog"';
    expect(await find('/', { ...page, link })).toEqual({ lead: { urls: [`${origin}/openapi.json`] }, asked: [] });
  });

  it('leads to what its page links', async () => {
    const linking = { body: `${page.body}<link rel="service-desc" href="v1/openapi.yaml">` };
    expect((await find('/portale/', linking)).lead).toEqual({ urls: [`${origin}/portale/v1/openapi.yaml`] });
  });

  it('is a catalogue: leads to all that it lists, entries without a description too', async () => {
    const entries = linksetOf({ item: [{ href: `${origin}/a` }], 'service-desc': [{ href: '/b.yaml' }] });
    expect(await find('/apis', entries)).toEqual({
      lead: { urls: [`${origin}/b.yaml`, `${origin}/a`], catalogue: `${origin}/apis` },
      asked: [],
    });
  });

  it('leads to the catalogue that it links, before that of its origin', async () => {
    const link = '</apis>; rel="api-catalog"';
    expect(await find('/', { ...page, link }, { others: { [`${origin}/apis`]: described } })).toEqual({
      lead: { urls: listed, catalogue: `${origin}/apis` },
      asked: [`${origin}/apis`],
    });
  });

  it('leads to the catalogue of its origin, or to the description that is there in its place', async () => {
    const found = await find('/v1/things', { body: '{"items":[]}' }, { others: { [wellKnown]: described } });
    expect(found).toEqual({ lead: { urls: listed, catalogue: wellKnown }, asked: [wellKnown] });
    const misplaced = await find('/', page, { others: { [wellKnown]: { body: '{"openapi":"3.0.3"}' } } });
    expect(misplaced.lead).toEqual({ urls: [wellKnown], catalogue: wellKnown });
  });

  it('leads nowhere where nothing says where', async () => {
    expect(await find('/', page)).toEqual({ lead: undefined, asked: [wellKnown] });
    expect((await find('/', { ...page, link: '<http://127.0.0.1/a.json>; rel="service-desc"' })).lead).toBeUndefined();
  });

  it('that names a document is not taken for another of its origin', async () => {
    expect(await find('/v1/openapi.json', page, { others: { [wellKnown]: described } })).toEqual({ asked: [] });
  });

  it('that an entry of a catalogue names leads by its own links only', async () => {
    const others = { [wellKnown]: described };
    expect(await find('/a', page, { others, isEntry: true })).toEqual({ asked: [] });
    const link = '<a.json>; rel="service-desc"';
    expect((await find('/a', { ...page, link }, { isEntry: true })).lead).toEqual({ urls: [`${origin}/a.json`] });
  });

  it('asks few of many catalogues', async () => {
    const link = Array.from({ length: 50 }, (_, index) => `</c${index}>; rel="api-catalog"`).join(', ');
    expect((await find('/', { ...page, link })).asked).toHaveLength(6);
  });
});
