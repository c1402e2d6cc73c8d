import { describe, expect, it } from 'vitest';
import { isNeedlessX, isTrainCase, toBetterName } from '../../../shared/domain/compliance/reading/header-names.ts';
import type { Finding, RuleResult } from '../../../shared/domain/compliance/report.ts';
import { everyVersion, type Version } from '../../../shared/domain/compliance/rule.ts';
import { ruleset } from '../../../shared/domain/compliance/ruleset.ts';
import { runRules } from '../../../shared/domain/compliance/run-rules.ts';
import type { Members } from '../../../shared/domain/description/specification.ts';

function judge(id: string, document: Members, version: Version = 'openapi-3.0'): RuleResult {
  const [result] = runRules(
    document,
    version,
    ruleset.filter((rule) => rule.id === id),
    1000,
  );
  if (result === undefined) throw new Error(`${id} was not run`);
  return result;
}

const placesOf = ({ findings }: RuleResult): readonly string[] => findings.map(({ pointer }) => pointer);
const pointers = (id: string, document: Members, version?: Version): readonly string[] =>
  placesOf(judge(id, document, version));

const get = (responses: unknown, more: Members = {}): Members => ({ paths: { '/a': { get: { responses, ...more } } } });
const json = (schema: unknown): Members => ({ content: { 'application/json': { schema } } });
const problem = (schema: unknown): Members => ({ content: { 'application/problem+json': { schema } } });
const headers = (...names: readonly string[]): Members => ({
  headers: Object.fromEntries(names.map((name) => [name, { description: 'x' }])),
});

describe('a response shared by many operations', () => {
  const shared = { $ref: '#/components/responses/Errore' };
  const document: Members = {
    paths: {
      '/a': { get: { responses: { '400': shared, '404': shared } }, put: { responses: { '400': shared } } },
      '/b': { get: { responses: { default: shared, '200': {} } } },
    },
    components: { responses: { Errore: json({ type: 'array' }) } },
  };

  it.each([
    ['use-problem-json-for-errors', '/components/responses/Errore/content/application~1json'],
    ['missing-ratelimit', '/components/responses/Errore'],
    ['response-with-json-object', '/components/responses/Errore/content/application~1json/schema'],
  ])('is told and counted once by %s, at its own place', (id, pointer) => {
    const result = judge(id, { ...document, paths: { ...(document.paths as Members), '/b': {} } });
    expect(placesOf(result)).toEqual([pointer]);
    expect(result.tested).toBe(1);
  });

  it('is judged for the code that matters, whatever other codes use it', () => {
    const mixed = { ...document, paths: { '/a': { get: { responses: { '500': shared, '503': shared } } } } };
    expect(pointers('missing-retry-after', mixed)).toEqual(['/components/responses/Errore']);
    expect(pointers('missing-ratelimit', mixed)).toEqual([]);
  });

  it('is judged again in Swagger 2.0 by an operation that produces something else', () => {
    const swagger = (first: string, second: string): Members => ({
      paths: {
        '/a': { get: { produces: [first], responses: { '400': { $ref: '#/responses/Errore' } } } },
        '/b': { get: { produces: [second], responses: { '400': { $ref: '#/responses/Errore' } } } },
      },
      responses: { Errore: { schema: { type: 'object' } } },
    });
    const [plain, problemJson] = ['application/json', 'application/problem+json'] as const;
    for (const document of [swagger(plain, problemJson), swagger(problemJson, plain)]) {
      expect(pointers('use-problem-json-for-errors', document, 'swagger-2.0')).toEqual(['/responses/Errore']);
    }
  });
});

describe('responses without headers', () => {
  it.each([
    ['missing-retry-after', '503'],
    ['ratelimit-429-presence', '429'],
    ['missing-ratelimit', '200'],
    ['missing-ratelimit', '404'],
    ['cache-responses-indeterminate-behavior', '200'],
  ])('are found by %s at %s, or at their headers when they have others', (id, code) => {
    for (const version of everyVersion) {
      expect(pointers(id, get({ [code]: {} }), version)).toEqual([`/paths/~1a/get/responses/${code}`]);
      expect(pointers(id, get({ [code]: headers('Via') }), version)).toEqual([
        `/paths/~1a/get/responses/${code}/headers`,
      ]);
    }
  });

  it('are no matter of those who answer calls of ours: callbacks and webhooks', () => {
    const list = json({ type: 'array' });
    const operation = { responses: { '200': list, '429': problem({ properties: { code: {} } }), '503': list } };
    const document: Members = {
      paths: { '/a': { post: { callbacks: { pronto: { '{$url}': { post: operation } } } } } },
      webhooks: { pronto: { post: operation } },
    };
    for (const id of [
      'missing-retry-after',
      'ratelimit-429-presence',
      'missing-ratelimit',
      'http-response-content-2xx',
      'use-problem-json-for-errors',
      'use-problem-schema',
      'hint-problem-schema',
      'response-with-json-object',
    ]) {
      expect(judge(id, document, 'openapi-3.1').tested, id).toBe(0);
    }
  });
});

