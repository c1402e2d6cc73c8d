/** How findings of the official rules are counted: cut places, equal findings, loose equality; and where the checker stops. */
import { describe, expect, it } from 'vitest';
import type { Members } from '../../../shared/domain/description/specification.ts';
import { aborts, found, openapi, operation, ref, response, swagger } from '../../fixtures/found-officially.ts';

const list = { type: 'array' };
const bounds = 'sec-array-boundaries';
const pattern = 'sec-string-pattern-or-format-or-enum';

/** A media type's schema in a document with components. */
const using = (used: unknown, components: Members = {}): Members =>
  openapi({
    paths: { '/a': { get: { responses: { '200': { content: { 'application/json': { schema: used } } } } } } },
    components,
  });
const used = '/paths/~1a/get/responses/200/content/application~1json/schema';

describe('special keys', () => {
  const title = 'paths-status-return-problem';

  it('cut what is reported below a reference, and only there', () => {
    const content = { 'application/json; v=1': { schema: { type: 'string' } } };
    const responses = { R: { content } };
    const document = { ...operation({ responses: { '400': ref('responses/R') } }), components: { responses } };
    expect(found(document, 'use-problem-json-for-errors')).toEqual(['/components/responses/R/content']);
    expect(found(document, pattern)).toEqual([
      '/components/responses/R/content',
      '/components/responses/R/content/application~1json; v=1/schema',
    ]);
  });

  it('merge what they cut, beside the exact places', () => {
    const S = { properties: { '@id': { type: 'string' }, 'x5t#S256': { type: 'string' } } };
    expect(found(using(ref('schemas/S'), { schemas: { S } }), pattern)).toEqual([
      '/components/schemas/S/properties',
      '/components/schemas/S/properties/@id',
      '/components/schemas/S/properties/x5t#S256',
    ]);
  });

  it('cut the name of the component too', () => {
    const document = using(ref('schemas/List%3CA%3E'), { schemas: { 'List<A>': { type: 'string' } } });
    expect(found(document, pattern)).toEqual(['/components/schemas', '/components/schemas/List<A>']);
  });

  it.each([
    'a+b',
    'a;b',
    'a=b',
    'a:b',
    'a@b',
    'a#b',
    'a$b',
    'a{b}',
    'a,b',
    'a b',
    'è',
    'a%b',
    '"',
  ])('cut at %s', (key) => {
    const document = using(ref('schemas/S'), { schemas: { S: { properties: { [key]: { type: 'string' } } } } });
    expect(found(document, pattern)).toContain('/components/schemas/S/properties');
  });

  it.each(["a-b_c.d!e~f*g'h(i)/j", 'AZaz09'])('do not cut at %s', (key) => {
    const document = using(ref('schemas/S'), { schemas: { S: { properties: { [key]: { type: 'string' } } } } });
    expect(found(document, pattern)).toHaveLength(1);
  });

  it('name the place of the cut in messages, so that only different missing fields add up', () => {
    const S = { properties: { 'a b': list, 'c d': list } };
    expect(found(using(ref('schemas/S'), { schemas: { S } }), bounds)).toEqual([
      ...Array(2).fill('/components/schemas/S/properties'),
      ...Array(2).fill('/components/schemas/S/properties/a b'),
      ...Array(2).fill('/components/schemas/S/properties/c d'),
    ]);
  });

  it('cut references to paths with a parameter', () => {
    const status = { get: { responses: { '500': { $ref: '#/paths/~1{id}/get/responses/500' } } } };
    const item = { get: { responses: { '500': { content: { 'text/plain': {} } } } } };
    expect(found(openapi({ paths: { '/status': status, '/{id}': item } }), title)).toEqual(['/paths']);
  });
});

