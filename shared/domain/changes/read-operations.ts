/**
 * The operations of a description in one shape, whatever its version (OpenAPI 3.x Path Item, Swagger 2.0 Path Item):
 * parameters of the path merged, bodies and forms of 2.0 as the content they are, each part with its own place.
 */
import type { Path } from '../description/json-pointer.ts';
import { isObject, type Members } from '../description/specification.ts';
import { at, type Document, fieldPlaces, isUnknown, listOf, member, membersOf, type Node, textOf } from './document.ts';

export type Parameter = {
  readonly in: string;
  readonly name: string;
  readonly value: Members;
  readonly path: Path;
  readonly isRequired: boolean;
  /** Declared for the whole path. */
  readonly isOfPath: boolean;
  readonly schema: Content | undefined;
};

/** A value of a schema with its place. */
export type Content = { readonly value: unknown; readonly path: Path };

export type MediaType = {
  /** With its parameters, in small letters. */
  readonly name: string;
  readonly path: Path;
  readonly schema: Content | undefined;
  /** Of each item of a sequence (OpenAPI 3.2, `itemSchema`). */
  readonly item?: Content | undefined;
  readonly isUnknown?: boolean;
  /** Of its parts, by name. */
  readonly encoding: Members;
};

/** By name in small letters, with parameters but charset. */
export type MediaTypes = ReadonlyMap<string, MediaType>;

export type Body = {
  readonly path: Path;
  readonly isUnknown: boolean;
  readonly isRequired: boolean;
  readonly content: MediaTypes;
};

type Header = {
  readonly path: Path;
  readonly name: string;
  readonly isRequired: boolean;
  readonly schema: Content | undefined;
};

export type Response = {
  readonly path: Path;
  readonly isUnknown: boolean;
  readonly headers: ReadonlyMap<string, Header>;
  readonly content: MediaTypes;
};

export type Operation = {
  /** Small letters. */
  readonly method: string;
  readonly template: string;
  readonly value: Members;
  readonly path: Path;
  readonly item: Node;
  readonly parameters: readonly Parameter[];
  /** Some of them are behind references that lead nowhere we can look. */
  readonly hasUnknownParameters: boolean;
  readonly body: Body | undefined;
  readonly responses: ReadonlyMap<string, Response>;
};

const methods: ReadonlySet<string> = new Set([
  ...['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'],
]);

/** The template with its names blanked: `/users/{}`. A trailing slash is kept: it is another address. */
export const blank = (template: string): string => template.replace(/\{[^{}/]*\}/g, '{}');

export function readOperations(document: Document): readonly Operation[] {
  const paths = membersOf(member(document.root, 'paths'));
  return Object.keys(paths)
    .filter((template) => template.startsWith('/'))
    .flatMap((template) => operationsOfItem(document, template, paths[template], at(undefined, 'paths', template)));
}

/** Of a path, a webhook or a callback. */
export function operationsOfItem(
  document: Document,
  template: string,
  value: unknown,
  path: Path,
): readonly Operation[] {
  const item = document.resolve(value, path);
  if (item === undefined) return [];
  const named = Object.keys(item.value)
    .filter((name) => methods.has(name.toLowerCase()))
    .map((name) => [name, item.value[name], at(item.path, name)] as const);
  const additional = membersOf(member(item.value, 'additionalOperations'));
  const others = Object.keys(additional).map(
    (name) => [name, additional[name], at(item.path, 'additionalOperations', name)] as const,
  );
  return [...named, ...others].flatMap(([name, operation, place]) =>
    isObject(operation) ? [readOperation(document, name.toLowerCase(), template, item, operation, place)] : [],
  );
}

function readOperation(
  document: Document,
  method: string,
  template: string,
  item: Node,
  value: Members,
  path: Path,
): Operation {
  const all = once(() => allParameters(document, item, value, path));
  const isOld = document.dialect === 'swagger-2.0';
  const body = once(() => (isOld ? oldBody(document, value, path, all()) : newBody(document, value, path)));
  const responses = once(() => readResponses(document, value, path));
  const isPartial = once(() =>
    [value, item.value].some((holder) =>
      listOf(member(holder, 'parameters')).some((each) => {
        const node = document.resolve(each, undefined);
        return node !== undefined && isUnknown(node);
      }),
    ),
  );
  return {
    method,
    template,
    value,
    path,
    item,
    get hasUnknownParameters() {
      return isPartial();
    },
    get parameters() {
      return all().filter((parameter) => parameter.in !== 'body' && parameter.in !== 'formData');
    },
    get body() {
      return body();
    },
    get responses() {
      return responses();
    },
  };
}

