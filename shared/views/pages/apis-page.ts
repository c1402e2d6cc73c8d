/** The list of APIs: search, filters as links with how many each would leave, and what was found. */
import type { ListedApi } from '../../domain/catalogue/listed.ts';
import type { ApiFacets, ApiSort, Selected } from '../../domain/catalogue/select.ts';
import { gateVerdictOf } from '../../domain/compliance/compliance.ts';
import { findRule } from '../../domain/compliance/ruleset.ts';
import { type Html, html } from '../html.ts';
import { roundedDown } from '../shares.ts';
import { apiLink } from './api-title.ts';
import { emptyState, notYet } from './callout.ts';
import { chip, gradeChip, publishableChip, stateChip } from './chip.ts';
import { chosenFilters, type FacetGroup, type Filter, facetList } from './facet-list.ts';
import { formatNumber, formatShare, type Language, textsIn } from './language.ts';
import { type ListQuery, listHref } from './list-href.ts';
import { day, moment } from './moment.ts';
import { type PageContext, pageHref, renderPage } from './page.ts';
import { pager } from './pager.ts';
import { namedServiceChip } from './service-chip.ts';
import { gradeWords, publishableWords, serviceWords, sourceStateWords } from './state-words.ts';

export type ApisPage = {
  /** As the route read it. */
  readonly query: ListQuery;
  /** Undefined: the catalogue has not been listed yet. */
  readonly found: (Selected<ListedApi, ApiFacets> & { readonly builtAt: string }) | undefined;
  /** The cursor of the next page. */
  readonly next: string | undefined;
  /** Names of administrations by their ids; undefined: not listed. */
  readonly publisherName: (id: string) => string | undefined;
};

const texts = {
  title: { en: 'APIs', it: 'API' },
  titleFor: { en: 'APIs for', it: 'API per' },
  lead: {
    en: 'The APIs that public administrations publish: whether they answer, whether they follow the guidelines, when they changed.',
    it: 'Le API pubblicate dalle pubbliche amministrazioni: se rispondono, se seguono le linee guida, quando sono cambiate.',
  },
  words: { en: 'Words to search for', it: 'Parole da cercare' },
  search: { en: 'Search', it: 'Cerca' },
  results: { en: 'Results', it: 'Risultati' },
  one: { en: 'API found', it: 'API trovata' },
  many: { en: 'APIs found', it: 'API trovate' },
  asOf: { en: 'list of', it: 'elenco del' },
  filters: { en: 'Filters', it: 'Filtri' },
  toFilters: { en: 'Go to the filters', it: 'Vai ai filtri' },
  order: { en: 'In order of', it: 'In ordine di' },
  publisher: { en: 'Administration', it: 'Amministrazione' },
  state: { en: 'Description', it: 'Descrizione' },
  openapi: { en: 'Format', it: 'Formato' },
  service: { en: 'Service', it: 'Servizio' },
  grade: { en: 'Compliance', it: 'Conformità' },
  publishable: { en: 'National catalogue', it: 'Catalogo nazionale' },
  rule: { en: 'Rule not met', it: 'Regola non rispettata' },
  official: { en: 'as the official ruleset runs', it: 'secondo le regole ufficiali' },
  tag: { en: 'Tag', it: 'Etichetta' },
  region: { en: 'Region', it: 'Regione' },
  category: { en: 'Category', it: 'Categoria' },
  q: { en: 'Words', it: 'Parole' },
  version: { en: 'version', it: 'versione' },
  score: { en: 'score', it: 'punteggio' },
  availability: { en: 'Availability, 30 days', it: 'Disponibilità, 30 giorni' },
  ofMeasured: { en: 'of the time that was measured', it: 'del tempo misurato' },
  ofSeen: {
    en: 'of the time that a firewall did not hide from us',
    it: 'del tempo che un firewall non ci ha nascosto',
  },
  noAvailability: { en: 'not known', it: 'non nota' },
  changed: { en: 'Changed', it: 'Modificata' },
  deprecated: { en: 'deprecated', it: 'deprecata' },
  none: { en: 'No API is like that', it: 'Nessuna API corrisponde' },
  tryThis: { en: 'What to try:', it: 'Che cosa provare:' },
  fewer: {
    en: 'fewer words, or only the beginning of a word: all of them have to be found',
    it: 'meno parole, o solo l’inizio di una parola: devono comparire tutte',
  },
  withoutFilters: { en: 'the same words without filters', it: 'le stesse parole senza filtri' },
  all: { en: 'all APIs', it: 'tutte le API' },
  administrations: {
    en: 'the list of administrations, also those that publish nothing yet',
    it: 'l’elenco delle amministrazioni, anche quelle che ancora non pubblicano nulla',
  },
  withdrawnNote: {
    en: 'APIs that were withdrawn are only listed when they are asked for:',
    it: 'Le API ritirate compaiono solo su richiesta:',
  },
  withdrawn: { en: 'withdrawn APIs', it: 'API ritirate' },
  take: { en: 'This list for programs and feed readers', it: 'Questo elenco per programmi e lettori di feed' },
  json: { en: 'This list as JSON', it: 'Questo elenco in JSON' },
  csv: { en: 'The whole catalogue as CSV', it: 'Tutto il catalogo in CSV' },
  feed: { en: 'Feed of changes', it: 'Feed dei cambiamenti' },
};

