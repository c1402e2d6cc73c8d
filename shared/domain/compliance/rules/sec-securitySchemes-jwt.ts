/** RFC 8725: what protects JSON Web Tokens is said where clients read how to send them. */

import type { Members } from '../../description/specification.ts';
import { askTokenPractices } from '../reading/security-schemes.ts';
import { defineRule, openapi3 } from '../rule.ts';

/** A bearer token said to be a JWT: `JWT`, `at+jwt`, `JWT (RFC 7519)`. */
const isJwt = ({ type, scheme, bearerFormat }: Members): boolean =>
  type === 'http' &&
  typeof scheme === 'string' &&
  scheme.trim().toLowerCase() === 'bearer' &&
  typeof bearerFormat === 'string' &&
  /\bjwt\b/i.test(bearerFormat);

export const secSecuritySchemesJwt = defineRule({
  id: 'sec-securitySchemes-jwt',
  severity: 'warn',
  profile: 'security',
  official: 'security',
  reference: 'RFC8725',
  level: 'SHOULD',
  versions: openapi3,
  title: {
    en: 'The description of a JWT scheme refers to RFC 8725',
    it: 'La descrizione di uno schema JWT rinvia alla RFC 8725',
  },
  why: {
    en: 'A JSON Web Token is safe only if algorithm, issuer, audience and expiry are checked: clients must learn from the description how to make one and what is verified.',
    it: 'Un JSON Web Token è sicuro solo se si verificano algoritmo, emittente, destinatario e scadenza: la descrizione deve dire ai client come produrlo e che cosa viene verificato.',
  },
  fix: {
    en: 'Say in the `description` of the scheme which algorithms and claims are required, following RFC 8725.',
    it: 'Indicare nella `description` dello schema quali algoritmi e claim sono richiesti, secondo la RFC 8725.',
  },
  faults: {
    absent: {
      message: {
        en: 'The scheme `{name}` has no description that says how its tokens are protected',
        it: 'Lo schema `{name}` non ha una descrizione che dica come sono protetti i token',
      },
      snippet: { description: 'Token JWT firmati con ES256 e validati secondo la RFC 8725' },
    },
    silent: {
      message: {
        en: 'The description of the scheme `{name}` does not refer to RFC 8725',
        it: 'La descrizione dello schema `{name}` non rinvia alla RFC 8725',
      },
      snippet: { description: 'Token JWT firmati con ES256 e validati secondo la RFC 8725' },
    },
  },
  examples: {
    good: [
      {
        yaml: 'components:\n  securitySchemes:\n    voucher:\n      type: http\n      scheme: bearer\n      bearerFormat: JWT\n      description: Token JWT firmati con ES256 e validati secondo la RFC 8725\n',
      },
    ],
    bad: [
      {
        yaml: 'components:\n  securitySchemes:\n    voucher:  # ✗\n      type: http\n      scheme: bearer\n      bearerFormat: JWT\n    portale:\n      type: http\n      scheme: bearer\n      bearerFormat: JWT\n      description: Token di accesso del portale  # ✗\n',
      },
    ],
  },
  create: (description, teller) => askTokenPractices(description, isJwt, teller),
});
