/** One administration: how its APIs are, what to repair first, where they were looked for and what was found there. */
import type { Administration } from '../../domain/catalogue/dossier.ts';
import type { ListedApi, ListedPublisher } from '../../domain/catalogue/listed.ts';
import type { FacetCount } from '../../domain/catalogue/select.ts';
import type { SourceState } from '../../domain/catalogue/source.ts';
import { gateVerdictOf } from '../../domain/compliance/compliance.ts';
import { feedNames } from '../feed.ts';
import { externalLink, type Html, html } from '../html.ts';
import { roundedDown } from '../shares.ts';
import { apiLink } from './api-title.ts';
import { callout, emptyState, notYet } from './callout.ts';
import { gradeChip, publishableChip, serviceChip, stateChip } from './chip.ts';
import { copyable } from './copyable.ts';
import { crawlLog } from './crawl-log.ts';
import { type Cell, dataTable } from './data-table.ts';
import { eventList } from './event-list.ts';
import { figureCard } from './figure-card.ts';
import { formatNumber, formatShare, type Language, textsIn } from './language.ts';
import { listHref } from './list-href.ts';
import { day, moment } from './moment.ts';
import { type PageContext, pageHref, renderPage } from './page.ts';
import { repairList } from './repair-list.ts';
import { contentsOf, drawSection, type Section } from './section.ts';

