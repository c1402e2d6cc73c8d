/** Rules on the children of any key `securitySchemes`. */
import { isObject } from '../../description/specification.ts';
import type { Ledger } from './ledger.ts';
import { fails, looselyIs } from './loose.ts';
import { type Cursor, childrenOf, type View, visitBelow } from './resolved-view.ts';

/** The description must be there and name RFC 8725: two tests with a message of their own each. */
function checkAdvice(rule: string, view: View, scheme: Cursor, ledger: Ledger): void {
  const description = view.child(scheme, 'description');
  if (!description?.value) ledger.reached(rule, description ?? scheme, 'description');
  if (description !== undefined && fails(description.value, /RFC8725/)) ledger.reached(rule, description, 'RFC8725');
}

function checkAddresses(view: View, scheme: Cursor, seen: Map<object, number>, ledger: Ledger): void {
  for (const [, member] of childrenOf(view, scheme)) {
    visitBelow(view, member, seen, (at, key) => {
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
    const { value } = scheme;
    if (!isObject(value)) continue;
    if (looselyIs(value.type, 'oauth2')) {
      checkAdvice('sec-securitySchemes-oauth', view, scheme, ledger);
      if (isOpenapi3) checkAddresses(view, scheme, seen, ledger);
    }
    if (value.bearerFormat === 'JWT' || value.bearerFormat === 'jwt') {
      checkAdvice('sec-securitySchemes-jwt', view, scheme, ledger);
    }
    if (!isOpenapi3) continue;
    const member = (name: string): Cursor => view.child(scheme, name) ?? scheme;
    if (looselyIs(value.type, 'apiKey') && value.in === 'query') ledger.reached('sec-apikeys-url', member('in'));
    if (looselyIs(value.type, 'apiKey') && value.in === 'cookie') ledger.reached('sec-apikeys-cookie', member('in'));
    if (looselyIs(value.type, 'http') && (value.scheme === 'negotiate' || value.scheme === 'oauth')) {
      ledger.reached('sec-auth-insecure-schemes', member('scheme'));
    }
  }
}
