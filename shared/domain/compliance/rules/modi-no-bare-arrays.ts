/** RAC_REST_FORMAT_002: a list is sent inside an object, in requests as in responses (those are response-with-json-object's). */
import { isJsonData } from '../reading/json-data.ts';
import { bodyOf } from '../reading/operations.ts';
import { typeInsteadOf } from '../reading/schema-parts.ts';
import { defineRule, everyVersion } from '../rule.ts';

export const modiNoBareArrays = defineRule({
  id: 'modi-no-bare-arrays',
  severity: 'warn',
  profile: 'guideline',
  reference: 'RAC_REST_FORMAT_002',
  level: 'SHOULD',
  versions: everyVersion,
  title: { en: 'No JSON request body is a bare array', it: 'Nessun corpo di richiesta JSON è un array nudo' },
  why: {
    en: 'A list inside an object can be joined by an option or a reason one day without breaking those who send it.',
    it: 'A un elenco dentro un oggetto si potrà affiancare un’opzione o una motivazione senza rompere chi lo invia.',
  },
  fix: {
    en: 'Put the list into an object, under `items`.',
    it: 'Mettere l’elenco in un oggetto, sotto `items`.',
  },
  faults: {
    array: {
      message: {
        en: 'The request body `{mediaType}` is a bare array',
        it: 'Il corpo della richiesta `{mediaType}` è un array nudo',
      },
      snippet: { type: 'object', properties: { items: { type: 'array', items: { type: 'object' } } } },
    },
  },
  examples: {
    good: [
      {
        yaml: `paths:
  /presenze:
    post:
      requestBody:
        content:
          application/json:
            schema: { type: object, properties: { items: { type: array } } }
    patch:
      requestBody:
        content:
          application/json-patch+json:
            schema: { type: array }
`,
      },
      {
        versions: ['swagger-2.0'],
        yaml: `consumes: [application/json]
paths:
  /presenze:
    post:
      parameters:
        - { name: presenze, in: body, schema: { type: object } }
`,
      },
    ],
    bad: [
      {
        yaml: `paths:
  /presenze:
    post:
      requestBody:
        content:
          application/json:
            schema: { $ref: "#/components/schemas/Presenze" }  # ✗
components:
  schemas:
    Presenze: { type: array, items: { type: object } }
`,
      },
      {
        versions: ['swagger-2.0'],
        yaml: `consumes: [application/json]
paths:
  /presenze:
    post:
      parameters:
        - name: presenze
          in: body
          schema: { type: array, items: { type: object } }  # ✗
`,
      },
    ],
  },
  create: (description, { tell, saw }) => ({
    operation(operation, path) {
      const data = (bodyOf(operation, path, description)?.contents ?? []).filter(isJsonData);
      if (data.length > 0) saw();
      for (const { mediaType, schema, schemaPath } of data) {
        if (typeInsteadOf('object', schema, schemaPath, description) !== 'array') continue;
        tell(schemaPath, 'array', { mediaType });
        // Further types of the same body are the same array.
        return;
      }
    },
  }),
});
