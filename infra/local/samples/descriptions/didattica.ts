/** Sample: a valid Swagger 2.0 description, as older systems still publish; it declares /status. */
export const didattica = (origin: string): string =>
  JSON.stringify(
    {
      swagger: '2.0',
      info: {
        title: 'Didattica',
        version: '1.7',
        description:
          'Insegnamenti e appelli. Amministrazione immaginaria: questo servizio serve solo a mostrare Vedetta.',
        contact: { name: 'Segreteria studenti', email: 'segreteria@universita-di-prova.example' },
      },
      host: new URL(origin).host,
      basePath: '/didattica/v1',
      schemes: ['http'],
      produces: ['application/json'],
      paths: {
        '/status': {
          get: {
            operationId: 'getStatus',
            summary: 'Stato del servizio',
            produces: ['application/problem+json'],
            responses: { 200: { description: 'Il servizio risponde' }, 503: { description: 'Il servizio è fermo' } },
          },
        },
        '/insegnamenti': {
          get: {
            operationId: 'listInsegnamenti',
            summary: 'Insegnamenti attivi',
            parameters: [{ name: 'anno', in: 'query', type: 'integer', minimum: 2000 }],
            responses: {
              200: {
                description: 'Gli insegnamenti',
                schema: { type: 'array', items: { $ref: '#/definitions/Insegnamento' } },
              },
            },
          },
        },
      },
      definitions: {
        Insegnamento: {
          type: 'object',
          required: ['codice', 'nome'],
          properties: { codice: { type: 'string' }, nome: { type: 'string' }, cfu: { type: 'integer' } },
        },
      },
    },
    null,
    2,
  );
