/** OWASP API Security, broken authentication: whoever changes something is known. */

import { callOf, issuesCredentials, isUnsafe, protectedOperations } from '../reading/protection.ts';
import { defineRule, everyVersion } from '../rule.ts';

export const secProtectionGlobalUnsafe = defineRule({
  id: 'sec-protection-global-unsafe',
  severity: 'error',
  profile: 'security',
  official: 'security',
  reference: 'SECURITY',
  level: 'MUST',
  versions: everyVersion,
  title: {
    en: 'Every operation that changes something requires authentication',
    it: 'Ogni operazione che modifica qualcosa richiede autenticazione',
  },
  why: {
    en: 'An operation without a security requirement can be called by anyone: data are changed and nobody knows by whom. Operations that issue the credentials themselves (`/token`, `/login`) are left out.',
    it: 'Un’operazione senza requisiti di sicurezza può essere chiamata da chiunque: i dati cambiano e non si sa chi li ha cambiati. Sono escluse le operazioni che rilasciano le credenziali stesse (`/token`, `/login`).',
  },
  fix: {
    en: 'Add a global `security`, or one to the operation, naming a scheme.',
    it: 'Aggiungere un `security` globale, o all’operazione, che nomini uno schema.',
  },
  faults: {
    absent: {
      message: {
        en: '{method} {path} asks for no authentication',
        it: '{method} {path} non richiede autenticazione',
      },
      snippet: { security: [{ voucher: [] }] },
    },
    emptied: {
      message: {
        en: 'The security requirements that hold for {method} {path} are empty: anyone may call it',
        it: 'I requisiti di sicurezza che valgono per {method} {path} sono vuoti: chiunque può chiamarla',
      },
      snippet: { security: [{ voucher: [] }] },
    },
  },
  examples: {
    good: [
      {
        yaml: 'security:\n  - voucher: []\ncomponents:\n  securitySchemes:\n    voucher: { type: http, scheme: bearer }\npaths:\n  /istanze:\n    post: {}\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'security:\n  - voucher: []\nsecurityDefinitions:\n  voucher: { type: apiKey, in: header, name: Authorization }\npaths:\n  /istanze:\n    post: {}\n',
      },
    ],
    bad: [
      { yaml: 'paths:\n  /istanze:\n    post: {}  # ✗\n  /ricevute:\n    delete:\n      security: []  # ✗\n' },
      { versions: ['swagger-2.0'], yaml: 'paths:\n  /istanze:\n    post: {}  # ✗\n' },
    ],
  },
  create: (description, { tell, saw }) => ({
    document() {
      for (const judged of protectedOperations(description)) {
        if (!isUnsafe(judged) || issuesCredentials(judged)) continue;
        saw();
        const { protection, path } = judged;
        if (protection === 'absent' || protection === 'emptied') tell(path, protection, callOf(judged));
      }
    },
  }),
});
