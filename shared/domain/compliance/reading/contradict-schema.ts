/**
 * Whether a value contradicts its schema beyond doubt: another type, a required member that is not there, a value that an
 * enumeration lacks. Whatever asks for more than reading (alternatives, conditions, patterns, formats) is not judged, so
 * that every contradiction told is one. Linear in what it looks at, and bounded.
 */
import type { Path } from '../../description/json-pointer.ts';
import { isObject, type Members } from '../../description/specification.ts';
import type { Description, Node } from '../rule.ts';
import { at, memberOf } from './operations.ts';
import { isNullable, typesOf } from './schema-types.ts';

export type Contradiction = {
  /** The place of the value that is wrong, or that lacks a member. */
  readonly path: Path;
} & (
  | { readonly kind: 'type'; readonly expected: string; readonly found: string }
  | { readonly kind: 'required'; readonly name: string }
  | { readonly kind: 'enum'; readonly found: string }
);

/** Comparisons of a value with a schema that are still allowed; shared by all values of a document. */
export type Budget = { left: number };

/** Levels of a value, and parts of one schema, that are looked at. */
const deepest = 40;
const mostParts = 40;
/** Values of an enumeration that cost as much as one comparison. */
const listedPerStep = 16;
/** Contradictions told of one value. */
const mostTold = 10;

const jsonTypes: ReadonlySet<string> = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array']);

function typeOfValue(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value;
}

const isOfType = (value: unknown, type: string): boolean =>
  type === 'integer' ? Number.isInteger(value) : typeOfValue(value) === type;

type Search = {
  readonly description: Description;
  readonly budget: Budget;
  readonly found: Contradiction[];
};

/** The schema and all that must hold beside it: targets of references and the schemas of `allOf`. */
function readParts(schema: unknown, path: Path, { description, budget }: Search): readonly Node[] {
  const siblings = description.version === 'openapi-3.1' || description.version === 'openapi-3.2';
  const parts: Node[] = [];
  const seen = new Set<unknown>();
  const waiting: { readonly value: unknown; readonly path: Path }[] = [{ value: schema, path }];
  for (let next = waiting.pop(); next !== undefined && parts.length < mostParts; next = waiting.pop()) {
    budget.left -= 1;
    const { value, path: place } = next;
    if (budget.left < 0 || !isObject(value) || seen.has(value)) continue;
    seen.add(value);
    if (typeof value.$ref === 'string') {
      const target = description.resolve(value, place);
      if (target !== undefined) waiting.push(target);
      if (!siblings) continue;
    }
    parts.push({ value, path: place });
    const all = memberOf(value, 'allOf');
    if (!Array.isArray(all)) continue;
    for (const [index, each] of all.slice(0, mostParts).entries()) {
      waiting.push({ value: each, path: at(place, 'allOf', index) });
    }
  }
  return parts;
}

const tell = ({ found }: Search, contradiction: Contradiction): void => {
  if (found.length < mostTold) found.push(contradiction);
};

/** Texts and numbers only: comparing more would cost more than it says. Undefined: not to be judged. */
function isListed(value: unknown, values: unknown, { budget }: Search): boolean | undefined {
  if (!Array.isArray(values) || values.length === 0 || typeof value === 'object') return undefined;
  budget.left -= values.length / listedPerStep;
  return values.includes(value);
}

/** False when the value is of another type, so that nothing else of the schema can be meant for it. */
function hasRightType(value: unknown, parts: readonly Node[], path: Path, search: Search): boolean {
  const { version } = search.description;
  // `nullable` beside a reference is meant for what the reference leads to, whatever the letter says.
  if (value === null && parts.some((part) => isNullable(part.value, version))) return true;
  for (const part of parts) {
    const types = typesOf(part.value);
    if (types.length === 0 || types.some((type) => !jsonTypes.has(type) || isOfType(value, type))) continue;
    tell(search, { path, kind: 'type', expected: types.join(', '), found: typeOfValue(value) });
    return false;
  }
  return true;
}

/** Members that only the other direction carries (`readOnly`, `writeOnly`) may be missing. */
function isOneWay(name: string, parts: readonly Node[], { description }: Search): boolean {
  return parts.some((part) => {
    const properties = memberOf(part.value, 'properties');
    const property = memberOf(properties, name);
    const target = description.resolve(property, at(part.path, 'properties', name));
    return [property, target?.value].some(
      (each) => memberOf(each, 'readOnly') === true || memberOf(each, 'writeOnly') === true,
    );
  });
}

function compareMembers(value: Members, parts: readonly Node[], path: Path, depth: number, search: Search): void {
  for (const part of parts) {
    const required = memberOf(part.value, 'required');
    for (const name of Array.isArray(required) ? required : []) {
      search.budget.left -= parts.length;
      if (search.budget.left < 0 || search.found.length >= mostTold) return;
      if (typeof name !== 'string' || Object.hasOwn(value, name) || isOneWay(name, parts, search)) continue;
      tell(search, { path, kind: 'required', name });
    }
  }
  for (const name of Object.keys(value)) {
    if (search.budget.left < 0) return;
    for (const part of parts) {
      const property = memberOf(memberOf(part.value, 'properties'), name);
      if (property === undefined) search.budget.left -= 1;
      else compare(value[name], property, at(path, name), at(part.path, 'properties', name), depth + 1, search);
    }
  }
}

function compareItems(
  value: readonly unknown[],
  parts: readonly Node[],
  path: Path,
  depth: number,
  search: Search,
): void {
  for (const part of parts) {
    const items = memberOf(part.value, 'items');
    if (!isObject(items) || memberOf(part.value, 'prefixItems') !== undefined) continue;
    for (const [index, item] of value.entries()) {
      if (search.budget.left < 0 || search.found.length >= mostTold) return;
      compare(item, items, at(path, index), at(part.path, 'items'), depth + 1, search);
    }
  }
}

function compare(value: unknown, schema: unknown, path: Path, schemaPath: Path, depth: number, search: Search): void {
  search.budget.left -= 1;
  if (search.budget.left < 0 || depth > deepest || search.found.length >= mostTold) return;
  const parts = readParts(schema, schemaPath, search);
  if (!hasRightType(value, parts, path, search)) return;
  for (const part of parts) {
    if (isListed(value, memberOf(part.value, 'enum'), search) !== false) continue;
    tell(search, { path, kind: 'enum', found: String(value) });
    return;
  }
  if (Array.isArray(value)) compareItems(value, parts, path, depth, search);
  else if (isObject(value)) compareMembers(value, parts, path, depth, search);
}

/** What in the value contradicts the schema, in the order of the value; nothing when the budget is spent. */
export function findContradictions(
  value: unknown,
  path: Path,
  schema: { readonly value: unknown; readonly path: Path },
  description: Description,
  budget: Budget,
): readonly Contradiction[] {
  const search: Search = { description, budget, found: [] };
  compare(value, schema.value, path, schema.path, 0, search);
  return search.found;
}
