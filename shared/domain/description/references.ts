/**
 * Our own reference check: every `$ref` that stands where the specification allows one (grammar.ts), followed inside the
 * document, to `$id`s and anchors, and to other documents. Iterative: chains and circles of any length are fine. One
 * problem for each target, at the first reference to it.
 */
import type { Problem, ReferenceFact } from './analysis.ts';
import { type Grammar, grammars, type Kind } from './grammar.ts';
import { formatPointer, listKeys, type Path } from './json-pointer.ts';
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
import { findTarget, isMiss, type Miss, type Scope, type Source, type Target, wholeScope } from './reference-target.ts';
import { isObject, type Members, type Specification } from './specification.ts';
import { validateStructure } from './validate.ts';
import { pushChildren } from './visit-children.ts';

/** An object of a known kind, where it is, and the scope its references are relative to. */
type Node = {
  readonly value: unknown;
  readonly kind: Kind;
  readonly path: Path;
  readonly source: Source;
  readonly scope: Scope;
};

type Site = Node & { readonly reference: string };

/** Told every object of the description (not of other documents) once per kind. */
export type Observe = (kind: Kind, value: Members, path: Path) => void;

export type ReferenceCheck = {
  readonly problems: readonly Problem[];
  readonly facts: readonly ReferenceFact[];
  /** Documents that were read, by the URL referred to. */
  readonly documents: ReadonlyMap<string, ParsedDocument>;
};

/** How a document that could not be read is told. */
const codeOf = (outcome: ReferenceFact['outcome']): ProblemCode => {
  if (outcome === 'budget') return 'ref-budget';
  return outcome === 'not-a-document' ? 'ref-not-a-document' : 'ref-unreachable';
};

class ReferenceWalk {
  readonly problems: Problem[] = [];
  readonly documents = new Map<string, ReferenceDocument>();
  readonly #grammar: Grammar;
  readonly #root: Source;
  readonly #observe: Observe;
  readonly #hasIds: boolean;
  /** Objects that were visited, by the kind they were visited as. */
  readonly #seen: ReadonlyMap<Kind, Set<object>>;
  readonly #sources = new Map<string, Source>();
  /** Schemas with an `$id`, by it. */
  readonly #resources = new Map<string, { readonly source: Source; readonly scope: Scope }>();
  readonly #anchors = new Map<string, Target>();
  /** Where a reference leads to another reference, one step. */
  readonly #steps = new Map<object, { readonly site: Site; readonly next: object }>();
  readonly #found = new Map<Source, Map<string, Target>>();
  readonly #told = new Set<string>();
  #sites: Site[] = [];
  /** References that wait for another document, by its URL. */
  readonly #waiting = new Map<string, Site[]>();

  constructor(root: Source, specification: Specification, observe: Observe) {
    this.#root = root;
    this.#grammar = grammars[specification.schema];
    this.#seen = new Map([...this.#grammar.keys()].map((kind) => [kind, new Set()]));
    this.#observe = observe;
    this.#hasIds = specification.schema === 'openapi-3.1' || specification.schema === 'openapi-3.2';
    this.#sources.set(root.url, root).set(root.base, root);
  }