const texts = {
  administrations: { en: 'Administrations', it: 'Amministrazioni' },
  kicker: { en: 'Administration', it: 'Amministrazione' },
  site: { en: 'Its site', it: 'Il suo sito' },
  figures: { en: 'At a glance', it: 'In breve' },
  apis: { en: 'APIs', it: 'API' },
  publishable: { en: 'Publishable on the national catalogue', it: 'Pubblicabili sul catalogo nazionale' },
  of: { en: 'of', it: 'su' },
  score: { en: 'Median score of its APIs', it: 'Punteggio mediano delle sue API' },
  noScore: { en: 'None of its APIs has a score.', it: 'Nessuna sua API ha un punteggio.' },
  availability: { en: 'Availability over 30 days', it: 'Disponibilità in 30 giorni' },
  noDay: {
    en: 'A figure is given once a whole day is over (UTC) of which something is known.',
    it: 'Il dato è disponibile quando è trascorso un giorno intero (UTC) di cui si sa qualcosa.',
  },
  ofKnown: {
    en: 'Of the time that was measured; what firewalls hide from us does not count.',
    it: 'Sul tempo misurato; quello che i firewall ci nascondono non conta.',
  },
  down: { en: 'Services not answering now', it: 'Servizi che ora non rispondono' },
  downWords: {
    en: 'APIs of which an address that is probed does not answer.',
    it: 'API di cui almeno un indirizzo, interrogato, non risponde.',
  },
  none: { en: 'It publishes no API yet', it: 'Non pubblica ancora alcuna API' },
  noneWhy: {
    en: 'Where its APIs were looked for and what was found there is told below, with what to do.',
    it: 'Più avanti si legge dove si sono cercate le sue API, che cosa si è trovato e che cosa fare.',
  },
  unread: { en: 'Whether it publishes APIs is not known', it: 'Non si sa se pubblichi API' },
  unreadBlocked: {
    en: 'A firewall blocks our visits: we do not know whether it publishes APIs.',
    it: 'Le visite sono bloccate da un firewall: non sappiamo se pubblichi API.',
  },
  unreadPending: {
    en: 'None of its addresses has been visited yet.',
    it: 'Nessuno dei suoi indirizzi è stato ancora visitato.',
  },
  unreadSilent: {
    en: 'None of its addresses could be read: we do not know whether it publishes APIs.',
    it: 'Nessuno dei suoi indirizzi è risultato leggibile: non sappiamo se pubblichi API.',
  },
  repairs: { en: 'What to repair first', it: 'Che cosa correggere per primo' },
  repairsWords: {
    en: 'The rules whose repair gains most points over its APIs.',
    it: 'Le regole la cui correzione fa guadagnare più punti alle sue API.',
  },
  noRepairs: { en: 'There is nothing to repair', it: 'Non c’è nulla da correggere' },
  noRepairsWhy: {
    en: 'No rule finds anything in those of its APIs that could be assessed.',
    it: 'Nessuna regola trova qualcosa nelle sue API che è stato possibile valutare.',
  },
  notAssessed: { en: 'None of its APIs has been assessed', it: 'Nessuna delle sue API è stata valutata' },
  broken: { en: 'Descriptions that are not valid come first', it: 'Prima di tutto, le descrizioni non valide' },
  see: { en: 'See which', it: 'Quali sono' },
  apisCaption: { en: 'Its APIs by name, as of', it: 'Le sue API in ordine di nome, al' },
  name: { en: 'API', it: 'API' },
  description: { en: 'Description', it: 'Descrizione' },
  service: { en: 'Service', it: 'Servizio' },
  grade: { en: 'Grade', it: 'Classe' },
  points: { en: 'Score', it: 'Punteggio' },
  gate: { en: 'National catalogue', it: 'Catalogo nazionale' },
  changed: { en: 'Changed', it: 'Modificata' },
  allApis: { en: 'All its APIs, with filters', it: 'Tutte le sue API, con i filtri' },
  log: { en: 'Where we looked, and what we found', it: 'Dove si è cercato e che cosa si è trovato' },
  logWords: {
    en: 'Every address that is visited for this administration. What is not well is unfolded.',
    it: 'Ogni indirizzo visitato per questa amministrazione. Ciò che non va è già aperto.',
  },
  allSources: { en: 'All of them are in the data:', it: 'Sono tutti nei dati:' },
  bySort: { en: 'In another order:', it: 'In un altro ordine:' },
  worstFirst: { en: 'lowest score first', it: 'dal punteggio più basso' },
  latestFirst: { en: 'latest change first', it: 'dalla modifica più recente' },
  json: { en: 'this administration as JSON', it: 'questa amministrazione in JSON' },
  noSources: { en: 'No address of it is known', it: 'Nessun indirizzo noto' },
  noSourcesWhy: {
    en: 'Neither a site nor an address was registered for it.',
    it: 'Non è stato registrato né un sito né un indirizzo.',
  },
  changes: { en: 'Latest changes', it: 'Ultimi cambiamenti' },
  noChange: { en: 'Nothing has changed yet', it: 'Ancora nessun cambiamento' },
  allChanges: { en: 'All changes of this administration', it: 'Tutti i cambiamenti di questa amministrazione' },
  take: { en: 'To take away', it: 'Feed, badge, dati' },
  feed: { en: 'Changes', it: 'Cambiamenti' },
  levels: { en: 'Service levels of last month (CSV)', it: 'Livelli di servizio del mese scorso (CSV)' },
  statistics: { en: 'Compliance in figures (JSON)', it: 'Conformità in cifre (JSON)' },
  badge: { en: 'Badge of one API for its own pages', it: 'Badge di una API per le proprie pagine' },
  badgeWords: {
    en: 'Each API has two badges that show its state as it is. The page of each API has the lines to copy; for example:',
    it: 'Ogni API ha due badge che ne mostrano lo stato reale. La pagina di ogni API ha le righe da copiare; per esempio:',
  },
} as const;

type Texts = ReturnType<typeof textsIn<typeof texts>>;

