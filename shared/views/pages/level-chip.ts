/** Levels of changes as labels and as headings of groups: the words say it, the colour repeats it. */
import type { CatalogueEvent } from '../../domain/catalogue/api.ts';
import { levelOfEvent } from '../../domain/catalogue/event-level.ts';
import { type ChangeCounts, type ChangeLevel, changeLevels } from '../../domain/changes/change.ts';
import { type Html, html } from '../html.ts';
import { chip } from './chip.ts';
import { formatNumber, type Language, type Words } from './language.ts';
import type { Tone } from './state-words.ts';

/** One table for all pages: of one change or event, and of so many. */
const levelWords: { readonly [level in ChangeLevel]: Words & { readonly tone: Tone; readonly many: Words } } = {
  breaking: {
    en: 'breaking',
    it: 'incompatibile',
    many: { en: 'breaking', it: 'incompatibili' },
    tone: 'bad',
  },
  warning: {
    en: 'to be checked',
    it: 'da verificare',
    many: { en: 'to be checked', it: 'da verificare' },
    tone: 'warn',
  },
  info: {
    en: 'compatible',
    it: 'compatibile',
    many: { en: 'compatible', it: 'compatibili' },
    tone: 'plain',
  },
  editorial: {
    en: 'wording only',
    it: 'redazionale',
    many: { en: 'wording only', it: 'redazionali' },
    tone: 'none',
  },
};

export const levelChip = (level: ChangeLevel, language: Language): Html =>
  chip(levelWords[level][language], levelWords[level].tone);

/** What compares no interfaces, such as a certificate or an incident that is over, is not compatible with anything. */
const forInformation: Words = { en: 'for information', it: 'informativo' };

export function eventChip(event: CatalogueEvent, language: Language): Html {
  const level = levelOfEvent(event);
  const isOfInterface = level !== 'info' || event.counts !== undefined;
  return isOfInterface ? levelChip(level, language) : chip(forInformation[language], levelWords[level].tone);
}

/** `3 breaking`, of changes. */
export const levelCount = (level: ChangeLevel, count: number, language: Language): string =>
  `${formatNumber(count, language)} ${(count === 1 ? levelWords[level] : levelWords[level].many)[language]}`;

export const levelCountChip = (level: ChangeLevel, count: number, language: Language): Html =>
  chip(levelCount(level, count, language), levelWords[level].tone);

/** What there is of each level, each a link to where it is told. */
export const levelCounts = (counts: ChangeCounts, language: Language, hrefOf: (level: ChangeLevel) => string): Html =>
  html`<ul class="v-chips">${changeLevels
    .filter((level) => counts[level] > 0)
    .map(
      (level) =>
        html`<li><a class="v-chip v-chip-${levelWords[level].tone}" href="${hrefOf(level)}">${levelCount(level, counts[level], language)}</a></li>`,
    )}</ul>`;
