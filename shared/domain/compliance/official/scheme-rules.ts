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

function checkAddresses(view: View, scheme: Cursor, seen: Map<object, number>, ledger: Ledger): void {
  for (const [, member] of childrenOf(view, scheme)) {
    if (isLong(member.value)) ledger.abort(listed);
    visitBelow(view, member, seen, (at, key) => {
      if (isLong(at.value)) ledger.abort(listed);
      if (/url$/i.test(String(key)) && fails(at.value, /^https:\/\//)) {
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
    const held = (name: string): unknown => valueAt(view, scheme, name);
    const type = held('type');
    if (looselyIs(type, 'oauth2')) {
      checkAdvice('sec-securitySchemes-oauth', view, scheme, ledger);
      if (isOpenapi3) checkAddresses(view, scheme, seen, ledger);
    }
    const format = held('bearerFormat');
    if (format === 'JWT' || format === 'jwt') checkAdvice('sec-securitySchemes-jwt', view, scheme, ledger);
    if (!isOpenapi3) continue;
    const tell = (rule: string, name: string): void => ledger.reached(rule, view.child(scheme, name) ?? scheme);
    if (looselyIs(type, 'apiKey') && held('in') === 'query') tell('sec-apikeys-url', 'in');
    if (looselyIs(type, 'apiKey') && held('in') === 'cookie') tell('sec-apikeys-cookie', 'in');
    const used = held('scheme');
    if (looselyIs(type, 'http') && (used === 'negotiate' || used === 'oauth')) {
      tell('sec-auth-insecure-schemes', 'scheme');
    }
  }
}
