/** RAC_GEN_FORMAT_003: dates and instants as in RFC 3339, or UNIX timestamps. */
import type { Members } from '../../description/specification.ts';
import { wordsOf } from '../reading/name-style.ts';
import { memberOf } from '../reading/operations.ts';
import { onlyType } from '../reading/schema-types.ts';
import { readDateName } from '../reading/time-names.ts';
import { visitNamed } from '../reading/typed-objects.ts';
import { defineRule, everyVersion } from '../rule.ts';

/** RFC 3339 dates, instants, and the names some tools have for a UNIX timestamp. */
const formats: readonly unknown[] = [
  'date',
  'date-time',
  'full-date',
  'unix-time',
  'unixtime',
  'unix-timestamp',
  'timestamp',
];

/** Longer patterns are not read. */
const patternCharacters = 300;

/**
 * The pattern's own text asks for a year, a month and a day in the order of RFC 3339, with or without an hour after them;
 * it is never run. Whatever stands for a digit becomes `#`: `^(19|20)\\d{2}-[01]\\d-[0-3]\\d$` is `##|####-##-##`.
 */
function isDatePattern(pattern: unknown): boolean {
  if (typeof pattern !== 'string' || pattern.length > patternCharacters) return false;
  const digits = pattern
    .replace(/\[[^\][]{1,20}\]|\\d/g, '#')
    .replace(/#\{([1-4])\}/g, (_, count: string) => '#'.repeat(Number(count)))
    .replace(/\(\?(?::|<\w{1,20}>)|[()^$\\]/g, '')
    .replace(/\d/g, '#');
  return /^(?:##\|)?####-##(?:\|##)?-##(?:\|##){0,2}(?:$|[T#])/i.test(digits);
}

/** By its format or example the text has an hour, even where the name says a day only. */
function hasHour(schema: Members): boolean {
  const format = memberOf(schema, 'format');
  const example = memberOf(schema, 'example') ?? memberOf(schema, 'default');
  return (
    (typeof format === 'string' && /time|utc|iso|hh/i.test(format)) ||
    (typeof example === 'string' && /\d[T ]\d\d:/.test(example))
  );
}

export const modiDateFormat = defineRule({
  id: 'modi-date-format',
  severity: 'warn',
  profile: 'guideline',
  reference: 'RAC_GEN_FORMAT_003',
  level: 'MUST',
  versions: everyVersion,
  title: {
    en: 'Dates and instants are those of RFC 3339: `format: date` or `date-time`, or a UNIX timestamp',
    it: 'Date e istanti sono quelli di RFC 3339: `format: date` o `date-time`, oppure uno UNIX timestamp',
  },
  why: {
    en: '`03/04/2025` is a day in March or in April; RFC 3339 has one reading, and tools check it when the format is declared.',
    it: '`03/04/2025` può essere marzo o aprile; RFC 3339 si legge in un modo solo e, se il formato è dichiarato, gli strumenti lo verificano.',
  },
  fix: {
    en: 'Add `format: date` (`2015-05-28`) or `format: date-time` (`2015-05-28T14:07:17Z`).',
    it: 'Aggiungere `format: date` (`2015-05-28`) o `format: date-time` (`2015-05-28T14:07:17Z`).',
  },
  faults: {
    absent: {
      message: {
        en: '`{name}` is a date by its name, but a string without `format`',
        it: '`{name}` dal nome è una data, ma è una stringa senza `format`',
      },
      fix: { en: 'Add `format: {format}`.', it: 'Aggiungere `format: {format}`.' },
      snippet: { type: 'string', format: '{format}' },
    },
    other: {
      message: {
        en: '`{name}` is a date by its name, but has the format `{found}`',
        it: '`{name}` dal nome è una data, ma ha il formato `{found}`',
      },
      fix: { en: 'Use `format: {format}`.', it: 'Usare `format: {format}`.' },
      snippet: { type: 'string', format: '{format}' },
    },
  },
  examples: {
    good: [
      {
        yaml: 'components:\n  schemas:\n    Atto:\n      properties:\n        data_nascita: { type: string, format: date }\n        createdAt: { type: string, format: date-time }\n        timestamp: { type: integer, format: int64 }\n        data: { type: string }\n        update: { type: string }\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'definitions:\n  Atto:\n    properties:\n      data_nascita: { type: string, format: date }\n      candidate: { type: string }\n',
      },
    ],
    bad: [
      {
        yaml: 'components:\n  schemas:\n    Atto:\n      properties:\n        data_nascita: { type: string }  # ✗\n        createdAt: { type: string }  # ✗\n        issueDate: { type: string, format: dd/MM/yyyy }  # ✗\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'paths:\n  /atti:\n    get:\n      parameters:\n        - name: dataInizio  # ✗\n          in: query\n          type: string\n',
      },
    ],
  },
  create: (description, { tell, saw }) =>
    visitNamed(
      description,
      (name) => readDateName(wordsOf(name)),
      (named, schema, path, name) => {
        const type = onlyType(schema);
        if (type === 'integer' || type === 'number') return saw();
        // One of a list (`date: [today, tomorrow]`) is no date.
        if (type !== 'string' || memberOf(schema, 'enum') !== undefined || memberOf(schema, 'const') !== undefined)
          return;
        saw();
        const found = memberOf(schema, 'format');
        if (formats.includes(found) || (found === undefined && isDatePattern(memberOf(schema, 'pattern')))) return;
        const format = hasHour(schema) ? 'date-time' : named;
        if (typeof found !== 'string' || found === '') tell(path, 'absent', { name, format });
        else tell(path, 'other', { name, format, found });
      },
    ),
});
