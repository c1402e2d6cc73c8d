import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainSchema } from '../../../shared/domain/description/explain-schema.ts';
import { formatPointer, listKeys } from '../../../shared/domain/description/json-pointer.ts';
import { schemas, validators } from '../../../shared/domain/description/schema-validators.generated.js';
import { validateStructure } from '../../../shared/domain/description/validate.ts';
import { openapi30, openapi31, openapi32, samples, swagger20 } from './sample-descriptions.ts';

type Tree = { [name: string]: unknown };

/** A copy with the value at a path replaced; `undefined` removes it. */
function change(document: object, path: string, value: unknown): Tree {
  const copy = structuredClone(document) as Tree;
  const names = path.split('|');
  const last = names.pop() as string;
  const parent = names.reduce((node, name) => node[name] as Tree, copy);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}

const schemaOf = (document: Tree): string =>
  typeof document.swagger === 'string' ? '/swagger-2.0' : `/openapi-${String(document.openapi).slice(0, 3)}`;

const told = (document: Tree): string[] =>
  validateStructure(schemaOf(document), document).map(
    ({ code, path, message }) => `${code} ${formatPointer(listKeys(path))}: ${message}`,
  );

const post = 'paths|/people/{id}|post';

describe('the structure', () => {
  it.each(Object.entries(samples))('of a good document in %s has no fault', (_name, document) => {
    expect(told(document as Tree)).toEqual([]);
  });

  it.each([
    [
      change(openapi30, `${post}|responses`, undefined),
      'missing-member /paths/~1people~1{id}/post: `paths./people/{id}.post` lacks `responses`',
    ],
    [change(swagger20, 'info', {}), 'missing-member /info: `info` lacks `version` and `title`'],
    [change(openapi30, 'info', undefined), 'missing-member : The document lacks `info`'],
    [
      change(openapi30, 'components|schemas|Person|maxLenght', 3),
      'unknown-member /components/schemas/Person/maxLenght: `components.schemas.Person` has an unknown member `maxLenght`',
    ],
    [change(openapi31, 'info|mail', 'x'), 'unknown-member /info/mail: `info` has an unknown member `mail`'],
    [change(swagger20, 'paths|people', {}), 'unknown-member /paths/people: The path `people` must start with a slash'],
    [change(openapi30, 'info|version', 1.1), 'wrong-type /info/version: `info.version` must be text, not a number'],
    [change(openapi30, 'paths', []), 'wrong-type /paths: `paths` must be an object, not a list'],
    [
      change(openapi30, 'components|schemas|Person', true),
      'wrong-type /components/schemas/Person: `components.schemas.Person` must be an object, not true or false',
    ],
    [
      change(openapi30, 'components|schemas|Person', { $ref: 5 }),
      'wrong-type /components/schemas/Person/$ref: `components.schemas.Person.$ref` must be text, not a number',
    ],
    [
      change(openapi31, 'components|schemas|Person|type', 'file'),
      'wrong-value /components/schemas/Person/type: `components.schemas.Person.type` must be one of `array`, `boolean`, `integer`, `null`, `number`, `object` or `string`',
    ],
    [
      change(openapi32, 'components|schemas|Person|required', true),
      'wrong-type /components/schemas/Person/required: `components.schemas.Person.required` must be a list, not true or false',
    ],
    [
      change(swagger20, 'host', 'https://ente.example/'),
      'wrong-value /host: `host` must be a host name, with or without a port, not be `https://ente.example/`',
    ],
    [change(swagger20, 'basePath', ''), 'wrong-value /basePath: `basePath` must start with a slash, not be empty'],
    [
      change(openapi30, `${post}|responses`, {}),
      'wrong-count /paths/~1people~1{id}/post/responses: `paths./people/{id}.post.responses` must have at least 1 member',
    ],
    [change(swagger20, 'tags', [{ name: 'a' }, { name: 'a' }]), 'not-distinct /tags: `tags` has two equal items'],
    [
      change(openapi31, 'components|schemas', { 'a b': {} }),
      'wrong-name /components/schemas/a b: The name `a b` is not allowed in `components.schemas`',
    ],
    [change(openapi30, 'components|parameters|id|example', 1), undefined],
    [
      change(change(openapi30, 'components|parameters|id|example', 1), 'components|parameters|id|examples', {}),
      'wrong-combination /components/parameters/id: `components.parameters.id` must not have `example` and `examples` together',
    ],
    [
      change(openapi31, 'components|parameters|id|content', { 'a/b': {} }),
      'wrong-combination /components/parameters/id: `components.parameters.id` must have only one of `schema` and `content`',
    ],
    [
      change(openapi31, 'components|parameters|id|schema', undefined),
      'missing-member /components/parameters/id: `components.parameters.id` lacks `schema` or `content`',
    ],
    [
      { openapi: '3.1.0', info: { title: 'x', version: '1' } },
      'missing-member : The document lacks `paths`, `components` or `webhooks`',
    ],
    [
      change(swagger20, 'parameters|id', { $ref: '#/x' }),
      'unknown-member /parameters/id/$ref: `parameters.id` must not be a reference ($ref)',
    ],
    [
      change(openapi32, `${post}|parameters`, [
        { name: 'a', in: 'query', schema: {} },
        { name: 'b', in: 'querystring', content: { 'a/b': {} } },
      ]),
      'wrong-value /paths/~1people~1{id}/post/parameters: `paths./people/{id}.post.parameters` has a value that is not allowed here',
    ],
  ])('tells one thing: %#', (document, expected) => {
    expect(told(document as Tree)).toEqual(expected === undefined ? [] : [expected]);
  });

  it('explains of several alternatives the one that was meant', () => {
    expect(told(change(swagger20, `${post}|responses|200|description`, null))).toEqual([
      'wrong-type /paths/~1people~1{id}/post/responses/200/description: `paths./people/{id}.post.responses.200.description` must be text, not null',
    ]);
    expect(told(change(swagger20, 'parameters|id|required', undefined))).toEqual([
      'missing-member /parameters/id: `parameters.id` lacks `required`',
    ]);
    expect(told(change(openapi30, 'components|securitySchemes|oauth|flows|implicit|scopes', undefined))).toEqual([
      'missing-member /components/securitySchemes/oauth/flows/implicit: `components.securitySchemes.oauth.flows.implicit` lacks `scopes`',
    ]);
    expect(told(change(openapi30, 'components|schemas|Person|additionalProperties', { typo: 1 }))).toEqual([
      'unknown-member /components/schemas/Person/additionalProperties/typo: `components.schemas.Person.additionalProperties` has an unknown member `typo`',
    ]);
  });

  it('of a document of nulls or lists is told without more than its places', () => {
    const nulls = {
      openapi: '3.0.3',
      info: null,
      paths: null,
      components: null,
      servers: null,
      tags: null,
      security: null,
    };
    const places = ['info', 'paths', 'components', 'servers', 'tags', 'security'];
    expect(told(nulls).map((text) => text.split(':')[0])).toEqual(places.map((name) => `wrong-type /${name}`));
  });

  it('is judged without its schemas when they follow another dialect', () => {
    const odd = change(openapi31, 'components|schemas|Person|type', 'file');
    expect(told(odd)).toHaveLength(1);
    expect(told({ ...odd, jsonSchemaDialect: 'https://ente.example/dialect' })).toEqual([]);
    expect(told({ ...odd, jsonSchemaDialect: 'https://spec.openapis.org/oas/3.1/dialect/base' })).toHaveLength(1);
    expect(told(change(odd, 'components|schemas|Person|$schema', 'http://json-schema.org/draft-07/schema#'))).toEqual(
      [],
    );
    expect(told(change({ ...odd, jsonSchemaDialect: 'https://ente.example/dialect' }, 'info|x', 1))).toHaveLength(1);
  });

  it('of thousands of faults is told within bounds', () => {
    const paths = Object.fromEntries(
      Array.from({ length: 5000 }, (_, index) => [`/a${index}`, { get: { responses: { 200: {} } } }]),
    );
    expect(told({ ...openapi30, paths } as Tree)).toHaveLength(5000);
  });
});

