/** One of the two descriptions: its objects with their own places, its references followed to local targets. */
import { decodeFragment, followTokens, type Path, parsePointer } from '../description/json-pointer.ts';
import { isObject, type Members } from '../description/specification.ts';
import { sameValue } from '../same-value.ts';
import { wordOf } from '../text.ts';

/** An object of the description with its own place, whatever references led there. */
export type Node = {
  readonly value: Members;
  readonly path: Path;
};

/** Places of properties that stand elsewhere (form fields of Swagger 2.0); a symbol, so that no document can have it. */
export const fieldPlaces = Symbol('places of form fields');

export const placeOfProperty = ({ value, path }: Node, name: string): Path => {
  const places = (value as { readonly [fieldPlaces]?: ReadonlyMap<string, Path> })[fieldPlaces];
  return places?.get(name) ?? at(path, 'properties', name);
};

export type Dialect = 'swagger-2.0' | 'openapi-3.0' | 'openapi-3.1';

export type Document = {
  readonly root: Members;
  readonly dialect: Dialect;
  /**
   * The object meant by a value that may be a reference; one that leads nowhere we can look (outside, in a circle) is an
   * object with that reference alone. Undefined: the value is no object (nor, as a schema, true or false).
   */
  readonly resolve: (value: unknown, path: Path) => Node | undefined;
  /** The same for a schema: one with null beside it, in a oneOf or anyOf and nothing else, is that one, nullable. */
  readonly schema: (value: unknown, path: Path) => Node | undefined;
};

/** Longer chains are taken for circles. */
const longestChain = 50;
const anything: Members = {};
const nothing: Members = { not: anything };

export const at = (parent: Path, ...keys: readonly (string | number)[]): Path => {
  let path = parent;
  for (const key of keys) path = { parent: path, key };
  return path;
};

/** A member that the object has itself; undefined for what it inherits. */
export const member = (value: Members, name: string): unknown => (Object.hasOwn(value, name) ? value[name] : undefined);

/** Where a keyword of an object stands, or a name in the map it holds; where it is not there, the object. */
export function placeOf({ value, path }: Node, keyword: string, name?: string): { readonly path: Path } {
  const held = member(value, keyword);
  if (held === undefined) return { path };
  const isNamed = name !== undefined && isObject(held) && Object.hasOwn(held, name);
  return { path: isNamed ? at(path, keyword, name) : at(path, keyword) };
}

/** Whether two values of the documents, either of them absent, are not the same. */
export const differ = (one: unknown, other: unknown): boolean => !sameValue(one, other);

export const membersOf = (value: unknown): Members => (isObject(value) ? value : anything);
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function dialectOf(root: Members): Dialect {
  if (member(root, 'swagger') !== undefined) return 'swagger-2.0';
  // What is not text, or no version at all, is read as the older one: there `nullable` means something.
  const version = wordOf(member(root, 'openapi'));
  return /^3\.[1-9]/.test(version) ? 'openapi-3.1' : 'openapi-3.0';
}

/** A dynamic one (JSON Schema 2020-12 §8.2.3.2) is followed as far as that can be told from the document alone. */
const referenceNames = ['$ref', '$dynamicRef'] as const;

/** The keyword by which an object refers to another one; most don't. */
export const referenceOf = (value: Members): (typeof referenceNames)[number] | undefined =>
  referenceNames.find((name) => typeof member(value, name) === 'string');

/** A reference that leads outside, nowhere or in a circle: what it means can't be compared. */
export const isUnknown = ({ value }: { readonly value: Members }): boolean => referenceOf(value) !== undefined;

/** Keywords that hold values: what is in them is no schema, and a `$ref` there no reference. */
export const valueKeywords: ReadonlySet<string> = new Set(['example', 'examples', 'default', 'enum', 'const']);
/** Their members are names, not keywords: a property may be called `example`. */
const mapsOfSchemas: ReadonlySet<unknown> = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'schemas',
  'responses',
]);

/**
 * Objects by the name that their `$anchor` or `$dynamicAnchor` gives them (JSON Schema 2020-12 §8.2.2). Undefined: given
 * more than once, so that who refers to it decides which is meant. No depth of the document is a depth of calls.
 */
function listAnchors(root: Members): ReadonlyMap<string, Node | undefined> {
  const anchors = new Map<string, Node | undefined>();
  const waiting: { readonly value: object; readonly path: Path }[] = [{ value: root, path: undefined }];
  const seen = new Set<object>();
  for (const { value, path } of waiting) {
    if (seen.has(value)) continue;
    seen.add(value);
    if (isObject(value)) {
      const names = new Set([member(value, '$anchor'), member(value, '$dynamicAnchor')].map(textOf));
      for (const name of names)
        if (name !== undefined) anchors.set(name, anchors.has(name) ? undefined : { value, path });
    }
    const isOfNames = mapsOfSchemas.has(path?.key);
    for (const [key, inner] of Object.entries(value)) {
      const isSkipped = !isOfNames && valueKeywords.has(key);
      if (typeof inner === 'object' && inner !== null && !isSkipped)
        waiting.push({ value: inner, path: at(path, key) });
    }
  }
  return anchors;
}

