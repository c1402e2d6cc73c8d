/**
 * Catalogue metadata: `info.x-lifecycle`, by which an API announces when it was published, will be deprecated and retired
 * (dates of RFC 3339), and how mature it is.
 */
import type { Path } from '../../description/json-pointer.ts';
import { isObject, type Members } from '../../description/specification.ts';
import { isFilled } from '../reading/info.ts';
import { at } from '../reading/operations.ts';
import { defineRule, everyVersion, type Teller } from '../rule.ts';

/** In the order in which they happen. */
const dates = ['published', 'deprecated', 'retired'] as const;
const known: ReadonlySet<string> = new Set([...dates, 'maturity']);

const pattern = /^(\d{4})-(\d{2})-(\d{2})(?:T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2}))?$/i;

/** Milliseconds of a full-date or date-time of RFC 3339; undefined for days that no calendar has. */
export function instantOf(text: unknown): number | undefined {
  const [, year, month, day] = typeof text === 'string' ? (pattern.exec(text) ?? []) : [];
  if (year === undefined) return undefined;
  const calendar = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (calendar.getUTCMonth() !== Number(month) - 1 || calendar.getUTCDate() !== Number(day)) return undefined;
  const instant = Date.parse(String(text).toUpperCase());
  return Number.isNaN(instant) ? undefined : instant;
}

type Fault = 'shape' | 'unknown' | 'date' | 'maturity' | 'order';

/** Each date that comes before one that should precede it. */
function judgeOrder(lifecycle: Members, place: Path, { tell }: Teller<Fault>): void {
  let previous: { readonly name: string; readonly instant: number } | undefined;
  for (const name of dates) {
    const instant = Object.hasOwn(lifecycle, name) ? instantOf(lifecycle[name]) : undefined;
    if (instant === undefined) continue;
    if (previous !== undefined && instant < previous.instant) {
      tell(at(place, name), 'order', { member: name, previous: previous.name });
    }
    previous = { name, instant };
  }
}

export const modiLifecycle = defineRule({
  id: 'modi-lifecycle',
  severity: 'info',
  profile: 'guideline',
  reference: 'CATALOGUE',
  level: 'SHOULD',
  versions: everyVersion,
  title: { en: '`x-lifecycle` is well formed', it: '`x-lifecycle` è ben formato' },
  why: {
    en: 'Catalogues read from it until when an API can be counted on; what they cannot read, nobody is told.',
    it: 'I cataloghi vi leggono fino a quando si può contare su una API; ciò che non sanno leggere non lo saprà nessuno.',
  },
  fix: {
    en: 'Write `published`, `deprecated` and `retired` as dates (`2026-01-31`), in this order, and `maturity` as a word.',
    it: 'Scrivere `published`, `deprecated` e `retired` come date (`2026-01-31`), in quest’ordine, e `maturity` come parola.',
  },
  faults: {
    shape: {
      message: { en: '`x-lifecycle` is not an object', it: '`x-lifecycle` non è un oggetto' },
      snippet: { 'x-lifecycle': { published: '2026-01-31', maturity: 'published' } },
    },
    unknown: {
      message: {
        en: '`x-lifecycle` has no member `{member}`',
        it: '`x-lifecycle` non prevede un campo `{member}`',
      },
      fix: {
        en: 'Use `published`, `deprecated`, `retired` and `maturity` only.',
        it: 'Usare solo `published`, `deprecated`, `retired` e `maturity`.',
      },
    },
    date: {
      message: {
        en: '`{member}` is not a date of RFC 3339',
        it: '`{member}` non è una data secondo RFC 3339',
      },
      fix: {
        en: 'Write year, month and day: `2026-01-31`, or an instant: `2026-01-31T12:00:00Z`.',
        it: 'Scrivere anno, mese e giorno: `2026-01-31`, o un istante: `2026-01-31T12:00:00Z`.',
      },
    },
    maturity: { message: { en: '`maturity` is not a text', it: '`maturity` non è un testo' } },
    order: {
      message: {
        en: '`{member}` is earlier than `{previous}`',
        it: '`{member}` è anteriore a `{previous}`',
      },
    },
  },
  examples: {
    good: [
      {
        yaml: 'info:\n  x-lifecycle:\n    published: 2024-03-01\n    deprecated: 2027-03-01\n    maturity: published\n',
      },
    ],
    bad: [
      {
        yaml: 'info:\n  x-lifecycle:\n    published: 1 marzo 2024  # ✗\n    deprecated: 2027-03-01\n    retired: 2026-09-01  # ✗\n',
      },
      { yaml: 'info:\n  x-lifecycle:\n    stato: pubblicata  # ✗\n    maturity: 3  # ✗\n' },
      { yaml: 'info:\n  x-lifecycle: developing  # ✗\n' },
    ],
  },
  create: (_, teller) => ({
    info(info, path) {
      if (!Object.hasOwn(info, 'x-lifecycle')) return;
      const { tell, saw } = teller;
      saw();
      const lifecycle = info['x-lifecycle'];
      const place = at(path, 'x-lifecycle');
      if (!isObject(lifecycle)) return tell(place, 'shape');
      for (const member of Object.keys(lifecycle)) {
        if (!known.has(member) && !member.startsWith('x-')) tell(at(place, member), 'unknown', { member });
      }
      for (const member of dates) {
        if (Object.hasOwn(lifecycle, member) && instantOf(lifecycle[member]) === undefined) {
          tell(at(place, member), 'date', { member });
        }
      }
      if (Object.hasOwn(lifecycle, 'maturity') && !isFilled(lifecycle.maturity))
        tell(at(place, 'maturity'), 'maturity');
      judgeOrder(lifecycle, place, teller);
    },
  }),
});
