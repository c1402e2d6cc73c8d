/**
 * Our own reference check: every `$ref` that stands where the specification allows one (grammar.ts), followed inside the
 * document (RFC 6901, percent-decoded), to anchors and `$id`s (JSON Schema 2020-12 §8.2), and to other documents.
 * Iterative: chains and cycles of any length are fine. One problem for each target, at the first reference to it.
 */
import type { Problem, ReferenceFact } from './analysis.ts';
import { type Grammar, grammars, type Kind, type KindRule } from './grammar.ts';
import { formatPointer, listKeys, type Path, parsePointer, readToken } from './json-pointer.ts';
import { limits } from './limits.ts';
import type { ParsedDocument } from './parse-document.ts';
import { createProblem, quote } from './problem.ts';
import type { ProblemCode } from './problem-codes.ts';
import {
  createReferenceBudget,
  type FetchReference,
  fetchReferences,
  type ReferenceDocument,
  toReferenceFact,
} from './reference-documents.ts';
import { isObject, type Members, type Specification } from './specification.ts';
import { validateStructure } from './validate.ts';

/** A document whose references are followed; `depth` 0 is the description itself. */
type Source = { readonly url: string; readonly base: string; readonly value: unknown; readonly depth: number };

/** An object of a known kind, where it is, and the resource its references are relative to. */
type Node = {
  readonly value: unknown;
  readonly kind: Kind;
  readonly path: Path;
  readonly source: Source;
  readonly scope: Scope;
};

/** `root` is what `#` means. A scope that comes from `$id` is a name, not an address: nothing is fetched from it. */
type Scope = { readonly base: string; readonly root: unknown; readonly path: Path; readonly named: boolean };

type Site = Node & { readonly reference: string };

type Target = { readonly value: unknown; readonly path: Path; readonly source: Source; readonly scope: Scope };

type Miss = { readonly code: ProblemCode; readonly message: string };

export type ReferenceCheck = {
  readonly problems: readonly Problem[];
  readonly facts: readonly ReferenceFact[];
  /** Documents that were read, by the URL referred to. */
  readonly documents: ReadonlyMap<string, ParsedDocument>;
};

const isMiss = (found: Target | Miss): found is Miss => 'code' in found;

class ReferenceWalk {
  readonly problems: Problem[] = [];
  readonly documents = new Map<string, ReferenceDocument>();
  readonly #grammar: Grammar;
  readonly #root: Source;
  readonly #hasIds: boolean;
  readonly #seen = new Map<object, Set<Kind>>();
  readonly #resources = new Map<string, { readonly source: Source; readonly scope: Scope }>();
  readonly #anchors = new Map<string, Target>();
  /** Where each pure reference leads, one step. */
  readonly #steps = new Map<object, { readonly site: Site; readonly next: object }>();
  readonly #told = new Set<string>();
  readonly #sources = new Map<string, Source>();
  #sites: Site[] = [];
  /** References that wait for another document, by its URL. */
  #waiting = new Map<string, Site[]>();

  constructor(root: Source, specification: Specification) {
    this.#root = root;
    this.#grammar = grammars[specification.schema];
    this.#hasIds = specification.schema === 'openapi-3.1' || specification.schema === 'openapi-3.2';
  }

