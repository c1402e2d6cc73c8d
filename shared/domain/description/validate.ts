/**
 * Structural validation by the official JSON Schemas: the verdict by validators compiled ahead of time (half a
 * millisecond for a usual document), the reasons only for what they refuse.
 */
import { explainSchema, type Fault } from './explain-schema.ts';
import type { Path } from './json-pointer.ts';
import { schemas, validators } from './schema-validators.generated.js';

/** Faults of a value against a schema of the bundle, by its pointer (`/openapi-3.0`); none when it meets it. */
export function validateStructure(pointer: string, value: unknown, path: Path = undefined): readonly Fault[] {
  const validate = validators[pointer];
  if (validate === undefined) throw new Error(`no compiled schema at ${pointer}`);
  if (validate(value)) return [];
  const faults = explainSchema(schemas, pointer, value, path);
  if (faults.length > 0) return faults;
  return [{ code: 'schema-violation', path, message: 'The document does not meet the schema of its specification' }];
}
