/**
 * The official JSON Schemas of Swagger 2.0 and OpenAPI 3.0, 3.1, 3.2 as one document in terms of JSON Schema 2020-12:
 * without annotations, references as pointers into the document. What they accept does not change.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
export type Schema = { [keyword: string]: Json };

const sources = fileURLToPath(new URL('../../../shared/domain/description/schemas/', import.meta.url));
const read = (path: string): Schema => JSON.parse(readFileSync(path, 'utf8')) as Schema;
const official = (name: string): Schema => read(`${sources}${name}.json`);
const draft2020 = (name: string): Schema =>
  read(createRequire(import.meta.url).resolve(`ajv/dist/refs/json-schema-2020-12/${name}.json`));

/** Keywords that assert nothing (formats too: JSON Schema 2020-12 §7.2.1), as the sources use them. */
const annotations = new Set(
  '$schema $id id $vocabulary $dynamicAnchor $comment title description default example format deprecated additionalItems'.split(
    ' ',
  ),
);
/** Keywords whose members are names chosen by the schema, not keywords. */
const maps = new Set(['properties', 'patternProperties', 'definitions', '$defs', 'dependentSchemas']);
/** Keywords whose value is data. */
const data = new Set(['enum', 'const', 'required']);

const isSchema = (value: Json | undefined): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A reference of a source as a pointer into the bundle. */
type Rewrite = (reference: string) => string;

/** Applies a change to a schema after the same was done to the schemas in it. */
export function mapSchema(schema: Json, change: (schema: Schema) => Json): Json {
  if (Array.isArray(schema)) return schema.map((item: Json) => mapSchema(item, change));
  if (!isSchema(schema)) return schema;
  const mapped = Object.entries(schema).map(([keyword, value]): [string, Json] => {
    if (data.has(keyword)) return [keyword, value];
    if (!maps.has(keyword) || !isSchema(value)) return [keyword, mapSchema(value, change)];
    return [
      keyword,
      Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, mapSchema(inner, change)])),
    ];
  });
  return change(Object.fromEntries(mapped));
}

/** Draft 4 says `minimum: 0, exclusiveMinimum: true`; later drafts say `exclusiveMinimum: 0`. */
function modernise(schema: Schema, rewrite: Rewrite): Schema {
  const kept = Object.fromEntries(Object.entries(schema).filter(([keyword]) => !annotations.has(keyword))) as Schema;
  const { $ref, $dynamicRef, uniqueItems, exclusiveMinimum, minimum, ...rest } = kept;
  const reference = $ref ?? $dynamicRef;
  return {
    ...rest,
    ...(typeof reference === 'string' && { $ref: rewrite(reference) }),
    ...(uniqueItems === true && { distinctItems: true }),
    ...(exclusiveMinimum === true ? { exclusiveMinimum: minimum ?? 0 } : { ...(minimum !== undefined && { minimum }) }),
    ...(typeof exclusiveMinimum === 'number' && { exclusiveMinimum }),
  };
}

const rewriteSchema = (schema: Schema, rewrite: Rewrite): Schema =>
  mapSchema(schema, (inner) => modernise(inner, rewrite)) as Schema;

const within =
  (name: string): Rewrite =>
  (reference) => {
    const [document, pointer = ''] = reference.split('#');
    if (document === 'http://json-schema.org/draft-04/schema') return `#/json-schema-draft-04${pointer}`;
    if (document !== '') throw new Error(`${name} refers to ${reference}`);
    return `#/${name}${pointer}`;
  };

const own = (name: string): { readonly [name: string]: Schema } => ({
  [name]: rewriteSchema(official(name), within(name)),
});

const vocabularies = ['core', 'applicator', 'unevaluated', 'validation', 'meta-data', 'format-annotation', 'content'];

/** Names of the dialects that a 3.1 or 3.2 document's schemas may be written in and that we judge. */
const dialects = (version: string): readonly string[] => [
  'https://json-schema.org/draft/2020-12/schema',
  ...['base', '2024-10-25', '2024-11-10', '2025-09-17', '2026-02-26'].map(
    (date) => `https://spec.openapis.org/oas/${version}/dialect/${date}`,
  ),
];

/**
 * The Schema Object of OpenAPI 3.1 and later: the seven vocabularies of JSON Schema 2020-12 and OpenAPI's own as one
 * schema (each only lists members). A schema that names another dialect by `$schema` is not judged.
 */
