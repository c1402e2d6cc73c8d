/**
 * What has a type, read alike in every version: `type: [string, 'null']` is a nullable string, and a Swagger 2.0 parameter
 * or header carries its type itself.
 */
import { listKeys, type Path, readToken } from '../description/json-pointer.ts';
import { isObject, type Members } from '../description/specification.ts';
import { at, memberOf } from './operations.ts';
import type { Description, Version, Visitors } from './rule.ts';

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

/** Items inside items of a parameter that are looked at. */
const deepestItems = 10;

type Look = (typed: Members, path: Path) => void;

function lookInto(value: unknown, path: Path, look: Look): void {
  let typed = value;
  let place = path;
  for (let depth = 0; isObject(typed) && depth < deepestItems; depth += 1) {
    look(typed, place);
    typed = memberOf(typed, 'items');
    place = at(place, 'items');
  }
}

/** Everything that has a type of its own, each once: schemas, and the parameters and headers of Swagger 2.0. */
export function visitTyped({ version }: Description, look: Look): Visitors {
  if (version !== 'swagger-2.0') return { schema: look };
  return {
    schema: look,
    parameter(parameter, path) {
      if (parameter.in !== 'body') lookInto(parameter, path, look);
    },
    response({ headers }, path) {
      if (!isObject(headers)) return;
      for (const name of Object.keys(headers)) lookInto(headers[name], at(path, 'headers', name), look);
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
  const known = new Map<string, T | undefined>();
  const ask = (name: string): T | undefined => {
    const found = known.get(name);
    if (found !== undefined || known.has(name)) return found;
    const made = concern(name);
    known.set(name, made);
    return made;
  };
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

/** Keys that say how a schema is held, not what it is. */
const structural: ReadonlySet<string | number> = new Set(
  'schema items allOf anyOf oneOf not additionalProperties prefixItems contains if then else'.split(' '),
);

/** Steps up from a schema to something with a name. */
const longestClimb = 8;

/** What a reader calls the thing at a place: a property, a component, a header by its key, a parameter by its name. */
export function nameOfPlace(path: Path, { root }: Description): string {
  let place = path;
  for (let steps = 0; steps < longestClimb && place !== undefined; steps += 1) {
    const { key, parent } = place;
    if (parent?.key === 'properties') return String(key);
    if (parent?.key === 'parameters') return nameOfParameter(root, place);
    if (typeof key === 'string' && !structural.has(key)) return key;
    place = parent;
  }
  return String(path?.key ?? '');
}

function nameOfParameter(root: Members, place: Path): string {
  let value: unknown = root;
  for (const key of listKeys(place)) value = readToken(value, String(key));
  const name = memberOf(value, 'name');
  return typeof name === 'string' ? name : String(place?.key ?? '');
}
