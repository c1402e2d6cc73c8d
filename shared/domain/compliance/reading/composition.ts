/**
 * Which schemas are parts of a larger object: what one of them does not know another may define, so none of them can be
 * closed by itself (JSON Schema, `additionalProperties` looks only at its own schema object).
 */
import type { Path } from '../../description/json-pointer.ts';
import { isObject, type Members } from '../../description/specification.ts';
import type { Description, Node } from '../rule.ts';
import { at, memberOf } from './operations.ts';
import { hasType, typesOf } from './schema-types.ts';

const always = ['allOf', 'if', 'then', 'else', 'not', 'dependentSchemas'];
const alternatives = ['oneOf', 'anyOf'];
const composing = ['allOf', 'oneOf', 'anyOf', 'if', 'then', 'else', 'dependentSchemas', '$ref'];

/** Own members that apply to the same object as the schema itself, references followed. */
function appliedBy(
  schema: Members,
  path: Path,
  keywords: readonly string[],
  { resolve }: Description,
): readonly Node[] {
  return keywords.flatMap((keyword) => {
    const member = memberOf(schema, keyword);
    const place = at(path, keyword);
    if (keyword === 'dependentSchemas' && isObject(member)) {
      return Object.keys(member).flatMap((key) => resolve(member[key], at(place, key)) ?? []);
    }
    const list = Array.isArray(member) ? member : undefined;
    if (list === undefined) return resolve(member, place) ?? [];
    return list.flatMap((part, index) => resolve(part, at(place, index)) ?? []);
  });
}

/** Whether a schema is about objects, by its type or, without one, by what it says of properties. */
export const isObjectSchema = (schema: Members): boolean =>
  hasType(schema, 'object') ||
  (typesOf(schema).length === 0 && (isObject(schema.properties) || Object.hasOwn(schema, 'additionalProperties')));

/** True when a schema is made of others, so that `additionalProperties` would forbid what they define. */
export const isComposed = (schema: Members): boolean =>
  composing.some((keyword) => memberOf(schema, keyword) !== undefined);

export type Composition = {
  /** To be called for each schema. */
  readonly add: (schema: Members, path: Path) => void;
  /** Whether a schema is a part of another; to be asked when all are added. */
  readonly isPart: (schema: Members) => boolean;
};

const compositions = new WeakMap<Description, Composition>();

/** The composition of a description, shared by the rules that ask for it. */
export function compositionOf(description: Description): Composition {
  const known = compositions.get(description);
  if (known !== undefined) return known;
  const made = createComposition(description);
  compositions.set(description, made);
  return made;
}

function createComposition(description: Description): Composition {
  const waiting: Node[] = [];
  const added = new Set<object>();
  const parts = new Set<object>();
  const mark = (nodes: readonly Node[]): void => {
    for (const node of nodes) {
      if (parts.has(node.value)) continue;
      parts.add(node.value);
      waiting.push(node);
    }
  };
  return {
    add(schema, path) {
      if (added.has(schema)) return;
      added.add(schema);
      mark(appliedBy(schema, path, always, description));
      // Beside other members (from 3.1 on) a reference is one more part.
      const target = typeof schema.$ref === 'string' ? description.resolve(schema, path) : undefined;
      if (target !== undefined && isObject(schema.properties)) mark([target]);
      // Alternatives are whole objects of their own, unless the schema that offers them defines properties as well.
      if (isObject(schema.properties)) mark(appliedBy(schema, path, alternatives, description));
    },
    isPart(schema) {
      for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
        mark(appliedBy(node.value, node.path, [...always, ...alternatives], description));
      }
      return parts.has(schema);
    },
  };
}
