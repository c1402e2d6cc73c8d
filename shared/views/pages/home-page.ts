/** The home page: the country at a glance. Each figure has its date and leads to what it counts. */
import type { Home } from '../../domain/catalogue/dossier.ts';
import { findRule } from '../../domain/compliance/ruleset.ts';
import { type NationalFigures, type Snapshot, silentOf, type TrendPoint } from '../../domain/figures/snapshot.ts';
import { feedNames } from '../feed.ts';
import { type Html, html } from '../html.ts';
import { roundedDown, roundedUp } from '../shares.ts';
import { callout, emptyState } from './callout.ts';
import { codeWords } from './code-words.ts';
import { dataTable } from './data-table.ts';
import { eventList } from './event-list.ts';
import { figureCard } from './figure-card.ts';
import { writtenFailing } from './figures/figure-values.ts';
import { trendCharts } from './figures/trend-charts.ts';
import { formatNumber, formatShare, textsIn } from './language.ts';
import { listHref } from './list-href.ts';
import { day, moment } from './moment.ts';
import { type PageContext, pageHref, renderPage } from './page.ts';

const texts = {
  title: {
    en: 'The APIs of public administrations at a glance',
    it: 'Le API delle pubbliche amministrazioni in un colpo d’occhio',
  },
  lead: {
    en: 'Which administrations publish APIs, whether they can be relied on, and what changed. Every figure leads to what it counts.',
    it: 'Quali amministrazioni pubblicano API, se ci si può contare e che cosa è cambiato. Ogni dato porta a ciò che conta.',
  },
  figures: { en: 'The country in figures', it: 'Il Paese in cifre' },
  publishing: { en: 'Administrations that publish', it: 'Amministrazioni che pubblicano' },
  of: { en: 'of', it: 'su' },
  apis: { en: 'APIs', it: 'API' },
  publishable: { en: 'Publishable on the national catalogue', it: 'Pubblicabili sul catalogo nazionale' },
  availability: { en: 'Availability over 30 days', it: 'Disponibilità in 30 giorni' },
  noDay: {
    en: 'A figure is given once a whole day is over (UTC).',
    it: 'Il dato è disponibile quando è trascorso un giorno intero (UTC).',
  },
  allUnknown: { en: 'Nothing is known of these days.', it: 'Di questi giorni non si sa nulla.' },
  incidents: { en: 'Open incidents', it: 'Incidenti aperti' },
  incidentsWords: {
    en: 'Services that answered before and do not answer now.',
    it: 'Servizi che prima rispondevano e ora non rispondono.',
  },
  silent: { en: 'APIs that do not answer now', it: 'API che ora non rispondono' },
  breaking: { en: 'Breaking changes this month', it: 'Modifiche incompatibili questo mese' },
  breakingWords: {
    en: 'Changes of an API that oblige those who call it to adapt, and withdrawals.',
    it: 'Modifiche di una API che obbligano chi la usa ad adeguarsi, e ritiri.',
  },
  trend: { en: 'How it is going', it: 'L’andamento' },
  trendApis: { en: 'APIs published', it: 'API pubblicate' },
  trendPublishable: { en: 'Publishable APIs', it: 'API pubblicabili' },
  trendAvailability: { en: 'Availability of the 30 days before', it: 'Disponibilità nei 30 giorni precedenti' },
  more: { en: 'All national figures, by category and region', it: 'Tutti i dati nazionali, per categoria e regione' },
  rules: { en: 'Rules that most APIs fail', it: 'Regole disattese da più API' },
  rulesCaption: {
    en: 'Of the APIs that each rule applies to, those in which it finds something',
    it: 'Tra le API a cui ogni regola si applica, quelle in cui trova qualcosa',
  },
  rule: { en: 'Rule', it: 'Regola' },
  failing: { en: 'APIs', it: 'API' },
  share: { en: 'Share', it: 'Quota' },
  allRules: { en: 'All rules', it: 'Tutte le regole' },
  noRule: { en: 'No API fails a rule', it: 'Nessuna API disattende una regola' },
  latestBreaking: { en: 'Latest breaking changes', it: 'Ultime modifiche incompatibili' },
  allBreaking: { en: 'All breaking changes', it: 'Tutte le modifiche incompatibili' },
  noBreaking: { en: 'No breaking change is known yet', it: 'Ancora nessuna modifica incompatibile nota' },
  changes: { en: 'Latest changes', it: 'Ultimi cambiamenti' },
  allChanges: { en: 'All changes', it: 'Tutti i cambiamenti' },
  noChange: { en: 'Nothing has changed yet', it: 'Ancora nessun cambiamento' },
  noChangeWhy: {
    en: 'As soon as an API is published, changes, or stops answering, it is told here.',
    it: 'Quando una API viene pubblicata, cambia o smette di rispondere, lo si legge qui.',
  },
  follow: { en: 'Be told of changes', it: 'Restare informati' },
  followWords: {
    en: 'The feeds tell of every change, also of one administration or one API alone: each page has its own.',
    it: 'I feed riportano ogni cambiamento, anche di una sola amministrazione o di una sola API: ogni pagina ha i suoi.',
  },
  notYet: { en: 'The figures are not there yet', it: 'I dati non sono ancora disponibili' },
  notYetWhy: {
    en: 'They are put together after the first visits to the registered administrations: a few minutes on a first start.',
    it: 'Vengono calcolati dopo le prime visite alle amministrazioni registrate: pochi minuti al primo avvio.',
  },
  notYetDo: {
    en: 'See how the service is running',
    it: 'Stato di funzionamento del servizio',
  },
  none: { en: 'No administration is registered', it: 'Nessuna amministrazione è registrata' },
  noneDo: {
    en: 'Whoever runs this service registers administrations in its sources file; their APIs are then looked for at their sites.',
    it: 'Chi gestisce il servizio registra le amministrazioni nel file delle sorgenti; le loro API vengono poi cercate nei loro siti.',
  },
};

