/** Our own OpenAPI as a judge of our answers: its schemas, with every member that they do not name refused. */
import { Ajv2020 } from 'ajv/dist/2020.js';

type Schema = { readonly [keyword: string]: unknown };

const isObject = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Closes what is used as it is; what another schema extends (`allOf`) is closed where it is used. */
function close(schema: unknown, extended = false): unknown {
  if (Array.isArray(schema)) return schema.map((each) => close(each, extended));
  if (!isObject(schema)) return schema;
  const entries = Object.entries(schema).map(([keyword, value]) => {
    if (keyword === 'properties' && isObject(value))
      return [keyword, Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, close(inner)]))];
    return [keyword, ['enum', 'required', 'type'].includes(keyword) ? value : close(value, keyword === 'allOf')];
  });
  const closed = Object.fromEntries(entries) as Schema;
  return !extended && ('$ref' in schema || 'properties' in schema)
    ? { ...closed, unevaluatedProperties: false }
    : closed;
}

const dateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

export const createAjv = (): Ajv2020 =>
  new Ajv2020({
    strict: false,
    allErrors: true,
    formats: {
      'date-time': (text: string) => dateTime.test(text) && !Number.isNaN(Date.parse(text)),
      date: /^\d{4}-\d{2}-\d{2}$/,
      uri: (text: string) => URL.canParse(text),
      float: true,
      double: true,
      int32: true,
      int64: true,
      // Of the official schemas; not ours to test.
      email: true,
      'uri-reference': true,
      'media-range': true,
    },
  });

type Document = { readonly components: { readonly schemas: { readonly [name: string]: Schema } } };

/** `judge(schema, value)` tells what is wrong with a value by a schema of the document, or a reference into it. */
export function createJudge(openapi: Document) {
  const ajv = createAjv();
  const components = Object.fromEntries(
    Object.entries(openapi.components.schemas).map(([name, schema]) => {
      const { unevaluatedProperties: _, ...open } = close(schema) as Schema;
      return [name, open];
    }),
  );
  ajv.addSchema({ $id: 'https://own.example/', components: { schemas: components } });
  const compiled = new Map<string, ReturnType<typeof ajv.compile>>();
  const compile = (key: string): ReturnType<typeof ajv.compile> => {
    const known = compiled.get(key) ?? ajv.compile(JSON.parse(key));
    compiled.set(key, known);
    return known;
  };
  return (schema: string | Schema, value: unknown, open = false): readonly string[] => {
    const { unevaluatedProperties: _, ...whole } = close(
      typeof schema === 'string' ? { $ref: schema } : schema,
    ) as Schema;
    const closed = { ...whole, ...(open ? {} : { unevaluatedProperties: false }) };
    const validate = compile(JSON.stringify(closed).replaceAll('"$ref":"#/', '"$ref":"https://own.example/#/'));
    return validate(value)
      ? []
      : (validate.errors ?? []).map((each) => `${each.instancePath} ${each.message} ${JSON.stringify(each.params)}`);
  };
}
