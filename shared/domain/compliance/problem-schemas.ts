/** Schemas of the errors an API answers as Problem Details (RFC 9457), RAC_REST_NAME_008. */
import type { Path } from '../description/json-pointer.ts';
import { isObject, type Members } from '../description/specification.ts';
import {
  at,
  type Content,
  contentsOfResponse,
  essenceOf,
  isAnsweredHere,
  isErrorCode,
  judgeResponses,
} from './operations.ts';
import type { Description, Visitors } from './rule.ts';
import { partsOf } from './schema-parts.ts';

export type ProblemSchema = {
  /** The schema's own place, also when many responses refer to it. */
  readonly path: Path;
  /** Its properties, those of its parts and alternatives included, by name. */
  readonly properties: ReadonlyMap<string, Path>;
};

/** Undefined when a part of it lies outside the document: nobody can say what it lacks. */
function readProblemSchema({ schema, schemaPath }: Content, description: Description): ProblemSchema | undefined {
  const { nodes, complete } = partsOf(schema, schemaPath, description, ['allOf', 'anyOf', 'oneOf']);
  const target = description.resolve(schema, schemaPath);
  if (!complete || target === undefined) return undefined;
  const properties = new Map<string, Path>();
  for (const { value, path } of nodes) {
    if (!isObject(value.properties)) continue;
    for (const name of Object.keys(value.properties)) properties.set(name, at(path, 'properties', name));
  }
  return { path: target.path, properties };
}

/**
 * Calls `judge` once for each schema under `application/problem+json` of an error response, and `missing` where there is
 * none. In Swagger 2.0 these are the schemas of the operations that produce it.
 */
export function judgeProblemSchemas(
  description: Description,
  judge: (schema: ProblemSchema) => void,
  missing?: (content: Content) => void,
): Visitors {
  const judged = new Set<Members>();
  return judgeResponses(
    description,
    (code, { value, path }) => isErrorCode(code, value) && isAnsweredHere(path),
    (response, operation) => {
      for (const content of contentsOfResponse(response, operation.value, description)) {
        if (essenceOf(content.mediaType) !== 'application/problem+json') continue;
        if (!isObject(content.schema)) {
          missing?.(content);
          continue;
        }
        const target = description.resolve(content.schema, content.schemaPath);
        if (target === undefined || judged.has(target.value)) continue;
        judged.add(target.value);
        const schema = readProblemSchema(content, description);
        if (schema !== undefined) judge(schema);
      }
    },
  );
}
