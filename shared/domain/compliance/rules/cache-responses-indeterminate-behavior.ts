/** RAC_REST_NAME_010: caching is switched off by `Cache-Control`, or ruled by it; silence leaves it to whoever stands between. */
import { saysWhetherCacheable } from '../reading/cache-headers.ts';
import { cacheControlHeader, headersOfOpenapi, headersOfSwagger } from '../reading/header-snippets.ts';
import { headersPlace, isAnsweredHere, isOfClass, judgeResponses, keyOf } from '../reading/operations.ts';
import { defineRule, everyVersion } from '../rule.ts';

const message = {
  en: 'The response `{response}` does not say whether it may be cached',
  it: 'La risposta `{response}` non dice se può essere conservata in cache',
};

/** Methods whose answers are kept without being asked to (RFC 9110 §9.2.3). */
const cacheable = ['get', 'head', 'query'];

export const cacheResponsesIndeterminateBehavior = defineRule({
  id: 'cache-responses-indeterminate-behavior',
  severity: 'info',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_REST_NAME_010',
  level: 'SHOULD',
  versions: everyVersion,
  title: {
    en: 'Every successful answer to a reading request says whether it may be cached',
    it: 'Ogni risposta positiva a una lettura dice se può essere conservata in cache',
  },
  why: {
    en: 'Without a word, proxies and browsers may keep an answer by their own rules, and show old or personal data to others.',
    it: 'Se tace, proxy e browser possono conservarla secondo regole proprie, e mostrare ad altri dati vecchi o personali.',
  },
  fix: {
    en: 'Declare `Cache-Control` among the headers of the response: `no-store`, unless caching is wanted.',
    it: 'Dichiarare `Cache-Control` tra gli header della risposta: `no-store`, a meno che la cache sia voluta.',
  },
  faults: {
    absent: { message, snippet: headersOfOpenapi(cacheControlHeader) },
    absentInSwagger: { message, snippet: headersOfSwagger(cacheControlHeader) },
  },
  examples: {
    good: [
      {
        yaml: `paths:
  /residenti:
    get:
      responses:
        "200":
          description: Residenti
          headers:
            cache-control: { description: Sempre no-store, schema: { type: string } }
`,
      },
      {
        versions: ['swagger-2.0'],
        yaml: `paths:
  /residenti:
    get:
      responses:
        "200":
          description: Residenti
          headers:
            Expires: { description: Mezzanotte, type: string }
`,
      },
    ],
    bad: [
      {
        yaml: `paths:
  /residenti:
    get:
      responses:
        "200":  # ✗
          description: Residenti
        "206":
          description: Una parte dei residenti
          headers:  # ✗
            Content-Range: { schema: { type: string } }
    post:
      responses:
        "201": { description: Creato }
`,
      },
    ],
  },
  create: (description, { tell, saw }) =>
    judgeResponses(
      description,
      (code, { path }) => isOfClass(code, 2) && cacheable.includes(keyOf(path)) && isAnsweredHere(path),
      (response) => {
        saw();
        if (saysWhetherCacheable(response.value)) return;
        const fault = description.version === 'swagger-2.0' ? 'absentInSwagger' : 'absent';
        tell(headersPlace(response), fault, { response: keyOf(response.path) });
      },
    ),
});
