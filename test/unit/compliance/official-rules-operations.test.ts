/** The official rules on bodies, content, problems, patches and operation ids. */
import { describe, expect, it } from 'vitest';
import type { Members } from '../../../shared/domain/description/specification.ts';
import { found, openapi, operation, ref, response, swagger } from '../../fixtures/found-officially.ts';

describe.each([
  ['http-request-GET-no-body', 'get'],
  ['http-request-DELETE-no-body', 'delete'],
] as const)('%s', (rule, method) => {
  it('finds a body of any value, in callbacks too', () => {
    for (const requestBody of [{}, null, '']) {
      expect(found(operation({ requestBody }, method), rule)).toEqual([`/paths/~1a/${method}/requestBody`]);
    }
    const callbacks = { c: { '/b': { [method]: { requestBody: {} } } } };
    expect(found(operation({ callbacks }, 'post'), rule)).toEqual([
      `/paths/~1a/post/callbacks/c/~1b/${method}/requestBody`,
    ]);
  });

  it('counts a component once, for all operations that use it', () => {
    const item = { [method]: { requestBody: ref('requestBodies/B') } };
    const document = openapi({ paths: { '/a': item, '/b': item }, components: { requestBodies: { B: {} } } });
    expect(found(document, rule)).toEqual(['/components/requestBodies/B']);
  });

  it('passes other methods, webhooks, and components that nobody uses', () => {
    const item = { [method]: { requestBody: {} } };
    expect(found(operation({ requestBody: {} }, 'post'), rule)).toEqual([]);
    expect(found(operation({}, method), rule)).toEqual([]);
    expect(found(openapi({ webhooks: { w: item }, components: { pathItems: { P: item } } }), rule)).toEqual([]);
  });
});

describe('content of responses', () => {
  const at = (code: string): string => `/paths/~1a/get/responses/${code}`;

  it('http-response-no-content-204-205 wants none, falsy at most', () => {
    const rule = 'http-response-no-content-204-205';
    for (const code of ['204', '205', 'x204'])
      expect(found(response(code, { content: {} }), rule)).toEqual([`${at(code)}/content`]);
    expect(found(response('204', { content: null }), rule)).toEqual([]);
    expect(found(response('204', {}), rule)).toEqual([]);
    expect(found(response('200', { content: {} }), rule)).toEqual([]);
    expect(found(openapi({ components: { responses: { '204': { content: {} } } } }), rule)).toEqual([]);
    expect(found(openapi({ 'x-a': { paths: { responses: { '204': { content: {} } } } } }), rule)).toHaveLength(1);
  });

  const rule = 'http-response-content-2xx';

  it.each(['200', '201', '202', '203', '206'])('http-response-content-2xx wants it for %s', (code) => {
    expect(found(response(code, { content: { a: { schema: {} } } }), rule)).toEqual([]);
    expect(found(response(code, {}), rule)).toEqual([at(code)]);
    expect(found(response(code, { content: null }), rule)).toEqual([`${at(code)}/content`]);
    expect(found(response(code, { content: {} }), rule)).toEqual([`${at(code)}/content`]);
    expect(found(response(code, { content: { a: { schema: 0 }, b: {}, c: {} } }), rule)).toEqual([
      `${at(code)}/content/b`,
    ]);
  });

  it('http-response-content-2xx passes other codes, webhooks and what nobody uses', () => {
    for (const code of ['2XX', '204', '404', 'default']) expect(found(response(code, {}), rule)).toEqual([]);
    const item = { get: { responses: { '200': {} } } };
    const components = { responses: { '200': {} }, callbacks: { c: { '/b': item } } };
    expect(found(openapi({ webhooks: { w: item }, components }), rule)).toEqual([]);
    expect(found(openapi({ paths: { '/a': { head: item.get } } }), rule)).toHaveLength(1);
  });

  it('http-response-content-2xx finds every such response of Swagger 2.0', () => {
    const responses = { '200': { schema: {} }, '404': {} };
    expect(found(swagger({ paths: { '/a': { get: { responses } } } }), rule)).toEqual([at('200')]);
  });

  it('response-with-json-object wants objects in JSON, anywhere, reported at the type', () => {
    const json = 'response-with-json-object';
    const used = (type: unknown, media = 'application/json'): Members =>
      response('200', { content: { [media]: { schema: { type } } } });
    const place = (media: string): string => `${at('200')}/content/${media.replace('/', '~1')}/schema/type`;
    for (const media of ['application/json', 'application/problem+json', 'json']) {
      expect(found(used('array', media), json)).toEqual([place(media)]);
    }
    for (const media of ['application/json-patch+json', 'application/JSON', 'application/json; v=1', 'text/plain']) {
      expect(found(used('array', media), json)).toEqual([]);
    }
    for (const type of ['object', 'myobject', ['array'], undefined, null]) expect(found(used(type), json)).toEqual([]);
    const content = { 'application/json': { schema: ref('schemas/A') } };
    const components = { responses: { R: { content } }, schemas: { A: { type: 'array' } } };
    expect(found(openapi({ components }), json)).toEqual(['/components/schemas/A/type']);
    expect(found(operation({ requestBody: { content } }, 'post'), json)).toEqual([]);
    expect(found(swagger({ responses: { R: { schema: { type: 'array' } } } }), json)).toEqual([]);
  });
});

