/** What single rules leave alone or take although it is odd, where the examples of the rules have no room for it. */
import { describe, expect, it } from 'vitest';
import type { RuleResult } from '../../../shared/domain/compliance/report.ts';
import type { Version } from '../../../shared/domain/compliance/rule.ts';
import { ruleset } from '../../../shared/domain/compliance/ruleset.ts';
import { runRules } from '../../../shared/domain/compliance/run-rules.ts';
import type { Members } from '../../../shared/domain/description/specification.ts';

function run(id: string, root: Members, version: Version = 'openapi-3.0'): RuleResult {
  const [result] = runRules(
    root,
    version,
    ruleset.filter((rule) => rule.id === id),
    100,
  );
  if (result === undefined) throw new Error(`${id} was not run`);
  return result;
}

/** `fault pointer` of each finding. */
const told = (...given: Parameters<typeof run>): readonly string[] =>
  run(...given).findings.map(({ fault, pointer }) => `${fault} ${pointer}`);

describe('API keys', () => {
  const withSchemes = (securitySchemes: Members): Members => ({ components: { securitySchemes } });

  it.each(['sec-apikeys-cookie', 'sec-apikeys-url'])('are all that %s looks at', (id) => {
    const others = { bearer: { type: 'http', scheme: 'bearer', in: 'cookie' }, odd: { in: 'query' }, none: null };
    expect(run(id, withSchemes(others))).toMatchObject({ tested: 0, count: 0 });
    expect(run(id, withSchemes({ key: { type: 'apiKey', in: 'header', name: 'Api-Key' } }))).toMatchObject({
      tested: 1,
      count: 0,
    });
  });

  it.each([
    ['sec-apikeys-cookie', 'cookie'],
    ['sec-apikeys-url', 'query'],
  ])('are told by %s also when their name is no text', (id, place) => {
    const [finding] = run(id, withSchemes({ key: { type: 'apiKey', in: place, name: { toString: 1 } } })).findings;
    expect(finding).toMatchObject({ pointer: '/components/securitySchemes/key/in', values: { name: '' } });
  });
});

describe('schemes of HTTP authentication', () => {
  it('are judged however they are written, and only where they are text', () => {
    const securitySchemes = {
      windows: { type: 'http', scheme: ' NTLM ' },
      basic: { type: 'http', scheme: 'basic' },
      odd: { type: 'http', scheme: ['negotiate'] },
      key: { type: 'apiKey', scheme: 'ntlm' },
    };
    const root = { components: { securitySchemes } };
    expect(run('sec-auth-insecure-schemes', root).tested).toBe(2);
    expect(told('sec-auth-insecure-schemes', root)).toEqual(['insecure /components/securitySchemes/windows/scheme']);
  });
});

describe('names of schemas', () => {
  it('are not those of extensions, and one without letters gets a name all the same', () => {
    const schemas = { 'x-internal': {}, ___: {}, Atto: {} };
    const { tested, findings } = run('schema-camel-case', { components: { schemas } });
    expect(tested).toBe(2);
    expect(findings).toMatchObject([
      { pointer: '/components/schemas/___', values: { name: '___', suggested: 'Schema' } },
    ]);
  });
});

describe('verbs in paths', () => {
  it('are looked for only in paths that say something besides their parameters', () => {
    expect(run('paths-http-method', { paths: { '/': {}, '/{id}': {}, 'x-get': {}, getPratiche: {} } }).tested).toBe(0);
    expect(run('paths-http-method', { paths: { '/{id}/getPratiche': {}, '/{id}.json': {} } })).toMatchObject({
      tested: 2,
      findings: [{ values: { segment: 'getPratiche', verb: 'get' } }],
    });
  });
});

describe('formats of integers', () => {
  const withFormat = (format: unknown): Members => ({
    components: { schemas: { Tributo: { type: 'integer', format } } },
  });

  it.each([
    [{ bits: 32 }, '{}'],
    [['int32'], '{}'],
    [32, '32'],
    [true, 'true'],
    ['constructor', 'constructor'],
  ])('%j is told as %s', (format, shown) => {
    expect(run('allowed-integer-format', withFormat(format)).findings).toMatchObject([
      { pointer: '/components/schemas/Tributo/format', values: { format: shown } },
    ]);
  });

  it.each([undefined, '', null, 'int32', 'int64'])('%j is left alone', (format) => {
    expect(run('allowed-integer-format', withFormat(format)).count).toBe(0);
  });
});

