/**
 * Which references the official checker resolves: every object with a textual `$ref`, wherever it stands, but for those
 * that lead outside, nowhere, or back to what holds them. What it cannot resolve stays a bare `{$ref}`.
 */
import { type Path, parsePointer, readToken } from '../../description/json-pointer.ts';
import { isObject, type Members } from '../../description/specification.ts';

/** Where a reference leads. */
export type Target = { readonly value: unknown; readonly path: Path; readonly special: boolean };

export type Site = {
  /** `circular`: the target leads back to what holds this reference. */
  readonly kind: 'resolved' | 'circular' | 'missing' | 'outside';
  /** The target; for a missing one, what exists of the way to it. */
  readonly target: Target;
};

/** A place with its values on the way to it. */
type Place = { readonly parent: Place | undefined; readonly key: string | number; readonly value: unknown };

type Found = { readonly value: Members; readonly place: Place };

/** Characters after which the checker cuts a pointer that it has mapped through a reference. */
export const isSpecial = (key: string | number): boolean =>
  typeof key === 'string' && /[^A-Za-z0-9\-_.!~*'()/]/.test(key);

export const isReference = (value: unknown): value is Members & { readonly $ref: string } =>
  isObject(value) && typeof value.$ref === 'string';

/** Every reference, with the values that hold it. What stands beside a `$ref` is never looked at. */
function findSites(root: unknown): readonly Found[] {
  const found: Found[] = [];
  const stack: Place[] = [{ parent: undefined, key: '', value: root }];
  for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
    const { value } = place;
    if (isReference(value)) {
      found.push({ value, place });
      continue;
    }
    if (Array.isArray(value)) {
      for (let key = 0; key < value.length; key += 1) {
        if (typeof value[key] === 'object' && value[key] !== null)
          stack.push({ parent: place, key, value: value[key] });
      }
    } else if (isObject(value)) {
      for (const key of Object.keys(value)) {
        const child = value[key];
        if (typeof child === 'object' && child !== null) stack.push({ parent: place, key, value: child });
      }
    }
  }
  return found;
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

type Lookup = { readonly exists: boolean; readonly target: Target };

/** What a local reference leads to, or how far the way to it exists; undefined for one that leads outside. */
function lookUp(root: unknown, reference: string): Lookup | undefined {
  const tokens = reference.startsWith('#') ? parsePointer(decode(reference.slice(1))) : undefined;
  if (tokens === undefined) return undefined;
  let value = root;
  let path: Path;
  let special = false;
  for (const token of tokens) {
    const next = readToken(value, token);
    if (next === undefined) return { exists: false, target: { value, path, special } };
    value = next;
    path = { parent: path, key: token };
    special ||= isSpecial(token);
  }
  return { exists: true, target: { value, path, special } };
}

/** Tarjan's strongly connected components, without recursion: a number for each vertex, the same within a component. */
function componentsOf(edges: ReadonlyMap<Target, readonly Target[]>): ReadonlyMap<Target, number> {
  const order = new Map<Target, number>();
  const low = new Map<Target, number>();
  const component = new Map<Target, number>();
  const open: Target[] = [];
  let components = 0;
  const close = (vertex: Target): void => {
    for (let last = open.pop(); last !== undefined; last = open.pop()) {
      component.set(last, components);
      if (last === vertex) break;
    }
    components += 1;
  };
  for (const start of edges.keys()) {
    if (order.has(start)) continue;
    const calls = [{ vertex: start, next: 0 }];
    for (let call = calls.at(-1); call !== undefined; call = calls.at(-1)) {
      const { vertex } = call;
      if (!order.has(vertex)) {
        low.set(vertex, order.size);
        order.set(vertex, order.size);
        open.push(vertex);
      }
      const successor = edges.get(vertex)?.[call.next];
      call.next += 1;
      if (successor === undefined) {
        if (low.get(vertex) === order.get(vertex)) close(vertex);
        calls.pop();
        const caller = calls.at(-1);
        if (caller !== undefined) lower(low, caller.vertex, low.get(vertex));
      } else if (!order.has(successor)) calls.push({ vertex: successor, next: 0 });
      else if (!component.has(successor)) lower(low, vertex, order.get(successor));
    }
  }
  return component;
}

function lower(low: Map<Target, number>, vertex: Target, to: number | undefined): void {
  const known = low.get(vertex);
  if (to !== undefined && (known === undefined || to < known)) low.set(vertex, to);
}

/** The targets whose values hold a place. */
function* holdersOf(place: Place, targets: ReadonlyMap<unknown, Target>): Generator<Target> {
  for (let at: Place | undefined = place; at !== undefined; at = at.parent) {
    const target = targets.get(at.value);
    if (target !== undefined) yield target;
  }
}

type Resolved = { readonly found: Found; readonly target: Target };

const isHolder = (value: unknown): boolean => typeof value === 'object' && value !== null;
const nowhere: Target = { value: undefined, path: undefined, special: false };

/** References by where they lead; those that lead somewhere share one target for each value. */
function lookUpAll(
  root: unknown,
  sites: Map<object, Site>,
): { readonly resolved: readonly Resolved[]; readonly targets: ReadonlyMap<unknown, Target> } {
  const lookups = new Map<string, Lookup | undefined>();
  const targets = new Map<unknown, Target>();
  const resolved: Resolved[] = [];
  for (const found of findSites(root)) {
    const reference = String(found.value.$ref);
    if (!lookups.has(reference)) lookups.set(reference, lookUp(root, reference));
    const lookup = lookups.get(reference);
    if (lookup === undefined) sites.set(found.value, { kind: 'outside', target: nowhere });
    else if (!lookup.exists) sites.set(found.value, { kind: 'missing', target: lookup.target });
    else {
      const target = targets.get(lookup.target.value) ?? lookup.target;
      if (isHolder(target.value)) targets.set(target.value, target);
      resolved.push({ found, target });
    }
  }
  return { resolved, targets };
}

/** How each reference of a document is resolved, by the object that holds it. Linear in the document. */
export function readSites(root: unknown): ReadonlyMap<object, Site> {
  const sites = new Map<object, Site>();
  const { resolved, targets } = lookUpAll(root, sites);
  const edges = new Map<Target, Target[]>([...targets.values()].map((target) => [target, []]));
  for (const { found, target } of resolved) {
    if (!edges.has(target)) continue;
    for (const holder of holdersOf(found.place, targets)) edges.get(holder)?.push(target);
  }
  const component = componentsOf(edges);
  for (const { found, target } of resolved) {
    const own = component.get(target);
    const holders = own === undefined ? [] : [...holdersOf(found.place, targets)];
    const isCircular = holders.some((holder) => component.get(holder) === own);
    sites.set(found.value, { kind: isCircular ? 'circular' : 'resolved', target });
  }
  return sites;
}
