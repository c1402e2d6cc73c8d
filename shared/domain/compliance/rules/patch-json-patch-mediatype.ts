/** RFC 6902 §3: a JSON Patch document is an array of operations. */
import { bodyOf, type Content, essenceOf } from '../reading/operations.ts';
import { typeInsteadOf } from '../reading/schema-parts.ts';
import { defineRule, everyVersion } from '../rule.ts';

const isJsonPatch = ({ mediaType }: Content): boolean => essenceOf(mediaType) === 'application/json-patch+json';

export const patchJsonPatchMediatype = defineRule({
  id: 'patch-json-patch-mediatype',
  severity: 'warn',
  profile: 'guideline',
  official: 'full',
  reference: 'RFC6902',
  level: 'MUST',
  versions: everyVersion,
  title: {
    en: 'The schema of a JSON Patch is an array of operations',
    it: 'Lo schema di un JSON Patch è un array di operazioni',
  },
  why: {
    en: 'Libraries that apply `application/json-patch+json` take an array; an object is refused by them.',
    it: 'Le librerie che applicano `application/json-patch+json` accettano un array; un oggetto viene rifiutato.',
  },
  fix: {
    en: 'Describe an array of operations, or use `application/merge-patch+json` if an object with the changes is sent.',
    it: 'Descrivere un array di operazioni, o usare `application/merge-patch+json` se si invia un oggetto con le modifiche.',
  },
  faults: {
    otherType: {
      message: {
        en: 'The body of a JSON Patch is of type {type}, not an array of operations',
        it: 'Il corpo di un JSON Patch è di tipo {type}, non un array di operazioni',
      },
      snippet: {
        schema: {
          type: 'array',
          items: {
            type: 'object',
            required: ['op', 'path'],
            properties: { op: { type: 'string' }, path: { type: 'string' }, value: {} },
          },
        },
      },
    },
  },
  examples: {
    good: [
      {
        yaml: `paths:
  /pratiche/{id}:
    patch:
      requestBody:
        content:
          application/json-patch+json:
            schema: { type: array, items: { type: object } }
`,
      },
      {
        versions: ['swagger-2.0'],
        yaml: `paths:
  /pratiche/{id}:
    patch:
      consumes: [application/json-patch+json]
      parameters:
        - { name: modifiche, in: body, schema: { type: array, items: { type: object } } }
`,
      },
    ],
    bad: [
      {
        yaml: `paths:
  /pratiche/{id}:
    patch:
      requestBody:
        content:
          application/json-patch+json:
            schema: { type: object }  # ✗
`,
      },
      {
        versions: ['swagger-2.0'],
        yaml: `paths:
  /pratiche/{id}:
    patch:
      consumes: [application/json-patch+json]
      parameters:
        - name: modifiche
          in: body
          schema: { type: object }  # ✗
`,
      },
    ],
  },
  create: (description, { tell, saw }) => ({
    operation(operation, path) {
      if (path?.key !== 'patch') return;
      const contents = bodyOf(operation, path, description)?.contents ?? [];
      // In Swagger 2.0 one schema serves every type that is consumed; it can't suit this one and another.
      if (description.version === 'swagger-2.0' && !contents.every(isJsonPatch)) return;
      for (const { schema, schemaPath } of contents.filter(isJsonPatch)) {
        saw();
        const type = typeInsteadOf('array', schema, schemaPath, description);
        if (type !== undefined) tell(schemaPath, 'otherType', { type });
      }
    },
  }),
});
