import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogueDiagnostics } from '../../../shared/domain/catalogue/catalogue-diagnostics.ts';
import { classifyLinks } from '../../../shared/domain/catalogue/classify-links.ts';
import { correctLinkset } from '../../../shared/domain/catalogue/corrected-linkset.ts';
import type { Link } from '../../../shared/domain/catalogue/link.ts';
import { readCatalogue } from '../../../shared/domain/catalogue/read-catalogue.ts';

const url = 'https://comune.example/.well-known/api-catalog';
const contentType = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"';
const api = 'https://comune.example/v1';

const read = (text: string | Uint8Array) =>
  readCatalogue({ body: Buffer.from(text), contentType, url, isAllowed: () => true });
const correct = (links: readonly Link[]) => correctLinkset(links, url);

const shapes = new URL('../../fixtures/linksets/', import.meta.url);
const names = [
  ...['07-relative-everything', '09-target-object-not-array', '10-target-array-of-strings', '11-flat-link-objects'],
  ...['12-wrapped-relations', '13-wrapped-links', '14-apis-inside-context', '15-apis-json-at-wellknown'],
  ...[
    '16-apis-adhoc-root',
    '17-extra-root-members',
    '20-desc-is-html',
    '23-hreflang-and-ext-not-arrays',
    '34-root-array',
  ],
];

describe('correctLinkset', () => {
  it('writes one context for each anchor and one array for each relation', () => {
    const links: Link[] = [
      { anchor: api, rel: 'service-desc', href: `${api}/a.json`, type: 'application/json', title: 'Anagrafe' },
      { anchor: url, rel: 'item', href: api },
      { anchor: api, rel: 'service-desc', href: `${api}/a.yaml` },
    ];
    expect(JSON.parse(correct(links))).toEqual({
      linkset: [
        {
          anchor: api,
          'service-desc': [
            { href: `${api}/a.json`, type: 'application/json', title: 'Anagrafe' },
            { href: `${api}/a.yaml`, type: 'application/yaml' },
          ],
        },
        { anchor: url, item: [{ href: api }] },
      ],
    });
  });

  it('moves pages for people to service-doc, and mends a type that its address belies', () => {
    const links: Link[] = [
      { anchor: api, rel: 'service-desc', href: `${api}/docs/`, type: 'text/html' },
      { anchor: api, rel: 'service-desc', href: `${api}/a.yml`, type: 'text/html' },
    ];
    expect(JSON.parse(correct(links)).linkset).toEqual([
      {
        anchor: api,
        'service-doc': [{ href: `${api}/docs/`, type: 'text/html' }],
        'service-desc': [{ href: `${api}/a.yml`, type: 'application/yaml' }],
      },
    ]);
  });

  it('leaves out a link of the catalogue to itself, and what it would list twice', () => {
    const docs = `${api}/docs/`;
    const links: Link[] = [
      { anchor: url, rel: 'api-catalog', href: url },
      { anchor: api, rel: 'service-doc', href: docs },
      { anchor: api, rel: 'service-desc', href: docs, type: 'text/html' },
    ];
    expect(JSON.parse(correct(links))).toEqual({ linkset: [{ anchor: api, 'service-doc': [{ href: docs }] }] });
  });

  it('writes a relation called __proto__ like any other', () => {
    const text = correct([{ anchor: api, rel: '__proto__', href: api }]);
    expect(text).toContain('"__proto__": [');
    expect(read(text).links).toHaveLength(1);
  });

  it('of no links is the empty linkset', () => expect(correct([])).toBe('{\n  "linkset": []\n}\n'));

  it.each(names)('mends %s: read again it has no quirk of form', (name) => {
    const published = read(readFileSync(new URL(`${name}.json`, shapes)));
    const again = read(correct(published.links));
    const severities = again.diagnostics.map(({ code }) => catalogueDiagnostics[code].severity);
    expect(severities.filter((severity) => severity !== 'info')).toEqual([]);
    expect(classifyLinks(again.links, url).descriptions.map((description) => description.url)).toEqual(
      classifyLinks(published.links, url).descriptions.map((description) => description.url),
    );
  });

  it('keeps exactly the links that need no correction', () => {
    const rel = fc.constantFrom('item', 'service-doc', 'status', 'license', 'constructor');
    const address = fc.stringMatching(/^[a-zA-Z0-9/?=.%-]{0,12}$/).map((path) => `https://comune.example/${path}`);
    const given = fc.array(fc.record({ anchor: address, rel, href: address }), { maxLength: 10 });
    const texts = (links: readonly Link[]) => links.map((link) => JSON.stringify(link)).toSorted();
    fc.assert(
      fc.property(given, (some) => {
        const { links } = read(correct(some));
        expect(texts(read(correct(links)).links)).toEqual(texts(links));
      }),
    );
  });
});
