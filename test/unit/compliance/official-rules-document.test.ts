/** The official rules on the document itself: version, info, servers, paths and `/status`. */
import { describe, expect, it } from 'vitest';
import { runOfficial } from '../../../shared/domain/compliance/official/run-official.ts';
import type { Members } from '../../../shared/domain/description/specification.ts';
import { found, openapi, operation, other, ref, swagger } from '../../fixtures/found-officially.ts';

describe('the results', () => {
  it('are those of the 64 official rules, each looked at where it finds', () => {
    const { results } = runOfficial(openapi({}), 10);
    expect(results).toHaveLength(64);
    for (const { tested, count } of results) expect(tested).toBe(count);
  });

  it('list the first so many findings and count all', () => {
    const { results } = runOfficial(openapi({ servers: [{}, {}, {}] }), 2);
    const { count, findings } = results.find(({ rule }) => rule === 'servers-description') ?? {};
    expect(count).toBe(3);
    expect(findings).toHaveLength(2);
  });
});

describe('no-swagger-2', () => {
  it('finds Swagger 2.0 at its version', () => {
    expect(found(swagger({}), 'no-swagger-2')).toEqual(['/swagger']);
    expect(found({ swagger: 2 }, 'no-swagger-2')).toEqual(['/swagger']);
  });

  it('passes everything else', () => {
    for (const document of [openapi({}), other({}), { swagger: '3' }, { swagger: { toString: 2 } }]) {
      expect(found(document, 'no-swagger-2')).toEqual([]);
    }
  });
});

describe('oas3-valid-media-example', () => {
  it('never fires: it takes the place of the rule that would compare examples', () => {
    const document = operation({
      responses: { '200': { content: { 'application/json': { schema: { type: 'string' }, example: 1 } } } },
    });
    expect(found(document, 'oas3-valid-media-example')).toEqual([]);
  });
});

describe.each(['has-x-summary', 'has-termsOfService', 'has-contact', 'has-x-api-id'])('%s', (rule) => {
  const field = rule.slice('has-'.length);

  it('wants any truthy value', () => {
    for (const value of ['text', 1, {}, [], true])
      expect(found(openapi({ info: { [field]: value } }), rule)).toEqual([]);
  });

  it('reports at the field when it is there but falsy', () => {
    for (const value of ['', 0, null, false]) {
      expect(found(openapi({ info: { [field]: value } }), rule)).toEqual([`/info/${field}`]);
    }
  });

  it('reports at info when the field is absent, at the root when info is', () => {
    expect(found(openapi({ info: { summary: 'not this one' } }), rule)).toEqual(['/info']);
    expect(found(openapi({ info: null }), rule)).toEqual(['/info']);
    expect(found(openapi({}), rule)).toEqual(['']);
  });

  it(`applies to ${rule === 'has-x-api-id' ? 'all documents' : 'OpenAPI 3 only'}`, () => {
    const expected = rule === 'has-x-api-id' ? ['/info'] : [];
    expect(found(swagger({ info: {} }), rule)).toEqual(expected);
    expect(found(other({ info: {} }), rule)).toEqual(expected);
  });
});

describe('use-semver', () => {
  it.each(['1.0', 'v1.0.0', ' 1.0.0', '', '1.10', 'latest'])('finds %j', (version) => {
    expect(found(openapi({ info: { version } }), 'use-semver')).toEqual(['/info/version']);
    expect(found(swagger({ info: { version } }), 'use-semver')).toEqual(['/info/version']);
  });

  it.each(['1.0.0', '1-0-0', '1.100', '20240101', '1.0.0.0', '1.0.0-beta', 1.0, null])('passes %j', (version) => {
    expect(found(openapi({ info: { version } }), 'use-semver')).toEqual([]);
  });

  it('passes an absent version', () => {
    expect(found(openapi({ info: {} }), 'use-semver')).toEqual([]);
    expect(found(openapi({}), 'use-semver')).toEqual([]);
  });
});

