import { describe, expect, it } from 'vitest';
import { classifyLinks } from '../../../shared/domain/catalogue/classify-links.ts';
import type { Link } from '../../../shared/domain/catalogue/link.ts';

const url = 'https://comune.example/.well-known/api-catalog';
const api = 'https://comune.example/anagrafe/v1';
const link = (rel: string, href: string, anchor = url, more: Partial<Link> = {}): Link => ({
  anchor,
  rel,
  href,
  ...more,
});

describe('classifyLinks', () => {
  it('joins a description with the status, documentation and policy links of its context', () => {
    const links = [
      link('service-doc', `${api}/docs`, api),
      link('service-desc', `${api}/openapi.yaml`, api, { type: 'application/yaml', title: 'Anagrafe' }),
      link('status', `${api}/status`, api),
      link('service-meta', `${api}/policy`, api),
      link('sunset', `${api}/fine`, api),
      link('deprecation', `${api}/superata`, api),
      link('status', 'https://comune.example/altra/status', 'https://comune.example/altra'),
    ];
    expect(classifyLinks(links, url)).toEqual({
      descriptions: [
        {
          url: `${api}/openapi.yaml`,
          type: 'application/yaml',
          title: 'Anagrafe',
          deployments: [
            {
              anchor: api,
              status: `${api}/status`,
              documentation: `${api}/docs`,
              metadata: `${api}/policy`,
              sunset: `${api}/fine`,
              deprecation: `${api}/superata`,
            },
          ],
        },
      ],
      items: [],
      catalogues: [],
    });
  });

  it('keeps the first of several links of one kind', () => {
    const links = [
      link('service-desc', `${api}/openapi.json`, api),
      link('status', `${api}/status`, api),
      link('status', `${api}/health`, api),
    ];
    expect(classifyLinks(links, url).descriptions[0]?.deployments).toEqual([{ anchor: api, status: `${api}/status` }]);
  });

  it('makes one description with two deployments of one address under two anchors', () => {
    const test = 'https://collaudo.comune.example/anagrafe/v1';
    const description = 'https://comune.example/specs/anagrafe.json';
    const links = [
      link('service-desc', description, api),
      link('service-desc', description, test),
      link('status', `${test}/status`, test),
    ];
    expect(classifyLinks(links, url).descriptions).toEqual([
      { url: description, deployments: [{ anchor: api }, { anchor: test, status: `${test}/status` }] },
    ]);
  });

  it('makes one API of an item that also has a context', () => {
    const links = [link('item', api), link('service-desc', `${api}/openapi.yaml`, api)];
    expect(classifyLinks(links, url)).toMatchObject({ descriptions: [{ url: `${api}/openapi.yaml` }], items: [] });
  });

  it('sees that an item is a context also when one of them is a bare host', () => {
    const links = [
      link('item', 'https://api.comune.example/'),
      link('service-desc', 'https://api.comune.example/openapi.json', 'https://api.comune.example'),
    ];
    expect(classifyLinks(links, url).items).toEqual([]);
  });

  it('makes one API of an item that is also listed as a description', () => {
    const links = [link('item', `${api}/openapi.yaml`), link('service-desc', `${api}/openapi.yaml`, api)];
    expect(classifyLinks(links, url).items).toEqual([]);
  });

  it('follows an item once, also when its context links no description', () => {
    const links = [link('item', api), link('item', api, api), link('status', `${api}/status`, api)];
    expect(classifyLinks(links, url).items).toEqual([api]);
  });

  it('follows nested catalogues once, and not as items', () => {
    const nested = 'https://comune.example/sociale/api-catalog';
    const links = [link('api-catalog', nested), link('api-catalog', nested, api), link('item', nested)];
    expect(classifyLinks(links, url)).toEqual({ descriptions: [], items: [], catalogues: [nested] });
  });

  it('drops what leads back to the catalogue itself, however it is written', () => {
    const links = [link('api-catalog', url), link('item', url), link('service-desc', url, api)];
    const asFetched = 'HTTPS://Comune.Example:443/.well-known/api-catalog#top';
    expect(classifyLinks(links, asFetched)).toEqual({ descriptions: [], items: [], catalogues: [] });
  });

  it('does not follow pages for people, unless their address ends as descriptions do', () => {
    const links = [
      link('service-desc', `${api}/docs/`, api, { type: 'text/html; charset=utf-8' }),
      link('service-desc', `${api}/llms.txt`, api, { type: 'text/plain' }),
      link('service-desc', `${api}/guida`, api, { type: 'application/pdf' }),
      link('service-desc', `${api}/openapi.yaml`, api, { type: 'text/html' }),
      link('service-desc', `${api}/api-docs`, api, { type: 'text/plain' }),
    ];
    const { descriptions } = classifyLinks(links, url);
    expect(descriptions.map((description) => description.url)).toEqual([`${api}/openapi.yaml`, `${api}/api-docs`]);
  });

  it('an item whose only description is a page for people is followed', () => {
    const links = [link('item', api), link('service-desc', `${api}/docs/`, api, { type: 'text/html' })];
    expect(classifyLinks(links, url).items).toEqual([api]);
  });

  it('names no anchor when the catalogue stands in for it', () => {
    const links = [link('service-desc', `${api}/openapi.yaml`), link('status', `${api}/status`)];
    expect(classifyLinks(links, url).descriptions).toEqual([
      { url: `${api}/openapi.yaml`, deployments: [{ status: `${api}/status` }] },
    ]);
  });

  it('keeps several descriptions of one anchor apart: their content decides', () => {
    const links = ['anagrafe.yaml', 'anagrafe.json', 'tributi.yaml'].map((name) =>
      link('service-desc', `https://comune.example/${name}`, 'https://comune.example'),
    );
    expect(classifyLinks(links, url).descriptions).toHaveLength(3);
  });

  it('leaves other relations alone', () => {
    expect(classifyLinks([link('license', 'https://comune.example/cc0'), link('constructor', api)], url)).toEqual({
      descriptions: [],
      items: [],
      catalogues: [],
    });
  });
});
