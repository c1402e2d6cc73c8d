/** What a comparison makes of two descriptions: the guards and the matching that no single id shows. */
import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../../shared/domain/changes/change.ts';
import { compare } from '../../../shared/domain/changes/compare.ts';

const today = '2026-11-23';

type Parts = { readonly [name: string]: unknown };

const api = (paths: Parts, more: Parts = {}): unknown => ({
  openapi: '3.0.3',
  info: { title: 'Registry', version: '1.0.0' },
  paths,
  ...more,
});

const answer = (schema: unknown, status = '200') => ({
  responses: { [status]: { description: 'ok', content: { 'application/json': { schema } } } },
});

const ask = (schema: unknown) => ({
  requestBody: { content: { 'application/json': { schema } } },
  responses: { '200': { description: 'ok' } },
});

const told = ({ changes }: Comparison): readonly string[] =>
  changes
    .filter(({ level }) => level !== 'editorial')
    .map(({ id, level, operations }) =>
      [level, id, ...operations.map(({ method, path }) => `${method} ${path}`)].join(' '),
    )
    .sort();

const between = (base: unknown, revision: unknown): readonly string[] => told(compare(base, revision, today));

const text = { type: 'string' };
const number = { type: 'number' };

describe('operations', () => {
  it('are the same when only the names in the template changed', () => {
    const withName = (name: string) => ({
      get: { parameters: [{ in: 'path', name, required: true, schema: text }], ...answer(text) },
    });
    expect(between(api({ '/a/{id}': withName('id') }), api({ '/a/{code}': withName('code') }))).toEqual([]);
  });

  it('that moved with their id and shape are one change, not one gone and one new', () => {
    const operation = { operationId: 'read', ...answer(text) };
    const moved = between(api({ '/v1/things': { get: operation } }), api({ '/v2/things': { get: operation } }));
    expect(moved).toEqual(['breaking endpoint-path-changed GET /v2/things']);
  });

  it('that end on an announced day are no news once the day has come', () => {
    const ending = (day: string) => ({ deprecated: true, 'x-sunset': day, ...answer(text) });
    const without = (day: string) =>
      compare(api({ '/a': { get: ending(day), put: {} } }), api({ '/a': { put: {} } }), today);
    expect(told(without('2026-11-22'))).toEqual([]);
    expect(told(without('2026-12-01'))).toEqual(['breaking api-removed-before-sunset GET /a']);
    expect(without('2026-12-01').notes).toContain('breaking-before-sunset');
  });

  it('of alpha stability promise nothing', () => {
    const alpha = (schema: unknown) => api({ '/a': { get: { 'x-stability-level': 'alpha', ...answer(schema) } } });
    expect(between(alpha(text), alpha(number))).toEqual([]);
  });
});

