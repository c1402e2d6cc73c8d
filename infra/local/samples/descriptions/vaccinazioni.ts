/** Sample: a description that leans on a file its publisher forgot to publish. */
export const vaccinazioni = (origin: string): string => `openapi: 3.0.3
info:
  title: Vaccinazioni
  version: 3.2.0
  description: >-
    Amministrazione immaginaria: questo servizio serve solo a mostrare Vedetta.
  contact:
    name: Igiene e prevenzione
    email: prevenzione@asl-di-fantasia.example
servers:
  - url: ${origin}/vaccinazioni/v3
paths:
  /vaccinazioni:
    get:
      operationId: listVaccinazioni
      summary: Vaccinazioni registrate
      responses:
        '200':
          description: Le vaccinazioni
          content:
            application/json:
              schema:
                type: array
                maxItems: 100
                items:
                  $ref: './schemi/vaccinazione.yaml#/Vaccinazione'
`;
