/** RAC_REST_NAME_001 (RFC 9110 §15.3): a successful answer with content says what is in it; one without is a 204. */
import { isObject } from '../../description/specification.ts';
import {
  contentsOfResponse,
  declaresHeader,
  essenceOf,
  isAnsweredHere,
  isJson,
  judgeResponses,
  keyOf,
  memberOf,
} from '../reading/operations.ts';
import { defineRule, everyVersion } from '../rule.ts';

const codes = ['200', '201', '202', '203', '206'];

/** Methods whose good answer has no content, or none of its own. */
const silent = ['head', 'options', 'trace'];

/** Bytes need no schema (from 3.1 they have none); data do. */
const isStructured = (mediaType: string): boolean =>
  isJson(mediaType) || /^[^/]+\/(?:xml|[^/]*\+xml|x-www-form-urlencoded)$/.test(essenceOf(mediaType));

export const httpResponseContent2xx = defineRule({
  id: 'http-response-content-2xx',
  severity: 'hint',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_REST_NAME_001',
  level: 'MAY',
  versions: everyVersion,
  title: {
    en: 'Successful answers that carry data say which, by a schema',
    it: 'Le risposte positive che portano dati dicono quali, con uno schema',
  },
  why: {
    en: 'A 200 without content leaves open whether nothing comes or nobody described it.',
    it: 'Un 200 senza contenuto lascia il dubbio se non arrivi nulla o se nessuno l’abbia descritto.',
  },
  fix: {
    en: 'Describe the content with a schema; answer with 204 if there is none (201 and 202 may give a `Location` instead).',
    it: 'Descrivere il contenuto con uno schema; rispondere con 204 se non c’è (201 e 202 possono dare invece `Location`).',
  },
  faults: {
    absent: {
      message: {
        en: 'The response `{response}` does not say what it carries',
        it: 'La risposta `{response}` non dice che cosa contiene',
      },
    },
    noSchema: {
      message: {
        en: 'The content `{mediaType}` of the response `{response}` has no schema',
        it: 'Il contenuto `{mediaType}` della risposta `{response}` non ha uno schema',
      },
      snippet: {
        content: { '{mediaType}': { schema: { type: 'object', properties: { numero: { type: 'string' } } } } },
      },
    },
  },
  examples: {
    good: [
      {
        yaml: `paths:
  /pratiche:
    get:
      responses:
        "200":
          description: Pratiche aperte
          content:
            application/json: { schema: { type: object } }
            application/pdf: {}
    head:
      responses:
        "200": { description: Ci sono pratiche }
    post:
      responses:
        "201":
          description: Aperta
          headers: { location: { description: Dove si trova } }
`,
      },
      {
        versions: ['swagger-2.0'],
        yaml: `paths:
  /pratiche:
    get:
      responses:
        "200": { description: Pratiche aperte, schema: { type: object } }
`,
      },
    ],
    bad: [
      {
        yaml: `paths:
  /pratiche:
    get:
      responses:
        "200":
          description: Pratiche aperte
          content:
            application/json: {}  # ✗
    post:
      responses:
        "201": { description: Aperta }  # ✗
`,
      },
      {
        versions: ['swagger-2.0'],
        yaml: `paths:
  /pratiche:
    get:
      responses:
        "200": { description: Pratiche aperte }  # ✗
`,
      },
    ],
  },
  create: (description, { tell, saw }) => {
    const swagger = description.version === 'swagger-2.0';
    return judgeResponses(
      description,
      (code, { path }) => codes.includes(code) && !silent.includes(keyOf(path)) && isAnsweredHere(path),
      (response, operation) => {
        const { code, value, path } = response;
        const named = { response: keyOf(path) };
        saw();
        const empty = swagger
          ? value.schema === undefined
          : Object.keys(isObject(value.content) ? value.content : {}).length === 0;
        if (empty) {
          const elsewhere = (code === '201' || code === '202') && declaresHeader(value, 'Location');
          if (!elsewhere) tell(path, 'absent', named);
          return;
        }
        if (swagger) return;
        for (const { mediaType, path: place, schema } of contentsOfResponse(response, operation.value, description)) {
          const written = memberOf(value.content, mediaType);
          const described =
            schema !== undefined || ['itemSchema', '$ref'].some((name) => memberOf(written, name) !== undefined);
          if (!described && isStructured(mediaType)) tell(place, 'noSchema', { ...named, mediaType });
        }
      },
    );
  },
});