function findTarget(root: Members, reference: string, anchors: () => ReturnType<typeof listAnchors>): Node | undefined {
  const fragment = reference.startsWith('#') ? decodeFragment(reference.slice(1)) : undefined;
  const tokens = fragment === undefined ? undefined : parsePointer(fragment);
  if (tokens === undefined) return fragment === undefined ? undefined : anchors().get(fragment);
  const found = followTokens(root, tokens);
  return found && asNode(found.value, found.path);
}

/** Boolean schemas (JSON Schema 2020-12 §4.3.2) as the objects they stand for. */
function asNode(value: unknown, path: Path): Node | undefined {
  if (typeof value === 'boolean') return { value: value ? anything : nothing, path };
  return isObject(value) ? { value, path } : undefined;
}

const annotations: ReadonlySet<string> = new Set([...referenceNames, 'summary', 'description']);

/** What may stand beside a oneOf, anyOf or allOf of one branch without narrowing it. */
const besideBranch: ReadonlySet<string> = new Set([
  ...['title', 'description', 'example', 'examples', 'default', 'deprecated', 'nullable', 'readOnly', 'writeOnly'],
  ...['externalDocs', 'xml'],
]);

export const isNullSchema = (branch: unknown): boolean =>
  isObject(branch) &&
  (branch.type === 'null' || (Array.isArray(branch.type) && branch.type.length === 1 && branch.type[0] === 'null'));

/** The only branch of a schema that is nothing but a list of them; with its place in the list. */
export function onlyBranch(
  value: Members,
  list: 'oneOf' | 'anyOf' | 'allOf',
): { readonly branch: unknown; readonly index: number; readonly hasNull: boolean } | undefined {
  const branches = listOf(member(value, list));
  if (branches.length === 0 || branches.length > 2) return undefined;
  const index = branches.findIndex((branch) => !isNullSchema(branch));
  const rest = branches.filter((branch) => !isNullSchema(branch));
  if (rest.length !== 1 || Object.keys(value).some((name) => name !== list && !isAside(name))) return undefined;
  return { branch: branches[index], index, hasNull: branches.length === 2 };
}

const isAside = (name: string): boolean => besideBranch.has(name) || name.startsWith('x-');

/**
 * A document as the parser leaves it: no deeper than that allows, and no larger by its aliases. Some of what compares two
 * of them follows a value into its depth by calls, so one from elsewhere has to be bounded first.
 */
export function openDocument(value: unknown): Document {
  const root = membersOf(value);
  const dialect = dialectOf(root);
  const targets = new Map<string, Node | undefined>();
  const merged = new WeakMap<Members, Node>();
  let anchors: ReturnType<typeof listAnchors> | undefined;
  const anchorsOnce = () => {
    anchors ??= listAnchors(root);
    return anchors;
  };
  const targetOf = (reference: string): Node | undefined => {
    if (!targets.has(reference)) targets.set(reference, findTarget(root, reference, anchorsOnce));
    return targets.get(reference);
  };
  /** Beside a `$ref`, 3.1 lets other keywords stand; before, they are ignored (OpenAPI 3.0.4 §4.7.23.1). */
  const withSiblings = (beside: Members, target: Node): Node => {
    if (dialect !== 'openapi-3.1' || Object.keys(beside).every((name) => annotations.has(name))) return target;
    const known = merged.get(beside);
    if (known !== undefined) return known;
    const siblings = Object.entries(beside).filter(([name]) => name !== referenceOf(beside));
    const node = { value: { ...target.value, ...Object.fromEntries(siblings) }, path: target.path };
    merged.set(beside, node);
    return node;
  };
  const resolve = (found: unknown, path: Path, steps = 0): Node | undefined => {
    const node = asNode(found, path);
    const keyword = node && referenceOf(node.value);
    if (node === undefined || keyword === undefined) return node;
    const target = steps < longestChain ? targetOf(node.value[keyword] as string) : undefined;
    const end = target && resolve(target.value, target.path, steps + 1);
    return end === undefined ? node : withSiblings(node.value, end);
  };
  const nullables = new WeakMap<Members, Node>();
  const schema = (found: unknown, path: Path): Node | undefined => {
    const node = resolve(found, path);
    if (node === undefined || (member(node.value, 'oneOf') ?? member(node.value, 'anyOf')) === undefined) return node;
    const known = nullables.get(node.value);
    if (known !== undefined) return known;
    const list = member(node.value, 'oneOf') === undefined ? 'anyOf' : 'oneOf';
    const only = onlyBranch(node.value, list);
    const inner = only?.hasNull === true ? resolve(only.branch, at(node.path, list, only.index)) : undefined;
    if (inner === undefined) return node;
    const { [list]: _, ...beside } = node.value;
    const end = { ...inner, value: { ...inner.value, ...beside, 'x-nullable': true } };
    nullables.set(node.value, end);
    return end;
  };
  return { root, dialect, resolve, schema };
}
