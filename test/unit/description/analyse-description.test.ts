import { describe, expect, it } from 'vitest';
import { analyseDescription } from '../../../shared/domain/description/analyse-description.ts';
import { engine } from '../../../shared/domain/description/engine.ts';
import { sha256 } from '../../../shared/domain/digest.ts';
import { openapi30, samples } from './sample-descriptions.ts';

const url = 'https://ente.example/openapi.json';

async function analyse(content: string | object, more: { url?: string; secondOpinion?: boolean } = {}) {
  const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2);
  const fetchReference = async () => ({ outcome: 'failed', code: 'http-404', detail: 'not found' }) as const;
  return analyseDescription(
    { body: new TextEncoder().encode(text), url, secondOpinion: false, fetchReference, ...more },
    sha256,
  );
}

const withSchemas = (schemas: object) => ({
  ...openapi30,
  components: { ...(openapi30.components as object), schemas },
});

describe('an analysis', () => {
  it.each(Object.entries(samples))('of a good document in %s: valid, with all it found', async (_name, document) => {
    const analysis = await analyse(document);
    expect(analysis).toMatchObject({
      verdict: 'valid',
      problems: [],
      problemCount: 0,
      format: 'json',
      references: [],
      engine,
    });
    expect(analysis).toMatchObject({
      metadata: { title: 'Anagrafe', declaresStatus: true },
      contentDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(analysis.secondOpinion).toBeUndefined();
  });

  it.each([
    [{ ...openapi30, paths: [] }, 'invalid'],
    [{ ...openapi30, openapi: '4.0.0' }, 'invalid'],
    [withSchemas({ Person: {}, A: { $ref: '#/components/schemas/No' } }), 'unresolvable-ref'],
    [withSchemas({ Person: {}, A: { $ref: 'a.yaml' } }), 'unresolvable-ref'],
    [{ ...withSchemas({ Person: {}, A: { $ref: 'a.yaml' } }), info: {} }, 'invalid'],
    [withSchemas({ Person: { pattern: '[' } }), 'valid'],
    ['{"openapi":"3.0.3",', 'invalid'],
    ['{"a":1,}', 'not-a-description'],
    [{ linkset: [] }, 'not-a-description'],
    ['<!doctype html>', 'not-a-description'],
    ['', 'not-a-description'],
    [{ openapi: '3.0.3', info: 'x'.repeat(2_000_000) }, 'too-large'],
    ['['.repeat(1000), 'too-large'],
  ])('has the verdict its problems ask for: %#', async (content, verdict) => {
    const { verdict: found, problems } = await analyse(content);
    expect(found).toBe(verdict);
    expect(problems.some(({ severity }) => severity === 'error')).toBe(verdict !== 'valid');
  });

  it('tells where each problem is, in the order of the document', async () => {
    const document = {
      openapi: '3.0.3',
      info: { title: 'x', version: 1 },
      paths: {
        '/a': { get: {} },
        '/b': {
          get: {
            operationId: 'a',
            responses: { 200: { description: 'x', content: { 'a/b': { schema: { $ref: '#/no' } } } } },
          },
        },
      },
      extra: 1,
    };
    const { problems, problemCount } = await analyse(document);
    const lines = JSON.stringify(document, null, 2).split('\n');
    expect(problems.map(({ code, line }) => `${code} ${lines[(line ?? 0) - 1]?.trim()}`)).toEqual([
      'wrong-type "version": 1',
      'missing-member "get": {}',
      'ref-missing-target "$ref": "#/no"',
      'unknown-member "extra": 1',
    ]);
    expect(problemCount).toBe(4);
  });

  it('lists 200 problems and counts all', async () => {
    const paths = Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`/a${index}`, { get: {} }]));
    const { problems, problemCount } = await analyse({ ...openapi30, paths });
    expect(problemCount).toBe(3000);
    expect(problems).toHaveLength(200);
    expect(problems.map(({ line }) => line)).toEqual(
      problems.map(({ line }) => line).toSorted((a, b) => (a ?? 0) - (b ?? 0)),
    );
  });

  it('keeps what is known of a version it does not know', async () => {
    const analysis = await analyse({ ...openapi30, openapi: '4.0.0' });
    expect(analysis).toMatchObject({ verdict: 'invalid', specification: '4.0.0', metadata: { title: 'Anagrafe' } });
    expect(analysis.contentDigest).toBeDefined();
  });

  it('has one digest for YAML and JSON', async () => {
    const json = await analyse({ openapi: '3.0.3', info: { title: 'x', version: '1' }, paths: {} });
    const yaml = await analyse('paths: {}\ninfo:\n  version: "1"\n  title: x\nopenapi: 3.0.3\n', {
      url: 'https://ente.example/openapi.yaml',
    });
    expect([json.format, yaml.format]).toEqual(['json', 'yaml']);
    expect(yaml.contentDigest).toBe(json.contentDigest);
  });

  it('says one thing of a $ref that is no text', async () => {
    const { problems } = await analyse(withSchemas({ Person: {}, B: { $ref: 5 } }));
    expect(problems.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
      'wrong-type /components/schemas/B/$ref',
    ]);
  });

  it('asks for a second opinion when it is wanted, on descriptions only', async () => {
    expect(await analyse(openapi30, { secondOpinion: true })).toMatchObject({ secondOpinion: { outcome: 'agrees' } });
    expect((await analyse({ a: 1 }, { secondOpinion: true })).secondOpinion).toBeUndefined();
  });
});
