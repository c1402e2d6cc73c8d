/** Catalogue metadata: under which terms the API may be used (Info Object, `termsOfService`). */
import { infoOf } from '../reading/info.ts';
import { at } from '../reading/operations.ts';
import { judgeWebAddress } from '../reading/stand-ins.ts';
import { defineRule, everyVersion } from '../rule.ts';

export const hasTermsOfService = defineRule({
  id: 'has-termsOfService',
  severity: 'warn',
  profile: 'guideline',
  official: 'full',
  reference: 'CATALOGUE',
  level: 'SHOULD',
  versions: everyVersion,
  title: { en: 'The API links to its terms of service', it: 'La API rimanda alle proprie condizioni d’uso' },
  why: {
    en: 'Whoever builds on the API must know what is allowed, and what the administration promises.',
    it: 'Chi costruisce sulla API deve sapere che cosa è permesso e che cosa l’amministrazione garantisce.',
  },
  fix: {
    en: 'Put the address of the page with the terms in `info.termsOfService`.',
    it: 'Mettere in `info.termsOfService` l’indirizzo della pagina con le condizioni.',
  },
  faults: {
    absent: {
      message: { en: '`info` has no `termsOfService`', it: '`info` non ha `termsOfService`' },
      snippet: { info: { termsOfService: 'https://www.comune.esempio.it/note-legali' } },
    },
    malformed: {
      message: {
        en: '`termsOfService` is not the address of a web page',
        it: '`termsOfService` non è l’indirizzo di una pagina web',
      },
      snippet: { info: { termsOfService: 'https://www.comune.esempio.it/note-legali' } },
    },
    placeholder: {
      message: {
        en: '`termsOfService` still holds an example’s address, `{url}`',
        it: '`termsOfService` contiene ancora un indirizzo d’esempio, `{url}`',
      },
    },
  },
  examples: {
    good: [{ yaml: 'info:\n  title: Residenze\n  termsOfService: https://www.comune.esempio.it/note-legali\n' }],
    bad: [
      { yaml: 'info:  # ✗\n  title: Residenze\n' },
      { yaml: 'info:\n  title: Residenze\n  termsOfService: Solo per uso interno  # ✗\n' },
      { yaml: 'info:\n  title: Residenze\n  termsOfService: http://swagger.io/terms/  # ✗\n' },
    ],
  },
  create: (_, { tell, saw }) => ({
    document(root) {
      saw();
      const { value: info, path } = infoOf(root);
      if (!Object.hasOwn(info, 'termsOfService')) return tell(path, 'absent');
      const verdict = judgeWebAddress(info.termsOfService);
      const place = at(path, 'termsOfService');
      if (verdict === 'malformed') tell(place, 'malformed');
      if (verdict === 'placeholder') tell(place, 'placeholder', { url: String(info.termsOfService) });
    },
  }),
});
