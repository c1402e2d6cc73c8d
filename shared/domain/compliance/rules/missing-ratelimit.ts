/**
 * RAC_ROBUSTEZZA_001 and 002: every answer says how much the caller may still ask for, and the description declares the
 * headers that say so. Those of 5xx are left out, and 429 has rules of its own.
 */
import { headersOfOpenapi, headersOfSwagger, rateLimitHeaders } from '../reading/header-snippets.ts';
import { headersPlace, isAnsweredHere, isOfClass, judgeResponses, keyOf } from '../reading/operations.ts';
import { readRateLimit } from '../reading/rate-limit.ts';
import { defineRule, everyVersion } from '../rule.ts';

const absent = {
  en: 'The response `{response}` declares no rate-limit headers',
  it: 'La risposta `{response}` non dichiara gli header dei limiti di utilizzo',
};
const incomplete = {
  en: 'The rate-limit headers of the response `{response}` are not complete: it lacks {missing}',
  it: 'Gli header dei limiti di utilizzo della risposta `{response}` sono incompleti: manca {missing}',
};
const snippet = headersOfOpenapi(rateLimitHeaders);
const swaggerSnippet = headersOfSwagger(rateLimitHeaders);

export const missingRatelimit = defineRule({
  id: 'missing-ratelimit',
  severity: 'warn',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_ROBUSTEZZA_001',
  level: 'MUST',
  versions: everyVersion,
  title: {
    en: 'Every 2xx and 4xx response declares the rate-limit headers',
    it: 'Ogni risposta 2xx e 4xx dichiara gli header dei limiti di utilizzo',
  },
  why: {
    en: 'Callers that see how much is left slow down by themselves, before they are refused.',
    it: 'Chi vede quanto gli resta rallenta da sé, prima di essere respinto.',
  },
  fix: {
    en: 'Declare `X-RateLimit-Limit`, `X-RateLimit-Remaining` and `X-RateLimit-Reset` (or the same without `X-`) in the response.',
    it: 'Dichiarare `X-RateLimit-Limit`, `X-RateLimit-Remaining` e `X-RateLimit-Reset` (o gli stessi senza `X-`) nella risposta.',
  },
  faults: {
    absent: { message: absent, snippet },
    incomplete: { message: incomplete, snippet },
    absentInSwagger: { message: absent, snippet: swaggerSnippet },
    incompleteInSwagger: { message: incomplete, snippet: swaggerSnippet },
  },
  examples: {
    good: [
      {
        yaml: `paths:
  /tributi:
    get:
      responses:
        "200":
          description: Tributi dovuti
          headers:
            X-RateLimit-Limit: { description: Richieste ammesse al minuto }
            X-RateLimit-Remaining: { description: Richieste ancora disponibili }
            X-RateLimit-Reset: { description: Secondi alla prossima finestra }
        "404":
          description: Nessun tributo
          headers:
            ratelimit-limit: { description: Richieste ammesse al minuto }
            ratelimit-remaining: { description: Richieste ancora disponibili }
            ratelimit-reset: { description: Secondi alla prossima finestra }
        "429": { description: Troppe richieste }
        "500": { description: Errore interno }
`,
      },
      {
        yaml: `paths:
  /tributi:
    get:
      responses:
        2XX:
          description: Tributi dovuti
          headers:
            RateLimit-Policy: { description: 100 richieste al minuto }
            RateLimit: { description: Richieste rimaste e secondi alla prossima finestra }
`,
      },
    ],
    bad: [
      {
        yaml: `paths:
  /tributi:
    get:
      responses:
        "200":
          description: Tributi dovuti
          headers:  # ✗
            X-RateLimit-Limit: { description: Richieste ammesse al minuto }
        "404": { description: Nessun tributo }  # ✗
`,
      },
    ],
  },
  create: (description, { tell, saw }) => {
    const swagger = description.version === 'swagger-2.0';
    return judgeResponses(
      description,
      (code, { path }) => (isOfClass(code, 2) || (isOfClass(code, 4) && code !== '429')) && isAnsweredHere(path),
      (response) => {
        saw();
        const { sufficient, used, missing } = readRateLimit(response.value);
        if (sufficient) return;
        const place = headersPlace(response);
        const named = { response: keyOf(response.path) };
        if (used === 0) tell(place, swagger ? 'absentInSwagger' : 'absent', named);
        else tell(place, swagger ? 'incompleteInSwagger' : 'incomplete', { ...named, missing: missing.join(', ') });
      },
    );
  },
});
