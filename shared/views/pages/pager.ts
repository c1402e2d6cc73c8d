/** The end of a page of a list: how much there is, the way on, and the way back to the beginning. */
import { type Html, html } from '../html.ts';
import { icon } from './icon.ts';
import { formatNumber, textsIn } from './language.ts';
import { type ListQuery, listHref } from './list-href.ts';
import type { PageContext } from './page.ts';

export type Pager = {
  readonly path: string;
  readonly query: ListQuery;
  /** On this page. */
  readonly shown: number;
  /** Undefined: not counted. */
  readonly total?: number;
  /** Cursor of the next page, where there is one. */
  readonly next?: string | undefined;
};

const texts = {
  pages: { en: 'Pages of the list', it: 'Pagine dell’elenco' },
  first: { en: 'Back to the beginning', it: 'All’inizio dell’elenco' },
  next: { en: 'Next page', it: 'Pagina successiva' },
  of: { en: 'of', it: 'di' },
  here: { en: 'on this page', it: 'in questa pagina' },
};

export function pager(context: PageContext, { path, query, shown, total, next }: Pager): Html | false {
  const { language } = context;
  const t = textsIn(texts, language);
  const isFirst = query.cursor === undefined;
  if (isFirst && next === undefined) return false;
  const count = formatNumber(shown, language);
  const all = total === undefined ? '' : ` ${t.of} ${formatNumber(total, language)}`;
  return html`<nav class="v-pager" aria-label="${t.pages}">
${!isFirst && html`<a class="v-button v-button-quiet" href="${listHref(context, path, query)}">${t.first}</a>`}
${
  next !== undefined &&
  html`<a class="v-button" rel="next" href="${listHref(context, path, query, { cursor: next })}">${t.next}${icon(context, 'it-chevron-right')}</a>`
}
<span class="v-quiet">${count}${all} ${t.here}</span>
</nav>`;
}