/** Most operations of a new revision are as they were: their parts are read when they are asked for. */
function once<T>(read: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: read() };
    return known.value;
  };
}

/** Its own, and those of its path that it does not override. */
function allParameters(document: Document, item: Node, value: Members, path: Path): readonly Parameter[] {
  const own = listParameters(document, member(value, 'parameters'), at(path, 'parameters'), false);
  const ofPath = listParameters(document, member(item.value, 'parameters'), at(item.path, 'parameters'), true);
  const keyOf = (parameter: Parameter): string => `${parameter.in} ${parameter.name}`;
  const ownKeys = new Set(own.map(keyOf));
  return [...own, ...ofPath.filter((parameter) => !ownKeys.has(keyOf(parameter)))];
}

/** The specification has them ignored as header parameters (OpenAPI 3.1.1 §4.8.12.2.1). */
const ignoredHeaders: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization']);

function listParameters(document: Document, list: unknown, path: Path, isOfPath: boolean): readonly Parameter[] {
  return listOf(list).flatMap((each, index) => {
    const node = document.resolve(each, at(path, index));
    const name = node && textOf(member(node.value, 'name'));
    const where = node && textOf(member(node.value, 'in'));
    if (node === undefined || name === undefined || where === undefined) return [];
    if (where === 'header' && ignoredHeaders.has(name.toLowerCase())) return [];
    const isRequired = where === 'path' || member(node.value, 'required') === true;
    return [{ in: where, name, ...node, isRequired, isOfPath, schema: schemaOf(document, node) }];
  });
}

/** Of a parameter or a header: its schema, that of its only media type, or (in 2.0) itself. */
function schemaOf(document: Document, { value, path }: Node): Content | undefined {
  const schema = member(value, 'schema');
  if (schema !== undefined) return { value: schema, path: at(path, 'schema') };
  if (document.dialect === 'swagger-2.0') {
    // `required` of a parameter is not that of a schema.
    const { required: _, ...self } = value;
    return { value: remembered(value, withBytes(self)), path };
  }
  const content = membersOf(member(value, 'content'));
  const [mediaType] = Object.keys(content);
  if (mediaType === undefined) return undefined;
  return { value: membersOf(content[mediaType]).schema ?? {}, path: at(path, 'content', mediaType, 'schema') };
}

/** A file of 2.0 is bytes, as OpenAPI 3 writes them. */
const withBytes = (value: Members): Members =>
  member(value, 'type') === 'file' ? { ...value, type: 'string', format: 'binary' } : value;

const selves = new WeakMap<Members, Members>();

/** The same object for the same source, so that a pair of them is compared once. */
function remembered(source: Members, made: Members): Members {
  const known = selves.get(source);
  if (known !== undefined) return known;
  selves.set(source, made);
  return made;
}

/** RFC 9110 §8.3.1: neither case nor the order of parameters matters; nor, here, in which charset a text is. */
const mediaTypeKey = (name: string): string => wholeMediaType(name).replace(/;charset=[^;]*/, '');

const wholeMediaType = (name: string): string => {
  const [type = '', ...parameters] = name
    .toLowerCase()
    .split(';')
    .map((part) => part.trim().replace(/\s*=\s*/, '='));
  return [type, ...parameters.filter((parameter) => parameter !== '').sort()].join(';');
};

/** Of names that are one but for a charset, the shortest is last and counts. */
const contentNames = (content: Members): readonly string[] => {
  const names = Object.keys(content);
  return new Set(names.map(mediaTypeKey)).size === names.length ? names : names.sort().reverse();
};

