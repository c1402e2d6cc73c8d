/** RAC_ROBUSTEZZA_001: the rate-limit headers of a 429 are all three of one family, or none. */
import { headersOfOpenapi, headersOfSwagger, rateLimitHeaders } from '../reading/header-snippets.ts';
import { headersPlace, isAnsweredHere, judgeResponses, keyOf } from '../reading/operations.ts';
import { readRateLimit } from '../reading/rate-limit.ts';
import { defineRule, everyVersion } from '../rule.ts';

const incomplete = {
  en: 'The rate-limit headers of the response `{response}`, used for 429, are not complete: it lacks {missing}',
  it: 'Gli header dei limiti di utilizzo della risposta `{response}`, usata per 429, sono incompleti: manca {missing}',
};
const mixed = {
  en: 'The response `{response}`, used for 429, mixes rate-limit headers with and without `X-`',
  it: 'La risposta `{response}`, usata per 429, mescola header dei limiti di utilizzo con e senza `X-`',
};
const snippet = headersOfOpenapi(rateLimitHeaders);
const swaggerSnippet = headersOfSwagger(rateLimitHeaders);

export const ratelimit429Completeness = defineRule({
  id: 'ratelimit-429-completeness',
  severity: 'error',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_ROBUSTEZZA_001',
  level: 'MUST',
  versions: everyVersion,
  title: {
    en: 'A 429 with rate-limit headers declares all three of one family',
    it: 'Un 429 con header dei limiti di utilizzo li dichiara tutti e tre, di una sola famiglia',
  },
  why: {
    en: 'Clients read limit, remaining and reset together; with one missing they cannot tell how long to wait.',
    it: 'I client leggono insieme limite, residuo e reset; se ne manca uno non possono sapere quanto attendere.',
  },
  fix: {
    en: 'Declare limit, remaining and reset together, either all with `X-RateLimit-` or all with `RateLimit-`.',
    it: 'Dichiarare insieme limite, residuo e reset, tutti con `X-RateLimit-` o tutti con `RateLimit-`.',
  },
  faults: {
    incomplete: { message: incomplete, snippet },
    mixed: { message: mixed, snippet },
    incompleteInSwagger: { message: incomplete, snippet: swaggerSnippet },
    mixedInSwagger: { message: mixed, snippet: swaggerSnippet },
  },
  examples: {
    good: [
      {
        yaml: `paths:
  /tributi:
    get:
      responses:
        "429":
          description: Troppe richieste
          headers:
            Retry-After: { description: Secondi da attendere }
            x-ratelimit-limit: { description: Richieste ammesse al minuto }
            x-ratelimit-remaining: { description: Richieste ancora disponibili }
            x-ratelimit-reset: { description: Secondi alla prossima finestra }
`,
      },
    ],
    bad: [
      {
        yaml: `paths:
  /tributi:
    get:
      responses:
        "429":
          description: Troppe richieste
          headers:  # ✗
            X-RateLimit-Limit: { description: Richieste ammesse al minuto }
            X-RateLimit-Reset: { description: Secondi alla prossima finestra }
    post:
      responses:
        "429":
          description: Troppe richieste
          headers:  # ✗
            X-RateLimit-Limit: { description: Richieste ammesse al minuto }
            RateLimit-Remaining: { description: Richieste ancora disponibili }
            RateLimit-Reset: { description: Secondi alla prossima finestra }
`,
      },
    ],
  },
  create: (description, { tell, saw }) => {
    const swagger = description.version === 'swagger-2.0';
    return judgeResponses(
      description,
      (code, { path }) => code === '429' && isAnsweredHere(path),
      (response) => {
        const { used, consistent, missing } = readRateLimit(response.value);
        if (used === 0) return;
        saw();
        if (consistent) return;
        const place = headersPlace(response);
        const named = { response: keyOf(response.path) };
        if (used > 1) tell(place, swagger ? 'mixedInSwagger' : 'mixed', named);
        else tell(place, swagger ? 'incompleteInSwagger' : 'incomplete', { ...named, missing: missing.join(', ') });
      },
    );
  },
});
