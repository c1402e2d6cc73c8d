/** Whether two schemas are written the same, and what they refer to: only there can they differ. */
import type { Members } from '../description/specification.ts';
import { referenceOf, valueKeywords } from './document.ts';

/** Deeper ones are compared part by part; so no part is looked at more often than this. */
const deepest = 40;

/** Marks that say what the schemas inside are for: then each has to be looked at by itself. */
const marks: ReadonlySet<string> = new Set(['readOnly', 'writeOnly']);

/** The objects with a reference in both; undefined when they are not written the same, or it can't be told this way. */
export function referencesOfSame(one: Members, other: Members): readonly Members[] | undefined {
  const references: Members[] = [];
  return one === other || isSame(one, other, references, 0, 'schema') ? references : undefined;
}

/** Keywords whose members are names, not keywords: a property may be called `default`. */
const maps: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  'dependentSchemas',
  '$defs',
  'definitions',
]);

/** What the members of an object are. */
type Room = 'schema' | 'names' | 'value';

function roomOf(room: Room, name: string): Room {
  if (room === 'names') return 'schema';
  if (room === 'value' || valueKeywords.has(name) || name.startsWith('x-')) return 'value';
  return maps.has(name) ? 'names' : 'schema';
}

function isSame(one: unknown, other: unknown, references: Members[], depth: number, room: Room): boolean {
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) return one === other;
  if (depth > deepest || Array.isArray(one) !== Array.isArray(other)) return false;
  if (Array.isArray(one)) {
    const items = other as readonly unknown[];
    if (one.length !== items.length) return false;
    return one.every((item, index) => isSame(item, items[index], references, depth + 1, room));
  }
  return isSameObject(one as Members, other as Members, references, depth, room);
}

function isSameObject(one: Members, other: Members, references: Members[], depth: number, room: Room): boolean {
  const names = Object.keys(one);
  if (Object.keys(other).length !== names.length) return false;
  for (const name of names) {
    const member = one[name];
    if (!Object.hasOwn(other, name) || (marks.has(name) && member === true)) return false;
    if (!isSame(member, other[name], references, depth + 1, roomOf(room, name))) return false;
  }
  if (room === 'schema' && referenceOf(one) !== undefined) references.push(one);
  return true;
}
