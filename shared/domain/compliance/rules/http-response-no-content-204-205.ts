/** RAC_REST_NAME_001 (RFC 9110 §15.3.5, §15.3.6): 204 and 205 have no content by definition. */
import { isObject } from '../../description/specification.ts';
import { at, judgeResponses, keyOf } from '../reading/operations.ts';
import { defineRule, everyVersion } from '../rule.ts';

export const httpResponseNoContent204205 = defineRule({
  id: 'http-response-no-content-204-205',
  severity: 'error',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_REST_NAME_001',
  level: 'MUST',
  versions: everyVersion,
  title: { en: 'The responses 204 and 205 have no content', it: 'Le risposte 204 e 205 non hanno contenuto' },
  why: {
    en: 'Servers and clients cut whatever follows these codes, so a client generated from the description waits for data that never come.',
    it: 'Server e client scartano ciò che segue questi codici: un client generato dalla descrizione attende dati che non arrivano mai.',
  },
  fix: {
    en: 'Remove the content, or answer with 200 if there is something to send.',
    it: 'Togliere il contenuto, oppure rispondere con 200 se c’è qualcosa da inviare.',
  },
  faults: {
    content: {
      message: {
        en: 'The response `{response}` has content, though its code says there is none',
        it: 'La risposta `{response}` ha un contenuto, benché il suo codice dica che non c’è',
      },
      snippet: { '204': { description: 'Cancellazione riuscita' } },
    },
  },
  examples: {
    good: [
      {
        yaml: `paths:
  /pratiche/{id}:
    delete:
      responses:
        "204": { description: Cancellata }
        "205": { description: Modulo azzerato, content: {} }
`,
      },
      {
        versions: ['swagger-2.0'],
        yaml: `paths:
  /pratiche/{id}:
    delete:
      responses:
        "204": { description: Cancellata }
`,
      },
    ],
    bad: [
      {
        yaml: `paths:
  /pratiche/{id}:
    delete:
      responses:
        "204":
          description: Cancellata
          content:  # ✗
            application/json: { schema: { type: object } }
`,
      },
      {
        versions: ['swagger-2.0'],
        yaml: `paths:
  /pratiche/{id}:
    delete:
      responses:
        "204":
          description: Cancellata
          schema: { type: object }  # ✗
`,
      },
    ],
  },
  create: (description, { tell, saw }) => {
    const member = description.version === 'swagger-2.0' ? 'schema' : 'content';
    return judgeResponses(
      description,
      (code) => code === '204' || code === '205',
      ({ value, path }) => {
        saw();
        const given = value[member];
        if (!isObject(given) || (member === 'content' && Object.keys(given).length === 0)) return;
        tell(at(path, member), 'content', { response: keyOf(path) });
      },
    );
  },
});
