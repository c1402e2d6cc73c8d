/** Sample: a valid OpenAPI 3.2 description: a tag with a parent, a server with a name, a stream of items. */
export const viabilita = (origin: string): string => `openapi: 3.2.0
info:
  title: Viabilità provinciale
  version: 0.9.0
  summary: Cantieri e chiusure delle strade provinciali
  description: >-
    Amministrazione immaginaria: questo servizio serve solo a mostrare Vedetta.
  contact:
    name: Settore viabilità
    email: viabilita@provincia-immaginaria.example
servers:
  - name: esercizio
    url: ${origin}/viabilita/v0
tags:
  - name: strade
    summary: Strade
  - name: cantieri
    summary: Cantieri
    parent: strade
    kind: nav
paths:
  /cantieri:
    get:
      operationId: listCantieri
      summary: Cantieri aperti
      tags: [cantieri]
      responses:
        '200':
          description: I cantieri aperti
          content:
            application/json:
              schema:
                type: array
                maxItems: 1000
                items:
                  $ref: '#/components/schemas/Cantiere'
            application/jsonl:
              itemSchema:
                $ref: '#/components/schemas/Cantiere'
components:
  schemas:
    Cantiere:
      type: object
      required: [strada, chilometro]
      properties:
        strada:
          type: string
          examples: [SP 12]
        chilometro:
          type: number
          minimum: 0
        chiusa:
          type: boolean
          default: false
`;
