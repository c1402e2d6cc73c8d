/** The official rules on names, types, formats and security. */
import { describe, expect, it } from 'vitest';
import type { Members } from '../../../shared/domain/description/specification.ts';
import { found, openapi, operation, ref, schema, swagger } from '../../fixtures/found-officially.ts';

const S = '/components/schemas/S';
const oldNames = [
  'nome',
  'name',
  'surname',
  'cf',
  'fiscalcode',
  'fiscal_code',
  'fiscalnumber',
  'fiscal_number',
  'firstname',
  'first_name',
  'lastname',
  'last_name',
  'Nome',
  'fiscalCode',
];

describe('use-recommended-names-in-parameters', () => {
  const rule = 'use-recommended-names-in-parameters';

  it.each(oldNames)('finds %s', (name) => {
    expect(found(operation({ parameters: [{ name }] }), rule)).toEqual(['/paths/~1a/get/parameters/0/name']);
  });

  it('passes other names, and what only contains one', () => {
    for (const name of ['family_name', 'names', 'thecf', '', 7, null]) {
      expect(found(operation({ parameters: [{ name }] }), rule)).toEqual([]);
    }
  });

  it('looks at any depth below parameters: XML hints, examples, maps of properties', () => {
    const parameters = [{ schema: { xml: { name: 'cf' }, properties: { name: 'nome' } }, example: [{ name: 'name' }] }];
    const at = '/paths/~1a/get/parameters/0';
    expect(found(operation({ parameters }), rule)).toEqual([
      `${at}/example/0/name`,
      `${at}/schema/properties/name`,
      `${at}/schema/xml/name`,
    ]);
    expect(found(openapi({ parameters: { name: 'cf' } }), rule)).toEqual([]);
    expect(found(swagger({ parameters: [{ name: 'cf' }] }), rule)).toEqual([]);
  });
});

describe('use-recommended-names-in-schemas', () => {
  const rule = 'use-recommended-names-in-schemas';
  const object = (properties: unknown): Members => schema({ type: 'object', properties });

  it.each(oldNames)('finds a primitive under %s', (name) => {
    expect(found(object({ a: { example: { [name]: 1 } } }), rule)).toEqual([`${S}/properties/a/example/${name}`]);
  });

  it('never finds the schema of a property, but hints, examples and maps, whatever the value', () => {
    expect(found(object({ name: { type: 'string' }, cf: [] }), rule)).toEqual([]);
    const properties = { a: { xml: { name: 'x' } }, name: null, b: { enum: [{ cf: false }] } };
    expect(found(object(properties), rule)).toEqual([
      `${S}/properties/a/xml/name`,
      `${S}/properties/b/enum/0/cf`,
      `${S}/properties/name`,
    ]);
  });

  it('looks only below the properties of what has that type, and not at the root', () => {
    expect(found(schema({ properties: { name: 1 } }), rule)).toEqual([]);
    expect(found(schema({ type: 'object', name: 1 }), rule)).toEqual([]);
    expect(found(openapi({ type: 'object', properties: { name: 1 } }), rule)).toEqual([]);
    expect(found(swagger({ definitions: { S: { type: 'object', properties: { name: 1 } } } }), rule)).toEqual([]);
  });

  it('reports what is reached through references in the component, even one without type', () => {
    const schemas = { S: { type: 'object', properties: { a: ref('schemas/T') } }, T: { xml: { name: 'x' } } };
    expect(found(openapi({ components: { schemas } }), rule)).toEqual(['/components/schemas/T/xml/name']);
  });
});

