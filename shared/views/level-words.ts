/** Levels of changes and events, named as a comparison names them, and as a choice of a level and the graver ones. */
import type { ChangeLevel } from '../domain/changes/change.ts';
import type { Text } from '../domain/text.ts';
import { compareWords } from './compare-words.ts';

export const levelName = (level: ChangeLevel): Text => ({
  en: compareWords.en.level[level],
  it: compareWords.it.level[level],
});

export const levelChoice: { readonly [level in ChangeLevel]: Text } = {
  breaking: { en: 'breaking only', it: 'solo incompatibili' },
  warning: { en: 'breaking and warnings', it: 'incompatibili e da verificare' },
  info: { en: 'all but wording', it: 'tutte tranne le redazionali' },
  editorial: { en: 'all, wording too', it: 'tutte, anche le redazionali' },
};
