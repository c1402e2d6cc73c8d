/**
 * Everything of a description that has a `type`, and what a reader calls it: its schemas and, in Swagger 2.0, also the
 * parameters outside the body, the headers of responses, and the items of both.
 */
import { listKeys, type Path, readToken } from '../../description/json-pointer.ts';
import { isObject, type Members } from '../../description/specification.ts';
import type { Description, Teller, Visitors } from '../rule.ts';
import { memoise } from './memoise.ts';
import { at, memberOf } from './operations.ts';
import { onlyType } from './schema-types.ts';

type Visit = (value: Members, path: Path) => void;

/** Deeper lists of lists in parameters are nobody's. */
const deepestItems = 20;

/** An object of Swagger 2.0 that is typed without being a schema, then its items, their items and so on. */
function visitWithItems(value: unknown, path: Path, visit: Visit): void {
  let item = value;
  let place = path;
  for (let depth = 0; isObject(item) && depth < deepestItems; depth += 1) {
    visit(item, place);
    item = memberOf(item, 'items');
    place = at(place, 'items');
  }
}

/** Calls `visit` once for each typed object, at its own place. */
export function visitTyped({ version }: Description, visit: Visit): Visitors {
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

/**
 * Properties of schemas, and parameters, whose name concerns a rule: what `concern` makes of the name (asked once for
 * each name), the schema that the name stands for, references followed, and the place of the property or parameter.
 */
export function visitNamed<T>(
  { version, resolve }: Description,
  concern: (name: string) => T | undefined,
  look: (concerned: T, schema: Members, path: Path, name: string) => void,
): Visitors {
  const ask = memoise(concern);
  return {
    schema({ properties }, path) {
      if (!isObject(properties)) return;
      for (const name of Object.keys(properties)) {
        const concerned = ask(name);
        if (concerned === undefined) continue;
        const place = at(path, 'properties', name);
        const schema = resolve(properties[name], place);
        if (schema !== undefined) look(concerned, schema.value, place, name);
      }
    },
    parameter(parameter, path) {
      const { name } = parameter;
      if (typeof name !== 'string' || parameter.in === 'body') return;
      const concerned = ask(name);
      if (concerned === undefined) return;
      const schema =
        version === 'swagger-2.0' ? parameter : resolve(memberOf(parameter, 'schema'), at(path, 'schema'))?.value;
      if (schema !== undefined) look(concerned, schema, path, name);
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

/** Steps up to a name worth telling. */
const mostSteps = 8;

/** What a reader calls the thing at a place: a property, a parameter by its name, a component or a header by its key. */
export function nameOf({ root }: Description, path: Path): string {
  let here = path;
  for (let step = 0; here !== undefined && step < mostSteps; step += 1) {
    const { key, parent } = here;
    if (parent?.key === 'properties') return String(key);
    const name = parent?.key === 'parameters' ? nameOfParameter(root, here) : undefined;
    if (name !== undefined) return name;
    if (typeof key === 'string' && !structural.has(key)) return key;
    here = parent;
  }
  return String(path?.key ?? '');
}

function nameOfParameter(root: Members, place: Path): string | undefined {
  const parameter = listKeys(place).reduce<unknown>((value, key) => readToken(value, String(key)), root);
  const name = memberOf(parameter, 'name');
  return typeof name === 'string' ? name : undefined;
}

/**
 * Tells a given `format` of numbers or integers that is not a known one. A missing one is another rule's; beside several
 * types it may belong to another.
 */
export const judgeFormat = (
  description: Description,
  type: 'integer' | 'number',
  known: readonly unknown[],
  { tell, saw }: Teller<'unknown'>,
): Visitors =>
  visitTyped(description, (typed, path) => {
    const format = memberOf(typed, 'format');
    if (!format || onlyType(typed) !== type) return;
    saw();
    if (known.includes(format)) return;
    tell(at(path, 'format'), 'unknown', {
      name: nameOf(description, path),
      format: typeof format === 'object' ? '{}' : String(format),
    });
  });
