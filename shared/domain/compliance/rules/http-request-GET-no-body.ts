/** RAC_REST_NAME_001 (RFC 9110 §9.3.1): a body has no meaning in a GET request; some servers and proxies drop or refuse it. */
import { forbidBody } from '../reading/operations.ts';
import { defineRule, everyVersion } from '../rule.ts';

export const httpRequestGETNoBody = defineRule({
  id: 'http-request-GET-no-body',
  severity: 'error',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_REST_NAME_001',
  level: 'MUST',
  versions: everyVersion,
  title: { en: 'No GET request carries a body', it: 'Nessuna richiesta GET ha un corpo' },
  why: {
    en: 'A body gives a GET no meaning of its own: caches ignore it, and many clients and gateways cannot send it or drop it.',
    it: 'In una GET il corpo non ha significato: le cache lo ignorano, e molti client e gateway non possono inviarlo o lo scartano.',
  },
  fix: {
    en: 'Move what selects the data to query parameters; if it is long or confidential, use POST on a search resource.',
    it: 'Spostare i criteri nei parametri di query; se sono lunghi o riservati, usare POST su una risorsa di ricerca.',
  },
  faults: {
    body: {
      message: { en: 'The GET of `{path}` takes a body', it: 'La GET di `{path}` prevede un corpo' },
    },
  },
  examples: {
    good: [
      {
        yaml: `paths:
  /residenti:
    get:
      parameters:
        - { name: comune, in: query }
    post:
      requestBody: { content: { application/json: {} } }
`,
      },
      {
        versions: ['swagger-2.0'],
        yaml: `paths:
  /residenti:
    get:
      parameters:
        - { name: comune, in: query }
    post:
      parameters:
        - { name: dati, in: body }
`,
      },
    ],
    bad: [
      {
        yaml: `paths:
  /residenti:
    get:
      requestBody:  # ✗
        $ref: "#/components/requestBodies/Dati"
components:
  requestBodies:
    Dati:
      content:
        application/json: {}
`,
      },
      {
        versions: ['swagger-2.0'],
        yaml: `paths:
  /residenti:
    get:
      parameters:
        - { name: comune, in: query }
        - { name: dati, in: body }  # ✗
`,
      },
    ],
  },
  create: (description, teller) => forbidBody(description, 'get', teller),
});
