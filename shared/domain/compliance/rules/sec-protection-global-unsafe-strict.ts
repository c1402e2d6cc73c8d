/** OWASP API Security, broken authentication: whoever changes something is known, always. */

import { callOf, isUnsafe, protectedOperations } from '../reading/protection.ts';
import { defineRule, everyVersion } from '../rule.ts';

export const secProtectionGlobalUnsafeStrict = defineRule({
  id: 'sec-protection-global-unsafe-strict',
  severity: 'info',
  profile: 'security',
  official: 'security',
  reference: 'SECURITY',
  level: 'SHOULD',
  versions: everyVersion,
  title: {
    en: 'No operation that changes something makes its authentication optional',
    it: 'Nessuna operazione che modifica qualcosa rende facoltativa l’autenticazione',
  },
  why: {
    en: 'An empty requirement `{}` among the alternatives lets anyone call without credentials, though the operation looks protected. Operations without any requirement are reported by `sec-protection-global-unsafe`.',
    it: 'Un requisito vuoto `{}` tra le alternative permette a chiunque di chiamare senza credenziali, benché l’operazione sembri protetta. Le operazioni senza alcun requisito le segnala `sec-protection-global-unsafe`.',
  },
  fix: {
    en: 'Remove the empty requirement `{}` from the alternatives.',
    it: 'Togliere il requisito vuoto `{}` dalle alternative.',
  },
  faults: {
    optional: {
      message: {
        en: '{method} {path} may be called without credentials: `{}` is among its security requirements',
        it: '{method} {path} si può chiamare senza credenziali: `{}` è tra i requisiti di sicurezza',
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
      {
        yaml: 'security:\n  - voucher: []\n  - {}\npaths:\n  /istanze:\n    post: {}  # ✗\n  /ricevute:\n    put:\n      security:  # ✗\n        - {}\n        - voucher: []\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'paths:\n  /ricevute:\n    put:\n      security:  # ✗\n        - {}\n        - voucher: []\n',
      },
    ],
  },
  create: (description, { tell, saw }) => ({
    document() {
      for (const judged of protectedOperations(description)) {
        if (!isUnsafe(judged)) continue;
        saw();
        if (judged.protection === 'optional') tell(judged.path, 'optional', callOf(judged));
      }
    },
  }),
});