const sentences = {
  en: {
    badgeAlt: (title: string) => `Compliance of ${title} with the guidelines, by Vedetta`,
    some: (shown: string, all: string) => `The first ${shown} of ${all}.`,
    someSources: (shown: string, all: string, isMore: boolean) =>
      `${shown} of ${isMore ? 'more than ' : ''}${all} addresses: first where the others are listed and what is not well, which is unfolded.`,
    addresses: (count: string, isOne: boolean) => `(${count} ${isOne ? 'address' : 'addresses'})`,
    median: (median: string, more: string) => `The national median is ${median}: ${more}.`,
    above: (points: string) => `${points} points above it`,
    below: (points: string) => `${points} points below it`,
    same: 'the same',
    gate: (yes: string, no: string, unknown: string) => `${yes} yes, ${no} no, ${unknown} not known`,
    broken: (count: string, isOne: boolean) =>
      isOne
        ? '1 description does not meet its own specification: until it is repaired it can not be published, and gets no grade better than D.'
        : `${count} descriptions do not meet their own specification: until they are repaired they can not be published, and get no grade better than D.`,
    examined: (count: string) => `Reckoned over the ${count} APIs with the lowest scores.`,
    left: (count: string, isOne: boolean) =>
      isOne ? '1 API has not been assessed.' : `${count} APIs have not been assessed.`,
  },
  it: {
    badgeAlt: (title: string) => `Conformità di ${title} alle linee guida, secondo Vedetta`,
    some: (shown: string, all: string) => `Le prime ${shown} di ${all}.`,
    someSources: (shown: string, all: string, isMore: boolean) =>
      `${shown} indirizzi su ${isMore ? 'più di ' : ''}${all}: prima quelli che elencano gli altri e ciò che non va, già aperto.`,
    addresses: (count: string, isOne: boolean) => `(${count} ${isOne ? 'indirizzo' : 'indirizzi'})`,
    median: (median: string, more: string) => `La mediana nazionale è ${median}: ${more}.`,
    above: (points: string) => `${points} punti sopra`,
    below: (points: string) => `${points} punti sotto`,
    same: 'lo stesso valore',
    gate: (yes: string, no: string, unknown: string) => `${yes} sì, ${no} no, ${unknown} di cui non si sa`,
    broken: (count: string, isOne: boolean) =>
      isOne
        ? '1 descrizione non rispetta la propria specifica: finché non è corretta non può essere pubblicata e non ottiene una classe migliore di D.'
        : `${count} descrizioni non rispettano la propria specifica: finché non sono corrette non possono essere pubblicate e non ottengono una classe migliore di D.`,
    examined: (count: string) => `Calcolato sulle ${count} API con il punteggio più basso.`,
    left: (count: string, isOne: boolean) =>
      isOne ? '1 API non è stata valutata.' : `${count} API non sono state valutate.`,
  },
} as const;

const countOf = (counts: readonly FacetCount[], value: string): number =>
  counts.find((each) => each.value === value)?.count ?? 0;

/** As many with the lowest scores are looked through for what to repair. */
const mostExamined = 100;

/** Undefined: there is nothing to compare. */
function againstMedian(own: number | null, national: number | null, language: Language): string | undefined {
  if (own === null || national === null) return undefined;
  const told = sentences[language];
  const points = formatNumber(Math.abs(own - national), language, 1);
  const more = points === '0' ? told.same : own > national ? told.above(points) : told.below(points);
  return told.median(formatNumber(national, language, 1), more);
}

function cards(context: PageContext, administration: Administration, figures: ListedPublisher, t: Texts): Html {
  const { language } = context;
  const { publisher, listed, national } = administration;
  const number = (value: number): string => formatNumber(value, language);
  const href = (filter: { readonly [name: string]: string } = {}): string =>
    listHref(context, '/apis', { publisher: publisher.id, ...filter });
  const { apis, publishable, median, availability, apisDown, down } = figures;
  const asOf = listed && moment(listed.builtAt, language);
  const dated = asOf === undefined ? {} : { asOf };
  const compared = againstMedian(median, national?.scores.median ?? null, language);
  return html`<div class="v-grid v-three">
${figureCard(context, { name: t.apis, value: number(apis), href: href(), ...dated })}
${figureCard(context, {
  name: t.publishable,
  value: number(publishable.yes),
  of: `${t.of} ${number(apis)}`,
  words: sentences[language].gate(number(publishable.yes), number(publishable.no), number(publishable.unknown)),
  href: href({ publishable: 'yes' }),
  ...dated,
})}
${figureCard(context, {
  name: t.score,
  value: median === null ? undefined : formatNumber(median, language, 1),
  of: `${t.of} 100`,
  href: href({ sort: 'score' }),
  ...(median === null ? { words: t.noScore } : compared === undefined ? {} : { words: compared }),
  ...dated,
})}
${figureCard(context, {
  name: t.availability,
  value: availability === null ? undefined : formatShare(roundedDown(availability, 4), language, 2),
  words: availability === null ? t.noDay : t.ofKnown,
  href: href({ sort: 'availability' }),
  ...dated,
})}
${figureCard(context, {
  name: t.down,
  value: number(apisDown),
  words: html`${t.downWords} ${apisDown > 0 && sentences[language].addresses(number(down), down === 1)}`,
  href: href({ service: 'down' }),
  ...dated,
})}
</div>`;
}

