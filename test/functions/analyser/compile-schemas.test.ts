import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { early, later } from '../../../infra/local/build/bundle-schemas.ts';
import { compileSchemas } from '../../../infra/local/build/compile-schemas.ts';
import { schemas, validators } from '../../../shared/domain/description/schema-validators.generated.js';
import { samples } from '../../unit/description/sample-descriptions.ts';

const folder = new URL('../../../shared/domain/description/', import.meta.url);
const readText = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
const readSchema = (name: string) => JSON.parse(readText(`schemas/${name}.json`));

type Tree = { [name: string]: unknown };

/** Every document that has one member less, or one more, or another value, than the given one. */
function* variants(document: Tree, node: unknown = document): Generator<void> {
  if (typeof node !== 'object' || node === null) return;
  const members = node as Tree;
  for (const name of Object.keys(members)) {
    const kept = members[name];
    for (const value of [undefined, null, 1, 'x', [], {}, { $ref: '#/x' }]) {
      if (value === undefined) delete members[name];
      else members[name] = value;
      yield;
    }
    members[name] = kept;
    yield* variants(document, kept);
  }
  if (Array.isArray(node)) return;
  for (const [name, value] of [
    ['zz', 1],
    ['x-zz', 1],
    ['$ref', '#/x'],
    ['required', true],
    ['in', 'query'],
  ] as const) {
    if (Object.hasOwn(members, name)) continue;
    members[name] = value;
    yield;
    delete members[name];
  }
}

describe('the compiled schemas', () => {
  it('are what the build makes of the official ones', () => {
    expect(compileSchemas()).toBe(readText('schema-validators.generated.js'));
    expect(schemas).toEqual({ ...early, ...later });
  });

  it('need nothing at run time but our own function', () => {
    expect(readText('schema-validators.generated.js').match(/\bimport\b[^;]*|\brequire\(/g)).toEqual([
      expect.stringMatching(/^import\{distinctItems as \w+\}from"\.\/distinct-items\.ts"$/),
    ]);
  });

  const official = new Ajv2020({ strict: false, validateFormats: false, validateSchema: false });
  it.each([
    'openapi-3.1',
    'openapi-3.2',
  ])('refuse in %s what the official schema refuses, and odd schemas besides', (name) => {
    const compiled = validators[`/${name}`];
    const { $id, ...schema } = readSchema(name);
    const plain = official.compile(schema);
    const document = JSON.parse(JSON.stringify(samples[name as keyof typeof samples]));
    let refused = 0;
    for (const _ of variants(document)) {
      const isFine = compiled?.(document) ?? true;
      if (!isFine) refused += 1;
      if (isFine || !plain(document)) expect(isFine, JSON.stringify(document)).toBe(plain(document));
      else expect(JSON.stringify(document)).toContain('schema');
    }
    expect(refused).toBeGreaterThan(500);
    expect($id).toMatch(/^https:\/\/spec\.openapis\.org\/oas\/3\.[12]\/schema\/2026/);
  });

  it.each(['swagger-2.0', 'openapi-3.0'])('accept in %s exactly what the official schema accepts', (name) => {
    /** Draft 4 in terms of draft 7, by its only difference that occurs. */
    const text = readText(`schemas/${name}.json`)
      .replace(/"minimum": 0,\s*"exclusiveMinimum": true/g, '"exclusiveMinimum": 0')
      .replaceAll('"id":', '"$id":')
      .replaceAll('"$schema": "http://json-schema.org/draft-04/schema#",', '');
    const draft4 = readText('schemas/json-schema-draft-04.json')
      .replaceAll('"exclusiveMinimum": true', '"x": true')
      .replaceAll('"$schema": "http://json-schema.org/draft-04/schema#",', '')
      .replace('"minimum": 0,\n      "x": true', '"exclusiveMinimum": 0');
    const plainAjv = new Ajv({ strict: false, validateFormats: false, validateSchema: false, meta: false });
    plainAjv.addSchema({ ...JSON.parse(draft4), id: undefined, $id: 'http://json-schema.org/draft-04/schema' });
    const plain = plainAjv.compile(JSON.parse(text));
    const document = JSON.parse(JSON.stringify(samples[name as keyof typeof samples]));
    let refused = 0;
    for (const _ of variants(document)) {
      const isFine = validators[`/${name}`]?.(document);
      if (isFine === false) refused += 1;
      expect(isFine, JSON.stringify(document)).toBe(plain(document));
    }
    expect(refused).toBeGreaterThan(500);
  });
});
