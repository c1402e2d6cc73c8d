/** RFC 5789 §2: a PATCH is the set of changes in its body; without one it says nothing. */
import { givenBodyOf, keyOf, operationsOf } from '../reading/operations.ts';
import { defineRule, everyVersion } from '../rule.ts';

export const patchWithoutRequestBody = defineRule({
  id: 'patch-without-request-body',
  severity: 'error',
  profile: 'guideline',
  official: 'full',
  reference: 'RFC5789',
  level: 'MUST',
  versions: everyVersion,
  title: { en: 'Every PATCH requires a body', it: 'Ogni PATCH richiede un corpo' },
  why: {
    en: 'The changes are in the body; a PATCH without one cannot say what to change.',
    it: 'Le modifiche stanno nel corpo; una PATCH che ne è priva non può dire che cosa cambiare.',
  },
  fix: {
    en: 'Declare the body with the changes and mark it `required: true`.',
    it: 'Dichiarare il corpo con le modifiche e indicare `required: true`.',
  },
  faults: {
    absent: {
      message: { en: 'The PATCH of `{path}` has no body', it: 'La PATCH di `{path}` non ha un corpo' },
      snippet: {
        requestBody: { required: true, content: { 'application/merge-patch+json': { schema: { type: 'object' } } } },
      },
    },
    absentInSwagger: {
      message: { en: 'The PATCH of `{path}` has no body', it: 'La PATCH di `{path}` non ha un corpo' },
      snippet: { parameters: [{ name: 'modifiche', in: 'body', required: true, schema: { type: 'object' } }] },
    },
    optional: {
      message: {
        en: 'The body of a PATCH is optional: it lacks `required: true`',
        it: 'Il corpo di una PATCH è facoltativo: manca `required: true`',
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
        required: true
        content:
          application/merge-patch+json: { schema: { type: object } }
`,
      },
      {
        versions: ['swagger-2.0'],
        yaml: `paths:
  /pratiche/{id}:
    patch:
      parameters:
        - { name: modifiche, in: body, required: true, schema: { type: object } }
  /uffici/{id}:
    parameters:
      - { name: telefono, in: formData, type: string }
    patch:
      responses: { "204": { description: Aggiornato } }
`,
      },
    ],
    bad: [
      {
        yaml: `paths:
  /pratiche/{id}:
    patch:  # ✗
      responses: { "204": { description: Aggiornata } }
  /uffici/{id}:
    patch:
      requestBody:  # ✗
        content:
          application/merge-patch+json: { schema: { type: object } }
`,
      },
      {
        versions: ['swagger-2.0'],
        yaml: `paths:
  /pratiche/{id}:
    patch:  # ✗
      responses: { "204": { description: Aggiornata } }
  /uffici/{id}:
    patch:
      parameters:
        - { name: modifiche, in: body, schema: { type: object } }  # ✗
`,
      },
    ],
  },
  create: (description, { tell, saw }) => ({
    'path-item'(value, path) {
      for (const operation of operationsOf(value, path)) {
        if (operation.method !== 'patch') continue;
        saw();
        const body = givenBodyOf(operation, { value, path }, description);
        const absent = description.version === 'swagger-2.0' ? 'absentInSwagger' : 'absent';
        if (body === undefined) tell(operation.path, absent, { path: keyOf(path) });
        // Fields of a form are optional one by one.
        else if (body.node !== undefined && body.node.value.in !== 'formData' && body.node.value.required !== true) {
          tell(body.node.path, 'optional');
        }
      }
    },
  }),
});