const sorts: { readonly [sort in ApiSort]: { readonly en: string; readonly it: string } } = {
  relevance: { en: 'relevance', it: 'pertinenza' },
  title: { en: 'name', it: 'nome' },
  changed: { en: 'latest change', it: 'ultima modifica' },
  score: { en: 'highest score', it: 'punteggio più alto' },
  'score-low': { en: 'lowest score', it: 'punteggio più basso' },
  availability: { en: 'lowest availability', it: 'disponibilità più bassa' },
};

const path = '/apis';

const specificationName = (family: string): string => (family === '2.0' ? 'Swagger 2.0' : `OpenAPI ${family}`);

type Named = { readonly [value: string]: { readonly en: string; readonly it: string } };
const wordsFrom =
  (named: Named, language: Language) =>
  (value: string): string =>
    (Object.hasOwn(named, value) ? named[value]?.[language] : undefined) ?? value;

type Texts = ReturnType<typeof textsIn<typeof texts>>;

type Facet = Filter & { readonly facet: keyof ApiFacets };

/** Filters that have facets, in the order in which they are shown. */
const facetsOf = (t: Texts, language: Language): readonly Facet[] => [
  {
    name: 'publishable',
    facet: 'publishable',
    heading: t.publishable,
    words: wordsFrom(publishableWords, language),
  },
  { name: 'grade', facet: 'grade', heading: t.grade, words: wordsFrom(gradeWords, language) },
  { name: 'service', facet: 'service', heading: t.service, words: wordsFrom(serviceWords, language) },
  { name: 'state', facet: 'state', heading: t.state, words: wordsFrom(sourceStateWords, language) },
  { name: 'openapi', facet: 'specification', heading: t.openapi, words: specificationName },
  { name: 'region', facet: 'region', heading: t.region },
  { name: 'category', facet: 'category', heading: t.category },
  { name: 'tag', facet: 'tag', heading: t.tag },
];

const groupsOf = (facets: ApiFacets, t: Texts, language: Language): readonly FacetGroup[] =>
  facetsOf(t, language).map(({ facet, ...filter }) => ({ ...filter, values: facets[facet] }));

function filtersOf({ query, publisherName }: ApisPage, t: Texts, language: Language): readonly Filter[] {
  const ruleWords = (id: string): string => {
    const title = findRule(id)?.title[language] ?? id;
    return query.profile === 'official' ? `${title} (${t.official})` : title;
  };
  return [
    { name: 'q', heading: t.q },
    { name: 'publisher', heading: t.publisher, words: (id) => publisherName(id) ?? id },
    { name: 'rule', heading: t.rule, words: ruleWords },
    ...facetsOf(t, language),
  ];
}

