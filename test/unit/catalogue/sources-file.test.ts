import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSourcesFile } from '../../../shared/domain/catalogue/sources-file.ts';

const full = `# le amministrazioni
publishers:
  - id: c_h501
    name: Roma Capitale
    homepage: https://www.comune.example
    domains: [comune.example, API.Città.example, 127.0.2.1, "::1", "127.0.0.1:8081"]
    categories:
      - comuni
    region: Lazio
    contact: api@comune.example
    sources:
      - url: HTTPS://API.comune.example:443/.well-known/api-catalog
        kind: api-catalog
      - {url: https://api.comune.example/v1/openapi.yaml}
  - id: agid
    name: Agenzia per l'Italia digitale
    domains:
      - agid.example
`;

const problemsIn = (text: string, name = 'sources.yaml') => {
  const read = readSourcesFile(text, name);
  return read.ok ? [] : read.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
};

/** One publisher with these members instead of the good ones; undefined removes one. */
const problemsOf = (members: object) => {
  const good = { id: 'a', name: 'A', domains: ['a.example'] };
  const read = readSourcesFile(JSON.stringify({ publishers: [{ ...good, ...members }] }), 'sources.json');
  return read.ok ? [] : read.problems.map(({ message, pointer }) => `${pointer} ${message}`);
};

describe('a good file', () => {
  it('becomes publishers with canonical addresses', () => {
    expect(readSourcesFile(full, 'sources.yaml')).toEqual({
      ok: true,
      publishers: [
        {
          id: 'c_h501',
          name: 'Roma Capitale',
          homepage: 'https://www.comune.example/',
          domains: ['comune.example', 'api.xn--citt-3na.example', '127.0.2.1', '[::1]', '127.0.0.1:8081'],
          categories: ['comuni'],
          region: 'Lazio',
          contact: 'api@comune.example',
          sources: [
            { url: 'https://api.comune.example/.well-known/api-catalog', kind: 'api-catalog' },
            { url: 'https://api.comune.example/v1/openapi.yaml' },
          ],
        },
        { id: 'agid', name: "Agenzia per l'Italia digitale", domains: ['agid.example'], sources: [] },
      ],
    });
  });

  it('may be JSON, whatever its name', () => {
    const json = JSON.stringify({ publishers: [{ id: 'a', name: 'A', domains: ['127.0.2.1'], sources: [] }] });
    for (const name of ['sources.json', 'sources.yaml', 'sources', 'http://127.0.2.254:9700/sources.json?x']) {
      expect(readSourcesFile(json, name), name).toMatchObject({ ok: true });
    }
  });
});

