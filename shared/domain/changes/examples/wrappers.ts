/** A fragment in a whole description, where the subject of an id stands. */
import type { Schema } from './schema-effects.ts';

export type Members = { readonly [name: string]: unknown };

export type Wrapper = {
  /** Where the fragment stands, for people. */
  readonly where: string;
  readonly wrap: (fragment: Members) => Members;
};

const ok: Members = { responses: { '200': { description: 'Done' } } };

/** Members of the root beside what every description has. */
const describe = (members: Members): Members => ({
  openapi: '3.1.0',
  info: { title: 'Residents', version: '1.0.0' },
  paths: {},
  ...members,
});

const operation = (method: string, value: Members): Members =>
  describe({ paths: { '/residents': { [method]: value } } });

const json = (schema: Members): Members => ({ 'application/json': { schema } });

const asked = (schema: Schema): Members => operation('post', { requestBody: { content: json(schema) }, ...ok });

const answered = (schema: Schema): Members =>
  operation('get', { responses: { '200': { description: 'Found', content: json(schema) } } });

const parameter = (fragment: Members): Members => operation('get', { parameters: [fragment], ...ok });

const filter = (schema: Schema): Members => parameter({ name: 'filter', in: 'query', schema });

const named = (schema: Schema): Schema => ({ type: 'object', properties: { detail: schema } });

export const wrappers = {
  document: { where: 'description', wrap: describe },
  paths: { where: '`paths`', wrap: (paths) => describe({ paths }) },
  operation: { where: 'operation `GET /residents`', wrap: (value) => operation('get', { ...ok, ...value }) },
  write: { where: 'operation `POST /residents`', wrap: (value) => operation('post', { ...ok, ...value }) },
  response: {
    where: 'response of `GET /residents`',
    wrap: (value) => operation('get', { responses: { '200': { description: 'Found', ...value } } }),
  },
  parameter: { where: 'parameter of `GET /residents`', wrap: parameter },
  security: {
    where: 'security scheme `access`',
    wrap: (access) =>
      describe({
        paths: { '/residents': { get: { ...ok, security: [{ access: [] }] } } },
        components: { securitySchemes: { access } },
      }),
  },
  'global-security': {
    where: 'description',
    wrap: (members) =>
      describe({
        paths: { '/residents': { get: ok } },
        components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
        ...members,
      }),
  },
  'request-body': { where: 'schema of the request body', wrap: asked },
  'request-property': { where: 'property `detail` of the request body', wrap: (schema) => asked(named(schema)) },
  'request-read-only-property': {
    where: 'property `detail` of the request body',
    wrap: (schema) => asked(named({ ...schema, readOnly: true })),
  },
  'request-parameter': { where: 'schema of the parameter `filter`', wrap: filter },
  'request-parameter-property': {
    where: 'items of the parameter `filter`',
    wrap: (items) => filter({ type: 'array', items }),
  },
  'request-header': {
    where: 'schema of the header parameter `X-Options`',
    wrap: (schema) => parameter({ name: 'X-Options', in: 'header', schema }),
  },
  'request-header-property': {
    where: 'items of the header parameter `X-Options`',
    wrap: (items) => parameter({ name: 'X-Options', in: 'header', schema: { type: 'array', items } }),
  },
  'response-body': { where: 'schema of the response body', wrap: answered },
  'response-property': { where: 'property `detail` of the response body', wrap: (schema) => answered(named(schema)) },
  'response-write-only-property': {
    where: 'property `detail` of the response body',
    wrap: (schema) => answered(named({ ...schema, writeOnly: true })),
  },
  'response-header': {
    where: 'schema of the response header `X-Total`',
    wrap: (schema) =>
      operation('get', { responses: { '200': { description: 'Found', headers: { 'X-Total': { schema } } } } }),
  },
  'request-form': {
    where: 'field `detail` of the form that is sent',
    wrap: (schema) =>
      operation('post', {
        requestBody: { content: { 'application/x-www-form-urlencoded': { schema: named(schema) } } },
        ...ok,
      }),
  },
  'response-form': {
    where: 'field `detail` of the form that is answered',
    wrap: (schema) =>
      operation('get', {
        responses: {
          '200': { description: 'Found', content: { 'application/x-www-form-urlencoded': { schema: named(schema) } } },
        },
      }),
  },
  'request-text': {
    where: 'schema of the request body as text',
    wrap: (schema) => operation('post', { requestBody: { content: { 'text/plain': { schema } } }, ...ok }),
  },
  'response-text': {
    where: 'schema of the response body as text',
    wrap: (schema) =>
      operation('get', { responses: { '200': { description: 'Found', content: { 'text/plain': { schema } } } } }),
  },
} as const satisfies { readonly [name: string]: Wrapper };

export type WrapperName = keyof typeof wrappers;
