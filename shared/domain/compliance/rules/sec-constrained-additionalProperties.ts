/** OWASP API Security, unrestricted resource consumption: how many properties of free names an object may have is said. */
import { isObject } from '../../description/specification.ts';
import { isSaid, nameOf } from '../reading/typed-objects.ts';
import { defineRule, everyVersion } from '../rule.ts';

export const secConstrainedAdditionalProperties = defineRule({
  id: 'sec-constrained-additionalProperties',
  severity: 'warn',
  profile: 'security',
  official: 'security',
  reference: 'SECURITY',
  level: 'SHOULD',
  versions: everyVersion,
  title: {
    en: 'A map says how many entries it may have',
    it: 'Una mappa indica quante voci può avere',
  },
  why: {
    en: 'An object with properties of free names and no limit grows as long as whoever asks wants.',
    it: 'Un oggetto con proprietà dai nomi liberi e senza limite cresce quanto vuole chi chiama.',
  },
  fix: {
    en: 'Add `maxProperties` beside `additionalProperties`.',
    it: 'Aggiungere `maxProperties` accanto ad `additionalProperties`.',
  },
  faults: {
    unlimited: {
      message: {
        en: 'The map `{name}` may have any number of entries',
        it: 'La mappa `{name}` può avere un numero qualsiasi di voci',
      },
      snippet: { type: 'object', additionalProperties: { type: 'string' }, maxProperties: 50 },
    },
  },
  examples: {
    good: [
      {
        yaml: 'components:\n  schemas:\n    Traduzioni:\n      type: object\n      maxProperties: 20\n      additionalProperties: { type: string }\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'definitions:\n  Traduzioni:\n    type: object\n    maxProperties: 20\n    additionalProperties: { type: string }\n',
      },
    ],
    bad: [
      {
        yaml: 'components:\n  schemas:\n    Traduzioni:  # ✗\n      type: object\n      additionalProperties: { type: string }\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'definitions:\n  Traduzioni:  # ✗\n    type: object\n    additionalProperties: { type: string }\n',
      },
    ],
  },
  create: (description, { tell, saw }) => ({
    schema(schema, path) {
      if (!isObject(schema.additionalProperties)) return;
      saw();
      const isLimited = isSaid(schema, path, description, ({ maxProperties }) => typeof maxProperties === 'number');
      if (!isLimited) tell(path, 'unlimited', { name: nameOf(description, path) });
    },
  }),
});
