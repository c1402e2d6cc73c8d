/** RAC_REST_NAME_003: names of headers in Hyphenated-Pascal-Case, in responses. */
import { isTrainCase, toBetterName } from '../reading/header-names.ts';
import { memoise } from '../reading/memoise.ts';
import { at, headerNamesOf } from '../reading/operations.ts';
import { defineRule, everyVersion } from '../rule.ts';

export const responseHeadersTrainCase = defineRule({
  id: 'response-headers-train-case',
  severity: 'hint',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_REST_NAME_003',
  level: 'SHOULD',
  versions: everyVersion,
  title: {
    en: 'Names of response headers are in Hyphenated-Pascal-Case',
    it: 'I nomi degli header di risposta sono in Hyphenated-Pascal-Case',
  },
  why: {
    en: 'Case does not matter to machines, but one way of writing lets people find a header in code, logs and documents.',
    it: 'Alle macchine le maiuscole non importano, ma una grafia sola permette alle persone di ritrovare un header in codice, log e documenti.',
  },
  fix: {
    en: 'Begin each word with a capital and join words with hyphens: `Retry-After`, `ETag`.',
    it: 'Iniziare ogni parola con la maiuscola e unire le parole con trattini: `Retry-After`, `ETag`.',
  },
  faults: {
    otherCase: {
      message: {
        en: 'The response header `{name}` is not in Hyphenated-Pascal-Case',
        it: 'L’header di risposta `{name}` non è in Hyphenated-Pascal-Case',
      },
      fix: { en: 'Call it `{better}`.', it: 'Chiamarlo `{better}`.' },
      snippet: { headers: { '{better}': { description: '…' } } },
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
          headers:
            ETag: { description: Versione dell’elenco }
            X-RateLimit-Limit: { description: Richieste ammesse al minuto }
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
          headers:
            etag: { description: Versione dell’elenco }  # ✗
            numeroTotale: { description: Quanti sono in tutto }  # ✗
`,
      },
    ],
  },
  create(_, { tell, saw }) {
    const betterOf = memoise((name) => (isTrainCase(name) ? undefined : toBetterName(name)));
    return {
      response(response, path) {
        for (const name of headerNamesOf(response)) {
          saw();
          const better = betterOf(name);
          if (better !== undefined) tell(at(path, 'headers', name), 'otherCase', { name, better });
        }
      },
    };
  },
});
