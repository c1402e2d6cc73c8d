/** How the official rules see a document: what is resolved, and where findings are reported. */
import { describe, expect, it } from 'vitest';
import type { Members } from '../../../shared/domain/description/specification.ts';
import { found, openapi, operation, ref } from '../../fixtures/found-officially.ts';

const list = { type: 'array' };
const bounds = 'sec-array-boundaries';

/** A media type's schema in a document with components. */
const using = (used: unknown, components: Members = {}): Members =>
  openapi({
    paths: { '/a': { get: { responses: { '200': { content: { 'application/json': { schema: used } } } } } } },
    components,
  });
const used = '/paths/~1a/get/responses/200/content/application~1json/schema';

describe('formats', () => {
  it.each(['3.0.0', '3.1.1', '3.2.0', '3', 3.1, 3])('takes openapi %s for OpenAPI 3', (version) => {
    expect(found({ openapi: version }, 'has-contact')).toEqual(['']);
  });

  it.each([
    '4.0.0',
    '30.0',
    '2.0',
    'x',
    '',
    null,
    true,
    ['3.0.3'],
    { toString: '3' },
  ])('does not take openapi %j for OpenAPI 3', (version) => {
    expect(found({ openapi: version }, 'has-contact')).toEqual([]);
    expect(found({ openapi: version }, 'has-x-api-id')).toEqual(['']);
  });

  it('runs rules for all formats on any document', () => {
    expect(found({ anything: 1, paths: {} }, 'has-x-api-id')).toEqual(['']);
  });
});

describe('references', () => {
  it('are resolved wherever they stand, also in examples', () => {
    const document = openapi({
      components: { schemas: { S: list } },
      'x-a': { example: [{ $ref: '#/components/schemas/S' }] },
    });
    expect(found(document, bounds)).toEqual(Array(3).fill('/components/schemas/S'));
  });

  it('hide what stands beside them, in 3.1 too', () => {
    const document = using(ref('schemas/S', { maxLength: 5, type: 'string' }), { schemas: { S: { type: 'object' } } });
    expect(found({ ...document, openapi: '3.1.0' }, 'sec-string-maxlength')).toEqual([]);
  });

  it('show a member that is itself a reference as its target', () => {
    const document = openapi({
      components: { schemas: { Any: true, S: { type: 'object', additionalProperties: ref('schemas/Any') } } },
    });
    expect(found(document, 'sec-no-additionalProperties')).toEqual(['/components/schemas/Any']);
    expect(found(document, 'sec-constrained-additionalProperties')).toEqual([]);
  });

  it('are found by percent-encoded pointers and by pointers into paths', () => {
    const used = (pointer: string): Members =>
      openapi({ paths: { '/a b': { servers: [{}] }, '/c': { servers: { $ref: pointer } } } });
    expect(found(used('#/paths/~1a%20b/servers'), 'servers-description')).toEqual(['/paths', '/paths/~1a b/servers/0']);
    expect(found(used('#/paths/~1a b/servers'), 'servers-description')).toEqual(['/paths', '/paths/~1a b/servers/0']);
    expect(found(used('#/paths/~1a%2'), 'servers-description')).toEqual(['/paths/~1a b/servers/0']);
  });

  it('whose `$ref` is no text are objects like others', () => {
    expect(found(using({ $ref: 7, type: 'array', minItems: 1 }), bounds)).toEqual([used]);
  });

  it('that lead outside or nowhere are bare objects', () => {
    const servers = (reference: unknown): Members => openapi({ servers: [reference], components: { schemas: {} } });
    expect(found(servers({ $ref: './a.yaml#/x' }), 'servers-description')).toEqual(['/servers/0']);
    expect(found(servers({ $ref: './a.yaml', description: 'hidden' }), 'servers-description')).toEqual(['/servers/0']);
    expect(found(servers(ref('schemas/None')), 'servers-description')).toEqual(['/components/schemas']);
    expect(found(servers(ref('schemas/None', { description: 'x' })), 'servers-description')).toEqual(['/servers/0']);
    expect(found(servers({ $ref: '#/~2' }), 'servers-description')).toEqual(['/servers/0']);
  });

  it('in a chain that leads outside stay at the place that is visited', () => {
    const document = openapi({ servers: [{ $ref: '#/x-server' }], 'x-server': { $ref: 'https://esempio.it/s.yaml' } });
    expect(found(document, 'servers-description')).toEqual(['/servers/0']);
  });

  it('into what stands beside another reference find the references there unresolved', () => {
    const document = openapi({
      servers: [{ $ref: '#/x-a/b' }, { $ref: '#/x-a/c' }],
      'x-a': { $ref: '#/x-d', b: { $ref: '#/x-d' }, c: {} },
      'x-d': { description: 'd' },
    });
    expect(found(document, 'servers-description')).toEqual(['/servers/0', '/x-a/c']);
  });

  it('to the same place by different pointers, with or without a key that all objects inherit, lead there', () => {
    const document = openapi({
      servers: [{ $ref: '#/x-list/0' }, { $ref: '#/x-list/constructor' }, { $ref: '#/toString' }],
      'x-list': [{}],
    });
    expect(found(document, 'servers-description')).toEqual(['', '/x-list', '/x-list/0']);
  });
});

