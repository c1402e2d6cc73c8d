/** RAC_REST_FORMAT_004: which formats an integer may have. */
import { judgeFormat } from '../reading/typed-objects.ts';
import { defineRule, everyVersion } from '../rule.ts';

const known: readonly unknown[] = ['int32', 'int64'];

export const allowedIntegerFormat = defineRule({
  id: 'allowed-integer-format',
  severity: 'hint',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_REST_FORMAT_004',
  level: 'MUST',
  versions: everyVersion,
  title: {
    en: 'The `format` of an integer is one that every tool knows',
    it: 'Il `format` di un intero è uno di quelli noti a ogni strumento',
  },
  why: {
    en: 'Generators ignore a format they do not know and choose a size of their own.',
    it: 'I generatori di codice ignorano un formato che non conoscono e scelgono da sé la dimensione.',
  },
  fix: {
    en: 'Use `int32` or `int64`, and say the range with `minimum` and `maximum`.',
    it: 'Usare `int32` o `int64` e indicare l’intervallo con `minimum` e `maximum`.',
  },
  faults: {
    unknown: {
      message: {
        en: 'The integer `{name}` has the format `{format}`, which is neither `int32` nor `int64`',
        it: 'L’intero `{name}` ha il formato `{format}`, che non è né `int32` né `int64`',
      },
    },
  },
  examples: {
    good: [
      {
        yaml: 'components:\n  schemas:\n    Tributo:\n      properties:\n        rate: { type: integer, format: int32 }\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'definitions:\n  Tributo:\n    properties:\n      rate: { type: integer, format: int32 }\n',
      },
    ],
    bad: [
      {
        yaml: 'components:\n  schemas:\n    Tributo:\n      properties:\n        rate:\n          type: integer\n          format: uint16  # ✗\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'definitions:\n  Tributo:\n    properties:\n      rate:\n        type: integer\n        format: uint16  # ✗\n',
      },
    ],
  },
  create: (description, teller) => judgeFormat(description, 'integer', known, teller),
});