describe('names of headers', () => {
  it('compare whatever their case', () => {
    const limits = headers('x-ratelimit-LIMIT', 'X-RATELIMIT-REMAINING', 'X-Ratelimit-Reset');
    expect(pointers('missing-ratelimit', get({ '200': limits }))).toEqual([]);
    expect(pointers('missing-retry-after', get({ '503': headers('retry-after') }))).toEqual([]);
    expect(pointers('cache-responses-indeterminate-behavior', get({ '200': headers('EXPIRES') }))).toEqual([]);
    expect(pointers('no-forbidden-headers', get({}, { parameters: [{ in: 'header', name: 'ACCEPT' }] }))).toEqual([
      '/paths/~1a/get/parameters/0/name',
    ]);
  });

  it.each([
    'Accept-Language',
    'ETag',
    'WWW-Authenticate',
    'X-B3-TraceId',
    'Content-MD5',
    'traceparent',
    'X-3D',
  ])('are well written: %s', (name) => expect(isTrainCase(name)).toBe(true));

  it.each([
    ['etag', 'ETag'],
    ['codice_fiscale', 'Codice-Fiscale'],
    ['codiceFiscale', 'Codice-Fiscale'],
    ['località', 'Localita'],
    ['x-organization-id', 'Organization-Id'],
    ['x-rate-limit-limit', 'X-RateLimit-Limit'],
    ['X-Rate-Limit-Reset', 'X-RateLimit-Reset'],
    ['X-Rate-Limit-Window', 'Rate-Limit-Window'],
    ['X-Forwarded-For', 'Forwarded'],
    ['Via-', 'Via'],
  ])('are proposed better: %s becomes %s', (name, better) => {
    expect(isTrainCase(name) && !isNeedlessX(name)).toBe(false);
    expect(toBetterName(name)).toBe(better);
    expect(isTrainCase(better) && !isNeedlessX(better)).toBe(true);
  });

  it('keep the X- that the guideline gives, and no other', () => {
    expect(['X-RateLimit-Limit', 'x-correlation-id', 'X-ReplyTo', 'Xml-Version'].filter(isNeedlessX)).toEqual([]);
    const others = ['X-', 'x-api-key', 'X-Correlation-ID-Origine', 'X-Not-RateLimit-Limit'];
    expect(others.filter(isNeedlessX)).toEqual(others);
  });
});

describe('rate limits', () => {
  const told = (id: string, code: string, ...names: readonly string[]): readonly (readonly [unknown, unknown])[] =>
    judge(id, get({ [code]: headers(...names) })).findings.map(({ fault, values }) => [fault, values?.missing]);

  it('are complete in one family, or in the single header of the later drafts', () => {
    expect(told('missing-ratelimit', '200', 'RateLimit', 'RateLimit-Policy')).toEqual([]);
    expect(told('missing-ratelimit', '200', 'X-RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset')).toEqual([
      ['incomplete', 'RateLimit-Limit'],
    ]);
    expect(told('missing-ratelimit', '200', 'RateLimit-Policy')).toEqual([['absent', undefined]]);
  });

  it('of a 429 are all of one family, or none', () => {
    expect(told('ratelimit-429-completeness', '429', 'Retry-After')).toEqual([]);
    expect(told('ratelimit-429-completeness', '429', 'RateLimit')).toEqual([]);
    expect(told('ratelimit-429-completeness', '429', 'RateLimit-Reset')).toEqual([
      ['incomplete', 'RateLimit-Limit, RateLimit-Remaining'],
    ]);
    expect(told('ratelimit-429-completeness', '429', 'RateLimit', 'X-RateLimit-Reset')).toEqual([['mixed', undefined]]);
  });

  it('count each operation that declares them, so that one that is mended earns what it should', () => {
    const limited = { '200': headers('X-RateLimit-Limit') };
    const refusal = { '429': { $ref: '#/components/responses/Troppe' } };
    const document: Members = {
      paths: {
        '/a': { get: { responses: { ...limited, ...refusal } }, put: { responses: { ...limited, ...refusal } } },
        '/b': { get: { responses: limited } },
        '/c': { get: { responses: { '200': {}, ...refusal } } },
      },
      components: { responses: { Troppe: headers('Retry-After') } },
    };
    // The shared 429, and three operations with limits.
    expect(judge('ratelimit-429-presence', document)).toMatchObject({ tested: 4, count: 1 });
  });

  it('of a family written apart are proposed in the family that the other rules show', () => {
    const names = ['X-Rate-Limit-Limit', 'X-Rate-Limit-Remaining', 'X-Rate-Limit-Reset'];
    expect(judge('ratelimit-429-completeness', get({ '429': headers(...names.map(toBetterName)) }))).toMatchObject({
      tested: 1,
      count: 0,
    });
    const { findings } = judge('no-x-headers-response', get({ '200': headers(...names) }));
    const [snippet] = ruleset
      .filter(({ id }) => id === 'missing-ratelimit')
      .map(({ faults }) => faults.absent?.snippet);
    const { headers: shown } = snippet as { readonly headers: Members };
    expect(findings.map(({ values }) => values?.better)).toEqual(Object.keys(shown));
  });

  it('need a 429 in the operation that declares them, unless a range or default stands for it', () => {
    const limited = headers('X-RateLimit-Limit');
    expect(pointers('ratelimit-429-presence', get({ '200': limited }))).toEqual(['/paths/~1a/get/responses']);
    expect(pointers('ratelimit-429-presence', get({ '200': limited, '4XX': {} }))).toEqual([]);
    expect(pointers('ratelimit-429-presence', get({ '200': limited, default: {} }))).toEqual([]);
  });
});

