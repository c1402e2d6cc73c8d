/** Our catalogues, read as we read those of others. */
import { describe, expect, it } from 'vitest';
import { classifyLinks } from '../../../shared/domain/catalogue/classify-links.ts';
import { readCatalogue } from '../../../shared/domain/catalogue/read-catalogue.ts';
import { linksetType, renderHarvestedCatalog, renderOwnCatalog } from '../../../shared/views/api-catalog.ts';
import { sampleApi, sampleMetadata } from '../../fixtures/sample-records.ts';
import { poor, rich } from './sample-exports.ts';

const publicUrl = 'https://vedetta.example';
const own = `${publicUrl}/.well-known/api-catalog`;
const harvested = `${publicUrl}/v1/publishers/c_h501/api-catalog`;

function read(body: string, url: string) {
  const request = { body: new TextEncoder().encode(body), contentType: linksetType, url, isAllowed: () => true };
  const { links, diagnostics, readable, complete } = readCatalogue(request);
  expect([readable, complete]).toEqual([true, true]);
  return { ...classifyLinks(links, url), diagnostics: diagnostics.map(({ code }) => code) };
}

const publishers = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `c_${index}`, name: `Comune ${index} <b>` }));

describe('our own catalogue', () => {
  it('lists this service with its descriptions, pages, status and data', () => {
    const { descriptions, diagnostics } = read(renderOwnCatalog([], { publicUrl, here: own }, true), own);
    expect(diagnostics).toEqual([]);
    expect(descriptions.map(({ url, type }) => [url, type])).toEqual([
      [`${publicUrl}/openapi.json`, 'application/json'],
      [`${publicUrl}/openapi.yaml`, 'application/yaml'],
    ]);
    expect(descriptions[0]!.deployments).toEqual([
      {
        anchor: `${publicUrl}/v1`,
        status: `${publicUrl}/status`,
        documentation: `${publicUrl}/it/`,
        metadata: `${publicUrl}/v1/export.jsonld`,
      },
    ]);
  });

  it('leads to that of each administration, and says nothing odd but that it does', () => {
    const { catalogues, diagnostics } = read(renderOwnCatalog(publishers(1000), { publicUrl, here: own }, true), own);
    expect(catalogues).toEqual(publishers(1000).map(({ id }) => `${publicUrl}/v1/publishers/${id}/api-catalog`));
    // Nothing to do: it is told of every catalogue that leads to others.
    expect(diagnostics).toEqual(['CATALOG_NESTED']);
  });

  it('goes on in a further part, which does not list this service again', () => {
    const part = { publicUrl, here: `${own}?cursor=a`, next: `${own}?cursor=b` };
    const { descriptions, catalogues } = read(renderOwnCatalog(publishers(2), part, false), part.here);
    expect(descriptions).toEqual([]);
    expect(catalogues).toHaveLength(3);
    expect(catalogues.at(-1)).toBe(part.next);
  });
});

describe('the catalogue of an administration', () => {
  const statusUrls = ['https://api.comune.example/v1/status', 'javascript:alert(1)'];

  it('lists each API where it is called, described by its own publisher, with our page of it and its status', () => {
    const text = renderHarvestedCatalog(
      [
        { api: rich.api, statusUrls },
        { api: poor.api, statusUrls: [] },
      ],
      { publicUrl, here: harvested },
    );
    const { descriptions } = read(text, harvested);
    expect(descriptions).toEqual([
      {
        url: 'https://api.comune.example/v1/openapi.yaml',
        type: 'application/yaml',
        title: 'Anagrafe; "popolazione"',
        deployments: [
          {
            anchor: 'https://api.comune.example/v1',
            status: 'https://api.comune.example/v1/status',
            documentation: `${publicUrl}/it/apis/${rich.api.id}`,
            metadata: `${publicUrl}/v1/apis/${rich.api.id}/dcat.jsonld`,
          },
        ],
      },
      expect.objectContaining({ url: 'https://comune.example/rotto' }),
    ]);
    expect(text).not.toContain('javascript:');
  });

  it('has nothing wrong with it: what is told of it is of those that are elsewhere or without an ending', () => {
    const apis = [rich.api, poor.api].map((api) => ({ api, statusUrls: [] }));
    const { diagnostics } = read(renderHarvestedCatalog(apis, { publicUrl, here: harvested }), harvested);
    expect(diagnostics).toEqual(['ANCHOR_CROSS_ORIGIN', 'DESC_TYPE_MISSING']);
  });

  it('makes no link of what is no address of the Web', () => {
    const metadata = sampleMetadata({ title: '</script>', servers: [{ url: 'data:text/html,x', sandbox: false }] });
    const odd = [
      sampleApi('javascript:alert(1)', { metadata }),
      sampleApi('https://ente.example/a.json', { metadata }),
    ];
    const text = renderHarvestedCatalog(
      odd.map((api) => ({ api, statusUrls: [] })),
      { publicUrl, here: harvested },
    );
    const { descriptions } = read(text, harvested);
    expect(descriptions.map(({ url }) => url)).toEqual(['https://ente.example/a.json']);
    expect(descriptions[0]!.deployments[0]!.anchor).toBe('https://ente.example');
    expect(text).not.toMatch(/javascript:|data:/);
  });
});