describe.each([
  ['number', ['decimal32', 'decimal64', 'decimal128', 'float', 'double']],
  ['integer', ['int32', 'int64']],
] as const)('a %s', (type, formats) => {
  it('needs a format', () => {
    expect(found(schema({ type }), `${type}-format`)).toEqual([S]);
    for (const format of ['', null, 0])
      expect(found(schema({ type, format }), `${type}-format`)).toEqual([`${S}/format`]);
    expect(found(schema({ type, format: 'x' }), `${type}-format`)).toEqual([]);
    expect(found(schema({ type: [type, 'null'] }), `${type}-format`)).toEqual([]);
    expect(found(swagger({ definitions: { S: { type } } }), `${type}-format`)).toEqual([]);
  });

  it('counts once at a component, and again at references with siblings', () => {
    const document = schema({ type });
    expect(found({ ...document, 'x-a': ref('schemas/S') }, `${type}-format`)).toEqual([S]);
    expect(found({ ...document, 'x-a': ref('schemas/S', { title: 't' }) }, `${type}-format`)).toEqual([S, '/x-a']);
  });

  it('has a format of a list', () => {
    const rule = `allowed-${type}-format`;
    for (const format of formats) expect(found(schema({ type, format }), rule)).toEqual([]);
    for (const format of ['int', '', 7, null, false])
      expect(found(schema({ type, format }), rule)).toEqual([`${S}/format`]);
    for (const format of [[], {}]) expect(found(schema({ type, format }), rule)).toEqual([]);
    expect(found(schema({ type }), rule)).toEqual([]);
    expect(found(openapi({ 'x-a': { type, format: { $ref: '#/x-f' } }, 'x-f': 'int' }), rule)).toEqual(['/x-f']);
  });

  it('has both bounds, null at least, and exclusive ones do not count', () => {
    const rule = 'sec-number-boundaries';
    expect(found(schema({ type, minimum: 0, maximum: null }), rule)).toEqual([]);
    expect(found(schema({ type, exclusiveMinimum: 0, maximum: 1 }), rule)).toEqual([S]);
    expect(found({ ...schema({ type }), 'x-a': ref('schemas/S') }, rule)).toEqual([S, S, S]);
    expect(found(swagger({ definitions: { S: { type } } }), rule)).toEqual([]);
  });
});

describe('lists and texts', () => {
  it('sec-array-boundaries wants both bounds of lists', () => {
    expect(found(schema({ type: 'array' }), 'sec-array-boundaries')).toEqual([S, S]);
    expect(found(schema({ type: 'array', minItems: null, maxItems: 0 }), 'sec-array-boundaries')).toEqual([]);
    expect(found(swagger({ definitions: { S: { type: 'array' } } }), 'sec-array-boundaries')).toEqual([]);
  });

  it('sec-string-maxlength wants a longest length of texts without format or enumeration', () => {
    const rule = 'sec-string-maxlength';
    for (const bad of [{}, { enum: null }, { format: '' }])
      expect(found(schema({ type: 'string', ...bad }), rule)).toEqual([S]);
    for (const good of [{ maxLength: null }, { enum: [] }, { format: 'uuid' }]) {
      expect(found(schema({ type: 'string', ...good }), rule)).toEqual([]);
    }
    expect(found(swagger({ definitions: { S: { type: 'string' } } }), rule)).toEqual([]);
  });

  it('sec-string-pattern-or-format-or-enum wants one of them, whatever its value', () => {
    const rule = 'sec-string-pattern-or-format-or-enum';
    for (const bad of [{}, { enum: null }]) expect(found(schema({ type: 'string', ...bad }), rule)).toEqual([S]);
    for (const good of [{ pattern: null }, { format: '' }, { enum: ['a'] }, { format: 'x' }]) {
      expect(found(schema({ type: 'string', ...good }), rule)).toEqual([]);
    }
    expect(found({ ...schema({ type: 'string' }), 'x-a': ref('schemas/S') }, rule)).toEqual([S]);
  });
});

