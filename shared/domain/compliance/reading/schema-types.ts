/** Types of schemas, read alike in every version: `type: [string, 'null']` is a nullable string. */
import type { Members } from '../../description/specification.ts';
import type { Version } from '../rule.ts';

/** The types it allows besides null; empty: it does not say. */
export function typesOf({ type }: Members): readonly string[] {
  if (typeof type === 'string') return type === 'null' ? [] : [type];
  return Array.isArray(type) ? type.filter((each) => typeof each === 'string' && each !== 'null') : [];
}

export const hasType = (schema: Members, type: string): boolean => {
  const declared = schema.type;
  return declared === type || (Array.isArray(declared) && declared.includes(type));
};

/** The one type it allows besides null; undefined when it allows several or does not say. */
export function onlyType(schema: Members): string | undefined {
  if (typeof schema.type === 'string') return schema.type === 'null' ? undefined : schema.type;
  const types = typesOf(schema);
  return types.length === 1 ? types[0] : undefined;
}

/** Whether null is said to be allowed: `nullable` in 3.0, `x-nullable` in 2.0, the type `null` from 3.1. */
export function isNullable(schema: Members, version: Version): boolean {
  if (version === 'swagger-2.0') return schema['x-nullable'] === true;
  if (version === 'openapi-3.0') return schema.nullable === true;
  return schema.type === 'null' || (Array.isArray(schema.type) && schema.type.includes('null'));
}
