/** All administrations: what each publishes and how good it is, with search, filters as links, orders, and the same as CSV. */
import type { ListedPublisher } from '../../domain/catalogue/listed.ts';
import { publishesAnswers } from '../../domain/catalogue/publishes.ts';
import type { PublisherFacets, PublisherSort, Selected } from '../../domain/catalogue/select.ts';
import { type Html, html } from '../html.ts';
import { roundedDown } from '../shares.ts';
import { emptyState, notYet } from './callout.ts';
import { type Cell, dataTable } from './data-table.ts';
import { chosenFilters, type FacetGroup, facetList } from './facet-list.ts';
import { formatNumber, formatShare, type Language, textsIn, type Words } from './language.ts';
import { dataHref, type ListQuery, listHref } from './list-href.ts';
import { moment } from './moment.ts';
import { type PageContext, pageHref, renderPage } from './page.ts';
import { pager } from './pager.ts';
import { publishesWords } from './state-words.ts';

export type AdministrationsPage = {
  /** As it was asked. */
  readonly query: ListQuery;
  /** Undefined: nothing is listed yet. */
  readonly found: (Selected<ListedPublisher, PublisherFacets> & { readonly builtAt: string }) | undefined;
  /** Cursor of the next page. */
  readonly next: string | undefined;
};

const path = '/administrations';

const texts = {
  title: { en: 'Administrations', it: 'Amministrazioni' },
  lead: {
    en: 'Every registered administration: how many APIs it publishes, how far they follow the guidelines, whether they answer.',
    it: 'Ogni amministrazione registrata: quante API pubblica, quanto seguono le linee guida, se rispondono.',
  },
  search: { en: 'Search the administrations', it: 'Cercare tra le amministrazioni' },
  words: { en: 'Words of the name', it: 'Parole del nome' },
  go: { en: 'Search', it: 'Cerca' },
  results: { en: 'Found', it: 'Risultati' },
  one: { en: 'administration', it: 'amministrazione' },
  many: { en: 'administrations', it: 'amministrazioni' },
  asOf: { en: 'as of', it: 'al' },
  toFilters: { en: 'To the filters', it: 'Vai ai filtri' },
  filters: { en: 'Filters', it: 'Filtri' },
  order: { en: 'In order of', it: 'In ordine di' },
  csv: { en: 'This list as CSV', it: 'Questo elenco in CSV' },
  json: { en: 'This list as JSON', it: 'Questo elenco in JSON' },
  opml: { en: 'Their feeds (OPML)', it: 'I loro feed (OPML)' },
  take: { en: 'To take away', it: 'Dati e feed' },
  caption: {
    en: 'Administrations, in the order chosen above. Availability is of the last 30 days that are over, of the time that was measured; what firewalls hide from us does not count.',
    it: 'Amministrazioni, nell’ordine scelto sopra. La disponibilità è degli ultimi 30 giorni conclusi, sul tempo misurato; quello che i firewall ci nascondono non conta.',
  },
  name: { en: 'Administration', it: 'Amministrazione' },
  apis: { en: 'APIs', it: 'API' },
  publishable: { en: 'Publishable', it: 'Pubblicabili' },
  score: { en: 'Median score', it: 'Punteggio mediano' },
  availability: { en: 'Availability', it: 'Disponibilità' },
  attention: { en: 'To look after', it: 'Da curare' },
  of: { en: 'of', it: 'su' },
  none: { en: 'none yet', it: 'ancora nessuna' },
  unknown: { en: 'not known', it: 'non noto' },
  region: { en: 'Region', it: 'Regione' },
  category: { en: 'Category', it: 'Categoria' },
  publishes: { en: 'What they publish', it: 'Che cosa pubblicano' },
  nothing: { en: 'No administration is like that', it: 'Nessuna amministrazione corrisponde' },
  all: { en: 'See all administrations', it: 'Tutte le amministrazioni' },
} as const;

type Texts = ReturnType<typeof textsIn<typeof texts>>;

const sorts: { readonly [sort in PublisherSort]: Words } = {
  name: { en: 'name', it: 'nome' },
  apis: { en: 'most APIs', it: 'più API' },
  score: { en: 'best score', it: 'punteggio migliore' },
  'score-low': { en: 'worst score', it: 'punteggio peggiore' },
  publishable: { en: 'most publishable', it: 'più pubblicabili' },
  availability: { en: 'least available', it: 'meno disponibili' },
};

const counted = {
  en: {
    down: (apis: string, addresses: string, [isOne, hasOne]: readonly [boolean, boolean]) =>
      `${apis} ${isOne ? 'API does' : 'APIs do'} not answer (${addresses} ${hasOne ? 'address' : 'addresses'})`,
    troubled: (count: number) => (count === 1 ? '1 address gives no API' : `${count} addresses give no API`),
  },
  it: {
    down: (apis: string, addresses: string, [isOne, hasOne]: readonly [boolean, boolean]) =>
      `${apis} API non ${isOne ? 'risponde' : 'rispondono'} (${addresses} ${hasOne ? 'indirizzo' : 'indirizzi'})`,
    troubled: (count: number) => (count === 1 ? '1 indirizzo non dà API' : `${count} indirizzi non danno API`),
  },
} as const;

function publishesNames(value: string, language: Language): string {
  const known = publishesAnswers.find((answer) => answer === value);
  return known === undefined ? value : publishesWords[known][language];
}

const groupsOf = (facets: PublisherFacets, t: Texts, language: Language): readonly FacetGroup[] => [
  {
    name: 'publishes',
    heading: t.publishes,
    values: facets.publishes,
    words: (value) => publishesNames(value, language),
  },
  { name: 'region', heading: t.region, values: facets.region },
  { name: 'category', heading: t.category, values: facets.category },
];

