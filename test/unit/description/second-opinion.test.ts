import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../shared/domain/description/analysis.ts';
import { parseDocument } from '../../../shared/domain/description/parse-document.ts';
import { loadSecondOpinion } from '../../../shared/domain/description/second-opinion.ts';
import { readSpecification } from '../../../shared/domain/description/specification.ts';
import { samples } from './sample-descriptions.ts';

const url = 'https://ente.example/openapi.json';

async function ask(document: unknown, verdict: Verdict, others: { readonly [url: string]: string } = {}) {
  const value = JSON.parse(JSON.stringify(document));
  const declared = readSpecification(value);
  if (!declared.ok) throw new Error('unexpected');
  const documents = new Map(
    Object.entries(others).flatMap(([address, text]) => {
      const parsed = parseDocument(new TextEncoder().encode(text));
      return parsed.ok ? [[address, parsed] as const] : [];
    }),
  );
  const opine = await loadSecondOpinion();
  return opine({ value, specification: declared.specification, url, verdict, documents });
}

const minimal = (schemas: object) => ({
  openapi: '3.0.3',
  info: { title: 'x', version: '1' },
  paths: {},
  components: { schemas },
});

describe('the second opinion', () => {
  it.each([
    'swagger-2.0',
    'openapi-3.0',
    'openapi-3.1',
  ] as const)('agrees that a good document in %s is good', async (name) => {
    expect(await ask(samples[name], 'valid')).toEqual({ outcome: 'agrees' });
  });

  it('agrees that a broken one is broken, and says why', async () => {
    expect(await ask({ ...minimal({}), paths: [] }, 'invalid')).toMatchObject({
      outcome: 'agrees',
      message: expect.stringContaining('paths'),
    });
  });

  it('that differs is recorded, either way', async () => {
    const unused = {
      ...(samples['swagger-2.0'] as object),
      definitions: { Person: { type: 'object', required: ['nowhere'] } },
    };
    expect(await ask(unused, 'valid')).toMatchObject({
      outcome: 'disagrees',
      message: expect.stringContaining('nowhere'),
    });
    expect(await ask(minimal({}), 'invalid')).toEqual({
      outcome: 'disagrees',
      message: 'swagger-parser finds nothing wrong',
    });
  });

  it('has no say on OpenAPI 3.2 and on what is deeper than it can go', async () => {
    expect(await ask(samples['openapi-3.2'], 'valid')).toMatchObject({ outcome: 'unsupported' });
    const chain = Object.fromEntries(
      Array.from({ length: 2000 }, (_, index) => [
        `S${index}`,
        { type: 'object', properties: { next: { $ref: `#/components/schemas/S${(index + 1) % 2000}` } } },
      ]),
    );
    expect(await ask(minimal(chain), 'valid')).toMatchObject({ outcome: 'unsupported' });
  });

  it('sees the documents that were fetched and nothing else', async () => {
    const document = minimal({ A: { $ref: 'common.yaml#/A' } });
    const others = { 'https://ente.example/common.yaml': 'A: {type: string}\n' };
    expect(await ask(document, 'valid', others)).toEqual({ outcome: 'agrees' });
    expect(await ask(document, 'unresolvable-ref')).toMatchObject({
      outcome: 'agrees',
      message: expect.stringContaining('was not fetched'),
    });
    const local = await ask(minimal({ A: { $ref: 'file:///etc/passwd' } }), 'unresolvable-ref');
    expect(local).toMatchObject({ outcome: 'agrees', message: expect.stringContaining('was not fetched') });
    expect(JSON.stringify(local)).not.toContain('root:');
  });
});