describe('verdict and explanation', () => {
  const values: unknown[] = [
    null,
    1,
    -1,
    'x',
    '',
    true,
    [],
    {},
    ['a', 'a'],
    { $ref: '#/x' },
    { type: 'string' },
    { in: 'path' },
    [{}],
  ];
  const names = ['zz', 'x-a', 'type', 'in', '$ref', 'required', 'schema', 'properties', 'content', 'example'];

  /** One change somewhere: the path is a list of indexes among the members there are. */
  const mutation = fc.record({
    steps: fc.array(fc.nat(), { minLength: 1, maxLength: 10 }),
    kind: fc.constantFrom('remove', 'replace', 'add', 'repeat'),
    name: fc.constantFrom(...names),
    value: fc.constantFrom(...values),
  });

  function mutate(
    document: Tree,
    { steps, kind, name, value }: { steps: number[]; kind: string; name: string; value: unknown },
  ): void {
    let node = document as Tree | unknown[];
    for (const [index, step] of steps.entries()) {
      const keys = Object.keys(node);
      const key = keys[step % Math.max(1, keys.length)];
      if (key === undefined) return;
      const next = (node as Tree)[key];
      if (index < steps.length - 1 && typeof next === 'object' && next !== null) {
        node = next as Tree;
        continue;
      }
      if (Array.isArray(node)) node.push(kind === 'repeat' ? node[0] : structuredClone(value));
      else if (kind === 'remove') delete node[key];
      else node[kind === 'add' ? name : key] = structuredClone(value);
      return;
    }
  }

  it.each(Object.entries(samples))('agree on every document near a good one in %s', (name, document) => {
    let refused = 0;
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
        const copy = structuredClone(document) as Tree;
        for (const one of mutations) mutate(copy, one);
        const isValid = validators[`/${name}`]?.(copy);
        const faults = explainSchema(schemas, `/${name}`, copy);
        expect(faults.length === 0, JSON.stringify(faults)).toBe(isValid);
        if (isValid === false) {
          refused += 1;
          expect(explainSchema(schemas, `/${name}`, copy, undefined, validators)).toEqual(faults);
        }
      }),
      { numRuns: 400 },
    );
    expect(refused).toBeGreaterThan(80);
  });

  it('exist for every kind of object a reference may lead to', () => {
    expect(Object.keys(validators)).toHaveLength(5 + 11 + 11 + 12);
    for (const pointer of Object.keys(validators)) expect(explainSchema(schemas, pointer, 5)).not.toEqual([]);
  });
});
