/**
 * Structural validation by the official JSON Schemas: the verdict by validators compiled ahead of time (half a
 * millisecond for a usual document), the reasons only for what they refuse.
 */
import { explainSchema, type Fault } from './explain-schema.ts';
import type { Path } from './json-pointer.ts';
import { schemas, validators } from './schema-validators.generated.js';
import { isObject } from './specification.ts';

/** A document may say that all its schemas follow another dialect (OpenAPI 3.1 §4.8.1): they are not judged then. */
function withoutDialect(pointer: string, value: unknown): typeof schemas | undefined {
  const declared = isObject(value) ? value.jsonSchemaDialect : undefined;
  const name = `dialect-${pointer.slice('/openapi-'.length)}`;
  if (
    typeof declared !== 'string' ||
    schemas[name] === undefined ||
    /^https:\/\/(?:spec\.openapis|json-schema)\.org\//.test(declared)
  ) {
    return undefined;
  }
  return { ...schemas, [name]: { type: ['object', 'boolean'] } };
}

/** Faults of a value against a schema of the bundle, by its pointer (`/openapi-3.0`); none when it meets it. */
export function validateStructure(pointer: string, value: unknown, path: Path = undefined): readonly Fault[] {
  const validate = validators[pointer];
  if (validate === undefined) throw new Error(`no compiled schema at ${pointer}`);
  if (validate(value)) return [];
  const lenient = withoutDialect(pointer, value);
  if (lenient !== undefined) return explainSchema(lenient, pointer, value, path);
  const faults = explainSchema(schemas, pointer, value, path, validators);
  if (faults.length > 0) return faults;
  return [{ code: 'schema-violation', path, message: 'The document does not meet the schema of its specification' }];
}
