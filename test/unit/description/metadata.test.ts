import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMetadata } from '../../../shared/domain/description/metadata.ts';
import { openapi31, samples, swagger20 } from './sample-descriptions.ts';

const url = 'https://ente.example/docs/openapi.yaml';

const rich = {
  ...openapi31,
  info: {
    title: '  Anagrafe\u0000\u202etest\n',
    version: 1.1,
    summary: 'not this',
    'x-summary': 'Chi abita dove',
    description: 'Una descrizione',
    contact: { name: 'URP', email: 'urp@ente.example', url: '/urp' },
    license: { identifier: 'EUPL-1.2', url: 'licence' },
    'x-api-id': '12-34',
    'x-lifecycle': { published: '2026-01-01', maturity: 'published', deprecated: true, nested: {} },
  },
  servers: [
    {
      url: 'https://api.ente.example/v1',
      description: 'produzione',
      'x-healthCheck': { url: '/v1/ping', interval: 300, timeout: '15' },
    },
    { url: '/relative', 'x-sandbox': 'yes' },
    {
      url: 'https://{host}/{path}',
      variables: { host: { default: 'h.example', enum: ['127.0.0.1', 'h.example'] }, path: { default: 'p' } },
    },
    { url: 'https://{missing}.example' },
    { url: 'file:///etc/passwd' },
    { url: 'https://user:secret@ente.example' },
    { url: 5 },
    null,
  ],
  tags: [{ name: 'a' }, { name: 'a' }, { name: 5 }, {}, null],
};

describe('metadata', () => {
  it('are our own fields, cleaned', () => {
    expect(readMetadata(rich, url)).toEqual({
      title: 'Anagrafe test',
      version: '1.1',
      summary: 'Chi abita dove',
      description: 'Una descrizione',
      contact: { name: 'URP', email: 'urp@ente.example', url: 'https://ente.example/urp' },
      license: { name: 'EUPL-1.2', url: 'https://ente.example/docs/licence' },
      apiId: '12-34',
      lifecycle: { published: '2026-01-01', maturity: 'published', deprecated: 'true' },
      ending: { deprecated: {} },
      tags: ['a', '5'],
      servers: [
        {
          url: 'https://api.ente.example/v1',
          description: 'produzione',
          sandbox: false,
          healthCheck: { url: 'https://api.ente.example/v1/ping', intervalSeconds: 300, timeoutSeconds: 15 },
        },
        { url: 'https://ente.example/relative', sandbox: true },
        { url: 'https://h.example/p', sandbox: false },
      ],
      declaresStatus: true,
      declaresSecurity: true,
      operations: 2,
      operationTerms: 'status people id post',
      schemas: 4,
    });
  });

  it('of Swagger 2.0 build servers from schemes, host and basePath, https first', () => {
    expect(readMetadata(swagger20, url)).toMatchObject({
      servers: [{ url: 'https://api.ente.example/v1', sandbox: false }],
      declaresSecurity: true,
      operations: 2,
      schemas: 1,
    });
    const serversOf = (fields: object) =>
      readMetadata({ swagger: '2.0', ...fields }, url).servers.map((server) => server.url);
    expect(serversOf({ host: 'h.example', schemes: ['http', 'ws', 'https'] })).toEqual([
      'https://h.example/',
      'http://h.example/',
    ]);
    expect(serversOf({ basePath: '/v2' })).toEqual(['https://ente.example/v2']);
    expect(serversOf({ host: 'h.example:8443', basePath: 'v3' })).toEqual(['https://h.example:8443/v3']);
    expect(serversOf({})).toEqual([]);
  });

  it('expand a server from its defaults only, once', () => {
    const servers = [{ url: 'https://{a}.example', variables: { a: { default: '{b}' }, b: { default: 'x' } } }];
    expect(readMetadata({ openapi: '3.0.3', servers }, url).servers).toEqual([]);
  });

  it('take tags of operations when none are declared', () => {
    const paths = { '/a': { get: { tags: ['x', 'y'] }, post: { tags: ['x'] } }, '/b': null };
    expect(readMetadata({ openapi: '3.0.3', paths }, url).tags).toEqual(['x', 'y']);
  });

  it('never hold more than 32 KB, whatever the document', () => {
    const huge = '€😀'.repeat(50_000);
    const many = <T>(item: T): T[] => Array.from({ length: 500 }, () => item);
    const document = {
      openapi: '3.0.3',
      info: {
        title: huge,
        version: huge,
        'x-summary': huge,
        description: huge,
        contact: { name: huge, email: huge, url: `https://ente.example/${'a'.repeat(370)}` },
        license: { name: huge, url: `https://ente.example/${'a'.repeat(370)}` },
        'x-api-id': huge,
        'x-lifecycle': Object.fromEntries(many(0).map((_, index) => [`${huge}${index}`.slice(-60), huge])),
      },
      servers: many(0).map((_, index) => ({
        url: `https://ente.example/${index}/${'a'.repeat(560)}`,
        description: huge,
        'x-healthCheck': { url: `https://ente.example/${'b'.repeat(370)}`, interval: 300, timeout: 10 },
      })),
      tags: many(0).map((_, index) => ({ name: `${index}${huge}` })),
    };
    const found = readMetadata(document, url);
    expect(found.servers).toHaveLength(8);
    expect(new TextEncoder().encode(JSON.stringify(found)).length).toBeLessThan(32_000);
  });

  it('are read from anything without a fault', () => {
    const names = [
      'info',
      'servers',
      'paths',
      'components',
      'tags',
      'swagger',
      'host',
      'schemes',
      'get',
      '/status',
      'url',
      'variables',
      'x-lifecycle',
      'contact',
    ];
    const odd = fc.letrec((tie) => ({
      node: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom<unknown>(null, 1, Number.NaN, true, '', 'x', 'http://[', 'https://a.example'),
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...names), tie('node')),
      ),
    })).node;
    fc.assert(
      fc.property(odd, (document) => {
        const found = readMetadata(document, url);
        expect(JSON.parse(JSON.stringify(found))).toEqual(found);
        expect(JSON.stringify(found).isWellFormed()).toBe(true);
      }),
    );
    for (const document of Object.values(samples))
      expect(readMetadata(document, '')).toMatchObject({ title: 'Anagrafe' });
  });
});
