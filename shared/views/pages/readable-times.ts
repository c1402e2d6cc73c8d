/** Sentences that hold instants as programs write them, with instants as people do. */
import { elide } from './elide.ts';
import { formatMoment, type Language } from './language.ts';

export const withReadableTimes = (text: string, language: Language): string =>
  text.replace(/(\b[a-z]+ )?\b(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z)\b/gi, (all, word = '', at) => {
    if (Number.isNaN(Date.parse(at))) return all;
    const told = `${word}${formatMoment(at, language)}`;
    return language === 'it' ? elide(told) : told;
  });
