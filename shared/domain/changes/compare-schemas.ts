/**
 * Pairs of schemas, each compared once in each role however many operations lead to it: what is found is told at the
 * schema's own place, and a graph of who leads to whom says which operations it reaches. Circles end where they began.
 */
import { canonicalText } from '../description/canonical-text.ts';
import { formatPointer, listKeys, type Path } from '../description/json-pointer.ts';
import type { Members } from '../description/specification.ts';
import { isChangeId } from './catalogue.ts';
import type { Subject } from './change.ts';
import { checkSchemaPair } from './checks/check-schema-pair.ts';
import { renamedSchemes } from './compare-components.ts';
import { at, type Document, isUnknown, type Node, onlyBranch, placeOf } from './document.ts';
import { flattenAllOf, isWrittenOut } from './flatten-all-of.ts';
import { createReach, type Reach } from './reached-operations.ts';
import type { ChangeRecord, Told } from './record-changes.ts';
import { referencesOfSame } from './references-of-same.ts';
import { branchLists, componentOf, hasComponent, readSchemaFacts, type SchemaFacts } from './schema-facts.ts';
import { type RoleName, type SchemaRole, schemaRoles } from './schema-roles.ts';

/** A schema of one of the two; most need no facts, since they are the same in both. */
export class Side {
  readonly node: Node;
  readonly #document: Document;
  #facts: SchemaFacts | undefined;

  constructor(node: Node, document: Document) {
    this.node = node;
    this.#document = document;
  }

  get facts(): SchemaFacts {
    this.#facts ??= readSchemaFacts(this.node, this.#document);
    return this.#facts;
  }
}

/** What leads to a schema from outside of it. */
export type Entry = {
  readonly subject: Subject;
  /** What travels is text and no JSON or XML: any single value is one. */
  readonly isText: boolean;
  /** A list is written as its values, so that one value alone is a list too (style `form`, exploded). */
  readonly isExploded?: boolean;
};

export type SchemaPair = {
  readonly base: Side;
  readonly revision: Side;
  readonly role: SchemaRole;
  readonly entry: Entry;
  readonly reach: Reach;
  readonly roleName: RoleName;
};

/** A keyword in both, or the schema that lacks it. */
export const placesOf = ({ base, revision }: SchemaPair, keyword: string, name?: string) => ({
  base: placeOf(base.node, keyword, name),
  revision: placeOf(revision.node, keyword, name),
});

const keysOfRoots: ReadonlySet<string> = new Set(['schema', 'schemas', 'definitions']);

/** The dotted name of a property, from the nearest component or body above it, and the component. */
function nameSchema(path: Path): { readonly property?: string; readonly schema?: string } {
  const keys = listKeys(path);
  let start = keys.findLastIndex((key, index) => keysOfRoots.has(String(key)) && keys[index - 1] !== 'properties');
  let schema: string | undefined;
  if (keys[start] === 'schemas' || keys[start] === 'definitions') {
    start += 1;
    schema = String(keys[start]);
  }
  let property = '';
  for (let index = start + 1; index < keys.length; index += 1) {
    const key = String(keys[index]);
    if (key === 'properties' || key === 'patternProperties') {
      index += 1;
      property += `${property === '' ? '' : '.'}${String(keys[index])}`;
    } else if (key === 'items') property += '[]';
    else if (key === 'additionalProperties') property += '{}';
  }
  return { ...(property === '' ? {} : { property }), ...(schema === undefined ? {} : { schema }) };
}

/** The component that stands at a place. */
const componentAt = ({ path }: Node): string | undefined => componentOf(`#${formatPointer(listKeys(path))}`);

export class SchemaComparison {
  readonly base: Document;
  readonly revision: Document;
  readonly record: ChangeRecord;
  /** yyyy-mm-dd. */
  readonly today: string;
  /** Security schemes that have another name now. */
  readonly schemes: ReadonlyMap<string, string>;
  readonly #pairs = new Map<RoleName, Map<Members, Map<Members, SchemaPair>>>();
  readonly #waiting: SchemaPair[] = [];
  readonly #contents = new WeakMap<Members, string>();
  readonly #flattened = new WeakMap<Members, Node>();
  readonly #peeled = new WeakMap<Members, Node>();

  constructor(base: Document, revision: Document, record: ChangeRecord, today: string) {
    this.schemes = renamedSchemes(base, revision);
    this.today = today;
    this.base = base;
    this.revision = revision;
    this.record = record;
  }

