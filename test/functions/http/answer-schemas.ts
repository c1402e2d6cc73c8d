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
      int32: true,
      int64: true,
      // Of the official schemas; not ours to test.
      email: true,
      'uri-reference': true,
      'media-range': true,
    },
  });

/** `judge(name, value)` tells what is wrong with a value by one of the document's component schemas. */
export function createJudge(openapi: {
  readonly components: { readonly schemas: { readonly [name: string]: Schema } };
}) {
  const ajv = createAjv();
  const { schemas } = openapi.components;
  const components = Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => {
      const { unevaluatedProperties: _, ...open } = close(schema) as Schema;
      return [name, open];
    }),
  );
  ajv.addSchema({ $id: 'https://own.example/', components: { schemas: components } });
  return (reference: string, value: unknown, open = false): readonly string[] => {
    const validate = ajv.compile({
      $ref: `https://own.example/${reference}`,
      ...(open ? {} : { unevaluatedProperties: false }),
    });
    return validate(value)
      ? []
      : (validate.errors ?? []).map((each) => `${each.instancePath} ${each.message} ${JSON.stringify(each.params)}`);
  };
}
