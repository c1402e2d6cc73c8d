import { describe, expect, it } from 'vitest';
import { createResolver } from '../../../shared/domain/compliance/resolve-local.ts';
import type { Version } from '../../../shared/domain/compliance/rule.ts';
import { walkDescription } from '../../../shared/domain/compliance/walk.ts';
import { formatPointer, listKeys } from '../../../shared/domain/description/json-pointer.ts';
import type { Members } from '../../../shared/domain/description/specification.ts';

function visitsOf(root: Members, version: Version): readonly string[] {
  const visits: string[] = [];
  walkDescription({ root, version, resolve: createResolver(root) }, (kind, _, path) =>
    visits.push(`${kind} ${formatPointer(listKeys(path))}`),
  );
  return visits;
}

describe('the walk over a description', () => {
  it('visits each object once, in document order, with info, contact and servers', () => {
    const root = {
      info: { contact: {} },
      servers: [{ url: '/' }],
      paths: { '/a': { servers: [{}], get: { parameters: [{ schema: { type: 'string' } }], responses: { 200: {} } } } },
    };
    expect(visitsOf(root, 'openapi-3.0')).toEqual([
      'document ',
      'info /info',
      'contact /info/contact',
      'server /servers/0',
      'paths /paths',
      'path-item /paths/~1a',
      'server /paths/~1a/servers/0',
      'operation /paths/~1a/get',
      'parameter /paths/~1a/get/parameters/0',
      'schema /paths/~1a/get/parameters/0/schema',
      'responses /paths/~1a/get/responses',
      'response /paths/~1a/get/responses/200',
    ]);
  });

  it('visits what references lead to once, at its own place', () => {
    const ref = { $ref: '#/components/schemas/A' };
    const root = { components: { schemas: { A: { properties: { self: ref, other: ref } } }, responses: { R: ref } } };
    expect(visitsOf(root, 'openapi-3.0').filter((visit) => visit.startsWith('schema'))).toEqual([
      'schema /components/schemas/A',
    ]);
  });

  it('visits targets where the specification foresees nothing', () => {
    const root = { 'x-schemas': { A: { type: 'object' } }, components: { schemas: { B: { $ref: '#/x-schemas/A' } } } };
    expect(visitsOf(root, 'openapi-3.0')).toContain('schema /x-schemas/A');
  });

  it('visits what stands beside a reference where it counts', () => {
    const root = { components: { schemas: { A: {}, B: { $ref: '#/components/schemas/A', title: 'B' } } } };
    expect(visitsOf(root, 'openapi-3.1')).toContain('schema /components/schemas/B');
    expect(visitsOf(root, 'openapi-3.0')).not.toContain('schema /components/schemas/B');
  });

  it('never takes an example for a schema', () => {
    const root = { definitions: { A: { example: { properties: { b: { type: 'string' } } } } } };
    expect(visitsOf(root, 'swagger-2.0')).toEqual(['document ', 'schema /definitions/A']);
  });
});

describe('a local reference', () => {
  const root = {
    a: { $ref: '#/b' },
    b: { $ref: '#/c%7E1d' },
    'c/d': { end: true },
    circle: { $ref: '#/circle' },
    text: 'x',
  };
  const resolve = createResolver(root);
  const at = (value: unknown) => resolve(value, undefined);

  it('leads through a chain to its end, with the place of the end', () => {
    const found = at(root.a);
    expect(found?.value).toBe(root['c/d']);
    expect(formatPointer(listKeys(found?.path))).toBe('/c~1d');
  });

  it('leads nowhere in a circle, outside, to nothing or to no object', () => {
    for (const $ref of ['#/circle', 'other.yaml#/a', '#/none', '#/text', '#anchor', '#/%zz', '']) {
      expect(at({ $ref }), $ref).toBeUndefined();
    }
    expect(at('text')).toBeUndefined();
  });

  it('is not needed by an object that is none', () => {
    const value = { type: 'string' };
    expect(resolve(value, { parent: undefined, key: 'here' })).toEqual({
      value,
      path: { parent: undefined, key: 'here' },
    });
  });
});