describe('schemas', () => {
  const shared = (resident: unknown, use: 'answer' | 'ask' = 'answer') =>
    api(
      Object.fromEntries(
        ['/a', '/b', '/c'].map((path) => [
          path,
          { post: (use === 'answer' ? answer : ask)({ $ref: '#/components/schemas/Resident' }) },
        ]),
      ),
      { components: { schemas: { Resident: resident } } },
    );

  it('that are shared change once, for all operations that reach them', () => {
    const [one, two] = [{ name: text }, { name: text, age: number }].map((properties) => shared({ properties }));
    expect(between(one, two)).toEqual(['info response-optional-property-added POST /a POST /b POST /c']);
  });

  it('are told at their own place, by name', () => {
    const [base, revision] = [{ type: 'object' }, { type: 'object', required: ['age'] }].map((more) =>
      shared({ properties: { age: number }, ...more }, 'ask'),
    );
    const { changes } = compare(base, revision, today);
    expect(changes).toMatchObject([
      {
        id: 'request-property-became-required',
        basePointer: '/components/schemas/Resident/properties/age',
        revisionPointer: '/components/schemas/Resident/properties/age',
        subject: { property: 'age', schema: 'Resident' },
        operationCount: 3,
      },
    ]);
  });

  it('written out of an allOf mean the same', () => {
    const parts = { allOf: [{ $ref: '#/components/schemas/Base' }, { properties: { b: number }, required: ['b'] }] };
    const base = { type: 'object', properties: { a: text } };
    const whole = { type: 'object', properties: { a: text, b: number }, required: ['b'] };
    const with_ = (schema: unknown) =>
      api({ '/a': { post: ask(schema) } }, { components: { schemas: { Base: base } } });
    expect(between(with_(parts), with_(whole))).toEqual([]);
    expect(between(with_(whole), with_(parts))).toEqual([]);
  });

  it('of a parameter behind a reference that leads nowhere are not judged', () => {
    const get = (parameters: unknown) => api({ '/a': { get: { parameters, ...answer(text) } } });
    const unknown = [{ $ref: 'https://elsewhere.example/p.yaml' }];
    const known = [{ in: 'query', name: 'q', required: true, schema: text }];
    expect(between(get(unknown), get(known))).toEqual([]);
    expect(between(get(known), get(unknown))).toEqual([]);
  });

  it('that only error answers have warn where others would break', () => {
    const error = (schema: unknown) =>
      api({ '/a': { get: { responses: { ...answer(text).responses, ...answer(schema, '404').responses } } } });
    expect(between(error(text), error(number))).toEqual(['warning response-body-type-changed GET /a']);
  });

  it('with a name that objects inherit are as any other', () => {
    const own = (names: readonly string[]) =>
      shared({ properties: Object.fromEntries(names.map((name) => [name, text])) });
    expect(between(own(['a']), own(['a', 'constructor']))).toEqual([
      'info response-optional-property-added POST /a POST /b POST /c',
    ]);
  });

  it('below a property that is called as a keyword of values are compared too', () => {
    const nested = (inner: unknown) =>
      api(
        { '/a': { get: answer({ properties: { default: { $ref: '#/components/schemas/Inner' } } }) } },
        { components: { schemas: { Inner: inner } } },
      );
    expect(between(nested(text), nested(number))).toEqual(['breaking response-property-type-changed GET /a']);
  });

  it('turned into a choice that has the old shape are only more to expect', () => {
    const shape = { type: 'object', properties: { a: text } };
    const choice = { oneOf: [shape, { type: 'object', properties: { b: number } }] };
    expect(between(api({ '/a': { post: ask(shape) } }), api({ '/a': { post: ask(choice) } }))).toEqual([
      'info request-body-one-of-added POST /a',
    ]);
  });

  it('bounded exclusively instead are one change', () => {
    const bound = (more: Parts) => api({ '/a': { post: ask({ type: 'number', minimum: 5, ...more }) } });
    expect(between(bound({}), bound({ exclusiveMinimum: true }))).toEqual([
      'breaking request-body-exclusive-min-set POST /a',
    ]);
    expect(between(bound({ exclusiveMinimum: true }), bound({}))).toEqual([]);
  });
});

describe('credentials', () => {
  const secured = (security: unknown) => api({ '/a': { get: { security, ...answer(text) } } });

  it.each([
    [
      'another way to call beside the old one',
      [{ key: [] }],
      [{ key: [] }, { token: [] }],
      ['info api-security-added GET /a'],
    ],
    [
      'one more for those who had one',
      [{ key: [] }],
      [{ key: [], token: [] }],
      ['breaking api-security-added GET /a', 'info api-security-removed GET /a'],
    ],
    ['one of two ways gone', [{ key: [] }, { token: [] }], [{ key: [] }], ['breaking api-security-removed GET /a']],
    ['none any more', [{ key: [] }], [], ['info api-security-removed GET /a']],
    ['optional as before', [{}, { key: [] }], [{ key: [] }, {}], []],
    [
      'one more scope',
      [{ auth: ['read'] }],
      [{ auth: ['read', 'write'] }],
      ['breaking api-security-scope-added GET /a'],
    ],
    ['one scope less', [{ auth: ['read', 'write'] }], [{ auth: ['read'] }], ['info api-security-scope-removed GET /a']],
  ])('%s', (_, before, after, expected) => {
    expect(between(secured(before), secured(after))).toEqual(expected);
  });

  it('asked of every operation are one change', () => {
    const all = (security: unknown) => api({ '/a': { get: { security }, put: { security }, post: { security } } });
    expect(between(all([]), all([{ key: [] }]))).toEqual(['breaking api-security-added GET /a PUT /a POST /a']);
  });
});

describe('what is sent to others', () => {
  it('by a webhook breaks its receiver as an answer breaks a caller', () => {
    const hook = (properties: Parts) => ({
      openapi: '3.1.0',
      info: { title: 'Registry', version: '1.0.0' },
      webhooks: { born: { post: ask({ properties, required: ['id'] }) } },
    });
    expect(between(hook({ id: text }), hook({}))).toEqual([
      'breaking response-required-property-removed POST webhook born',
    ]);
  });

  it('by a callback is compared, and told when there is one more or less', () => {
    const done = (schema: unknown) => ({ done: { '{$request.body#/url}': { post: ask(schema) } } });
    const calling = (callbacks: unknown) => api({ '/a': { post: { callbacks, ...answer(text) } } });
    expect(between(calling(done(text)), calling(done(number)))).toEqual([
      'breaking response-body-type-changed POST callback done',
    ]);
    expect(between(calling({}), calling(done(text)))).toEqual(['info callback-added POST /a']);
    expect(between(calling(done(text)), calling({}))).toEqual(['warning callback-removed POST /a']);
  });
});

