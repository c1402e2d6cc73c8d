/** Why a rule costs the points it costs, and a score has the grade it has, in words. */
import type { Assessment } from '../domain/compliance/assess.ts';
import type { ScoreLine } from '../domain/compliance/score.ts';
import { weights } from '../domain/compliance/weights.ts';
import type { Text } from '../domain/text.ts';

const places = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

export function explainScoreLine({ tested, count }: Pick<ScoreLine, 'tested' | 'count'>): Text {
  if (tested === 0)
    return {
      en: 'It does not apply: the description has nothing of the kind, so no points are at stake.',
      it: 'Non si applica: la descrizione non ha nulla del genere, quindi non ci sono punti in gioco.',
    };
  if (count === 0)
    return {
      en: `Nothing is wrong in ${places(tested, 'item', 'items')} examined.`,
      it: `Nulla da segnalare in ${places(tested, 'elemento esaminato', 'elementi esaminati')}.`,
    };
  const first = `${Math.round(100 * weights.first)}%`;
  return {
    en: `${places(count, 'finding', 'findings')} in ${places(tested, 'item', 'items')} examined: ${first} of the points for the first, the rest by the share of items that fail.`,
    it: `${places(count, 'segnalazione', 'segnalazioni')} in ${places(tested, 'elemento esaminato', 'elementi esaminati')}: il ${first} dei punti per la prima, il resto secondo la quota di elementi non conformi.`,
  };
}

/** Undefined: the grade is that of the score. */
export const explainGradeLimit = ({ gradeOfScore }: Pick<Assessment, 'gradeOfScore'>): Text | undefined =>
  gradeOfScore && {
    en: `The score alone is worth ${gradeOfScore}: an invalid description gets no better than ${weights.brokenGrade}.`,
    it: `Il punteggio da solo varrebbe ${gradeOfScore}: una descrizione non valida non supera ${weights.brokenGrade}.`,
  };
