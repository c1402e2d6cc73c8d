/** RAC_REST_NAME_008: a problem says things by the names of RFC 9457, not by names of its own beside none of them. */
import { judgeProblemSchemas } from '../reading/problem-schemas.ts';
import { defineRule, everyVersion } from '../rule.ts';

/**
 * Names for what RFC 9457 calls otherwise, in lower case without hyphens and underscores. They are told only where the
 * standard member is missing: beside it, a code or message of the API's own is an extension, which the RFC foresees.
 */
const ownNames: ReadonlyMap<string, string> = new Map([
  ...['message', 'msg', 'errormessage', 'errormsg', 'messaggio', 'messaggioerrore', 'descrizione', 'description'].map(
    (name) => [name, 'detail'] as const,
  ),
  ...['errordescription', 'descrizioneerrore', 'details', 'dettaglio'].map((name) => [name, 'detail'] as const),
  ...['code', 'statuscode', 'httpstatus', 'httpcode', 'httpstatuscode', 'errorcode', 'codice', 'codiceerrore'].map(
    (name) => [name, 'status'] as const,
  ),
  ...['stato', 'esito'].map((name) => [name, 'status'] as const),
  ...['error', 'errore', 'titolo', 'reason'].map((name) => [name, 'title'] as const),
]);

export const hintProblemSchema = defineRule({
  id: 'hint-problem-schema',
  severity: 'hint',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_REST_NAME_008',
  level: 'SHOULD',
  versions: everyVersion,
  title: {
    en: 'A problem uses the standard names, not its own instead of them',
    it: 'Un problem usa i nomi standard, non nomi propri al loro posto',
  },
  why: {
    en: 'A text in `message` instead of `detail` is there, but no general client will ever show it.',
    it: 'Un testo in `message` anziché in `detail` c’è, ma nessun client generico lo mostrerà mai.',
  },
  fix: {
    en: 'Rename it to `title`, `status` or `detail`; further members of your own may stand beside these.',
    it: 'Rinominarlo in `title`, `status` o `detail`; altri campi propri possono stare accanto a questi.',
  },
  faults: {
    ownName: {
      message: {
        en: 'A problem calls `{name}` what the standard calls `{better}`',
        it: 'Un problem chiama `{name}` ciò che lo standard chiama `{better}`',
      },
      fix: { en: 'Rename it to `{better}`.', it: 'Rinominarlo in `{better}`.' },
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
            application/problem+json:
              schema:
                properties: { title: {}, status: {}, detail: {}, code: {} }
`,
      },
      {
        versions: ['swagger-2.0'],
        yaml: `produces: [application/problem+json]
paths:
  /residenti:
    get:
      responses:
        "404":
          description: Nessun residente
          schema: { properties: { title: {}, status: {}, detail: {}, code: {} } }
`,
      },
    ],
    bad: [
      {
        yaml: `paths:
  /residenti:
    get:
      responses:
        "404":
          description: Nessun residente
          content:
            application/problem+json:
              schema:
                properties:
                  title: {}
                  error_code: {}  # ✗
                  message: {}  # ✗
`,
      },
      {
        versions: ['swagger-2.0'],
        yaml: `produces: [application/problem+json]
paths:
  /residenti:
    get:
      responses:
        "404":
          description: Nessun residente
          schema:
            properties:
              title: {}
              status: {}
              messaggio: {}  # ✗
`,
      },
    ],
  },
  create: (description, { tell, saw }) =>
    judgeProblemSchemas(description, ({ properties }) => {
      saw();
      for (const [name, path] of properties) {
        const better = ownNames.get(name.toLowerCase().replaceAll(/[-_]/g, ''));
        if (better !== undefined && !properties.has(better)) tell(path, 'ownName', { name, better });
      }
    }),
});
