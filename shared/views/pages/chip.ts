/** States and verdicts as small labels: the words say it, the colour repeats it. */
import type { ServiceVerdict } from '../../domain/catalogue/listed.ts';
import type { SourceState } from '../../domain/catalogue/source.ts';
import type { GateVerdict } from '../../domain/compliance/compliance.ts';
import type { GradeName } from '../../domain/compliance/statistics.ts';
import { type Html, html } from '../html.ts';
import type { Language, Words } from './language.ts';
import {
  excusedWords,
  gradeWords,
  publishableWords,
  serviceWords,
  sourceStateWords,
  type Tone,
} from './state-words.ts';

export const chip = (words: string | Html, tone: Tone = 'plain'): Html =>
  html`<span class="v-chip v-chip-${tone}">${words}</span>`;

/** From a table of words. */
export const toneChip = (named: Words & { readonly tone: Tone }, language: Language): Html =>
  chip(named[language], named.tone);

export const stateChip = (state: SourceState, language: Language): Html => toneChip(sourceStateWords[state], language);
/** `excused`: what it refers to could not be looked at for reasons that are not its publisher's. */
export const descriptionChip = (state: SourceState, excused: boolean, language: Language): Html =>
  excused && state === 'unresolvable-ref' ? toneChip(excusedWords, language) : stateChip(state, language);
export const serviceChip = (verdict: ServiceVerdict, language: Language): Html =>
  toneChip(serviceWords[verdict], language);
export const gradeChip = (grade: GradeName, language: Language): Html => toneChip(gradeWords[grade], language);
export const publishableChip = (verdict: GateVerdict, language: Language): Html =>
  toneChip(publishableWords[verdict], language);
