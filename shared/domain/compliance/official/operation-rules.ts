/** Rules on methods: bodies where none belongs, patches, and whether operations are protected. */
import { isObject } from '../../description/specification.ts';
import type { Ledger } from './ledger.ts';
import { isPrimitive } from './loose.ts';
import { along, type Cursor, childrenOf, type View } from './resolved-view.ts';

/** A key `get` or `delete` below the document's paths. */
export function checkBodiless(view: View, key: string, operation: Cursor, ledger: Ledger): void {
  const body = view.child(operation, 'requestBody');
  if (body === undefined) return;
  if (key === 'get') ledger.reached('http-request-GET-no-body', body);
  if (key === 'delete') ledger.reached('http-request-DELETE-no-body', body);
}

/** A key `patch` anywhere, OpenAPI 3. */
export function checkPatch(view: View, operation: Cursor, ledger: Ledger): void {
  const content = along(view, operation, 'requestBody', 'content');
  const json = content && view.child(content, 'application/json');
  if (json?.value) ledger.reached('patch-media-type', json);
  const type = along(view, content, 'application/json-patch+json', 'schema', 'type');
  if (typeof type?.value === 'string' && !type.value.includes('array')) {
    ledger.reached('patch-json-patch-mediatype', type);
  }
}

function checkPatchBody(view: View, patch: Cursor, ledger: Ledger): void {
  const rule = 'patch-without-request-body';
  // A primitive is itself tested.
  if (isPrimitive(patch.value) && patch.value) return;
  const body = view.child(patch, 'requestBody');
  if (!body?.value) {
    ledger.reached(rule, body ?? patch);
    return;
  }
  const required = view.child(body, 'required');
  if (!required?.value) ledger.reached(rule, required ?? body);
}

const unsafe = ['post', 'patch', 'delete', 'put'];
const safe = ['get', 'head'];

const isEmptyObject = ({ value }: Cursor): boolean => isObject(value) && Object.keys(value).length === 0;

/** Requirements that are met by nobody's credentials. */
const emptyOnes = (view: View, security: Cursor | undefined): readonly Cursor[] =>
  security !== undefined && Array.isArray(security.value)
    ? childrenOf(view, security).flatMap(([, requirement]) => (isEmptyObject(requirement) ? [requirement] : []))
    : [];

/** Every path item of the document: patches without a body, operations without protection. */
export function checkPathItems(view: View, paths: Cursor, ledger: Ledger): void {
  const root = view.child(view.root, 'security');
  const global = { value: root?.value, hasEmpty: emptyOnes(view, root).length > 0 };
  for (const [, item] of childrenOf(view, paths)) {
    const patch = view.child(item, 'patch');
    if (patch !== undefined) checkPatchBody(view, patch, ledger);
    for (const method of [...unsafe, ...safe]) {
      const operation = view.child(item, method);
      if (operation === undefined || !isObject(operation.value)) continue;
      const rules = safe.includes(method) ? ['sec-protection-global-safe'] : ['sec-protection-global-unsafe', strict];
      checkProtection(view, operation, global, rules, ledger);
    }
  }
}

const strict = 'sec-protection-global-unsafe-strict';

function checkProtection(
  view: View,
  operation: Cursor,
  global: { readonly value: unknown; readonly hasEmpty: boolean },
  rules: readonly string[],
  ledger: Ledger,
): void {
  const own = view.child(operation, 'security');
  const { value } = own ?? global;
  if (!value || (Array.isArray(value) && value.length === 0)) {
    for (const rule of rules) ledger.reached(rule, own ?? operation);
  } else if (rules.includes(strict)) {
    if (own !== undefined) for (const requirement of emptyOnes(view, own)) ledger.reached(strict, requirement);
    else if (global.hasEmpty) ledger.reached(strict, operation);
  }
}
