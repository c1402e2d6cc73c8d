/**
 * Sample: a description that breaks its clients: it drops an operation and makes a parameter required, and still calls
 * itself version 1.
 */
const withdrawn = `  /bandi/{id}/allegati:
    get:
      operationId: listAllegati
      summary: Allegati di un bando
      parameters:
        - $ref: '#/components/parameters/id'
      responses:
        '200':
          description: Gli allegati
          content:
            application/json:
              schema:
                type: array
                items:
                  type: string
                  format: uri
`;

export const bandi = (origin: string, broken: boolean): string => `openapi: 3.0.3
info:
  title: Bandi e contributi
  version: ${broken ? '1.4.0' : '1.3.2'}
  description: >-
    Bandi di finanziamento aperti e chiusi.
    Amministrazione immaginaria: questo servizio serve solo a mostrare Vedetta.
  contact:
    name: Ufficio contributi
    email: contributi@regione-ipotetica.example
servers:
  - url: ${origin}/bandi/v1
paths:
  /bandi:
    get:
      operationId: listBandi
      summary: Elenco dei bandi
      parameters:
        - name: anno
          in: query
          required: ${broken}
          schema:
            type: integer
            minimum: 2000
      responses:
        '200':
          description: I bandi
          content:
            application/json:
              schema:
                type: array
                maxItems: 500
                items:
                  $ref: '#/components/schemas/Bando'
  /bandi/{id}:
    get:
      operationId: getBando
      summary: Un bando
      parameters:
        - $ref: '#/components/parameters/id'
      responses:
        '200':
          description: Il bando
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Bando'
${broken ? '' : withdrawn}components:
  parameters:
    id:
      name: id
      in: path
      required: true
      schema:
        type: string
        format: uuid
  schemas:
    Bando:
      type: object
      required: [id, titolo]
      properties:
        id:
          type: string
          format: uuid
        titolo:
          type: string
        dotazione:
          type: number
          minimum: 0
        scadenza:
          type: string
          format: date
`;
