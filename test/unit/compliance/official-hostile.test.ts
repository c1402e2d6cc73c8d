/** The official rules on anything: they never throw, say the same twice, and cost what the document costs. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runOfficial } from '../../../shared/domain/compliance/official/run-official.ts';
import type { Members } from '../../../shared/domain/description/specification.ts';
import { found, openapi } from '../../fixtures/found-officially.ts';

/** Keys that rules look for, that objects inherit, and that are odd. */
const keys = [
  ...[
    'openapi',
    'swagger',
    'info',
    'version',
    'servers',
    'url',
    'x-sandbox',
    'description',
    'paths',
    '/status',
    '/a/get',
  ],
  ...[
    'get',
    'patch',
    'post',
    'delete',
    'parameters',
    'in',
    'name',
    'responses',
    '200',
    '2XX',
    '204',
    '404',
    '429',
    '503',
  ],
  ...[
    'default',
    'headers',
    'Cache-Control',
    'X-RateLimit-Limit',
    'Retry-After',
    'content',
    'application/json',
    'schema',
  ],
  ...['application/json-patch+json', 'requestBody', 'required', 'security', 'components', 'schemas', 'securitySchemes'],
  ...[
    'type',
    'properties',
    'additionalProperties',
    'format',
    'flows',
    'implicit',
    'tokenUrl',
    'bearerFormat',
    'operationId',
  ],
  ...['constructor', 'toString', 'hasOwnProperty', 'valueOf', 'length', '0', '-1', '', 'a b', 'è', 'items', 'x-noqa'],
];
const words = [
  'object',
  'array',
  'string',
  'number',
  'oauth2',
  'apiKey',
  'http',
  'header',
  'query',
  'getA',
  'JWT',
  '3.0.3',
  '',
];
const pointers = [
  ...[
    '#',
    '#/',
    '#/paths',
    '#/components/schemas',
    '#/components',
    '#/a',
    '#/info/0',
    '#/paths/~1status',
    '#x',
    '',
    'a.yaml',
  ],
  ...[
    'https://esempio.it/x#/y',
    '#/%',
    '#/~',
    '#/constructor',
    '#/components/schemas/type',
    '#/servers/0',
    '#/paths/get',
  ],
];

const { anyValue } = fc.letrec<{ anyValue: unknown }>((tie) => ({
  anyValue: fc.oneof(
    { depthSize: 'large', withCrossShrink: true },
    fc.constantFrom<unknown>(...words, null, true, false, 0, 1, '1', 3.1),
    fc.dictionary(fc.constantFrom(...keys), tie('anyValue'), { maxKeys: 6 }),
    fc.array(tie('anyValue'), { maxLength: 4 }),
    fc.record({ $ref: fc.constantFrom<unknown>(...pointers, 7, null) }),
    fc
      .tuple(fc.constantFrom(...pointers), fc.dictionary(fc.constantFrom(...keys), tie('anyValue'), { maxKeys: 3 }))
      .map(([$ref, beside]) => ({ ...beside, $ref })),
  ),
}));
const shaped = fc
  .dictionary(fc.constantFrom(...keys), anyValue, { maxKeys: 8 })
  .chain((members) =>
    fc.constantFrom<Members>(members, { ...members, openapi: '3.0.3' }, { ...members, swagger: '2.0' }),
  );
const anyObject = fc.dictionary(fc.string(), fc.jsonValue()) as fc.Arbitrary<Members>;

const plain = (document: Members): Members => JSON.parse(JSON.stringify(document)) as Members;

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, member]) => [key, reversed(member)]),
  );
}

const counts = (document: Members): unknown => {
  const { results, aborts } = runOfficial(document, 0);
  return { results, stops: aborts !== undefined };
};

describe('the official rules', () => {
  it('never throw, and find at most what can be listed, in any JSON', () => {
    fc.assert(
      fc.property(fc.oneof(anyObject, shaped), (document) => {
        for (const { count, findings } of runOfficial(plain(document), 1_000_000).results) {
          expect(findings).toHaveLength(count);
        }
      }),
      { numRuns: 800 },
    );
  });

  it('say the same twice, and change nothing', () => {
    fc.assert(
      fc.property(shaped, (members) => {
        const document = plain(members);
        const before = JSON.stringify(document);
        expect(runOfficial(document, 50)).toEqual(runOfficial(document, 50));
        expect(JSON.stringify(document)).toBe(before);
      }),
      { numRuns: 200 },
    );
  });

  it('count the same whatever the order of keys', () => {
    fc.assert(
      fc.property(shaped, (members) => {
        const document = plain(members);
        expect(counts(reversed(document) as Members)).toEqual(counts(document));
      }),
      { numRuns: 500 },
    );
  });
});

const range = (length: number): readonly number[] => Array.from({ length }, (_, index) => index);
const named = (length: number, make: (index: number) => unknown): Members =>
  Object.fromEntries(range(length).map((index) => [`S${index}`, make(index)]));
const to = (index: number, beside: Members = {}): Members => ({ ...beside, $ref: `#/components/schemas/S${index}` });
const schemas = (members: Members, more: Members = {}): Members =>
  openapi({ components: { schemas: members }, ...more });

