/** What the result of `vedetta check` says in its own words, in both languages. */
import type { Severity } from '../domain/compliance/rule.ts';
import type { Counts } from './checked-document.ts';

export const languages = ['en', 'it'] as const;
export type Language = (typeof languages)[number];

/** Of the table of several documents. */
export type Column = 'file' | 'verdict' | 'score' | 'grade' | 'publishable' | 'errors' | 'warnings';

export type CheckWords = {
  readonly severity: { readonly [severity in Severity]: string };
  readonly verdict: (verdict: string) => string;
  readonly specification: (version: string) => string;
  readonly operations: (count: number) => string;
  readonly schemas: (count: number) => string;
  readonly score: (value: number | null, grade: string | null) => string;
  /** What the grade would be without errors of the description itself. */
  readonly limited: (grade: string) => string;
  /** References to other documents, into which no rule looks. */
  readonly elsewhere: (count: number) => string;
  readonly cutOff: string;
  readonly publishable: string;
  readonly gate: (publishable: boolean | null, errors: number) => string;
  readonly listsErrors: string;
  readonly officialStops: string;
  readonly officialQuirk: string;
  readonly neverFire: string;
  readonly notJudged: string;
  readonly excused: string;
  readonly profile: string;
  readonly ruleset: string;
  readonly found: string;
  readonly counts: (counts: Counts) => string;
  readonly findings: (count: number) => string;
  readonly waivedFindings: (count: number) => string;
  readonly theDescription: string;
  readonly fix: string;
  readonly example: string;
  readonly waived: string;
  readonly until: string;
  readonly why: string;
  readonly more: string;
  readonly others: (count: number) => string;
  readonly moreProblems: (count: number) => string;
  readonly columns: { readonly [column in Column]: string };
};

/** A number with its noun. */
export const counter =
  (one: string, many: string) =>
  (count: number): string =>
    `${count} ${count === 1 ? one : many}`;

type Counters = { readonly [severity in Severity]: (count: number) => string };

const countsIn =
  (counters: Counters, none: string) =>
  (counts: Counts): string =>
    (Object.keys(counters) as Severity[])
      .filter((severity) => counts[severity] > 0)
      .map((severity) => counters[severity](counts[severity]))
      .join(', ') || none;

const wordIn =
  (words: ReadonlyMap<string, string>) =>
  (name: string): string =>
    words.get(name) ?? name;

const named = (version: string): string => (version.startsWith('2') ? `Swagger ${version}` : `OpenAPI ${version}`);

const english: CheckWords = {
  severity: { error: 'error', warn: 'warning', info: 'info', hint: 'hint' },
  verdict: wordIn(new Map([['unresolvable-ref', 'a reference leads nowhere']])),
  specification: named,
  operations: counter('operation', 'operations'),
  schemas: counter('schema', 'schemas'),
  score: (value, grade) => (value === null ? 'Score: none, no rule applies' : `Score ${value} of 100, grade ${grade}`),
  limited: (grade) => ` (${grade} if the description were valid)`,
  elsewhere: (count) => `${counter('reference', 'references')(count)} to other documents, where no rule looks`,
  cutOff: 'its waivers may hold for more findings than could be listed',
  publishable: 'publishable',
  gate: (publishable, errors) =>
    publishable === null ? 'unknown' : publishable ? 'yes' : `no, ${counter('error', 'errors')(errors)}`,
  listsErrors: '(--profile official lists them)',
  officialStops: 'The official checker stops at this document',
  officialQuirk: 'official checker',
  neverFire: 'Of the official rules these never fire, whatever the document',
  notJudged: 'Not judged by any rule: it could not be read. Publishable: no',
  excused: 'A document it refers to could not be read for now, which is not counted against it',
  profile: 'profile',
  ruleset: 'ruleset',
  found: 'Found',
  counts: countsIn(
    {
      error: counter('error', 'errors'),
      warn: counter('warning', 'warnings'),
      info: counter('info', 'info'),
      hint: counter('hint', 'hints'),
    },
    'nothing to repair',
  ),
  findings: counter('finding', 'findings'),
  waivedFindings: (count) => `${count} waived`,
  theDescription: 'the description itself',
  why: 'why',
  more: 'more',
  fix: 'fix',
  example: 'for example',
  waived: 'waived',
  until: 'until',
  others: (count) => `… and ${count} more (--all shows ${count === 1 ? 'it' : 'them'})`,
  moreProblems: (count) => `… and ${counter('more problem', 'more problems')(count)} of the description itself`,
  columns: {
    file: 'file',
    verdict: 'verdict',
    score: 'score',
    grade: 'grade',
    publishable: 'publishable',
    errors: 'errors',
    warnings: 'warnings',
  },
};

const italian: CheckWords = {
  severity: { error: 'errore', warn: 'avviso', info: 'nota', hint: 'consiglio' },
  verdict: wordIn(
    new Map([
      ['valid', 'valido'],
      ['invalid', 'non valido'],
      ['unresolvable-ref', 'un riferimento non porta da nessuna parte'],
    ]),
  ),
  specification: named,
  operations: counter('operazione', 'operazioni'),
  schemas: counter('schema', 'schemi'),
  score: (value, grade) =>
    value === null
      ? 'Punteggio: nessuno, non si applica alcuna regola'
      : `Punteggio ${String(value).replace('.', ',')} su 100, voto ${grade}`,
  limited: (grade) => ` (${grade} se la descrizione fosse valida)`,
  elsewhere: (count) =>
    `${counter('riferimento', 'riferimenti')(count)} ad altri documenti, dove nessuna regola guarda`,
  cutOff: 'le sue deroghe possono valere per più rilievi di quanti si sono potuti elencare',
  publishable: 'pubblicabile',
  gate: (publishable, errors) =>
    publishable === null ? 'non si sa' : publishable ? 'sì' : `no, ${counter('errore', 'errori')(errors)}`,
  listsErrors: '(li elenca --profile official)',
  officialStops: 'Il controllo ufficiale si ferma su questo documento',
  officialQuirk: 'verificatore ufficiale',
  neverFire: 'Delle regole ufficiali queste non scattano mai, qualunque sia il documento',
  notJudged: 'Nessuna regola lo giudica: non si è potuto leggere. Pubblicabile: no',
  excused: 'Per ora non si è potuto leggere un documento a cui rimanda, e ciò non conta a suo carico',
  profile: 'profilo',
  ruleset: 'regole',
  found: 'Trovati',
  counts: countsIn(
    {
      error: counter('errore', 'errori'),
      warn: counter('avviso', 'avvisi'),
      info: counter('nota', 'note'),
      hint: counter('consiglio', 'consigli'),
    },
    'nulla da correggere',
  ),
  findings: counter('rilievo', 'rilievi'),
  waivedFindings: counter('derogato', 'derogati'),
  theDescription: 'la descrizione stessa',
  why: 'perché',
  more: 'di più',
  fix: 'rimedio',
  example: 'per esempio',
  waived: 'derogato',
  until: 'fino al',
  others: (count) => (count === 1 ? '… e un altro (--all lo mostra)' : `… e altri ${count} (--all li mostra)`),
  moreProblems: (count) =>
    `… e ${count === 1 ? 'un altro problema' : `altri ${count} problemi`} della descrizione stessa`,
  columns: {
    file: 'file',
    verdict: 'esito',
    score: 'punti',
    grade: 'voto',
    publishable: 'pubblicabile',
    errors: 'errori',
    warnings: 'avvisi',
  },
};

export const checkWords: { readonly [language in Language]: CheckWords } = { en: english, it: italian };
