/** The official rules on headers, caching and limits. */
import { describe, expect, it } from 'vitest';
import type { Members } from '../../../shared/domain/description/specification.ts';
import { found, openapi, operation, ref, response, swagger } from '../../fixtures/found-officially.ts';

const header = (name: unknown, more: Members = {}): Members => ({ in: 'header', name, ...more });
const withParameter = (parameter: unknown): Members => operation({ parameters: [parameter] });
const parameterName = '/paths/~1a/get/parameters/0/name';
const withHeader = (name: string): Members => response('200', { headers: { [name]: {} } });
const headers = (code: string): string => `/paths/~1a/get/responses/${code}/headers`;

describe('parameters that are headers', () => {
  const rule = 'request-headers-train-case';

  it('are the children of any key parameters, look-alikes and Swagger included', () => {
    const document = {
      parameters: { H: header('x_a') },
      paths: { '/a': { parameters: [header('x_b')], get: { parameters: [header('x_c'), 'text', null] } } },
      'x-any': { parameters: [header('x_d')] },
    };
    const places = [
      '/parameters/H/name',
      '/paths/~1a/get/parameters/0/name',
      '/paths/~1a/parameters/0/name',
      '/x-any/parameters/0/name',
    ];
    expect(found(openapi(document), rule)).toEqual(places);
    expect(found(swagger(document), rule)).toEqual(places);
  });

  it('are told by `in`, loosely but with its case', () => {
    expect(found(withParameter({ in: ['header'], name: 'x_a' }), rule)).toEqual([parameterName]);
    expect(found(withParameter({ in: 'Header', name: 'x_a' }), rule)).toEqual([]);
    expect(found(withParameter({ in: 'query', name: 'x_a' }), rule)).toEqual([]);
  });

  it('are reported in the component', () => {
    const document = { ...withParameter(ref('parameters/H')), components: { parameters: { H: header('x_a') } } };
    expect(found(document, rule)).toEqual(['/components/parameters/H/name']);
  });

  it('pass when their name is no text, or absent', () => {
    for (const name of [7, null, {}]) expect(found(withParameter(header(name)), rule)).toEqual([]);
    expect(found(withParameter({ in: 'header' }), rule)).toEqual([]);
  });
});

describe('headers of responses', () => {
  const rule = 'response-headers-train-case';

  it('are keys of a headers object in a child of responses, anywhere', () => {
    const wrong = { headers: { x_a: {} } };
    const document = {
      components: { responses: { R: wrong }, headers: { x_b: {} } },
      webhooks: { w: { get: { responses: { '200': wrong } } } },
      'x-any': { example: { responses: { a: wrong } } },
      paths: { '/a': { post: { requestBody: { content: { a: { encoding: { b: wrong } } } } } } },
    };
    const places = [
      '/components/responses/R/headers/x_a',
      '/webhooks/w/get/responses/200/headers/x_a',
      '/x-any/example/responses/a/headers/x_a',
    ];
    expect(found(openapi(document), rule)).toEqual(places);
    expect(found(swagger(document), rule)).toEqual(places);
  });

  it('that refer to one component merge, unless something stands beside the reference', () => {
    const used = { x_a: ref('headers/H'), x_b: ref('headers/H'), x_c: ref('headers/H', { description: 'd' }) };
    const document = { ...response('200', { headers: used }), components: { headers: { H: {} } } };
    expect(found(document, rule)).toEqual(['/components/headers/H', `${headers('200')}/x_c`]);
  });
});

describe.each([
  ['request-headers-train-case', (name: string) => withParameter(header(name))],
  ['response-headers-train-case', withHeader],
] as const)('%s', (rule, document) => {
  it.each(['ETag', 'X-Foo', 'X-F1-Ab', 'A'])('passes %s', (name) => expect(found(document(name), rule)).toEqual([]));
  it.each(['X-foo', 'x', '', 'X--Foo', 'X-', 'X_Foo', '1A'])('finds %j', (name) =>
    expect(found(document(name), rule)).toHaveLength(1));
});

