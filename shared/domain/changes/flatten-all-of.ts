/**
 * An allOf of objects as the one object it means: its properties and what is required, each with its own place. So a
 * description whose allOf was written out (a bundler does that) is not taken for another one.
 */
import type { Path } from '../description/json-pointer.ts';
import type { Members } from '../description/specification.ts';
import {
  at,
  type Document,
  fieldPlaces,
  isUnknown,
  listOf,
  member,
  membersOf,
  type Node,
  placeOfProperty,
} from './document.ts';

/** What an object may say to be merged: anything else means more than the sum of its properties. */
const mergeable: ReadonlySet<string> = new Set([
  ...['type', 'properties', 'required', 'allOf', 'title', 'description', 'example', 'examples', 'xml', 'externalDocs'],
  ...['additionalProperties', 'deprecated', 'nullable', '$anchor', '$dynamicAnchor', '$comment'],
]);

const mostBranches = 200;

const isMergeable = ({ value }: Node): boolean =>
  Object.keys(value).every((name) => mergeable.has(name) || name.startsWith('x-')) &&
  [member(value, 'type') ?? 'object'].flat().every((type) => type === 'object' || type === 'null');

/** Undefined when it is not nothing but objects, or too many of them. */
export function flattenAllOf(document: Document, node: Node): Node | undefined {
  const properties: { [name: string]: unknown } = Object.create(null);
  const places = new Map<string, Path>();
  const required = new Set<unknown>();
  const waiting = [node];
  const seen = new Set<Members>();
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (seen.has(next.value)) continue;
    seen.add(next.value);
    if (!isMergeable(next) || seen.size > mostBranches) return undefined;
    const own = membersOf(member(next.value, 'properties'));
    for (const name of Object.keys(own)) {
      // The same property twice: the narrower of both is meant, and which that is takes more than a look.
      if (places.has(name)) return undefined;
      properties[name] = own[name];
      places.set(name, placeOfProperty(next, name));
    }
    for (const name of listOf(member(next.value, 'required'))) required.add(name);
    for (const [index, branch] of listOf(member(next.value, 'allOf')).entries()) {
      const inner = document.schema(branch, at(next.path, 'allOf', index));
      if (inner === undefined || isUnknown(inner)) return undefined;
      waiting.push(inner);
    }
  }
  const { allOf: _, ...beside } = node.value;
  const value = { ...beside, type: 'object', properties, required: [...required], [fieldPlaces]: places };
  return { value, path: node.path };
}

/** Whether an allOf on one side only stands for what the other side has written out. */
export function isWrittenOut(flat: Node, other: Node): boolean {
  const names = Object.keys(membersOf(member(flat.value, 'properties')));
  const others = membersOf(member(other.value, 'properties'));
  return names.some((name) => Object.hasOwn(others, name));
}
