/**
 * Sample: a valid OpenAPI 3.0 description in YAML, as municipalities publish them. Once it is repaired the national
 * catalogue would take it.
 */

/** What every answer of the repaired one says of limits and caching. */
const answerHeaders = `          headers:
            Cache-Control:
              $ref: '#/components/headers/Cache-Control'
            RateLimit-Limit:
              $ref: '#/components/headers/RateLimit-Limit'
            RateLimit-Remaining:
              $ref: '#/components/headers/RateLimit-Remaining'
            RateLimit-Reset:
              $ref: '#/components/headers/RateLimit-Reset'
`;

const limitHeader = (name: string, what: string): string => `    ${name}:
      description: ${what}
      schema:
        type: integer
        format: int32
`;

const headers = `  headers:
    Cache-Control:
      description: 'Sempre no-store: sono dati personali'
      schema:
        type: string
${limitHeader('RateLimit-Limit', 'Richieste ammesse nella finestra')}${limitHeader('RateLimit-Remaining', 'Richieste ancora disponibili')}${limitHeader('RateLimit-Reset', 'Secondi mancanti alla prossima finestra')}`;

const repairedServer = (origin: string): string => `  - url: https://api.comune-di-esempio.example/anagrafe/v1
    description: Esercizio
    x-healthCheck:
      url: ${origin}/anagrafe/v1/status
      interval: 300
      timeout: 10
`;

const firstServer = (origin: string): string => `  - url: ${origin}/anagrafe/v1
    description: Esercizio
`;

export const anagrafe = (origin: string, repaired: boolean): string => `openapi: 3.0.3
info:
  title: Anagrafe della popolazione residente
  version: ${repaired ? '1.4.1' : '1.4.0'}
  description: |
    Interrogazione dei certificati anagrafici dei residenti.
    Amministrazione immaginaria: questo servizio serve solo a mostrare Vedetta.
  x-summary: Certificati anagrafici dei residenti
  x-api-id: 5f0c6d1a-3f0b-4b7e-9f0e-000000000001
  contact:
    name: Ufficio anagrafe
    email: anagrafe@comune-di-esempio.example
  license:
    name: EUPL-1.2
    url: https://spdx.org/licenses/EUPL-1.2.html
servers:
${repaired ? repairedServer(origin) : firstServer(origin)}tags:
  - name: certificati
    description: Certificati e stati di famiglia
  - name: servizio
    description: Stato del servizio
paths:
  /status:
    get:
      operationId: getStatus
      summary: Stato del servizio
      tags: [servizio]
      responses:
        '200':
          description: Il servizio risponde
${repaired ? answerHeaders : ''}          content:
            application/problem+json:
              schema:
                $ref: '#/components/schemas/Problem'
        default:
          $ref: '#/components/responses/Errore'
  /residenti/{codice_fiscale}/certificati:
    get:
      operationId: listCertificati
      summary: Elenco dei certificati disponibili
      tags: [certificati]
      parameters:
        - name: codice_fiscale
          in: path
          required: true
          schema:
            $ref: '#/components/schemas/CodiceFiscale'
        - name: limit
          in: query
          schema:
            type: integer
            format: int32
            minimum: 1
            maximum: 100
            default: 20
      responses:
        '200':
          description: Certificati trovati
${repaired ? answerHeaders : ''}          content:
            application/json:
              schema:
                type: object
                required: [items]
                properties:
                  items:
                    type: array
                    maxItems: 100
                    items:
                      $ref: '#/components/schemas/Certificato'
        default:
          $ref: '#/components/responses/Errore'
components:
${repaired ? headers : ''}  responses:
    Errore:
      description: La richiesta non è stata soddisfatta
      content:
        application/problem+json:
          schema:
            $ref: '#/components/schemas/Problem'
  schemas:
    CodiceFiscale:
      type: string
      pattern: '^[A-Z0-9]{16}$'
      example: RSSMRA80A01H501U
    Certificato:
      type: object
      required: [tipo, rilasciato_il]
      properties:
        tipo:
          type: string
          enum: [nascita, residenza, stato-di-famiglia]
        rilasciato_il:
          type: string
          format: date
        protocollo:
          type: string
          maxLength: 40
    Problem:
      type: object
      description: RFC 9457
      properties:
        type:
          type: string
          format: uri
        title:
          type: string
        status:
          type: integer
${repaired ? '          format: int32\n' : ''}        detail:
          type: string
`;