describe('findings that are one', () => {
  it('are those of a component that is used several times', () => {
    const responses = { R: { description: 'r', content: { 'text/plain': {} } } };
    const document = {
      ...operation({ responses: { '400': ref('responses/R'), '500': ref('responses/R') } }),
      components: { responses },
    };
    expect(found(document, 'use-problem-json-for-errors')).toEqual(['/components/responses/R/content/text~1plain']);
  });

  it('are several tests of one rule with the same message at the same place', () => {
    expect(found(response('429', { headers: {} }), 'ratelimit-429-presence')).toHaveLength(1);
    expect(found(operation({ responses: {} }, 'patch'), 'patch-without-request-body')).toEqual(['/paths/~1a/patch']);
  });

  it('are not those at references with siblings', () => {
    const responses = { R: { headers: {} } };
    const document = operation({
      responses: { '200': ref('responses/R', { description: 'd' }), '201': ref('responses/R') },
    });
    expect(found({ ...document, components: { responses } }, 'http-response-content-2xx')).toEqual([
      '/components/responses/R',
      '/paths/~1a/get/responses/200',
    ]);
  });
});

describe('messages that name the missing field', () => {
  const S = '/components/schemas/S';

  it('count each field of an inline node', () => {
    expect(found(using(list), bounds)).toEqual([used, used]);
    expect(found(using({ ...list, minItems: 1 }), bounds)).toEqual([used]);
  });

  it('lose the field at a component that is referred to: 2 become 3, and 1 becomes 2', () => {
    expect(found(using(ref('schemas/S'), { schemas: { S: list } }), bounds)).toEqual([S, S, S]);
    expect(found(using(ref('schemas/S'), { schemas: { S: { ...list, minItems: 1 } } }), bounds)).toEqual([S, S]);
    expect(found(using(ref('schemas/S'), { schemas: { S: { type: 'string' } } }), 'sec-string-maxlength')).toEqual([
      S,
      S,
    ]);
    expect(found(using(ref('schemas/S'), { schemas: { S: { ...list, minItems: 1, maxItems: 2 } } }), bounds)).toEqual(
      [],
    );
  });

  it('lose it once, however many references there are', () => {
    const document = openapi({
      components: { schemas: { S: list, T: { anyOf: [ref('schemas/S'), ref('schemas/S')] } } },
    });
    expect(found(document, bounds)).toEqual([S, S, S]);
  });

  it('lose it at the end of a chain, once', () => {
    const schemas = { A: ref('schemas/B'), B: ref('schemas/S'), S: list };
    expect(found(using(ref('schemas/A'), { schemas }), bounds)).toEqual([S, S, S]);
  });

  it('keep it deeper in a component, below an earlier reference, and beside siblings', () => {
    const deeper = using(ref('schemas/S'), { schemas: { S: { properties: { a: list } } } });
    expect(found(deeper, bounds)).toHaveLength(2);
    const siblings = using(ref('schemas/S', { description: 'd' }), { schemas: { S: list } });
    expect(found(siblings, bounds)).toEqual([S, S, used, used]);
  });

  it('keep it in components reached only by the edges of a circle', () => {
    expect(found(openapi({ components: { schemas: { S: { ...list, items: ref('schemas/S') } } } }), bounds)).toEqual([
      S,
      S,
    ]);
  });
});

describe('visited places', () => {
  it('are all: webhooks, callbacks, links, extensions, examples, defaults, enumerations, items of lists', () => {
    const document = openapi({
      webhooks: { w: { post: { x: list } } },
      'x-any': [list],
      components: {
        callbacks: { c: { '{$url}': { get: { x: list } } } },
        links: { l: { x: list } },
        schemas: { S: { example: list, examples: [list], default: { a: list }, enum: [list] } },
      },
    });
    expect(new Set(found(document, bounds))).toEqual(
      new Set([
        '/webhooks/w/post/x',
        '/x-any/0',
        '/components/callbacks/c/{$url}/get/x',
        '/components/links/l/x',
        '/components/schemas/S/example',
        '/components/schemas/S/examples/0',
        '/components/schemas/S/default/a',
        '/components/schemas/S/enum/0',
      ]),
    );
  });

  it('do not include the root itself', () => {
    expect(found(openapi({ ...list, operationId: 'getA' }), bounds)).toEqual([]);
    expect(found(openapi({ ...list, operationId: 'getA' }), 'no-method-name-in-operationId')).toEqual([]);
  });
});

