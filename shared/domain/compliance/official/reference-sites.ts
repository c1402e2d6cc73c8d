/**
 * Which references the official checker resolves: every object with a textual `$ref`, wherever it stands, but for those
 * that lead outside, nowhere, or back to what holds them. What it cannot resolve stays a bare `{$ref}`.
 */
import { decodeFragment, type Path, parsePointer, readToken } from '../../description/json-pointer.ts';
import { isObject, type Members } from '../../description/specification.ts';

/** Where a reference leads. */
type Target = { readonly value: unknown; readonly path: Path; readonly special: boolean };

export type Site = {
  /** `circular`: the target leads back to what holds this reference. */
  readonly kind: 'resolved' | 'circular' | 'missing' | 'outside';
  /** The target; for a missing one, what exists of the way to it. */
  readonly target: Target;
  /** Nothing stands beside its `$ref`. */
  readonly isAlone: boolean;
};

/** A place with its values on the way to it. */
type Place = { readonly parent: Place | undefined; readonly value: unknown };

type Found = { readonly value: Members & { readonly $ref: string }; readonly place: Place };

/** Characters after which the checker cuts a pointer that it has mapped through a reference. */
export const isSpecial = (key: string | number): boolean =>
  typeof key === 'string' && /[^A-Za-z0-9\-_.!~*'()/]/.test(key);

export const isReference = (value: unknown): value is Members & { readonly $ref: string } =>
  isObject(value) && typeof value.$ref === 'string';

const isHolder = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** Every reference, with the values that hold it. What stands beside a `$ref` is never looked at. */
function findSites(root: unknown): { readonly found: readonly Found[]; readonly places: number } {
  const found: Found[] = [];
  const stack: Place[] = [{ parent: undefined, value: root }];
  let places = 0;
  for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
    const { value } = place;
    if (isReference(value)) {
      found.push({ value, place });
      continue;
    }
    for (const child of Object.values(value as object)) {
      places += 1;
      if (isHolder(child)) stack.push({ parent: place, value: child });
    }
  }
  return { found, places };
}

type Lookup = { readonly exists: boolean; readonly target: Target };

/** What a local reference leads to, or how far the way to it exists; undefined for one that leads outside. */
function lookUp(root: unknown, reference: string): Lookup | undefined {
  const tokens = reference.startsWith('#') ? parsePointer(decodeFragment(reference.slice(1))) : undefined;
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

/**
 * Which target leads to which: by a reference in its value, or by holding the other. That it leads to what it holds joins
 * no two targets in a circle that are not joined by their references, and spares an edge from every holder.
 */
class Edges {
  readonly edges: Map<Target, Target[]>;
  readonly #targets: ReadonlyMap<unknown, Target>;
  /** The nearest target around a place. */
  readonly #around = new Map<Place, Target | undefined>();

  constructor(targets: ReadonlyMap<unknown, Target>) {
    this.#targets = targets;
    this.edges = new Map([...targets.values()].map((target) => [target, []]));
  }

  /** The nearest target that holds a place, its own value included. */
  holderOf(place: Place): Target | undefined {
    const climbed: Place[] = [];
    let at: Place | undefined = place;
    while (at !== undefined && !this.#around.has(at)) {
      climbed.push(at);
      at = at.parent;
    }
    let around = at && this.#around.get(at);
    for (const each of climbed.reverse()) {
      const own = this.#targets.get(each.value);
      if (own !== undefined) {
        if (around !== undefined) this.edges.get(around)?.push(own);
        around = own;
      }
      this.#around.set(each, around);
    }
    return around;
  }
}

type Resolved = { readonly found: Found; readonly target: Target };

const nowhere: Target = { value: undefined, path: undefined, special: false };

/** References by where they lead; those that lead somewhere share one target for each value. */
function lookUpAll(
  root: unknown,
  found: readonly Found[],
  sites: Map<object, Site>,
): { readonly resolved: readonly Resolved[]; readonly targets: ReadonlyMap<unknown, Target> } {
  const lookups = new Map<string, Lookup | undefined>();
  const targets = new Map<unknown, Target>();
  const resolved: Resolved[] = [];
  for (const each of found) {
    const reference = each.value.$ref;
    if (!lookups.has(reference)) lookups.set(reference, lookUp(root, reference));
    const lookup = lookups.get(reference);
    if (lookup === undefined) sites.set(each.value, { kind: 'outside', target: nowhere, isAlone: isAlone(each) });
    else if (!lookup.exists) {
      sites.set(each.value, { kind: 'missing', target: lookup.target, isAlone: isAlone(each) });
    } else {
      const target = targets.get(lookup.target.value) ?? lookup.target;
      if (isHolder(target.value)) targets.set(target.value, target);
      resolved.push({ found: each, target });
    }
  }
  return { resolved, targets };
}

const isAlone = ({ value }: Found): boolean => Object.keys(value).length === 1;

export type Sites = {
  /** How each reference is resolved, by the object that holds it. */
  readonly sites: ReadonlyMap<object, Site>;
  /** Values of the document that a rule may see. */
  readonly places: number;
};

/** Linear in the document. */
export function readSites(root: unknown): Sites {
  const sites = new Map<object, Site>();
  const { found, places } = findSites(root);
  const { resolved, targets } = lookUpAll(root, found, sites);
  const edges = new Edges(targets);
  const held = resolved.map(({ found: { place }, target }) => ({ holder: edges.holderOf(place), target }));
  for (const { holder, target } of held) {
    if (holder !== undefined && isHolder(target.value)) edges.edges.get(holder)?.push(target);
  }
  const component = componentsOf(edges.edges);
  for (const [index, { found: each, target }] of resolved.entries()) {
    const holder = held[index]?.holder;
    const own = component.get(target);
    const isCircular = own !== undefined && holder !== undefined && component.get(holder) === own;
    sites.set(each.value, { kind: isCircular ? 'circular' : 'resolved', target, isAlone: isAlone(each) });
  }
  return { sites, places };
}
