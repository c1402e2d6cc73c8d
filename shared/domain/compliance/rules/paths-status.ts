/** RAC_REST_NAME_011: a service says how it is at `/status`. */
import { isObject } from '../../description/specification.ts';
import { at } from '../reading/operations.ts';
import { problemOfOpenapi, problemOfSwagger } from '../reading/problem-snippets.ts';
import { findStatus, statusPath } from '../reading/status-path.ts';
import { defineRule, everyVersion, openapi3 } from '../rule.ts';

/** `/status` under a prefix that belongs to the server's URL: `/v1/status`, `/api/status`, `/Status/`. */
const misplaced = /^\/(?:(?:api|v\d[\d.]{0,9})\/){0,2}status\/?$/i;

const absent = { en: 'There is no path `/status`', it: 'Manca il path `/status`' };
const description = 'Il servizio è attivo';

export const pathsStatus = defineRule({
  id: 'paths-status',
  severity: 'error',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_REST_NAME_011',
  level: 'MUST',
  versions: everyVersion,
  title: {
    en: 'The API says at `/status` how it is',
    it: 'La API espone il proprio stato in `/status`',
  },
  why: {
    en: 'Whoever depends on the API can tell by one harmless request whether it is up, and where a fault lies.',
    it: 'Chi dipende dalla API capisce con una sola richiesta innocua se è attiva e dove sta un guasto.',
  },
  fix: {
    en: 'Add the path `/status` with a GET that answers 200 with `application/problem+json` while the service is well.',
    it: 'Aggiungere il path `/status` con una GET che risponda 200 con `application/problem+json` finché il servizio funziona.',
  },
  faults: {
    absent: {
      message: absent,
      snippet: {
        paths: {
          '/status': {
            get: {
              summary: 'Stato del servizio',
              responses: { 200: { description, ...problemOfOpenapi } },
            },
          },
        },
      },
    },
    // The same said with what Swagger 2.0 has.
    'absent-swagger': {
      message: absent,
      snippet: {
        paths: {
          '/status': {
            get: {
              summary: 'Stato del servizio',
              produces: ['application/problem+json'],
              responses: { 200: { description, ...problemOfSwagger } },
            },
          },
        },
      },
    },
    misplaced: {
      message: {
        en: 'The status is at `{path}`, not at `/status`',
        it: 'Lo stato è in `{path}`, non in `/status`',
      },
      fix: {
        en: 'Call the path `/status`; a prefix common to all paths belongs in the server’s URL.',
        it: 'Chiamare il path `/status`; un prefisso comune a tutti i path va nell’URL del server.',
      },
    },
    method: {
      message: { en: 'The path `/status` has no GET', it: 'Il path `/status` non ha una GET' },
    },
  },
  examples: {
    good: [
      {
        yaml: 'paths:\n  /status:\n    get:\n      responses:\n        "200": { description: Il servizio è attivo }\n',
      },
    ],
    bad: [
      { yaml: 'paths:  # ✗\n  /residenze: {}\n' },
      { yaml: 'paths:\n  /v1/status: {}  # ✗\n' },
      { yaml: 'paths:\n  /status:  # ✗\n    head: {}\n' },
    ],
  },
  create: (whole, { tell, saw }) => ({
    document({ paths }, path) {
      const { found } = findStatus(whole);
      if (found === 'unknown' || !isObject(paths)) return;
      saw();
      const place = at(path, 'paths');
      if (found === 'path') tell(at(place, statusPath), 'method');
      if (found !== 'nothing') return;
      const elsewhere = Object.keys(paths).find((key) => misplaced.test(key) && key !== statusPath);
      if (elsewhere !== undefined) tell(at(place, elsewhere), 'misplaced', { path: elsewhere });
      else tell(place, openapi3.includes(whole.version) ? 'absent' : 'absent-swagger');
    },
  }),
});