describe('errors as problems', () => {
  it('are asked of 4xx, 5xx, their ranges, and of default beside a good answer', () => {
    const responses = { '302': {}, '400': {}, '5XX': {}, default: {}, 'x-note': {} };
    const told = (more: Members) => judge('use-problem-json-for-errors', get({ ...responses, ...more })).count;
    expect(told({})).toBe(2);
    expect(told({ '2XX': {} })).toBe(3);
    expect(pointers('use-problem-json-for-errors', get({ default: {} }))).toEqual([]);
  });

  it('may have parameters, other types beside, or be XML; HEAD answers without', () => {
    const types = (...names: readonly string[]) => ({ content: Object.fromEntries(names.map((name) => [name, {}])) });
    const good = [
      types('Application/Problem+JSON; charset=utf-8'),
      types('text/html', 'application/problem+json'),
      types('application/problem+xml'),
    ];
    for (const response of good) expect(pointers('use-problem-json-for-errors', get({ '400': response }))).toEqual([]);
    const head = { paths: { '/a': { head: { responses: { '404': {} } } } } };
    expect(judge('use-problem-json-for-errors', head).tested).toBe(0);
  });

  it('are told by `produces` in Swagger 2.0, that of the operation before that of the document', () => {
    const response = { '400': { schema: { type: 'object' } } };
    const root = { produces: ['application/problem+json'] };
    const faults = (document: Members) =>
      judge('use-problem-json-for-errors', document, 'swagger-2.0').findings.map(({ fault }: Finding) => fault);
    expect(faults({ ...root, ...get(response) })).toEqual([]);
    expect(faults({ ...root, ...get(response, { produces: ['application/json'] }) })).toEqual(['otherTypeInSwagger']);
    expect(faults(get(response))).toEqual(['otherTypeInSwagger']);
    expect(faults({ ...root, ...get({ '400': {} }) })).toEqual(['absentInSwagger']);
  });

  it('have the standard members, also through allOf and beside a reference of 3.1', () => {
    const schemas = { Titolo: { properties: { title: {}, status: {} } } };
    const reference = { $ref: '#/components/schemas/Titolo' };
    const document = (schema: unknown): Members => ({ ...get({ '400': problem(schema) }), components: { schemas } });
    expect(pointers('use-problem-schema', document({ allOf: [reference, { properties: { detail: {} } }] }))).toEqual(
      [],
    );
    const beside = { ...reference, properties: { detail: {} } };
    expect(pointers('use-problem-schema', document(beside), 'openapi-3.1')).toEqual([]);
    expect(pointers('use-problem-schema', document(beside), 'openapi-3.0')).toEqual(['/components/schemas/Titolo']);
  });

  it('have them whichever alternative is meant', () => {
    const whole = { properties: { title: {}, status: {}, detail: {} } };
    const document = (...oneOf: readonly Members[]) => get({ '400': problem({ oneOf }) });
    expect(judge('use-problem-schema', document(whole, { allOf: [whole] }))).toMatchObject({ tested: 1, count: 0 });
    expect(judge('use-problem-schema', document(whole, { properties: { title: {} } })).findings).toMatchObject([
      { values: { missing: 'status, detail' } },
    ]);
  });

  it('are not judged by a schema that is elsewhere', () => {
    const document = get({ '400': problem({ allOf: [{ $ref: 'https://esempio.it/errori.yaml#/Problem' }] }) });
    expect(judge('use-problem-schema', document).tested).toBe(0);
    expect(judge('hint-problem-schema', document).tested).toBe(0);
  });

  it('may have a code of their own beside the standard members', () => {
    const names = (...properties: readonly string[]) =>
      pointers(
        'hint-problem-schema',
        get({ '400': problem({ properties: Object.fromEntries(properties.map((name) => [name, {}])) }) }),
      ).map((pointer) => pointer.slice(pointer.lastIndexOf('/') + 1));
    expect(names('status', 'detail', 'title', 'errorCode', 'message')).toEqual([]);
    expect(names('status', 'errorCode', 'error-message', 'Error')).toEqual(['error-message', 'Error']);
  });
});

