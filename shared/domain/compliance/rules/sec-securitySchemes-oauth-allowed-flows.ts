/** RFC 9700 §2.1.2 and §2.4: neither the implicit grant nor the resource owner's password credentials. */
import { at, memberOf } from '../reading/operations.ts';
import { flowsOf, securitySchemesOf } from '../reading/security-schemes.ts';
import { defineRule, everyVersion } from '../rule.ts';

/** Flows of either version, by the fault they are. */
const refused: ReadonlyMap<unknown, 'implicit' | 'password'> = new Map([
  ['implicit', 'implicit'],
  ['password', 'password'],
]);

export const secSecuritySchemesOauthAllowedFlows = defineRule({
  id: 'sec-securitySchemes-oauth-allowed-flows',
  severity: 'error',
  profile: 'guideline',
  official: 'full',
  reference: 'RFC9700',
  level: 'MUST',
  versions: everyVersion,
  title: {
    en: 'OAuth 2.0 is used without the flows `implicit` and `password`',
    it: 'OAuth 2.0 si usa senza i flussi `implicit` e `password`',
  },
  why: {
    en: 'The implicit flow leaves tokens in the history and logs of browsers; the password flow hands the password of a person to an application. The best practice on OAuth 2.0 gives up both.',
    it: 'Il flusso implicito lascia i token nella cronologia e nei log dei browser; quello con password consegna a un’applicazione la password di una persona. La buona pratica su OAuth 2.0 rinuncia a entrambi.',
  },
  fix: {
    en: 'Use the authorization code with PKCE for people, and client credentials between systems.',
    it: 'Usare il codice di autorizzazione con PKCE per le persone e le credenziali del client tra sistemi.',
  },
  faults: {
    implicit: {
      message: {
        en: 'The implicit flow passes access tokens in the URL of a redirect',
        it: 'Il flusso implicito passa i token di accesso nella URL di un reindirizzamento',
      },
      fix: {
        en: 'Replace it with the authorization code with PKCE, also for applications in the browser.',
        it: 'Sostituirlo con il codice di autorizzazione con PKCE, anche per le applicazioni nel browser.',
      },
    },
    password: {
      message: {
        en: 'The password flow hands the user’s password to the application',
        it: 'Il flusso con password consegna all’applicazione la password dell’utente',
      },
      fix: {
        en: 'Replace it with the authorization code with PKCE where a person signs in, with client credentials where a system does.',
        it: 'Sostituirlo con il codice di autorizzazione con PKCE dove accede una persona, con le credenziali del client dove accede un sistema.',
      },
    },
  },
  examples: {
    good: [
      {
        yaml: 'components:\n  securitySchemes:\n    identita:\n      type: oauth2\n      flows:\n        clientCredentials:\n          tokenUrl: https://login.provincia.esempio.it/token\n          scopes: {}\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'securityDefinitions:\n  identita:\n    type: oauth2\n    flow: accessCode\n    authorizationUrl: https://login.provincia.esempio.it/authorize\n    tokenUrl: https://login.provincia.esempio.it/token\n    scopes: {}\n',
      },
    ],
    bad: [
      {
        yaml: 'components:\n  securitySchemes:\n    identita:\n      type: oauth2\n      flows:\n        implicit:  # ✗\n          authorizationUrl: https://login.provincia.esempio.it/authorize\n          scopes: {}\n        password:  # ✗\n          tokenUrl: https://login.provincia.esempio.it/token\n          scopes: {}\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'securityDefinitions:\n  identita:\n    type: oauth2\n    flow: implicit  # ✗\n    authorizationUrl: https://login.provincia.esempio.it/authorize\n    scopes: {}\n',
      },
    ],
  },
  create: (description, { tell, saw }) => ({
    document() {
      for (const scheme of securitySchemesOf(description)) {
        if (scheme.value.type !== 'oauth2') continue;
        saw();
        const only = description.version === 'swagger-2.0' ? refused.get(memberOf(scheme.value, 'flow')) : undefined;
        if (only !== undefined) tell(at(scheme.path, 'flow'), only);
        for (const { name, path } of flowsOf(scheme)) {
          const fault = refused.get(name);
          if (fault !== undefined) tell(path, fault);
        }
      }
    },
  }),
});
