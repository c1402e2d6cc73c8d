/** Sample: a description that evolves kindly: version 1.1 adds an optional property and takes nothing away. */
export const prenotazioni = (origin: string, evolved: boolean): string =>
  JSON.stringify(
    {
      openapi: '3.1.0',
      info: {
        title: 'Prenotazioni degli sportelli',
        version: evolved ? '1.1.0' : '1.0.0',
        summary: 'Appuntamenti agli sportelli regionali',
        description: 'Amministrazione immaginaria: questo servizio serve solo a mostrare Vedetta.',
        contact: { name: 'Relazioni con il pubblico', email: 'urp@regione-ipotetica.example' },
      },
      servers: [
        {
          url: `${origin}/prenotazioni/v1`,
          description: 'Esercizio',
          'x-healthCheck': { url: `${origin}/prenotazioni/v1/status`, interval: 300, timeout: 10 },
        },
        { url: `${origin}/collaudo/prenotazioni/v1`, description: 'Collaudo', 'x-sandbox': true },
      ],
      tags: [{ name: 'appuntamenti' }],
      paths: {
        '/appuntamenti': {
          get: {
            operationId: 'listAppuntamenti',
            summary: 'Appuntamenti liberi',
            tags: ['appuntamenti'],
            parameters: [{ name: 'sportello', in: 'query', required: true, schema: { type: 'string', maxLength: 40 } }],
            responses: {
              200: {
                description: 'Gli appuntamenti liberi',
                content: {
                  'application/json': {
                    schema: { type: 'array', maxItems: 200, items: { $ref: '#/components/schemas/Appuntamento' } },
                  },
                },
              },
            },
          },
          post: {
            operationId: 'createAppuntamento',
            summary: 'Prenota un appuntamento',
            tags: ['appuntamenti'],
            requestBody: {
              required: true,
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Appuntamento' } } },
            },
            responses: { 201: { description: 'Prenotato' } },
          },
        },
      },
      components: {
        schemas: {
          Appuntamento: {
            type: 'object',
            required: ['sportello', 'inizio'],
            properties: {
              sportello: { type: 'string' },
              inizio: { type: 'string', format: 'date-time' },
              ...(evolved ? { lingua: { type: 'string', enum: ['it', 'de', 'fr', 'sl'], default: 'it' } } : {}),
            },
          },
        },
      },
    },
    null,
    2,
  );
