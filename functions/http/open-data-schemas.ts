/** JSON Schemas of open data, as our OpenAPI shows them. */

type Schema = { readonly [keyword: string]: unknown };

const text: Schema = { type: 'string' };
const texts: Schema = { type: 'array', items: text };

export const openDataSchemas: { readonly [name: string]: Schema } = {
  TableSchema: {
    type: 'object',
    description: 'A Frictionless Table Schema (Data Package 2.0); `description_it` is the description in Italian',
    required: ['$schema', 'name', 'schema_version', 'fields', 'fieldsMatch', 'missingValues', 'primaryKey'],
    properties: {
      $schema: { ...text, format: 'uri' },
      name: text,
      schema_version: { type: 'integer', format: 'int32', minimum: 1 },
      fields: {
        type: 'array',
        items: {
          type: 'object',
          description: 'One column',
          required: ['name', 'type', 'description', 'description_it'],
          properties: {
            name: text,
            type: text,
            format: text,
            delimiter: text,
            itemType: text,
            description: text,
            description_it: text,
            constraints: {
              type: 'object',
              properties: { required: { type: 'boolean' }, enum: texts },
            },
          },
        },
      },
      fieldsMatch: texts,
      missingValues: texts,
      primaryKey: texts,
    },
  },
  JsonLd: {
    type: 'object',
    description: 'A JSON-LD 1.1 document: nodes of DCAT-AP 3.0, with the context that their names are of',
    required: ['@context', '@graph'],
    properties: {
      '@context': { type: 'object', additionalProperties: text },
      '@graph': {
        type: 'array',
        items: {
          type: 'object',
          description: 'A node: a catalogue, an agent, a data service, or which part of a list this is',
          required: ['@id', '@type'],
          properties: { '@id': { ...text, format: 'uri' }, '@type': text },
          additionalProperties: true,
        },
      },
    },
  },
};
