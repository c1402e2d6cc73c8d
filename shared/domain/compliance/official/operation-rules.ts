/** Rules on methods: bodies where none belongs, patches, and whether operations are protected. */
import { isObject } from '../../description/specification.ts';
import type { Ledger } from './ledger.ts';
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

/** Every path item of the document: patches without a body, operations without protection. */
export function checkPathItems(view: View, paths: Cursor, ledger: Ledger): void {
  const global = view.child(view.root, 'security');
  for (const [, item] of childrenOf(view, paths)) {
    const patch = view.child(item, 'patch');
    if (patch !== undefined) checkPatchBody(view, patch, ledger);
    for (const method of [...unsafe, ...safe]) {
      const operation = view.child(item, method);
      if (!isObject(operation?.value)) continue;
      const rules = safe.includes(method) ? ['sec-protection-global-safe'] : unsafeRules;
      checkProtection(view, operation as Cursor, global, rules, ledger);
    }
  }
}

const unsafeRules = ['sec-protection-global-unsafe', 'sec-protection-global-unsafe-strict'];

function checkProtection(
  view: View,
  operation: Cursor,
  global: Cursor | undefined,
  rules: readonly string[],
  ledger: Ledger,
): void {
  const own = view.child(operation, 'security');
  const { value } = own ?? global ?? { value: undefined };
  if (!value || (Array.isArray(value) && value.length === 0)) {
    for (const rule of rules) ledger.reached(rule, own ?? operation);
    return;
  }
  if (!rules.includes('sec-protection-global-unsafe-strict') || !Array.isArray(value)) return;
  for (const [index, requirement] of value.entries()) {
    if (!isObject(requirement) || Object.keys(requirement).length > 0) continue;
    const at = own === undefined ? operation : (view.child(own, index) ?? own);
    ledger.reached('sec-protection-global-unsafe-strict', at);
  }
}
