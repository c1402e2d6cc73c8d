/**
 * OWASP API Security, broken authentication: HTTP schemes of the IANA registry (and NTLM, which never was in it) that are
 * obsolete or that break HTTP. Swagger 2.0 has no way to name one.
 */
import { at } from '../reading/operations.ts';
import { securitySchemesOf } from '../reading/security-schemes.ts';
import { defineRule, openapi3 } from '../rule.ts';

const insecure: ReadonlySet<string> = new Set(['negotiate', 'ntlm', 'oauth']);

export const secAuthInsecureSchemes = defineRule({
  id: 'sec-auth-insecure-schemes',
  severity: 'error',
  profile: 'security',
  official: 'security',
  reference: 'SECURITY',
  level: 'MUST',
  versions: openapi3,
  title: {
    en: 'No obsolete or unsafe HTTP authentication scheme is used',
    it: 'Non si usano schemi di autenticazione HTTP superati o insicuri',
  },
  why: {
    en: '`Negotiate` and `NTLM` authenticate a connection, which proxies share among clients, instead of each request; `OAuth` is version 1.0, obsolete since 2012. `Basic` and `Digest` are not reported: over TLS they are still legitimate, though tokens are better.',
    it: '`Negotiate` e `NTLM` autenticano una connessione, che i proxy condividono tra più client, anziché ogni richiesta; `OAuth` è la versione 1.0, superata dal 2012. `Basic` e `Digest` non vengono segnalati: su TLS sono ancora legittimi, benché i token siano preferibili.',
  },
  fix: {
    en: 'Use `bearer` tokens, OAuth 2.0 or mutual TLS.',
    it: 'Usare token `bearer`, OAuth 2.0 o il TLS reciproco.',
  },
  faults: {
    insecure: {
      message: {
        en: 'The HTTP authentication scheme `{scheme}` is not safe any more',
        it: 'Lo schema di autenticazione HTTP `{scheme}` non è più sicuro',
      },
      snippet: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
    },
  },
  examples: {
    good: [{ yaml: 'components:\n  securitySchemes:\n    voucher:\n      type: http\n      scheme: bearer\n' }],
    bad: [
      {
        yaml: 'components:\n  securitySchemes:\n    dominio:\n      type: http\n      scheme: Negotiate  # ✗\n    firma:\n      type: http\n      scheme: oauth  # ✗\n',
      },
    ],
  },
  create: (description, { tell, saw }) => ({
    document() {
      for (const { value, path } of securitySchemesOf(description)) {
        const { type, scheme } = value;
        if (type !== 'http' || typeof scheme !== 'string') continue;
        saw();
        if (insecure.has(scheme.trim().toLowerCase())) tell(at(path, 'scheme'), 'insecure', { scheme });
      }
    },
  }),
});
