/** RAC_REST_FORMAT_004: integers say their size with `format`. */
import { memberOf } from '../reading/operations.ts';
import { hasType } from '../reading/schema-types.ts';
import { nameOf, visitTyped } from '../reading/typed-objects.ts';
import { defineRule, everyVersion } from '../rule.ts';

export const integerFormat = defineRule({
  id: 'integer-format',
  severity: 'error',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_REST_FORMAT_004',
  level: 'MUST',
  versions: everyVersion,
  title: {
    en: 'Every integer says its size with `format`',
    it: 'Ogni intero indica la propria dimensione con `format`',
  },
  why: {
    en: 'Whoever generates a client must know whether 32 bits are enough; a number that overflows is found only in production.',
    it: 'Chi genera un client deve sapere se 32 bit bastano; un numero che eccede si scopre solo in produzione.',
  },
  fix: {
    en: 'Add `format: int32` or `format: int64` to each integer.',
    it: 'Aggiungere `format: int32` o `format: int64` a ogni intero.',
  },
  faults: {
    absent: {
      message: { en: 'The integer `{name}` has no `format`', it: 'L’intero `{name}` non ha un `format`' },
      snippet: { type: 'integer', format: 'int32' },
    },
  },
  examples: {
    good: [
      {
        yaml: 'components:\n  schemas:\n    Residente:\n      properties:\n        anni: { type: integer, format: int32 }\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'definitions:\n  Residente:\n    properties:\n      anni: { type: integer, format: int32 }\n',
      },
    ],
    bad: [
      { yaml: 'components:\n  schemas:\n    Residente:\n      properties:\n        anni: { type: integer }  # ✗\n' },
      {
        versions: ['swagger-2.0'],
        yaml: 'definitions:\n  Residente:\n    properties:\n      anni: { type: integer }  # ✗\n',
      },
    ],
  },
  create: (description, { tell, saw }) =>
    visitTyped(description, (typed, path) => {
      if (!hasType(typed, 'integer')) return;
      saw();
      if (!memberOf(typed, 'format')) tell(path, 'absent', { name: nameOf(description, path) });
    }),
});
