/** RFC 6648: new headers have no `X-` in front, in requests. The names that the guideline itself gives are free. */
import { isNeedlessX, withoutX } from '../reading/header-names.ts';
import { memoise } from '../reading/memoise.ts';
import { at } from '../reading/operations.ts';
import { defineRule, everyVersion } from '../rule.ts';

export const noXHeadersRequest = defineRule({
  id: 'no-x-headers-request',
  severity: 'warn',
  profile: 'guideline',
  official: 'full',
  reference: 'RFC6648',
  level: 'SHOULD',
  versions: everyVersion,
  title: {
    en: 'Request headers have no `X-` in front, but for those of the guideline',
    it: 'Gli header di richiesta non iniziano con `X-`, salvo quelli delle linee guida',
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
        en: 'The request header `{name}` begins with `X-`',
        it: 'L’header di richiesta `{name}` inizia con `X-`',
      },
      fix: {
        en: 'Call it `{better}`, or use a registered header.',
        it: 'Chiamarlo `{better}`, o usare un header registrato.',
      },
      snippet: { name: '{better}', in: 'header' },
    },
  },
  examples: {
    good: [
      {
        yaml: `paths:
  /protocolli:
    post:
      parameters:
        - { name: Codice-Ufficio, in: header }
        - { name: X-Correlation-ID, in: header }
        - { name: X-ReplyTo, in: header }
        - { name: x-filtro, in: query }
`,
      },
    ],
    bad: [
      {
        yaml: `paths:
  /protocolli:
    post:
      parameters:
        - name: X-Codice-Ufficio  # ✗ 11
          in: header
        - name: x-utente  # ✗ 11
          in: header
`,
      },
    ],
  },
  create(_, { tell, saw }) {
    const betterOf = memoise((name) => (isNeedlessX(name) ? withoutX(name) : undefined));
    return {
      parameter({ name, in: where }, path) {
        if (where !== 'header' || typeof name !== 'string') return;
        saw();
        const better = betterOf(name);
        if (better !== undefined) tell(at(path, 'name'), 'prefixed', { name, better });
      },
    };
  },
});