describe('additional properties', () => {
  const object = (members: Members): Members => schema({ type: 'object', ...members });

  it('sec-no-additionalProperties finds those that are allowed, even with a largest number', () => {
    const rule = 'sec-no-additionalProperties';
    expect(found(object({ additionalProperties: true, maxProperties: 3 }), rule)).toEqual([
      `${S}/additionalProperties`,
    ]);
    for (const more of [false, {}, null, 'true'])
      expect(found(object({ additionalProperties: more }), rule)).toEqual([]);
    expect(found(object({}), rule)).toEqual([]);
  });

  it('sec-no-default-additionalProperties wants them spoken of', () => {
    const rule = 'sec-no-default-additionalProperties';
    expect(found(object({}), rule)).toEqual([S]);
    for (const more of [null, false, true]) expect(found(object({ additionalProperties: more }), rule)).toEqual([]);
    expect(found({ ...object({}), 'x-a': ref('schemas/S'), 'x-b': ref('schemas/S', { title: 't' }) }, rule)).toEqual([
      S,
      '/x-b',
    ]);
  });

  it('sec-constrained-additionalProperties wants a largest number of those with a schema', () => {
    const rule = 'sec-constrained-additionalProperties';
    expect(found(object({ additionalProperties: {} }), rule)).toEqual([S]);
    expect(found(object({ additionalProperties: { type: 'string' } }), rule)).toEqual([S]);
    expect(found(object({ additionalProperties: {}, maxProperties: null }), rule)).toEqual([]);
    for (const more of [true, false, null, 0]) expect(found(object({ additionalProperties: more }), rule)).toEqual([]);
  });

  it('are looked at in OpenAPI 3 only', () => {
    for (const more of [true, {}, undefined]) {
      const document = swagger({
        definitions: { S: { type: 'object', ...(more !== undefined && { additionalProperties: more }) } },
      });
      for (const rule of [
        'sec-no-additionalProperties',
        'sec-no-default-additionalProperties',
        'sec-constrained-additionalProperties',
      ]) {
        expect(found(document, rule)).toEqual([]);
      }
    }
  });
});

