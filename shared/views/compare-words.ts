/** What the result of `vedetta compare` says in its own words, in both languages. */
import type { ChangeCounts, ChangeLevel, ComparisonNote } from '../domain/changes/change.ts';
import { changeLevels } from '../domain/changes/change.ts';
import type { Text } from '../domain/text.ts';
import { counter, type Language } from './check-words.ts';

/** Of a revision that breaks its callers, as a whole. */
export const noteTexts: { readonly [note in ComparisonNote]: Text } = {
  'api-major-version-not-bumped': {
    en: 'It breaks its callers, but the major version (info.version) stays the same.',
    it: 'Rompe chi la usa, ma la versione principale (info.version) resta la stessa.',
  },
  'api-version-not-bumped': {
    en: 'It breaks its callers, but the version (info.version) stays the same.',
    it: 'Rompe chi la usa, ma la versione (info.version) resta la stessa.',
  },
  'api-version-decreased': {
    en: 'It breaks its callers, and the version (info.version) is lower than before.',
    it: 'Rompe chi la usa, e la versione (info.version) è più bassa di prima.',
  },
  'breaking-before-sunset': {
    en: 'It breaks what was announced to stay until a later date.',
    it: 'Rompe ciò che, secondo gli annunci, sarebbe rimasto fino a una data successiva.',
  },
};

export type CompareWords = {
  readonly level: { readonly [level in ChangeLevel]: string };
  readonly counts: (counts: ChangeCounts) => string;
  readonly noChanges: string;
  readonly advice: string;
  readonly note: string;
  /** In the text form. */
  readonly others: (count: number) => string;
  /** Where there is no room for more. */
  readonly leftOut: (count: number) => string;
  /** Of the whole, in one line. */
  readonly conclusion: { readonly [level in ChangeLevel]: string };
};

type Counter = (count: number) => string;

const countsIn =
  (counters: { readonly [level in ChangeLevel]: Counter }) =>
  (counts: ChangeCounts): string =>
    changeLevels
      .filter((level) => counts[level] > 0)
      .map((level) => counters[level](counts[level]))
      .join(', ');

const english: CompareWords = {
  level: { breaking: 'Breaking', warning: 'Warning', info: 'Info', editorial: 'Editorial' },
  counts: countsIn({
    breaking: counter('breaking change', 'breaking changes'),
    warning: counter('warning', 'warnings'),
    info: (count) => `${count} info`,
    editorial: (count) => `${count} editorial`,
  }),
  noChanges: 'No changes',
  advice: 'what to do',
  note: 'note',
  others: (count) => `… and ${count === 1 ? 'one more (--all shows it)' : `${count} more (--all shows them)`}`,
  leftOut: (count) => `… and ${count} more, for which there is no room here.`,
  conclusion: {
    breaking: 'callers have to change',
    warning: 'some callers may have to change',
    info: 'callers need not change',
    editorial: 'wording only',
  },
};

const italian: CompareWords = {
  level: { breaking: 'Incompatibile', warning: 'Attenzione', info: 'Informazione', editorial: 'Redazionale' },
  counts: countsIn({
    breaking: counter('modifica incompatibile', 'modifiche incompatibili'),
    warning: counter('da verificare', 'da verificare'),
    info: counter('compatibile', 'compatibili'),
    editorial: counter('redazionale', 'redazionali'),
  }),
  noChanges: 'Nessuna modifica',
  advice: 'che fare',
  note: 'nota',
  others: (count) => (count === 1 ? '… e un’altra (--all la mostra)' : `… e altre ${count} (--all le mostra)`),
  leftOut: (count) => `… e ${count === 1 ? 'un’altra' : `altre ${count}`}, per cui qui non c’è spazio.`,
  conclusion: {
    breaking: 'chi la usa deve adeguarsi',
    warning: 'qualcuno tra chi la usa potrebbe doversi adeguare',
    info: 'chi la usa non deve fare nulla',
    editorial: 'cambiano solo le parole',
  },
};

export const compareWords: { readonly [language in Language]: CompareWords } = { en: english, it: italian };
