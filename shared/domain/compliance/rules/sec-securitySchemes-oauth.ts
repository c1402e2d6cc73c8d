/** RFC 8725: what protects the tokens of an OAuth 2.0 scheme is said where clients read how to authenticate. */
import { askTokenPractices } from '../reading/security-schemes.ts';
import { defineRule, everyVersion } from '../rule.ts';

export const secSecuritySchemesOauth = defineRule({
  id: 'sec-securitySchemes-oauth',
  severity: 'warn',
  profile: 'security',
  official: 'security',
  reference: 'RFC8725',
  level: 'SHOULD',
  versions: everyVersion,
  title: {
    en: 'The description of an OAuth 2.0 scheme refers to RFC 8725',
    it: 'La descrizione di uno schema OAuth 2.0 rinvia alla RFC 8725',
  },
  why: {
    en: 'Access tokens are mostly JSON Web Tokens, and are safe only if algorithm, issuer, audience and expiry are checked: clients must learn from the description which of this holds.',
    it: 'I token di accesso sono per lo più JSON Web Token, sicuri solo se si verificano algoritmo, emittente, destinatario e scadenza: la descrizione deve dire ai client che cosa vale.',
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
        yaml: 'components:\n  securitySchemes:\n    voucher:\n      type: oauth2\n      flows:\n        clientCredentials:\n          tokenUrl: https://login.regione.esempio.it/token\n          scopes: {}\n      description: Token JWT firmati con ES256 e validati secondo la RFC 8725\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'securityDefinitions:\n  voucher:\n    type: oauth2\n    flow: application\n    tokenUrl: https://login.regione.esempio.it/token\n    scopes: {}\n    description: Token JWT firmati con ES256 e validati secondo la RFC 8725\n',
      },
    ],
    bad: [
      {
        yaml: 'components:\n  securitySchemes:\n    voucher:  # ✗\n      type: oauth2\n      flows:\n        clientCredentials:\n          tokenUrl: https://login.regione.esempio.it/token\n          scopes: {}\n    portale:\n      type: oauth2\n      flows:\n        clientCredentials:\n          tokenUrl: https://login.regione.esempio.it/token\n          scopes: {}\n      description: Token di accesso del portale  # ✗\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'securityDefinitions:\n  voucher:  # ✗\n    type: oauth2\n    flow: application\n    tokenUrl: https://login.regione.esempio.it/token\n    scopes: {}\n  portale:\n    type: oauth2\n    flow: application\n    tokenUrl: https://login.regione.esempio.it/token\n    scopes: {}\n    description: Token di accesso del portale  # ✗\n',
      },
    ],
  },
  create: (description, teller) => askTokenPractices(description, ({ type }) => type === 'oauth2', teller),
});
