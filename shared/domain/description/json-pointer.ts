/** JSON pointers (RFC 6901), and paths from which they are made only when someone wants to read them. */

/** A place as the way to it from the root (`undefined`): cheap to extend, costly to print. */
export type Path = { readonly parent: Path | undefined; readonly key: string | number } | undefined;

/** Most keys have nothing to escape. */
const escapeToken = (key: string): string =>
  key.includes('/') || key.includes('~') ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;

export function listKeys(path: Path): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at = path; at !== undefined; at = at.parent) keys.push(at.key);
  return keys.reverse();
}

export function formatPointer(keys: readonly (string | number)[]): string {
  let pointer = '';
  for (const key of keys) pointer += `/${typeof key === 'number' ? key : escapeToken(key)}`;
  return pointer;
}

const unescapeToken = (token: string): string =>
  token.includes('~') ? token.replaceAll('~1', '/').replaceAll('~0', '~') : token;

/** The tokens of a pointer, or undefined when it is none (RFC 6901 §3). */
export function parsePointer(pointer: string): readonly string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return undefined;
  const tokens = pointer.slice(1).split('/');
  return pointer.includes('~') ? tokens.map(unescapeToken) : tokens;
}

/** A pointer as a URI fragment holds it (RFC 6901 §6), percent-decoded; as it stands where the encoding is broken. */
export function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** What the tokens of a pointer lead to, with its place; undefined when there is no such thing. `from`: the place of `root`. */
export function followTokens(
  root: unknown,
  tokens: readonly string[],
  from?: Path,
): { readonly value: unknown; readonly path: Path } | undefined {
  let value = root;
  let path = from;
  for (const token of tokens) {
    value = readToken(value, token);
    if (value === undefined) return undefined;
    path = { parent: path, key: token };
  }
  return { value, path };
}

/** A member or an item by its token; never one that an object inherits. */
export function readToken(value: unknown, token: string): unknown {
  if (Array.isArray(value)) return /^(?:0|[1-9]\d{0,9})$/.test(token) ? value[Number(token)] : undefined;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return undefined;
  return (value as { readonly [name: string]: unknown })[token];
}