describe('servers', () => {
  const servers = (value: unknown): Members => openapi({ servers: value });

  it('want a truthy description', () => {
    expect(found(servers([{ description: 'd' }]), 'servers-description')).toEqual([]);
    expect(found(servers([{}, { description: '' }, []]), 'servers-description')).toEqual([
      '/servers/0',
      '/servers/1/description',
      '/servers/2',
    ]);
  });

  it('pass when they are text, fail when they are null', () => {
    expect(found(servers(['text', null, '', 0, 7]), 'servers-description')).toEqual([
      '/servers/1',
      '/servers/2',
      '/servers/3',
    ]);
    expect(found(servers('text'), 'servers-description')).toEqual([]);
  });

  it('may be a map', () => {
    expect(found(servers({ a: {} }), 'servers-description')).toEqual(['/servers/a']);
  });

  it('are those of the root and of any key below the paths, properties of schemas included', () => {
    const document = openapi({
      paths: {
        '/a': {
          servers: [{}],
          get: { servers: [{}], callbacks: { c: { '/b': { servers: [{}] } } } },
          post: { schema: { properties: { servers: { type: 'array', items: {} } } } },
        },
      },
      webhooks: { w: { servers: [{}] } },
      components: { pathItems: { P: { servers: [{}] } }, links: { l: { server: {} } } },
    });
    expect(found(document, 'servers-description')).toEqual([
      '/paths/~1a/get/callbacks/c/~1b/servers/0',
      '/paths/~1a/get/servers/0',
      '/paths/~1a/post/schema/properties/servers/items',
      '/paths/~1a/servers/0',
    ]);
  });

  it('of a path item that is referred to are reported there', () => {
    const document = openapi({
      paths: { '/a': ref('pathItems/P') },
      components: { pathItems: { P: { servers: [{}] } } },
    });
    expect(found(document, 'servers-description')).toEqual(['/components/pathItems/P/servers/0']);
  });

  it.each([
    'http://a.it',
    'HTTPS://a.it',
    '/v1',
    '{scheme}://a.it',
    '',
  ])('are found when their address is %j', (url) => {
    expect(found(servers([{ url }]), 'servers-use-https')).toEqual(['/servers/0/url']);
    expect(found(swagger({ servers: [{ url }] }), 'servers-use-https')).toEqual(['/servers/0/url']);
  });

  it('pass with https, with an address that is no text, and without', () => {
    expect(found(servers([{ url: 'https://a.it' }, { url: 7 }, {}, 'http://a.it', null]), 'servers-use-https')).toEqual(
      [],
    );
  });

  it('are exempt when x-sandbox is loosely true, not when it is the text "true"', () => {
    const sandbox = (value: unknown): readonly string[] =>
      found(servers([{ url: 'http://a.it', 'x-sandbox': value }]), 'servers-use-https');
    for (const value of [true, 1, '1']) expect(sandbox(value)).toEqual([]);
    for (const value of ['true', false, 0, null, {}]) expect(sandbox(value)).toHaveLength(1);
  });
});

describe('rules that ask for names in a way the checker ignores', () => {
  const document = (paths: Members): Members => openapi({ paths });

  it('do not look at paths that are objects', () => {
    expect(found(document({ '/Not_Kebab/get': {} }), 'paths-kebab-case')).toEqual([]);
    expect(found(document({ '/Not_Kebab/get': {} }), 'paths-http-method')).toEqual([]);
    expect(found(openapi({ components: { schemas: { not_camel: {} } } }), 'schema-camel-case')).toEqual([]);
  });

  it('paths-kebab-case tests texts below paths', () => {
    expect(found(document({ 'x-a': 'Some text', 'x-b': '' }), 'paths-kebab-case')).toEqual([
      '/paths/x-a',
      '/paths/x-b',
    ]);
    expect(found(swagger({ paths: { 'x-a': '/a/{Id_1}x' } }), 'paths-kebab-case')).toEqual(['/paths/x-a']);
    expect(found(document({ 'x-a': '/a-b.c/{Id_1}/9', 'x-b': 7, 'x-c': null }), 'paths-kebab-case')).toEqual([]);
  });

  it.each([
    'get',
    'post',
    'put',
    'delete',
    'patch',
    'create',
    'remove',
    'list',
  ])('paths-http-method finds a primitive under a key with /%s', (verb) => {
    expect(found(document({ [`/a/${verb}All`]: null }), 'paths-http-method')).toEqual([`/paths/~1a~1${verb}All`]);
    expect(found(document({ [`/a${verb}`]: 'x' }), 'paths-http-method')).toEqual([]);
  });

  it.each([
    'camel',
    'ABCd',
    'A_b',
    'A b',
    '1A',
    `A${'0'.repeat(5000)}!`,
  ])('schema-camel-case finds the text %s', (text) => {
    expect(found(openapi({ components: { schemas: { a: text } } }), 'schema-camel-case')).toEqual([
      '/components/schemas/a',
    ]);
  });

  it.each(['Camel', 'CamelCase', 'AB', 'A1b2C', 'A', '', 7, null])('schema-camel-case passes %j', (value) => {
    expect(found(openapi({ components: { schemas: { a: value } } }), 'schema-camel-case')).toEqual([]);
  });
});

describe('paths-status', () => {
  it('wants an object under /status, or no paths at all', () => {
    for (const paths of [{ '/status': {} }, {}]) expect(found(openapi({ paths }), 'paths-status')).toEqual([]);
    expect(found(openapi({}), 'paths-status')).toEqual([]);
  });

  it('finds everything else, in all versions', () => {
    for (const paths of [
      { '/v1/status': {} },
      { '/Status': {} },
      { '/status': null },
      { '/status': [] },
      null,
      [],
      'x',
    ]) {
      expect(found(openapi({ paths }), 'paths-status'), JSON.stringify(paths)).toEqual(['/paths']);
      expect(found(swagger({ paths }), 'paths-status')).toEqual(['/paths']);
    }
  });

  it('accepts a reference', () => {
    expect(found(openapi({ paths: { '/status': { $ref: '#/x-p' } }, 'x-p': {} }), 'paths-status')).toEqual([]);
  });
});

