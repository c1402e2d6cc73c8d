/** RAC_ROBUSTEZZA_001: who is over the limit gets a 429 that says when to come back; who has limits declares that answer. */
import { headersOfOpenapi, headersOfSwagger, retryAfterHeader } from '../reading/header-snippets.ts';
import {
  at,
  declaresHeader,
  headersPlace,
  isAnsweredHere,
  judgeResponses,
  keyOf,
  memberOf,
  type Response,
  responsesOf,
} from '../reading/operations.ts';
import { problemOfOpenapi, problemOfSwagger } from '../reading/problem-snippets.ts';
import { readRateLimit } from '../reading/rate-limit.ts';
import { defineRule, everyVersion } from '../rule.ts';

const message = {
  en: 'The response `{response}`, used for 429, does not declare `Retry-After`',
  it: 'La risposta `{response}`, usata per 429, non dichiara `Retry-After`',
};

const undeclared = {
  message: {
    en: 'The responses declare rate limits, but none says what happens beyond them (429)',
    it: 'Le risposte dichiarano limiti di utilizzo, ma nessuna dice che cosa accade oltre (429)',
  },
  fix: {
    en: 'Add the response 429 to the operation, with `Retry-After` among its headers.',
    it: 'Aggiungere all’operazione la risposta 429, con `Retry-After` tra gli header.',
  },
};
const refusal = { description: 'Troppe richieste' };

const isLimited = ({ value }: Response): boolean => readRateLimit(value).used > 0;

/** Codes under which an operation may tell of too many requests. */
const refusals = ['429', '4XX', '4xx', 'default'];

export const ratelimit429Presence = defineRule({
  id: 'ratelimit-429-presence',
  severity: 'warn',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_ROBUSTEZZA_001',
  level: 'MUST',
  versions: everyVersion,
  title: {
    en: 'Operations with limits declare a 429, and every 429 declares `Retry-After`',
    it: 'Le operazioni con limiti dichiarano un 429, e ogni 429 dichiara `Retry-After`',
  },
  why: {
    en: 'A client that is refused needs to know for how long, or it will keep asking.',
    it: 'Un client respinto deve sapere per quanto tempo, o continuerà a chiedere.',
  },
  fix: {
    en: 'Declare the header `Retry-After` in the response 429.',
    it: 'Dichiarare l’header `Retry-After` nella risposta 429.',
  },
  faults: {
    absent: { message, snippet: headersOfOpenapi(retryAfterHeader) },
    absentInSwagger: { message, snippet: headersOfSwagger(retryAfterHeader) },
    undeclared: {
      ...undeclared,
      snippet: { '429': { ...refusal, ...headersOfOpenapi(retryAfterHeader), ...problemOfOpenapi } },
    },
    undeclaredInSwagger: {
      ...undeclared,
      snippet: { '429': { ...refusal, ...headersOfSwagger(retryAfterHeader), ...problemOfSwagger } },
    },
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
          headers: { X-RateLimit-Limit: { description: Richieste ammesse al minuto } }
        "429":
          description: Troppe richieste
          headers:
            retry-after: { description: Secondi da attendere }
`,
      },
    ],
    bad: [
      {
        yaml: `paths:
  /tributi:
    get:
      responses:
        "429": { description: Troppe richieste }  # ✗
    post:
      responses:
        "429":
          description: Troppe richieste
          headers:  # ✗
            X-RateLimit-Limit: { description: Richieste ammesse al minuto }
  /uffici:
    get:
      responses:  # ✗
        "200":
          description: Uffici del comune
          headers: { X-RateLimit-Limit: { description: Richieste ammesse al minuto } }
`,
      },
    ],
  },
  create: (description, { tell, saw }) => {
    const swagger = description.version === 'swagger-2.0';
    const judged = judgeResponses(
      description,
      (code, { path }) => code === '429' && isAnsweredHere(path),
      (response) => {
        saw();
        if (declaresHeader(response.value, 'Retry-After')) return;
        tell(headersPlace(response), swagger ? 'absentInSwagger' : 'absent', { response: keyOf(response.path) });
      },
    );
    return {
      operation(operation, path) {
        judged.operation?.(operation, path);
        if (!isAnsweredHere(path) || !responsesOf(operation, path, description).some(isLimited)) return;
        saw();
        if (refusals.some((code) => memberOf(operation.responses, code) !== undefined)) return;
        tell(at(path, 'responses'), swagger ? 'undeclaredInSwagger' : 'undeclared');
      },
    };
  },
});
