import { describe, expect, it } from 'vitest';
import type { FetchReference, ReferenceOutcome } from '../../../shared/domain/description/reference-documents.ts';
import { checkReferences } from '../../../shared/domain/description/references.ts';
import { type Members, readSpecification } from '../../../shared/domain/description/specification.ts';
import { openapi30, openapi31, openapi32, samples, swagger20 } from './sample-descriptions.ts';

const home = 'https://ente.example/v1/openapi.yaml';

type Web = { readonly [url: string]: unknown };

const fetched = (url: string, content: unknown): ReferenceOutcome => {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return { outcome: 'fetched', finalUrl: url, headers: {}, body: new TextEncoder().encode(text) };
};

/** Checks a description in a web of documents; tells what was asked for. */
async function check(document: unknown, web: Web = {}, url = home) {
  const asked: string[] = [];
  const fetchReference: FetchReference = async (address) => {
    asked.push(address);
    const content = web[address];
    return content === undefined
      ? { outcome: 'failed', code: 'http-404', detail: 'not found' }
      : fetched(address, content);
  };
  const declared = readSpecification(document);
  if (!declared.ok) throw new Error(declared.problem.message);
  const { problems, facts } = await checkReferences(document, declared.specification, url, fetchReference);
  const told = problems.map(
    ({ code, pointer, document: at }) => `${code} ${pointer}${at === undefined ? '' : ` in ${at}`}`,
  );
  return {
    told,
    asked,
    facts: facts.map((fact) => `${fact.outcome} ${fact.url}`),
    messages: problems.map(({ message }) => message),
  };
}

const withSchemas = (schemas: object, base: Members = openapi30): Members => ({
  ...base,
  components: { ...(base.components as object), schemas: { Person: {}, ...schemas } },
});

const toldOf = async (schemas: object, base: Members = openapi30): Promise<string[]> =>
  (await check(withSchemas(schemas, base))).told;

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

