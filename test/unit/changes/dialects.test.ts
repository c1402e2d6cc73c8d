/** One content said in two versions of OpenAPI, and the references that only the later one has. */
import { describe, expect, it } from 'vitest';
import { compare } from '../../../shared/domain/changes/compare.ts';

const today = '2026-11-23';
const text = { type: 'string' };
const number = { type: 'number' };
const named = { $ref: '#/components/schemas/Named' };

type Shape = { readonly [keyword: string]: unknown };
type Said = { readonly openapi: string; readonly schema?: unknown; readonly schemas?: Shape; readonly media?: string };

/** The same schema asked for and answered. */
const api = ({ openapi, schema, schemas = {}, media = 'application/json' }: Said) => {
  const content = { [media]: schema === undefined ? {} : { schema } };
  const responses = { '200': { description: 'ok', content } };
  return {
    openapi,
    info: { title: 'Registry', version: '1.0.0' },
    paths: { '/a': { post: { requestBody: { content }, responses } } },
    components: { schemas },
  };
};

const between = (one: Said, other: Said): readonly string[] =>
  compare(api(one), api(other), today)
    .changes.filter(({ level }) => level !== 'editorial')
    .map(({ id }) => id)
    .sort();

const bothWays = (one: Said, other: Said) => [between(one, other), between(other, one)];
const nothing = [[], []];
const property = (schema: unknown) => ({ type: 'object', properties: { p: schema } });

describe('null beside a component', () => {
  const components = {
    'an object that can be merged': property(text),
    'an object that is closed': { ...property(text), additionalProperties: false },
    'a list of values': { ...text, enum: ['a', 'b'] },
    'a choice': { oneOf: [text, property(text)] },
    'a sum with a bound': { allOf: [property(text), { minProperties: 1 }] },
  };
  const older = ['allOf', 'oneOf', 'anyOf'].map((list) => ({ nullable: true, [list]: [named] }));
  const newer = [{ anyOf: [named, { type: 'null' }] }, { oneOf: [{ type: 'null' }, named] }];
  const forms = older.flatMap((before) => newer.map((after) => [before, after] as const));

  it.each(Object.entries(components))('is the same in 3.0 and 3.1, however written, for %s', (_, component) => {
    const schemas = { Named: component };
    for (const [before, after] of forms) {
      for (const wrap of [property, (schema: unknown) => ({ type: 'array', items: schema })]) {
        const [one, other] = [
          { openapi: '3.0.3', schemas, schema: wrap(before) },
          { openapi: '3.1.0', schemas, schema: wrap(after) },
        ];
        expect(bothWays(one, other)).toEqual(nothing);
      }
    }
  });

  it('is news where it was not before', () => {
    const schemas = { Named: { ...text, enum: ['a', 'b'] } };
    const found = between(
      { openapi: '3.0.3', schemas, schema: property({ allOf: [named] }) },
      { openapi: '3.1.0', schemas, schema: property(newer[0]) },
    );
    expect(found).toEqual(['request-property-became-nullable', 'response-property-became-nullable']);
  });

  it('hides no change of the component', () => {
    const found = between(
      { openapi: '3.0.3', schemas: { Named: { ...text, enum: ['a', 'b'] } }, schema: property(older[0]) },
      { openapi: '3.1.0', schemas: { Named: { ...text, enum: ['a'] } }, schema: property(newer[0]) },
    );
    expect(found).toEqual(['request-property-enum-value-removed', 'response-property-enum-value-removed']);
  });
});

describe('null among listed values, without a type', () => {
  const list = { enum: ['a', null] };

  it('is null, with the flag of 3.0 and without', () => {
    const [one, other] = [{ nullable: true, ...list }, list].map(property);
    expect(bothWays({ openapi: '3.0.3', schema: one }, { openapi: '3.1.0', schema: other })).toEqual(nothing);
  });

  it('is news when it joins the list', () => {
    const [one, other] = [{ enum: ['a'] }, list].map(property);
    const found = between({ openapi: '3.1.0', schema: one }, { openapi: '3.1.0', schema: other });
    expect(found).toEqual(['request-property-became-nullable', 'response-property-became-nullable']);
  });
});