describe('security schemes', () => {
  const scheme = (members: unknown): Members => openapi({ components: { securitySchemes: { s: members } } });
  const at = '/components/securitySchemes/s';

  it('sec-securitySchemes-oauth-allowed-flows finds implicit and password flows of anything of that type', () => {
    const rule = 'sec-securitySchemes-oauth-allowed-flows';
    const flows = { implicit: {}, password: 'x', clientCredentials: {} };
    expect(found(openapi({ 'x-a': { type: 'oauth2', flows } }), rule)).toEqual([
      '/x-a/flows/implicit',
      '/x-a/flows/password',
    ]);
    expect(found(scheme({ type: 'oauth2', flows: { implicit: null } }), rule)).toEqual([]);
    expect(found(scheme({ type: 'oauth', flows }), rule)).toEqual([]);
    expect(found(swagger({ 'x-a': { type: 'oauth2', flows } }), rule)).toEqual([]);
    expect(
      found(openapi({ 'x-a': { type: 'oauth2', flows: { $ref: '#/x-f' } }, 'x-f': { implicit: {} } }), rule),
    ).toEqual(['/x-f/implicit']);
  });

  it('sec-securitySchemes-oauth-http wants https addresses, deep below the members of a scheme', () => {
    const rule = 'sec-securitySchemes-oauth-http';
    const flows = {
      a: { authorizationUrl: 'http://a.it', refreshUrl: '/a', tokenUrl: 'https://a.it', scopes: { readURL: 'reads' } },
      urls: 'x',
    };
    expect(
      found(scheme({ type: 'oauth2', flows, 'x-url': 'http://a.it', 'x-a': { url: 'HTTPS://a.it' } }), rule),
    ).toEqual([
      `${at}/flows/a/authorizationUrl`,
      `${at}/flows/a/refreshUrl`,
      `${at}/flows/a/scopes/readURL`,
      `${at}/x-a/url`,
    ]);
    expect(found(scheme({ type: 'openIdConnect', flows }), rule)).toEqual([]);
    expect(found({ ...scheme({ type: 'oauth2', flows }), openapi: '2' }, rule)).toEqual([]);
  });

  it('are not looked at in schemas of a type', () => {
    expect(found(openapi({ 'x-a': { type: 'apiKey', in: 'query' } }), 'sec-apikeys-url')).toEqual([]);
  });

  it.each([
    ['sec-apikeys-url', 'query', ['Query', 'header', ['query'], 'query ']],
    ['sec-apikeys-cookie', 'cookie', ['Cookie', 'header', null]],
  ] as const)('%s finds keys in a %s', (rule, place, passing) => {
    expect(found(scheme({ type: 'apiKey', in: place }), rule)).toEqual([`${at}/in`]);
    for (const other of passing) expect(found(scheme({ type: 'apiKey', in: other }), rule)).toEqual([]);
    expect(found(scheme({ type: 'http', in: place }), rule)).toEqual([]);
    expect(found(swagger({ securitySchemes: { s: { type: 'apiKey', in: place } } }), rule)).toEqual([]);
    expect(found(swagger({ securityDefinitions: { s: { type: 'apiKey', in: place } } }), rule)).toEqual([]);
  });

  it('sec-auth-insecure-schemes finds negotiate and oauth in lower case', () => {
    const rule = 'sec-auth-insecure-schemes';
    for (const used of ['negotiate', 'oauth'])
      expect(found(scheme({ type: 'http', scheme: used }), rule)).toEqual([`${at}/scheme`]);
    for (const used of ['basic', 'OAuth', 'bearer', null])
      expect(found(scheme({ type: 'http', scheme: used }), rule)).toEqual([]);
    expect(found(scheme({ type: 'apiKey', scheme: 'oauth' }), rule)).toEqual([]);
  });

  it.each([
    ['sec-securitySchemes-oauth', { type: 'oauth2' }],
    ['sec-securitySchemes-jwt', { type: 'http', bearerFormat: 'JWT' }],
    ['sec-securitySchemes-jwt', { bearerFormat: 'jwt' }],
  ] as const)('%s wants a description that names RFC8725', (rule, members) => {
    expect(found(scheme({ ...members, description: 'See RFC8725.' }), rule)).toEqual([]);
    expect(found(scheme(members), rule)).toEqual([at]);
    expect(found(scheme({ ...members, description: 'RFC 8725' }), rule)).toEqual([`${at}/description`]);
    expect(found(scheme({ ...members, description: '' }), rule)).toEqual(Array(2).fill(`${at}/description`));
    expect(found(scheme({ ...members, description: null }), rule)).toEqual([`${at}/description`]);
    expect(found(scheme({ ...members, description: {} }), rule)).toEqual([]);
    expect(found(swagger({ securitySchemes: { s: members } }), rule)).toEqual(['/securitySchemes/s']);
    const both = openapi({ components: { securitySchemes: { s: members, t: ref('securitySchemes/s') } } });
    expect(found(both, rule)).toEqual([at, at]);
  });

  it('advice is not wanted of other schemes', () => {
    for (const members of [{ type: 'http' }, { bearerFormat: 'Jwt' }, 'oauth2', null]) {
      expect(found(scheme(members), 'sec-securitySchemes-oauth')).toEqual([]);
      expect(found(scheme(members), 'sec-securitySchemes-jwt')).toEqual([]);
    }
  });
});

describe('sec-credentials-parameters', () => {
  const rule = 'sec-credentials-parameters';
  const parameter = (members: Members): Members => operation({ parameters: [members] });

  it('finds secrets in addresses', () => {
    for (const name of ['password', 'myPassword', 'SECRET', 'apiKey']) {
      for (const place of ['query', 'path', 'querystring', 'xpath']) {
        expect(found(parameter({ in: place, name }), rule)).toEqual(['/paths/~1a/get/parameters/0/name']);
      }
    }
    const components = { parameters: { P: { in: 'query', name: 'secret' } } };
    expect(found({ ...operation({ parameters: [ref('parameters/P')] }), components }, rule)).toEqual([
      '/components/parameters/P/name',
    ]);
  });

  it('passes other names, other places, and Swagger', () => {
    for (const name of ['api_key', 'pass', 7, null]) expect(found(parameter({ in: 'query', name }), rule)).toEqual([]);
    for (const place of ['header', 'Query', null, ['query']])
      expect(found(parameter({ in: place, name: 'secret' }), rule)).toEqual([]);
    expect(found(parameter({ in: 'query' }), rule)).toEqual([]);
    expect(found(swagger({ parameters: [{ in: 'query', name: 'secret' }] }), rule)).toEqual([]);
  });
});

