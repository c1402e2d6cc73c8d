/** Operations and their messages, read alike in Swagger 2.0 and OpenAPI 3. */
import type { Path } from '../../description/json-pointer.ts';
import { isObject, type Members } from '../../description/specification.ts';
import type { Description, Node, Teller, Visitors } from '../rule.ts';

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'] as const;
type Method = (typeof methods)[number];

const known: ReadonlySet<string> = new Set(methods);

const isMethod = (key: string): key is Method => known.has(key);

/** An own member, whatever its name; never one that every object inherits (`constructor`). */
export const memberOf = (value: unknown, key: string): unknown =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;

/** The place of a member or an item. */
export function at(parent: Path, ...keys: readonly (string | number)[]): Path {
  let path = parent;
  for (const key of keys) path = { parent: path, key };
  return path;
}

/** The key an object stands under: the status code of a response, the method of an operation. */
export const keyOf = (path: Path): string => String(path?.key ?? '');

export type Operation = Node & { readonly method: Method };

/** The operations of a path item, in the order of the document. */
export function operationsOf(item: Members, path: Path): readonly Operation[] {
  const found: Operation[] = [];
  for (const key of Object.keys(item)) {
    const value = isMethod(key) ? item[key] : undefined;
    if (isMethod(key) && isObject(value)) found.push({ method: key, value, path: { parent: path, key } });
  }
  return found;
}

export type Response = Node & {
  /** `200`, `4XX`, `default`. */
  readonly code: string;
};

function readResponses({ responses }: Members, path: Path, { resolve }: Description): readonly Response[] {
  if (!isObject(responses)) return [];
  const place = at(path, 'responses');
  const found: Response[] = [];
  for (const code of Object.keys(responses)) {
    const node = code.startsWith('x-') ? undefined : resolve(responses[code], { parent: place, key: code });
    if (node !== undefined) found.push({ ...node, code });
  }
  return found;
}

/** Many rules ask for the responses of the same operations, one after the other. */
const read = new WeakMap<Description, WeakMap<Members, readonly Response[]>>();

/** Responses of an operation, references followed: the path is that of the response itself. Extensions are left out. */
export function responsesOf(operation: Members, path: Path, description: Description): readonly Response[] {
  const operations = read.get(description) ?? new WeakMap<Members, readonly Response[]>();
  read.set(description, operations);
  const responses = operations.get(operation) ?? readResponses(operation, path, description);
  operations.set(operation, responses);
  return responses;
}

/** A status code or range (`4XX`) of the class that begins with this digit; never `default`. */
export const isOfClass = (code: string, digit: number): boolean => code.length === 3 && code.startsWith(String(digit));

/**
 * Whether a code of an operation tells of an error. `default` does beside others; alone it stands for every answer, also
 * the good one.
 */
export const isErrorCode = (code: string, { responses }: Members): boolean =>
  isOfClass(code, 4) ||
  isOfClass(code, 5) ||
  (code === 'default' && isObject(responses) && Object.keys(responses).some((other) => isOfClass(other, 2)));

/** Whether this API gives the answers of an operation: those of callbacks and webhooks come from who receives the call. */
export function isAnsweredHere(path: Path): boolean {
  for (let place = path; place !== undefined; place = place.parent) {
    if (place.key === 'callbacks' || (place.key === 'webhooks' && place.parent === undefined)) return false;
  }
  return true;
}

/**
 * Judges the responses of every operation whose code is wanted, each once, however many operations share it. (In Swagger
 * 2.0 an operation's own `produces` says what a shared response carries, so that it is judged again.)
 */
export function judgeResponses(
  description: Description,
  wanted: (code: string, operation: Node) => boolean,
  judge: (response: Response, operation: Node) => void,
): Visitors {
  const judged = new Set<Members>();
  return {
    operation(value, path) {
      const operation = { value, path };
      const again = description.version === 'swagger-2.0' && Array.isArray(value.produces);
      for (const response of responsesOf(value, path, description)) {
        if (!wanted(response.code, operation) || (judged.has(response.value) && !again)) continue;
        judged.add(response.value);
        judge(response, operation);
      }
    },
  };
}

/** The names of the headers a response declares, as written. */
export const headerNamesOf = ({ headers }: Members): readonly string[] =>
  isObject(headers) ? Object.keys(headers).filter((name) => name !== '$ref') : [];

const lowerCaseNames = new WeakMap<Members, ReadonlySet<string>>();

/** Names of headers compare whatever their case. */
export function declaresHeader(response: Members, name: string): boolean {
  let names = lowerCaseNames.get(response);
  if (names === undefined) {
    names = new Set(headerNamesOf(response).map((declared) => declared.toLowerCase()));
    lowerCaseNames.set(response, names);
  }
  return names.has(name.toLowerCase());
}

/** Where a reader would add a header to a response. */
export const headersPlace = ({ value, path }: Node): Path => (isObject(value.headers) ? at(path, 'headers') : path);

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

/** Media types of a request body or a response of OpenAPI 3; their objects may be references from 3.2. */
function contentsOfMap(content: unknown, parent: Path, { version, resolve }: Description): readonly Content[] {
  if (!isObject(content)) return [];
  return Object.keys(content).map((mediaType) => {
    const path = at(parent, mediaType);
    const written = { value: content[mediaType], path };
    const found = version === 'openapi-3.2' ? (resolve(written.value, path) ?? written) : written;
    return { mediaType, path, schema: memberOf(found.value, 'schema'), schemaPath: at(found.path, 'schema') };
  });
}

/** What a response carries; in Swagger 2.0 by the `produces` of its operation or of the document, when it has a schema. */
export function contentsOfResponse(
  { value, path }: Node,
  operation: Members,
  description: Description,
): readonly Content[] {
  const { root, version } = description;
  if (version !== 'swagger-2.0') return contentsOfMap(value.content, at(path, 'content'), description);
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
    const contents = contentsOfMap(found.value.content, at(found.path, 'content'), description);
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

export type GivenBody = {
  /** Where the operation, or its path item for all, is given the body: what to remove if it should have none. */
  readonly place: Path;
  /** What is given, references followed: a request body, or a parameter. Undefined: not assessable. */
  readonly node: Node | undefined;
};

/** The body an operation is given, forms included; from Swagger 2.0 the first parameter that goes into the body. */
export function givenBodyOf(operation: Node, item: Node, { version, resolve }: Description): GivenBody | undefined {
  if (version !== 'swagger-2.0') {
    const { requestBody } = operation.value;
    const place = at(operation.path, 'requestBody');
    return requestBody === undefined || requestBody === null ? undefined : { place, node: resolve(requestBody, place) };
  }
  for (const { value, path } of [operation, item]) {
    const parameters = Array.isArray(value.parameters) ? value.parameters : [];
    for (const [index, parameter] of parameters.entries()) {
      const place = at(path, 'parameters', index);
      const node = resolve(parameter, place);
      if (node?.value.in === 'body' || node?.value.in === 'formData') return { place, node };
    }
  }
  return undefined;
}

/** Tells each operation of a method that is given a body, at the body. */
export const forbidBody = (description: Description, method: Method, { tell, saw }: Teller<'body'>): Visitors => ({
  'path-item'(value, path) {
    for (const operation of operationsOf(value, path)) {
      if (operation.method !== method) continue;
      saw();
      const body = givenBodyOf(operation, { value, path }, description);
      if (body !== undefined) tell(body.place, 'body', { path: keyOf(path) });
    }
  },
});

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
