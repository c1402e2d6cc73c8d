/** An event as a reader of a page is told of it: in one language, with days, times and numbers as that language writes them. */
import type { CatalogueEvent } from '../../domain/catalogue/api.ts';
import { describeEvent } from '../event-text.ts';
import { type Html, html } from '../html.ts';
import { apiTitle } from './api-title.ts';
import { afterWord } from './elide.ts';
import { formatDate, formatNumber, type Language } from './language.ts';
import { withReadableTimes } from './readable-times.ts';

/** Days that are facts of the event; one that stands in a name or a version is none. */
function withReadableDays(text: string, { facts }: CatalogueEvent, language: Language): string {
  const days = Object.values(facts).map((fact) => String(fact).slice(0, 10));
  return text.replace(/(\b[a-z]+ )?\b(\d{4}-\d\d-\d\d)\b(?!T)/gi, (all, word = '', day) => {
    if (!days.includes(day) || Number.isNaN(Date.parse(day))) return all;
    return afterWord(word, formatDate(day, language), language);
  });
}

const withReadableNumbers = (text: string, { facts }: CatalogueEvent, language: Language): string =>
  Object.values(facts)
    .filter((fact) => typeof fact === 'number' && !Number.isInteger(fact))
    .reduce((told: string, fact) => told.replaceAll(String(fact), formatNumber(Number(fact), language, 1)), text);

/** `title`: the API's own first, in a language that is not known. */
export function tellEvent(
  event: CatalogueEvent,
  language: Language,
): { readonly title: Html | string; readonly summary: string } {
  const { title, summary } = describeEvent(event);
  const { apiTitle: own = '' } = event;
  const isNamed = own !== '' && title[language].startsWith(own);
  const rest = withReadableDays(title[language].slice(isNamed ? own.length : 0), event, language);
  const told = withReadableNumbers(withReadableTimes(summary[language], language), event, language);
  return {
    title: isNamed ? html`${apiTitle(own)}${rest}` : rest,
    summary: withReadableDays(told, event, language),
  };
}
