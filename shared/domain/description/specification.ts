/** Which specification a document says it follows: Swagger 2.0, OpenAPI 3.0, 3.1 or 3.2, or why that cannot be told. */
import type { Problem } from './analysis.ts';
import { createProblem, quote } from './problem.ts';

export type Specification = {
  /** As declared: `3.0.3`, `2.0`. */
  readonly version: string;
  /** Name of its schema in `schema-validators.generated.js`. */
  readonly schema: 'swagger-2.0' | 'openapi-3.0' | 'openapi-3.1' | 'openapi-3.2';
};

export type Members = { readonly [name: string]: unknown };

export const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export type DeclaredSpecification =
  | { readonly ok: true; readonly specification: Specification }
  | { readonly ok: false; readonly problem: Problem; readonly version?: string };

const schemas: readonly (readonly [RegExp, string, Specification['schema']])[] = [
  [/^2\.0$/, 'swagger', 'swagger-2.0'],
  [/^3\.0\.\d+(?:-.+)?$/, 'openapi', 'openapi-3.0'],
  [/^3\.1\.\d+(?:-.+)?$/, 'openapi', 'openapi-3.1'],
  [/^3\.2\.\d+(?:-.+)?$/, 'openapi', 'openapi-3.2'],
];

const refuse = (problem: Problem, version?: string): DeclaredSpecification => ({
  ok: false,
  problem,
  ...(version !== undefined && { version }),
});

export function readSpecification(document: unknown): DeclaredSpecification {
  const names = isObject(document) ? ['openapi', 'swagger'].filter((name) => Object.hasOwn(document, name)) : [];
  const [name] = names;
  if (name === undefined || !isObject(document)) {
    return refuse(createProblem('not-a-description', 'The document has neither `openapi` nor `swagger` at its root'));
  }
  if (names.length > 1) {
    return refuse(createProblem('version-ambiguous', 'The document has both `openapi` and `swagger`', '/swagger'));
  }
  const declared = document[name];
  if (typeof declared !== 'string') {
    const message = `\`${name}\` must be text, such as ${name === 'openapi' ? '"3.0.3"' : '"2.0"'}`;
    return refuse(createProblem('version-not-a-string', message, `/${name}`));
  }
  const [, , schema] = schemas.find(([pattern, member]) => member === name && pattern.test(declared)) ?? [];
  const version = declared.slice(0, 40);
  if (schema !== undefined) return { ok: true, specification: { version, schema } };
  const problem = createProblem(
    'version-unsupported',
    `${name} ${quote(declared)} is not a version we know`,
    `/${name}`,
  );
  return refuse(problem, version);
}
