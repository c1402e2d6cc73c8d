/** RAC_REST_NAME_011: while the service is well, `/status` answers 200 with JSON, best as a problem payload. */
import { isObject } from '../../description/specification.ts';
import { at, contentsOfResponse, essenceOf, responsesOf } from '../reading/operations.ts';
import { statusOperation } from '../reading/status-path.ts';
import { defineRule, everyVersion, openapi3 } from '../rule.ts';

const accepted: ReadonlySet<string> = new Set(['application/problem+json', 'application/json']);

/** What says how the service answers when it is well. */
const isWell = (code: string): boolean => code === '200' || code.toUpperCase() === '2XX';

export const pathsStatusReturnJson = defineRule({
  id: 'paths-status-return-json',
  severity: 'error',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_REST_NAME_011',
  level: 'MUST',
  versions: everyVersion,
  title: { en: '`/status` answers 200 with JSON', it: '`/status` risponde 200 in JSON' },
  why: {
    en: 'Probes read the state of every service alike; an empty answer or a page for people tells them nothing.',
    it: 'Le sonde leggono allo stesso modo lo stato di ogni servizio; una risposta vuota o una pagina per persone non dice loro nulla.',
  },
  fix: {
    en: 'Describe a 200 answer of `/status` with `application/problem+json`.',
    it: 'Descrivere una risposta 200 di `/status` con `application/problem+json`.',
  },
  faults: {
    'no-200': {
      message: { en: 'The GET of `/status` has no 200 answer', it: 'La GET di `/status` non ha una risposta 200' },
    },
    nothing: {
      message: {
        en: 'The {code} answer of `/status` declares no JSON body',
        it: 'La risposta {code} di `/status` non dichiara un corpo JSON',
      },
    },
    'media-type': {
      message: {
        en: 'The {code} answer of `/status` is `{mediaType}`',
        it: 'La risposta {code} di `/status` è `{mediaType}`',
      },
      fix: {
        en: 'Answer with `application/problem+json` instead.',
        it: 'Rispondere invece con `application/problem+json`.',
      },
    },
  },
  examples: {
    good: [
      {
        versions: openapi3,
        yaml: 'paths:\n  /status:\n    get:\n      responses:\n        "200":\n          content:\n            application/problem+json: {}\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'produces: [application/problem+json]\npaths:\n  /status:\n    get:\n      responses:\n        "200":\n          schema: { type: object }\n',
      },
    ],
    bad: [
      {
        versions: openapi3,
        yaml: 'paths:\n  /status:\n    get:\n      responses:\n        "200":\n          content:\n            text/plain: {}  # ✗\n',
      },
      {
        versions: everyVersion,
        yaml: 'paths:\n  /status:\n    get:\n      responses:\n        "200":  # ✗\n          description: Il servizio è attivo\n',
      },
      {
        versions: everyVersion,
        yaml: 'paths:\n  /status:\n    get:\n      responses:  # ✗\n        "204": { description: Il servizio è attivo }\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'produces: [text/html]\npaths:\n  /status:\n    get:\n      responses:\n        "200":  # ✗\n          schema: { type: object }\n',
      },
    ],
  },
  create: (description, { tell, saw }) => ({
    document() {
      const { value: operation, path } = statusOperation(description) ?? {};
      if (operation === undefined) return;
      const { responses } = operation;
      const codes = isObject(responses) ? Object.keys(responses).filter(isWell) : [];
      if (codes.length === 0) return tell(isObject(responses) ? at(path, 'responses') : path, 'no-200');
      for (const response of responsesOf(operation, path, description)) {
        if (!codes.includes(response.code)) continue;
        saw();
        const contents = contentsOfResponse(response, operation, description);
        if (contents.length === 0) tell(response.path, 'nothing', { code: response.code });
        for (const { mediaType, path: place } of contents) {
          if (!accepted.has(essenceOf(mediaType))) tell(place, 'media-type', { code: response.code, mediaType });
        }
      }
    },
  }),
});