describe('large documents', () => {
  it('with 600 schemas that refer to each other in a ring', () => {
    const ring = named(600, (index) => ({
      type: 'array',
      items: to((index + 1) % 600),
      anyOf: [to((index * 7) % 600)],
    }));
    expect(found(schemas(ring, { 'x-a': to(0) }), 'sec-array-boundaries')).toHaveLength(1201);
  });

  it('with 200 schemas that refer to all others', () => {
    const mesh = named(200, () => ({ type: 'object', properties: named(200, (index) => to(index)) }));
    expect(found(schemas(mesh), 'sec-no-default-additionalProperties')).toHaveLength(200);
  });

  it('with 200 schemas that refer to all later ones: what they make together is never built', () => {
    const stairs = named(200, (index) => ({
      type: 'object',
      properties: Object.fromEntries(range(199 - index).map((step) => [`p${step}`, to(index + step + 1)])),
    }));
    expect(found(schemas(stairs), 'sec-no-default-additionalProperties')).toHaveLength(200);
  });

  it('with stairs of references that all have something beside them', () => {
    const stairs = named(200, (index) => ({
      properties: Object.fromEntries(
        range(199 - index).map((step) => [`p${step}`, to(index + step + 1, { properties: {}, description: 'd' })]),
      ),
    }));
    const paths = { '/a': { get: { parameters: stairs, responses: { '200': { headers: stairs } } } } };
    expect(counts(schemas(stairs, { paths }))).toBeDefined();
  });

  it('with a chain of 5,000 references', () => {
    const chain = named(5000, (index) => (index === 4999 ? { type: 'string' } : to(index + 1)));
    expect(found(schemas(chain), 'sec-string-maxlength')).toHaveLength(2);
    const siblings = named(5000, (index) => (index === 4999 ? { type: 'string' } : to(index + 1, { title: 't' })));
    expect(found(schemas(siblings), 'sec-string-maxlength')).toHaveLength(5000);
  });

  it('with a chain of 20,000 references, whichever end comes first', () => {
    const last = 19_999;
    const forwards = named(last + 1, (index) => (index === last ? { type: 'string' } : to(index + 1)));
    const backwards = named(last + 1, (index) => (index === 0 ? { type: 'string' } : to(index - 1)));
    for (const chain of [forwards, backwards]) {
      const before = process.cpuUsage();
      expect(found(schemas(chain), 'sec-string-maxlength')).toHaveLength(2);
      const { user, system } = process.cpuUsage(before);
      expect((user + system) / 1000).toBeLessThan(3000);
    }
  });

  it('with a chain of 5,000 schemas, one within the other, followed only so far beside a reference', () => {
    const chain = named(5000, (index) => ({ properties: { name: 1, a: index === 4999 ? {} : to(index + 1) } }));
    const document = schemas(chain, { 'x-a': { type: 'object', properties: { a: to(0, { properties: {} }) } } });
    expect(found(document, 'use-recommended-names-in-schemas')).toHaveLength(100);
  });

  it.each([
    {},
    { title: 't' },
    { properties: 1 },
  ])('with 5,000 uses of something with 5,000 members, beside %j', (beside) => {
    const $ref = '#/x-big';
    const post = {
      parameters: { ...beside, $ref },
      responses: { '200': { headers: { ...beside, $ref }, content: { $ref } }, '404': { $ref } },
      security: { ...beside, $ref },
    };
    const paths = Object.fromEntries(range(5000).map((index) => [`/${index}`, { post: structuredClone(post) }]));
    const big = { ...named(5000, () => ({ schema: {} })), properties: named(5000, () => 1) };
    expect(counts(openapi({ paths, 'x-big': big }))).toBeDefined();
  });

  it('with 5,000 operations under 5,000 global requirements', () => {
    const paths = Object.fromEntries(range(5000).map((index) => [`/${index}`, { post: {} }]));
    const security = range(5000).map(() => ({}));
    expect(found(openapi({ paths, security }), 'sec-protection-global-unsafe-strict')).toHaveLength(5000);
  });

  it('that are deep, with references at the bottom', () => {
    let deep: unknown = range(2000).map((index) => ({ $ref: `#${'/a'.repeat(index % 90)}` }));
    for (let level = 0; level < 90; level += 1) deep = { a: deep, type: 'array' };
    expect(found(openapi(deep as Members), 'sec-array-boundaries')).toHaveLength(178);
  });

  it('whose lists hold lists: as types, and 5,000 deep', () => {
    let nested: unknown = 'string';
    for (let level = 0; level < 5000; level += 1) nested = [nested];
    expect(found(openapi({ 'x-a': { type: nested, additionalProperties: nested } }), 'sec-string-maxlength')).toEqual([
      '/x-a',
    ]);
  });

  it('with long names and many findings below', () => {
    const paths = { [`/${'a'.repeat(1_000_000)}`]: { servers: range(5000).map(() => ({})) } };
    const { results } = runOfficial(openapi({ paths }), 1);
    expect(results.find(({ rule }) => rule === 'servers-description')?.count).toBe(5000);
  });
});
