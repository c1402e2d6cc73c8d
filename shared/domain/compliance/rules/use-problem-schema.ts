/** RAC_REST_NAME_008: a problem has the members of RFC 9457 §3.1: `title`, `status`, `detail` (and `type`, which has a default). */
import { isObject } from '../../description/specification.ts';
import { judgeProblemSchemas } from '../reading/problem-schemas.ts';
import { problemSchema } from '../reading/problem-snippets.ts';
import { defineRule, everyVersion } from '../rule.ts';

const expected = ['title', 'status', 'detail'];

export const useProblemSchema = defineRule({
  id: 'use-problem-schema',
  severity: 'hint',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_REST_NAME_008',
  level: 'MUST',
  versions: everyVersion,
  title: {
    en: 'The schema of a problem has `title`, `status` and `detail`',
    it: 'Lo schema di un problem ha `title`, `status` e `detail`',
  },
  why: {
    en: 'Clients and libraries for Problem Details look for these members; others are extras that nobody reads.',
    it: 'Client e librerie per i Problem Details cercano questi campi; gli altri sono aggiunte che nessuno legge.',
  },
  fix: {
    en: 'Use the members of RFC 9457: `type`, `title`, `status`, `detail`, `instance`.',
    it: 'Usare i campi di RFC 9457: `type`, `title`, `status`, `detail`, `instance`.',
  },
  faults: {
    lacking: {
      message: {
        en: 'The schema of a problem does not have: {missing}',
        it: 'Nello schema di un problem manca: {missing}',
      },
      snippet: problemSchema,
    },
    noSchema: {
      message: {
        en: 'The content `{mediaType}` has no schema',
        it: 'Il contenuto `{mediaType}` non ha uno schema',
      },
    },
  },
  examples: {
    good: [
      {
        yaml: `paths:
  /residenti:
    get:
      responses:
        "404":
          description: Nessun residente
          content:
            application/problem+json: { schema: { $ref: "#/components/schemas/ErroreAnagrafe" } }
components:
  schemas:
    Problem:
      properties: { title: {}, status: {}, detail: {} }
    ErroreAnagrafe:
      allOf:
        - $ref: "#/components/schemas/Problem"
        - properties: { codice: {} }
`,
      },
      {
        versions: ['swagger-2.0'],
        yaml: `produces: [application/problem+json]
paths:
  /residenti:
    get:
      responses:
        "404": { description: Nessun residente, schema: { $ref: "#/definitions/Problem" } }
definitions:
  Problem:
    properties: { title: {}, status: {}, detail: {} }
`,
      },
    ],
    bad: [
      {
        yaml: `paths:
  /residenti:
    get:
      responses:
        "400":
          description: Parametri non validi
          content:
            application/problem+json: {}  # ✗
        "404":
          description: Nessun residente
          content:
            application/problem+json: { schema: { $ref: "#/components/schemas/Errore" } }
components:
  schemas:
    Errore:  # ✗
      properties: { title: {}, codice: {} }
`,
      },
      {
        versions: ['swagger-2.0'],
        yaml: `produces: [application/problem+json]
paths:
  /residenti:
    get:
      responses:
        "404": { description: Nessun residente, schema: { $ref: "#/definitions/Errore" } }
definitions:
  Errore:  # ✗
    properties: { messaggio: {} }
`,
      },
    ],
  },
  create: (description, { tell, saw }) =>
    judgeProblemSchemas(
      description,
      ({ path, certain }) => {
        saw();
        const missing = expected.filter((name) => !certain.has(name));
        if (missing.length > 0) tell(path, 'lacking', { missing: missing.join(', ') });
      },
      ({ mediaType, path, schema }) => {
        saw();
        if (!isObject(schema)) tell(path, 'noSchema', { mediaType });
      },
    ),
});
