/** Articles before the eighth and the eleventh, which Italian begins with a vowel: `dall’8 novembre`, not `dal 8 novembre`. */
import type { Language } from './language.ts';

const elideBefore = (text: string, day: RegExp): string =>
  text.replace(new RegExp(`\\b(il|d?al|del|nel|sul) (?=${day.source})`, 'gi'), (_, word: string) =>
    word.toLowerCase() === 'il' ? `${word.charAt(0) === 'I' ? 'L' : 'l'}’` : `${word}l’`,
  );

/** Of a sentence of ours. */
export const elide = (sentence: string): string => elideBefore(sentence, /(?:8|11) [a-z]/);

/** A date or a time in a sentence, after the word before it (and its space), which it may elide. */
export const afterWord = (word: string, told: string, language: Language): string =>
  language === 'it' ? elide(`${word}${told}`) : `${word}${told}`;

/** Of a page: only before dates that are marked up as such, as texts of others stay as they are. */
export const elideInPage = (page: string): string => elideBefore(page, /<time datetime="[^"]*">(?:8|11) /);
