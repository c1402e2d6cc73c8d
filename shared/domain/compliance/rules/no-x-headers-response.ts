/** RFC 6648: new headers have no `X-` in front, in responses. The names that the guideline itself gives are free. */
import { isNeedlessX, withoutX } from '../reading/header-names.ts';
import { memoise } from '../reading/memoise.ts';
import { at, headerNamesOf } from '../reading/operations.ts';
import { defineRule, everyVersion } from '../rule.ts';

export const noXHeadersResponse = defineRule({
  id: 'no-x-headers-response',
  severity: 'warn',
  profile: 'guideline',
  official: 'full',
  reference: 'RFC6648',
  level: 'SHOULD',
  versions: everyVersion,
  title: {
    en: 'Response headers have no `X-` in front, but for those of the guideline',
    it: 'Gli header di risposta non iniziano con `X-`, salvo quelli delle linee guida',
  },
  why: {
    en: 'What begins as an experiment stays; the prefix then has to be kept for ever, or the header gets two names.',
    it: 'Ciò che nasce come esperimento resta; il prefisso va allora mantenuto per sempre, o l’header finisce per avere due nomi.',
  },
  fix: {
    en: 'Choose a name without `X-`, for example with the name of the organisation in front.',
    it: 'Scegliere un nome senza `X-`, per esempio preceduto dal nome dell’ente.',
  },
  faults: {
    prefixed: {
      message: {
        en: 'The response header `{name}` begins with `X-`',
        it: 'L’header di risposta `{name}` inizia con `X-`',
      },
      fix: {
        en: 'Call it `{better}`, or use a registered header.',
        it: 'Chiamarlo `{better}`, o usare un header registrato.',
      },
      snippet: { headers: { '{better}': { description: '…' } } },
    },
  },
  examples: {
    good: [
      {
        yaml: `paths:
  /protocolli:
    get:
      responses:
        "200":
          description: Protocolli del giorno
          headers:
            Totale: { description: Quanti sono in tutto }
            X-RateLimit-Remaining: { description: Richieste ancora disponibili }
            x-ratelimit-reset: { description: Secondi alla prossima finestra }
`,
      },
    ],
    bad: [
      {
        yaml: `paths:
  /protocolli:
    get:
      responses:
        "200":
          description: Protocolli del giorno
          headers:
            X-Total-Count: { description: Quanti sono in tutto }  # ✗
            x-pagina: { description: Pagina corrente }  # ✗
`,
      },
    ],
  },
  create(_, { tell, saw }) {
    const betterOf = memoise((name) => (isNeedlessX(name) ? withoutX(name) : undefined));
    return {
      response(response, path) {
        for (const name of headerNamesOf(response)) {
          saw();
          const better = betterOf(name);
          if (better !== undefined) tell(at(path, 'headers', name), 'prefixed', { name, better });
        }
      },
    };
  },
});
