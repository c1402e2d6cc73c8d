/** What states and verdicts are called, in both languages, and which colour repeats it. One table for all pages. */
import type { ServiceVerdict } from '../../domain/catalogue/listed.ts';
import type { Publishes } from '../../domain/catalogue/publishes.ts';
import type { SourceState, VisitOutcome } from '../../domain/catalogue/source.ts';
import type { GateVerdict } from '../../domain/compliance/compliance.ts';
import type { GradeName } from '../../domain/compliance/statistics.ts';
import type { Words } from './language.ts';

/** `none`: neither good nor bad, or not known. */
export type Tone = 'good' | 'warn' | 'bad' | 'none' | 'plain';
type Named<K extends string> = { readonly [name in K]: Words & { readonly tone: Tone } };

/** Of descriptions of APIs, and of the addresses they were looked for at. */
export const sourceStateWords: Named<SourceState> = {
  pending: { en: 'not visited yet', it: 'non ancora visitata', tone: 'none' },
  ok: { en: 'valid description', it: 'descrizione valida', tone: 'good' },
  invalid: { en: 'description not valid', it: 'descrizione non valida', tone: 'bad' },
  'unresolvable-ref': { en: 'a reference leads nowhere', it: 'un riferimento non porta a nulla', tone: 'bad' },
  unanalysable: { en: 'could not be analysed', it: 'non analizzabile', tone: 'warn' },
  unreachable: { en: 'can not be fetched', it: 'non raggiungibile', tone: 'bad' },
  blocked: { en: 'our visits are blocked', it: 'le nostre visite sono bloccate', tone: 'none' },
  'not-a-description': { en: 'no API description', it: 'non è la descrizione di una API', tone: 'warn' },
  'too-large': { en: 'too large', it: 'troppo grande', tone: 'warn' },
  withdrawn: { en: 'withdrawn', it: 'ritirata', tone: 'none' },
};

/** Of a description that refers to others which we could not look at: whether it is sound is not known. */
export const excusedWords: Words & { readonly tone: Tone } = {
  en: 'documents it refers to could not be checked',
  it: 'documenti riferiti non verificati',
  tone: 'none',
};

/** Whether a service answers. Blocked is not down: whether it answers others is not known. */
export const serviceWords: Named<ServiceVerdict> = {
  up: { en: 'answering', it: 'risponde', tone: 'good' },
  degraded: { en: 'answering badly', it: 'risponde male', tone: 'warn' },
  down: { en: 'not answering', it: 'non risponde', tone: 'bad' },
  blocked: { en: 'hidden from us by a firewall', it: 'nascosta da un firewall', tone: 'none' },
  maintenance: { en: 'in announced maintenance', it: 'in manutenzione annunciata', tone: 'none' },
  unknown: { en: 'not known', it: 'non noto', tone: 'none' },
  none: { en: 'nothing to ask', it: 'nulla da interrogare', tone: 'none' },
};

export const gradeWords: Named<GradeName> = {
  A: { en: 'grade A', it: 'classe A', tone: 'good' },
  B: { en: 'grade B', it: 'classe B', tone: 'good' },
  C: { en: 'grade C', it: 'classe C', tone: 'warn' },
  D: { en: 'grade D', it: 'classe D', tone: 'warn' },
  E: { en: 'grade E', it: 'classe E', tone: 'bad' },
  F: { en: 'grade F', it: 'classe F', tone: 'bad' },
  none: { en: 'no grade', it: 'senza classe', tone: 'none' },
};

/** On the national catalogue, by the official ruleset. */
export const publishableWords: Named<GateVerdict> = {
  yes: { en: 'publishable', it: 'pubblicabile', tone: 'good' },
  no: { en: 'not publishable', it: 'non pubblicabile', tone: 'bad' },
  unknown: { en: 'publishable: not known', it: 'pubblicabile: non noto', tone: 'none' },
};

/** What a visit of the crawl came to. */
export const outcomeWords: Named<VisitOutcome> = {
  changed: { en: 'new content', it: 'contenuto nuovo', tone: 'good' },
  unchanged: { en: 'as before', it: 'nessuna modifica', tone: 'good' },
  unconfirmed: { en: 'new content, to be confirmed', it: 'contenuto nuovo, da confermare', tone: 'warn' },
  failed: { en: 'did not succeed', it: 'visita non riuscita', tone: 'bad' },
  'not-tried': { en: 'was not tried', it: 'visita non effettuata', tone: 'none' },
};

/** What an administration publishes. */
export const publishesWords: Named<Publishes> = {
  something: { en: 'publishes APIs', it: 'pubblica API', tone: 'good' },
  nothing: { en: 'publishes none yet', it: 'non ne pubblica ancora', tone: 'none' },
  unknown: { en: 'not known: could not be read', it: 'non noto: non leggibile', tone: 'none' },
};