describe('JSON that is no object', () => {
  const type = (schema: unknown, version: Version = 'openapi-3.1') =>
    judge(
      'response-with-json-object',
      {
        ...get({ '200': json(schema) }),
        components: {
          schemas: { Elenco: { type: 'array' }, Giro: { allOf: [{ $ref: '#/components/schemas/Giro' }] } },
        },
      },
      version,
    ).findings.map(({ fault }) => fault);

  it('is found behind references, allOf and lists of types', () => {
    expect(type({ type: ['array', 'null'] })).toEqual(['array']);
    expect(type({ type: ['string', 'integer'] })).toEqual(['scalar']);
    expect(type({ allOf: [{ $ref: '#/components/schemas/Elenco' }, { description: 'Scuole' }] })).toEqual(['array']);
    expect(type({ $ref: '#/components/schemas/Elenco', description: 'Scuole' })).toEqual(['array']);
  });

  it('is not found where it may well be one, or nobody says', () => {
    const open = [
      { type: ['array', 'object'] },
      {},
      { type: 'null' },
      { oneOf: [{ type: 'array' }] },
      { type: 7 },
      true,
    ];
    for (const schema of open) expect(type(schema), JSON.stringify(schema)).toEqual([]);
    expect(type({ $ref: '#/components/schemas/Giro' })).toEqual([]);
    expect(type({ $ref: '#/components/schemas/Altrove' })).toEqual([]);
  });

  it('is told once of a response whose types share a schema, and of no format that is a list by itself', () => {
    const array = { schema: { type: 'array' } };
    const content = { 'text/plain': array, 'application/json': array, 'text/json': array };
    expect(pointers('response-with-json-object', get({ '200': { content } }))).toEqual([
      '/paths/~1a/get/responses/200/content/application~1json/schema',
    ]);
    const list = { content: { 'application/senml+json': array } };
    expect(judge('response-with-json-object', get({ '200': list })).tested).toBe(0);
  });

  it('may be a text in Swagger 2.0 where other types are produced too', () => {
    const text = (produces: readonly string[], schema: unknown = { type: 'string' }) =>
      pointers('response-with-json-object', get({ '200': { schema } }, { produces }), 'swagger-2.0').length;
    expect(text(['application/json', 'text/plain'])).toBe(0);
    expect(text(['application/json'])).toBe(1);
    expect(text(['application/json', 'text/plain'], { type: 'array' })).toBe(1);
    expect(text(['application/json'], { type: 'file' })).toBe(0);
  });

  it('is found behind a media type that is a reference, in 3.2', () => {
    const document: Members = {
      ...get({ '200': { content: { 'application/json': { $ref: '#/components/mediaTypes/Elenco' } } } }),
      components: { mediaTypes: { Elenco: { schema: { type: 'array' } } } },
    };
    expect(pointers('response-with-json-object', document, 'openapi-3.2')).toEqual([
      '/components/mediaTypes/Elenco/schema',
    ]);
  });

  it('is told at the request body that operations share, once', () => {
    const post = { post: { requestBody: { $ref: '#/components/requestBodies/Elenco' } } };
    const document = {
      paths: { '/a': post, '/b': structuredClone(post) },
      components: { requestBodies: { Elenco: json({ type: 'array' }) } },
    };
    expect(pointers('modi-no-bare-arrays', document)).toEqual([
      '/components/requestBodies/Elenco/content/application~1json/schema',
    ]);
  });
});