describe('a version in the title', () => {
  it.each([undefined, '', '  ', 7, ['v2'], { toString: 1 }])('is not looked for where the title is %j', (title) => {
    expect(run('modi-no-version-in-title', { info: { title } })).toMatchObject({ tested: 0, count: 0 });
  });

  it('is found where only a year stands before it', () => {
    expect(run('modi-no-version-in-title', { info: { title: '2024 v2' } }).findings).toMatchObject([
      { fault: 'version', values: { version: 'v2', corrected: '2024' } },
    ]);
  });

  it('may be all there is', () => {
    expect(run('modi-no-version-in-title', { info: { title: '(v2)' } }).findings).toMatchObject([
      { fault: 'only', pointer: '/info/title', values: { title: '(v2)' } },
    ]);
  });

  it('is not read out of a version that is no version', () => {
    for (const version of [{ toString: 1 }, null, 'beta'])
      expect(run('modi-no-version-in-title', { info: { title: 'Sedi 2.1', version } }).count).toBe(0);
    expect(run('modi-no-version-in-title', { info: { title: 'Sedi 2.1', version: 2.1 } }).count).toBe(1);
  });
});

describe('the answer of /status', () => {
  const withGet = (get: unknown): Members => ({ paths: { '/status': { get } } });
  const json = { description: 'ok', content: { 'application/json': {} } };

  it.each([undefined, null, 7, ['200']])('is missing where the responses are %j', (responses) => {
    expect(told('paths-status-return-json', withGet({ responses }))).toEqual(['no-200 /paths/~1status/get']);
  });

  it('may be described for all of its class, and other answers are not looked at', () => {
    expect(run('paths-status-return-json', withGet({ responses: { '2xx': json, 503: {} } }))).toMatchObject({
      tested: 1,
      count: 0,
    });
  });

  it('is not asked for where there is no operation', () => {
    expect(run('paths-status-return-json', withGet('x'))).toMatchObject({ tested: 0, count: 0 });
  });
});

describe('the problem of /status', () => {
  const problem = (schema: unknown, components: Members = {}): Members => ({
    paths: {
      '/status': { get: { responses: { 503: { content: { 'application/problem+json': { schema } } } } } },
    },
    components,
  });
  const full = { properties: { status: {}, title: {}, detail: {} } };

  it('has its members from whatever it is composed of', () => {
    const schemas = { Base: { properties: { status: {}, title: {} } } };
    const composed = { allOf: [{ $ref: '#/components/schemas/Base' }, { properties: { detail: {} } }] };
    expect(run('paths-status-problem-schema', problem(composed, { schemas }))).toMatchObject({ tested: 1, count: 0 });
  });

  it('has only the members that each of its alternatives has', () => {
    const one = { oneOf: [full, { properties: { status: {}, title: {} } }] };
    expect(run('paths-status-problem-schema', problem(one)).findings).toMatchObject([
      { values: { missing: 'detail' } },
    ]);
    expect(run('paths-status-problem-schema', problem({ anyOf: [full, full] })).count).toBe(0);
  });

  it('is not judged where part of it is elsewhere, or it is no schema', () => {
    const elsewhere = { allOf: [{ $ref: 'https://a.example/problem.yaml' }] };
    for (const schema of [elsewhere, { $ref: '#/components/schemas/Nowhere' }, 'x', undefined])
      expect(run('paths-status-problem-schema', problem(schema))).toMatchObject({ tested: 0, count: 0 });
  });

  it('may lead in a circle', () => {
    const schemas = { Loop: { allOf: [{ $ref: '#/components/schemas/Loop' }], properties: { status: {} } } };
    const root = problem({ $ref: '#/components/schemas/Loop' }, { schemas });
    expect(run('paths-status-problem-schema', root).findings).toMatchObject([
      { pointer: '/components/schemas/Loop', values: { missing: 'title, detail' } },
    ]);
  });
});

describe('a JSON Patch', () => {
  const consuming = (...consumes: readonly string[]): Members => ({
    paths: {
      '/pratiche': { patch: { consumes, parameters: [{ name: 'modifiche', in: 'body', schema: { type: 'object' } }] } },
    },
  });

  it('is not told of a Swagger 2.0 body that serves other types too', () => {
    const both = consuming('application/json-patch+json', 'application/merge-patch+json');
    expect(run('patch-json-patch-mediatype', both, 'swagger-2.0')).toMatchObject({ tested: 0, count: 0 });
    expect(run('patch-json-patch-mediatype', consuming('application/json-patch+json'), 'swagger-2.0').count).toBe(1);
  });

  it('is looked for in the body of a PATCH only', () => {
    const schema = { type: 'object' };
    const requestBody = { content: { 'application/json-patch+json': { schema } } };
    const paths = { '/pratiche': { put: { requestBody }, patch: {} } };
    expect(run('patch-json-patch-mediatype', { paths })).toMatchObject({ tested: 0, count: 0 });
  });
});

describe('the schema of a problem', () => {
  const responding = (content: Members): Members => ({
    paths: { '/residenti': { get: { responses: { 404: { description: 'Nessuno', content } } } } },
  });

  it.each([undefined, null, true, 'Problem'])('is missing where it is %j', (schema) => {
    const root = responding({ 'application/problem+json': { schema } });
    expect(run('use-problem-schema', root).findings).toMatchObject([{ fault: 'noSchema' }]);
  });

  it('is not asked of other content', () => {
    expect(run('use-problem-schema', responding({ 'application/json': {} }))).toMatchObject({ tested: 0, count: 0 });
  });
});