  /** Compares what two values mean, as schemas, once; `parent` reaches it from now on. */
  visit(
    base: { readonly value: unknown; readonly path: Path },
    revision: { readonly value: unknown; readonly path: Path },
    roleName: RoleName,
    parent: Reach,
    entry: Entry,
  ): void {
    const before = this.base.schema(base.value, base.path);
    const after = this.revision.schema(revision.value, revision.path);
    if (before === undefined || after === undefined || isUnknown(before) || isUnknown(after)) return;
    const [one, other] = [
      this.#peel(this.base, before, after) ?? before,
      this.#peel(this.revision, after, before) ?? after,
    ];
    const pair = this.#pairOf(
      this.#flat(this.base, one, other),
      this.#flat(this.revision, other, one),
      roleName,
      entry,
    );
    pair.reach.parents.add(parent);
  }

  /** What a schema says as text, whatever the names of components that only one of the two documents has. */
  contentOf({ value }: Node): string {
    const known = this.#contents.get(value);
    if (known !== undefined) return known;
    const text = canonicalText(value).replace(/"\$ref":("[^"\\]*")/g, (whole, quoted: string) => {
      const name = componentOf(JSON.parse(quoted));
      const isKept = name === undefined || (hasComponent(this.base, name) && hasComponent(this.revision, name));
      return isKept ? whole : '"$ref":""';
    });
    this.#contents.set(value, text);
    return text;
  }

  tell(pair: SchemaPair, effects: string | readonly string[], told: Told): void {
    const candidates = typeof effects === 'string' ? [effects] : effects;
    const ids = pair.role.prefixes.flatMap((prefix) => candidates.map((effect) => `${prefix}-${effect}`));
    const id = ids.find(isChangeId);
    if (id !== undefined) this.tellAs(pair, id, told, { path: pair.revision.node.path });
  }

  /** By its whole id, at the pair's own place unless another is told. `bearer`: whose name it is told by. */
  tellAs(pair: SchemaPair, id: string, told: Told, bearer = told.revision ?? told.base): void {
    const revision = { path: pair.revision.node.path };
    const named = nameSchema((bearer ?? revision).path);
    const subject = { ...(named.schema === undefined ? pair.entry.subject : {}), ...named, ...told.subject };
    this.record.tell(id, { base: { path: pair.base.node.path }, revision, ...told, subject }, pair.reach);
  }

  /** Pairs are taken one after the other, so that no depth of a document is a depth of calls. */
  run(): void {
    for (let pair = this.#waiting.pop(); pair !== undefined; pair = this.#waiting.pop()) {
      if (!this.#passOver(pair)) checkSchemaPair(this, pair);
    }
  }

  /** What is written the same means the same, but for what it refers to. */
  #passOver(pair: SchemaPair): boolean {
    if (this.base.dialect !== this.revision.dialect) return false;
    const references = referencesOfSame(pair.base.node.value, pair.revision.node.value);
    for (const reference of references ?? []) {
      const place = { value: reference, path: undefined };
      this.visit(place, place, pair.role.inner, pair.reach, pair.entry);
    }
    return references !== undefined;
  }

  /**
   * A list of nothing but a `$ref` is that `$ref`, when the other side has it bare or with null beside it: how 3.0 puts
   * words beside one.
   */
  #peel(document: Document, node: Node, other: Node): Node | undefined {
    const list = branchLists.find((name) => Object.hasOwn(node.value, name));
    const only = list && onlyBranch(node.value, list);
    if (list === undefined || only === undefined || only.hasNull) return undefined;
    const inner = document.schema(only.branch, at(node.path, list, only.index));
    const component = inner && componentAt(inner);
    if (inner === undefined || component === undefined || component !== componentAt(other)) return undefined;
    const { [list]: _, ...beside } = node.value;
    const end = this.#peeled.get(node.value) ?? { ...inner, value: { ...inner.value, ...beside } };
    this.#peeled.set(node.value, end);
    return end;
  }

  /** With its allOf written out, when that is how the other one is written. */
  #flat(document: Document, node: Node, other: Node): Node {
    if (!Object.hasOwn(node.value, 'allOf') || Object.hasOwn(other.value, 'allOf')) return node;
    const known = this.#flattened.get(node.value);
    const flat = known ?? flattenAllOf(document, node) ?? node;
    this.#flattened.set(node.value, flat);
    return flat !== node && isWrittenOut(flat, other) ? flat : node;
  }

  #pairOf(base: Node, revision: Node, name: RoleName, entry: Entry): SchemaPair {
    const ofRole = this.#pairs.get(name) ?? new Map<Members, Map<Members, SchemaPair>>();
    this.#pairs.set(name, ofRole);
    const ofBase = ofRole.get(base.value) ?? new Map<Members, SchemaPair>();
    ofRole.set(base.value, ofBase);
    const known = ofBase.get(revision.value);
    if (known !== undefined) return known;
    const pair: SchemaPair = {
      base: new Side(base, this.base),
      revision: new Side(revision, this.revision),
      role: schemaRoles[name],
      entry,
      reach: createReach(),
      roleName: name,
    };
    ofBase.set(revision.value, pair);
    this.#waiting.push(pair);
    return pair;
  }
}