function apiRow(context: PageContext, api: ListedApi): readonly Cell[] {
  const { language } = context;
  const { id, title, version, state, service, grade, score, changedAt } = api;
  return [
    html`${apiLink(context, id, title)}${version !== null && html` <span class="v-quiet v-small">${version}</span>`}`,
    stateChip(state, language),
    serviceChip(service, language),
    { content: gradeChip(grade ?? 'none', language), sort: grade ?? null },
    { content: score === null ? '–' : formatNumber(score, language, 1), sort: score },
    publishableChip(gateVerdictOf(api), language),
    { content: day(changedAt, language), sort: changedAt },
  ];
}

/** It publishes nothing, or nobody knows. */
function noApis({ listed, sources }: Administration, t: Texts): Html {
  if (listed?.figures?.publishes !== 'unknown') return emptyState(t.none, t.noneWhy);
  const isSomewhere = (state: SourceState): boolean => sources.some((source) => source.state === state);
  const why = isSomewhere('blocked') ? t.unreadBlocked : isSomewhere('unreachable') ? t.unreadSilent : t.unreadPending;
  return emptyState(t.unread, `${why} ${t.noneWhy}`);
}

function apisSection(context: PageContext, administration: Administration, t: Texts): Html {
  const { publisher, listed } = administration;
  if (listed === undefined) return notYet(context);
  const { apis, builtAt } = listed;
  if (apis.total === 0) return noApis(administration, t);
  const { language } = context;
  const isWhole = apis.total === apis.items.length;
  const number = (value: number): string => formatNumber(value, language);
  const all = (more: { readonly sort: string }): string =>
    listHref(context, '/apis', { publisher: publisher.id, ...more });
  return html`${dataTable({
    id: 'apis-of-administration',
    caption: html`${!isWhole && `${sentences[language].some(number(apis.items.length), number(apis.total))} `}${t.apisCaption} ${moment(builtAt, language)}`,
    // Of a part of a list, no order is the order of all of it.
    columns: [
      { heading: t.name, isSortable: isWhole },
      { heading: t.description, isSortable: isWhole },
      { heading: t.service, isSortable: isWhole },
      { heading: t.grade, isSortable: isWhole },
      { heading: t.points, isNumber: true, isSortable: isWhole },
      { heading: t.gate, isSortable: isWhole },
      { heading: t.changed, isSortable: isWhole },
    ],
    rows: apis.items.map((api) => apiRow(context, api)),
    isFilterable: isWhole,
  })}${!isWhole && html`<p>${t.bySort} <a href="${all({ sort: 'score-low' })}">${t.worstFirst}</a>, <a href="${all({ sort: 'changed' })}">${t.latestFirst}</a></p>`}<p class="v-more"><a href="${listHref(context, '/apis', { publisher: publisher.id })}">${t.allApis} (${formatNumber(apis.total, context.language)})</a></p>`;
}

function repairsSection(context: PageContext, administration: Administration, t: Texts): Html {
  const { language } = context;
  const { publisher, listed, repairs, examined } = administration;
  if (listed === undefined) return notYet(context);
  const { facets, total } = listed.apis;
  const broken = countOf(facets.state, 'invalid');
  const told = sentences[language];
  const first =
    broken > 0 &&
    callout(
      t.broken,
      html`<p>${told.broken(formatNumber(broken, language), broken === 1)}</p><p><a href="${listHref(context, '/apis', { publisher: publisher.id, state: 'invalid' })}">${t.see}</a></p>`,
      'bad',
    );
  const left = total - examined;
  const over =
    total > mostExamined
      ? told.examined(formatNumber(examined, language))
      : left > 0
        ? told.left(formatNumber(left, language), left === 1)
        : '';
  if (examined === 0) return html`${first}${emptyState(t.notAssessed)}`;
  if (repairs.length === 0) return html`${first}${emptyState(t.noRepairs, t.noRepairsWhy)}`;
  return html`${first}<p>${t.repairsWords}${over !== '' && ` ${over}`}</p>${repairList(context, repairs, publisher.id)}`;
}

