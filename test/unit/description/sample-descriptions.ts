/** Small valid descriptions that use most of each version, for tests that break them. */
import type { Members } from '../../../shared/domain/description/specification.ts';

const ok = { description: 'fine' };

export const swagger20: Members = {
  swagger: '2.0',
  info: { title: 'Anagrafe', version: '1', contact: { email: 'a@ente.example' }, 'x-api-id': 'a' },
  host: 'api.ente.example',
  basePath: '/v1',
  schemes: ['https'],
  tags: [{ name: 'a' }, { name: 'b' }],
  paths: {
    '/status': { get: { responses: { 200: ok } } },
    '/people/{id}': {
      parameters: [{ $ref: '#/parameters/id' }, { name: 'q', in: 'query', type: 'array', items: { type: 'string' } }],
      post: {
        operationId: 'post',
        parameters: [{ name: 'body', in: 'body', schema: { $ref: '#/definitions/Person' } }],
        responses: {
          200: {
            description: 'x',
            schema: { type: 'array', items: { $ref: '#/definitions/Person' } },
            headers: { A: { type: 'string' } },
          },
          default: { $ref: '#/responses/Error' },
        },
      },
    },
  },
  parameters: { id: { name: 'id', in: 'path', required: true, type: 'string', pattern: '^[a-z]+$' } },
  responses: { Error: { description: 'e', schema: { type: 'object', properties: { $ref: { type: 'string' } } } } },
  definitions: {
    Person: {
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string' }, friend: { $ref: '#/definitions/Person' } },
    },
  },
  securityDefinitions: { key: { type: 'apiKey', name: 'k', in: 'header' } },
};

const components = {
  schemas: {
    Person: {
      type: 'object',
      required: ['name'],
      properties: {
        name: { type: 'string', example: 'Ada' },
        friend: { $ref: '#/components/schemas/Person' },
      },
    },
  },
  parameters: { id: { name: 'id', in: 'path', required: true, schema: { type: 'string' } } },
  responses: { Error: { description: 'e', content: { 'application/json': { schema: { type: 'object' } } } } },
  headers: { Limit: { schema: { type: 'integer' } } },
  examples: { one: { value: { name: 'Ada' } } },
  requestBodies: { Body: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Person' } } } } },
  links: { self: { operationId: 'post' } },
  callbacks: { done: { '{$request.body#/url}': { post: { responses: { 200: ok } } } } },
  securitySchemes: {
    oauth: { type: 'oauth2', flows: { implicit: { authorizationUrl: 'https://a.example', scopes: {} } } },
  },
};

const paths = {
  '/status': { get: { responses: { 200: ok } } },
  '/people/{id}': {
    parameters: [{ $ref: '#/components/parameters/id' }],
    post: {
      operationId: 'post',
      tags: ['a'],
      requestBody: { $ref: '#/components/requestBodies/Body' },
      responses: {
        200: {
          description: 'x',
          headers: { 'X-Limit': { $ref: '#/components/headers/Limit' } },
          content: {
            'application/json': {
              schema: { type: 'array', items: { $ref: '#/components/schemas/Person' } },
              examples: { one: { $ref: '#/components/examples/one' } },
            },
          },
          links: { self: { $ref: '#/components/links/self' } },
        },
        default: { $ref: '#/components/responses/Error' },
      },
      callbacks: { done: { $ref: '#/components/callbacks/done' } },
      security: [{ oauth: [] }],
    },
  },
};

export const openapi30: Members = {
  openapi: '3.0.3',
  info: { title: 'Anagrafe', version: '1', license: { name: 'EUPL', url: 'https://eupl.eu' } },
  servers: [{ url: 'https://{env}.ente.example', variables: { env: { default: 'api', enum: ['api', 'test'] } } }],
  tags: [{ name: 'a' }],
  paths,
  components,
};

export const openapi31: Members = {
  ...openapi30,
  openapi: '3.1.0',
  webhooks: { changed: { post: { responses: { 200: ok } } } },
  components: {
    ...components,
    schemas: {
      ...components.schemas,
      Any: true,
      Later: {
        type: ['string', 'null'],
        $anchor: 'later',
        not: { const: 'a' },
        $defs: { x: { enum: [1] } },
      },
      Named: {
        $id: 'https://ente.example/named',
        properties: { a: { $ref: '#/$defs/b' } },
        $defs: { b: { type: 'string' } },
      },
    },
  },
};

export const openapi32: Members = {
  ...openapi31,
  openapi: '3.2.0',
  $self: 'https://ente.example/openapi.json',
  paths: {
    ...paths,
    '/search': {
      query: { responses: { 200: { description: 'x' } } },
      additionalOperations: { COPY: { responses: { 200: ok } } },
    },
  },
};

export const samples = {
  'swagger-2.0': swagger20,
  'openapi-3.0': openapi30,
  'openapi-3.1': openapi31,
  'openapi-3.2': openapi32,
};