describe('circles', () => {
  const operationIds = 'no-method-name-in-operationId';

  it('leave unresolved a reference to what holds it', () => {
    const S = { properties: { self: { ...ref('schemas/S') }, servers: [ref('schemas/S')] } };
    expect(found(using(ref('schemas/S'), { schemas: { S } }), 'servers-description')).toEqual([
      '/components/schemas/S',
    ]);
  });

  it('are entered by a reference from outside', () => {
    const schemas = { A: { ...list, items: ref('schemas/B') }, B: { ...list, items: ref('schemas/A') } };
    expect(found(using(ref('schemas/A'), { schemas }), bounds)).toEqual([
      ...Array(3).fill('/components/schemas/A'),
      ...Array(2).fill('/components/schemas/B'),
    ]);
  });

  it('that share a member are one', () => {
    const schemas = {
      A: { ...list, items: ref('schemas/B') },
      B: { ...list, items: ref('schemas/A'), not: ref('schemas/C') },
      C: { ...list, items: ref('schemas/B') },
    };
    expect(found(openapi({ components: { schemas } }), bounds)).toHaveLength(6);
  });

  it('of references that refer to each other are bare objects', () => {
    const schemas = { A: ref('schemas/B'), B: ref('schemas/C'), C: ref('schemas/A') };
    expect(
      found({ ...openapi({ servers: [ref('schemas/A')] }), components: { schemas } }, 'servers-description'),
    ).toEqual(['/components/schemas/B']);
  });

  it('are none where a reference leads to a part that does not hold it', () => {
    const S = { properties: { items: list, more: { $ref: '#/components/schemas/S/properties/items' } } };
    expect(found(openapi({ components: { schemas: { S } } }), bounds)).toEqual(
      Array(3).fill('/components/schemas/S/properties/items'),
    );
  });

  it('go through outer values too: a part that refers to the whole, and is referred to by it', () => {
    const S = {
      properties: {
        part: { ...list, items: ref('schemas/S') },
        again: { $ref: '#/components/schemas/S/properties/part' },
      },
    };
    expect(found(openapi({ components: { schemas: { S } } }), bounds)).toEqual(
      Array(2).fill('/components/schemas/S/properties/part'),
    );
  });

  it('to the document itself end there', () => {
    expect(found(openapi({ 'x-a': { $ref: '#' }, 'x-b': { operationId: 'getA' } }), operationIds)).toEqual([
      '/x-b/operationId',
    ]);
  });
});

describe('where a finding is reported', () => {
  it('is the parent of what is missing', () => {
    expect(found(openapi({}), 'has-contact')).toEqual(['']);
    expect(found(openapi({ info: {} }), 'has-contact')).toEqual(['/info']);
  });

  it('is the component, below a reference', () => {
    const document = operation({ responses: { '200': ref('responses/R') } });
    const components = { responses: { R: { headers: { 'X-Foo': {} } } } };
    expect(found({ ...document, components }, 'no-x-headers-response')).toEqual([
      '/components/responses/R/headers/X-Foo',
    ]);
  });

  it('is the end of a chain', () => {
    const document = operation({ responses: { '200': ref('responses/A') } });
    const responses = { A: ref('responses/B'), B: ref('responses/C'), C: { headers: {} } };
    expect(found({ ...document, components: { responses } }, 'missing-ratelimit')).toEqual([
      '/components/responses/C/headers',
    ]);
  });

  it('is the reference when something stands beside it, besides the component', () => {
    const components = { schemas: { S: { type: 'object' } } };
    expect(
      found(using(ref('schemas/S', { description: 'd' }), components), 'sec-no-default-additionalProperties'),
    ).toEqual(['/components/schemas/S', used]);
  });

  it('is the component when another reference lies before the one with siblings', () => {
    const responses = { R: { content: { 'application/json': { schema: ref('schemas/S', { description: 'd' }) } } } };
    const document = {
      ...operation({ responses: { '200': ref('responses/R') } }),
      components: { responses, schemas: { S: list } },
    };
    expect(found(document, bounds)).toEqual([
      ...Array(2).fill('/components/responses/R/content/application~1json/schema'),
      ...Array(2).fill('/components/schemas/S'),
    ]);
  });

  it('is the component for what is deeper than a reference with siblings', () => {
    const components = { schemas: { S: { properties: { a: list } } } };
    expect(found(using(ref('schemas/S', { description: 'd' }), components), bounds)).toEqual(
      Array(2).fill('/components/schemas/S/properties/a'),
    );
  });

  it('is the sibling that has the name of what is found', () => {
    const document = openapi({
      servers: [{ $ref: '#/x-server', url: 'https://shown.it' }],
      'x-server': { description: 'd', url: 'http://a.it' },
    });
    expect(found(document, 'servers-use-https')).toEqual(['/servers/0/url']);
  });

  it('is the place that is visited when a sibling is entered and left, however deep', () => {
    const components = {
      schemas: { S: { properties: { a: { type: 'array', items: ref('schemas/T') } } }, T: { properties: { b: list } } },
    };
    expect(found(using(ref('schemas/S', { properties: {} }), components), bounds)).toEqual([
      ...Array(2).fill('/components/schemas/S/properties/a'),
      ...Array(2).fill('/components/schemas/T/properties/b'),
      ...Array(2).fill(`${used}/properties/a`),
      ...Array(2).fill(`${used}/properties/a/items/properties/b`),
    ]);
  });
});
