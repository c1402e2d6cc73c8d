/**
 * Compiles the official JSON Schemas of Swagger 2.0 and OpenAPI 3.0, 3.1, 3.2 ahead of time into one self-contained file
 * (`npm run build:schemas` after a change of `shared/domain/description/schemas/`). A test compiles again and compares.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { _, type CodeKeywordDefinition, type KeywordCxt } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { _Code } from 'ajv/dist/compile/codegen/code.js';
import standalone from 'ajv/dist/standalone/index.js';
import { transformSync } from 'esbuild';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
type Schema = { [keyword: string]: Json };

const home = fileURLToPath(new URL('../../../shared/domain/description/', import.meta.url));
const read = (path: string): Schema => JSON.parse(readFileSync(path, 'utf8'));
const official = (name: string): Schema => read(`${home}schemas/${name}.json`);
const draft2020 = (name: string): Schema =>
  read(createRequire(import.meta.url).resolve(`ajv/dist/refs/json-schema-2020-12/${name}.json`));

/** Keywords that assert nothing, and formats, which JSON Schema 2020-12 §7.2.1 makes annotations. */
const annotations = new Set(
  [
    '$schema,$id,id,$vocabulary,$dynamicAnchor,$comment,title,description,default,example,format,deprecated,additionalItems',
  ]
    .join()
    .split(','),
);
/** Keywords whose members are names chosen by the schema, not keywords. */
const maps = new Set(['properties', 'patternProperties', 'definitions', '$defs', 'dependentSchemas']);
/** Keywords whose value is data. */
const data = new Set(['enum', 'const', 'required']);

/** References of every source, by what they start with, as pointers into the one bundle. */
type Rewrite = (reference: string) => string;

const rewriteList = (list: readonly Json[], rewrite: Rewrite): Json => list.map((item) => rewriteSchema(item, rewrite));

function rewriteMap(map: Schema, rewrite: Rewrite): Schema {
  return Object.fromEntries(Object.entries(map).map(([name, schema]) => [name, rewriteSchema(schema, rewrite)]));
}

/** One schema without annotations, in 2020-12 terms, its references rewritten. */
function rewriteSchema(schema: Json, rewrite: Rewrite): Json {
  if (Array.isArray(schema)) return rewriteList(schema, rewrite);
  if (typeof schema !== 'object' || schema === null) return schema;
  const result: Schema = {};
  for (const [keyword, value] of Object.entries(schema as Schema)) {
    if (annotations.has(keyword)) continue;
    if (keyword === '$ref' || keyword === '$dynamicRef') result.$ref = rewrite(value as string);
    else if (keyword === 'uniqueItems') result.distinctItems = true;
    else if (maps.has(keyword)) result[keyword] = rewriteMap(value as Schema, rewrite);
    else result[keyword] = data.has(keyword) ? value : rewriteSchema(value, rewrite);
  }
  return result.exclusiveMinimum === true ? withNumericBound(result) : result;
}

/** Draft 4 says `minimum: 0, exclusiveMinimum: true`; later drafts say `exclusiveMinimum: 0`. */
function withNumericBound({ minimum, ...rest }: Schema): Schema {
  return { ...rest, exclusiveMinimum: minimum ?? 0 };
}

const within =
  (name: string): Rewrite =>
  (reference) => {
    const [document, pointer = ''] = reference.split('#');
    if (document === 'http://json-schema.org/draft-04/schema') return `#/json-schema-draft-04${pointer}`;
    if (document !== '') throw new Error(`${name} refers to ${reference}`);
    return `#/${name}${pointer}`;
  };

const vocabularies = ['core', 'applicator', 'unevaluated', 'validation', 'meta-data', 'format-annotation', 'content'];

/**
 * The Schema Object of OpenAPI 3.1 and later: the seven vocabularies of JSON Schema 2020-12 and OpenAPI's own as one
 * schema (each only lists members). A schema that names another dialect by `$schema` is not judged.
 */
function dialect(version: string, name: string): Schema {
  const parts = [
    ...vocabularies.map((part) => draft2020(`meta/${part}`)),
    official(`vocabulary-${version}`),
    draft2020('schema'),
  ];
  const here: Rewrite = (reference) => `#/${name}${reference.replace(/^#meta$|^meta\/[a-z]+#/, '').replace(/^#/, '')}`;
  const merged: Schema = { properties: {}, $defs: {} };
  for (const part of parts) {
    Object.assign(merged.properties as Schema, part.properties);
    Object.assign(merged.$defs as Schema, part.$defs);
  }
  const known = [
    'https://json-schema.org/draft/2020-12/schema',
    `https://spec.openapis.org/oas/${version}/dialect/base`,
    `https://spec.openapis.org/oas/${version}/dialect/2024-10-25`,
    `https://spec.openapis.org/oas/${version}/dialect/2024-11-10`,
    `https://spec.openapis.org/oas/${version}/dialect/2025-09-17`,
    `https://spec.openapis.org/oas/${version}/dialect/2026-02-26`,
  ];
  const { properties, $defs } = rewriteSchema(merged, here) as { properties: Schema; $defs: Schema };
  return {
    type: ['object', 'boolean'],
    if: { type: 'object', properties: { $schema: { not: { type: 'string', not: { enum: known } } } } },
    then: { properties },
    $defs,
  };
}