function searchForm(context: PageContext, query: ListQuery, t: Texts): Html {
  const kept = Object.entries(query).filter(
    ([name, value]) => value !== undefined && name !== 'q' && name !== 'cursor',
  );
  return html`<form class="v-form" role="search" aria-label="${t.search}" action="${pageHref(context, path)}" method="get">
<div><label for="q">${t.words}</label><input id="q" name="q" type="search" maxlength="200" value="${query.q === undefined ? '' : String(query.q)}"></div>
<div class="v-form-button"><button class="v-button" type="submit">${t.go}</button></div>
${kept.map(([name, value]) => html`<input type="hidden" name="${name}" value="${String(value)}">`)}
</form>`;
}

function sortLinks(context: PageContext, query: ListQuery, t: Texts): Html {
  const inUse = query.sort ?? 'name';
  const items = (Object.keys(sorts) as PublisherSort[]).map(
    (sort) =>
      html`<li><a href="${listHref(context, path, query, { sort })}" rel="nofollow"${sort === inUse && html` aria-current="true"`}>${sorts[sort][context.language]}</a></li>`,
  );
  return html`<p class="v-small v-quiet v-sorts-name" id="order">${t.order}</p><ul class="v-sorts" aria-labelledby="order">${items}</ul>`;
}

/** What needs a hand; nothing where all is well. */
export function attentionOf({ apisDown, down, troubled }: ListedPublisher, language: Language): string {
  const t = counted[language];
  const number = (value: number): string => formatNumber(value, language);
  return [
    apisDown > 0 ? t.down(number(apisDown), number(down), [apisDown === 1, down === 1]) : '',
    troubled > 0 ? t.troubled(troubled) : '',
  ]
    .filter((words) => words !== '')
    .join('; ');
}

function row(context: PageContext, publisher: ListedPublisher, t: Texts): readonly Cell[] {
  const { language } = context;
  const { id, name, region, categories, apis, publishes, publishable, median, availability } = publisher;
  const where = [region ?? '', ...categories].filter((words) => words !== '').join(' · ');
  return [
    html`<a href="${pageHref(context, `${path}/${id}`)}">${name}</a>${where !== '' && html`<br><span class="v-small v-quiet">${where}</span>`}`,
    apis === 0
      ? html`<span class="v-quiet">${publishes === 'unknown' ? t.unknown : t.none}</span>`
      : html`<a href="${listHref(context, '/apis', { publisher: id })}">${formatNumber(apis, language)}</a>`,
    apis === 0
      ? '–'
      : html`${formatNumber(publishable.yes, language)} <span class="v-quiet">${t.of} ${formatNumber(apis, language)}</span>`,
    median === null ? html`<span class="v-quiet">${t.unknown}</span>` : formatNumber(median, language, 1),
    availability === null
      ? html`<span class="v-quiet">${t.unknown}</span>`
      : formatShare(roundedDown(availability, 4), language, 2),
    attentionOf(publisher, language) || '–',
  ];
}

function results(context: PageContext, { query, found, next }: AdministrationsPage, t: Texts): Html {
  const { language } = context;
  if (found === undefined) return notYet(context);
  const { items, total, builtAt } = found;
  const count = html`<p><strong class="v-number">${formatNumber(total, language)}</strong> ${total === 1 ? t.one : t.many} <span class="v-small v-quiet">(${t.asOf} ${moment(builtAt, language)})</span> <a class="v-to-facets" href="#filters">${t.toFilters}</a></p>`;
  if (items.length === 0)
    return html`${count}${emptyState(t.nothing, html`<p><a href="${pageHref(context, path)}">${t.all}</a></p>`)}`;
  return html`${count}${sortLinks(context, query, t)}
${dataTable({
  id: 'administrations',
  caption: t.caption,
  columns: [
    { heading: t.name },
    { heading: t.apis, isNumber: true },
    { heading: t.publishable, isNumber: true },
    { heading: t.score, isNumber: true },
    { heading: t.availability, isNumber: true },
    { heading: t.attention },
  ],
  rows: items.map((each) => row(context, each, t)),
})}
${pager(context, { path, query, shown: items.length, total, next })}`;
}

export function renderAdministrationsPage(context: PageContext, page: AdministrationsPage): string {
  const { language } = context;
  const { query, found } = page;
  const t = textsIn(texts, language);
  const asked = { path, query };
  const noFacets: PublisherFacets = { publishes: [], region: [], category: [] };
  const filters = groupsOf(noFacets, t, language).map(({ name, heading, words }) => ({
    name,
    heading,
    ...(words === undefined ? {} : { words }),
  }));
  return renderPage(context, {
    title: t.title,
    trail: [{ label: t.title }],
    lead: t.lead,
    description: t.lead,
    body: html`${searchForm(context, query, t)}
${chosenFilters(context, asked, [{ name: 'q', heading: t.words }, ...filters])}
<div class="v-columns v-facets-after">
<section class="v-section"><h2 class="visually-hidden">${t.results}</h2>
${results(context, page, t)}
</section>
${found !== undefined && html`<div id="filters"><h2 class="v-aside-title">${t.filters}</h2>${facetList(context, asked, groupsOf(found.facets, t, language))}</div>`}
</div>
<section class="v-section"><h2>${t.take}</h2><ul class="v-links">
<li><a href="${dataHref('/v1/publishers.csv', query)}">${t.csv}</a></li>
<li><a href="${dataHref('/v1/publishers', query)}">${t.json}</a></li>
<li><a href="/feeds/publishers.opml">${t.opml}</a></li>
</ul></section>`,
  });
}