describe('bodies', () => {
  it('of all operations of a path are found at the path, in Swagger 2.0', () => {
    const document: Members = {
      paths: { '/a': { parameters: [{ in: 'query' }, { in: 'formData' }], get: {}, delete: {}, patch: {} } },
    };
    for (const id of ['http-request-GET-no-body', 'http-request-DELETE-no-body']) {
      expect(pointers(id, document, 'swagger-2.0')).toEqual(['/paths/~1a/parameters/1']);
    }
    expect(pointers('patch-without-request-body', document, 'swagger-2.0')).toEqual([]);
  });

  it('that are elsewhere are not judged', () => {
    const patch = { requestBody: { $ref: 'corpi.yaml#/Modifiche' } };
    expect(pointers('patch-without-request-body', { paths: { '/a': { patch } } })).toEqual([]);
  });

  it('in plain JSON are found in a PATCH, not in a POST that shares them', () => {
    const operation = { requestBody: { content: { 'application/json': {}, 'application/merge-patch+json': {} } } };
    const document = { paths: { '/a': { patch: operation }, '/b': { post: structuredClone(operation) } } };
    expect(pointers('patch-media-type', document)).toEqual(['/paths/~1a/patch/requestBody/content/application~1json']);
  });
});

describe('documents of any shape', () => {
  const odd: readonly unknown[] = [null, 7, 'x', true, [], [[]], {}, { $ref: 7 }, { $ref: '#' }, { toString: 1 }];
  const names = ['constructor', 'toString', 'hasOwnProperty', '200', '429', '503', 'default', '$ref'];
  const shapes = (value: unknown): readonly Members[] => {
    const every = Object.fromEntries(names.map((name) => [name, value]));
    const response = { headers: value, content: value, schema: value };
    return [
      { paths: value, produces: value, consumes: value },
      { paths: { '/a': value } },
      { paths: { '/a': { get: value, patch: value, parameters: value } } },
      get(value, { parameters: value, requestBody: value, produces: value }),
      get(every),
      get({ '200': response, '400': response, '429': response, '503': response }),
      get({ '200': { headers: every, content: every }, '400': { content: { 'application/problem+json': value } } }),
      get({ '400': problem(value), '200': json(value) }, { parameters: [value, { in: 'header', name: value }] }),
      get({ '400': problem({ properties: value, allOf: value }), '200': json({ allOf: [value], type: value }) }),
    ];
  };

  it.each(everyVersion)('are judged without a fault, in %s', (version) => {
    for (const document of odd.flatMap(shapes)) {
      expect(() => runRules(document, version, ruleset, 10), JSON.stringify(document)).not.toThrow();
    }
  });

  it('with endless chains of allOf are judged in so many steps', () => {
    const schemas = Object.fromEntries(
      Array.from({ length: 5000 }, (_, index) => [
        `S${index}`,
        { allOf: [{ $ref: `#/components/schemas/S${(index + 1) % 5000}` }] },
      ]),
    );
    const responses = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [400 + index, problem({ $ref: `#/components/schemas/S${index * 7}` })]),
    );
    expect(judge('use-problem-schema', { ...get(responses), components: { schemas } }).tested).toBe(0);
  });
});

describe('what a rule shows as the mending', () => {
  const snippets = ruleset.flatMap(({ id, faults }) =>
    Object.entries(faults).flatMap(([fault, { snippet }]) =>
      snippet === undefined ? [] : [[`${id} ${fault}`, JSON.stringify(snippet)] as const],
    ),
  );

  it.each(snippets)('refers to no component that a description may lack: %s', (_, snippet) => {
    expect(snippet).not.toMatch(/#\/(?:components|definitions)\//);
  });

  it('mends an operation that declares limits without a 429', () => {
    const limited = headers('X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset');
    const rule = ruleset.find(({ id }) => id === 'ratelimit-429-presence');
    for (const version of everyVersion) {
      const broken = get({ '200': limited }, { produces: ['application/problem+json'] });
      const [finding] = judge('ratelimit-429-presence', broken, version).findings;
      const snippet = rule?.faults[finding?.fault ?? '']?.snippet as Members;
      const mended = get({ '200': limited, ...snippet }, { produces: ['application/problem+json'] });
      for (const id of ['ratelimit-429-presence', 'use-problem-json-for-errors', 'use-problem-schema']) {
        expect(judge(id, mended, version), `${id} ${version}`).toMatchObject({ count: 0 });
        expect(judge(id, mended, version).tested, `${id} ${version}`).toBeGreaterThan(0);
      }
    }
  });
});
