/**
 * OpenAPI, Parameter Object and Response Object: a header parameter called `Accept`, `Content-Type` or `Authorization`, and
 * a response header `Content-Type`, are ignored: the description says these things elsewhere.
 */
import { at, headerNamesOf } from '../reading/operations.ts';
import { defineRule, openapi3 } from '../rule.ts';

export const noForbiddenHeaders = defineRule({
  id: 'no-forbidden-headers',
  severity: 'error',
  profile: 'guideline',
  official: 'full',
  reference: 'OPENAPI',
  level: 'MUST',
  versions: openapi3,
  title: {
    en: 'No header that OpenAPI ignores is declared: `Accept`, `Content-Type`, `Authorization`',
    it: 'Non è dichiarato alcun header che OpenAPI ignora: `Accept`, `Content-Type`, `Authorization`',
  },
  why: {
    en: 'Tools skip these declarations, so what they say (above all how to authenticate) is missing in generated clients.',
    it: 'Gli strumenti saltano queste dichiarazioni, quindi ciò che dicono (soprattutto come autenticarsi) manca nei client generati.',
  },
  fix: {
    en: 'Say it where OpenAPI foresees it: media types under `content`, credentials under `securitySchemes`.',
    it: 'Indicarlo dove OpenAPI lo prevede: i media type in `content`, le credenziali in `securitySchemes`.',
  },
  faults: {
    authorization: {
      message: {
        en: 'The header parameter `{name}` is ignored: credentials are declared by security schemes',
        it: 'Il parametro header `{name}` è ignorato: le credenziali si dichiarano con i security scheme',
      },
      fix: {
        en: 'Remove the parameter; declare a scheme in `components.securitySchemes` and name it in `security`.',
        it: 'Togliere il parametro; dichiarare uno schema in `components.securitySchemes` e richiamarlo in `security`.',
      },
      snippet: {
        components: { securitySchemes: { bearerAuth: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
        security: [{ bearerAuth: [] }],
      },
    },
    accept: {
      message: {
        en: 'The header parameter `{name}` is ignored: what can be asked for is the `content` of the responses',
        it: 'Il parametro header `{name}` è ignorato: ciò che si può chiedere è il `content` delle risposte',
      },
      fix: {
        en: 'Remove the parameter; list the media types under `content` of each response.',
        it: 'Togliere il parametro; elencare i media type nel `content` di ogni risposta.',
      },
    },
    contentType: {
      message: {
        en: 'The header parameter `{name}` is ignored: what can be sent is the `content` of the request body',
        it: 'Il parametro header `{name}` è ignorato: ciò che si può inviare è il `content` del corpo della richiesta',
      },
      fix: {
        en: 'Remove the parameter; list the media types under `requestBody.content`.',
        it: 'Togliere il parametro; elencare i media type in `requestBody.content`.',
      },
    },
    response: {
      message: {
        en: 'The response header `{name}` is ignored: the media type is the key under `content`',
        it: 'L’header di risposta `{name}` è ignorato: il media type è la chiave in `content`',
      },
      fix: {
        en: 'Remove the header; the media type is already said by `content`.',
        it: 'Togliere l’header; il media type è già indicato da `content`.',
      },
    },
  },
  examples: {
    good: [
      {
        yaml: `paths:
  /pratiche:
    get:
      parameters:
        - { name: Accept-Language, in: header }
        - { name: Authorization, in: query }
      responses:
        "200":
          description: Pratiche aperte
          headers: { Content-Language: { description: Lingua } }
`,
      },
    ],
    bad: [
      {
        yaml: `paths:
  /pratiche:
    get:
      parameters:
        - name: authorization  # ✗ 11
          in: header
        - name: Accept  # ✗ 11
          in: header
        - name: Content-Type  # ✗ 11
          in: header
      responses:
        "200":
          description: Pratiche aperte
          headers:
            Content-Type: { description: Sempre JSON }  # ✗
`,
      },
    ],
  },
  create: (_, { tell, saw }) => ({
    parameter({ name, in: where }, path) {
      if (where !== 'header' || typeof name !== 'string') return;
      saw();
      const place = at(path, 'name');
      const compared = name.toLowerCase();
      if (compared === 'authorization') tell(place, 'authorization', { name });
      if (compared === 'accept') tell(place, 'accept', { name });
      if (compared === 'content-type') tell(place, 'contentType', { name });
    },
    response(response, path) {
      for (const name of headerNamesOf(response)) {
        saw();
        if (name.toLowerCase() === 'content-type') tell(at(path, 'headers', name), 'response', { name });
      }
    },
  }),
});
