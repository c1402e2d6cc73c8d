/**
 * The official ruleset (Full and Extra Security profiles) as it behaves when run, quirks included: for reconciling with
 * the official checker, and for the national platform's gate. What the rules mean is beside this folder, in `rules/`.
 */
import { isObject, type Members } from '../../description/specification.ts';
import { checkDocument, checkServers } from './document-rules.ts';
import { type Ledger, type OfficialResults, openLedger } from './ledger.ts';
import { isMajor, isPrimitive, looselyIs } from './loose.ts';
import { checkBodiless, checkPatch, checkPathItems } from './operation-rules.ts';
import { checkParameters, isOldName } from './parameter-rules.ts';
import { along, type Cursor, createView, isPrimitiveAt, type View, valueAt, visitBelow } from './resolved-view.ts';
import { type Below, checkResponses } from './response-rules.ts';
import { checkSchemes } from './scheme-rules.ts';
import { checkTypedNode } from './typed-nodes.ts';

/** What has been visited where overlapping visits must cost nothing twice. */
type Seen = { readonly [rule in 'caching' | 'addresses' | 'parameters' | 'properties']: Map<object, number> };

const noPrimitive = (): boolean => false;

/** Below what a place stands: the more, the more rules apply. */
const under = { nothing: 0, anyPaths: 1, documentPaths: 2 } as const;

class OfficialRun {
  readonly #view: View;
  readonly #ledger: Ledger;
  readonly #isOpenapi3: boolean;
  readonly #seen: Seen = { caching: new Map(), addresses: new Map(), parameters: new Map(), properties: new Map() };
  /** Objects walked through a reference, with what they were below (`under`). */
  readonly #walked = new Map<object, number>();
  /** Objects that were met through a reference. */
  readonly #met = new Map<object, number>();

  constructor(root: Members, ledger: Ledger) {
    this.#view = createView(root);
    this.#ledger = ledger;
    this.#isOpenapi3 = isMajor(root.openapi, 3);
  }

  run(): void {
    const { root } = this.#view;
    checkDocument(this.#view, this.#isOpenapi3, this.#ledger);
    const paths = this.#view.child(root, 'paths');
    if (paths !== undefined) checkPathItems(this.#view, paths, this.#ledger);
    this.walk(root);
  }

  /** Every place of the view; what a reference leads to once for each difference it makes. */
  walk(root: Cursor): void {
    const stack: { readonly at: Cursor; readonly below: number }[] = [{ at: root, below: under.nothing }];
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      const { at, below } = top;
      for (const key of this.#view.keys(at)) {
        if (isPrimitiveAt(at, key) && key !== 'operationId') continue;
        const child = this.#view.step(at, key);
        // A reference may lead to a primitive too.
        if (isPrimitive(child.value)) {
          if (key === 'operationId' && at !== root) this.checkOperationId(at, child);
          continue;
        }
        this.meet(at, child, key, below);
        const own = key !== 'paths' ? under.nothing : at === root ? under.documentPaths : under.anyPaths;
        const next = Math.max(below, own);
        if (this.isNew(child, next)) stack.push({ at: child, below: next });
      }
    }
  }

  meet(parent: Cursor, child: Cursor, key: string | number, below: number): void {
    if (Array.isArray(parent.value)) this.checkAborts(child, Number(key), below);
    else this.meetKey(child, String(key), below);
    this.meetNode(child);
  }

  /** Whether a walk below a child can find anything that no other walk has. */
  isNew(child: Cursor, below: number): boolean {
    if (!child.via) return true;
    const before = this.#walked.get(child.value as object) ?? -1;
    this.#walked.set(child.value as object, Math.max(before, below));
    return before < below || child.site !== undefined;
  }

  /** Rules on any object; one met in the same way again says nothing new. */
  meetNode(at: Cursor): void {
    if (!isObject(at.value)) return;
    if (at.via && at.site === undefined) {
      const mode = at.first === true ? 1 : 2;
      const before = this.#met.get(at.value) ?? 0;
      if ((before & mode) !== 0) return;
      this.#met.set(at.value, before | mode);
    }
    if (!this.#isOpenapi3) return;
    checkTypedNode(this.#view, at, this.#ledger);
    if (looselyIs(valueAt(this.#view, at, 'type'), 'object')) this.checkPropertyNames(at);
  }

  /** Rules on what stands under a name. */
  meetKey(at: Cursor, key: string, below: number): void {
    const isBelow: Below = { paths: below === under.documentPaths, anyPaths: below !== under.nothing };
    const isOpenapi3 = this.#isOpenapi3;
    if (key === 'parameters') {
      checkParameters(this.#view, at, isOpenapi3, this.#ledger);
      if (isOpenapi3) this.checkParameterNames(at);
    } else if (key === 'responses') {
      if (Array.isArray(at.value) && at.value.length > 1 && isBelow.anyPaths)
        this.#ledger.abort('`responses` is a list');
      checkResponses(this.#view, at, isBelow, isOpenapi3, this.#seen.caching, this.#ledger);
    } else if (key === 'securitySchemes') {
      checkSchemes(this.#view, at, isOpenapi3, this.#seen.addresses, this.#ledger);
    } else if (isBelow.paths && key === 'servers') checkServers(this.#view, at, this.#ledger);
    else if (isBelow.paths && (key === 'get' || key === 'delete')) checkBodiless(this.#view, key, at, this.#ledger);
    else if (key === 'patch' && isOpenapi3) checkPatch(this.#view, at, this.#ledger);
  }

  checkOperationId(operation: Cursor, id: Cursor): void {
    if (!this.#isOpenapi3 || typeof id.value !== 'string') return;
    if (/^(?:get|post|put|delete|patch|head)/i.test(id.value)) {
      this.#ledger.within('no-method-name-in-operationId', operation, id);
    }
  }

  /** At any depth below `parameters`: objects whose `name` is an old one. */
  checkParameterNames(parameters: Cursor): void {
    visitBelow(this.#view, parameters, this.#seen.parameters, noPrimitive, (at) => {
      const name = this.#view.child(at, 'name');
      if (name !== undefined && isOldName(name.value)) {
        this.#ledger.reached('use-recommended-names-in-parameters', name);
      }
    });
  }

  /** At any depth below `properties`: primitives under an old name. */
  checkPropertyNames(schema: Cursor): void {
    const properties = this.#view.child(schema, 'properties');
    if (properties === undefined) return;
    visitBelow(this.#view, properties, this.#seen.properties, isOldName, (at, key) => {
      if (isPrimitive(at.value) && isOldName(key)) this.#ledger.reached('use-recommended-names-in-schemas', at);
    });
  }

  /** What makes the official checker throw, since it takes the second item of a list for a text. */
  checkAborts(item: Cursor, index: number, below: number): void {
    if (index < 1 || !this.#isOpenapi3) return;
    if (along(this.#view, item, 'schema', 'properties') !== undefined) {
      this.#ledger.abort('a list has a second item whose schema has properties');
    }
    const content = below === under.documentPaths ? this.#view.child(item, 'content') : undefined;
    if (content !== undefined && this.#view.keys(content).length > 0) {
      this.#ledger.abort('a list has a second item with content');
    }
  }
}

/** Findings beyond `most` of each rule are counted only. Linear in the document; never throws. */
export function runOfficial(root: Members, most: number): OfficialResults {
  const ledger = openLedger(most);
  new OfficialRun(root, ledger).run();
  return ledger.close();
}