describe('responses of /status', () => {
  const status = (responses: unknown, more: Members = {}): Members =>
    openapi({ paths: { '/status': { get: { responses } } }, ...more });
  const at = '/paths/~1status/get/responses';
  const media = (...types: readonly string[]): Members => ({
    content: Object.fromEntries(types.map((type) => [type, {}])),
  });

  it('200 wants JSON or a problem, without parameters', () => {
    const document = status({
      '200': media('application/json', 'application/problem+json', 'application/json; charset=utf-8'),
    });
    expect(found(document, 'paths-status-return-json')).toEqual([`${at}/200/content/application~1json; charset=utf-8`]);
    expect(found(status({ '201': media('text/plain'), '200': { content: 'x' } }), 'paths-status-return-json')).toEqual(
      [],
    );
  });

  it('are not wanted to have content', () => {
    const document = status({ '200': {}, '500': {} });
    for (const rule of ['paths-status-return-json', 'paths-status-return-problem', 'paths-status-problem-schema']) {
      expect(found(document, rule)).toEqual([]);
    }
  });

  it('are reported in the response that is referred to', () => {
    const components = { responses: { R: media('text/plain') } };
    expect(found(status({ '200': ref('responses/R') }, { components }), 'paths-status-return-json')).toEqual([
      '/components/responses/R/content/text~1plain',
    ]);
  });

  it('4xx and 5xx want problem+json', () => {
    const document = status({
      '404': media('application/problem+json'),
      '4XX': media('application/problem+xml'),
      '500': media('application/json'),
      default: media('text/plain'),
    });
    expect(found(document, 'paths-status-return-problem')).toEqual([
      `${at}/4XX/content/application~1problem+xml`,
      `${at}/500/content/application~1json`,
    ]);
  });

  const rule = 'paths-status-problem-schema';
  const error = (used: unknown): Members => ({ '500': { content: { 'application/problem+json': { schema: used } } } });
  const site = `${at}/500/content/application~1problem+json/schema`;

  it('want status, title and detail in the schemas of errors, one finding each', () => {
    expect(found(status(error({})), rule)).toEqual([site, site, site]);
    expect(found(status(error({ properties: { title: {} } })), rule)).toEqual(Array(2).fill(`${site}/properties`));
    expect(found(status(error({ properties: 'x' })), rule)).toEqual(Array(3).fill(`${site}/properties`));
    expect(found(status(error({ properties: { title: {}, status: {}, detail: null } })), rule)).toEqual([
      `${site}/properties/detail`,
    ]);
    expect(found(status(error({ properties: { title: 1, status: {}, detail: 'x' } })), rule)).toEqual([]);
  });

  it('do not look through allOf, pass a text, and fail a schema that is null', () => {
    const whole = { properties: { title: {}, status: {}, detail: {} } };
    expect(found(status(error({ allOf: [whole] })), rule)).toHaveLength(3);
    expect(found(status(error('text')), rule)).toEqual([]);
    expect(found(status(error(null)), rule)).toEqual([site]);
  });

  it('look at any key schema below the content, examples included', () => {
    const content = { 'application/problem+json': { example: { a: [{ schema: {} }] } } };
    expect(found(status({ '400': { content } }), rule)).toHaveLength(3);
    expect(found(status({ '200': { content }, default: { content } }), rule)).toEqual([]);
  });

  it('count one for a schema without properties that is referred to directly, three through a response', () => {
    const components = {
      schemas: { S: {} },
      responses: { R: { content: { 'application/problem+json': { schema: ref('schemas/S') } } } },
    };
    const direct = error(ref('schemas/S'));
    const S = '/components/schemas/S';
    expect(found(status(direct, { components }), rule)).toEqual([S]);
    expect(found(status({ '400': ref('responses/R') }, { components }), rule)).toEqual([S, S, S]);
    expect(found(status({ ...direct, '400': ref('responses/R') }, { components }), rule)).toEqual([S, S, S, S]);
    expect(found(status(error(ref('schemas/S', { description: 'd' })), { components }), rule)).toEqual([
      site,
      site,
      site,
    ]);
  });

  it('count three at a reference to a file that is not loaded, one for a component that is missing', () => {
    const components = { schemas: { File: { $ref: 'problem.yaml#/Problem' } } };
    expect(found(status(error({ $ref: 'problem.yaml#/Problem' })), rule)).toEqual([site, site, site]);
    expect(found(status(error(ref('schemas/File')), { components }), rule)).toEqual([site, site, site]);
    expect(found(status(error(ref('schemas/None')), { components }), rule)).toEqual(['/components/schemas']);
  });

  it('are looked at in all versions', () => {
    const document = { ...status({ '200': media('text/plain') }), openapi: '4.0.0' };
    expect(found(document, 'paths-status-return-json')).toHaveLength(1);
  });
});
