/**
 * Operations that are written the same and refer, however far, to nothing that is written otherwise: nothing can have
 * changed in them, and most of a new revision is such. Components are held against each other once, and what refers to a
 * changed one counts as changed too.
 */
import { formatPointer } from '../description/json-pointer.ts';
import { isObject, type Members } from '../description/specification.ts';
import { type Document, member, membersOf } from './document.ts';
import type { Operation } from './read-operations.ts';

/** Deeper values are not looked at: they may differ. */
const deepest = 60;

type References = Set<string>;

/** Whether two values are the same; fills in what they refer to, also where it is an example that looks like it. */
function isSame(one: unknown, other: unknown, references: References, depth = 0): boolean {
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) return one === other;
  if (depth > deepest || Array.isArray(one) !== Array.isArray(other)) return false;
  const [names, others] = [Object.keys(one), Object.keys(other)];
  if (names.length !== others.length) return false;
  for (const name of names) {
    if (!Object.hasOwn(other, name)) return false;
    const value = (one as Members)[name];
    if ((name === '$ref' || name === '$dynamicRef') && typeof value === 'string') references.add(value);
    if (!isSame(value, (other as Members)[name], references, depth + 1)) return false;
  }
  return true;
}

/** Where components stand: a list of the ways to maps of them. */
function roomsOf({ root, dialect }: Document): readonly (readonly [pointer: string, members: Members])[] {
  if (dialect === 'swagger-2.0') {
    return ['definitions', 'parameters', 'responses'].map((name) => [`#/${name}`, membersOf(member(root, name))]);
  }
  const components = membersOf(member(root, 'components'));
  return Object.keys(components).map((name) => [`#/components/${name}`, membersOf(components[name])]);
}

/** References, as they are written, to components that are the same all the way down. */
function unchangedReferences(base: Document, revision: Document): ReadonlySet<string> {
  const after = new Map(roomsOf(revision));
  const unchanged = new Map<string, References>();
  for (const [pointer, members] of roomsOf(base)) {
    const others = after.get(pointer) ?? {};
    for (const name of Object.keys(members)) {
      const references: References = new Set();
      const isKept = Object.hasOwn(others, name) && isObject(members[name]);
      if (isKept && isSame(members[name], others[name], references))
        unchanged.set(`${pointer}${formatPointer([name])}`, references);
    }
  }
  dropReferring(unchanged);
  return new Set(unchanged.keys());
}

/** Takes out what refers to anything that is not in, until nothing does. */
function dropReferring(unchanged: Map<string, References>): void {
  const referring = new Map<string, string[]>();
  const gone: string[] = [];
  for (const [pointer, references] of unchanged) {
    for (const reference of references) {
      const known = referring.get(reference);
      if (known === undefined) referring.set(reference, [pointer]);
      else known.push(pointer);
      if (!unchanged.has(reference)) gone.push(reference);
    }
  }
  for (let reference = gone.pop(); reference !== undefined; reference = gone.pop()) {
    for (const pointer of referring.get(reference) ?? []) if (unchanged.delete(pointer)) gone.push(pointer);
  }
}

/** What holds for all operations of Swagger 2.0 that do not say otherwise. */
const inherited = ['consumes', 'produces'] as const;

export function createUnchangedTest(base: Document, revision: Document): (one: Operation, other: Operation) => boolean {
  const isComparable =
    base.dialect === revision.dialect &&
    inherited.every((name) => isSame(member(base.root, name), member(revision.root, name), new Set()));
  if (!isComparable) return () => false;
  const unchanged = unchangedReferences(base, revision);
  return (one, other) => {
    const references: References = new Set();
    const parts = ['parameters', 'servers'] as const;
    return (
      one.template === other.template &&
      isSame(one.value, other.value, references) &&
      parts.every((name) => isSame(member(one.item.value, name), member(other.item.value, name), references)) &&
      references.isSubsetOf(unchanged)
    );
  };
}
