/** RAC_GEN_FORMAT_004: durations and intervals in seconds or as in ISO 8601. */
import type { Members } from '../../description/specification.ts';
import { wordsOf } from '../reading/name-style.ts';
import { memberOf } from '../reading/operations.ts';
import { onlyType } from '../reading/schema-types.ts';
import { isDurationName } from '../reading/time-names.ts';
import { visitNamed } from '../reading/typed-objects.ts';
import { defineRule, everyVersion } from '../rule.ts';

/** The pattern's own text says that it begins with `P`; the pattern is never run. */
const durationPattern = /^\^?[-+?\\(:[\]]*P/;
const duration = /^[-+]?P[0-9TYMWDHS.,]+$/;

const isText = (value: unknown, shape: RegExp): boolean => typeof value === 'string' && shape.test(value.trim());

/** Says in one way or another that it is an ISO 8601 duration. */
const isDuration = (schema: Members): boolean =>
  memberOf(schema, 'format') === 'duration' ||
  isText(memberOf(schema, 'pattern'), durationPattern) ||
  [memberOf(schema, 'example'), memberOf(schema, 'default'), ...listOf(memberOf(schema, 'examples'))].some((value) =>
    isText(value, duration),
  );

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value.slice(0, 10) : []);

export const modiDurationFormat = defineRule({
  id: 'modi-duration-format',
  severity: 'warn',
  profile: 'guideline',
  reference: 'RAC_GEN_FORMAT_004',
  level: 'MUST',
  versions: everyVersion,
  title: {
    en: 'Durations are numbers of seconds or those of ISO 8601',
    it: 'Le durate sono numeri di secondi o quelle di ISO 8601',
  },
  why: {
    en: 'A text such as “2 months” or “90” means nothing to a program; `P2M` and `PT90S` do.',
    it: 'Un testo come «2 mesi» o «90» non dice nulla a un programma; `P2M` e `PT90S` sì.',
  },
  fix: {
    en: 'Add `format: duration` and an example such as `P1Y2M3D`, or use an integer of seconds.',
    it: 'Aggiungere `format: duration` e un esempio come `P1Y2M3D`, oppure usare un intero di secondi.',
  },
  faults: {
    absent: {
      message: {
        en: '`{name}` is a duration by its name, but nothing says that it is one of ISO 8601',
        it: '`{name}` dal nome è una durata, ma nulla dice che sia una di ISO 8601',
      },
      snippet: { type: 'string', format: 'duration', example: 'P1Y2M3D' },
    },
  },
  examples: {
    good: [
      {
        yaml: 'components:\n  schemas:\n    Concessione:\n      properties:\n        durata: { type: string, format: duration }\n        timeout: { type: integer, format: int32 }\n        sospensione_durata: { type: string, example: P30D }\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: "definitions:\n  Concessione:\n    properties:\n      durata: { type: string, pattern: '^P[0-9]+[YMD]$' }\n",
      },
    ],
    bad: [
      {
        yaml: 'components:\n  schemas:\n    Concessione:\n      properties:\n        durata: { type: string, example: 2 mesi }  # ✗\n        visit_duration: { type: string }  # ✗\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'definitions:\n  Concessione:\n    properties:\n      durataConcessione: { type: string }  # ✗\n',
      },
    ],
  },
  create: (description, { tell, saw }) =>
    visitNamed(
      description,
      (name) => isDurationName(wordsOf(name)) || undefined,
      (_, schema, path, name) => {
        const type = onlyType(schema);
        if (type === 'integer' || type === 'number') return saw();
        if (type !== 'string' || memberOf(schema, 'enum') !== undefined || memberOf(schema, 'const') !== undefined)
          return;
        saw();
        if (!isDuration(schema)) tell(path, 'absent', { name });
      },
    ),
});
