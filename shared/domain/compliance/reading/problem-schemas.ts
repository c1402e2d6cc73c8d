/** Schemas of the errors an API answers as Problem Details (RFC 9457), RAC_REST_NAME_008. */
import type { Path } from '../../description/json-pointer.ts';
import { isObject, type Members } from '../../description/specification.ts';
import type { Description, Visitors } from '../rule.ts';
import {
  at,
  type Content,
  contentsOfResponse,
  essenceOf,
  isAnsweredHere,
  isErrorCode,
  judgeResponses,
  memberOf,
} from './operations.ts';
import { partsOf } from './schema-parts.ts';

export type ProblemSchema = {
  /** The schema's own place, also when many responses refer to it. */
  readonly path: Path;
  /** Its properties, those of its parts and alternatives included, by name. */
  readonly properties: ReadonlyMap<string, Path>;
  /** Names of the properties it has whichever of its alternatives is meant. */
  readonly certain: ReadonlySet<string>;
};

const alternatives = ['anyOf', 'oneOf'];

/** One answer per object, so that circles end; how many there are `partsOf` has seen to. */
function certainNames(
  schema: unknown,
  path: Path,
  description: Description,
  known: Map<unknown, ReadonlySet<string>> = new Map(),
): ReadonlySet<string> {
  const before = known.get(schema);
  if (before !== undefined) return before;
  const certain = new Set<string>();
  known.set(schema, certain);
  for (const { value, path: place } of partsOf(schema, path, description).nodes) {
    if (isObject(value.properties)) for (const name of Object.keys(value.properties)) certain.add(name);
    for (const keyword of alternatives) {
      const choices = memberOf(value, keyword);
      if (!Array.isArray(choices)) continue;
      const [first, ...others] = choices.map((choice, index) =>
        certainNames(choice, at(place, keyword, index), description, known),
      );
      for (const name of first ?? []) if (others.every((names) => names.has(name))) certain.add(name);
    }
  }
  return certain;
}

/** Undefined when a part of it lies outside the document: nobody can say what it lacks. */
export function readProblemSchema(
  { schema, schemaPath }: Content,
  description: Description,
): ProblemSchema | undefined {
  const { nodes, complete } = partsOf(schema, schemaPath, description, ['allOf', ...alternatives]);
  const target = description.resolve(schema, schemaPath);
  if (!complete || target === undefined) return undefined;
  const properties = new Map<string, Path>();
  for (const { value, path } of nodes) {
    if (!isObject(value.properties)) continue;
    for (const name of Object.keys(value.properties)) properties.set(name, at(path, 'properties', name));
  }
  return { path: target.path, properties, certain: certainNames(schema, schemaPath, description) };
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
