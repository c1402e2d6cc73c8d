/** Rules on the children of any key `securitySchemes`. */
import type { Ledger } from './ledger.ts';
import { fails, looselyIs } from './loose.ts';
import { type Cursor, childrenOf, type View, valueAt, visitBelow } from './resolved-view.ts';

/** The description must be there and name RFC 8725: two tests with a message of their own each. */
function checkAdvice(rule: string, view: View, scheme: Cursor, ledger: Ledger): void {
  const description = view.child(scheme, 'description');
  if (!description?.value) ledger.reached(rule, description ?? scheme, 'description');
  if (description !== undefined && fails(description.value, /RFC8725/)) ledger.reached(rule, description, 'RFC8725');
}

/** The checker takes the place of a second item for a text, and stops. */
const isLong = (value: unknown): boolean => Array.isArray(value) && value.length > 1;
const listed = 'an OAuth 2 security scheme holds a list with a second item';

const isUrl = (key: string | number): boolean => /url$/i.test(String(key));

function checkAddresses(view: View, scheme: Cursor, seen: Map<object, number>, ledger: Ledger): void {
  for (const [, member] of childrenOf(view, scheme)) {
    if (isLong(member.value)) ledger.abort(listed);
    visitBelow(view, member, seen, isUrl, (at, key) => {
      if (isLong(at.value)) ledger.abort(listed);
      if (isUrl(key) && fails(at.value, /^https:\/\//)) {
        ledger.reached('sec-securitySchemes-oauth-http', at);
      }
    });
  }
}

export function checkSchemes(
  view: View,
  schemes: Cursor,
  isOpenapi3: boolean,
  seen: Map<object, number>,
  ledger: Ledger,
): void {
  for (const [, scheme] of childrenOf(view, schemes)) {
    const type = valueAt(view, scheme, 'type');
    if (looselyIs(type, 'oauth2')) {
      checkAdvice('sec-securitySchemes-oauth', view, scheme, ledger);
      if (isOpenapi3) checkAddresses(view, scheme, seen, ledger);
    }
    const format = valueAt(view, scheme, 'bearerFormat');
    if (format === 'JWT' || format === 'jwt') checkAdvice('sec-securitySchemes-jwt', view, scheme, ledger);
    if (!isOpenapi3) continue;
    const place = view.child(scheme, 'in');
    if (looselyIs(type, 'apiKey') && place?.value === 'query') ledger.reached('sec-apikeys-url', place);
    if (looselyIs(type, 'apiKey') && place?.value === 'cookie') ledger.reached('sec-apikeys-cookie', place);
    const used = view.child(scheme, 'scheme');
    if (looselyIs(type, 'http') && (used?.value === 'negotiate' || used?.value === 'oauth')) {
      ledger.reached('sec-auth-insecure-schemes', used);
    }
  }
}
