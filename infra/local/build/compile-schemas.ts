/**
 * Compiles the official JSON Schemas of Swagger 2.0 and OpenAPI 3.0, 3.1, 3.2 ahead of time into one self-contained file.
 * Run it after a change of `shared/domain/description/schemas/`: `node infra/local/build/compile-schemas.ts`. A test
 * compiles again and compares.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { _, Ajv, type CodeKeywordDefinition, type Options } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { _Code } from 'ajv/dist/compile/codegen/code.js';
import { Type } from 'ajv/dist/compile/util.js';
import standalone from 'ajv/dist/standalone/index.js';
import { transformSync } from 'esbuild';
import { early, later, mapSchema, type Schema } from './bundle-schemas.ts';

/** What is validated on its own: whole documents, and the objects a reference to another document may lead to. */
const targets: { readonly [schema: string]: readonly string[] } = {
  'swagger-2.0': ['', ...'pathItem parameter response schema'.split(' ').map((name) => `/definitions/${name}`)],
  'openapi-3.0': [
    '',
    ...'PathItem Parameter RequestBody Response Header Example Link Callback SecurityScheme Schema'
      .split(' ')
      .map((name) => `/definitions/${name}`),
  ],
  'openapi-3.1': [
    '',
    ...'path-item parameter request-body response header example link callbacks security-scheme schema'
      .split(' ')
      .map((name) => `/$defs/${name}`),
  ],
  'openapi-3.2': [
    '',
    ...'path-item parameter request-body response header example link callbacks security-scheme schema media-type'
      .split(' ')
      .map((name) => `/$defs/${name}`),
  ],
};

const runtime = Object.assign(() => true, { code: 'distinctItems' });

/** `uniqueItems`, which ajv checks in quadratic time, by a function of ours. */
const distinct: CodeKeywordDefinition = {
  keyword: 'distinctItems',
  type: 'array',
  code: (context) => {
    const check = context.gen.scopeValue('func', { ref: runtime, code: new _Code(runtime.code) });
    context.fail(_`!${check}(${context.data})`);
  },
};

/**
 * `properties` and `additionalProperties: false` as one pass over the members there are. ajv looks for each member there
 * could be, which for a Schema Object, with 35 of them, is most of the time a validation takes.
 */
const closed: CodeKeywordDefinition = {
  keyword: ['closed', 'closedButExtensible'],
  type: 'object',
  schemaType: 'object',
  code: (context) => {
    const { gen, data, schema, keyword } = context;
    const valid = gen.var('valid', true);
    gen.forIn('key', data, (key) => {
      gen.if(_`false`);
      for (const name of Object.keys(schema as Schema)) {
        gen.elseIf(_`${key} === ${name}`);
        context.subschema({ keyword, schemaProp: name, dataProp: key, dataPropType: Type.Str }, valid);
      }
      gen.elseIf(keyword === 'closed' ? _`true` : _`!${key}.startsWith("x-")`);
      context.error();
      gen.assign(valid, false);
      gen.endIf();
      gen.if(_`!${valid}`, () => gen.break());
    });
    context.ok(valid);
  },
};

/** Members that most objects have are compared first. */
const common = 'type description $ref properties items format example name in schema required content'
  .split(' ')
  .reverse();

function closeObject(schema: Schema): Schema {
  const { properties, additionalProperties, patternProperties = {}, ...rest } = schema;
  const [pattern, ...others] = Object.entries(patternProperties as Schema);
  const isKnown = pattern === undefined || (pattern[0] === '^x-' && Object.keys(pattern[1] as Schema).length === 0);
  if (properties === undefined || additionalProperties !== false || !isKnown || others.length > 0) return schema;
  const members = Object.entries(properties as Schema).sort(([a], [b]) => common.indexOf(b) - common.indexOf(a));
  return { ...rest, [pattern === undefined ? 'closed' : 'closedButExtensible']: Object.fromEntries(members) };
}

const options: Options = {
  strict: false,
  validateFormats: false,
  validateSchema: false,
  messages: false,
  inlineRefs: false,
  code: { source: true, lines: true },
  keywords: [distinct, closed],
};

/**
 * Only the verdict of ajv is used (words and places come from `explain-schema.ts`, for invalid documents only): what it
 * writes to carry paths and error objects is taken out, and patterns that only look at the start are no patterns.
 */
function keepVerdict(code: string): string {
  const verdict = code
    .replace(/\{instancePath[^\n]*?,schemaPath:[^\n]*?,params:\{[^\n]*?\}(?:,propertyName:\w+)?\}(?=[\];])/g, '{}')
    .replace(/, \{instancePath[:,][^\n]*?,rootData(?:,dynamicAnchors)?\}\)/g, ')')
    .replace(
      /, \{instancePath="", parentData, parentDataProperty, rootData=data(?:, dynamicAnchors=\{\})?\}=\{\}\)/g,
      ')',
    )
    .replace(
      /new RegExp\("\^(x-|\\*\/)", "u"\)/g,
      (_match, start: string) => `startsWith('${start.replaceAll('\\', '')}')`,
    );
  const left = /.*(?:instancePath|schemaPath).*/.exec(verdict);
  if (left !== null) throw new Error(`ajv writes errors in a way that is not known: ${left[0]}`);
  const uses = Map.groupBy(verdict.match(/\bschema\d+\b/g) ?? [], (name) => name);
  return verdict.replace(/^const (schema\d+) = .*\n/gm, (line, name: string) =>
    uses.get(name)?.length === 1 ? '' : line,
  );
}

function compile(ajv: Ajv | Ajv2020, schemas: { readonly [name: string]: unknown }): string {
  ajv.addSchema({ $id: 'bundle', ...schemas });
  const names = Object.keys(targets).filter((name) => Object.hasOwn(schemas, name));
  const pointers = names.flatMap((name) => (targets[name] ?? []).map((place) => `/${name}${place}`));
  const code = standalone.default(ajv, Object.fromEntries(pointers.map((pointer) => [pointer, `bundle#${pointer}`])));
  return `const exports = {};\n${keepVerdict(code)}\nreturn exports;`;
}

const closedEarly = Object.fromEntries(
  Object.entries(early).map(([name, schema]) => [name, mapSchema(schema, closeObject)]),
);

/** The text of `schema-validators.generated.js`. */
export function compileSchemas(): string {
  const module = `
    import { distinctItems } from './distinct-items.ts';
    const startsWith = (start) => ({ test: (text) => text.startsWith(start) });
    export const validators = {
      ...(() => {${compile(new Ajv(options), closedEarly)}})(),
      ...(() => {${compile(new Ajv2020(options), later)}})(),
    };
    export const schemas = ${JSON.stringify({ ...early, ...later })};`;
  const { code } = transformSync(module, {
    minify: true,
    treeShaking: true,
    format: 'esm',
    target: 'es2023',
    lineLimit: 160,
  });
  return `// Generated by infra/local/build/compile-schemas.ts; do not edit.\n${code}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = new URL('../../../shared/domain/description/schema-validators.generated.js', import.meta.url);
  writeFileSync(file, compileSchemas());
}
