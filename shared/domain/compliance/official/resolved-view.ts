/**
 * The document as the official checker's rules see it, every resolvable reference replaced by its target, and where it
 * reports what it finds there: in the component a reference leads to, at the reference when something stands beside it,
 * and cut before a key with a special character once a reference was followed.
 */
import { formatPointer, listKeys, type Path } from '../../description/json-pointer.ts';
import { isObject, type Members } from '../../description/specification.ts';
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
  /** The way entered something beside a `$ref`: from there the place is taken literally. */
  readonly literal?: boolean;
};

export type View = {
  readonly root: Cursor;
  readonly child: (cursor: Cursor, key: string | number) => Cursor | undefined;
  /** Objects that are references. */
  readonly sites: ReadonlyMap<object, Site>;
};

/** The part of a pointer that is reported. */
export function pointerOf({ path, via, special, site }: Cursor): string {
  if (site !== undefined) return formatPointer(listKeys(site.path));
  const keys = listKeys(path);
  if (!via || !special) return formatPointer(keys);
  const cut = keys.findIndex(isSpecial);
  return formatPointer(cut < 0 ? keys : keys.slice(0, cut));
}

export function createView(root: Members): View {
  const sites = readSites(root);
  const ends = new Map<object, Pick<Cursor, 'value' | 'path' | 'special'>>();

  /** Where a chain of references ends. */
  function endOf(reference: Members): Pick<Cursor, 'value' | 'path' | 'special'> {
    const known = ends.get(reference);
    if (known !== undefined) return known;
    const chain: Members[] = [];
    let at = reference;
    let end: Pick<Cursor, 'value' | 'path' | 'special'> | undefined;
    while (end === undefined) {
      chain.push(at);
      const site = sites.get(at) as Site;
      const { value, path, special } = site.target;
      if (site.kind !== 'resolved') end = { value: { $ref: at.$ref }, path, special };
      else if (isReference(value) && sites.has(value)) at = value;
      else end = { value, path, special };
    }
    for (const each of chain) ends.set(each, end);
    return end;
  }

  function follow(reference: Members, path: Path, via: boolean, literal: boolean): Cursor {
    const site = sites.get(reference);
    if (site === undefined || site.kind === 'outside') {
      return { value: { $ref: reference.$ref }, path, via, special: via && listKeys(path).some(isSpecial), literal };
    }
    const end = endOf(reference);
    if (literal) return { value: end.value, path, via: false, special: false, literal };
    const isFirst = !via;
    if (!isFirst) return { ...end, via: true };
    if (Object.keys(reference).length > 1) return { ...end, via: true, site: { path, value: reference } };
    return { ...end, via: true, first: true };
  }

  function child(cursor: Cursor, key: string | number): Cursor | undefined {
    const { value, site } = cursor;
    const raw = Array.isArray(value)
      ? value[key as number]
      : isObject(value) && Object.hasOwn(value, key)
        ? value[key]
        : undefined;
    if (raw === undefined) return undefined;
    const isBeside = site !== undefined && Object.hasOwn(site.value, key);
    const path: Path = { parent: isBeside ? site.path : cursor.path, key };
    const via = isBeside ? false : cursor.via;
    const literal = isBeside || cursor.literal === true;
    if (isReference(raw)) return follow(raw, path, via, literal);
    const special = via && (cursor.special || isSpecial(key));
    return literal ? { value: raw, path, via, special, literal } : { value: raw, path, via, special };
  }

  return { root: { value: root, path: undefined, via: false, special: false }, child, sites };
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

/** Keys of an object or an array. */
export const keysOf = (value: unknown): readonly (string | number)[] =>
  Array.isArray(value) ? [...value.keys()] : isObject(value) ? Object.keys(value) : [];

/** Children of a value, each with its key. */
export const childrenOf = (view: View, cursor: Cursor): readonly (readonly [string | number, Cursor])[] =>
  keysOf(cursor.value).flatMap((key) => {
    const found = view.child(cursor, key);
    return found === undefined ? [] : [[key, found] as const];
  });

/**
 * Everything below a value, once: by the object and by whether a reference led there (`seen` is kept by the caller, so
 * that overlapping calls cost nothing twice).
 */
export function visitBelow(
  view: View,
  start: Cursor,
  seen: Map<object, number>,
  visit: (cursor: Cursor, key: string | number) => void,
): void {
  const stack: Cursor[] = [start];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const { value, via, literal } = at;
    if (typeof value !== 'object' || value === null) continue;
    if (literal !== true) {
      const mode = via ? 2 : 1;
      const before = seen.get(value) ?? 0;
      if ((before & mode) !== 0 && at.site === undefined) continue;
      seen.set(value, before | mode);
    }
    for (const [key, found] of childrenOf(view, at)) {
      visit(found, key);
      // What is literal is not followed through further references: it could be walked again and again.
      if (found.literal !== true || at.literal !== true) stack.push(found);
    }
  }
}