describe('problems', () => {
  const rule = 'use-problem-json-for-errors';

  it.each(['400', '4XX', '500', 'default', 'default2'])('are wanted for %s', (code) => {
    const content = {
      'application/problem+json': {},
      'application/problem+xml': {},
      'application/json': {},
      'text/a': {},
    };
    expect(found(response(code, { content }), rule)).toEqual([
      `/paths/~1a/get/responses/${code}/content/application~1json`,
      `/paths/~1a/get/responses/${code}/content/text~1a`,
    ]);
  });

  it('are not wanted with x-noqa, without content, for other codes, outside paths, in Swagger', () => {
    const content = { 'application/json': {} };
    expect(found(response('400', { content, 'x-noqa': true }), rule)).toEqual([]);
    expect(found(response('400', { content, 'x-noqa': false }), rule)).toHaveLength(1);
    for (const passing of [{}, { content: null }, { content: {} }, null])
      expect(found(response('400', passing), rule)).toEqual([]);
    expect(found(response('200', { content }), rule)).toEqual([]);
    const item = { get: { responses: { '400': { content } } } };
    expect(found(openapi({ webhooks: { w: item }, components: { responses: { '400': { content } } } }), rule)).toEqual(
      [],
    );
    expect(found(swagger({ paths: { '/a': item } }), rule)).toEqual([]);
  });

  it('are wanted in callbacks, and in responses of a path', () => {
    const responses = { '400': { content: { a: {} } } };
    expect(found(openapi({ paths: { '/a': { responses } } }), rule)).toHaveLength(1);
    expect(found(operation({ callbacks: { c: { '/b': { get: { responses } } } } }), rule)).toHaveLength(1);
  });

  const withProperties = (properties: unknown, more: Members = {}): Members =>
    response('400', { schema: { properties }, ...more });
  const properties = '/paths/~1a/get/responses/400/schema/properties';

  it('use-problem-schema asks for two members, where OpenAPI 3 has no schema', () => {
    const pairs = [
      ['title', 'status'],
      ['title', 'type'],
      ['type', 'status'],
      ['title', 'detail'],
    ];
    for (const names of pairs) {
      const members = Object.fromEntries(names.map((name) => [name, {}]));
      expect(found(withProperties(members), 'use-problem-schema')).toEqual([]);
    }
    for (const bad of [{}, { title: {} }, { status: {}, detail: {} }, null, []]) {
      expect(found(withProperties(bad), 'use-problem-schema')).toEqual([properties]);
    }
    expect(found(withProperties({}, { 'x-noqa': 1 }), 'use-problem-schema')).toEqual([]);
    expect(found(response('400', { content: { a: { schema: { properties: {} } } } }), 'use-problem-schema')).toEqual(
      [],
    );
    expect(found({ ...withProperties({}), openapi: '2' }, 'use-problem-schema')).toEqual([]);
  });

  it('hint-problem-schema finds names of messages and codes', () => {
    const document = withProperties({ errorcode: {}, message: {}, mymsg: {}, Code: {}, title: {} });
    expect(found(document, 'hint-problem-schema')).toEqual(
      ['errorcode', 'message', 'mymsg'].map((key) => `${properties}/${key}`),
    );
    expect(found(withProperties({ code: {} }, { 'x-noqa': 1 }), 'hint-problem-schema')).toEqual([]);
  });
});

