/** RAC_REST_NAME_003: names of headers in Hyphenated-Pascal-Case, in requests. */
import { isTrainCase, toBetterName } from '../reading/header-names.ts';
import { memoise } from '../reading/memoise.ts';
import { at } from '../reading/operations.ts';
import { defineRule, everyVersion } from '../rule.ts';

export const requestHeadersTrainCase = defineRule({
  id: 'request-headers-train-case',
  severity: 'hint',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_REST_NAME_003',
  level: 'SHOULD',
  versions: everyVersion,
  title: {
    en: 'Names of request headers are in Hyphenated-Pascal-Case',
    it: 'I nomi degli header di richiesta sono in Hyphenated-Pascal-Case',
  },
  why: {
    en: 'Case does not matter to machines, but one way of writing lets people find a header in code, logs and documents.',
    it: 'Alle macchine le maiuscole non importano, ma una grafia sola permette alle persone di ritrovare un header in codice, log e documenti.',
  },
  fix: {
    en: 'Begin each word with a capital and join words with hyphens: `Accept-Language`, `Message-ID`.',
    it: 'Iniziare ogni parola con la maiuscola e unire le parole con trattini: `Accept-Language`, `Message-ID`.',
  },
  faults: {
    otherCase: {
      message: {
        en: 'The request header `{name}` is not in Hyphenated-Pascal-Case',
        it: 'L’header di richiesta `{name}` non è in Hyphenated-Pascal-Case',
      },
      fix: { en: 'Call it `{better}`.', it: 'Chiamarlo `{better}`.' },
      snippet: { name: '{better}', in: 'header' },
    },
  },
  examples: {
    good: [
      {
        yaml: `paths:
  /tributi:
    get:
      parameters:
        - { name: Accept-Language, in: header }
        - { name: Agid-JWT-Signature, in: header }
        - { name: codice_fiscale, in: query }
`,
      },
    ],
    bad: [
      {
        yaml: `paths:
  /tributi:
    get:
      parameters:
        - name: codice_ente  # ✗ 11
          in: header
        - name: accept-language  # ✗ 11
          in: header
`,
      },
    ],
  },
  create(_, { tell, saw }) {
    const betterOf = memoise((name) => (isTrainCase(name) ? undefined : toBetterName(name)));
    return {
      parameter({ name, in: where }, path) {
        if (where !== 'header' || typeof name !== 'string') return;
        saw();
        const better = betterOf(name);
        if (better !== undefined) tell(at(path, 'name'), 'otherCase', { name, better });
      },
    };
  },
});
