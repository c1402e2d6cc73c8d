/** RAC_ROBUSTEZZA_002: who answers 503 says when to come back. */
import { headersOfOpenapi, headersOfSwagger, retryAfterHeader } from '../reading/header-snippets.ts';
import { declaresHeader, headersPlace, isAnsweredHere, judgeResponses, keyOf } from '../reading/operations.ts';
import { defineRule, everyVersion } from '../rule.ts';

const message = {
  en: 'The response `{response}`, used for 503, does not declare `Retry-After`',
  it: 'La risposta `{response}`, usata per 503, non dichiara `Retry-After`',
};

export const missingRetryAfter = defineRule({
  id: 'missing-retry-after',
  severity: 'warn',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_ROBUSTEZZA_002',
  level: 'MUST',
  versions: everyVersion,
  title: { en: 'Every 503 declares `Retry-After`', it: 'Ogni 503 dichiara `Retry-After`' },
  why: {
    en: 'Without it every client tries again when it likes, and keeps an overloaded service down.',
    it: 'Senza, ogni client riprova quando vuole, e tiene a terra un servizio già sovraccarico.',
  },
  fix: {
    en: 'Declare the header `Retry-After` in the response 503.',
    it: 'Dichiarare l’header `Retry-After` nella risposta 503.',
  },
  faults: {
    absent: { message, snippet: headersOfOpenapi(retryAfterHeader) },
    absentInSwagger: { message, snippet: headersOfSwagger(retryAfterHeader) },
  },
  examples: {
    good: [
      {
        yaml: `paths:
  /tributi:
    get:
      responses:
        "503":
          description: Servizio sovraccarico
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
        "503": { description: Servizio sovraccarico }  # ✗
    post:
      responses:
        "503":
          description: Servizio sovraccarico
          headers:  # ✗
            Content-Language: { description: Lingua }
`,
      },
    ],
  },
  create: (description, { tell, saw }) =>
    judgeResponses(
      description,
      (code, { path }) => code === '503' && isAnsweredHere(path),
      (response) => {
        saw();
        if (declaresHeader(response.value, 'Retry-After')) return;
        const fault = description.version === 'swagger-2.0' ? 'absentInSwagger' : 'absent';
        tell(headersPlace(response), fault, { response: keyOf(response.path) });
      },
    ),
});