describe('patches', () => {
  const patch = (members: unknown): Members => openapi({ paths: { '/a': { patch: members } } });
  const at = '/paths/~1a/patch';

  it('patch-media-type may not use plain JSON, anywhere', () => {
    const content = { 'application/json': {}, 'application/merge-patch+json': {} };
    const rule = 'patch-media-type';
    expect(found(patch({ requestBody: { content } }), rule)).toEqual([`${at}/requestBody/content/application~1json`]);
    expect(found(openapi({ webhooks: { w: { patch: { requestBody: { content } } } } }), rule)).toHaveLength(1);
    for (const json of [null, undefined]) {
      expect(found(patch({ requestBody: { content: { 'application/json': json } } }), rule)).toEqual([]);
    }
    expect(found(patch({ requestBody: { content: { 'application/json; v=1': {} } } }), rule)).toEqual([]);
    expect(found({ ...patch({ requestBody: { content } }), openapi: '2' }, rule)).toEqual([]);
    const item = { patch: { requestBody: ref('requestBodies/B') } };
    const components = { requestBodies: { B: { content } } };
    expect(found(openapi({ paths: { '/a': item, '/b': item }, components }), rule)).toEqual([
      '/components/requestBodies/B/content/application~1json',
    ]);
  });

  const rule = 'patch-without-request-body';

  it('patch-without-request-body wants a body that is required', () => {
    expect(found(patch({ requestBody: { required: true } }), rule)).toEqual([]);
    expect(found(patch({}), rule)).toEqual([at]);
    expect(found(patch({ requestBody: null }), rule)).toEqual([`${at}/requestBody`]);
    expect(found(patch({ requestBody: {} }), rule)).toEqual([`${at}/requestBody`]);
    expect(found(patch({ requestBody: { required: false } }), rule)).toEqual([`${at}/requestBody/required`]);
    expect(found(patch(null), rule)).toEqual([at]);
    expect(found(patch('text'), rule)).toEqual([]);
  });

  it('patch-without-request-body counts a component once, and each reference with siblings', () => {
    const paths = {
      '/a': { patch: { requestBody: ref('requestBodies/B') } },
      '/b': { patch: { requestBody: ref('requestBodies/B') } },
      '/c': { patch: { requestBody: ref('requestBodies/B', { description: 'd' }) } },
    };
    expect(found(openapi({ paths, components: { requestBodies: { B: {} } } }), rule)).toEqual([
      '/components/requestBodies/B',
      '/paths/~1c/patch/requestBody',
    ]);
  });

  it('patch-without-request-body looks at paths only, and finds every patch of Swagger 2.0', () => {
    expect(found(openapi({ webhooks: { w: { patch: {} } } }), rule)).toEqual([]);
    expect(found(operation({ callbacks: { c: { '/b': { patch: {} } } } }), rule)).toEqual([]);
    expect(found(swagger({ paths: { '/a': { patch: { parameters: [{ in: 'body' }] } } } }), rule)).toEqual([at]);
  });

  it('patch-json-patch-mediatype wants a list of operations', () => {
    const json = 'patch-json-patch-mediatype';
    const typed = (type: unknown): Members =>
      patch({ requestBody: { content: { 'application/json-patch+json': { schema: { type } } } } });
    expect(found(typed('object'), json)).toEqual([
      `${at}/requestBody/content/application~1json-patch+json/schema/type`,
    ]);
    for (const type of ['array', undefined, ['object'], null]) expect(found(typed(type), json)).toEqual([]);
    expect(found({ ...typed('object'), openapi: '2' }, json)).toEqual([]);
  });
});

describe('no-method-name-in-operationId', () => {
  const rule = 'no-method-name-in-operationId';

  it.each(['getA', 'POST_a', 'putter', 'deleted', 'patchwork', 'Heading', 'postalCodes'])('finds %s', (operationId) => {
    expect(found(operation({ operationId }), rule)).toEqual(['/paths/~1a/get/operationId']);
  });

  it.each(['listA', 'optionsA', 'a-get', '', 7, null, {}])('passes %j', (operationId) => {
    expect(found(operation({ operationId }), rule)).toEqual([]);
  });

  it('looks at links, webhooks and extensions too, and only in OpenAPI 3', () => {
    const held = { operationId: 'getA' };
    const document = {
      webhooks: { w: { get: held } },
      components: { links: { l: held } },
      'x-a': held,
      'x-b': ref('links/l'),
    };
    expect(found(openapi(document), rule)).toEqual([
      '/components/links/l/operationId',
      '/webhooks/w/get/operationId',
      '/x-a/operationId',
    ]);
    expect(found(swagger({ paths: { '/a': { get: held } } }), rule)).toEqual([]);
  });
});