function dialect(version: string): Schema {
  const vocabulary = official(`vocabulary-${version}`);
  const parts = [...vocabularies.map((part) => draft2020(`meta/${part}`)), vocabulary, draft2020('schema')];
  const merge = (keyword: string): Schema => Object.assign({}, ...parts.map((part) => part[keyword] ?? {})) as Schema;
  const here: Rewrite = (reference) => `#/dialect-${version}${reference.replace(/^#meta$|^meta\/[a-z]+#|^#/, '')}`;
  const { properties = {}, $defs = {} } = rewriteSchema(
    { properties: merge('properties'), $defs: merge('$defs') },
    here,
  );
  const isOurs = { not: { type: 'string', not: { enum: dialects(version) } } };
  const conditional = [
    ['if', { type: 'object', properties: { $schema: isOurs } }],
    ['then', { properties }],
  ];
  return { type: ['object', 'boolean'], ...Object.fromEntries(conditional), $defs };
}

function openapi3(version: string): { readonly [name: string]: Schema } {
  const name = `openapi-${version}`;
  const schema = rewriteSchema(official(name), within(name));
  const judged = { ...schema, $defs: { ...(schema.$defs as Schema), schema: { $ref: `#/dialect-${version}` } } };
  return { [name]: judged, [`dialect-${version}`]: dialect(version) };
}

type Bundle = { readonly [name: string]: Schema };

function resolve(bundle: Bundle, reference: string): Json {
  const names = reference
    .slice(2)
    .split('/')
    .map((name) => decodeURIComponent(name).replaceAll('~1', '/').replaceAll('~0', '~'));
  return names.reduce<Json>((node, name) => (node as Schema)[name] as Json, bundle);
}

/** True for a schema that accepts no object with a `$ref`. */
function refusesReferences(bundle: Bundle, schema: Json | undefined): boolean {
  if (!isSchema(schema)) return false;
  const { $ref, oneOf, additionalProperties, properties = {}, patternProperties = {} } = schema;
  if (typeof $ref === 'string') return refusesReferences(bundle, resolve(bundle, $ref));
  if (Array.isArray(oneOf)) return oneOf.every((one: Json) => refusesReferences(bundle, one));
  const isOpen = Object.keys(patternProperties as Schema).some((pattern) => new RegExp(pattern).test('$ref'));
  return additionalProperties === false && !isOpen && !Object.hasOwn(properties as Schema, '$ref');
}

/** True for the Reference Object: an object that must have a `$ref`. */
function isReferenceObject(bundle: Bundle, schema: Json | undefined): boolean {
  const found = isSchema(schema) && typeof schema.$ref === 'string' ? resolve(bundle, schema.$ref) : schema;
  return (
    isSchema(found) && found.type === 'object' && Array.isArray(found.required) && found.required.join() === '$ref'
  );
}

/**
 * The same schemas, quicker: what accepts everything is not called, and "one of this and a reference" is decided by
 * whether there is a `$ref`, where that decides it.
 */
function simplify(bundle: Bundle): Bundle {
  const simple = (schema: Schema): Schema => {
    if (Object.keys(schema).join() === 'additionalProperties' && schema.additionalProperties === true) return {};
    const { oneOf, ...rest } = schema;
    const [object, reference] = Array.isArray(oneOf) && oneOf.length === 2 ? (oneOf as readonly Json[]) : [];
    if (!isReferenceObject(bundle, reference) || !refusesReferences(bundle, object)) return schema;
    const choice = [
      ['if', { type: 'object', required: ['$ref'] }],
      ['then', reference],
      ['else', object],
    ];
    return { ...rest, ...Object.fromEntries(choice) };
  };
  const direct = (schema: Schema): Schema => {
    const target = typeof schema.$ref === 'string' ? resolve(once, schema.$ref) : undefined;
    return isSchema(target) && Object.keys(target).length === 0 ? {} : schema;
  };
  const each = (found: Bundle, change: (schema: Schema) => Schema): Bundle =>
    Object.fromEntries(Object.entries(found).map(([name, schema]) => [name, mapSchema(schema, change) as Schema]));
  const once = each(bundle, simple);
  return each(once, direct);
}

/** Schemas of draft 4, which know no unevaluated members. */
export const early: Bundle = simplify({ ...own('json-schema-draft-04'), ...own('swagger-2.0'), ...own('openapi-3.0') });

/** Schemas of draft 2020-12. */
export const later: Bundle = { ...openapi3('3.1'), ...openapi3('3.2') };
