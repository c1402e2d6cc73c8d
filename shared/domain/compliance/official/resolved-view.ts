/**
 * The document as the official checker's rules see it, every resolvable reference replaced by its target, and where it
 * reports what it finds there: in the component a reference leads to, at the reference when something stands beside it,
 * and cut before a key with a special character once a reference was followed.
 */
import { listKeys, type Path } from '../../description/json-pointer.ts';
import type { Members } from '../../description/specification.ts';
import { isPrimitive } from './loose.ts';
import { isReference, isSpecial, readSites, type Site } from './reference-sites.ts';

/** A value of the view and where it is reported. */
export type Cursor = {
  /** As rules see it; a reference that stays unresolved is a bare `{$ref}`. */
  readonly value: unknown;
  /** Its place in the source, through the references on the way. */
  readonly path: Path;
  /** A reference was followed on the way. */
  readonly via: boolean;
  /** A key of `path` has a special character. */
  readonly special: boolean;
  /** It is the first reference on the way, and something stands beside its `$ref`: what concerns it is reported there. */
  readonly site?: { readonly path: Path; readonly value: Members };
  /** It is the first reference on the way, with nothing beside: messages that name the place lose the missing field. */
  readonly first?: boolean;
  /** The way entered something beside a `$ref`, so many steps ago: from there the place is taken literally. */
  readonly literal?: number;
};

export type View = {
  readonly root: Cursor;
  readonly child: (cursor: Cursor, key: string | number) => Cursor | undefined;
  /** The same for a key that is known to be there. */
  readonly step: (cursor: Cursor, key: string | number) => Cursor;
  /** Keys of an object or an array. What references lead to is listed only so often, whatever their number. */
  readonly keys: (cursor: Cursor) => readonly (string | number)[];
};

/** The keys of the place where a finding is reported. */
export function reportedKeys({ path, via, special, site }: Cursor): readonly (string | number)[] {
  const keys = listKeys(site === undefined ? path : site.path);
  return site === undefined && via && special ? keys.slice(0, keys.findIndex(isSpecial)) : keys;
}

/** Children that may be listed through references, so that a hostile document ends soon. Real ones need 1.9 a place. */
const allowance = (places: number): number => 300_000 + 4 * places;
/** Steps beside a `$ref`: more than a document is deep, fewer than its references can make of it. */
const mostLiteral = 200;

const unresolved: Site = {
  kind: 'outside',
  target: { value: undefined, path: undefined, special: false },
  isAlone: true,
};

const ownMember = (value: unknown, key: string | number): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Members)[key] : undefined;

type End = Pick<Cursor, 'value' | 'path' | 'special'> & { readonly isOutside: boolean };

export function createView(root: Members): View {
  const { sites, places } = readSites(root);
  let left = allowance(places);
  const ends = new Map<object, End>();

  /** Where a chain of references ends; no part of one is gone along twice. */
  function endOf(reference: Members): End {
    const known = ends.get(reference);
    if (known !== undefined) return known;
    const chain: Members[] = [];
    let at = reference;
    let end: End | undefined;
    while (end === undefined) {
      chain.push(at);
      // What stands beside a `$ref` has no site of its own: what refers into it finds its references unresolved.
      const { kind, target } = sites.get(at) ?? unresolved;
      if (kind === 'resolved' && isReference(target.value)) {
        at = target.value;
        end = ends.get(at);
      } else if (kind === 'resolved') end = { ...target, isOutside: false };
      else end = { ...target, value: { $ref: at.$ref }, isOutside: kind === 'outside' };
    }
    for (const each of chain) ends.set(each, end);
    return end;
  }

  function follow(reference: Members, at: Cursor): Cursor {
    const { value, path, special, isOutside } = endOf(reference);
    if (isOutside || at.literal !== undefined) return { ...at, value };
    if (at.via) return { value, path, special, via: true };
    return sites.get(reference)?.isAlone === true
      ? { value, path, special, via: true, first: true }
      : { value, path, special, via: true, site: { path: at.path, value: reference } };
  }

  function step(cursor: Cursor, key: string | number): Cursor {
    const value = (cursor.value as Members)[key];
    const { site, literal } = cursor;
    const at =
      site !== undefined && Object.hasOwn(site.value, key)
        ? { value, path: { parent: site.path, key }, via: false, special: false, literal: 1 }
        : {
            value,
            path: { parent: cursor.path, key },
            via: cursor.via,
            special: cursor.via && (cursor.special || isSpecial(key)),
            ...(literal !== undefined && { literal: literal + 1 }),
          };
    return isReference(value) ? follow(value, at) : at;
  }

  const child = (cursor: Cursor, key: string | number): Cursor | undefined =>
    ownMember(cursor.value, key) === undefined ? undefined : step(cursor, key);

  function keys({ value, via, literal = 0 }: Cursor): readonly (string | number)[] {
    if (typeof value !== 'object' || value === null || literal > mostLiteral) return [];
    const isCharged = via || literal > 0;
    if (isCharged && left < 0) return [];
    const own = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
    if (isCharged) left -= own.length;
    return own;
  }

  return { root: { value: root, path: undefined, via: false, special: false }, child, step, keys };
}

/** What a member holds, without the price of a cursor unless a reference stands there. */
export function valueAt(view: View, cursor: Cursor, key: string): unknown {
  const raw = ownMember(cursor.value, key);
  return isReference(raw) ? view.child(cursor, key)?.value : raw;
}

/** A member along several keys. */
export function along(
  view: View,
  cursor: Cursor | undefined,
  ...keys: readonly (string | number)[]
): Cursor | undefined {
  let at = cursor;
  for (const key of keys) at = at && view.child(at, key);
  return at;
}

/** A primitive is no reference and holds nothing: most children are one, and a cursor for each would be dear. */
export const isPrimitiveAt = (cursor: Cursor, key: string | number): boolean =>
  isPrimitive((cursor.value as Members)[key]);

/** Children of a value, each with its key. */
export const childrenOf = (view: View, cursor: Cursor): readonly (readonly [string | number, Cursor])[] =>
  view.keys(cursor).map((key) => [key, view.step(cursor, key)]);

/**
 * Everything below a value, once: by the object and by whether a reference led there (`seen` is kept by the caller, so
 * that overlapping calls cost nothing twice). Of the primitives, those whose key is `wanted`.
 */
export function visitBelow(
  view: View,
  start: Cursor,
  seen: Map<object, number>,
  wanted: (key: string | number) => boolean,
  visit: (cursor: Cursor, key: string | number) => void,
): void {
  const stack: Cursor[] = [start];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const { value, via, literal } = at;
    if (typeof value !== 'object' || value === null) continue;
    if (literal === undefined) {
      const mode = via ? 2 : 1;
      const before = seen.get(value) ?? 0;
      if ((before & mode) !== 0 && at.site === undefined) continue;
      seen.set(value, before | mode);
    }
    for (const key of view.keys(at)) {
      const isPlain = isPrimitiveAt(at, key);
      if (isPlain && !wanted(key)) continue;
      const found = view.step(at, key);
      visit(found, key);
      if (!isPlain) stack.push(found);
    }
  }
}
