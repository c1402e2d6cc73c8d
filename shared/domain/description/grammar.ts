/**
 * What stands where in a description: for each kind of object, the members that hold objects of a known kind. Everything
 * else (examples, defaults, enums, extensions, unknown members) is data and never read for references.
 */
import type { Specification } from './specification.ts';

/** Kinds of objects, as the specifications call them. `reference` ones may be given by `$ref`. */
export type Kind =
  | 'document'
  | 'paths'
  | 'path-item'
  | 'operation'
  | 'parameter'
  | 'request-body'
  | 'media-type'
  | 'encoding'
  | 'responses'
  | 'response'
  | 'header'
  | 'example'
  | 'link'
  | 'callback'
  | 'components'
  | 'security-scheme'
  | 'schema';

/** One object, a list of them, a map of them by free names, or either one or a list (`items` of old drafts). */
type Shape = 'one' | 'list' | 'map';

type Member = { readonly kind: Kind; readonly shape: Shape };

export type KindRule = {
  readonly members: ReadonlyMap<string, Member>;
  /** Kind of every member whose name begins with `prefix`, or with anything but `x-` when that is ''. */
  readonly others?: { readonly kind: Kind; readonly prefix: string };
  /** Whether `$ref` may stand for it, and whether what stands beside `$ref` counts too. */
  readonly reference: 'no' | 'alone' | 'beside';
  /** Where its compiled schema is, to judge one that was reached by a reference only. */
  readonly schema?: string;
};

export type Grammar = ReadonlyMap<Kind, KindRule>;

/** `parameter[]` is a list of parameters, `schema{}` a map of schemas. */
function readMembers(text: string): ReadonlyMap<string, Member> {
  const members = text
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  return new Map(
    members.map((word) => {
      const [name = '', type = ''] = word.split(':');
      const shape: Shape = type.endsWith('[]') ? 'list' : type.endsWith('{}') ? 'map' : 'one';
      return [name, { kind: type.replace(/\[\]|\{\}/, '') as Kind, shape }];
    }),
  );
}

const methods = (names: string): string =>
  names
    .split(' ')
    .map((name) => `${name}:operation`)
    .join(' ');

const schemaMembers = `
  properties:schema{} patternProperties:schema{} additionalProperties:schema items:schema allOf:schema[] anyOf:schema[]
  oneOf:schema[] not:schema`;

const laterSchemaMembers = `${schemaMembers}
  if:schema then:schema else:schema contains:schema propertyNames:schema unevaluatedItems:schema
  unevaluatedProperties:schema contentSchema:schema dependentSchemas:schema{} prefixItems:schema[] $defs:schema{}
  definitions:schema{}`;

/** Members of each kind in Swagger 2.0. */
const swagger: readonly (readonly [Kind, string, Partial<KindRule>?])[] = [
  [
    'document',
    'paths:paths definitions:schema{} parameters:parameter{} responses:response{} securityDefinitions:security-scheme{}',
  ],
  ['paths', '', { others: { kind: 'path-item', prefix: '/' } }],
  [
    'path-item',
    `${methods('get put post delete options head patch')} parameters:parameter[]`,
    { reference: 'beside', schema: 'pathItem' },
  ],
  ['operation', 'parameters:parameter[] responses:responses'],
  ['parameter', 'schema:schema', { reference: 'alone', schema: 'parameter' }],
  ['responses', '', { others: { kind: 'response', prefix: '' } }],
  ['response', 'schema:schema', { reference: 'alone', schema: 'response' }],
  ['schema', schemaMembers, { reference: 'alone', schema: 'schema' }],
];

/** Members of each kind in OpenAPI 3.0 to 3.2; those of later versions are unknown members of earlier ones. */
const openapi: readonly (readonly [Kind, string, Partial<KindRule>?])[] = [
  ['document', 'paths:paths webhooks:path-item{} components:components'],
  ['paths', '', { others: { kind: 'path-item', prefix: '/' } }],
  [
    'path-item',
    `${methods('get put post delete options head patch trace query')} additionalOperations:operation{} parameters:parameter[]`,
    { reference: 'beside', schema: 'path-item' },
  ],
  ['operation', 'parameters:parameter[] requestBody:request-body responses:responses callbacks:callback{}'],
  ['parameter', 'schema:schema content:media-type{} examples:example{}', { reference: 'alone', schema: 'parameter' }],
  ['request-body', 'content:media-type{}', { reference: 'alone', schema: 'request-body' }],
  [
    'media-type',
    'schema:schema itemSchema:schema examples:example{} encoding:encoding{} prefixEncoding:encoding[] itemEncoding:encoding',
    { reference: 'alone', schema: 'media-type' },
  ],
  ['encoding', 'headers:header{} encoding:encoding{} prefixEncoding:encoding[] itemEncoding:encoding'],
  ['responses', '', { others: { kind: 'response', prefix: '' } }],
  ['response', 'headers:header{} content:media-type{} links:link{}', { reference: 'alone', schema: 'response' }],
  ['header', 'schema:schema content:media-type{} examples:example{}', { reference: 'alone', schema: 'header' }],
  ['example', '', { reference: 'alone', schema: 'example' }],
  ['link', '', { reference: 'alone', schema: 'link' }],
  ['callback', '', { reference: 'alone', others: { kind: 'path-item', prefix: '' }, schema: 'callbacks' }],
  [
    'components',
    `schemas:schema{} responses:response{} parameters:parameter{} examples:example{} requestBodies:request-body{}
     headers:header{} securitySchemes:security-scheme{} links:link{} callbacks:callback{} pathItems:path-item{}
     mediaTypes:media-type{}`,
  ],
  ['security-scheme', '', { reference: 'alone', schema: 'security-scheme' }],
];

type Rows = readonly (readonly [Kind, string, Partial<KindRule>?])[];

function compileGrammar(rows: Rows, schemaPath: (name: string) => string): Grammar {
  return new Map(
    rows.map(([kind, text, { schema, ...rule } = {}]) => {
      const judged = schema === undefined ? {} : { schema: schemaPath(schema) };
      return [kind, { members: readMembers(text), reference: 'no', ...rule, ...judged }];
    }),
  );
}

/** `path-item` is `PathItem` in 3.0. */
const toPascalCase = (name: string): string =>
  name.replace(/s$/, '').replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Media types became referable in 3.2. */
const earlier: Rows = openapi.map((row) => (row[0] === 'media-type' ? [row[0], row[1]] : row));

const laterSchema: Rows[number] = ['schema', laterSchemaMembers, { reference: 'beside', schema: 'schema' }];

export const grammars: { readonly [name in Specification['schema']]: Grammar } = {
  'swagger-2.0': compileGrammar(swagger, (name) => `/swagger-2.0/definitions/${name}`),
  'openapi-3.0': compileGrammar(
    [...earlier, ['schema', schemaMembers, { reference: 'alone', schema: 'schema' }]],
    (name) => `/openapi-3.0/definitions/${toPascalCase(name)}`,
  ),
  'openapi-3.1': compileGrammar([...earlier, laterSchema], (name) => `/openapi-3.1/$defs/${name}`),
  'openapi-3.2': compileGrammar([...openapi, laterSchema], (name) => `/openapi-3.2/$defs/${name}`),
};
