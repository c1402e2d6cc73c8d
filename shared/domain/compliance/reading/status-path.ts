/** RAC_REST_NAME_011: the path at which a service says how it is. */
import { isObject } from '../../description/specification.ts';
import type { Description, Node } from '../rule.ts';
import { at, memberOf } from './operations.ts';

export const statusPath = '/status';

type Status =
  /** There are no paths, or `/status` is described in another document: nothing to judge. */
  | { readonly found: 'unknown' }
  | { readonly found: 'nothing' }
  /** The path is there, a GET is not. */
  | { readonly found: 'path' }
  | { readonly found: 'operation'; readonly operation: Node };

/** The GET of `/status`, also when its path item is given by a reference. */
export function findStatus({ root, resolve }: Description): Status {
  if (!isObject(root.paths) || !Object.keys(root.paths).some((key) => key.startsWith('/'))) return { found: 'unknown' };
  const path = at(undefined, 'paths', statusPath);
  const item = memberOf(root.paths, statusPath);
  if (!isObject(item)) return { found: 'nothing' };
  const target = resolve(item, path);
  for (const node of [{ value: item, path }, target]) {
    const operation = memberOf(node?.value, 'get');
    if (isObject(operation))
      return { found: 'operation', operation: { value: operation, path: at(node?.path, 'get') } };
  }
  return { found: target === undefined ? 'unknown' : 'path' };
}

/** Its GET, or undefined when there is none to judge. */
export function statusOperation(description: Description): Node | undefined {
  const status = findStatus(description);
  return status.found === 'operation' ? status.operation : undefined;
}