describe('references inside a description', () => {
  it.each(Object.entries(samples))('of a good document in %s all lead somewhere', async (_name, document) => {
    expect(await check(document)).toEqual({ told: [], asked: [], facts: [], messages: [] });
  });

  it('follow RFC 6901: ~0, ~1, percent-encoding, empty names, list indexes', async () => {
    const schemas = {
      'a~1b': {},
      'a/b': {},
      'a~b': {},
      '': { '': {} },
      'a b%c': {},
      L: { allOf: [{}, {}] },
      R1: ref('a~01b'),
      R2: ref('a~1b'),
      R3: ref('a~0b'),
      R4: ref(''),
      R5: ref('a%20b%25c'),
      R6: ref('a b%c'),
      R7: ref('L/allOf/1'),
    };
    expect(await toldOf(schemas)).toEqual([]);
    expect(
      await toldOf({ L: { allOf: [{}] }, A: ref('L/allOf/01'), B: ref('L/allOf/1'), C: ref('L/allOf/-') }),
    ).toEqual([
      'ref-missing-target /components/schemas/A/$ref',
      'ref-missing-target /components/schemas/B/$ref',
      'ref-missing-target /components/schemas/C/$ref',
    ]);
    expect(await toldOf({ A: { $ref: '#/a~2' } })).toEqual(['ref-malformed /components/schemas/A/$ref']);
  });

  it('never reach what objects inherit', async () => {
    const told = await toldOf({
      A: { $ref: '#/__proto__' },
      B: { $ref: '#/constructor/prototype' },
      C: ref('hasOwnProperty'),
    });
    expect(told).toEqual(['A', 'B', 'C'].map((name) => `ref-missing-target /components/schemas/${name}/$ref`));
  });

  it('are told once for each missing target, at the first reference', async () => {
    expect(
      await toldOf({ A: { properties: { x: ref('No'), y: ref('No') } }, B: ref('No'), C: ref('Neither') }),
    ).toEqual([
      'ref-missing-target /components/schemas/A/properties/x/$ref',
      'ref-missing-target /components/schemas/C/$ref',
    ]);
  });

  it('in examples, defaults, enums, constants and extensions are data', async () => {
    const data = { $ref: 'http://127.0.0.1:1/x' };
    const schema = { example: data, default: data, enum: [data], 'x-more': data, unknown: data };
    const result = await check(withSchemas({ A: schema }));
    expect(result).toMatchObject({ told: [], asked: [] });
    const later = { ...schema, const: data, examples: [data] };
    expect(await check(withSchemas({ A: later }, openapi31))).toMatchObject({ told: [], asked: [] });
  });

  it('may be members named so: a property called $ref, a response called default', async () => {
    const schemas = {
      A: { properties: { $ref: { type: 'string' }, default: ref('No'), example: ref('Nor'), 'x-a': ref('Never') } },
    };
    expect(await toldOf(schemas)).toEqual(
      ['default', 'example', 'x-a'].map((name) => `ref-missing-target /components/schemas/A/properties/${name}/$ref`),
    );
  });

  it('must be text', async () => {
    expect(await toldOf({ A: { $ref: 5 } })).toEqual(['ref-not-a-string /components/schemas/A/$ref']);
  });

  it('cannot stand for a whole map', async () => {
    expect((await check({ ...openapi30, components: { schemas: { $ref: 'a.yaml' } } })).told).toContain(
      'ref-misplaced /components/schemas/$ref',
    );
  });

  it('must lead to an object of the kind that is needed', async () => {
    const wrong = {
      A: { $ref: '#/info/version' },
      B: { $ref: '#/components/parameters/id' },
      C: { $ref: '#/paths/~1people~1{id}/parameters' },
    };
    expect(await toldOf(wrong)).toEqual(
      ['A', 'B', 'C'].map((name) => `ref-wrong-target /components/schemas/${name}/$ref`),
    );
    expect(await toldOf({ A: ref('Any') }, openapi30)).toEqual(['ref-missing-target /components/schemas/A/$ref']);
    expect(await toldOf({ Any: true, A: ref('Any') }, openapi31)).toEqual([]);
    expect(await toldOf({ Any: true, A: ref('Any') }, openapi30)).toEqual([
      'ref-wrong-target /components/schemas/A/$ref',
    ]);
  });

  it('beside which other members stand count in 3.1, in 3.0 only the reference does', async () => {
    const schemas = { A: { $ref: '#/components/schemas/Person', properties: { x: ref('No') } } };
    expect(await toldOf(schemas, openapi30)).toEqual([]);
    expect(await toldOf(schemas, openapi31)).toEqual(['ref-missing-target /components/schemas/A/properties/x/$ref']);
  });

  it('that lead to each other and nowhere else are one problem for each circle', async () => {
    expect(await toldOf({ A: ref('A') })).toEqual(['ref-cycle /components/schemas/A/$ref']);
    expect(await toldOf({ A: ref('B'), B: ref('C'), C: ref('A'), D: ref('B'), E: ref('E') })).toEqual([
      'ref-cycle /components/schemas/A/$ref',
      'ref-cycle /components/schemas/E/$ref',
    ]);
  });

  it('may be recursive through schemas, in any number and any length', async () => {
    expect(await toldOf({ T: { properties: { children: { items: ref('T') } } } })).toEqual([]);
    const mutual = Object.fromEntries(
      Array.from({ length: 600 }, (_, index) => [
        `S${index}`,
        {
          properties: Object.fromEntries(
            Array.from({ length: 20 }, (_, k) => [`p${k}`, ref(`S${(index * 7 + k) % 600}`)]),
          ),
        },
      ]),
    );
    expect(await toldOf(mutual)).toEqual([]);
    const chain: { [name: string]: object } = { S0: {} };
    for (let index = 1; index <= 20_000; index += 1) chain[`S${index}`] = ref(`S${index - 1}`);
    expect(await toldOf(chain)).toEqual([]);
    expect(await toldOf({ ...chain, S0: ref('S20000') })).toHaveLength(1);
  });

  it('are at most 1,024 characters long', async () => {
    expect(await toldOf({ A: { $ref: `#/${'a'.repeat(1023)}` } })).toEqual([
      'ref-missing-target /components/schemas/A/$ref',
    ]);
    expect(await toldOf({ A: { $ref: `#/${'a'.repeat(1024)}` }, B: { $ref: `/${'b'.repeat(1_000_000)}` } })).toEqual([
      'ref-too-long /components/schemas/A/$ref',
      'ref-too-long /components/schemas/B/$ref',
    ]);
  });

  it('reach unusual places, which are judged by what they must be', async () => {
    const document = {
      ...openapi30,
      'x-shared': { good: { type: 'string' }, bad: { type: 'strin' }, nested: { items: ref('No') } },
    };
    const schemas = { A: { $ref: '#/x-shared/good' }, B: { $ref: '#/x-shared/bad' }, C: { $ref: '#/x-shared/nested' } };
    expect((await check({ ...document, ...withSchemas(schemas, document) })).told).toEqual([
      'wrong-value /x-shared/bad/type',
      'ref-missing-target /x-shared/nested/items/$ref',
    ]);
  });

  it('follow anchors and $id in 3.1, without fetching for a name', async () => {
    const base = {
      $id: 'https://names.example/base/',
      $defs: { d: {} },
      properties: { own: { $ref: '#/$defs/d' }, whole: ref('Person') },
    };
    expect(
      await toldOf(
        { A: { $anchor: 'here' }, B: { $ref: '#here' }, C: { $ref: 'https://names.example/base/#/$defs/d' }, D: base },
        openapi31,
      ),
    ).toEqual([]);
    const outside = await check(
      withSchemas({ A: { $id: 'http://127.0.0.1:1/base/', properties: { a: { $ref: 'other.json' } } } }, openapi31),
    );
    expect(outside).toMatchObject({
      told: ['ref-not-fetched /components/schemas/A/properties/a/$ref'],
      asked: [],
      facts: [],
    });
    expect(await toldOf({ A: { $ref: '#nowhere' } }, openapi31)).toEqual([
      'ref-missing-target /components/schemas/A/$ref',
    ]);
  });

  it('are checked in Swagger 2.0 as well', async () => {
    const definitions = { A: { items: { $ref: '#/definitions/No' } }, B: { $ref: '#/parameters/id' } };
    expect((await check({ ...swagger20, definitions: { Person: {}, ...definitions } })).told).toEqual([
      'ref-missing-target /definitions/A/items/$ref',
      'ref-wrong-target /definitions/B/$ref',
    ]);
  });
});

