/** Sentences that hold instants as programs write them, with instants as people do. */
import { formatMoment, type Language } from './language.ts';

export const withReadableTimes = (text: string, language: Language): string =>
  text.replace(/\b\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z\b/g, (at) =>
    Number.isNaN(Date.parse(at)) ? at : formatMoment(at, language),
  );
