/** What stands out of the text: something to know, an empty list, figures that are not there yet. */
import { type Html, html } from '../html.ts';
import { textsIn } from './language.ts';
import type { PageContext } from './page.ts';

export type CalloutTone = 'info' | 'good' | 'warn' | 'bad';

export const callout = (title: string, body: Html | string, tone: CalloutTone = 'info'): Html =>
  html`<div class="v-callout v-callout-${tone}"><h2>${title}</h2>${typeof body === 'string' ? html`<p>${body}</p>` : body}</div>`;

/** Where there could be something. `body`: what to do, or why not. */
export const emptyState = (title: string, body: Html | string = ''): Html =>
  html`<div class="v-empty"><p><strong>${title}</strong></p>${typeof body === 'string' ? body !== '' && html`<p>${body}</p>` : body}</div>`;

const texts = {
  notYet: { en: 'Not listed yet', it: 'Elenco non ancora disponibile' },
  why: {
    en: 'Lists and figures are put together after the first visits to the administrations. Come back in a few minutes.',
    it: 'Elenchi e dati sono messi insieme dopo le prime visite alle amministrazioni. Riprovare tra qualche minuto.',
  },
};

/** Before the first roll-up. */
export function notYet({ language }: Pick<PageContext, 'language'>): Html {
  const t = textsIn(texts, language);
  return callout(t.notYet, t.why);
}
