/** Local references of a description followed to their targets, each with the target's own place. */
import { decodeFragment, followTokens, parsePointer } from '../description/json-pointer.ts';
import { isObject, type Members } from '../description/specification.ts';
import type { Description, Node } from './rule.ts';

/** Longer chains are taken for circles. */
const longestChain = 50;

/** The object a local reference points at, one step; undefined when it points outside, nowhere or at no object. */
export function findTarget(root: Members, reference: string): Node | undefined {
  const tokens = reference.startsWith('#') ? parsePointer(decodeFragment(reference.slice(1))) : undefined;
  const found = tokens && followTokens(root, tokens);
  return found !== undefined && isObject(found.value) ? { value: found.value, path: found.path } : undefined;
}

export function createResolver(root: Members): Description['resolve'] {
  const targets = new Map<string, Node | undefined>();
  const step = (reference: string): Node | undefined => {
    const known = targets.get(reference);
    if (known !== undefined || targets.has(reference)) return known;
    const found = findTarget(root, reference);
    targets.set(reference, found);
    return found;
  };
  return (value, path) => {
    if (!isObject(value)) return undefined;
    let node: Node | undefined = { value, path };
    for (let steps = 0; node !== undefined && typeof node.value.$ref === 'string'; steps += 1) {
      node = steps < longestChain ? step(node.value.$ref) : undefined;
    }
    return node;
  };
}
