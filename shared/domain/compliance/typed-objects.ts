/**
 * Everything of a description that has a `type`, and bounds beside it: its schemas and, in Swagger 2.0, also the
 * parameters outside the body, the headers of responses, and the items of both.
 */
import { listKeys, type Path, readToken } from '../description/json-pointer.ts';
import { isObject, type Members } from '../description/specification.ts';
import { at, memberOf } from './operations.ts';
import type { Description, Visitors } from './rule.ts';

type Visit = (value: Members, path: Path) => void;

/** Deeper lists of lists in parameters are nobody's. */
const deepestItems = 20;

/** An object of Swagger 2.0 that is typed without being a schema, then its items, their items and so on. */
function visitWithItems(value: unknown, path: Path, visit: Visit): void {
  let item = value;
  let place = path;
  for (let depth = 0; isObject(item) && depth < deepestItems; depth += 1) {
    visit(item, place);
    item = item.items;
    place = at(place, 'items');
  }
}

/** Calls `visit` once for each typed object, at its own place. */
export function onTypedObjects({ version }: Description, visit: Visit): Visitors {
  if (version !== 'swagger-2.0') return { schema: visit };
  return {
    schema: visit,
    parameter(parameter, path) {
      if (parameter.in !== 'body') visitWithItems(parameter, path, visit);
    },
    response({ headers }, path) {
      if (!isObject(headers)) return;
      for (const name of Object.keys(headers)) visitWithItems(headers[name], at(path, 'headers', name), visit);
    },
  };
}

/** True when a finite list of values is allowed and no other. */
export const hasFixedValues = (schema: Members): boolean =>
  Object.hasOwn(schema, 'const') || (Array.isArray(schema.enum) && schema.enum.length > 0);

/** Parts of one composition looked at. */
const mostParts = 50;

/**
 * Whether something is said by a schema, by one of its `allOf`, by what it refers to, or by all its alternatives. One level
 * deep: each part is judged at its own place as well.
 */
export function isSaid(
  schema: Members,
  path: Path,
  { resolve }: Description,
  test: (schema: Members) => boolean,
): boolean {
  if (test(schema)) return true;
  const partsOf = (keyword: string): readonly Members[] => {
    const list = memberOf(schema, keyword);
    if (!Array.isArray(list)) return [];
    return list.slice(0, mostParts).map((part, index) => resolve(part, at(path, keyword, index))?.value ?? {});
  };
  if (partsOf('allOf').some(test)) return true;
  const alternatives = [partsOf('oneOf'), partsOf('anyOf')];
  if (alternatives.some((parts) => parts.length > 0 && parts.every(test))) return true;
  const target = typeof schema.$ref === 'string' ? resolve(schema, path) : undefined;
  return target !== undefined && test(target.value);
}

/** Keys that say where a schema stands, not what it is of. */
const structural: ReadonlySet<string> = new Set([
  ...['schema', 'items', 'additionalProperties', 'itemSchema', 'allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else'],
  ...['prefixItems', 'contains', 'propertyNames', 'unevaluatedItems', 'unevaluatedProperties', 'parameters'],
]);

const isName = (path: Path): boolean =>
  path?.parent?.key === 'properties' || (typeof path?.key === 'string' && !structural.has(path.key));

/** Steps up to a name worth telling. */
const mostSteps = 8;

/** What a reader would call a typed object: its property, its parameter, or else the nearest key that says something. */
export function nameOf({ root }: Description, path: Path): string {
  let here = path;
  for (let step = 0; here !== undefined && step < mostSteps; step += 1) {
    if (isName(here)) return String(here.key);
    if (here.parent?.key === 'parameters') {
      const parameter = listKeys(here).reduce<unknown>((value, key) => readToken(value, String(key)), root);
      const name = memberOf(parameter, 'name');
      if (typeof name === 'string') return name;
    }
    here = here.parent;
  }
  return String(path?.key ?? '');
}