function logSection(context: PageContext, administration: Administration, t: Texts): Html {
  const { publisher, sources, titles, addresses, hasMoreSources } = administration;
  if (sources.length === 0) return emptyState(t.noSources, t.noSourcesWhy);
  const { language } = context;
  const isWhole = !hasMoreSources && sources.length === addresses;
  const told = sentences[language].someSources(
    formatNumber(sources.length, language),
    formatNumber(addresses, language),
    hasMoreSources,
  );
  const words = isWhole
    ? t.logWords
    : html`${told} ${t.allSources} <a href="/v1/publishers/${publisher.id}">${t.json}</a>.`;
  return html`<p>${words}</p>${crawlLog(context, sources, titles)}`;
}

function takeAway({ publicUrl, language }: PageContext, { publisher, listed }: Administration, t: Texts): Html {
  const { id } = publisher;
  const [api] = listed?.apis.items ?? [];
  const snippet =
    api &&
    html`<a href="${publicUrl}/${language}/apis/${api.id}"><img src="${publicUrl}/badges/${api.id}/compliance.svg?lang=${language}" alt="${sentences[language].badgeAlt(api.title)}"></a>`
      .text;
  const feeds = (['rss', 'atom', 'json'] as const).map(
    (format) => html`<li><a href="/feeds/publishers/${id}/changes.${format}">${t.feed} (${feedNames[format]})</a></li>`,
  );
  return html`<ul class="v-links">${feeds}
<li><a href="/v1/publishers/${id}">JSON</a></li>
<li><a href="/v1/statistics?publisher=${id}">${t.statistics}</a></li>
<li><a href="/v1/publishers/${id}/service-levels.csv">${t.levels}</a></li>
</ul>${snippet !== undefined && html`<h3 class="v-more">${t.badge}</h3><p>${t.badgeWords}</p>${copyable(snippet, t.badge)}`}`;
}

export function renderAdministrationPage(context: PageContext, administration: Administration): string {
  const { language } = context;
  const t = textsIn(texts, language);
  const { publisher, listed, events } = administration;
  const { id, name, region, categories = [], homepage } = publisher;
  const figures = listed?.figures;
  const isSilent = listed !== undefined && listed.apis.total === 0;
  const sections: readonly Section[] = [
    ...(figures === undefined || isSilent
      ? []
      : [{ id: 'figures', heading: t.figures, body: cards(context, administration, figures, t) }]),
    { id: 'apis', heading: t.apis, body: apisSection(context, administration, t) },
    ...(isSilent ? [] : [{ id: 'repairs', heading: t.repairs, body: repairsSection(context, administration, t) }]),
    { id: 'log', heading: t.log, body: logSection(context, administration, t) },
    {
      id: 'changes',
      heading: t.changes,
      body: html`${events.length === 0 ? emptyState(t.noChange) : eventList(context, events)}<p class="v-more"><a href="${listHref(context, '/changes', { publisher: id })}">${t.allChanges}</a></p>`,
    },
    { id: 'take', heading: t.take, body: takeAway(context, administration, t) },
  ];
  const where = [region ?? '', ...categories].filter((words) => words !== '');
  return renderPage(context, {
    title: name,
    kicker: [t.kicker, ...where].join(' · '),
    trail: [{ label: t.administrations, href: pageHref(context, '/administrations') }, { label: name }],
    feeds: [{ title: name, path: `/feeds/publishers/${id}/changes` }],
    ...(homepage === undefined ? {} : { beside: html`${externalLink(homepage, `${t.site}: ${homepage}`)}` }),
    body: html`${contentsOf(sections, language)}${sections.map(drawSection)}`,
  });
}