function searchForm(context: PageContext, query: ListQuery, t: Texts): Html {
  const kept = Object.entries(query).filter(
    ([name, value]) => value !== undefined && name !== 'q' && name !== 'cursor' && name !== 'sort',
  );
  return html`<form class="v-form" role="search" aria-label="${t.words}" action="${pageHref(context, path)}" method="get">
<div><label for="q">${t.words}</label><input id="q" name="q" type="search" maxlength="200" value="${String(query.q ?? '')}"></div>
<div class="v-form-button"><button class="v-button" type="submit">${t.search}</button></div>
${kept.map(([name, value]) => html`<input type="hidden" name="${name}" value="${String(value)}">`)}
</form>`;
}

function sortLinks(context: PageContext, query: ListQuery, t: Texts): Html {
  const { language } = context;
  const inUse = query.sort ?? (query.q === undefined ? 'title' : 'relevance');
  const offered = (Object.keys(sorts) as ApiSort[]).filter((sort) => sort !== 'relevance' || query.q !== undefined);
  const items = offered.map(
    (sort) =>
      html`<li><a href="${listHref(context, path, query, { sort })}" rel="nofollow"${sort === inUse && html` aria-current="true"`}>${sorts[sort][language]}</a></li>`,
  );
  return html`<p class="v-small v-quiet v-sorts-name" id="order">${t.order}</p><ul class="v-sorts" aria-labelledby="order">${items}</ul>`;
}

/** At most what it was: nearly all of the time is not all of it. What a firewall hides is not taken for silence. */
function drawAvailability({ availability, service }: ListedApi, language: Language, t: Texts): Html {
  if (availability === null) return html`${t.noAvailability}`;
  const share = formatShare(roundedDown(availability, 4), language, 2);
  return html`<span class="v-number">${share}</span> ${service === 'blocked' ? t.ofSeen : t.ofMeasured}`;
}

function drawApi(context: PageContext, api: ListedApi, { publisherName }: ApisPage, t: Texts): Html {
  const { language } = context;
  const { score, grade } = api;
  const publisher = publisherName(api.publisherId);
  return html`<li>
<h3>${apiLink(context, api.id, api.title)}${api.version !== null && html` <span class="v-quiet v-small">${t.version} ${api.version}</span>`}</h3>
<p class="v-small"><a href="${pageHref(context, `/administrations/${api.publisherId}`)}">${publisher ?? api.publisherId}</a></p>
<ul class="v-chips">
<li>${stateChip(api.state, language)}</li>
<li>${namedServiceChip(api.service, language)}</li>
<li>${gradeChip(grade ?? 'none', language)}${score !== null && html` <span class="v-small v-number">${t.score} ${formatNumber(score, language, 1)}</span>`}</li>
<li>${publishableChip(gateVerdictOf(api), language)}</li>
${api.deprecated && html`<li>${chip(t.deprecated, 'warn')}</li>`}
</ul>
<p class="v-small v-quiet">${t.availability}: ${drawAvailability(api, language, t)} · ${t.changed} ${day(api.changedAt, language)}${api.specification !== null && html` · ${api.specification.startsWith('2') ? 'Swagger' : 'OpenAPI'} ${api.specification}`}</p>
</li>`;
}

function nothingFound(context: PageContext, query: ListQuery, t: Texts): Html {
  const hasFilters = Object.entries(query).some(
    ([name, value]) => value !== undefined && !['q', 'cursor', 'sort'].includes(name),
  );
  const suggestions = [
    query.q !== undefined && html`<li>${t.fewer}</li>`,
    query.q !== undefined &&
      hasFilters &&
      html`<li><a href="${listHref(context, path, { q: query.q })}">${t.withoutFilters}</a></li>`,
    html`<li><a href="${pageHref(context, path)}">${t.all}</a></li>`,
    html`<li><a href="${pageHref(context, '/administrations')}">${t.administrations}</a></li>`,
  ];
  return emptyState(t.none, html`<p>${t.tryThis}</p><ul class="v-list-plain">${suggestions}</ul>`);
}

