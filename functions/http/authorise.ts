/**
 * Who may write: whoever shows a bearer token (RFC 6750). On AWS the HTTP API has checked the token before we are called,
 * and hands its claims over; only the scope is left to look at. On one machine the operator has set the token's SHA-256.
 */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { hasDigest } from '../../shared/domain/digest.ts';
import { Problem } from './problem.ts';

export const writingScope = 'vedetta/write';

type Claims = { readonly [name: string]: unknown };

/** Added by the platform, never by the client. */
type Authorised = {
  readonly requestContext: { readonly authorizer?: { readonly jwt?: { readonly claims?: Claims } } };
};

/** `scope` (RFC 8693 §4.2), or `scp` as some issuers have it; a list comes as `[a b]`. */
const scopesOf = ({ scope, scp }: Claims): readonly string[] =>
  [scope, scp].flatMap((claim) => String(claim ?? '').split(/[\s,[\]]+/));

const challenge = (parameters = ''): { readonly [name: string]: string } => ({
  'WWW-Authenticate': `Bearer realm="vedetta"${parameters}`,
});

/** The token of `Authorization: Bearer TOKEN` (RFC 6750 §2.1); undefined where there is none. */
const tokenOf = (authorization: string | undefined): string | undefined =>
  /^bearer +([\w.~+/-]{1,4096}=*) *$/i.exec(authorization ?? '')?.[1];

/** Returns when the request may write; throws a Problem that says what is missing otherwise. */
export function authorise(event: APIGatewayProxyEventV2, adminTokenSha256: string): void {
  const claims = (event as unknown as Authorised).requestContext.authorizer?.jwt?.claims;
  if (claims !== undefined) {
    if (scopesOf(claims).includes(writingScope)) return;
    const detail = `The token must have the scope ${writingScope}.`;
    throw new Problem('no-right', detail, {}, challenge(`, error="insufficient_scope", scope="${writingScope}"`));
  }
  if (adminTokenSha256 === '') {
    const detail =
      'No token is set up. On one machine, set ADMIN_TOKEN_SHA256 to what `printf %s TOKEN | sha256sum` prints; on AWS, JWT_ISSUER.';
    throw new Problem('writing-off', detail);
  }
  const token = tokenOf(event.headers.authorization);
  if (token === undefined) {
    const detail = 'Send `Authorization: Bearer TOKEN`; a token has letters, digits and `-._~+/`, and may end in `=`.';
    throw new Problem('no-token', detail, {}, challenge());
  }
  if (!hasDigest(token, adminTokenSha256))
    throw new Problem(
      'no-token',
      'The token is not the one that may write here.',
      {},
      challenge(', error="invalid_token"'),
    );
}