describe.each([
  ['of requests', (name: string) => withParameter(header(name)), 'no-x-headers-request'],
  ['of responses', withHeader, 'no-x-headers-response'],
] as const)('headers %s', (_, document, custom) => {
  it.each(['Accept', 'content-type', 'AUTHORIZATION'])('may not be %s', (name) =>
    expect(found(document(name), 'no-forbidden-headers')).toHaveLength(1));
  it.each(['Accept-Language', 'X-Authorization', ''])('may be %j', (name) =>
    expect(found(document(name), 'no-forbidden-headers')).toEqual([]));
  it.each(['X-Foo', 'x-', 'x', 'X', ''])('may not be custom: %j', (name) =>
    expect(found(document(name), custom)).toHaveLength(1));
  it.each([
    'ETag',
    'Xy',
    'xray',
    'X-RateLimit-Limit',
    'x-my-correlation-id',
    'X-replyto',
  ])('are not custom: %s', (name) => expect(found(document(name), custom)).toEqual([]));
});

describe('cache-control-parameter-undocumented', () => {
  const rule = 'cache-control-parameter-undocumented';
  const at = '/paths/~1a/get/parameters/0';

  it('wants a description that says how, in the case it is written', () => {
    for (const word of ['max-age', 'private', 'no-store', 'no-cache', 'no-transform']) {
      expect(found(withParameter(header('x-cache-control', { description: `is ${word}.` })), rule)).toEqual([]);
    }
    expect(found(withParameter(header('Cache-Control')), rule)).toEqual([at]);
    for (const description of ['', 'how to cache', 'No-Store', null, 0]) {
      expect(found(withParameter(header('Cache-Control', { description })), rule)).toEqual([`${at}/description`]);
    }
  });

  it('passes other names, other places, descriptions that are truthy and no text, and Swagger', () => {
    const passing = [header('Expires'), header(7), { in: 'query', name: 'Cache-Control' }];
    for (const parameter of passing) expect(found(withParameter(parameter), rule)).toEqual([]);
    expect(found(withParameter(header('Cache-Control', { description: {} })), rule)).toEqual([]);
    expect(found(swagger({ parameters: [header('Cache-Control')] }), rule)).toEqual([]);
  });
});

describe('cache-responses-undocumented', () => {
  const rule = 'cache-responses-undocumented';

  it('wants caching headers of 2xx described, however deep, expiresIn in an example included', () => {
    const members = {
      'Cache-Control': {},
      Expires: { description: '' },
      A: { example: { expiresIn: 7, myexpires: 'never', expires: 'private', notExpires: [], x: { noExpires: null } } },
    };
    const at = headers('2XX');
    expect(found(response('2XX', { headers: members }), rule)).toEqual([
      `${at}/A/example/myexpires`,
      `${at}/A/example/notExpires`,
      `${at}/A/example/x/noExpires`,
      `${at}/Cache-Control`,
      `${at}/Expires/description`,
    ]);
  });

  it('passes described ones, other responses, and Swagger', () => {
    const good = { Expires: { description: 'no-cache' }, 'Cache-Control': { description: ['x'] } };
    expect(found(response('200', { headers: good }), rule)).toEqual([]);
    expect(found(response('404', { headers: { Expires: {} } }), rule)).toEqual([]);
    expect(found({ ...response('200', { headers: { Expires: {} } }), openapi: '2' }, rule)).toEqual([]);
  });

  it('sees components by use, or when their name starts with 2', () => {
    const responses = { R: { headers: { Expires: {} } }, '2R': { headers: { Expires: {} } } };
    expect(found(openapi({ components: { responses } }), rule)).toEqual(['/components/responses/2R/headers/Expires']);
    expect(found({ ...response('200', ref('responses/R')), components: { responses } }, rule)).toEqual([
      '/components/responses/2R/headers/Expires',
      '/components/responses/R/headers/Expires',
    ]);
  });
});

describe('cache-responses-indeterminate-behavior', () => {
  const rule = 'cache-responses-indeterminate-behavior';

  it('wants exactly one of the two headers in 2xx responses that declare headers', () => {
    for (const good of [{ Expires: {} }, { 'Cache-Control': null }]) {
      expect(found(response('200', { headers: good }), rule)).toEqual([]);
    }
    for (const bad of [{}, { Expires: {}, 'Cache-Control': {} }, { expires: {} }, null, [], 'x']) {
      expect(found(response('2XX', { headers: bad }), rule), JSON.stringify(bad)).toEqual([headers('2XX')]);
    }
    expect(found(response('200', {}), rule)).toEqual([]);
    expect(found(response('404', { headers: {} }), rule)).toEqual([]);
    expect(found({ ...response('200', { headers: {} }), openapi: '4' }, rule)).toEqual([]);
  });
});

