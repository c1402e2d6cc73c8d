/** RAC_REST_NAME_011: the problem payload of `/status` has the members by which a state is read (RFC 9457 §3.1). */
import { isObject } from '../../description/specification.ts';
import { type Content, contentsOfResponse, essenceOf, isJson, responsesOf } from '../reading/operations.ts';
import { readProblemSchema } from '../reading/problem-schemas.ts';
import { problemSchema } from '../reading/problem-snippets.ts';
import { statusOperation } from '../reading/status-path.ts';
import { type Description, defineRule, everyVersion, type Node, openapi3 } from '../rule.ts';

const members = ['status', 'title', 'detail'] as const;

/** The problem payloads of `/status`, and whatever JSON it gives for an error. */
function payloadsOf(description: Description, { value, path }: Node): readonly Content[] {
  return responsesOf(value, path, description).flatMap((response) =>
    contentsOfResponse(response, value, description).filter(({ mediaType, schema }) => {
      const isProblem = essenceOf(mediaType) === 'application/problem+json';
      const isError = /^(?:[45]|default$)/.test(response.code) && isJson(mediaType);
      return isObject(schema) && (isProblem || isError);
    }),
  );
}

export const pathsStatusProblemSchema = defineRule({
  id: 'paths-status-problem-schema',
  severity: 'warn',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_REST_NAME_011',
  level: 'MUST',
  versions: everyVersion,
  title: {
    en: 'The problem payload of `/status` has `status`, `title` and `detail`',
    it: 'Il problem di `/status` ha `status`, `title` e `detail`',
  },
  why: {
    en: 'These members say how the service is, in a word and at length; without them a probe sees only that something answered.',
    it: 'Questi campi dicono come sta il servizio, in breve e per esteso; senza di essi una sonda vede solo che qualcosa ha risposto.',
  },
  fix: {
    en: 'Use one Problem schema (RFC 9457) for all errors, with at least `status`, `title` and `detail`.',
    it: 'Usare per tutti gli errori un solo schema Problem (RFC 9457), con almeno `status`, `title` e `detail`.',
  },
  faults: {
    members: {
      message: {
        en: 'The schema of the problem payload of `/status` lacks {missing}',
        it: 'Allo schema del problem di `/status` manca {missing}',
      },
      snippet: problemSchema,
    },
  },
  examples: {
    good: [
      {
        versions: openapi3,
        yaml: 'paths:\n  /status:\n    get:\n      responses:\n        "503":\n          content:\n            application/problem+json:\n              schema: { $ref: "#/components/schemas/Problem" }\ncomponents:\n  schemas:\n    Problem:\n      properties:\n        status: { type: integer, format: int32 }\n        title: { type: string }\n        detail: { type: string }\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'produces: [application/problem+json]\npaths:\n  /status:\n    get:\n      responses:\n        "503":\n          schema: { $ref: "#/definitions/Problem" }\ndefinitions:\n  Problem:\n    properties:\n      status: { type: integer, format: int32 }\n      title: { type: string }\n      detail: { type: string }\n',
      },
    ],
    bad: [
      {
        versions: openapi3,
        yaml: 'paths:\n  /status:\n    get:\n      responses:\n        "503":\n          content:\n            application/problem+json:\n              schema: { $ref: "#/components/schemas/Errore" }\ncomponents:\n  schemas:\n    Errore:  # ✗\n      properties:\n        messaggio: { type: string }\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'produces: [application/problem+json]\npaths:\n  /status:\n    get:\n      responses:\n        "503":\n          schema: { $ref: "#/definitions/Errore" }\ndefinitions:\n  Errore:  # ✗\n    properties:\n      messaggio: { type: string }\n',
      },
    ],
  },
  create: (description, { tell, saw }) => ({
    document() {
      const operation = statusOperation(description);
      if (operation === undefined) return;
      for (const content of payloadsOf(description, operation)) {
        const problem = readProblemSchema(content, description);
        if (problem === undefined) continue;
        saw();
        const missing = members.filter((name) => !problem.certain.has(name));
        if (missing.length > 0) tell(problem.path, 'members', { missing: missing.join(', ') });
      }
    },
  }),
});
