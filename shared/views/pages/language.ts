/** Words of pages in the languages of the dashboard, and numbers and times as these languages write them. All times are UTC. */
import { type Language, languages } from '../badge.ts';

export { type Language, languages };

export type Words = { readonly [language in Language]: string };
export type Texts = { readonly [name: string]: Words };

/** A table of texts in one language. */
export const textsIn = <T extends Texts>(texts: T, language: Language): { readonly [name in keyof T]: string } =>
  Object.fromEntries(Object.entries(texts).map(([name, words]) => [name, words[language]])) as never;

const locales: Words = { it: 'it-IT', en: 'en-GB' };

const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

const formatter = <T extends Intl.NumberFormat | Intl.DateTimeFormat>(name: string, make: () => T): T => {
  const known = made.get(name) ?? make();
  made.set(name, known);
  return known as T;
};

/** A number as text: `12.345` in Italian, `12,345` in English; so many decimals at most. */
export const formatNumber = (value: number, language: Language, decimals = 0): string =>
  formatter(
    `number ${language} ${decimals}`,
    // Italian leaves four digits ungrouped by default, which does not line up in tables.
    () => new Intl.NumberFormat(locales[language], { maximumFractionDigits: decimals, useGrouping: 'always' }),
  ).format(value);

/** A share (0 to 1) as a percentage; the caller has rounded it as it should be. */
export const formatShare = (share: number, language: Language, decimals = 1): string =>
  formatter(
    `share ${language} ${decimals}`,
    () => new Intl.NumberFormat(locales[language], { style: 'percent', maximumFractionDigits: decimals }),
  ).format(share);

/** A day (`2026-11-26`) or an instant as a date. */
export const formatDate = (at: string, language: Language): string =>
  formatter(
    `date ${language}`,
    () =>
      new Intl.DateTimeFormat(locales[language], { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }),
  ).format(new Date(at.length === 10 ? `${at}T00:00:00Z` : at));

/** An instant with its time, to the minute. */
export const formatMoment = (at: string, language: Language): string =>
  `${formatter(
    `moment ${language}`,
    () =>
      new Intl.DateTimeFormat(locales[language], {
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        timeZone: 'UTC',
      }),
  ).format(new Date(at))} UTC`;
