/** RAC_REST_FORMAT_004: numbers say their precision with `format`. */
import { memberOf } from '../reading/operations.ts';
import { hasType } from '../reading/schema-types.ts';
import { nameOf, visitTyped } from '../reading/typed-objects.ts';
import { defineRule, everyVersion } from '../rule.ts';

export const numberFormat = defineRule({
  id: 'number-format',
  severity: 'error',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_REST_FORMAT_004',
  level: 'MUST',
  versions: everyVersion,
  title: {
    en: 'Every number says its precision with `format`',
    it: 'Ogni numero indica la propria precisione con `format`',
  },
  why: {
    en: 'An amount read with too few digits is rounded without anyone noticing; the format tells which type of number a client needs.',
    it: 'Un importo letto con troppe poche cifre viene arrotondato senza che nessuno se ne accorga; il formato dice quale tipo numerico serve al client.',
  },
  fix: {
    en: 'Add `format: double` (or `float`, `decimal32`, `decimal64`, `decimal128`) to each number.',
    it: 'Aggiungere `format: double` (o `float`, `decimal32`, `decimal64`, `decimal128`) a ogni numero.',
  },
  faults: {
    absent: {
      message: { en: 'The number `{name}` has no `format`', it: 'Il numero `{name}` non ha un `format`' },
      snippet: { type: 'number', format: 'double' },
    },
  },
  examples: {
    good: [
      {
        yaml: 'components:\n  schemas:\n    Tributo:\n      properties:\n        importo: { type: number, format: double }\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'definitions:\n  Tributo:\n    properties:\n      importo: { type: number, format: double }\n',
      },
    ],
    bad: [
      { yaml: 'components:\n  schemas:\n    Tributo:\n      properties:\n        importo: { type: number }  # ✗\n' },
      {
        versions: ['swagger-2.0'],
        yaml: 'parameters:\n  ImportoMinimo:  # ✗\n    name: importo_minimo\n    in: query\n    type: number\n',
      },
    ],
  },
  create: (description, { tell, saw }) =>
    visitTyped(description, (typed, path) => {
      if (!hasType(typed, 'number')) return;
      saw();
      if (!memberOf(typed, 'format')) tell(path, 'absent', { name: nameOf(description, path) });
    }),
});