describe('addresses', () => {
  const served = (...urls: readonly string[]) =>
    api({ '/a': { get: answer(text) } }, { servers: urls.map((url) => ({ url })) });

  it('written otherwise are the same', () => {
    expect(between(served('https://API.example.it/v1/'), served('https://api.example.it/v1'))).toEqual([]);
  });

  it('that are gone are a warning', () => {
    expect(between(served('https://a.example'), served('https://b.example'))).toEqual([
      'info server-added GET /a',
      'warning server-removed GET /a',
    ]);
  });

  it('of Swagger 2.0 are those of the same API in OpenAPI 3', () => {
    const old = {
      swagger: '2.0',
      info: { title: 'Registry', version: '1.0.0' },
      host: 'api.example.it',
      basePath: '/v1',
      schemes: ['https'],
      paths: {
        '/a': {
          post: {
            consumes: ['application/json'],
            produces: ['application/json'],
            parameters: [
              { in: 'body', name: 'body', required: true, schema: { $ref: '#/definitions/Thing' } },
              { in: 'query', name: 'q', type: 'string', maxLength: 5 },
            ],
            responses: {
              200: {
                description: 'ok',
                schema: { $ref: '#/definitions/Thing' },
                headers: { 'X-Left': { type: 'integer' } },
              },
            },
          },
        },
      },
      definitions: { Thing: { type: 'object', properties: { id: text } } },
    };
    const thing = { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } };
    const now = {
      openapi: '3.0.3',
      info: { title: 'Registry', version: '1.0.0' },
      servers: [{ url: 'https://api.example.it/v1' }],
      paths: {
        '/a': {
          post: {
            parameters: [{ in: 'query', name: 'q', schema: { type: 'string', maxLength: 5 } }],
            requestBody: { required: true, content: thing },
            responses: {
              200: { description: 'ok', content: thing, headers: { 'X-Left': { schema: { type: 'integer' } } } },
            },
          },
        },
      },
      components: { schemas: { Thing: { type: 'object', properties: { id: text } } } },
    };
    expect(between(old, now)).toEqual([]);
  });

  it('of a form field in Swagger 2.0 are told where the field stands', () => {
    const form = (required: boolean) => ({
      swagger: '2.0',
      paths: {
        '/a': { post: { parameters: [{ in: 'formData', name: 'f', type: 'string', required }], responses: {} } },
      },
    });
    const { changes } = compare(form(false), form(true), today);
    expect(changes.map(({ id, revisionPointer }) => [id, revisionPointer])).toContainEqual([
      'request-property-became-required',
      '/paths/~1a/post/parameters/0',
    ]);
  });
});

describe('a version that breaks its callers', () => {
  const versions = (before: unknown, after: unknown) => {
    const of = (version: unknown, paths: Parts) => api(paths, { info: { title: 'Registry', version } });
    return compare(of(before, { '/a': { get: answer(text) } }), of(after, {}), today).notes;
  };

  it.each([
    ['1.2.3', '1.2.3', ['api-version-not-bumped']],
    ['1.2.3', '1.3.0', ['api-major-version-not-bumped']],
    ['1.2.3', '2.0.0', []],
    ['2.0.0', '1.9.0', ['api-version-decreased']],
    ['0.2.0', '0.3.0', []],
    ['0.2.0', '0.2.1', ['api-major-version-not-bumped']],
    ['v1', 'v2', []],
    ['beta', 'gamma', []],
    [undefined, '1.0.0', []],
  ])('of %s and now %s says so', (before, after, notes) => {
    expect(versions(before, after)).toEqual(notes);
  });

  it('says nothing where nothing breaks', () => {
    expect(compare(api({}), api({ '/a': { get: answer(text) } }), today).notes).toEqual([]);
  });
});

describe('values that are shown', () => {
  const withDefault = (value: unknown) => api({ '/a': { get: answer({ type: 'object', default: value }) } });

  it('are clipped when they are long, whatever they hold', () => {
    const [change] = compare(
      withDefault({}),
      withDefault({ list: Array.from({ length: 9999 }, () => 'x'.repeat(99)) }),
      today,
    ).changes;
    expect(String(change?.new)).toHaveLength(200);
    expect(change?.old).toEqual({});
  });

  it('are themselves when they are short', () => {
    const [change] = compare(withDefault('a'), withDefault([1, null, { b: true }]), today).changes;
    expect(change).toMatchObject({ old: 'a', new: [1, null, { b: true }] });
  });
});

