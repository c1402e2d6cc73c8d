/** RAC_REST_NAME_001 (RFC 9110 §9.3.5): a body has no meaning in a DELETE request; some servers and proxies drop or refuse it. */
import { forbidBody } from '../reading/operations.ts';
import { defineRule, everyVersion } from '../rule.ts';

export const httpRequestDELETENoBody = defineRule({
  id: 'http-request-DELETE-no-body',
  severity: 'warn',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_REST_NAME_001',
  level: 'MUST',
  versions: everyVersion,
  title: { en: 'No DELETE request carries a body', it: 'Nessuna richiesta DELETE ha un corpo' },
  why: {
    en: 'What is deleted is named by the address; a body may be dropped on the way, and then more or less is deleted than was meant.',
    it: 'Ciò che si cancella è indicato dall’indirizzo; il corpo può andare perso lungo la strada, e si cancella più o meno del voluto.',
  },
  fix: {
    en: 'Name what to delete in the path or in query parameters; for a batch with conditions, use POST.',
    it: 'Indicare che cosa cancellare nel path o nei parametri di query; per cancellazioni multiple con condizioni, usare POST.',
  },
  faults: {
    body: {
      message: { en: 'The DELETE of `{path}` takes a body', it: 'La DELETE di `{path}` prevede un corpo' },
    },
  },
  examples: {
    good: [
      {
        yaml: `paths:
  /pratiche/{id_pratica}:
    delete:
      parameters:
        - { name: id_pratica, in: path }
    post:
      requestBody: { content: { application/json: {} } }
`,
      },
      {
        versions: ['swagger-2.0'],
        yaml: `paths:
  /pratiche/{id_pratica}:
    delete:
      parameters:
        - { name: id_pratica, in: path }
    post:
      parameters:
        - { name: dati, in: body }
`,
      },
    ],
    bad: [
      {
        yaml: `paths:
  /pratiche/{id_pratica}:
    delete:
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
  /pratiche/{id_pratica}:
    delete:
      parameters:
        - { name: id_pratica, in: path }
        - { name: dati, in: body }  # ✗
`,
      },
    ],
  },
  create: (description, teller) => forbidBody(description, 'delete', teller),
});
