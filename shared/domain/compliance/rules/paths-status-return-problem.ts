/** RAC_REST_NAME_011, RAC_REST_NAME_008: when the service is not well, `/status` answers with a problem payload. */
import { contentsOfResponse, essenceOf, responsesOf } from '../reading/operations.ts';
import { statusOperation } from '../reading/status-path.ts';
import { defineRule, everyVersion, openapi3 } from '../rule.ts';

const isError = (code: string): boolean => /^[45]/.test(code) || code === 'default';

export const pathsStatusReturnProblem = defineRule({
  id: 'paths-status-return-problem',
  severity: 'error',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_REST_NAME_011',
  level: 'MUST',
  versions: everyVersion,
  title: {
    en: 'Errors of `/status` are `application/problem+json`',
    it: 'Gli errori di `/status` sono `application/problem+json`',
  },
  why: {
    en: 'When a service is down, its status is read by machines first: one format for all tells them what is wrong.',
    it: 'Quando un servizio è fermo, il suo stato lo leggono per prime le macchine: un formato unico dice loro che cosa non va.',
  },
  fix: {
    en: 'Describe every error answer of `/status` with `application/problem+json`.',
    it: 'Descrivere ogni risposta di errore di `/status` con `application/problem+json`.',
  },
  faults: {
    nothing: {
      message: {
        en: 'The {code} answer of `/status` declares no problem payload',
        it: 'La risposta {code} di `/status` non dichiara un problem',
      },
    },
    'media-type': {
      message: {
        en: 'The {code} answer of `/status` is `{mediaType}`',
        it: 'La risposta {code} di `/status` è `{mediaType}`',
      },
    },
  },
  examples: {
    good: [
      {
        versions: openapi3,
        yaml: 'paths:\n  /status:\n    get:\n      responses:\n        "503":\n          content:\n            application/problem+json: {}\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'paths:\n  /status:\n    get:\n      produces: [application/problem+json]\n      responses:\n        "503":\n          schema: { type: object }\n',
      },
    ],
    bad: [
      {
        versions: openapi3,
        yaml: 'paths:\n  /status:\n    get:\n      responses:\n        "503":\n          content:\n            application/json: {}  # ✗\n        default:  # ✗\n          description: Errore\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'produces: [application/json]\npaths:\n  /status:\n    get:\n      responses:\n        "503":  # ✗\n          schema: { type: object }\n        default:  # ✗\n          description: Errore\n',
      },
    ],
  },
  create: (description, { tell, saw }) => ({
    document() {
      const { value: operation, path } = statusOperation(description) ?? {};
      if (operation === undefined) return;
      for (const response of responsesOf(operation, path, description)) {
        const { code } = response;
        if (!isError(code)) continue;
        saw();
        const contents = contentsOfResponse(response, operation, description);
        if (contents.length === 0) tell(response.path, 'nothing', { code });
        for (const { mediaType, path: place } of contents) {
          if (essenceOf(mediaType) !== 'application/problem+json') tell(place, 'media-type', { code, mediaType });
        }
      }
    },
  }),
});
