/** RAC_REST_NAME_008: errors are Problem Details (RFC 9457), of the media type `application/problem+json`. */
import {
  type Content,
  contentsOfResponse,
  essenceOf,
  isAnsweredHere,
  isErrorCode,
  judgeResponses,
  keyOf,
} from '../reading/operations.ts';
import { problemOfOpenapi, problemOfSwagger } from '../reading/problem-snippets.ts';
import { defineRule, everyVersion } from '../rule.ts';

const isProblem = ({ mediaType }: Content): boolean =>
  /^application\/problem\+(?:json|xml)$/.test(essenceOf(mediaType));

const snippet = problemOfOpenapi;
const swaggerSnippet = {
  produces: ['application/json', 'application/problem+json'],
  responses: { default: { description: 'Errore', ...problemOfSwagger } },
};
const absent = {
  en: 'The error response `{response}` has no content',
  it: 'La risposta di errore `{response}` non ha un contenuto',
};
const otherType = {
  en: 'The error response `{response}` is `{mediaType}`, not `application/problem+json`',
  it: 'La risposta di errore `{response}` è `{mediaType}`, non `application/problem+json`',
};

export const useProblemJsonForErrors = defineRule({
  id: 'use-problem-json-for-errors',
  severity: 'error',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_REST_NAME_008',
  level: 'MUST',
  versions: everyVersion,
  title: {
    en: 'Every error response is a problem, `application/problem+json`',
    it: 'Ogni risposta di errore è un problem, `application/problem+json`',
  },
  why: {
    en: 'A client that calls many administrations can treat all errors with the same code only if all have the same form.',
    it: 'Chi chiama molte amministrazioni può trattare tutti gli errori con lo stesso codice solo se hanno tutti la stessa forma.',
  },
  fix: {
    en: 'Give the response the content `application/problem+json` with the schema of RFC 9457.',
    it: 'Dare alla risposta il contenuto `application/problem+json` con lo schema di RFC 9457.',
  },
  faults: {
    absent: { message: absent, snippet },
    otherType: { message: otherType, snippet },
    absentInSwagger: {
      message: absent,
      fix: {
        en: 'Give the response the schema of a problem, and list `application/problem+json` in `produces`.',
        it: 'Dare alla risposta lo schema di un problem, ed elencare `application/problem+json` in `produces`.',
      },
      snippet: swaggerSnippet,
    },
    otherTypeInSwagger: {
      message: {
        en: 'The error response `{response}` is not `application/problem+json`: `produces` does not list it',
        it: 'La risposta di errore `{response}` non è `application/problem+json`: `produces` non lo elenca',
      },
      fix: {
        en: 'Add `application/problem+json` to the `produces` of the operation or of the document.',
        it: 'Aggiungere `application/problem+json` ai `produces` dell’operazione o del documento.',
      },
      snippet: swaggerSnippet,
    },
  },
  examples: {
    good: [
      {
        yaml: `paths:
  /residenti:
    get:
      responses:
        "200": { description: Residenti }
        4XX:
          description: Errore della richiesta
          content:
            application/problem+json: { schema: { type: object } }
        default:
          description: Errore
          content:
            application/problem+xml: { schema: { type: object } }
  /uffici:
    get:
      responses:
        default: { description: Uffici del comune }
`,
      },
      {
        versions: ['swagger-2.0'],
        yaml: `produces: [application/json, application/problem+json]
paths:
  /residenti:
    get:
      responses:
        "404": { description: Nessun residente, schema: { type: object } }
`,
      },
    ],
    bad: [
      {
        yaml: `paths:
  /residenti:
    get:
      responses:
        "200": { description: Residenti }
        "400": { $ref: "#/components/responses/RichiestaErrata" }
        "404": { description: Nessun residente }  # ✗
        default:
          description: Errore
          content:
            application/json: { schema: { type: object } }  # ✗
components:
  responses:
    RichiestaErrata:
      description: Parametri non validi
      content:
        text/plain: { schema: { type: string } }  # ✗
`,
      },
      {
        versions: ['swagger-2.0'],
        yaml: `produces: [application/json]
paths:
  /residenti:
    get:
      responses:
        "400": { description: Parametri non validi, schema: { type: object } }  # ✗
        "404": { description: Nessun residente }  # ✗
`,
      },
    ],
  },
  create: (description, { tell, saw }) => {
    const swagger = description.version === 'swagger-2.0';
    return judgeResponses(
      description,
      // Errors answered to HEAD have no content.
      (code, { value, path }) => isErrorCode(code, value) && keyOf(path) !== 'head' && isAnsweredHere(path),
      (response, operation) => {
        saw();
        const contents = contentsOfResponse(response, operation.value, description);
        if (contents.some(isProblem)) return;
        const named = { response: keyOf(response.path) };
        const [first] = contents;
        if (swagger) {
          tell(response.path, response.value.schema === undefined ? 'absentInSwagger' : 'otherTypeInSwagger', named);
        } else if (first === undefined) tell(response.path, 'absent', named);
        else
          tell(first.path, 'otherType', { ...named, mediaType: contents.map(({ mediaType }) => mediaType).join(', ') });
      },
    );
  },
});
