/** Sample: a valid OpenAPI 3.1 description in JSON, with a summary and a webhook. */
export const tributi = (origin: string): string =>
  JSON.stringify(
    {
      openapi: '3.1.0',
      info: {
        title: 'Tributi comunali',
        version: '2.0.1',
        summary: 'Posizione tributaria e avvisi di pagamento',
        description: 'Amministrazione immaginaria: questo servizio serve solo a mostrare Vedetta.',
        contact: { name: 'Ufficio tributi', email: 'tributi@comune-di-esempio.example' },
        license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
      },
      servers: [{ url: `${origin}/tributi/v2`, description: 'Esercizio' }],
      tags: [{ name: 'avvisi' }, { name: 'servizio' }],
      security: [{ bearer: [] }],
      paths: {
        '/status': {
          get: {
            operationId: 'getStatus',
            summary: 'Stato del servizio',
            tags: ['servizio'],
            security: [],
            responses: {
              200: {
                description: 'Il servizio risponde',
                content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
              },
            },
          },
        },
        '/avvisi/{numero_avviso}': {
          get: {
            operationId: 'getAvviso',
            summary: 'Un avviso di pagamento',
            tags: ['avvisi'],
            parameters: [
              { name: 'numero_avviso', in: 'path', required: true, schema: { type: 'string', pattern: '^[0-9]{18}$' } },
            ],
            responses: {
              200: {
                description: "L'avviso",
                content: { 'application/json': { schema: { $ref: '#/components/schemas/Avviso' } } },
              },
              404: {
                description: 'Avviso sconosciuto',
                content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
              },
            },
          },
        },
      },
      webhooks: {
        avvisoPagato: {
          post: {
            summary: 'Un avviso è stato pagato',
            requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Avviso' } } } },
            responses: { 204: { description: 'Ricevuto' } },
          },
        },
      },
      components: {
        securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
        schemas: {
          Avviso: {
            type: 'object',
            required: ['numero', 'importo'],
            properties: {
              numero: { type: 'string' },
              importo: { type: 'number', exclusiveMinimum: 0 },
              scadenza: { type: ['string', 'null'], format: 'date' },
            },
          },
          Problem: {
            type: 'object',
            properties: { title: { type: 'string' }, status: { type: 'integer' }, detail: { type: 'string' } },
          },
        },
      },
    },
    null,
    2,
  );