  /** Everything inside the description, then the references found there. */
  start(): void {
    this.walk({
      value: this.#root.value,
      kind: 'document',
      path: undefined,
      source: this.#root,
      scope: wholeScope(this.#root),
    });
    this.followAll();
  }

  /** URLs of the documents that references wait for. */
  wanted(): readonly string[] {
    return [...this.#waiting.keys()];
  }

  /** A document has arrived, or not: the references that waited for it go on. */
  receive(document: ReferenceDocument): void {
    const sites = this.#waiting.get(document.url) ?? [];
    this.#waiting.delete(document.url);
    this.documents.set(document.url, document);
    const [first] = sites;
    if (first === undefined) return;
    if (document.outcome !== 'resolved') {
      const message = `${quote(document.url)} cannot be used: ${document.detail}`;
      this.tell(first, { code: codeOf(document.outcome), message }, document.url);
      return;
    }
    const { url, base, parsed } = document;
    const depth = Math.min(...sites.map(({ source }) => source.depth)) + 1;
    this.#sources.set(url, { url, base, value: parsed.value, depth });
    for (const site of sites) this.follow(site);
    this.followAll();
  }

  walk(start: Node): void {
    const stack = [start];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      const { value, kind } = node;
      const rule = this.#grammar.get(kind);
      if (rule === undefined || !isObject(value) || this.isSeen(value, kind)) continue;
      if (node.source === this.#root) this.#observe(kind, value, node.path);
      const inner = this.#hasIds && kind === 'schema' ? this.enterSchema(node, value) : node;
      if (rule.reference !== 'no' && Object.hasOwn(value, '$ref')) {
        this.note(inner, value.$ref);
        if (rule.reference === 'alone') continue;
      }
      const { source, scope } = inner;
      pushChildren(
        rule,
        value,
        inner.path,
        (child, kindOfChild, path) => stack.push({ value: child, kind: kindOfChild, path, source, scope }),
        (map, path) => {
          if (typeof map.$ref === 'string') this.misplace(path, source);
        },
      );
    }
  }

  isSeen(value: object, kind: Kind): boolean {
    const seen = this.#seen.get(kind);
    const before = seen?.size;
    return seen?.add(value).size === before;
  }

  /** `$id` opens a scope of its own, anchors are names in the scope they are in (JSON Schema 2020-12 §8.2). */
  enterSchema(node: Node, schema: Members): Node {
    const { source, path } = node;
    const id =
      typeof schema.$id === 'string' ? URL.parse(schema.$id.split('#')[0] ?? '', node.scope.base)?.href : undefined;
    const scope = id === undefined ? node.scope : { base: id, root: schema, path, named: true };
    if (id !== undefined && !this.#resources.has(id)) this.#resources.set(id, { source, scope });
    for (const name of [schema.$anchor, schema.$dynamicAnchor]) {
      if (typeof name === 'string') this.#anchors.set(`${scope.base}#${name}`, { value: schema, path, source, scope });
    }
    return scope === node.scope ? node : { ...node, scope };
  }

  note(node: Node, reference: unknown): void {
    if (typeof reference === 'string') this.#sites.push({ ...node, reference });
    else this.tell({ ...node, reference: '' }, { code: 'ref-not-a-string', message: '`$ref` must be text' });
  }

  /** A map of named objects whose `$ref` is meant to stand for the whole map, which no version allows. */
  misplace(path: Path, source: Source): void {
    const pointer = formatPointer([...listKeys(path), '$ref']);
    this.add(
      createProblem('ref-misplaced', `${quote(String(path?.key))} is a map: a \`$ref\` cannot stand for it`, pointer),
      source,
    );
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
    if (address === '') return this.findInside(fragment, source, scope);
    const url = URL.parse(address, scope.base)?.href;
    if (url === undefined) return missAddress(address);
    const resource = this.#resources.get(url);
    if (resource !== undefined) return this.findInside(fragment, resource.source, resource.scope);
    const known = this.#sources.get(url);
    return known === undefined ? this.wait(site, url) : this.findInside(fragment, known, wholeScope(known));
  }

  /** Most references repeat a few targets. */
  findInside(fragment: string, source: Source, scope: Scope): Target | Miss {
    if (scope.named) return findTarget(fragment, source, scope, this.#anchors);
    const known = this.#found.get(source) ?? new Map<string, Target>();
    const found = known.get(fragment) ?? findTarget(fragment, source, scope, this.#anchors);
    if (!isMiss(found)) this.#found.set(source, known.set(fragment, found));
    return found;
  }

  /** Queues the document; undefined too when it is known that it cannot be had, which has been told. */
  wait(site: Site, url: string): Miss | undefined {
    if (this.documents.has(url)) return undefined;
    const isWeb = /^https?:/.test(url) || (url.startsWith('file:') && site.source.base.startsWith('file:'));
    const miss = isWeb ? missDocument(site) : missWeb(site.reference);
    if (miss === undefined) {
      const waiting = this.#waiting.get(url);
      if (waiting === undefined) this.#waiting.set(url, [site]);
      else waiting.push(site);
    } else if (!site.scope.named) {
      this.documents.set(url, { url, outcome: isWeb ? 'budget' : 'url-scheme', detail: miss.message });
    }
    return miss;
  }

  /** What the reference leads to is judged, if nothing else has, and its own references are followed. */
  arrive(site: Site, target: Target): void {
    const { kind, reference } = site;
    const { value } = target;
    if (typeof value === 'boolean' && kind === 'schema' && this.#hasIds) return;
    if (!isObject(value)) {
      this.tell(site, { code: 'ref-wrong-target', message: `${quote(reference)} leads to no object` });
      return;
    }
    if (typeof value.$ref === 'string') this.#steps.set(site.value as object, { site, next: value });
    if (this.#seen.get(kind)?.has(value)) return;
    const others = [...this.#seen].flatMap(([other, seen]) => (seen.has(value) ? [other] : []));
    if (others.length > 0 && target.source === this.#root) {
      const message = `${quote(reference)} leads to a ${others.join(', ')}, a ${kind} is needed`;
      this.tell(site, { code: 'ref-wrong-target', message });
      return;
    }
    const schema = this.#grammar.get(kind)?.schema;
    if (others.length === 0 && schema !== undefined && typeof value.$ref !== 'string') this.judge(schema, target);
    this.walk({ ...target, kind });
  }

  judge(schema: string, { value, path, source }: Target): void {
    for (const fault of validateStructure(schema, value, path)) {
      this.add(createProblem(fault.code, fault.message, formatPointer(listKeys(fault.path))), source);
    }
  }

  /** References that lead to each other for ever: one problem for each circle. */
  tellCircles(): void {
    const rounds = new Map<object, number>();
    let round = 0;
    for (const start of this.#steps.keys()) {
      round += 1;
      let node: object | undefined = start;
      while (node !== undefined && !rounds.has(node)) {
        rounds.set(node, round);
        node = this.#steps.get(node)?.next;
      }
      const step = node !== undefined && rounds.get(node) === round ? this.#steps.get(node) : undefined;
      if (step === undefined) continue;
      const { site } = step;
      this.tell(site, {
        code: 'ref-cycle',
        message: `${quote(site.reference)} leads back to itself and to nothing else`,
      });
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

function missAddress(address: string): Miss {
  const isAbsolute = /^[a-z][a-z0-9+.-]*:/i.test(address);
  if (isAbsolute) return { code: 'ref-malformed', message: `${quote(address)} is not a valid URL` };
  return { code: 'ref-not-fetched', message: `${quote(address)} has no address to be relative to` };
}

const missWeb = (reference: string): Miss => ({
  code: 'ref-not-fetched',
  message: `${quote(reference)} does not lead to the web`,
});

/** Why a document of the web is not even asked for. */
function missDocument({ scope, source, reference }: Site): Miss | undefined {
  if (scope.named) {
    return {
      code: 'ref-not-fetched',
      message: `${quote(reference)} is relative to an \`$id\`, a name that is not fetched`,
    };
  }
  if (source.depth < limits.references.depth) return undefined;
  return { code: 'ref-budget', message: `${quote(reference)} is more than ${limits.references.depth} documents away` };
}

/**
 * `url`: where the description was fetched from, the base of its references (OpenAPI 3.2 documents may say another with
 * `$self`). `observe` sees every object of the description on the way.
 */
export async function checkReferences(
  value: unknown,
  specification: Specification,
  url: string,
  fetchReference: FetchReference,
  observe: Observe = () => {},
): Promise<ReferenceCheck> {
  const address = URL.parse(url)?.href.replace(/#.*$/s, '') ?? url;
  const declared = specification.schema === 'openapi-3.2' && isObject(value) ? value.$self : undefined;
  const base = (typeof declared === 'string' ? URL.parse(declared, address)?.href : undefined) ?? address;
  const walk = new ReferenceWalk({ url: address, base, value, depth: 0 }, specification, observe);
  walk.start();
  const budget = createReferenceBudget();
  for (let wanted = walk.wanted(); wanted.length > 0; wanted = walk.wanted()) {
    for (const found of await fetchReferences(wanted, fetchReference, budget)) walk.receive(found);
  }
  walk.tellCircles();
  const found = [...walk.documents.values()];
  return {
    problems: walk.problems,
    facts: found.slice(0, limits.referenceFacts).map(toReferenceFact),
    documents: new Map(found.flatMap((one) => (one.outcome === 'resolved' ? [[one.url, one.parsed] as const] : []))),
  };
}
