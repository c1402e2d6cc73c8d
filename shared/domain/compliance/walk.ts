/**
 * One walk over a description: every object of a known kind once, in document order, told to whoever looks at its kind.
 * What a reference leads to is visited once, at its own place, also where the specification foresees nothing (a schema
 * under an extension). Iterative: chains and circles of any length are fine.
 */
import { type Grammar, grammars, type Kind } from '../description/grammar.ts';
import type { Path } from '../description/json-pointer.ts';
import { isObject, type Members } from '../description/specification.ts';
import { type Push, pushChildren } from '../description/visit-children.ts';
import type { Description, NodeKind } from './rule.ts';

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

export function walkDescription({ root, version, resolve }: Description, visit: Visit): void {
  const grammar: Grammar = grammars[version];
  const seen = new Map<Kind, Set<object>>([...grammar.keys()].map((kind) => [kind, new Set()]));
  const stack: Waiting[] = [{ value: root, kind: 'document', path: undefined }];
  const push: Push = (value, kind, path) => stack.push({ value, kind, path });
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const { value, kind, path } = node;
    const rule = grammar.get(kind);
    const known = seen.get(kind);
    if (rule === undefined || known === undefined || !isObject(value) || known.has(value)) continue;
    known.add(value);
    if (rule.reference !== 'no' && typeof value.$ref === 'string') {
      const target = resolve(value, path);
      if (target !== undefined) push(target.value, kind, target.path);
      if (rule.reference === 'alone') continue;
    }
    visit(kind, value, path);
    visitInside(kind, value, path, visit);
    pushChildren(rule, value, path, push);
  }
}