function readContent(document: Document, value: unknown, path: Path): MediaTypes {
  const content = membersOf(value);
  return new Map(
    contentNames(content).flatMap((name) => {
      const node = document.resolve(content[name], at(path, name));
      if (node === undefined) return [];
      const partOf = (keyword: string): Content | undefined => {
        const schema = member(node.value, keyword);
        return schema === undefined ? undefined : { value: schema, path: at(node.path, keyword) };
      };
      const mediaType: MediaType = {
        name: wholeMediaType(name),
        path: node.path,
        isUnknown: isUnknown(node),
        schema: partOf('schema'),
        item: partOf('itemSchema'),
        encoding: membersOf(member(node.value, 'encoding')),
      };
      return [[mediaTypeKey(name), mediaType] as const];
    }),
  );
}

function newBody(document: Document, value: Members, path: Path): Body | undefined {
  const node = document.resolve(member(value, 'requestBody'), at(path, 'requestBody'));
  if (node === undefined) return undefined;
  return {
    path: node.path,
    isUnknown: isUnknown(node),
    isRequired: member(node.value, 'required') === true,
    content: readContent(document, member(node.value, 'content'), at(node.path, 'content')),
  };
}

const oldTypes = (document: Document, value: Members, name: 'consumes' | 'produces'): readonly string[] => {
  const types = listOf(member(value, name) ?? member(document.root, name)).filter((type) => typeof type === 'string');
  return types.length === 0 ? ['application/json'] : types.map(mediaTypeKey);
};

/** Swagger 2.0: a body parameter, or a form's fields as the properties of one object. */
function oldBody(document: Document, value: Members, path: Path, all: readonly Parameter[]): Body | undefined {
  const body = all.find((parameter) => parameter.in === 'body');
  const fields = all.filter((parameter) => parameter.in === 'formData');
  if (body === undefined && fields.length === 0) return undefined;
  const isRequired = body?.isRequired ?? fields.some((field) => field.isRequired);
  const schema: Content | undefined =
    body?.schema ?? (body === undefined ? { value: formOf(fields), path: at(path, 'parameters') } : undefined);
  const types = oldTypes(document, value, 'consumes').filter((type) => body !== undefined || !/json/.test(type));
  const place = { path: body?.path ?? at(path, 'parameters'), schema, encoding: {}, name: '' };
  const names = types.length === 0 ? ['application/x-www-form-urlencoded'] : types;
  return { path: place.path, isUnknown: false, isRequired, content: new Map(names.map((type) => [type, place])) };
}

function formOf(fields: readonly Parameter[]): Members {
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(({ name, schema }) => [name, schema?.value ?? {}])),
    required: fields.filter((field) => field.isRequired).map(({ name }) => name),
    [fieldPlaces]: new Map(fields.map((field) => [field.name, field.path])),
  } as Members;
}

function readResponses(document: Document, value: Members, path: Path): ReadonlyMap<string, Response> {
  const responses = membersOf(member(value, 'responses'));
  return new Map(
    Object.keys(responses)
      .filter((status) => !status.startsWith('x-'))
      .flatMap((status) => {
        const node = document.resolve(responses[status], at(path, 'responses', status));
        return node === undefined ? [] : [[status.toLowerCase(), readResponse(document, value, node)] as const];
      }),
  );
}

function readResponse(document: Document, operation: Members, node: Node): Response {
  const headers = membersOf(member(node.value, 'headers'));
  return {
    path: node.path,
    isUnknown: isUnknown(node),
    headers: new Map(
      Object.keys(headers).flatMap((name) => {
        const header = document.resolve(headers[name], at(node.path, 'headers', name));
        // As is this header of a response (§4.8.17.1).
        if (header === undefined || name.toLowerCase() === 'content-type') return [];
        const isRequired = member(header.value, 'required') === true;
        return [[name.toLowerCase(), { path: header.path, name, isRequired, schema: schemaOf(document, header) }]];
      }),
    ),
    content:
      document.dialect === 'swagger-2.0'
        ? oldContent(document, operation, node)
        : readContent(document, member(node.value, 'content'), at(node.path, 'content')),
  };
}

function oldContent(document: Document, operation: Members, { value, path }: Node): MediaTypes {
  const schema = member(value, 'schema');
  if (schema === undefined) return new Map();
  const meant = isObject(schema) ? remembered(schema, withBytes(schema)) : schema;
  const place = { path, schema: { value: meant, path: at(path, 'schema') }, encoding: {}, name: '' };
  return new Map(oldTypes(document, operation, 'produces').map((type) => [type, place]));
}
