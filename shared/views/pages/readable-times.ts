/** Sentences that hold instants as programs write them, with instants as people do. */
import { afterWord } from './elide.ts';
import { formatMoment, type Language } from './language.ts';

export const withReadableTimes = (text: string, language: Language): string =>
  text.replace(/(\b[a-z]+ )?\b(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z)\b/gi, (all, word = '', at) => {
    return Number.isNaN(Date.parse(at)) ? all : afterWord(word, formatMoment(at, language), language);
  });