describe('loose equality', () => {
  it('takes a list of one type for that type, and no longer list', () => {
    expect(found(using({ type: ['array'] }), bounds)).toHaveLength(2);
    expect(found(using({ type: [['array']] }), bounds)).toHaveLength(2);
    expect(found(using({ type: ['array', 'null'] }), bounds)).toEqual([]);
    expect(found(using({ type: [] }), bounds)).toEqual([]);
  });

  it('takes 1, "1" and lists of them for true, not the text "true"', () => {
    const allowed = (more: unknown): readonly string[] =>
      found(using({ type: 'object', additionalProperties: more }), 'sec-no-additionalProperties');
    for (const more of [true, 1, '1', [1], ['1']]) expect(allowed(more), JSON.stringify(more)).toHaveLength(1);
    for (const more of ['true', [true], 2, {}, [], null, [{}], [1, 1]])
      expect(allowed(more), JSON.stringify(more)).toEqual([]);
  });

  it('takes "0", blanks and empty lists for false, not null', () => {
    const constrained = (more: unknown): readonly string[] =>
      found(using({ type: 'object', additionalProperties: more }), 'sec-constrained-additionalProperties');
    for (const more of [false, '0', ' ', [], [0], [null], null, 0])
      expect(constrained(more), JSON.stringify(more)).toEqual([]);
    for (const more of [{}, { type: 'string' }, 'x', [{}], [1, 2]])
      expect(constrained(more), JSON.stringify(more)).toHaveLength(1);
  });
});

describe('documents on which the checker stops', () => {
  const item = { schema: { properties: {} } };

  it('have a list with a second item whose schema has properties, anywhere, in OpenAPI 3', () => {
    expect(aborts(openapi({ 'x-a': [{}, item] }))).toMatch(/properties/);
    expect(aborts(openapi({ 'x-a': [item, {}] }))).toBeUndefined();
    expect(aborts(swagger({ 'x-a': [{}, item] }))).toBeUndefined();
    const document = operation({ parameters: [{}, { schema: ref('schemas/S') }] });
    expect(aborts({ ...document, components: { schemas: { S: { properties: {} } } } })).toMatch(/properties/);
  });

  it('have a list with a second item with content below paths, in OpenAPI 3', () => {
    const content = [{}, { content: { a: 1 } }];
    expect(aborts(operation({ 'x-a': content }))).toMatch(/content/);
    expect(aborts(operation({ 'x-a': [{}, { content: {} }] }))).toBeUndefined();
    expect(aborts(operation({ 'x-a': content.toReversed() }))).toBeUndefined();
    expect(aborts(openapi({ 'x-a': content }))).toBeUndefined();
    expect(aborts(swagger({ paths: { '/a': content } }))).toBeUndefined();
  });

  it('have a list of several responses below paths, in all versions', () => {
    expect(aborts(swagger({ paths: { '/a': { get: { responses: [{}, {}] } } } }))).toMatch(/responses/);
    expect(aborts(operation({ responses: [{}] }))).toBeUndefined();
    expect(aborts(openapi({ webhooks: { responses: [{}, {}] } }))).toBeUndefined();
  });

  it('have a list of several items in an OAuth 2 scheme, in OpenAPI 3', () => {
    const scheme = (members: Members): Members => ({
      components: { securitySchemes: { s: { type: 'oauth2', ...members } } },
    });
    expect(aborts(openapi(scheme({ 'x-a': ['a', 'b'] })))).toMatch(/OAuth/);
    expect(aborts(openapi(scheme({ flows: { a: { scopes: ['a', 'b'] } } })))).toMatch(/OAuth/);
    expect(aborts(openapi(scheme({ flows: { a: { scopes: ['a'] } } })))).toBeUndefined();
    expect(aborts(openapi(scheme({ type: 'http', 'x-a': ['a', 'b'] })))).toBeUndefined();
    expect(aborts(swagger(scheme({ 'x-a': ['a', 'b'] })))).toBeUndefined();
  });

  it('have a parameter whose place is no text, in OpenAPI 3', () => {
    expect(aborts(openapi({ parameters: [{ in: ['query'] }] }))).toMatch(/in/);
    expect(aborts(openapi({ parameters: [{ in: null }, { in: 0 }, { in: 'query' }] }))).toBeUndefined();
    expect(aborts(swagger({ parameters: [{ in: ['query'] }] }))).toBeUndefined();
  });

  it('are judged here all the same', () => {
    const document = openapi({ 'x-a': [{}, item], 'x-b': [{}, { schema: { ...list, properties: {} } }] });
    expect(found(document, bounds)).toHaveLength(2);
  });
});
