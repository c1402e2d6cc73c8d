/** Security schemes of a description (Swagger 2.0: `securityDefinitions`), and the addresses their flows name. */
import { isObject, type Members } from '../../description/specification.ts';
import type { Description, Node, Teller, Visitors } from '../rule.ts';
import { at, keyOf, memberOf } from './operations.ts';

/** Each scheme once, references followed, whatever names lead to it. */
export function securitySchemesOf({ root, version, resolve }: Description): readonly Node[] {
  const keys = version === 'swagger-2.0' ? ['securityDefinitions'] : ['components', 'securitySchemes'];
  const schemes = keys.reduce<unknown>(memberOf, root);
  if (!isObject(schemes)) return [];
  const known = new Map<object, Node>();
  for (const name of Object.keys(schemes)) {
    const found = resolve(schemes[name], at(undefined, ...keys, name));
    if (found !== undefined && !known.has(found.value)) known.set(found.value, found);
  }
  return [...known.values()];
}

/** The flows of an OAuth 2.0 scheme of OpenAPI 3, by name. */
export function flowsOf({ value, path }: Node): readonly (Node & { readonly name: string })[] {
  const { flows } = value;
  if (value.type !== 'oauth2' || !isObject(flows)) return [];
  return Object.keys(flows).flatMap((name) => {
    const flow = flows[name];
    return isObject(flow) && !name.startsWith('x-') ? [{ name, value: flow, path: at(path, 'flows', name) }] : [];
  });
}

const ownAddresses = ['openIdConnectUrl', 'oauth2MetadataUrl'];
const flowAddresses = ['authorizationUrl', 'tokenUrl', 'refreshUrl', 'deviceAuthorizationUrl'];

/** An address at which users or clients authenticate. */
export type SchemeAddress = Pick<Node, 'path'> & { readonly member: string; readonly url: string };

const addressesIn = ({ value, path }: Node, members: readonly string[]): readonly SchemeAddress[] =>
  members.flatMap((member) => {
    const url = memberOf(value, member);
    return typeof url === 'string' ? [{ member, url: url.trim(), path: at(path, member) }] : [];
  });

/** Every address a scheme names: its own, and in OpenAPI 3 those of its flows. */
export const addressesOf = (scheme: Node, { version }: Description): readonly SchemeAddress[] =>
  version === 'swagger-2.0'
    ? addressesIn(scheme, flowAddresses)
    : [...addressesIn(scheme, ownAddresses), ...flowsOf(scheme).flatMap((flow) => addressesIn(flow, flowAddresses))];

/** Whether a scheme's description names the best practices on JSON Web Tokens: RFC 8725, also known as BCP 225. */
const namesTokenPractices = (description: unknown): boolean =>
  typeof description === 'string' && /\b(?:rfc[ -]?8725|bcp[ -]?225)\b/i.test(description);

/** Tells each wanted scheme whose description does not name them. */
export const askTokenPractices = (
  description: Description,
  isWanted: (scheme: Members) => boolean,
  { tell, saw }: Teller<'absent' | 'silent'>,
): Visitors => ({
  document() {
    for (const { value, path } of securitySchemesOf(description)) {
      if (!isWanted(value)) continue;
      saw();
      const said = typeof value.description === 'string' && value.description.trim() !== '';
      const name = keyOf(path);
      if (!said) tell(path, 'absent', { name });
      else if (!namesTokenPractices(value.description)) tell(at(path, 'description'), 'silent', { name });
    }
  },
});
