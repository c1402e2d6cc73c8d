/**
 * Descriptions of any size with the shape of real ones: a stock of shared components, and for each resource two paths with
 * five operations that refer to it and have schemas of their own. The same numbers give the same text.
 */

const local = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` });
const json = (schema: unknown) => ({ 'application/json': { schema } });

const entities = 40;
const entityName = (index: number): string => `Pratica${index % entities}`;

/** Each refers to a few of later ones, at most three deep: never in a circle. */
function describeEntity(index: number): unknown {
  const deeper = index % 4 === 3 ? {} : { allegato: local('schemas', entityName(index + 1)) };
  return {
    type: 'object',
    description: `La pratica di tipo ${index}, come la tiene l’ufficio che l’ha aperta.`,
    required: ['id', 'oggetto'],
    properties: {
      id: { type: 'string', format: 'uuid', description: 'Identificativo della pratica.' },
      oggetto: { type: 'string', description: 'In breve, di che cosa si tratta.' },
      importo: { type: 'number', description: 'In euro.' },
      anno: { type: 'integer', format: 'int32', minimum: 1900, maximum: 2100 },
      aperta_il: { type: 'string', format: 'date' },
      stato: { type: 'string', enum: ['aperta', 'sospesa', 'chiusa'] },
      etichette: { type: 'array', items: { type: 'string', maxLength: 40 } },
      indirizzo: {
        type: 'object',
        properties: {
          via: { type: 'string', maxLength: 200 },
          cap: { type: 'string', pattern: '^[0-9]{5}$' },
          comune: { type: 'string' },
        },
      },
      ...(index < entities - 1 ? deeper : {}),
    },
  };
}

const header = (description: string) => ({ description, schema: { type: 'integer', format: 'int32' } });

const components = {
  parameters: {
    Identificativo: {
      name: 'id',
      in: 'path',
      required: true,
      description: 'Identificativo della pratica.',
      schema: { type: 'string', format: 'uuid' },
    },
    Limite: { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } },
    Traccia: { name: 'X-Request-ID', in: 'header', schema: { type: 'string' } },
  },
  headers: { Limite: header('Chiamate ammesse.'), Resto: header('Chiamate che restano.') },
  responses: Object.fromEntries(
    ['Errata', 'Vietata', 'Assente', 'Guasto'].map((name) => [
      name,
      {
        description: `La richiesta non ha avuto esito: ${name.toLowerCase()}.`,
        headers: {
          'X-RateLimit-Limit': local('headers', 'Limite'),
          'X-RateLimit-Remaining': local('headers', 'Resto'),
        },
        content: { 'application/problem+json': { schema: local('schemas', 'Problem') } },
      },
    ]),
  ),
  schemas: {
    Problem: {
      type: 'object',
      properties: {
        title: { type: 'string', maxLength: 200 },
        status: { type: 'integer', format: 'int32', minimum: 100, maximum: 599 },
        detail: { type: 'string' },
      },
    },
    ...Object.fromEntries(Array.from({ length: entities }, (_, index) => [entityName(index), describeEntity(index)])),
  },
  securitySchemes: { gettone: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
};

const errors = {
  '400': local('responses', 'Errata'),
  '404': local('responses', 'Assente'),
  default: local('responses', 'Guasto'),
};

function describeOperation(verb: string, resource: number, more: object): unknown {
  return {
    operationId: `${verb}Pratiche${resource}`,
    summary: `${verb} le pratiche del registro ${resource}`,
    description: 'Chi chiama deve essere abilitato al registro; ogni chiamata viene annotata con il suo motivo.',
    tags: [`registro-${resource % 20}`],
    ...more,
  };
}

const pageOf = (resource: number) => ({
  type: 'object',
  properties: {
    pratiche: { type: 'array', items: local('schemas', entityName(resource)) },
    totale: { type: 'integer', format: 'int64' },
    cursore: { type: 'string' },
  },
});

const answer = (description: string, schema: unknown) => ({
  description,
  headers: { 'X-Traccia': { schema: { type: 'string', maxLength: 64 } } },
  content: json(schema),
});

const operationsOfResource = 5;

function describeResource(resource: number): readonly (readonly [string, unknown])[] {
  const entity = local('schemas', entityName(resource));
  const change = {
    type: 'object',
    properties: { oggetto: { type: 'string' }, importo: { type: 'number', format: 'double', minimum: 0 } },
  };
  const ok = (schema: unknown) => ({ responses: { '200': answer('Come richiesto.', schema), ...errors } });
  return [
    [
      `/registri/${resource}/pratiche`,
      {
        parameters: [local('parameters', 'Traccia')],
        get: describeOperation('elenca', resource, {
          parameters: [local('parameters', 'Limite'), { name: 'stato', in: 'query', schema: { type: 'string' } }],
          ...ok(pageOf(resource)),
        }),
        post: describeOperation('apri', resource, { requestBody: { content: json(entity) }, ...ok(entity) }),
      },
    ],
    [
      `/registri/${resource}/pratiche/{id}`,
      {
        parameters: [local('parameters', 'Identificativo'), local('parameters', 'Traccia')],
        get: describeOperation('get', resource, ok(entity)),
        patch: describeOperation('modifica', resource, { requestBody: { content: json(change) }, ...ok(entity) }),
        delete: describeOperation('chiudi', resource, {
          responses: { '204': { description: 'Chiusa.' }, ...errors },
        }),
      },
    ],
  ];
}

/** JSON, indented as documents are published; about 1.6 kB for each operation. */
export function generateDescription(operations: number): string {
  const resources = Array.from({ length: Math.ceil(operations / operationsOfResource) }, (_, index) => index);
  const description = {
    openapi: '3.0.3',
    info: { title: 'Registri delle pratiche', version: '1.0', description: 'Un registro per ogni ufficio.' },
    servers: [
      { url: 'https://api.comune.esempio.it/registri/v1' },
      { url: 'http://localhost:8080', description: 'Prove' },
    ],
    paths: Object.fromEntries(resources.flatMap(describeResource)),
    components,
    security: [{ gettone: [] }],
  };
  return JSON.stringify(description, null, 2);
}

/** As many operations as fit into so many bytes. */
export function generateUpTo(bytes: number): string {
  const sizeOf = (operations: number): number => Buffer.byteLength(generateDescription(operations));
  const base = sizeOf(0);
  const each = (sizeOf(2000) - base) / 2000;
  let operations = Math.floor((bytes - base) / each / operationsOfResource) * operationsOfResource;
  let text = generateDescription(operations);
  while (Buffer.byteLength(text) > bytes) {
    operations -= operationsOfResource * 5;
    text = generateDescription(operations);
  }
  return text;
}
