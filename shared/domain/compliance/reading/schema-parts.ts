/** What a schema is made of, its references and `allOf` looked through (JSON Schema: a value must suit every part). */
import type { Path } from '../../description/json-pointer.ts';
import { isObject } from '../../description/specification.ts';
import type { Description, Node } from '../rule.ts';
import { at } from './operations.ts';
import { typesOf } from './schema-types.ts';

/** Larger ones are not looked at any further: the parts of many schemas may be the same long chain. */
const mostParts = 100;

export type Parts = {
  readonly nodes: readonly Node[];
  /** False when a part is outside the document, nowhere, or one too many. */
  readonly complete: boolean;
};

/** `keywords`: those whose schemas are parts. A `$ref` stands alone in early versions, and beside others from 3.1. */
export function partsOf(
  schema: unknown,
  schemaPath: Path,
  { version, resolve }: Description,
  keywords: readonly string[] = ['allOf'],
): Parts {
  const beside = version === 'openapi-3.1' || version === 'openapi-3.2';
  const seen = new Set<unknown>();
  const nodes: Node[] = [];
  const waiting: { readonly value: unknown; readonly path: Path }[] = [{ value: schema, path: schemaPath }];
  let complete = true;
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { value, path } = next;
    if (!isObject(value) || seen.has(value)) continue;
    seen.add(value);
    if (seen.size > mostParts) return { nodes, complete: false };
    if (typeof value.$ref === 'string') {
      const target = resolve(value, path);
      if (target === undefined) complete = false;
      else waiting.push(target);
      if (!beside) continue;
    }
    nodes.push({ value, path });
    for (const keyword of keywords) {
      const parts = value[keyword];
      if (!Array.isArray(parts)) continue;
      if (parts.length > mostParts) return { nodes, complete: false };
      for (const [index, part] of parts.entries()) waiting.push({ value: part, path: at(path, keyword, index) });
    }
  }
  return { nodes, complete };
}

/**
 * The type every value of a schema is certain to have instead of the wanted one; undefined when it may well have that, or
 * does not say. `['array', 'null']` is an array.
 */
export function typeInsteadOf(
  wanted: string,
  schema: unknown,
  path: Path,
  description: Description,
): string | undefined {
  for (const { value } of partsOf(schema, path, description).nodes) {
    const types = typesOf(value);
    if (types.length > 0 && !types.includes(wanted)) return types.join(', ');
  }
  return undefined;
}
