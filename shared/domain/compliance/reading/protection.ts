/** How the operations of a description are protected by its security requirements, its own or the global ones. */
import type { Path } from '../../description/json-pointer.ts';
import { isObject, type Members } from '../../description/specification.ts';
import type { Description } from '../rule.ts';
import { at, keyOf, type Operation, operationsOf } from './operations.ts';

/**
 * `protected`: each call is authenticated; `optional`: the empty requirement `{}` is one of the alternatives; `emptied`: the
 * list that holds has no other requirement; `absent`: there is no list.
 */
type Protection = 'protected' | 'optional' | 'emptied' | 'absent';

export type Judged = {
  readonly operation: Operation;
  /** The template of the path, or of the first path that uses the same path item. */
  readonly template: string;
  readonly protection: Protection;
  /** The operation's own list, or the operation when the global one holds. */
  readonly path: Path;
};

/** Judges each list once: many operations may hold the same one. */
function createJudge(): (requirements: unknown) => Protection {
  const judged = new Map<unknown, Protection>();
  return (requirements) => {
    const known = judged.get(requirements);
    if (known !== undefined) return known;
    const protection = judge(requirements);
    judged.set(requirements, protection);
    return protection;
  };
}

function judge(requirements: unknown): Protection {
  if (!Array.isArray(requirements)) return 'absent';
  const real = requirements.filter(isObject);
  const binding = real.filter((requirement) => Object.keys(requirement).length > 0);
  if (binding.length === 0) return 'emptied';
  return binding.length < real.length ? 'optional' : 'protected';
}

/** Whether an operation holds its own list. Anything but a list is none (`security:` without a value, say). */
const ownList = (operation: Members): boolean =>
  Object.hasOwn(operation, 'security') && Array.isArray(operation.security);

function judgeOperations({ root, resolve }: Description): readonly Judged[] {
  const { paths } = root;
  if (!isObject(paths)) return [];
  const judgeOnce = createJudge();
  const known = new Set<object>();
  return Object.keys(paths).flatMap((template) => {
    const item = template.startsWith('/') ? resolve(paths[template], at(undefined, 'paths', template)) : undefined;
    if (item === undefined || known.has(item.value)) return [];
    known.add(item.value);
    return operationsOf(item.value, item.path).map((operation): Judged => {
      const own = ownList(operation.value);
      return {
        operation,
        template,
        protection: judgeOnce(own ? operation.value.security : root.security),
        path: own ? at(operation.path, 'security') : operation.path,
      };
    });
  });
}

/** Several rules ask for them, one after the other. */
const judgedOf = new WeakMap<Description, readonly Judged[]>();

/** Each operation below `paths` once; webhooks and callbacks are requests of ours to others. */
export function protectedOperations(description: Description): readonly Judged[] {
  const judged = judgedOf.get(description) ?? judgeOperations(description);
  judgedOf.set(description, judged);
  return judged;
}

/** Methods that change something (RFC 9110 §9.2.1). */
const unsafe: ReadonlySet<string> = new Set(['post', 'put', 'patch', 'delete']);

export const isUnsafe = ({ operation }: Judged): boolean => unsafe.has(operation.method);

/** Whether an operation issues the credentials that others ask for: its caller has none yet. */
export const issuesCredentials = ({ operation, template }: Judged): boolean =>
  operation.method === 'post' &&
  !template.includes('{') &&
  /\/(?:tokens?|login|sign-?in|authenticate)(?:\.[\w.]*)?\/?$/i.test(template);

/** Methods that read; `query` is one from OpenAPI 3.2 on. `options` and `trace` are the server's, not the API's. */
export const isSafe = ({ operation }: Judged, { version }: Description): boolean =>
  operation.method === 'get' ||
  operation.method === 'head' ||
  (operation.method === 'query' && version === 'openapi-3.2');

/** For messages: the method and path of an operation. */
export const callOf = ({ operation, template }: Judged): { readonly method: string; readonly path: string } => ({
  method: keyOf(operation.path).toUpperCase(),
  path: template,
});
