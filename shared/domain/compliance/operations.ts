/** Operations and their messages, read alike in Swagger 2.0 and OpenAPI 3. */
import type { Path } from '../description/json-pointer.ts';
import { isObject, type Members } from '../description/specification.ts';
import type { Description, Node } from './rule.ts';

export const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'] as const;
export type Method = (typeof methods)[number];

const isMethod = (key: unknown): key is Method => methods.some((method) => method === key);

/** An own member, whatever its name; never one that every object inherits (`constructor`). */
export const memberOf = (value: unknown, key: string): unknown =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;

/** The place of a member or an item. */
export const at = (parent: Path, ...keys: readonly (string | number)[]): Path =>
  keys.reduce<Path>((path, key) => ({ parent: path, key }), parent);

/** The key an object stands under: the status code of a response, the method of an operation. */
export const keyOf = (path: Path): string => String(path?.key ?? '');

export type Operation = Node & { readonly method: Method };

/** The operations of a path item, in the order of the document. */
export const operationsOf = (item: Members, path: Path): readonly Operation[] =>
  Object.keys(item).flatMap((key) => {
    const value = item[key];
    return isMethod(key) && isObject(value) ? [{ method: key, value, path: at(path, key) }] : [];
  });

export type Response = Node & {
  /** `200`, `4XX`, `default`. */
  readonly code: string;
};

/** Responses of an operation, references followed: the path is that of the response itself. Extensions are left out. */
export function responsesOf(operation: Members, path: Path, { resolve }: Description): readonly Response[] {
  const { responses } = operation;
  if (!isObject(responses)) return [];
  return Object.keys(responses).flatMap((code) => {
    if (code.startsWith('x-')) return [];
    const found = resolve(responses[code], at(path, 'responses', code));
    return found === undefined ? [] : [{ ...found, code }];
  });
}

export type Content = {
  /** As written, with parameters: `application/json; charset=utf-8`. */
  readonly mediaType: string;
  /** Where a reader would mend the media type: its key (OpenAPI 3), or the response (Swagger 2.0). */
  readonly path: Path;
  /** Its schema as written (may be a reference), and where that stands. */
  readonly schema?: unknown;
  readonly schemaPath: Path;
};

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

/** Media types of a request body or a response of OpenAPI 3. */
function contentsOfMap(content: unknown, path: Path): readonly Content[] {
  if (!isObject(content)) return [];
  return Object.keys(content).map((mediaType) => ({
    mediaType,
    path: at(path, mediaType),
    schema: memberOf(content[mediaType], 'schema'),
    schemaPath: at(path, mediaType, 'schema'),
  }));
}

/** What a response carries; in Swagger 2.0 by the `produces` of its operation or of the document, when it has a schema. */
export function contentsOfResponse(
  { value, path }: Node,
  operation: Members,
  { root, version }: Description,
): readonly Content[] {
  if (version !== 'swagger-2.0') return contentsOfMap(value.content, at(path, 'content'));
  if (value.schema === undefined) return [];
  const produced = textsOf(operation.produces ?? root.produces);
  return produced.map((mediaType) => ({ mediaType, path, schema: value.schema, schemaPath: at(path, 'schema') }));
}

export type Body = Node & { readonly contents: readonly Content[]; readonly required: boolean };

/** The body an operation takes, references followed; in Swagger 2.0 its `in: body` parameter (forms are no body here). */
export function bodyOf(operation: Members, path: Path, description: Description): Body | undefined {
  const { root, version, resolve } = description;
  if (version !== 'swagger-2.0') {
    const found = resolve(operation.requestBody, at(path, 'requestBody'));
    if (found === undefined) return undefined;
    const contents = contentsOfMap(found.value.content, at(found.path, 'content'));
    return { ...found, contents, required: found.value.required === true };
  }
  const parameters = Array.isArray(operation.parameters) ? operation.parameters : [];
  for (const [index, parameter] of parameters.entries()) {
    const found = resolve(parameter, at(path, 'parameters', index));
    if (found?.value.in !== 'body') continue;
    const { schema } = found.value;
    const contents = textsOf(operation.consumes ?? root.consumes).map((mediaType) => ({
      mediaType,
      path: found.path,
      schema,
      schemaPath: at(found.path, 'schema'),
    }));
    return { ...found, contents, required: found.value.required === true };
  }
  return undefined;
}

/** A media type without parameters, in lower case. */
export const essenceOf = (mediaType: string): string => (mediaType.split(';', 1)[0] ?? '').trim().toLowerCase();

/** `application/json` and the `+json` ones (RFC 6839). */
export const isJson = (mediaType: string): boolean => /^[^/]+\/(?:json|[^/]*\+json)$/.test(essenceOf(mediaType));

/** Parameters of an operation and of its path item, references followed, with their own places. */
export function parametersOf(holder: Members, path: Path, { resolve }: Description): readonly Node[] {
  if (!Array.isArray(holder.parameters)) return [];
  return holder.parameters.flatMap((parameter, index) => {
    const found = resolve(parameter, at(path, 'parameters', index));
    return found === undefined ? [] : [found];
  });
}
