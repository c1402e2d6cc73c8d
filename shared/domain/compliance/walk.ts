/**
 * One walk over a description: every object of a known kind once, in document order, told to whoever looks at its kind.
 * What a reference leads to is visited once, at its own place, also where the specification foresees nothing (a schema
 * under an extension). Iterative: chains and circles of any length are fine.
 */
import { type Grammar, grammars, type Kind } from '../description/grammar.ts';
import type { Path } from '../description/json-pointer.ts';
import { isObject, type Members } from '../description/specification.ts';
import { type Push, pushChildren } from '../description/visit-children.ts';
import { findTarget } from './resolve-local.ts';
import type { Description, Node, NodeKind } from './rule.ts';

export type Visit = (kind: NodeKind, value: Members, path: Path) => void;

type Waiting = { readonly value: unknown; readonly kind: Kind; readonly path: Path };

/** Objects the grammar does not need, by the kind that holds them. */
function visitInside(kind: Kind, value: Members, path: Path, visit: Visit): void {
  if (kind === 'document' && isObject(value.info)) {
    const at = { parent: path, key: 'info' };
    visit('info', value.info, at);
    if (isObject(value.info.contact)) visit('contact', value.info.contact, { parent: at, key: 'contact' });
  }
  if ((kind === 'document' || kind === 'path-item' || kind === 'operation') && Array.isArray(value.servers)) {
    const at = { parent: path, key: 'servers' };
    for (const [key, server] of value.servers.entries()) {
      if (isObject(server)) visit('server', server, { parent: at, key });
    }
  }
}

const isLocal = (reference: string): boolean => reference === '' || reference.startsWith('#');

/**
 * What lies behind a local reference whose chain ends nowhere: its next link, which may stand where the walk comes by no
 * other way.
 */
const nextLink = ({ root }: Description, reference: string): Node | undefined =>
  isLocal(reference) ? findTarget(root, reference) : undefined;

/** Returns how many references lead to other documents, of which nothing is visited. */
export function walkDescription(description: Description, visit: Visit): number {
  const { root, version, resolve } = description;
  const grammar: Grammar = grammars[version];
  const seen = new Map<Kind, Set<object>>([...grammar.keys()].map((kind) => [kind, new Set()]));
  const stack: Waiting[] = [{ value: root, kind: 'document', path: undefined }];
  let elsewhere = 0;
  const push: Push = (value, kind, path) => stack.push({ value, kind, path });
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const { value, kind, path } = node;
    const rule = grammar.get(kind);
    const known = seen.get(kind);
    if (rule === undefined || known === undefined || !isObject(value) || known.has(value)) continue;
    known.add(value);
    if (rule.reference !== 'no' && typeof value.$ref === 'string') {
      if (!isLocal(value.$ref)) elsewhere += 1;
      const target = resolve(value, path) ?? nextLink(description, value.$ref);
      if (target !== undefined) push(target.value, kind, target.path);
      if (rule.reference === 'alone') continue;
    }
    visit(kind, value, path);
    visitInside(kind, value, path, visit);
    pushChildren(rule, value, path, push);
  }
  return elsewhere;
}
