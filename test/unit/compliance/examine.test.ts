import { describe, expect, it } from 'vitest';
import { examineCompliance, versionOf } from '../../../shared/domain/compliance/examine.ts';
import { parseDocument } from '../../../shared/domain/description/parse-document.ts';

const read = (text: string) => {
  const parsed = parseDocument(new TextEncoder().encode(text));
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed;
};

describe('the version a document is held against', () => {
  it.each([
    [{ openapi: '3.0.3' }, 'openapi-3.0'],
    [{ openapi: '3.1.0' }, 'openapi-3.1'],
    [{ openapi: '3.2.0' }, 'openapi-3.2'],
    [{ openapi: '3.10.0' }, 'openapi-3.2'],
    [{ openapi: 3.1 }, 'openapi-3.1'],
    [{ openapi: '3' }, 'openapi-3.0'],
    [{ swagger: '2.0' }, 'swagger-2.0'],
    [{ swagger: 2 }, 'swagger-2.0'],
    [{ openapi: '4.0.0' }, undefined],
    [{ openapi: { toString: 1 } }, undefined],
    [{ swagger: '1.2' }, undefined],
    [{}, undefined],
  ])('of %j is %s', (document, version) => {
    expect(versionOf(document)).toBe(version);
  });
});

describe('a report', () => {
  it('has the line and column of each finding in YAML and in JSON', () => {
    const yaml = examineCompliance(read('openapi: 3.0.3\nservers:\n  - url: https://api.ente.it\n'));
    const json = examineCompliance(read('{"openapi": "3.0.3",\n "servers": [{"url": "https://api.ente.it"}]}'));
    const found = (report: typeof yaml) =>
      report?.guideline.find(({ rule }) => rule === 'servers-description')?.findings[0];
    expect(found(yaml)).toMatchObject({ pointer: '/servers/0', line: 3, column: 5 });
    expect(found(json)).toMatchObject({ pointer: '/servers/0', line: 2, column: 14 });
  });

  it('lists findings in document order, and only so many, but counts all', () => {
    const servers = Array.from({ length: 30 }, (_, index) => `  - url: https://api${index}.ente.it\n`).join('');
    const report = examineCompliance(read(`openapi: 3.0.3\nservers:\n${servers}`), 10);
    const result = report?.guideline.find(({ rule }) => rule === 'servers-description');
    expect(result).toMatchObject({ tested: 30, count: 30 });
    expect(result?.findings.map(({ line }) => line)).toEqual(Array.from({ length: 10 }, (_, index) => index + 3));
  });

  it('has the official profile only when the version is not known', () => {
    const report = examineCompliance(read('openapi: 4.0.0\ninfo: {}\n'));
    expect(report).toMatchObject({ guideline: [], security: [] });
    expect(report?.version).toBeUndefined();
    expect(report?.official.find(({ rule }) => rule === 'has-x-api-id')?.count).toBe(1);
  });

  it('lists in document order also what was told in another', () => {
    const schemas = Array.from({ length: 30 }, (_, index) => `    A${index}: {type: integer}\n`).join('');
    const report = examineCompliance(read(`openapi: 3.0.3\ncomponents:\n  schemas:\n${schemas}`), 10);
    for (const { findings } of [report?.guideline ?? [], report?.official ?? []].flat()) {
      const lines = findings.map(({ line = 0 }) => line);
      expect(lines).toEqual(lines.toSorted((one, other) => one - other));
    }
  });

  it('lists as many findings as real documents have, for waivers of places', () => {
    const servers = Array.from({ length: 1500 }, (_, index) => `  - url: https://api${index}.ente.it\n`).join('');
    const report = examineCompliance(read(`openapi: 3.0.3\nservers:\n${servers}`));
    const result = report?.guideline.find(({ rule }) => rule === 'servers-description');
    expect(result?.findings).toHaveLength(1000);
  });

  it('lists fewer when their pointers are long, so that a report stays small', () => {
    const properties = Array.from({ length: 2000 }, (_, index) => [`p${index}`, { type: 'integer' }] as const);
    let schema: unknown = { properties: Object.fromEntries(properties) };
    for (let level = 0; level < 45; level += 1) schema = { properties: { ['a'.repeat(1000)]: schema } };
    const report = examineCompliance(
      read(JSON.stringify({ openapi: '3.0.3', components: { schemas: { A: schema } } })),
    );
    const integers = [...(report?.guideline ?? []), ...(report?.official ?? [])].filter(
      ({ rule }) => rule === 'integer-format',
    );
    expect(integers.map(({ count }) => count)).toEqual([2000, 2000]);
    expect(JSON.stringify(report).length).toBeLessThan(10_000_000);
  });

  it('counts the references to other documents, where a reference may stand', () => {
    const elsewhere = (members: object) => {
      const document = { openapi: '3.1.0', info: {}, ...members };
      return examineCompliance(read(JSON.stringify(document)))?.elsewhere;
    };
    const away = { $ref: 'comuni.yaml#/Comune' };
    expect(elsewhere({})).toBeUndefined();
    expect(elsewhere({ components: { schemas: { A: { $ref: '#/components/schemas/B' }, B: {} } } })).toBeUndefined();
    expect(elsewhere({ components: { schemas: { A: away, B: { properties: { $ref: away } } } } })).toBe(2);
    expect(elsewhere({ paths: { '/a': { $ref: 'https://ente.it/a.yaml' } } })).toBe(1);
    expect(elsewhere({ components: { schemas: { A: { $ref: 7, example: away, default: away } } } })).toBeUndefined();
    expect(elsewhere({ 'x-a': away, components: { schemas: { A: { $ref: '#/missing' } } } })).toBeUndefined();
    expect(elsewhere({ 'x-a': away, components: { schemas: { A: { $ref: '#/x-a' } } } })).toBe(1);
    expect(elsewhere({ 'x-a': away, 'x-b': { $ref: '#/x-a' }, webhooks: { a: { $ref: '#/x-b' } } })).toBe(1);
  });

  it('is none of a document that is no object', () => {
    expect(examineCompliance(read('- openapi\n'))).toBeUndefined();
  });
});
