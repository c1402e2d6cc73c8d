/** OWASP API Security, broken authentication: browsers add cookies to requests that others forge. */
import { at } from '../reading/operations.ts';
import { securitySchemesOf } from '../reading/security-schemes.ts';
import { defineRule, openapi3 } from '../rule.ts';

export const secApikeysCookie = defineRule({
  id: 'sec-apikeys-cookie',
  severity: 'error',
  profile: 'security',
  official: 'security',
  reference: 'SECURITY',
  level: 'SHOULD',
  versions: openapi3,
  title: { en: 'API keys are not passed in cookies', it: 'Le chiavi delle API non si passano nei cookie' },
  why: {
    en: 'A browser sends its cookies by itself, also with a request that another site made it send: a key in a cookie does not prove who asks.',
    it: 'Un browser invia i cookie da sé, anche con una richiesta provocata da un altro sito: una chiave in un cookie non prova chi chiede.',
  },
  fix: {
    en: 'Take the key in a header, or better use short-lived tokens with `Authorization: Bearer`.',
    it: 'Ricevere la chiave in un header o, meglio, usare token di breve durata con `Authorization: Bearer`.',
  },
  faults: {
    cookie: {
      message: {
        en: 'The API key travels in the cookie `{name}`, which browsers add to forged requests too',
        it: 'La chiave viaggia nel cookie `{name}`, che i browser aggiungono anche alle richieste contraffatte',
      },
      snippet: { type: 'apiKey', in: 'header', name: 'Api-Key' },
    },
  },
  examples: {
    good: [
      {
        yaml: 'components:\n  securitySchemes:\n    chiave:\n      type: apiKey\n      in: header\n      name: Api-Key\n',
      },
    ],
    bad: [
      {
        yaml: 'components:\n  securitySchemes:\n    sessione:\n      type: apiKey\n      in: cookie  # ✗\n      name: SESSIONID\n',
      },
    ],
  },
  create: (description, { tell, saw }) => ({
    document() {
      for (const { value, path } of securitySchemesOf(description)) {
        if (value.type !== 'apiKey') continue;
        saw();
        const { name } = value;
        if (value.in === 'cookie') tell(at(path, 'in'), 'cookie', { name: typeof name === 'string' ? name : '' });
      }
    },
  }),
});