describe('bytes', () => {
  const binary = { ...text, format: 'binary' };
  const raw = 'application/octet-stream';

  it.each([
    ['a schema of anything', {}],
    ['no schema at all', undefined],
    ['their media type alone', { contentMediaType: raw }],
  ])('of a body are in 3.1 %s', (_, schema) => {
    const [one, other] = [
      { openapi: '3.0.3', media: raw, schema: binary },
      { openapi: '3.1.0', media: raw, ...(schema === undefined ? {} : { schema }) },
    ];
    expect(bothWays(one, other)).toEqual(nothing);
  });

  it('of a part of a form are in 3.1 a property of anything', () => {
    const media = 'multipart/form-data';
    const [one, other] = [binary, {}].map(property);
    const [older, newer] = [
      { openapi: '3.0.3', media, schema: one },
      { openapi: '3.1.0', media, schema: other },
    ];
    expect(bothWays(older, newer)).toEqual(nothing);
  });

  it('are not anything inside JSON, nor within one version', () => {
    const [one, other] = [binary, {}].map(property);
    const changed = ['request-property-type-generalized', 'response-property-type-changed'];
    expect(between({ openapi: '3.0.3', schema: one }, { openapi: '3.1.0', schema: other })).toEqual(changed);
    const media = 'multipart/form-data';
    expect(between({ openapi: '3.1.0', media, schema: one }, { openapi: '3.1.0', media, schema: other })).toEqual(
      changed,
    );
  });

  it('are not what a body of text was', () => {
    const [one, other] = [
      { openapi: '3.0.3', media: 'text/plain', schema: text },
      { openapi: '3.1.0', media: 'text/plain' },
    ];
    expect(between(one, other)).toEqual([
      'request-body-media-type-schema-removed',
      'response-body-media-type-schema-removed',
    ]);
  });
});

describe('a reference by a name that the schema gave itself', () => {
  const openapi = '3.1.0';
  const keywords = [
    ['$ref', '$anchor'],
    ['$ref', '$dynamicAnchor'],
    ['$dynamicRef', '$dynamicAnchor'],
    ['$dynamicRef', '$anchor'],
  ] as const;
  const changed = ['request-property-type-changed', 'response-property-type-changed'];

  it.each(keywords)('leads there: %s to %s', (reference, anchor) => {
    const [one, other] = [text, number].map((leaf) => ({
      openapi,
      schema: property({ [reference]: '#leaf' }),
      schemas: { Leaf: { [anchor]: 'leaf', ...leaf } },
    }));
    expect(one && other && between(one, other)).toEqual(changed);
  });

  it.each(keywords)('leads there from a component that is written the same: %s to %s', (reference, anchor) => {
    const [one, other] = [text, number].map((leaf) => ({
      openapi,
      schema: named,
      schemas: {
        Named: property({ [reference]: '#leaf' }),
        Other: { $defs: { inner: { [anchor]: 'leaf', ...leaf } } },
      },
    }));
    expect(one && other && between(one, other)).toEqual(changed);
  });

  it('is the same as one by the place', () => {
    const schemas = { Leaf: { $anchor: 'leaf', ...text } };
    const byName = { openapi, schema: property({ $ref: '#leaf' }), schemas };
    const byPlace = { openapi, schema: property({ $ref: '#/components/schemas/Leaf' }), schemas };
    expect(bothWays(byName, byPlace)).toEqual(nothing);
  });

  it('may lead in a circle', () => {
    const tree = (leaf: unknown) => ({
      openapi,
      schema: { $dynamicRef: '#tree' },
      schemas: {
        Tree: {
          $dynamicAnchor: 'tree',
          properties: { leaf, children: { type: 'array', items: { $dynamicRef: '#tree', description: 'below' } } },
        },
      },
    });
    expect(between(tree(text), tree(number))).toEqual(changed);
  });

  it('is not judged when the name is given twice: who refers decides which is meant', () => {
    const [one, other] = [text, number].map((leaf) => {
      const item = { $dynamicAnchor: 'item', ...leaf };
      return { openapi, schema: property({ $dynamicRef: '#item' }), schemas: { A: item, B: { ...item } } };
    });
    expect(one && other && between(one, other)).toEqual([]);
  });

  it('leads to no example', () => {
    const [one, other] = [text, number].map((leaf) => ({
      openapi,
      schema: property({ $ref: '#item' }),
      schemas: { A: { example: { $anchor: 'item', ...leaf } } },
    }));
    expect(one && other && between(one, other)).toEqual([]);
  });

  it('finds a schema whose own name is a keyword of values', () => {
    const [one, other] = [text, number].map((leaf) => ({
      openapi,
      schema: property({ $ref: '#leaf' }),
      schemas: { default: { properties: { example: { $anchor: 'leaf', ...leaf } } } },
    }));
    expect(one && other && between(one, other)).toEqual(changed);
  });

  it('adds what stands beside it', () => {
    const [one, other] = [10, 5].map((maxLength) => ({
      openapi,
      schema: property({ $dynamicRef: '#leaf', maxLength }),
      schemas: { Leaf: { $dynamicAnchor: 'leaf', ...text } },
    }));
    expect(one && other && between(one, other)).toEqual(['request-property-max-length-decreased']);
  });
});