describe('what is said elsewhere than where it holds', () => {
  it('a property of an allOf that is required beside it', () => {
    const schema = (required: readonly string[]) => ({
      oneOf: [text],
      allOf: [{ type: 'object', properties: { a: text }, required: ['b'] }, { properties: { b: text } }],
      required,
    });
    expect(between(api({ '/a': { post: ask(schema([])) } }), api({ '/a': { post: ask(schema(['a'])) } }))).toEqual([
      'breaking request-property-became-required POST /a',
    ]);
    expect(between(api({ '/a': { get: answer(schema(['a'])) } }), api({ '/a': { get: answer(schema([])) } }))).toEqual([
      'breaking response-property-became-optional GET /a',
    ]);
  });

  it('a discriminator of Swagger 2.0 by its name alone', () => {
    const old = (discriminator: string) => ({
      swagger: '2.0',
      paths: { '/a': { get: { responses: { 200: { schema: { type: 'object', discriminator } } } } } },
    });
    expect(between(old('kind'), old('sort'))).toEqual([
      'breaking response-body-discriminator-property-name-changed GET /a',
    ]);
  });

  it('a schema that is true, or false', () => {
    const open = (additionalProperties: unknown) =>
      api({ '/a': { post: ask({ type: 'object', additionalProperties }) } });
    expect(between(open(true), open(false))).toEqual(['breaking request-body-additional-properties-forbidden POST /a']);
    expect(between(open(undefined), open(true))).toEqual([]);
    expect(between(open(text), open(number))).toEqual(['breaking request-property-type-changed POST /a']);
  });

  it('types of 3.1 in lists of bare branches', () => {
    const body = (schema: unknown) => ({ ...(api({ '/a': { post: ask(schema) } }) as object), openapi: '3.1.0' });
    const nullable = { anyOf: [text, { type: 'null' }] };
    expect(between(body({ type: ['string', 'null'] }), body(nullable))).toEqual([]);
    expect(between(body(nullable), body(text))).toEqual(['breaking request-body-became-not-nullable POST /a']);
  });

  it('a component of a Swagger 2.0 path shared by operations', () => {
    const old = (required: boolean) => ({
      swagger: '2.0',
      parameters: { page: { in: 'query', name: 'page', type: 'integer', required } },
      paths: { '/a': { parameters: [{ $ref: '#/parameters/page' }], get: {}, put: {} } },
    });
    const { changes } = compare(old(false), old(true), today);
    expect(changes).toMatchObject([
      { id: 'request-parameter-became-required', revisionPointer: '/parameters/page', operationCount: 2 },
    ]);
  });
});

describe('an end that is announced', () => {
  const ending = (sunset: unknown) => api({ '/a': { get: { deprecated: true, 'x-sunset': sunset, ...answer(text) } } });

  it.each([
    ['comes sooner', '2027-06-01', '2027-01-01', ['warning api-sunset-date-changed-too-small GET /a']],
    ['comes later', '2027-01-01', '2027-06-01', []],
    ['is taken back', '2027-01-01', undefined, ['warning sunset-deleted GET /a']],
    ['is no day', '2027-01-01', 'soon', []],
  ])('%s', (_, before, after, expected) => {
    expect(between(ending(before), ending(after))).toEqual(expected);
  });

  it('with a day that is none is a deprecation all the same', () => {
    expect(between(api({ '/a': { get: answer(text) } }), ending('soon'))).toEqual(['info endpoint-deprecated GET /a']);
  });
});

describe('documents of no sense', () => {
  it.each([
    ['nothing at all', undefined, null],
    ['lists', [], [1]],
    [
      'names that are functions elsewhere',
      { openapi: { toString: 1 }, info: { version: { valueOf: 1 } } },
      { openapi: '3.0.0' },
    ],
    [
      'parts of other kinds',
      { openapi: '3.0.0', paths: [], components: 'x' },
      { openapi: '3.0.0', paths: { '/a': 'x' }, webhooks: 1 },
    ],
  ])('%s are compared without a breaking change', (_, base, revision) => {
    expect(compare(base, revision, today).breaking).toBe(0);
    expect(compare(revision, base, today).breaking).toBe(0);
  });

  it('have as many changes as there are, and list the gravest of them', () => {
    const many = (prefix: string) => ({
      openapi: '3.0.0',
      paths: Object.fromEntries(Array.from({ length: 6000 }, (_, index) => [`/${prefix}${index}`, { get: {} }])),
    });
    const comparison = compare(many('a'), many('b'), today);
    expect(comparison).toMatchObject({ breaking: 6000, info: 6000 });
    expect(comparison.changes).toHaveLength(5000);
    expect(comparison.changes.every(({ level }) => level === 'breaking')).toBe(true);
  });
});

