/** Types of a schema, read alike in every version: `type: [string, 'null']` is a nullable string. */
import type { Members } from '../description/specification.ts';
import type { Version } from './rule.ts';

/** The types it allows besides null; empty: it does not say. */
export function typesOf({ type }: Members): readonly string[] {
  if (typeof type === 'string') return type === 'null' ? [] : [type];
  return Array.isArray(type) ? type.filter((each) => typeof each === 'string' && each !== 'null') : [];
}

export const hasType = (schema: Members, type: string): boolean => typesOf(schema).includes(type);

/** Whether null is said to be allowed: `nullable` in 3.0, `x-nullable` in 2.0, the type `null` from 3.1. */
export function isNullable(schema: Members, version: Version): boolean {
  if (version === 'swagger-2.0') return schema['x-nullable'] === true;
  if (version === 'openapi-3.0') return schema.nullable === true;
  return schema.type === 'null' || (Array.isArray(schema.type) && schema.type.includes('null'));
}