type Words = { readonly [name in keyof typeof texts]: string };

const many = {
  en: {
    silent: (count: string, isOne: boolean) => `${count} ${isOne ? 'publishes' : 'publish'} nothing yet`,
    unread: (count: string, isOne: boolean) =>
      `${count} could not be read: not known whether ${isOne ? 'it publishes' : 'they publish'}`,
    down: (count: string, isOne: boolean) => (isOne ? '1 API does not answer now' : `${count} APIs do not answer now`),
    valid: (count: string) => `${count} with a description that was there and valid at the last visit`,
    gate: (yes: string, no: string, unknown: string) =>
      `${yes} yes, ${no} no, ${unknown} not known; by the last revision that was fetched.`,
    unknown: (share: string) =>
      `Of the time that was measured; of ${share} nothing is known, besides what firewalls hide from us.`,
  },
  it: {
    silent: (count: string, isOne: boolean) => `${count} non ${isOne ? 'pubblica' : 'pubblicano'} ancora nulla`,
    unread: (count: string, isOne: boolean) =>
      isOne ? `${count} non leggibile: non si sa se pubblichi` : `${count} non leggibili: non si sa se pubblichino`,
    down: (count: string, isOne: boolean) => (isOne ? '1 API ora non risponde' : `${count} API ora non rispondono`),
    valid: (count: string) => `${count} con una descrizione che all’ultima visita c’era ed era valida`,
    gate: (yes: string, no: string, unknown: string) =>
      `${yes} sì, ${no} no, ${unknown} di cui non si sa; secondo l’ultima revisione scaricata.`,
    unknown: (share: string) =>
      `Sul tempo misurato. Tempo di cui non si sa nulla, oltre a quello che i firewall ci nascondono: ${share}.`,
  },
} as const;

function availabilityCard(context: PageContext, { availability }: Snapshot, t: Words): Html {
  const { language } = context;
  const href = listHref(context, '/apis', { sort: 'availability' });
  if (availability === null)
    return figureCard(context, { name: t.availability, value: undefined, words: t.noDay, href });
  const { share, unknownShare, until } = availability;
  return figureCard(context, {
    name: t.availability,
    // Never told as all of the time when it was not.
    value: share === null ? undefined : formatShare(roundedDown(share, 4), language, 2),
    words:
      share === null || unknownShare === null
        ? t.allUnknown
        : many[language].unknown(formatShare(roundedUp(unknownShare, 3), language)),
    href,
    asOf: day(until, language),
  });
}

function cards(context: PageContext, { today, month }: NationalFigures, silentApis: Home['silent'], t: Words): Html {
  const { language } = context;
  const number = (value: number): string => formatNumber(value, language);
  const { totals, publishable, openIncidents, computedAt } = today;
  const asOf = moment(computedAt, language);
  const silent = silentOf(totals);
  const { unread = 0 } = totals;
  // The list may be a little older than the figures: none of it beside an open incident would read as a contradiction.
  const down =
    silentApis === undefined || silentApis === 0 ? t.silent : many[language].down(number(silentApis), silentApis === 1);
  return html`<div class="v-grid v-three">
${figureCard(context, {
  name: t.publishing,
  value: number(totals.publishing),
  of: `${t.of} ${number(totals.publishers)}`,
  words: html`<a href="${listHref(context, '/administrations', { publishes: 'nothing' })}">${many[language].silent(number(silent), silent === 1)}</a>${unread > 0 && html`; <a href="${listHref(context, '/administrations', { publishes: 'unknown' })}">${many[language].unread(number(unread), unread === 1)}</a>`}`,
  href: listHref(context, '/administrations', { publishes: 'something' }),
  asOf,
})}
${figureCard(context, {
  name: t.apis,
  value: number(totals.apis),
  words: html`<a href="${listHref(context, '/apis', { state: 'ok' })}">${many[language].valid(number(totals.valid))}</a>`,
  href: pageHref(context, '/apis'),
  asOf,
})}
${figureCard(context, {
  name: t.publishable,
  value: totals.apis === 0 ? undefined : formatShare(roundedDown(publishable.yes / totals.apis, 3), language),
  words: many[language].gate(number(publishable.yes), number(publishable.no), number(publishable.unknown)),
  href: listHref(context, '/apis', { publishable: 'yes' }),
  asOf,
})}
${availabilityCard(context, today, t)}
${figureCard(context, {
  name: t.incidents,
  value: number(openIncidents),
  words: html`${t.incidentsWords} <a href="${listHref(context, '/apis', { service: 'down' })}">${down}</a>`,
  href: listHref(context, '/incidents', { open: true }),
  asOf,
})}
${figureCard(context, {
  name: t.breaking,
  value: number(month.breaking),
  words: t.breakingWords,
  href: listHref(context, '/changes', { level: 'breaking', since: `${month.month}-01` }),
  asOf,
})}
</div>`;
}