describe('what a caller has to give', () => {
  const open = (properties: Parts, more: Parts = {}) => ({ type: 'object', properties, ...more });

  it.each([
    ['is more when nobody may call without', [{}, { key: [] }], [{ key: [] }], ['breaking api-security-added GET /a']],
    [
      'is more when one of two sets of scopes is gone',
      [{ auth: ['x'] }, { auth: ['y'] }],
      [{ auth: ['x'] }],
      ['breaking api-security-removed GET /a'],
    ],
  ])('%s', (_, before, after, expected) => {
    const secured = (security: unknown) => api({ '/a': { get: { security, ...answer(text) } } });
    expect(between(secured(before), secured(after))).toEqual(expected);
  });

  it('is what holds for the whole, when an operation no longer says for itself', () => {
    const whole = (own: Parts) => api({ '/a': { get: { ...own, ...answer(text) } } }, { security: [{ key: [] }] });
    expect(between(whole({ security: [] }), whole({}))).toEqual(['breaking api-security-added GET /a']);
    expect(between(whole({ security: [{ key: [] }] }), whole({}))).toEqual([]);
  });

  it('is the same by whatever name a scheme goes', () => {
    const named = (name: string) =>
      api(
        { '/a': { get: { security: [{ [name]: [] }], ...answer(text) } } },
        { components: { securitySchemes: { [name]: { type: 'apiKey', in: 'header', name: 'X-Key' } } } },
      );
    expect(between(named('old'), named('new'))).toEqual([]);
  });

  it('is a property that was the server’s to set', () => {
    const body = (readOnly: boolean) =>
      api({ '/a': { post: ask(open({ a: { ...text, readOnly } }, { required: ['a'] })) } });
    expect(between(body(true), body(false))).toEqual([
      'warning request-required-property-became-not-read-only POST /a',
    ]);
  });

  it('is one value, or several, however they are listed', () => {
    const body = (schema: unknown) => api({ '/a': { post: ask(schema) } });
    expect(between(body({ const: 'x' }), body({ enum: ['x', 'y'] }))).toEqual([]);
    expect(between(body({ enum: ['x', 'y'] }), body({ const: 'x' }))).toEqual([
      'breaking request-body-enum-value-removed POST /a',
    ]);
  });

  it('is the same whole number above or from', () => {
    const given = (schema: unknown) => ({ ...(api({ '/a': { get: answer(schema) } }) as object), openapi: '3.1.0' });
    const [from, above] = [
      { type: 'integer', minimum: 1 },
      { type: 'integer', exclusiveMinimum: 0 },
    ];
    expect(between(given(from), given(above))).toEqual([]);
    expect(between(given(above), given(from))).toEqual([]);
  });

  it('is asked by the operation of the same id where two stand at one address', () => {
    const operation = (name: string) => ({
      get: { operationId: name, parameters: [{ in: 'path', name, required: true, schema: text }], ...answer(text) },
    });
    const both = { '/a/{x}': operation('x'), '/a/{y}': operation('y') };
    const turned = { '/a/{y}': operation('y'), '/a/{x}': operation('x') };
    const one = { '/a/{z}': { get: { ...operation('z').get, operationId: 'y' } } };
    expect(between(api(both), api(one))).toEqual(between(api(turned), api(one)));
  });
});

describe('the same content in 3.0 and in 3.1', () => {
  const of = (openapi: string, schema: unknown) => ({
    openapi,
    info: { title: 'Registry', version: '1.0.0' },
    paths: { '/a': { post: { ...ask(schema), ...answer(schema) } } },
  });

  it.each([
    ['bytes', { ...text, format: 'binary' }, { ...text, contentMediaType: 'application/octet-stream' }],
    ['base64', { ...text, format: 'byte' }, { ...text, contentEncoding: 'base64' }],
    ['anything, null too', { nullable: true }, {}],
    ['text or null', { ...text, nullable: true }, { type: ['string', 'null'] }],
    [
      'more than a bound',
      { type: 'number', minimum: 1, exclusiveMinimum: true },
      { type: 'number', exclusiveMinimum: 1 },
    ],
  ])('is %s', (_, before, after) => {
    expect(between(of('3.0.3', before), of('3.1.0', after))).toEqual([]);
    expect(between(of('3.1.0', after), of('3.0.3', before))).toEqual([]);
  });
});