describe('limits', () => {
  const some = (prefix: string, ...names: readonly string[]): Members =>
    Object.fromEntries(names.map((name) => [`${prefix}${name}`, {}]));
  const standard = some('RateLimit-', 'Limit', 'Remaining', 'Reset');
  const custom = some('X-RateLimit-', 'Limit', 'Remaining', 'Reset');

  it('missing-ratelimit wants each of the three once, with either prefix', () => {
    const rule = 'missing-ratelimit';
    const mixed = { ...some('RateLimit-', 'Limit'), ...some('X-RateLimit-', 'Remaining', 'Reset') };
    for (const good of [standard, custom, mixed]) expect(found(response('200', { headers: good }), rule)).toEqual([]);
    const bad = [{}, { ...standard, ...custom }, some('RateLimit-', 'Limit'), some('ratelimit-', 'limit'), null];
    for (const each of bad) expect(found(response('404', { headers: each }), rule)).toEqual([headers('404')]);
  });

  it('missing-ratelimit looks at 2xx and 4xx but 429, with headers, in OpenAPI 3, and at components named so', () => {
    const rule = 'missing-ratelimit';
    for (const code of ['2XX', '4XX', '204']) expect(found(response(code, { headers: {} }), rule)).toHaveLength(1);
    for (const code of ['429', '500', 'default', '301'])
      expect(found(response(code, { headers: {} }), rule)).toEqual([]);
    expect(found(response('200', {}), rule)).toEqual([]);
    expect(
      found(openapi({ components: { responses: { '2a': { headers: {} }, a: { headers: {} } } } }), rule),
    ).toHaveLength(1);
    expect(found({ ...response('200', { headers: {} }), openapi: '2' }, rule)).toEqual([]);
  });

  it('ratelimit-429-presence wants when to try again, or all three of one prefix', () => {
    const rule = 'ratelimit-429-presence';
    for (const good of [{ 'Retry-After': null }, standard, custom, null, [], 'x']) {
      expect(found(response('429', { headers: good }), rule), JSON.stringify(good)).toEqual([]);
    }
    for (const bad of [{}, some('RateLimit-', 'Limit', 'Reset'), { 'retry-after': {} }]) {
      expect(found(response('429', { headers: bad }), rule)).toEqual([headers('429')]);
    }
    expect(found(response('4290', { headers: {} }), rule)).toEqual([]);
    expect(found({ ...response('429', { headers: {} }), openapi: '2' }, rule)).toEqual([]);
  });

  it('ratelimit-429-completeness looks inside each header', () => {
    const rule = 'ratelimit-429-completeness';
    for (const good of [standard, custom, {}, { 'RateLimit-Limit': null }, 'x', []]) {
      expect(found(response('429', { headers: { A: good } }), rule)).toEqual([]);
    }
    expect(found(response('429', { headers: some('RateLimit-', 'Limit') }), rule)).toEqual([]);
    for (const bad of [some('RateLimit-', 'Limit'), { ...standard, ...some('X-RateLimit-', 'Reset') }]) {
      expect(found(response('429', { headers: { A: bad } }), rule)).toEqual([`${headers('429')}/A`]);
    }
  });

  it('missing-retry-after wants it truthy in a 503 with headers', () => {
    const rule = 'missing-retry-after';
    expect(found(response('503', { headers: { 'Retry-After': {} } }), rule)).toEqual([]);
    for (const bad of [{}, { 'retry-after': {} }, null, []]) {
      expect(found(response('503', { headers: bad }), rule)).toEqual([headers('503')]);
    }
    expect(found(response('503', { headers: { 'Retry-After': null } }), rule)).toEqual([
      `${headers('503')}/Retry-After`,
    ]);
    expect(found(response('503', { headers: 'text' }), rule)).toEqual([]);
    for (const code of ['5XX', '500', '429']) expect(found(response(code, { headers: {} }), rule)).toEqual([]);
    expect(found(response('503', {}), rule)).toEqual([]);
    expect(found({ ...response('503', { headers: {} }), openapi: '2' }, rule)).toEqual([]);
  });
});