  /** Everything inside the description, then the references found there. */
  start(): void {
    const scope = { base: this.#root.base, root: this.#root.value, path: undefined, named: false };
    this.#sources.set(this.#root.url, this.#root).set(this.#root.base, this.#root);
    this.walk({ value: this.#root.value, kind: 'document', path: undefined, source: this.#root, scope });
    this.followAll();
  }

  /** URLs of documents that references wait for. */
  wanted(): readonly string[] {
    return [...this.#waiting.keys()];
  }

  /** A document has arrived, or not: the references that waited for it go on. */
  receive(document: ReferenceDocument): void {
    const sites = this.#waiting.get(document.url) ?? [];
    this.#waiting.delete(document.url);
    this.documents.set(document.url, document);
    if (document.outcome === 'resolved') {
      const depth = Math.min(...sites.map(({ source }) => source.depth)) + 1;
      this.#sources.set(document.url, { url: document.url, base: document.base, value: document.parsed.value, depth });
      for (const site of sites) this.follow(site);
      this.followAll();
      return;
    }
    const code =
      { budget: 'ref-budget', 'not-a-document': 'ref-not-a-document' }[document.outcome as string] ?? 'ref-unreachable';
    const [site] = sites;
    const words = `${quote(document.url)} cannot be used: ${document.detail}`;
    if (site !== undefined) this.tell(site, { code: code as ProblemCode, message: words }, document.url);
  }

  walk(start: Node): void {
    const stack = [start];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      const { value, kind } = node;
      if (!isObject(value) || this.isSeen(value, kind)) continue;
      const rule = this.#grammar.get(kind);
      if (rule === undefined) continue;
      const inner = this.#hasIds && kind === 'schema' ? this.enterSchema(node, value) : node;
      if (rule.reference !== 'no' && Object.hasOwn(value, '$ref')) {
        this.note(inner, value.$ref);
        if (rule.reference === 'alone') continue;
      }
      pushChildren(stack, inner, value, rule);
    }
  }

  isSeen(value: object, kind: Kind): boolean {
    const kinds = this.#seen.get(value);
    if (kinds?.has(kind)) return true;
    if (kinds === undefined) this.#seen.set(value, new Set([kind]));
    else kinds.add(kind);
    return false;
  }

  /** `$id` opens a scope of its own, anchors are names in the scope they are in. */
  enterSchema(node: Node, schema: Members): Node {
    const id =
      typeof schema.$id === 'string' ? URL.parse(schema.$id.split('#')[0] ?? '', node.scope.base)?.href : undefined;
    const scope = id === undefined ? node.scope : { base: id, root: schema, path: node.path, named: true };
    if (id !== undefined && !this.#resources.has(id)) this.#resources.set(id, { source: node.source, scope });
    for (const name of [schema.$anchor, schema.$dynamicAnchor]) {
      if (typeof name !== 'string') continue;
      this.#anchors.set(`${scope.base}#${name}`, { value: schema, path: node.path, source: node.source, scope });
    }
    return scope === node.scope ? node : { ...node, scope };
  }

  note(node: Node, reference: unknown): void {
    if (typeof reference === 'string') this.#sites.push({ ...node, reference });
    else this.tell({ ...node, reference: '' }, { code: 'ref-not-a-string', message: '`$ref` must be text' });
  }

  followAll(): void {
    while (this.#sites.length > 0) {
      const sites = this.#sites;
      this.#sites = [];
      for (const site of sites) this.follow(site);
    }
  }

  follow(site: Site): void {
    const found = this.resolve(site);
    if (found === undefined) return;
    if (isMiss(found)) this.tell(site, found);
    else this.arrive(site, found);
  }

  /** The target, why there is none, or undefined when another document must be fetched first. */
  resolve(site: Site): Target | Miss | undefined {
    const { reference, scope, source } = site;
    const at = reference.indexOf('#');
    const address = at < 0 ? reference : reference.slice(0, at);
    const fragment = at < 0 ? '' : reference.slice(at + 1);
    if (fragment.length > limits.pointerCharacters || address.length > limits.urlCharacters) {
      return { code: 'ref-too-long', message: `The reference has ${reference.length} characters` };
    }
    if (address === '') return this.resolveFragment(fragment, source, scope);
    const url = URL.parse(address, scope.base)?.href;
    if (url === undefined) return this.missAddress(address);
    const resource = this.#resources.get(url);
    if (resource !== undefined) return this.resolveFragment(fragment, resource.source, resource.scope);
    const known = this.#sources.get(url);
    if (known !== undefined)
      return this.resolveFragment(fragment, known, {
        base: known.base,
        root: known.value,
        path: undefined,
        named: false,
      });
    return this.wait(site, url);
  }

  missAddress(address: string): Miss {
    const isRelative = !/^[a-z][a-z0-9+.-]*:/i.test(address);
    const reason = isRelative ? 'has no address to be relative to' : 'is not a valid URL';
    return { code: isRelative ? 'ref-not-fetched' : 'ref-malformed', message: `${quote(address)} ${reason}` };
  }

  wait(site: Site, url: string): Miss | undefined {
    const failed = this.documents.get(url);
    if (failed !== undefined) return undefined;
    const isWeb = /^https?:/.test(url) || (url.startsWith('file:') && this.#root.url.startsWith('file:'));
    if (!isWeb) return { code: 'ref-not-fetched', message: `${quote(site.reference)} does not lead to the web` };
    if (site.scope.named) {
      return {
        code: 'ref-not-fetched',
        message: `${quote(site.reference)} is relative to an \`$id\`, which is a name and not fetched`,
      };
    }
    if (site.source.depth >= limits.references.depth) {
      return {
        code: 'ref-budget',
        message: `${quote(site.reference)} is more than ${limits.references.depth} documents away`,
      };
    }
    const waiting = this.#waiting.get(url);
    if (waiting === undefined) this.#waiting.set(url, [site]);
    else waiting.push(site);
    return undefined;
  }

  resolveFragment(fragment: string, source: Source, scope: Scope): Target | Miss {
    if (fragment === '') return { value: scope.root, path: scope.path, source, scope };
    const text = decodeFragment(fragment);
    if (!text.startsWith('/')) {
      return (
        this.#anchors.get(`${scope.base}#${text}`) ?? {
          code: 'ref-missing-target',
          message: `There is no anchor ${quote(text)}`,
        }
      );
    }
    const tokens = parsePointer(text);
    if (tokens === undefined) return { code: 'ref-malformed', message: `${quote(text)} is not a JSON pointer` };
    const found = findTarget(tokens, source, scope);
    if (found !== undefined) return found;
    const whole = { base: source.base, root: source.value, path: undefined, named: false };
    const outside = scope.named ? findTarget(tokens, source, whole) : undefined;
    return outside ?? { code: 'ref-missing-target', message: `${quote(`#${text}`)} does not exist` };
  }

  /** What the reference leads to is judged, if nothing else has, and its own references are followed. */
  arrive(site: Site, target: Target): void {
    const { kind, reference } = site;
    const rule = this.#grammar.get(kind) as KindRule;
    const { value } = target;
    if (typeof value === 'boolean' && kind === 'schema' && this.#hasIds) return;
    if (!isObject(value)) {
      this.tell(site, { code: 'ref-wrong-target', message: `${quote(reference)} leads to no object` });
      return;
    }
    const kinds = this.#seen.get(value);
    if (kinds !== undefined && !kinds.has(kind) && target.source === this.#root) {
      const [other] = kinds;
      this.tell(site, {
        code: 'ref-wrong-target',
        message: `${quote(reference)} leads to a ${other}, a ${kind} is needed`,
      });
      return;
    }
    if (typeof value.$ref === 'string' && rule.reference !== 'no')
      this.#steps.set(site.value as object, { site, next: value });
    else if (kinds === undefined && rule.schema !== undefined) this.judge(rule.schema, target);
    if (typeof value.$ref === 'string') this.#steps.set(site.value as object, { site, next: value });
    this.walk({ ...target, kind });
  }

  judge(schema: string, { value, path, source }: Target): void {
    for (const fault of validateStructure(schema, value, path)) {
      this.add(createProblem(fault.code, fault.message, formatPointer(listKeys(fault.path))), source);
    }
  }

  /** References that lead to each other for ever: one problem for each circle. */
  tellCircles(): void {
    const round = new Map<object, number>();
    let number = 0;
    for (const start of this.#steps.keys()) {
      number += 1;
      let node: object | undefined = start;
      while (node !== undefined && !round.has(node)) {
        round.set(node, number);
        node = this.#steps.get(node)?.next;
      }
      const step = node !== undefined && round.get(node) === number ? this.#steps.get(node) : undefined;
      if (step !== undefined)
        this.tell(step.site, { code: 'ref-cycle', message: `${quote(step.site.reference)} leads back to itself` });
    }
  }

  tell({ path, source, reference }: Site, { code, message }: Miss, target = reference): void {
    const key = `${source.url} ${code} ${target}`;
    if (code !== 'ref-not-a-string' && this.#told.has(key)) return;
    this.#told.add(key);
    this.add(createProblem(code, message, formatPointer([...listKeys(path), '$ref'])), source);
  }

  add(problem: Problem, source: Source): void {
    this.problems.push(source === this.#root ? problem : { ...problem, document: source.url });
  }
}

function pushChildren(stack: Node[], node: Node, value: Members, { members, others }: KindRule): void {
  const { source, scope } = node;
  for (const name of Object.keys(value)) {
    const member = members.get(name);
    const child = value[name];
    const path = { parent: node.path, key: name };
    if (member === undefined) {
      const isOther = others !== undefined && name.startsWith(others.prefix) && !name.startsWith('x-');
      if (isOther) stack.push({ value: child, kind: others.kind, path, source, scope });
    } else if (member.shape === 'map' && isObject(child)) {
      for (const key of Object.keys(child))
        stack.push({ value: child[key], kind: member.kind, path: { parent: path, key }, source, scope });
    } else if (Array.isArray(child)) {
      for (const [key, item] of child.entries())
        stack.push({ value: item, kind: member.kind, path: { parent: path, key }, source, scope });
    } else if (member.shape === 'one') stack.push({ value: child, kind: member.kind, path, source, scope });
  }
}

function findTarget(tokens: readonly string[], source: Source, scope: Scope): Target | undefined {
  let value = scope.root;
  let path = scope.path;
  for (const token of tokens) {
    value = readToken(value, token);
    if (value === undefined) return undefined;
    path = { parent: path, key: token };
  }
  return { value, path, source, scope };
}

/** Percent-decoded (RFC 6901 §6); as it stands where the encoding is broken. */
function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** `url`: where the description was fetched from. References that need no other document are checked without waiting. */
export async function checkReferences(
  document: ParsedDocument,
  specification: Specification,
  url: string,
  fetchReference: FetchReference,
): Promise<ReferenceCheck> {
  const { value } = document;
  const self =
    specification.schema === 'openapi-3.2' && isObject(value) && typeof value.$self === 'string' ? value.$self : '';
  const walk = new ReferenceWalk({ url, base: URL.parse(self, url)?.href ?? url, value, depth: 0 }, specification);
  walk.start();
  const budget = createReferenceBudget();
  for (let wanted = walk.wanted(); wanted.length > 0; wanted = walk.wanted()) {
    for (const found of await fetchReferences(wanted, fetchReference, budget)) walk.receive(found);
  }
  walk.tellCircles();
  const found = [...walk.documents.values()];
  return {
    problems: walk.problems,
    facts: found.map(toReferenceFact),
    documents: new Map(found.flatMap((one) => (one.outcome === 'resolved' ? [[one.url, one.parsed] as const] : []))),
  };
}
