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

  it('is none of a document that is no object', () => {
    expect(examineCompliance(read('- openapi\n'))).toBeUndefined();
  });
});