describe('a faulty file', () => {
  it('has every fault told with its line', () => {
    const text = full
      .replace('    name: Roma Capitale\n', '')
      .replace('region: Lazio', 'regione: Lazio')
      .replace('kind: api-catalog', 'kind: linkset')
      .replace('id: agid', 'id: c_h501');
    const known = 'id, name, homepage, domains, categories, region, contact, sources';
    expect(problemsIn(text)).toEqual([
      '3:5 publishers[0].name must be text, not nothing',
      `8:5 publishers[0] has the unknown member "regione"; known are ${known}`,
      '12:9 publishers[0].sources[0].kind must be one of api-catalog, openapi',
      '14:5 publishers[1].id repeats "c_h501"',
    ]);
  });

  it.each([
    ['{"publishers": [,]}', /^1:17 /],
    ['publishers:\n  - id: a\n   name: b\n', /^3:/],
    ['publishers: []\npublishers: []\n', /^2:1 /],
    ['{"publishers": [\n{"id": "a", "id": "b", "name": "A", "domains": ["a.example"]}]}', /^2:\d+ .*`id`/],
    ['', /no content/],
  ])('that cannot be read is told where: %j', (text, expected) => {
    expect(problemsIn(text, 'sources')).toEqual([expect.stringMatching(expected)]);
  });

  it('named .json must be JSON', () => {
    expect(problemsIn(full, 'sources.json')).toEqual([expect.stringMatching(/^1:1 .*JSON/)]);
  });

  it.each([
    ['null', /the file must be an object, not nothing/],
    ['7', /the file must be an object, not a number/],
    ['[]', /the file must be an object, not a list/],
    ['{}', /publishers must be a list, not nothing/],
    ['{"publishers": {}}', /publishers must be a list, not an object/],
    ['{"publishers": []}', /publishers lists nobody/],
    ['{"publishers": [7]}', /publishers\[0\] must be an object, not a number/],
    ['{"publisher": [], "publishers": [7]}', /the file has the unknown member "publisher"; known are publishers/],
  ])('%s is refused', (text, message) => expect(problemsIn(text).join('\n')).toMatch(message));

  it.each([
    [{ id: undefined }, 'id must be text, not nothing'],
    [{ id: 123 }, 'id must be text: put it in quotes'],
    [{ id: true }, 'id must be text: put it in quotes'],
    [{ id: '' }, 'id must be text, not nothing'],
    [{ id: 'a b' }, 'id must be made of letters, digits, ".", "_" and "-", not "a b"'],
    [{ id: '..' }, 'id must be made of letters, digits, ".", "_" and "-", not ".."'],
    [{ id: 'x'.repeat(65) }, 'id has 65 characters, at most 64 are allowed'],
    [{ name: ['A'] }, 'name must be text, not a list'],
    [{ name: 'a\u202eb' }, 'name has characters that cannot be shown'],
    [{ name: 'x'.repeat(301) }, 'name has 301 characters, at most 300 are allowed'],
    [
      { homepage: 'comune.example' },
      'homepage must be an absolute http(s) URL without user name, not "comune.example"',
    ],
    [
      { homepage: 'ftp://a.example' },
      'homepage must be an absolute http(s) URL without user name, not "ftp://a.example"',
    ],
    [{ homepage: null }, 'homepage must be text, not nothing'],
    [{ domains: undefined }, 'domains must be a list, not nothing'],
    [{ domains: 'a.example' }, 'domains must be a list, not a string'],
    [{ domains: [] }, 'domains must name at least one host'],
    [{ domains: ['a.example', 'A.example.'] }, 'domains[1] repeats "a.example"'],
    [{ categories: [1] }, 'categories[0] must be text: put it in quotes'],
    [{ region: {} }, 'region must be text, not an object'],
    [{ contact: 7 }, 'contact must be text: put it in quotes'],
    [{ sources: {} }, 'sources must be a list, not an object'],
    [{ sources: ['https://a.example/'] }, 'sources[0] must be an object, not a string'],
    [{ sources: [{ kind: 'openapi' }] }, 'sources[0].url must be text, not nothing'],
    [
      { sources: [{ url: 'https://u:p@a.example/' }] },
      'sources[0].url must be an absolute http(s) URL without user name',
    ],
    [
      { sources: [{ url: 'https://a.example/a b' }] },
      'sources[0].url must be an absolute http(s) URL without user name',
    ],
    [{ sources: [{ url: `https://a.example/${'x'.repeat(2048)}` }] }, 'sources[0].url has 2066 characters'],
    [{ sources: [{ url: 'https://a.example/', kind: 7 }] }, 'sources[0].kind must be one of api-catalog, openapi'],
    [
      { sources: [{ url: 'https://a.example/', type: 1 }] },
      'sources[0] has the unknown member "type"; known are url, kind',
    ],
    [
      { sources: [{ url: 'https://a.example/' }, { url: 'HTTPS://A.example:443#x' }] },
      'sources[1] repeats "https://a.example/"',
    ],
    [{ constructor: 1 }, ' has the unknown member "constructor"'],
  ])('a publisher with %j is refused', (members, message) => {
    const problems = problemsOf(members);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.replace(/^\S* /, '')).toContain(`publishers[0]${message.startsWith(' ') ? '' : '.'}${message}`);
  });

  it.each([
    'it',
    'localhost',
    'https://a.example',
    'a.example/x',
    '*.a.example',
    '.a.example',
    'a b.example',
    'u@a.example',
  ])('refuses %j as a domain', (domain) =>
    expect(problemsOf({ domains: [domain] }).join()).toMatch(/domains\[0\] must be a host/));

  it('points at the member that is wrong', () => {
    expect(problemsOf({ sources: [{ url: 'x' }] })[0]).toMatch(/^\/publishers\/0\/sources\/0\/url /);
    expect(problemsOf({ 'a/b': 1 })[0]).toMatch(/^\/publishers\/0\/a~1b /);
  });

  it('has at most 100 faults told', () => {
    expect(problemsIn(JSON.stringify({ publishers: Array.from({ length: 300 }, () => 7) }))).toHaveLength(100);
  });

  it('never makes the reader throw', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('a.json', 'a.yaml', ''),
        (text, name) => !readSourcesFile(text, name).ok,
      ),
    );
    const name = fc.constantFrom('publishers', 'id', 'name', 'domains', 'sources', 'url', '__proto__', 'x');
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof({ maxDepth: 5 }, fc.jsonValue(), fc.array(tie('value')), fc.dictionary(name, tie('value'))),
    }));
    fc.assert(
      fc.property(value, (root) => {
        const read = readSourcesFile(JSON.stringify({ publishers: [root] }), '');
        if (!read.ok) expect(read.problems.length).toBeGreaterThan(0);
      }),
    );
  });
});

const corpus = new URL('../../../../shared/corpus/index.json', import.meta.url);

it.skipIf(!existsSync(corpus))(
  'reads the list that the corpus server gives (when ../shared/corpus is present)',
  async () => {
    const { default: index } = await import(corpus.href, { with: { type: 'json' } });
    const groups: Record<string, { publisher: string; name: string; path: string }[]> = Object.groupBy(
      index as { publisher: string; name: string; path: string }[],
      ({ publisher }) => publisher,
    ) as never;
    const publishers = Object.entries(groups).map(([id, specs], i) => ({
      id,
      name: specs[0]!.name,
      domains: [`127.0.2.${i + 1}`],
      sources: specs.map(({ path }) => ({ url: `http://127.0.2.${i + 1}:9700/${path}` })),
    }));
    expect(readSourcesFile(JSON.stringify({ publishers }), 'sources.json')).toMatchObject({ ok: true });
  },
);
