/** Sample: a valid OpenAPI 3.0 description that writes shared parts once, with YAML anchors and merge keys. */
export const rifugi = (origin: string): string => `openapi: 3.0.3
info:
  title: Rifugi e sentieri
  version: 1.0.0
  description: >-
    Amministrazione immaginaria: questo servizio serve solo a mostrare Vedetta.
  contact:
    name: Ufficio turismo
    email: turismo@comunita-montana-del-campione.example
servers:
  - url: ${origin}/rifugi/v1
x-comune:
  elenco: &elenco
    parameters:
      - name: quota_minima
        in: query
        schema:
          type: integer
          minimum: 0
paths:
  /rifugi:
    get:
      <<: *elenco
      operationId: listRifugi
      summary: Rifugi aperti
      responses:
        '200':
          description: I rifugi
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Luoghi'
  /sentieri:
    get:
      <<: *elenco
      operationId: listSentieri
      summary: Sentieri percorribili
      responses:
        '200':
          description: I sentieri
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Luoghi'
components:
  schemas:
    Luoghi:
      type: array
      maxItems: 500
      items:
        type: object
        required: [nome]
        properties:
          nome:
            type: string
          quota:
            type: integer
`;
