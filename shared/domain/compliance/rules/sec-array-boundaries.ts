/** OWASP API Security, unrestricted resource consumption: how many items a list may have is said. */
import type { Members } from '../../description/specification.ts';
import { hasType } from '../reading/schema-types.ts';
import { hasFixedValues, isSaid, nameOf, visitTyped } from '../reading/typed-objects.ts';
import { defineRule, everyVersion } from '../rule.ts';

/** Bounded by `maxItems`, or a tuple that nothing may follow (3.1). */
const isClosedList = ({ maxItems, prefixItems, items, unevaluatedItems }: Members): boolean =>
  typeof maxItems === 'number' || (Array.isArray(prefixItems) && (items === false || unevaluatedItems === false));

export const secArrayBoundaries = defineRule({
  id: 'sec-array-boundaries',
  severity: 'warn',
  profile: 'security',
  official: 'security',
  reference: 'SECURITY',
  level: 'SHOULD',
  versions: everyVersion,
  title: {
    en: 'Every array says how many items it may have',
    it: 'Ogni array indica quanti elementi può avere',
  },
  why: {
    en: 'A list without a limit lets one request take memory and time without end, and clients cannot tell what to prepare for.',
    it: 'Un elenco senza limite permette a una sola richiesta di occupare memoria e tempo senza fine, e i client non sanno a che cosa prepararsi.',
  },
  fix: {
    en: 'Add `minItems` and `maxItems`, with the largest number that makes sense for the service.',
    it: 'Aggiungere `minItems` e `maxItems`, con il numero più grande che abbia senso per il servizio.',
  },
  faults: {
    both: {
      message: {
        en: 'The array `{name}` has neither `minItems` nor `maxItems`',
        it: 'L’array `{name}` non ha né `minItems` né `maxItems`',
      },
      snippet: { type: 'array', minItems: 0, maxItems: 100 },
    },
    lower: {
      message: {
        en: 'The array `{name}` has no `minItems`',
        it: 'L’array `{name}` non ha `minItems`',
      },
      fix: {
        en: 'Add `minItems`: 0 when the list may be empty.',
        it: 'Aggiungere `minItems`: 0 se l’elenco può essere vuoto.',
      },
      snippet: { type: 'array', minItems: 0 },
    },
    upper: {
      message: {
        en: 'The array `{name}` has no `maxItems`',
        it: 'L’array `{name}` non ha `maxItems`',
      },
      fix: {
        en: 'Add `maxItems`, with the largest number that makes sense for the service.',
        it: 'Aggiungere `maxItems`, con il numero più grande che abbia senso per il servizio.',
      },
      snippet: { type: 'array', maxItems: 100 },
    },
  },
  examples: {
    good: [
      {
        yaml: 'components:\n  schemas:\n    Famiglia:\n      properties:\n        componenti:\n          type: array\n          minItems: 1\n          maxItems: 30\n          items: { type: string }\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'definitions:\n  Famiglia:\n    properties:\n      componenti:\n        type: array\n        minItems: 1\n        maxItems: 30\n        items: { type: string }\n',
      },
    ],
    bad: [
      {
        yaml: 'components:\n  schemas:\n    Famiglia:\n      properties:\n        componenti:  # ✗\n          type: array\n          items: { type: string }\n        animali:  # ✗\n          type: array\n          minItems: 0\n          items: { type: string }\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'paths:\n  /famiglie:\n    get:\n      parameters:\n        - name: vie  # ✗ 11\n          in: query\n          type: array\n          maxItems: 10\n          items: { type: string }\ndefinitions:\n  Famiglia:\n    properties:\n      componenti:  # ✗\n        type: array\n        items: { type: string }\n',
      },
    ],
  },
  create: (description, { tell, saw }) =>
    visitTyped(description, (schema, path) => {
      if (!hasType(schema, 'array')) return;
      saw();
      const says = (test: (part: Members) => boolean): boolean =>
        isSaid(schema, path, description, (part) => hasFixedValues(part) || test(part));
      const lower = says(({ minItems }) => typeof minItems === 'number');
      const upper = says(isClosedList);
      if (lower && upper) return;
      tell(path, lower ? 'upper' : upper ? 'lower' : 'both', { name: nameOf(description, path) });
    }),
});