/** Of the API, with the same filters. */
const apiQuery = (query: ListQuery): string => {
  const given = Object.entries(query).filter(([name, value]) => value !== undefined && name !== 'cursor');
  const search = new URLSearchParams(
    Object.fromEntries(given.map(([name, value]) => [name, String(value)])),
  ).toString();
  return search === '' ? '' : `?${search}`;
};

/** The feed of what is closest to what is asked; what finds nothing has none of its own. */
function feedOf({ query: { publisher, tag }, found }: ApisPage): string {
  if (found?.total === 0) return '/feeds/changes';
  if (publisher !== undefined) return `/feeds/publishers/${encodeURIComponent(String(publisher))}/changes`;
  return tag === undefined ? '/feeds/changes' : `/feeds/tags/${encodeURIComponent(String(tag))}/changes`;
}

function otherForms(page: ApisPage, t: Texts): Html {
  const { query } = page;
  const feed = feedOf(page);
  return html`<section class="v-section"><h2>${t.take}</h2><ul class="v-links">
<li><a href="/v1/apis${apiQuery(query)}">${t.json}</a></li>
<li><a href="/v1/export.csv">${t.csv}</a></li>
<li><a href="${feed}.rss">${t.feed} (RSS)</a></li>
<li><a href="${feed}.atom">${t.feed} (Atom)</a></li>
</ul></section>`;
}

function results(context: PageContext, page: ApisPage, t: Texts): Html {
  const { language } = context;
  const { query, found, next } = page;
  if (found === undefined) return notYet(context);
  const { items, total, builtAt } = found;
  const count = html`<p><strong class="v-number">${formatNumber(total, language)}</strong> ${total === 1 ? t.one : t.many} <span class="v-small v-quiet">(${t.asOf} ${moment(builtAt, language)})</span> <a class="v-to-facets" href="#filters">${t.toFilters}</a></p>`;
  if (items.length === 0) return html`${count}${nothingFound(context, query, t)}`;
  return html`${count}${sortLinks(context, query, t)}
<ul class="v-timeline v-results">${items.map((api) => drawApi(context, api, page, t))}</ul>
${pager(context, { path, query, shown: items.length, total, next })}
${
  query.state === undefined &&
  html`<p class="v-small v-quiet v-note">${t.withdrawnNote} <a href="${listHref(context, path, query, { state: 'withdrawn' })}" rel="nofollow">${t.withdrawn}</a>.</p>`
}`;
}

export function renderApisPage(context: PageContext, page: ApisPage): string {
  const { language } = context;
  const { query, found } = page;
  const t = textsIn(texts, language);
  // Tags are counted without regard to the case of letters.
  const asked = {
    path,
    query: query.tag === undefined ? query : { ...query, tag: String(query.tag).trim().toLowerCase() },
  };
  const title = query.q === undefined ? t.title : `${t.titleFor} “${query.q}”`;
  return renderPage(context, {
    title,
    trail: [
      { label: t.title, ...(query.q === undefined ? {} : { href: pageHref(context, path) }) },
      ...(query.q === undefined ? [] : [{ label: title }]),
    ],
    lead: t.lead,
    ...(feedOf(page) === '/feeds/changes' ? {} : { feeds: [{ title: t.feed, path: feedOf(page) }] }),
    body: html`${searchForm(context, query, t)}
${chosenFilters(context, { path, query }, filtersOf(page, t, language))}
<div class="v-columns v-facets-after">
<section class="v-section"><h2 class="visually-hidden">${t.results}</h2>
${results(context, page, t)}
</section>
${found !== undefined && html`<aside id="filters"><h2 class="v-aside-title">${t.filters}</h2>${facetList(context, asked, groupsOf(found.facets, t, language))}</aside>`}
</div>
${otherForms(page, t)}`,
  });
}