function openapi3(version: string): { readonly [name: string]: Schema } {
  const name = `openapi-${version}`;
  const schema = rewriteSchema(official(name), within(name)) as { $defs: Schema } & Schema;
  const judged = { ...schema, $defs: { ...schema.$defs, schema: { $ref: `#/dialect-${version}` } } };
  return { [name]: judged, [`dialect-${version}`]: dialect(version, `dialect-${version}`) };
}

/** All schemas as one document whose references are pointers into it. */
const bundle: { readonly [name: string]: Schema } = {
  'json-schema-draft-04': rewriteSchema(official('json-schema-draft-04'), within('json-schema-draft-04')) as Schema,
  'swagger-2.0': rewriteSchema(official('swagger-2.0'), within('swagger-2.0')) as Schema,
  'openapi-3.0': rewriteSchema(official('openapi-3.0'), within('openapi-3.0')) as Schema,
  ...openapi3('3.1'),
  ...openapi3('3.2'),
};

const runtime = Object.assign(() => true, { code: 'distinctItems' });
const distinct: CodeKeywordDefinition = {
  keyword: 'distinctItems',
  type: 'array',
  code: (context: KeywordCxt) => {
    const check = context.gen.scopeValue('func', { ref: runtime, code: new _Code(runtime.code) });
    context.fail(_`!${check}(${context.data})`);
  },
};

/** What is validated on its own: whole documents, and the objects a reference to another document may lead to. */
const targets: { readonly [schema: string]: readonly string[] } = {
  'swagger-2.0': ['', ...['pathItem', 'parameter', 'response', 'schema'].map((name) => `/definitions/${name}`)],
  'openapi-3.0': [
    '',
    ...'PathItem Parameter RequestBody Response Header Example Link Callback SecurityScheme Schema'
      .split(' ')
      .map((name) => `/definitions/${name}`),
  ],
  ...Object.fromEntries(
    ['3.1', '3.2'].map((version) => [
      `openapi-${version}`,
      [
        '',
        ...'path-item parameter request-body response header example link callbacks security-scheme schema'
          .split(' ')
          .concat(version === '3.2' ? ['media-type'] : [])
          .map((name) => `/$defs/${name}`),
      ],
    ]),
  ),
};

/**
 * Only the verdict of ajv is used (words and places come from `explain-schema.ts`, for invalid documents only): what it
 * writes to carry paths and error objects is taken out, which halves the file and the time.
 */
function keepVerdict(code: string): string {
  return code
    .replace(/\{instancePath[^\n]*?,schemaPath:[^\n]*?,params:\{[^\n]*?\}(?:,propertyName:\w+)?\}(?=[\];])/g, '{}')
    .replace(/, \{instancePath[^\n]*?,dynamicAnchors\}\)/g, ')')
    .replace(/, \{instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors=\{\}\}=\{\}\)/g, ')');
}

/** The text of `schema-validators.generated.js`. */
export function compileSchemas(): string {
  const ajv = new Ajv2020({
    strict: false,
    validateFormats: false,
    validateSchema: false,
    messages: false,
    code: { source: true, lines: true },
    keywords: [distinct],
    inlineRefs: false,
    schemas: [{ $id: 'bundle', ...bundle }],
  });
  const pointers = Object.entries(targets).flatMap(([schema, places]) => places.map((place) => `/${schema}${place}`));
  const code = standalone.default(ajv, Object.fromEntries(pointers.map((pointer) => [pointer, `bundle#${pointer}`])));
  const module = [
    "import { distinctItems } from './distinct-items.ts';",
    'const exports = {};',
    keepVerdict(code),
    'export const validators = exports;',
    `export const schemas = ${JSON.stringify(bundle)};`,
  ].join('\n');
  return transformSync(module, {
    minify: true,
    treeShaking: true,
    format: 'esm',
    lineLimit: 160,
    banner: '// Generated by infra/local/build/compile-schemas.ts; do not edit.',
  }).code;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(`${home}schema-validators.generated.js`, compileSchemas());
}
