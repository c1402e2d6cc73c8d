import { describe, expect, it } from 'vitest';
import { createChecks } from '../../../shared/domain/description/checks.ts';
import { checkReferences } from '../../../shared/domain/description/references.ts';
import { readSpecification } from '../../../shared/domain/description/specification.ts';

const ok = { 200: { description: 'fine' } };

async function toldOf(rest: object, version: object = { openapi: '3.0.3' }): Promise<string[]> {
  const document = structuredClone({ ...version, info: { title: 'x', version: '1' }, paths: {}, ...rest });
  const declared = readSpecification(document);
  if (!declared.ok) throw new Error('unexpected');
  const checks = createChecks();
  await checkReferences(
    document,
    declared.specification,
    'https://ente.example/',
    async () => undefined,
    checks.observe,
  );
  expect(checks.problems.every(({ severity }) => severity === 'warning')).toBe(true);
  return checks.problems.map(({ code, pointer, message }) => `${code} ${pointer}: ${message}`);
}

const get = (operationId: string) => ({ get: { operationId, responses: { ...ok } } });

describe('checks', () => {
  it('tell operationIds that are equal after NFKC', async () => {
    expect(await toldOf({ paths: { '/a': get('\ufb01le'), '/b': get('file'), '/c': get('File') } })).toEqual([
      'duplicate-operation-id /paths/~1b/get/operationId: The operationId `file` is also that of `paths./a.get`',
    ]);
  });

  it('tell paths that differ only in the names of their parameters', async () => {
    const paths = {
      '/a/{x}/b': {},
      '/a/{y}/b': {},
      '/a/x/b': {},
      '/a/{x}': {},
      '/a/{x}{y}': {},
      '/a/{x}{z}': {},
      'x-a/{x}': {},
      'x-a/{y}': {},
    };
    expect(await toldOf({ paths })).toEqual([
      'path-collision /paths/~1a~1{y}~1b: The path `/a/{y}/b` is the same as `/a/{x}/b`',
      'path-collision /paths/~1a~1{x}{z}: The path `/a/{x}{z}` is the same as `/a/{x}{y}`',
    ]);
  });

  it('tell patterns that are no regular expressions, wherever schemas are', async () => {
    const schemas = {
      A: { pattern: '[' },
      B: { items: { pattern: '(?<n>a)\\k<m>' } },
      C: { pattern: '^(a+)+$' },
      D: { example: { pattern: '[' } },
      E: { pattern: 5 },
    };
    expect(await toldOf({ components: { schemas } })).toEqual([
      'invalid-pattern /components/schemas/A/pattern: `[` is not a regular expression',
      'invalid-pattern /components/schemas/B/items/pattern: `(?<n>a)\\k<m>` is not a regular expression',
    ]);
    const parameters = { a: { name: 'a', in: 'query', type: 'string', pattern: '[' } };
    expect(await toldOf({ parameters }, { swagger: '2.0' })).toEqual([
      'invalid-pattern /parameters/a/pattern: `[` is not a regular expression',
    ]);
  });

  it('leave a needless backslash alone, which is a mistake only with the Unicode flag', async () => {
    expect(await toldOf({ components: { schemas: { A: { pattern: '^[a-z\\-_\\.;\\:]+$' } } } })).toEqual([]);
  });

  it('leave patterns of absurd length alone', async () => {
    expect(await toldOf({ components: { schemas: { A: { pattern: '['.repeat(10_001) } } } })).toEqual([]);
  });
});