describe('references to other documents', () => {
  const common = 'https://ente.example/v1/common.yaml';
  const from = (...references: string[]) =>
    withSchemas(Object.fromEntries(references.map(($ref, index) => [`R${index}`, { $ref }])));

  it('are resolved against the address of the description, each document fetched once', async () => {
    const document = from('common.yaml#/A', './common.yaml#/B', '../v1/common.yaml#/A', '/other.json');
    const result = await check(document, {
      [common]: 'A: {type: string}\nB: {$ref: "#/A"}\n',
      'https://ente.example/other.json': { type: 'object' },
    });
    expect(result).toMatchObject({ told: [], asked: [common, 'https://ente.example/other.json'] });
    expect(result.facts).toEqual([`resolved ${common}`, 'resolved https://ente.example/other.json']);
  });

  it('to the description itself need no fetch', async () => {
    expect(
      await check(from('openapi.yaml#/components/schemas/Person', `${home}#/components/schemas/Person`)),
    ).toMatchObject({ told: [], asked: [] });
    const self = {
      ...openapi32,
      components: {
        schemas: { Person: {}, A: { $ref: 'https://ente.example/openapi.json#/components/schemas/Person' } },
      },
      paths: {},
    };
    expect(await check(self)).toMatchObject({ told: [], asked: [] });
  });

  it('in circles of documents are followed once each', async () => {
    const web = {
      'https://ente.example/v1/a.yaml': { properties: { b: { $ref: 'b.yaml' } } },
      'https://ente.example/v1/b.yaml': { properties: { a: { $ref: 'a.yaml' }, own: { $ref: '#' } } },
    };
    expect(await check(from('a.yaml'), web)).toMatchObject({ told: [], asked: Object.keys(web) });
    const pure = {
      'https://ente.example/v1/a.yaml': { $ref: 'b.yaml' },
      'https://ente.example/v1/b.yaml': { $ref: 'a.yaml' },
    };
    expect((await check(from('a.yaml'), pure)).told).toEqual(['ref-cycle /$ref in https://ente.example/v1/a.yaml']);
  });

  it('are judged where they are: structure, kind, further references', async () => {
    const web = { [common]: { Bad: { type: 'strin', properties: { x: { $ref: '#/No' } } }, Text: 'x' } };
    const result = await check(from('common.yaml#/Bad', 'common.yaml#/Text', 'common.yaml#/Missing'), web);
    expect(result.told).toEqual([
      `wrong-value /Bad/type in ${common}`,
      'ref-wrong-target /components/schemas/R1/$ref',
      'ref-missing-target /components/schemas/R2/$ref',
      `ref-missing-target /Bad/properties/x/$ref in ${common}`,
    ]);
  });

  it('that cannot be fetched are one problem for each document, with the reason', async () => {
    const result = await check(from('common.yaml#/A', 'common.yaml#/B', 'https://other.example/x'));
    expect(result.told).toEqual([
      'ref-unreachable /components/schemas/R0/$ref',
      'ref-unreachable /components/schemas/R2/$ref',
    ]);
    expect(result.messages[0]).toBe('`https://ente.example/v1/common.yaml` cannot be used: not found');
    expect(result.facts).toEqual([`http-404 ${common}`, 'http-404 https://other.example/x']);
  });

  it.each([
    ['HTML', '<!doctype html><title>x</title>'],
    ['text', 'nothing to see'],
    [
      'a bomb',
      `a0: &a0 [${'1,'.repeat(9)}]\n${Array.from({ length: 20 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}]`).join('\n')}`,
    ],
  ])('to %s are told as no documents', async (_what, content) => {
    expect(await check(from('common.yaml'), { [common]: content })).toMatchObject({
      told: ['ref-not-a-document /components/schemas/R0/$ref'],
      facts: [`not-a-document ${common}`],
    });
  });

  it.each([
    'file:///etc/passwd',
    'FILE:///etc/passwd',
    'javascript:alert(1)',
    'urn:example:x',
    'ftp://ente.example/x',
    'data:application/json,{}',
  ])('never leave the web: %s', async (reference) => {
    const result = await check(from(reference));
    expect(result).toMatchObject({ told: ['ref-not-fetched /components/schemas/R0/$ref'], asked: [] });
    expect(result.facts[0]).toMatch(/^url-scheme /);
  });

  it('that are no URLs are told, whatever they hold', async () => {
    expect((await check(from('http://[::1', 'file://\u0000/etc'))).told).toEqual([
      'ref-malformed /components/schemas/R0/$ref',
      'ref-malformed /components/schemas/R1/$ref',
    ]);
  });

  it('from a document without an address lead nowhere; an absolute path stays on its host', async () => {
    expect(await check(from('/etc/passwd', 'a.yaml'), {}, '')).toMatchObject({
      told: ['ref-not-fetched /components/schemas/R0/$ref', 'ref-not-fetched /components/schemas/R1/$ref'],
      asked: [],
    });
    expect((await check(from('/etc/passwd'))).asked).toEqual(['https://ente.example/etc/passwd']);
    expect((await check(from('a.yaml'), {}, 'file:///home/me/openapi.yaml')).asked).toEqual(['file:///home/me/a.yaml']);
  });

  it('lead to files only from files', async () => {
    const local = 'file:///home/me/openapi.yaml';
    const web = { 'https://ente.example/a.yaml': { A: { $ref: 'file:///home/me/secret.yaml' } } };
    const result = await check(from('https://ente.example/a.yaml#/A', 'b.yaml'), web, local);
    expect(result.asked).toEqual(['https://ente.example/a.yaml', 'file:///home/me/b.yaml']);
    expect(result.told).toContain('ref-not-fetched /A/$ref in https://ente.example/a.yaml');
  });

  it('follow a redirect: the base is where the document came from', async () => {
    const declared = readSpecification(openapi30);
    if (!declared.ok) throw new Error('unexpected');
    const asked: string[] = [];
    const fetchReference: FetchReference = async (url) => {
      asked.push(url);
      return url === common
        ? fetched('https://cdn.example/x/common.yaml', { $ref: 'next.yaml' })
        : fetched(url, { type: 'string' });
    };
    const { problems } = await checkReferences(from('common.yaml'), declared.specification, home, fetchReference);
    expect(problems).toEqual([]);
    expect(asked).toEqual([common, 'https://cdn.example/x/next.yaml']);
  });
});

describe('the budget of references', () => {
  const url = (name: string): string => `https://ente.example/v1/${name}`;

  it('is 50 documents, two at a time from one host', async () => {
    const references = Array.from({ length: 2000 }, (_, index) => [
      `R${index}`,
      { $ref: `${index % 2 === 0 ? '' : 'https://other.example/'}d${index}.yaml` },
    ]);
    const document = withSchemas(Object.fromEntries(references));
    const declared = readSpecification(document);
    if (!declared.ok) throw new Error('unexpected');
    const busy = new Map<string, number>();
    let most = 0;
    let asked = 0;
    const fetchReference: FetchReference = async (address) => {
      const { host } = new URL(address);
      asked += 1;
      busy.set(host, (busy.get(host) ?? 0) + 1);
      most = Math.max(most, busy.get(host) ?? 0);
      await new Promise((resolve) => setImmediate(resolve));
      busy.set(host, (busy.get(host) ?? 0) - 1);
      return fetched(address, { type: 'string' });
    };
    const { problems, facts } = await checkReferences(document, declared.specification, home, fetchReference);
    expect({ asked, most }).toEqual({ asked: 50, most: 2 });
    expect(problems).toHaveLength(1950);
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['ref-budget']));
    expect(facts).toHaveLength(60);
  });

  it('is ten documents deep', async () => {
    const web = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [url(`d${index}.yaml`), { $ref: `d${index + 1}.yaml` }]),
    );
    const result = await check(withSchemas({ A: { $ref: 'd0.yaml' } }), web);
    expect(result.asked).toHaveLength(10);
    expect(result.told).toEqual([`ref-budget /$ref in ${url('d9.yaml')}`]);
  });

  it('is 20 MiB', async () => {
    const big = JSON.stringify({ description: 'x'.repeat(1_000_000) });
    const references = Array.from({ length: 30 }, (_, index) => `d${index}.yaml`);
    const web = Object.fromEntries(references.map((name) => [url(name), big]));
    const document = withSchemas(Object.fromEntries(references.map(($ref) => [$ref, { $ref }])));
    const result = await check(document, web);
    expect(result.facts.filter((fact) => fact.startsWith('resolved'))).toHaveLength(20);
    expect(result.asked.length).toBeLessThan(24);
  });

  it('is over when the caller says there is no time left', async () => {
    const declared = readSpecification(openapi30);
    if (!declared.ok) throw new Error('unexpected');
    const { problems } = await checkReferences(
      withSchemas({ A: { $ref: 'a.yaml' } }),
      declared.specification,
      home,
      async () => undefined,
    );
    expect(problems.map(({ code }) => code)).toEqual(['ref-budget']);
  });
});

describe('what a walk shows on the way', () => {
  it('is every object of the description with its kind, none of other documents', async () => {
    const document = JSON.parse(JSON.stringify(withSchemas({ A: { $ref: 'a.yaml' } })));
    const declared = readSpecification(document);
    if (!declared.ok) throw new Error('unexpected');
    const seen = new Map<string, number>();
    const observe = (kind: string) => void seen.set(kind, (seen.get(kind) ?? 0) + 1);
    const other: FetchReference = async (address) => fetched(address, { properties: { x: {} } });
    await checkReferences(document, declared.specification, home, other, observe);
    expect(Object.fromEntries(seen)).toEqual({
      document: 1,
      paths: 1,
      'path-item': 3,
      operation: 3,
      parameter: 2,
      'request-body': 2,
      'media-type': 3,
      responses: 3,
      response: 5,
      header: 2,
      example: 2,
      link: 2,
      callback: 2,
      components: 1,
      'security-scheme': 1,
      schema: 8,
    });
  });
});
