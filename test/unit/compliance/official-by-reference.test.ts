/** The official rules report in the component what they reach by a reference only. */
import { describe, expect, it } from 'vitest';
import { found, openapi, response } from '../../fixtures/found-officially.ts';

describe('what is only reached by reference', () => {
  const headers = { 'X-a': {}, Accept: {}, Expires: {} };
  const document = openapi({
    info: { $ref: '#/x-parts/info' },
    paths: { $ref: '#/x-parts/paths' },
    servers: { $ref: '#/x-parts/servers' },
    components: { schemas: { $ref: '#/x-parts/names' }, securitySchemes: { s: { $ref: '#/x-parts/scheme' } } },
    'x-parts': {
      info: { version: 'x', contact: '' },
      servers: [{ url: '/' }],
      names: { a: 'not_camel' },
      scheme: { type: 'oauth2', flows: { a: { tokenUrl: 'http://a.it' } } },
      key: { type: 'apiKey', in: 'query' },
      cookie: { type: 'apiKey', in: 'cookie' },
      http: { type: 'http', scheme: 'oauth', bearerFormat: 'JWT' },
      paths: {
        '/a': { $ref: '#/x-parts/item' },
        '/get': 'Not kebab',
        'x-schemes': {
          securitySchemes: {
            k: { $ref: '#/x-parts/key' },
            c: { $ref: '#/x-parts/cookie' },
            h: { $ref: '#/x-parts/http' },
          },
        },
      },
      item: {
        get: { requestBody: { $ref: '#/x-parts/body' }, security: [] },
        delete: { requestBody: { $ref: '#/x-parts/body' }, security: [{}] },
        patch: { requestBody: { $ref: '#/x-parts/body' } },
        post: {
          parameters: { $ref: '#/x-parts/list' },
          responses: {
            '200': { $ref: '#/x-parts/ok' },
            '204': { $ref: '#/x-parts/ok' },
            '400': { $ref: '#/x-parts/bad' },
            '429': { $ref: '#/x-parts/bad' },
            '503': { $ref: '#/x-parts/bad' },
          },
        },
      },
      list: [
        { in: 'header', name: 'x-cache-control' },
        { in: 'query', name: 'secret' },
        { in: 'header', name: 'accept' },
        { name: 'cf' },
      ],
      body: {
        content: { 'application/json': { schema: {} }, 'application/json-patch+json': { schema: { type: 'object' } } },
      },
      ok: { headers, content: { 'application/json': { schema: { type: 'array' } }, 'text/plain': {} } },
      bad: { headers: { A: { 'RateLimit-Limit': 1 } }, content: { a: {} }, schema: { properties: { code: 1 } } },
    },
  });

  it.each([
    ['has-contact', '/info/contact'],
    ['has-x-summary', '/info'],
    ['use-semver', '/info/version'],
    ['servers-description', '/servers/0'],
    ['servers-use-https', '/servers/0/url'],
    ['schema-camel-case', '/names/a'],
    ['paths-kebab-case', '/paths/~1get'],
    ['paths-http-method', '/paths/~1get'],
    ['paths-status', '/paths'],
    ['sec-securitySchemes-oauth', '/scheme'],
    ['sec-securitySchemes-oauth-http', '/scheme/flows/a/tokenUrl'],
    ['sec-securitySchemes-jwt', '/http', '/http'],
    ['sec-apikeys-url', '/key/in'],
    ['sec-apikeys-cookie', '/cookie/in'],
    ['sec-auth-insecure-schemes', '/http/scheme'],
    ['http-request-GET-no-body', '/body'],
    ['http-request-DELETE-no-body', '/body'],
    ['patch-without-request-body', '/body'],
    ['patch-media-type', '/body/content/application~1json'],
    ['patch-json-patch-mediatype', '/body/content'],
    ['sec-protection-global-safe', '/item/get/security'],
    ['request-headers-train-case', '/list/0/name', '/list/2/name'],
    ['no-x-headers-request', '/list/0/name'],
    ['no-forbidden-headers', '/list/2/name', '/ok/headers/Accept'],
    ['cache-control-parameter-undocumented', '/list/0'],
    ['sec-credentials-parameters', '/list/1/name'],
    ['use-recommended-names-in-parameters', '/list/3/name'],
    ['response-headers-train-case', '/ok/headers/X-a'],
    ['no-x-headers-response', '/ok/headers/X-a'],
    ['cache-responses-undocumented', '/ok/headers/Expires'],
    ['missing-ratelimit', '/bad/headers', '/ok/headers'],
    ['missing-retry-after', '/bad/headers'],
    ['ratelimit-429-presence', '/bad/headers'],
    ['ratelimit-429-completeness', '/bad/headers/A'],
    ['http-response-no-content-204-205', '/ok/content'],
    ['http-response-content-2xx', '/ok/content/text~1plain'],
    ['response-with-json-object', '/ok/content/application~1json/schema/type'],
    ['use-problem-json-for-errors', '/bad/content/a'],
    ['use-problem-schema', '/bad/schema/properties'],
    ['hint-problem-schema', '/bad/schema/properties/code'],
    ['sec-protection-global-unsafe-strict', '/item/delete/security/0', '/item/patch', '/item/post'],
    ['sec-protection-global-unsafe', '/item/patch', '/item/post'],
  ])('is found there: %s', (rule, ...places) => {
    expect(found(document, rule)).toEqual(places.map((place) => `/x-parts${place}`));
  });

  it('is found there when it is a patch without a body', () => {
    const document = openapi({ paths: { '/a': { $ref: '#/x-item' } }, 'x-item': { patch: {} } });
    expect(found(document, 'patch-without-request-body')).toEqual(['/x-item/patch']);
  });

  it('is found there when it is the headers of a response', () => {
    const used = response('200', { headers: { $ref: '#/x-headers' } });
    expect(found({ ...used, 'x-headers': {} }, 'cache-responses-indeterminate-behavior')).toEqual(['/x-headers']);
  });
});
