/** RAC_REST_FORMAT_004: which formats a number may have. */
import { judgeFormat } from '../reading/typed-objects.ts';
import { defineRule, everyVersion } from '../rule.ts';

const known: readonly unknown[] = ['decimal32', 'decimal64', 'decimal128', 'float', 'double'];

export const allowedNumberFormat = defineRule({
  id: 'allowed-number-format',
  severity: 'hint',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_REST_FORMAT_004',
  level: 'MUST',
  versions: everyVersion,
  title: {
    en: 'The `format` of a number is one that every tool knows',
    it: 'Il `format` di un numero è uno di quelli noti a ogni strumento',
  },
  why: {
    en: 'Generators ignore a format they do not know and choose a precision of their own.',
    it: 'I generatori di codice ignorano un formato che non conoscono e scelgono da sé la precisione.',
  },
  fix: {
    en: 'Use `float`, `double`, `decimal32`, `decimal64` or `decimal128`.',
    it: 'Usare `float`, `double`, `decimal32`, `decimal64` o `decimal128`.',
  },
  faults: {
    unknown: {
      message: {
        en: 'The number `{name}` has the format `{format}`, which is not one of those for numbers',
        it: 'Il numero `{name}` ha il formato `{format}`, che non è uno di quelli previsti per i numeri',
      },
    },
  },
  examples: {
    good: [
      {
        yaml: 'components:\n  schemas:\n    Tributo:\n      properties:\n        importo: { type: number, format: decimal64 }\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'definitions:\n  Tributo:\n    properties:\n      importo: { type: number, format: decimal64 }\n',
      },
    ],
    bad: [
      {
        yaml: 'components:\n  schemas:\n    Tributo:\n      properties:\n        importo:\n          type: number\n          format: euro  # ✗\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'definitions:\n  Tributo:\n    properties:\n      importo:\n        type: number\n        format: euro  # ✗\n',
      },
    ],
  },
  create: (description, teller) => judgeFormat(description, 'number', known, teller),
});