describe.each([
  ['sec-protection-global-unsafe', ['post', 'patch', 'delete', 'put'], ['get', 'head', 'options', 'trace']],
  ['sec-protection-global-unsafe-strict', ['post', 'patch', 'delete', 'put'], ['get', 'head', 'options', 'trace']],
  ['sec-protection-global-safe', ['get', 'head'], ['post', 'options', 'trace', 'query']],
] as const)('%s', (rule, methods, others) => {
  it.each(methods)('wants %s protected, in all versions', (method) => {
    const paths = { '/a': { [method]: {} } };
    for (const make of [openapi, swagger]) {
      expect(found(make({ paths }), rule)).toEqual([`/paths/~1a/${method}`]);
      expect(found(make({ paths, security: [{ s: [] }] }), rule)).toEqual([]);
      for (const security of [[], null, ''])
        expect(found(make({ paths, security }), rule)).toEqual([`/paths/~1a/${method}`]);
    }
  });

  it('prefers what the operation says', () => {
    const [method] = methods;
    const own = (security: unknown, root: unknown): readonly string[] =>
      found(openapi({ security: root, paths: { '/a': { [method]: { security } } } }), rule);
    for (const security of [[], null, '', 0])
      expect(own(security, [{ s: [] }])).toEqual([`/paths/~1a/${method}/security`]);
    for (const security of [[{ s: [] }], {}, 'x']) expect(own(security, [])).toEqual([]);
  });

  it('leaves other methods alone', () => {
    for (const method of others) expect(found(openapi({ paths: { '/a': { [method]: {} } } }), rule)).toEqual([]);
  });

  it('looks at paths and their extensions, not at callbacks and webhooks, nor at what is no object', () => {
    const [method] = methods;
    const item = { [method]: {} };
    expect(found(openapi({ paths: { 'x-a': item } }), rule)).toEqual([`/paths/x-a/${method}`]);
    expect(found(openapi({ paths: { '/a': { [method]: null } }, webhooks: { w: item } }), rule)).toEqual([]);
    expect(found(openapi({ paths: { '/a': { trace: { callbacks: { c: { '/b': item } } } } } }), rule)).toEqual([]);
  });

  it('counts path items that share one target once', () => {
    const [method] = methods;
    const paths = { '/a': { $ref: '#/x-p' }, '/b': { $ref: '#/x-p' } };
    expect(found(openapi({ paths, 'x-p': { [method]: {} } }), rule)).toEqual([`/x-p/${method}`]);
  });
});

describe('empty requirements', () => {
  const strict = 'sec-protection-global-unsafe-strict';
  const document = (own: unknown, root?: unknown): Members =>
    openapi({
      ...(root !== undefined && { security: root }),
      paths: { '/a': { post: own === undefined ? {} : { security: own } } },
    });

  it('pass but for the strict rule, which finds each where the operation has them', () => {
    const security = [{}, { s: [] }, {}, null, []];
    expect(found(document(security), 'sec-protection-global-unsafe')).toEqual([]);
    expect(found(document(security), strict)).toEqual(['/paths/~1a/post/security/0', '/paths/~1a/post/security/2']);
    expect(found(operation({ security }), 'sec-protection-global-safe')).toEqual([]);
  });

  it('are one at the operation when they come from the root', () => {
    expect(found(document(undefined, [{}, {}]), strict)).toEqual(['/paths/~1a/post']);
    expect(found(document(undefined, [{ s: [] }]), strict)).toEqual([]);
    expect(found(document([{ s: [] }], [{}]), strict)).toEqual([]);
  });
});
