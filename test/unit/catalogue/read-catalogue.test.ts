/** Beyond the 35 shapes: other quirks, limits, hostile input. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalUrl } from '../../../shared/domain/catalogue/canonical-url.ts';
import { catalogueDiagnostics } from '../../../shared/domain/catalogue/catalogue-diagnostics.ts';
import { type Catalogue, readCatalogue } from '../../../shared/domain/catalogue/read-catalogue.ts';
import { checkUrl } from '../../../shared/domain/fetching/url-policy.ts';

const site = 'https://comune.example';
const url = `${site}/.well-known/api-catalog`;
const contentType = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"';
const isAllowed = (href: string) => checkUrl(href).ok;

type Options = Partial<Parameters<typeof readCatalogue>[0]>;
const readText = (text: string, options: Options = {}): Catalogue =>
  readCatalogue({ body: Buffer.from(text), contentType, url, isAllowed, ...options });
const readJson = (root: unknown, options: Options = {}): Catalogue => readText(JSON.stringify(root), options);
const readContext = (context: object, options: Options = {}): Catalogue => readJson({ linkset: [context] }, options);

const codes = ({ diagnostics }: Catalogue) => diagnostics.map(({ code }) => code);
const hrefs = ({ links }: Catalogue) => links.map(({ href }) => href);
const find = ({ diagnostics }: Catalogue, code: string) => diagnostics.find((diagnostic) => diagnostic.code === code);

const anchor = `${site}/v1`;
const desc = { href: `${site}/v1/openapi.json`, type: 'application/json' };

describe('the document', () => {
  it.each([
    ['nothing', ''],
    ['blanks', ' \n '],
    ['a JSON null', 'null'],
    ['a JSON string', '"linkset"'],
    ['an empty object', '{}'],
    ['an empty array', '[]'],
    ['a problem', '{"type":"about:blank","title":"Not Found","status":404}'],
    ['a linkset of nothing but nonsense', '{"linkset":[1,"a",null,[]]}'],
    ['a linkset that is a number', '{"linkset":7}'],
    ['plain text', 'pagina non trovata'],
    ['truncated JSON', '{"linkset":[{"anchor":"https://comu'],
    ['a text linkset of junk', '<a>; b, <c>; rel="'],
    ['XML', '<?xml version="1.0"?><linkset/>'],
    ['a HAL root without APIs', '{"_links":{"self":{"href":"/"}}}'],
  ])('%s is not readable, so that it withdraws nothing', (_, text) => {
    const read = readText(text);
    expect(read).toMatchObject({ readable: false, complete: true });
    expect(read.diagnostics.length).toBeGreaterThan(0);
  });

  it('tells where JSON breaks', () => {
    const { diagnostics } = readText('{\n "linkset": [,]\n}');
    expect(diagnostics).toEqual([
      { code: 'NOT_JSON', count: 1, sample: 'line 2, column 14: A value is expected, not `,`' },
    ]);
  });

  it.each([
    '<html><body>no</body></html>',
    '\n<!-- x --><!DOCTYPE HTML>',
    '<SCRIPT>1</SCRIPT>',
  ])('takes %j for a web page whatever its type', (text) => {
    expect(codes(readText(text))).toEqual(['HTML_INSTEAD_OF_LINKSET']);
  });

  it.each([
    '{"openapi":"3.1.0","info":{}}',
    '{"info":{"title":"x"},"swagger": "2.0"}',
    'openapi: 3.0.3\ninfo: {}\n',
    "# un commento\nswagger: '2.0'\n",
  ])('knows a description when it sees one: %j', (text) => {
    const read = readText(text);
    expect(codes(read)).toContain('DESCRIPTION_INSTEAD_OF_LINKSET');
    expect(read.readable).toBe(false);
  });

  it('knows a description also when it is too large for a catalogue', () => {
    expect(codes(readText(`openapi: 3.0.0\n${' '.repeat(5 * 1024 * 1024)}`))).toEqual([
      'DESCRIPTION_INSTEAD_OF_LINKSET',
    ]);
  });

  it('refuses more than 5 MB', () => {
    const largest = `{"linkset":[]}${' '.repeat(5 * 1024 * 1024 - 14)}`;
    expect(readText(largest)).toMatchObject({ readable: true });
    const read = readText(`${largest} `);
    expect(codes(read)).toEqual(['CATALOG_TOO_LARGE']);
    expect(read.readable).toBe(false);
  });

  it('refuses text that is not UTF-8', () => {
    const body = Buffer.from('{"linkset":[{"anchor":"/città"}]}', 'latin1');
    expect(codes(readCatalogue({ body, contentType, url, isAllowed }))).toEqual(['NOT_UTF8']);
  });

  it('refuses deep nesting before parsing it', () => {
    const deep = readText(`{"linkset":${'['.repeat(2_000_000)}`);
    expect(deep).toMatchObject({ readable: false, diagnostics: [{ code: 'JSON_TOO_COMPLEX', count: 1 }] });
    const just = `{"linkset":[],"x":${'['.repeat(98)}${']'.repeat(98)}}`;
    expect(readText(just).readable).toBe(true);
  });

  it('says how often names repeat, and where first', () => {
    const text = '{"linkset":[{"anchor":"/a","item":[],"item":[],"item":[{"href":"/x"}]}]}';
    expect(find(readText(text), 'DUPLICATE_KEY_UNDETECTED')).toEqual({
      code: 'DUPLICATE_KEY_UNDETECTED',
      count: 2,
      pointer: '/linkset/0/item',
      sample: 'item',
    });
  });

  it.each([
    ['application/linkset+json', ['PROFILE_MISSING']],
    ['APPLICATION/LINKSET+JSON ; Profile="x https://www.rfc-editor.org/info/rfc9727"', []],
    ['application/json; profile="https://www.rfc-editor.org/info/rfc9727"', ['CONTENT_TYPE_WRONG']],
    [undefined, ['CONTENT_TYPE_WRONG']],
    ['', ['CONTENT_TYPE_WRONG']],
  ])('judges the Content-Type %s', (given, expected) => {
    expect(codes(readContext({ anchor, 'service-desc': [desc] }, { contentType: given }))).toEqual(expected);
  });

  it('reads the text format whatever its type, and links without anchor', () => {
    const read = readText(' <openapi.json>;rel="service-desc item";title="A, B"', { contentType: 'text/plain' });
    expect(codes(read)).toEqual([
      'CONTENT_TYPE_WRONG',
      'LINKSET_TEXT_FORMAT',
      'ANCHOR_MISSING',
      'HREF_RELATIVE',
      'DESC_TYPE_MISSING',
    ]);
    expect(read.links).toEqual([
      { anchor: url, rel: 'service-desc', href: `${site}/.well-known/openapi.json`, title: 'A, B' },
      { anchor: url, rel: 'item', href: `${site}/.well-known/openapi.json`, title: 'A, B' },
    ]);
  });
});

describe('roots', () => {
  it('reads a linkset that is one context instead of an array', () => {
    const read = readJson({ linkset: { anchor, 'service-desc': [desc] } });
    expect(codes(read)).toEqual(['LINKSET_NOT_ARRAY']);
    expect(read).toMatchObject({ readable: true, links: [{ anchor, rel: 'service-desc' }] });
  });

  it('reads a root that is a context or a wrapper itself', () => {
    const roots = [
      { anchor, 'service-desc': [desc] },
      { links: [{ rel: 'service-desc', ...desc }] },
      { _links: { 'service-desc': { href: desc.href, type: desc.type } } },
      { rel: 'service-desc', ...desc },
    ];
    for (const root of roots) {
      const read = readJson(root);
      expect(hrefs(read), JSON.stringify(root)).toEqual([desc.href]);
      expect(codes(read)).toContain('LINKSET_MISSING');
      expect(read.readable).toBe(true);
    }
  });

  it('reads what APIs.json lists: descriptions, documentation, nested documents', () => {
    const read = readJson({
      specificationVersion: '0.19',
      apis: [
        {
          name: 'Tributi',
          humanURL: `${site}/tributi`,
          baseURL: `${site}/tributi/v1`,
          properties: [
            { type: 'X-openapi-json', url: 'tributi.json', mediaType: 'application/json' },
            { type: 'Documentation', url: `${site}/tributi/guida` },
            { type: 'OpenAPI', data: {} },
            { type: 'Pricing', url: `${site}/prezzi` },
            null,
          ],
        },
        { name: 'Senza descrizione', baseURL: `${site}/anagrafe/v1` },
        'nonsense',
      ],
      include: [{ name: 'Altri', url: `${site}/altri/apis.json` }],
    });
    expect(read.links).toMatchObject([
      { anchor: `${site}/tributi/v1`, rel: 'service-desc', href: `${site}/.well-known/tributi.json` },
      { anchor: `${site}/tributi/v1`, rel: 'service-doc', href: `${site}/tributi/guida` },
      { anchor: `${site}/tributi/v1`, rel: 'service-doc', href: `${site}/tributi` },
      { anchor: url, rel: 'item', href: `${site}/anagrafe/v1`, title: 'Senza descrizione' },
      { anchor: url, rel: 'api-catalog', href: `${site}/altri/apis.json` },
    ]);
    expect(read.readable).toBe(true);
    expect(find(read, 'CONTEXT_NOT_OBJECT')).toMatchObject({ pointer: '/apis/2', sample: 'nonsense' });
  });

  it('reads an apis array beside the linkset too', () => {
    const read = readJson({ linkset: [], apis: [{ spec: `${site}/a.json` }] });
    expect(codes(read)).toEqual(['LINKSET_NOT_SOLE_MEMBER', 'APIS_MEMBER', 'CATALOG_EMPTY', 'DESC_TYPE_MISSING']);
    expect(hrefs(read)).toEqual([`${site}/a.json`]);
  });

  it('does not take a version number for an address', () => {
    const read = readJson({ apis: [{ baseUrl: anchor, openapi: '3.0.3', status: 'active', specUrl: 'openapi.yaml' }] });
    expect(read.links).toEqual([{ anchor, rel: 'service-desc', href: `${site}/.well-known/openapi.yaml` }]);
  });
});

describe('contexts and links', () => {
  it('reads wrappers within wrappers, and maps of relations', () => {
    const read = readContext({ anchor, links: [{ relations: { 'service-desc': [desc] } }, 7] });
    expect(hrefs(read)).toEqual([desc.href]);
    expect(find(read, 'REL_WRAPPED')).toMatchObject({ count: 2, pointer: '/linkset/0/links' });
    expect(find(read, 'CONTEXT_NOT_OBJECT')).toMatchObject({ pointer: '/linkset/0/links/1' });
  });

  it('a flat link may name its own anchor and several relations', () => {
    const read = readContext({ anchor, links: [{ anchor: '/v2', rel: ['item', 'Service-Desc'], ...desc }] });
    expect(read.links.map((link) => [link.anchor, link.rel])).toEqual([
      [`${site}/v2`, 'item'],
      [`${site}/v2`, 'service-desc'],
    ]);
  });

  it('compares relations without regard to case', () => {
    expect(readContext({ anchor, 'Service-Desc': [desc] }).links).toMatchObject([{ rel: 'service-desc' }]);
  });

  it('keeps relations it does not use, in the shape of the standard only', () => {
    const read = readContext({ anchor, license: [{ href: '/cc0' }], tags: ['sociale'], author: { name: 'SUAP' } });
    expect(read.links).toMatchObject([{ rel: 'license' }]);
    expect(find(read, 'REL_VALUE_NOT_ARRAY')).toMatchObject({
      count: 2,
      pointer: '/linkset/0/tags/0',
      sample: 'sociale',
    });
  });

  it('does not take a date or a word for an address', () => {
    const read = readContext({ anchor, sunset: '2027-01-01', status: ['attiva'], 'service-desc': [desc] });
    expect(hrefs(read)).toEqual([desc.href]);
    expect(find(read, 'REL_VALUE_NOT_ARRAY')?.count).toBe(2);
  });

  it.each([
    ['HREF_MISSING', {}],
    ['HREF_MISSING', { href: '' }],
    ['HREF_MISSING', { href: 7 }],
    ['HREF_MISSING', null],
    ['HREF_INVALID', { href: 'https://' }],
    ['HREF_INVALID', { href: 'https://comune.example\\@evil.example/' }],
    ['HREF_INVALID', { href: `${site}/\u202egnp.exe` }],
    ['HREF_TEMPLATE', { href: `${site}/{id}` }],
    ['HREF_BLOCKED', { href: 'javascript:alert(1)' }],
    ['HREF_BLOCKED', { href: 'https://utente:segreto@comune.example/' }],
    ['HREF_BLOCKED', { href: `${site}:22/` }],
    ['HREF_BLOCKED', { href: '//169.254.169.254/latest' }],
    ['HREF_BLOCKED', { href: 'http://2130706433/' }],
    ['HREF_BLOCKED', { href: `${site}/${'x'.repeat(2100)}` }],
  ])('gives %s and no link for %j', (code, target) => {
    const read = readContext({ anchor, item: [target] });
    expect(read.links).toEqual([]);
    expect(codes(read)).toContain(code);
    expect(read.readable).toBe(true);
  });

  it('encodes blanks and letters, and says so', () => {
    const read = readContext({ anchor, 'service-doc': [{ href: ` ${site}/città di mare ` }] });
    expect(hrefs(read)).toEqual([`${site}/citt%C3%A0%20di%20mare`]);
    expect(codes(read)).toEqual(['HREF_NOT_ENCODED']);
  });

  it('lets the injected policy decide, so that tests may run on loopback', () => {
    const local = { anchor: 'http://127.0.2.1:9700/a', 'service-desc': [{ href: 'http://127.0.2.1:9700/a.json' }] };
    const at = { url: 'http://127.0.2.1:9700/.well-known/api-catalog' };
    expect(codes(readContext(local, at))).toContain('HREF_BLOCKED');
    expect(readContext(local, { ...at, isAllowed: () => true }).links).toEqual([
      { anchor: 'http://127.0.2.1:9700/a', rel: 'service-desc', href: 'http://127.0.2.1:9700/a.json' },
    ]);
  });

  it.each([
    ['ANCHOR_BLOCKED', 'http://10.0.0.1/v1'],
    ['ANCHOR_BLOCKED', 'http://intranet/v1'],
    ['ANCHOR_INVALID', 'urn:example:api'],
    ['ANCHOR_INVALID', `${site}/{ente}/v1`],
    ['ANCHOR_INVALID', 7],
    ['ANCHOR_INVALID', null],
  ])('keeps a link whose anchor cannot be used (%s %j) under the catalogue', (code, given) => {
    const read = readContext({ anchor: given, 'service-desc': [desc] });
    expect(read.links).toMatchObject([{ anchor: url, href: desc.href }]);
    expect(codes(read)).toEqual([code]);
  });

  it('lists a repeated link once', () => {
    const read = readContext({
      anchor,
      item: [{ href: '/a' }, { href: `${site}/a#x` }, { href: 'HTTPS://COMUNE.example:443/a' }],
    });
    expect(hrefs(read)).toEqual([`${site}/a`]);
  });

  it('bounds and cleans what it keeps of others', () => {
    const { links, diagnostics } = readContext({
      anchor,
      [`x/${'k'.repeat(5000)}`]: `\u0000${'😀'.repeat(500)}`,
      item: [{ href: '/a', type: ` ${'t'.repeat(900)}`, title: `\u202e<b>${'😀'.repeat(500)}\ud800` }],
    });
    expect(links[0]?.type).toHaveLength(200);
    expect(links[0]?.title?.length).toBeLessThanOrEqual(300);
    expect(links[0]?.title).toMatch(/^<b>😀.*😀…$/u);
    for (const { pointer = '', sample = '' } of diagnostics) {
      expect(pointer.length).toBeLessThanOrEqual(1024);
      expect(sample.length).toBeLessThanOrEqual(160);
      expect(sample.isWellFormed()).toBe(true);
    }
  });

  it('looks at 5,000 links, counts the rest, and says that it is not complete', () => {
    const item = Array.from({ length: 5003 }, (_, index) => ({ href: `/api/${index}` }));
    const read = readContext({ anchor, item });
    expect(read.links).toHaveLength(5000);
    expect(find(read, 'CATALOG_TOO_MANY_LINKS')).toMatchObject({ count: 3, pointer: '/linkset/0/item/5000' });
    expect(read).toMatchObject({ readable: true, complete: false });
    expect(readContext({ anchor, item: item.slice(0, 5000) })).toMatchObject({ complete: true });
  });

  it('finds nothing in members that an object only inherits', () => {
    const hostile =
      '{"linkset":[{"anchor":"/a","__proto__":{"service-desc":[{"href":"/evil"}]},"constructor":[{"href":"/b"}]}]}';
    const read = readText(hostile);
    expect(read.links).toEqual([{ anchor: `${site}/a`, rel: 'constructor', href: `${site}/b` }]);
    expect(({} as Record<string, unknown>)['service-desc']).toBeUndefined();
    expect(readText('{"__proto__":{"linkset":[{"item":[{"href":"/x"}]}]}}').readable).toBe(false);
  });
});

describe('what links say together', () => {
  it('does not call a YAML and JSON pair several descriptions', () => {
    const pair = [{ ...desc, href: `${site}/v1/openapi.yaml` }, desc];
    expect(codes(readContext({ anchor, 'service-desc': pair }))).toEqual([]);
    expect(codes(readContext({ anchor, 'service-desc': [...pair, { ...desc, href: '/v1/altra.json' }] }))).toEqual([
      'HREF_RELATIVE',
      'DESC_SEVERAL_UNDER_ONE_ANCHOR',
    ]);
  });

  it('counts each catalogue on another host, and each foreign anchor once', () => {
    const read = readJson({
      linkset: [
        { anchor: 'https://altro.example/v1', item: [{ href: '/x' }, { href: '/y' }] },
        { anchor, 'api-catalog': [{ href: 'https://a.example/' }, { href: 'https://b.example/' }, { href: '/c' }] },
      ],
    });
    expect(find(read, 'ANCHOR_CROSS_ORIGIN')).toEqual({
      code: 'ANCHOR_CROSS_ORIGIN',
      count: 1,
      pointer: '/linkset/0/item/0',
      sample: 'https://altro.example/v1',
    });
    expect(find(read, 'CATALOG_CROSS_ORIGIN')?.count).toBe(2);
    expect(find(read, 'CATALOG_NESTED')?.count).toBe(3);
  });

  it('sees a cycle however the address is written', () => {
    const read = readContext({
      anchor,
      'api-catalog': [{ href: 'HTTPS://Comune.Example:443/.well-known/api-catalog#x' }],
    });
    expect(codes(read)).toContain('CATALOG_CYCLE');
  });
});

describe('whatever the bytes', () => {
  const order = Object.keys(catalogueDiagnostics);

  function holdsInvariants({ links, diagnostics, readable }: Catalogue, root?: unknown): void {
    for (const { anchor: about, rel, href } of links) {
      expect(canonicalUrl(href)).toBe(href);
      expect(isAllowed(href) && (isAllowed(about) || about === url)).toBe(true);
      expect(rel).toMatch(/^\S+$/);
    }
    const places = diagnostics.map(({ code }) => order.indexOf(code));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(new Set(places).size).toBe(places.length);
    for (const { count, pointer } of diagnostics) {
      expect(count).toBeGreaterThan(0);
      if (root !== undefined && pointer !== undefined) expect(resolves(root, pointer), pointer).toBe(true);
    }
    if (!readable) expect(diagnostics.length).toBeGreaterThan(0);
  }

  /** Whether a JSON pointer leads somewhere in the document. */
  function resolves(root: unknown, pointer: string): boolean {
    let at = root;
    for (const step of pointer.split('/').slice(1)) {
      const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
      if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return false;
      at = (at as Record<string, unknown>)[name];
    }
    return true;
  }

  it('never throws on arbitrary bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.option(fc.string(), { nil: undefined }), (body, type) => {
        holdsInvariants(readCatalogue({ body, contentType: type, url, isAllowed }));
      }),
    );
  });

  it('never throws on arbitrary JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (root) => {
        holdsInvariants(readJson(root), root);
        holdsInvariants(readJson({ linkset: root }), { linkset: root });
      }),
    );
  });

  it('never throws on what nearly is a catalogue, and points at what it reports', () => {
    const name = fc.constantFrom(
      ...[
        'linkset',
        'anchor',
        'href',
        'rel',
        'type',
        'title',
        'hreflang',
        'links',
        'relations',
        '_links',
        'apis',
        'include',
      ],
      ...[
        'item',
        'service-desc',
        'api-catalog',
        'status',
        'sunset',
        'Service-Doc',
        'x-a/b~c',
        'constructor',
        'toString',
        '',
      ],
      ...['baseURL', 'specUrl', 'openapi', 'properties', 'url', 'specificationVersion', 'hasOwnProperty'],
    );
    const leaf = fc.oneof(
      fc.constantFrom(
        '/a',
        'b.json',
        url,
        `${site}/v1`,
        'https://altro.example',
        'http://10.0.0.1/',
        'item status',
        '{x}',
        '',
      ),
      fc.constantFrom(
        null,
        7,
        true,
        'OpenAPI',
        '3.0.3',
        'file:///etc/passwd',
        '\\\\x',
        'https://[::1]/',
        'https://e.example:22/',
      ),
      fc.string(),
    );
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 6, withCrossShrink: true },
        leaf,
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(name, tie('value'), { maxKeys: 5, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(value, (root) => {
        holdsInvariants(readJson(root), root);
        holdsInvariants(readJson({ linkset: [root] }), { linkset: [root] });
      }),
      { numRuns: 500 },
    );
  });

  it('never throws on what nearly is a text linkset', () => {
    const scraps = fc.array(
      fc.constantFrom('<', '>', ';', ',', '"', '=', 'rel', 'anchor', '/a', ' ', '\n', 'item', 'http://10.1'),
    );
    fc.assert(fc.property(scraps, (parts) => holdsInvariants(readText(`<a>;${parts.join('')}`))));
  });
});
