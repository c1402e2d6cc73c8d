/** Sample: an invalid description: its second operation has no responses, which OpenAPI 3.0 requires. */
export const referti = (origin: string): string => `openapi: 3.0.1
info:
  title: Referti di laboratorio
  version: 1.0.0
  description: >-
    Amministrazione immaginaria: questo servizio serve solo a mostrare Vedetta.
  contact:
    name: Laboratorio analisi
    email: laboratorio@asl-di-fantasia.example
servers:
  - url: ${origin}/referti/v1
paths:
  /referti/{id}:
    get:
      operationId: getReferto
      summary: Un referto
      parameters:
        - name: id
          in: path
          required: true
          schema:
            type: string
      responses:
        '200':
          description: Il referto
          content:
            application/pdf:
              schema:
                type: string
                format: binary
    delete:
      operationId: deleteReferto
      summary: Cancella un referto
      parameters:
        - name: id
          in: path
          required: true
          schema:
            type: string
`;