const drawTrend = (context: PageContext, trend: readonly TrendPoint[], t: Words): Html =>
  trendCharts(context, trend, [
    { id: 'apis', title: t.trendApis, pick: ({ apis }) => apis, kind: 'number' },
    { id: 'publishable', title: t.trendPublishable, pick: ({ publishable }) => publishable, kind: 'number' },
    { id: 'availability', title: t.trendAvailability, pick: ({ availability }) => availability, kind: 'availability' },
  ]);

const mostRules = 6;

function failingRules(context: PageContext, { failing }: Snapshot, t: Words): Html {
  const { language } = context;
  const shown = failing.filter((each) => each.failing > 0).slice(0, mostRules);
  if (shown.length === 0) return emptyState(t.noRule);
  return dataTable({
    id: 'failing-rules',
    caption: t.rulesCaption,
    columns: [{ heading: t.rule }, { heading: t.failing, isNumber: true }, { heading: t.share, isNumber: true }],
    rows: shown.map((each) => [
      html`<a href="${pageHref(context, `/rules/${each.rule}`)}">${codeWords(findRule(each.rule)?.title[language] ?? each.rule)}</a>`,
      html`<a href="${listHref(context, '/apis', { rule: each.rule })}">${formatNumber(each.failing, language)}</a> ${t.of} ${formatNumber(each.applies, language)}`,
      writtenFailing(each.failing, each.applies, language) ?? '–',
    ]),
  });
}

function figuresSection(context: PageContext, { figures, trend, silent }: Home, t: Words): Html {
  if (figures === undefined)
    return callout(t.notYet, html`<p>${t.notYetWhy}</p><p><a href="/status">${t.notYetDo}</a></p>`);
  if (figures.today.totals.publishers === 0) return callout(t.none, t.noneDo);
  return html`<section class="v-section" aria-labelledby="figures"><h2 id="figures">${t.figures}</h2>
${cards(context, figures, silent, t)}
</section>
<section class="v-section" aria-labelledby="trend"><h2 id="trend">${t.trend}</h2>
${drawTrend(context, trend, t)}
<p class="v-more"><a href="${pageHref(context, '/figures')}">${t.more}</a></p>
</section>
<section class="v-section" aria-labelledby="rules"><h2 id="rules">${t.rules}</h2>
${failingRules(context, figures.today, t)}
<p class="v-more"><a href="${pageHref(context, '/rules')}">${t.allRules}</a></p>
</section>`;
}

export function renderHomePage(context: PageContext, home: Home): string {
  const t = textsIn(texts, context.language);
  const feeds = (['rss', 'atom', 'json'] as const).map(
    (format) => html`<li><a href="/feeds/changes.${format}">${feedNames[format]}</a></li>`,
  );
  return renderPage(context, {
    title: t.title,
    trail: [],
    lead: t.lead,
    body: html`${figuresSection(context, home, t)}
<div class="v-columns v-halves">
<section class="v-section" aria-labelledby="breaking"><h2 id="breaking">${t.latestBreaking}</h2>
${home.breaking.length === 0 ? emptyState(t.noBreaking) : eventList(context, home.breaking)}
<p class="v-more"><a href="${listHref(context, '/changes', { level: 'breaking' })}">${t.allBreaking}</a></p>
</section>
<section class="v-section" aria-labelledby="changes"><h2 id="changes">${t.changes}</h2>
${home.events.length === 0 ? emptyState(t.noChange, t.noChangeWhy) : eventList(context, home.events)}
<p class="v-more"><a href="${pageHref(context, '/changes')}">${t.allChanges}</a></p>
</section>
</div>
<section class="v-section" aria-labelledby="follow"><h2 id="follow">${t.follow}</h2>
<p>${t.followWords}</p>
<ul class="v-links">${feeds}</ul>
</section>`,
  });
}
