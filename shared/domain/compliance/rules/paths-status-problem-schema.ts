/** RAC_REST_NAME_011: the problem payload of `/status` has the members by which a state is read (RFC 9457 §3.1). */
import type { Path } from '../../description/json-pointer.ts';
import { isObject } from '../../description/specification.ts';
import { contentsOfResponse, essenceOf, isJson, memberOf, responsesOf } from '../operations.ts';
import { problemSchema } from '../problem-snippets.ts';
import { type Description, defineRule, everyVersion, type Node, openapi3 } from '../rule.ts';
import { statusOperation } from '../status-path.ts';

const members = ['status', 'title', 'detail'] as const;

/** Schemas nested deeper in each other than anyone writes are not looked into. */
const deepest = 30;

/** `unknown`: part of the schema is in another document, or too deep. */
type Presence = 'yes' | 'no' | 'unknown';

const anyOf = (found: readonly Presence[]): Presence =>
  found.includes('yes') ? 'yes' : found.includes('unknown') ? 'unknown' : 'no';

const allOf = (found: readonly Presence[]): Presence =>
  found.includes('no') ? 'no' : found.includes('unknown') ? 'unknown' : 'yes';

const itemsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Whether a schema declares a property, itself or by what it is composed of. */
function findProperty({ resolve }: Description, name: string): (schema: unknown, depth?: number) => Presence {
  // One answer per object: parts that are used again and again cost once, circles end.
  const known = new Map<object, Presence>();
  const find = (schema: unknown, depth = 0): Presence => {
    if (!isObject(schema)) return 'no';
    const before = known.get(schema);
    if (before !== undefined) return before;
    if (depth > deepest) return 'unknown';
    known.set(schema, 'no');
    const answer = look(schema, depth);
    known.set(schema, answer);
    return answer;
  };
  const look = (schema: { readonly [name: string]: unknown }, depth: number): Presence => {
    if (memberOf(schema.properties, name) !== undefined) return 'yes';
    const parts = itemsOf(schema.allOf).map((part) => find(part, depth + 1));
    if (typeof schema.$ref === 'string') {
      const target = resolve(schema, undefined);
      parts.push(target === undefined ? 'unknown' : find(target.value, depth + 1));
    }
    for (const choices of [itemsOf(schema.oneOf), itemsOf(schema.anyOf)]) {
      if (choices.length > 0) parts.push(allOf(choices.map((part) => find(part, depth + 1))));
    }
    return anyOf(parts);
  };
  return find;
}

type Payload = { readonly schema: unknown; readonly path: Path };

/** Schemas of the problem payloads of `/status`, and of whatever JSON it gives for an error. */
function payloadsOf(description: Description, { value, path }: Node): readonly Payload[] {
  return responsesOf(value, path, description).flatMap((response) =>
    contentsOfResponse(response, value, description).flatMap(({ mediaType, schema, schemaPath }) => {
      const isProblem = essenceOf(mediaType) === 'application/problem+json';
      const isError = /^(?:[45]|default$)/.test(response.code) && isJson(mediaType);
      return isObject(schema) && (isProblem || isError) ? [{ schema, path: schemaPath }] : [];
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
      const finders = members.map((name) => ({ name, find: findProperty(description, name) }));
      for (const { schema, path } of payloadsOf(description, operation)) {
        const found = finders.map(({ name, find }) => ({ name, presence: find(schema) }));
        if (found.some(({ presence }) => presence === 'unknown')) continue;
        saw();
        const missing = found.filter(({ presence }) => presence === 'no').map(({ name }) => name);
        if (missing.length === 0) continue;
        tell(description.resolve(schema, path)?.path ?? path, 'members', { missing: missing.join(', ') });
      }
    },
  }),
});
