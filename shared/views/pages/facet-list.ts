/** Filters as links: each sets one and keeps the others; what was chosen is listed and can be taken away again. */
import type { FacetCount } from '../../domain/catalogue/select.ts';
import { type Html, html } from '../html.ts';
import { icon } from './icon.ts';
import { formatNumber, textsIn } from './language.ts';
import { type ListQuery, listHref } from './list-href.ts';
import type { PageContext } from './page.ts';

export type FacetGroup = {
  /** Of the query parameter. */
  readonly name: string;
  readonly heading: string;
  readonly values: readonly FacetCount[];
  /** What a value is called. Absent: as it is. */
  readonly words?: (value: string) => string;
};

/** A filter that may be chosen, whether or not it has a facet. */
export type Filter = {
  readonly name: string;
  readonly heading: string;
  readonly words?: (value: string) => string;
};

const texts = {
  filters: { en: 'Filters', it: 'Filtri' },
  chosen: { en: 'Chosen filters', it: 'Filtri scelti' },
  remove: { en: 'Remove the filter', it: 'Togli il filtro' },
  isChosen: { en: 'chosen, remove', it: 'scelto, togli' },
  clear: { en: 'Remove all', it: 'Togli tutti' },
  more: { en: 'More', it: 'Altri' },
};

/** Further ones are behind a button. */
const shownAtOnce = 8;

const asIs = (value: string): string => value;

/** A page's list of filters: where it is, and what is asked now. */
type Asked = { readonly path: string; readonly query: ListQuery };

function facetItem(
  context: PageContext,
  { path, query }: Asked,
  { name, words = asIs }: FacetGroup,
  { value, count }: FacetCount,
): Html {
  const t = textsIn(texts, context.language);
  const isChosen = query[name] === value;
  const href = listHref(context, path, query, { [name]: isChosen ? undefined : value });
  return html`<li><a href="${href}" rel="nofollow"${isChosen && html` aria-current="true"`}><span>${words(value)}${isChosen && html` <span class="visually-hidden">(${t.isChosen})</span>`}</span> <span class="v-count">${formatNumber(count, context.language)}</span></a></li>`;
}

function facetGroup(context: PageContext, asked: Asked, group: FacetGroup): Html | false {
  if (group.values.length === 0) return false;
  const t = textsIn(texts, context.language);
  const items = group.values.map((each) => facetItem(context, asked, group, each));
  const rest = items.slice(shownAtOnce);
  const isOpen = group.values.slice(shownAtOnce).some(({ value }) => asked.query[group.name] === value);
  return html`<section><h3>${group.heading}</h3><ul>${items.slice(0, shownAtOnce)}</ul>${
    rest.length > 0 &&
    html`<details${isOpen && html` open`}><summary>${t.more} (${rest.length})<span class="visually-hidden">: ${group.heading}</span></summary><ul>${rest}</ul></details>`
  }</section>`;
}

/** After the list, in `.v-columns.v-facets-after`: beside it where there is room. */
export function facetList(context: PageContext, asked: Asked, groups: readonly FacetGroup[]): Html {
  const t = textsIn(texts, context.language);
  return html`<nav class="v-facets" aria-label="${t.filters}">${groups.map((group) => facetGroup(context, asked, group))}</nav>`;
}

/** Above the list. */
export function chosenFilters(context: PageContext, { path, query }: Asked, filters: readonly Filter[]): Html | false {
  const t = textsIn(texts, context.language);
  const chosen = filters.filter(({ name }) => query[name] !== undefined);
  if (chosen.length === 0) return false;
  const none = Object.fromEntries(chosen.map(({ name }) => [name, undefined]));
  const items = chosen.map(({ name, heading, words = asIs }) => {
    const value = words(String(query[name]));
    return html`<li><a href="${listHref(context, path, query, { [name]: undefined })}"><span class="visually-hidden">${t.remove} </span>${heading}: ${value}${icon(context, 'it-close')}</a></li>`;
  });
  return html`<ul class="v-chosen" aria-label="${t.chosen}">${items}${
    chosen.length > 1 && html`<li><a href="${listHref(context, path, query, none)}">${t.clear}</a></li>`
  }</ul>`;
}
