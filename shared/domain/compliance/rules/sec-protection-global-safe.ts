/** OWASP API Security, broken authentication: whoever reads is known, where data are not for all. */

import { callOf, isSafe, protectedOperations } from '../reading/protection.ts';
import { defineRule, everyVersion } from '../rule.ts';

/** Monitors ask for it without credentials (RAC_REST_NAME_011). */
const isStatus = /^(?:\/api)?(?:\/v\d[\w.]*)?\/status\/?$/;

export const secProtectionGlobalSafe = defineRule({
  id: 'sec-protection-global-safe',
  severity: 'info',
  profile: 'security',
  official: 'security',
  reference: 'SECURITY',
  level: 'SHOULD',
  versions: everyVersion,
  title: {
    en: 'Every operation that reads requires authentication, but for the status of the service',
    it: 'Ogni operazione di lettura richiede autenticazione, tranne lo stato del servizio',
  },
  why: {
    en: 'Reading without authentication is right for open data only; saying it for each operation shows that it is meant.',
    it: 'Leggere senza autenticazione è giusto solo per i dati aperti; indicarlo per ogni operazione mostra che è voluto.',
  },
  fix: {
    en: 'Add a global `security`, or one to the operation, naming a scheme; leave it out for open data and for `/status`.',
    it: 'Aggiungere un `security` globale, o all’operazione, che nomini uno schema; ometterlo per i dati aperti e per `/status`.',
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
        yaml: 'security:\n  - voucher: []\ncomponents:\n  securitySchemes:\n    voucher: { type: http, scheme: bearer }\npaths:\n  /istanze:\n    get: {}\n  /status:\n    get:\n      security: []\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'security:\n  - voucher: []\nsecurityDefinitions:\n  voucher: { type: apiKey, in: header, name: Authorization }\npaths:\n  /istanze:\n    get: {}\n  /status:\n    get:\n      security: []\n',
      },
    ],
    bad: [
      { yaml: 'paths:\n  /istanze:\n    get: {}  # ✗\n  /ricevute:\n    get:\n      security: []  # ✗\n' },
      { versions: ['swagger-2.0'], yaml: 'paths:\n  /istanze:\n    get: {}  # ✗\n' },
    ],
  },
  create: (description, { tell, saw }) => ({
    document() {
      for (const judged of protectedOperations(description)) {
        if (!isSafe(judged, description) || isStatus.test(judged.template)) continue;
        saw();
        const { protection, path } = judged;
        if (protection === 'absent' || protection === 'emptied') tell(path, protection, callOf(judged));
      }
    },
  }),
});
