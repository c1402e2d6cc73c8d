/** RFC 6749 §3.1 and §3.2: the endpoints at which credentials and tokens are exchanged are reached over TLS only. */

import { addressesOf, securitySchemesOf } from '../reading/security-schemes.ts';
import { defineRule, everyVersion } from '../rule.ts';

const absolute = /^[a-z][a-z0-9+.-]*:/i;

export const secSecuritySchemesOauthHttp = defineRule({
  id: 'sec-securitySchemes-oauth-http',
  severity: 'error',
  profile: 'guideline',
  official: 'full',
  reference: 'RFC6749',
  level: 'MUST',
  versions: everyVersion,
  title: {
    en: 'The addresses of OAuth 2.0 and OpenID Connect use https',
    it: 'Gli indirizzi di OAuth 2.0 e OpenID Connect usano https',
  },
  why: {
    en: 'Passwords, codes and tokens travel to these addresses; in clear text anyone on the way can read and reuse them.',
    it: 'A questi indirizzi viaggiano password, codici e token; in chiaro, chiunque sia sul percorso può leggerli e riusarli.',
  },
  fix: {
    en: 'Use `https://` in every address of a security scheme, and close the address in clear text.',
    it: 'Usare `https://` in ogni indirizzo di uno schema di sicurezza e chiudere quello in chiaro.',
  },
  faults: {
    clear: {
      message: {
        en: '`{member}` does not use https: credentials would travel in clear text',
        it: '`{member}` non usa https: le credenziali viaggerebbero in chiaro',
      },
      snippet: { '{member}': 'https://{rest}' },
    },
  },
  examples: {
    good: [
      {
        yaml: 'components:\n  securitySchemes:\n    identita:\n      type: oauth2\n      flows:\n        authorizationCode:\n          authorizationUrl: https://login.comune.esempio.it/authorize\n          tokenUrl: https://login.comune.esempio.it/token\n          scopes: {}\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'securityDefinitions:\n  identita:\n    type: oauth2\n    flow: application\n    tokenUrl: https://login.comune.esempio.it/token\n    scopes: {}\n',
      },
    ],
    bad: [
      {
        yaml: 'components:\n  securitySchemes:\n    identita:\n      type: oauth2\n      flows:\n        authorizationCode:\n          authorizationUrl: https://login.comune.esempio.it/authorize\n          tokenUrl: http://login.comune.esempio.it/token  # ✗\n          scopes: {}\n    spid:\n      type: openIdConnect\n      openIdConnectUrl: http://login.comune.esempio.it/.well-known/openid-configuration  # ✗\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'securityDefinitions:\n  identita:\n    type: oauth2\n    flow: application\n    tokenUrl: http://login.comune.esempio.it/token  # ✗\n    scopes: {}\n',
      },
    ],
  },
  create: (description, { tell, saw }) => ({
    document() {
      for (const scheme of securitySchemesOf(description)) {
        for (const { member, url, path } of addressesOf(scheme, description)) {
          // A relative one (or a template) depends on where the description is published.
          if (!absolute.test(url)) continue;
          saw();
          if (/^https:/i.test(url)) continue;
          // Neither the scheme nor credentials in the address are told again.
          const rest = url
            .replace(absolute, '')
            .replace(/^\/*/, '')
            .replace(/^[^/?#]*@/, '');
          tell(path, 'clear', { member, rest });
        }
      }
    },
  }),
});
