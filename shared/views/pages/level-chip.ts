/** Levels of changes as labels and as headings of groups: the words say it, the colour repeats it. */
import { type ChangeCounts, type ChangeLevel, changeLevels } from '../../domain/changes/change.ts';
import { compareWords } from '../compare-words.ts';
import { type Html, html } from '../html.ts';
import { chip } from './chip.ts';
import { formatNumber, type Language, type Words } from './language.ts';
import type { Tone } from './state-words.ts';

/** Of one change or event. */
const levelWords: { readonly [level in ChangeLevel]: Words & { readonly tone: Tone } } = {
  breaking: { en: 'breaking', it: 'incompatibile', tone: 'bad' },
  warning: { en: 'to be looked at', it: 'da guardare con attenzione', tone: 'warn' },
  info: { en: 'for information', it: 'per conoscenza', tone: 'plain' },
  editorial: { en: 'wording only', it: 'solo i testi', tone: 'none' },
};

export const levelChip = (level: ChangeLevel, language: Language): Html =>
  chip(levelWords[level][language], levelWords[level].tone);

const none: ChangeCounts = { breaking: 0, warning: 0, info: 0, editorial: 0 };

/** `3 breaking changes`. */
export const levelCount = (level: ChangeLevel, count: number, language: Language): string =>
  compareWords[language].counts({ ...none, [level]: count }).replace(/^\d+/, formatNumber(count, language));

/** What there is of each level, each a link to where it is told. */
export const levelCounts = (counts: ChangeCounts, language: Language, hrefOf: (level: ChangeLevel) => string): Html =>
  html`<ul class="v-chips">${changeLevels
    .filter((level) => counts[level] > 0)
    .map(
      (level) =>
        html`<li><a class="v-chip v-chip-${levelWords[level].tone}" href="${hrefOf(level)}">${levelCount(level, counts[level], language)}</a></li>`,
    )}</ul>`;
