/** Catalogue metadata: an identifier of the API that outlives its title and address (`info.x-api-id`). */
import { infoOf, isFilled } from '../reading/info.ts';
import { at } from '../reading/operations.ts';
import { isTemplateText } from '../reading/stand-ins.ts';
import { defineRule, everyVersion } from '../rule.ts';

export const hasXApiId = defineRule({
  id: 'has-x-api-id',
  severity: 'hint',
  profile: 'guideline',
  official: 'full',
  reference: 'CATALOGUE',
  level: 'MAY',
  versions: everyVersion,
  title: { en: 'The API has an identifier of its own', it: 'La API ha un proprio identificativo' },
  why: {
    en: 'By it catalogues know an API again after its title or its address has changed.',
    it: 'Grazie a esso i cataloghi riconoscono la API anche dopo che titolo o indirizzo sono cambiati.',
  },
  fix: {
    en: 'Add `x-api-id` to `info`: a UUID or another text that never changes and is used for no other API.',
    it: 'Aggiungere `x-api-id` a `info`: un UUID o un altro testo che non cambi mai e non serva ad altre API.',
  },
  faults: {
    absent: {
      message: { en: '`info` has no `x-api-id`', it: '`info` non ha `x-api-id`' },
      snippet: { info: { 'x-api-id': 'c5b1a5e2-6f0d-4c0a-9d57-3c1f2b8f7a41' } },
    },
    empty: {
      message: { en: '`x-api-id` is not a text', it: '`x-api-id` non è un testo' },
      fix: {
        en: 'Write the identifier as a text, in quotes.',
        it: 'Scrivere l’identificativo come testo, tra virgolette.',
      },
    },
    template: {
      message: {
        en: '`x-api-id` still holds the template’s value, `{id}`',
        it: '`x-api-id` contiene ancora il valore del modello, `{id}`',
      },
    },
  },
  examples: {
    good: [{ yaml: 'info:\n  title: Residenze\n  x-api-id: c5b1a5e2-6f0d-4c0a-9d57-3c1f2b8f7a41\n' }],
    bad: [
      { yaml: 'info:  # ✗\n  title: Residenze\n' },
      { yaml: 'info:\n  title: Residenze\n  x-api-id: 1234  # ✗\n' },
      { yaml: 'info:\n  title: Residenze\n  x-api-id: 00000000-0000-0000-0000-000000000000  # ✗\n' },
    ],
  },
  create: (_, { tell, saw }) => ({
    document(root) {
      saw();
      const { value: info, path } = infoOf(root);
      if (!Object.hasOwn(info, 'x-api-id')) return tell(path, 'absent');
      const id = info['x-api-id'];
      const place = at(path, 'x-api-id');
      if (!isFilled(id)) tell(place, 'empty');
      else if (isTemplateText(id)) tell(place, 'template', { id });
    },
  }),
});
