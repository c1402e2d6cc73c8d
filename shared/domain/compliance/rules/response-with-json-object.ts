/** RAC_REST_FORMAT_002: JSON is answered as an object, which can grow; a bare array or value cannot. */

import { isJsonData } from '../reading/json-data.ts';
import {
  type Content,
  contentsOfResponse,
  isAnsweredHere,
  judgeResponses,
  keyOf,
  type Response,
} from '../reading/operations.ts';
import { typeInsteadOf } from '../reading/schema-parts.ts';
import { defineRule, everyVersion } from '../rule.ts';

export const responseWithJsonObject = defineRule({
  id: 'response-with-json-object',
  severity: 'warn',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_REST_FORMAT_002',
  level: 'SHOULD',
  versions: everyVersion,
  title: { en: 'Every JSON response is an object', it: 'Ogni risposta JSON è un oggetto' },
  why: {
    en: 'An object can get a page number or a warning one day without breaking anybody; an array or a bare value cannot.',
    it: 'A un oggetto si potrà aggiungere un numero di pagina o un avviso senza rompere nulla; a un array o a un valore nudo no.',
  },
  fix: {
    en: 'Put the data into a member of an object; a list under `items`.',
    it: 'Mettere i dati in un campo di un oggetto; un elenco sotto `items`.',
  },
  faults: {
    array: {
      message: {
        en: 'The JSON response `{response}` is a bare array',
        it: 'La risposta JSON `{response}` è un array nudo',
      },
      snippet: { type: 'object', properties: { items: { type: 'array', items: { type: 'object' } } } },
    },
    scalar: {
      message: {
        en: 'The JSON response `{response}` is a bare value ({type})',
        it: 'La risposta JSON `{response}` è un valore nudo ({type})',
      },
      snippet: { type: 'object', properties: { esito: { type: 'string' } } },
    },
  },
  examples: {
    good: [
      {
        yaml: `paths:
  /scuole:
    get:
      responses:
        "200":
          description: Scuole del comune
          content:
            application/json:
              schema:
                type: object
                properties: { items: { type: array } }
            text/csv: { schema: { type: string } }
`,
      },
      {
        versions: ['swagger-2.0'],
        yaml: `produces: [application/json]
paths:
  /scuole:
    get:
      responses:
        "200":
          description: Scuole del comune
          schema: { type: object, properties: { items: { type: array } } }
`,
      },
    ],
    bad: [
      {
        yaml: `paths:
  /scuole:
    get:
      responses:
        "200":
          description: Scuole del comune
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Scuole" }  # ✗
  /scuole/numero:
    get:
      responses:
        "200":
          description: Quante sono
          content:
            application/json:
              schema: { type: integer }  # ✗
components:
  schemas:
    Scuole: { type: array, items: { type: object } }
`,
      },
      {
        versions: ['swagger-2.0'],
        yaml: `paths:
  /scuole:
    get:
      produces: [application/json, application/xml]
      responses:
        "200":
          description: Scuole del comune
          schema: { type: array, items: { type: object } }  # ✗
`,
      },
    ],
  },
  create: (description, { tell, saw }) => {
    /** True when this settles the response: one finding is enough for types that share a schema. */
    const judge = ({ schema, schemaPath }: Content, { path }: Response, alone: boolean): boolean => {
      const type = typeInsteadOf('object', schema, schemaPath, description);
      if (type === undefined || type === 'file') return false;
      const named = { response: keyOf(path) };
      if (type === 'array') tell(schemaPath, 'array', named);
      else if (alone) tell(schemaPath, 'scalar', { ...named, type });
      return true;
    };
    return judgeResponses(
      description,
      (_, { path }) => isAnsweredHere(path),
      (response, operation) => {
        const contents = contentsOfResponse(response, operation.value, description);
        const data = contents.filter(isJsonData);
        if (data.length === 0) return;
        saw();
        // In Swagger 2.0 one schema serves every type that is produced: a bare text may be meant for `text/plain`.
        const alone = description.version !== 'swagger-2.0' || data.length === contents.length;
        data.some((content) => judge(content, response, alone));
      },
    );
  },
});
