/** RAC_REST_NAME_010: whoever supports caching documents it: the headers that rule it are described. */
import { isObject } from '../../description/specification.ts';
import { namesDirective } from '../reading/cache-headers.ts';
import { at, headerNamesOf } from '../reading/operations.ts';
import { defineRule, everyVersion } from '../rule.ts';

const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';

export const cacheResponsesUndocumented = defineRule({
  id: 'cache-responses-undocumented',
  severity: 'info',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_REST_NAME_010',
  level: 'MUST',
  versions: everyVersion,
  title: {
    en: 'The `Cache-Control` and `Expires` headers of responses say how long data may be kept',
    it: 'Gli header di risposta `Cache-Control` ed `Expires` spiegano per quanto si possono conservare i dati',
  },
  why: {
    en: 'Consumers plan their own caches by it; a header that is declared but not explained tells them nothing.',
    it: 'I fruitori vi regolano le proprie cache; un header dichiarato ma non spiegato non dice nulla.',
  },
  fix: {
    en: 'Describe the header; for `Cache-Control` name the directives it carries (`no-store`, `max-age` …).',
    it: 'Descrivere l’header; per `Cache-Control` nominare le direttive che contiene (`no-store`, `max-age` …).',
  },
  faults: {
    absent: {
      message: {
        en: 'The response header `{name}` is declared, but not described',
        it: 'L’header di risposta `{name}` è dichiarato ma non descritto',
      },
      snippet: { '{name}': { description: '`max-age=3600`: i dati cambiano al più una volta all’ora' } },
    },
    vague: {
      message: {
        en: 'The description of `{name}` names no directive, such as `no-store` or `max-age`',
        it: 'La descrizione di `{name}` non nomina alcuna direttiva, come `no-store` o `max-age`',
      },
    },
  },
  examples: {
    good: [
      {
        yaml: `components:
  responses:
    ElencoScuole:
      description: Scuole del comune
      headers:
        Cache-Control:
          schema: { type: string, enum: [no-store] }
        Expires:
          description: Mezzanotte del giorno corrente, quando l’elenco è rigenerato
          schema: { type: string }
`,
      },
      {
        versions: ['swagger-2.0'],
        yaml: `responses:
  ElencoScuole:
    description: Scuole del comune
    headers:
      Cache-Control: { type: string, description: Sempre no-store }
`,
      },
    ],
    bad: [
      {
        yaml: `paths:
  /scuole:
    get:
      responses:
        "200":
          description: Scuole del comune
          headers:
            cache-control:
              description: Regole della cache  # ✗
            Expires:
              $ref: "#/components/headers/Scadenza"
components:
  headers:
    Scadenza:  # ✗
      schema: { type: string }
`,
      },
      {
        versions: ['swagger-2.0'],
        yaml: `paths:
  /scuole:
    get:
      responses:
        "200":
          description: Scuole del comune
          headers:
            Cache-Control: { type: string }  # ✗
`,
      },
    ],
  },
  create: ({ resolve }, { tell, saw }) => ({
    response(response, path) {
      const headers = isObject(response.headers) ? response.headers : {};
      for (const name of headerNamesOf(response)) {
        if (!/^(?:cache-control|expires)$/i.test(name)) continue;
        const header = resolve(headers[name], at(path, 'headers', name));
        if (header === undefined) continue;
        saw();
        const described = isText(header.value.description);
        if (namesDirective(header.value) || (described && /^expires$/i.test(name))) continue;
        if (described) tell(at(header.path, 'description'), 'vague', { name });
        else tell(header.path, 'absent', { name });
      }
    },
  }),
});
