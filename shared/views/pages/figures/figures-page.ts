/** The national figures: what each counts, how they went, by region and category, and the quarters that are frozen. */
import type { FrozenQuarter, NationalFigures, TrendPoint } from '../../../domain/figures/snapshot.ts';
import { type Html, html } from '../../html.ts';
import { emptyState, notYet } from '../callout.ts';
import { dataTable } from '../data-table.ts';
import { textsIn } from '../language.ts';
import { day, moment } from '../moment.ts';
import { type PageContext, pageHref, renderPage } from '../page.ts';
import { contentsOf, drawSection, type Section } from '../section.ts';
import { definitionsTable } from './definitions-table.ts';
import { distributionCharts, failingRulesTable } from './distribution.ts';
import { shareOf, written, writtenShare } from './figure-values.ts';
import { groupTable } from './group-table.ts';
import { nationalTrend } from './national-trend.ts';
import { quarterName } from './quarter-name.ts';

const texts = {
  title: { en: 'National figures', it: 'Dati nazionali' },
  description: {
    en: 'How many administrations publish APIs, how good and how available these are, by region and category, day by day and by quarter.',
    it: 'Quante amministrazioni pubblicano API, quanto sono buone e disponibili, per regione e categoria, giorno per giorno e per trimestre.',
  },
  lead: {
    en: 'Every figure leads to the list of what it counts. Days, months and quarters are those of UTC.',
    it: 'Ogni dato porta all’elenco di ciò che conta. Giorni, mesi e trimestri sono in UTC.',
  },
  computed: { en: 'Counted on', it: 'Conteggio del' },
  definitions: { en: 'The figures and what they count', it: 'I dati e che cosa contano' },
  definitionsCaption: {
    en: 'National figures of now, and what was told from the first day of this month on',
    it: 'Dati nazionali di adesso, e quanto segnalato dal primo giorno di questo mese',
  },
  trend: { en: 'Day by day', it: 'Giorno per giorno' },
  distribution: { en: 'How good the descriptions are', it: 'La qualità delle descrizioni' },
  rules: { en: 'Rules that fail most', it: 'Le regole meno rispettate' },
  allRules: { en: 'All rules', it: 'Tutte le regole' },
  regions: { en: 'By region', it: 'Per regione' },
  regionsCaption: {
    en: 'Administrations and their APIs by region',
    it: 'Le amministrazioni e le loro API per regione',
  },
  categories: { en: 'By category', it: 'Per categoria' },
  categoriesCaption: {
    en: 'Administrations and their APIs by category; one that has several counts in each',
    it: 'Le amministrazioni e le loro API per categoria; chi ne ha più d’una conta in ciascuna',
  },
  quarters: { en: 'Quarters', it: 'Trimestri' },
  quartersWords: {
    en: 'When a quarter is over its figures are frozen, as its last day left them, and never change again.',
    it: 'Quando un trimestre si conclude i suoi dati vengono fissati, come li ha lasciati il suo ultimo giorno, e non cambiano più.',
  },
  quartersCaption: { en: 'Quarters that are over', it: 'Trimestri conclusi' },
  noQuarter: { en: 'No quarter is over yet', it: 'Nessun trimestre ancora concluso' },
  quarter: { en: 'Quarter', it: 'Trimestre' },
  asOf: { en: 'As of', it: 'Al' },
  publishing: { en: 'Administrations that publish', it: 'Amministrazioni che pubblicano' },
  apis: { en: 'APIs', it: 'API' },
  publishable: { en: 'Publishable', it: 'Pubblicabili' },
  median: { en: 'Median score', it: 'Punteggio mediano' },
  availability: { en: 'Availability of the 30 days before', it: 'Disponibilità nei 30 giorni precedenti' },
  breaking: { en: 'Breaking changes', it: 'Modifiche incompatibili' },
  incidents: { en: 'Incidents opened', it: 'Incidenti aperti' },
  data: { en: 'For programs', it: 'Per i programmi' },
  dataWords: {
    en: 'The same figures as JSON; how they are to be read is said in the description of the interface.',
    it: 'Gli stessi dati in JSON; come leggerli è spiegato nella descrizione dell’interfaccia.',
  },
  today: { en: 'Figures of today', it: 'Dati di oggi' },
  trendJson: { en: 'Day by day', it: 'Giorno per giorno' },
  quartersJson: { en: 'Quarters', it: 'Trimestri' },
  openapi: { en: 'Description of the interface', it: 'Descrizione dell’interfaccia' },
};

type Words = { readonly [name in keyof typeof texts]: string };

export type FiguresPage = {
  /** Undefined: nothing has been counted yet. */
  readonly figures: NationalFigures | undefined;
  readonly trend: readonly TrendPoint[];
  /** Oldest first. */
  readonly quarters: readonly FrozenQuarter[];
};

function quartersTable(context: PageContext, quarters: readonly FrozenQuarter[], t: Words): Html {
  const { language } = context;
  if (quarters.length === 0) return emptyState(t.noQuarter, t.quartersWords);
  const numbers = [t.publishing, t.apis, t.publishable, t.median, t.availability, t.breaking, t.incidents];
  const table = dataTable({
    id: 'frozen-quarters',
    caption: t.quartersCaption,
    columns: [{ heading: t.quarter }, { heading: t.asOf }, ...numbers.map((heading) => ({ heading, isNumber: true }))],
    rows: quarters
      .toReversed()
      .map((each) => [
        html`<a href="${pageHref(context, `/figures/quarters/${each.quarter}`)}">${quarterName(each.quarter, language)}</a>`,
        day(each.date, language),
        written(each.publishing, language),
        written(each.apis, language),
        writtenShare(shareOf(each.publishable, each.apis), language),
        written(each.median, language, 1),
        writtenShare(each.availability, language, 2),
        written(each.breaking, language),
        written(each.incidentsOpened, language),
      ]),
  });
  return html`<p>${t.quartersWords}</p>${table}`;
}

const dataLinks = (t: Words): Html => html`<p>${t.dataWords}</p>
<ul class="v-links">
<li><a href="/v1/statistics/national">${t.today}</a></li>
<li><a href="/v1/statistics/trend">${t.trendJson}</a></li>
<li><a href="/v1/statistics/quarters">${t.quartersJson}</a></li>
<li><a href="/openapi.json">${t.openapi}</a></li>
</ul>`;

function sectionsOf(context: PageContext, page: FiguresPage, figures: NationalFigures, t: Words): readonly Section[] {
  const { today, month } = figures;
  const period = { happened: month, from: `${month.month}-01`, to: today.date, isOver: false };
  return [
    {
      id: 'figures',
      heading: t.definitions,
      body: definitionsTable(context, t.definitionsCaption, today, period),
    },
    { id: 'trend', heading: t.trend, body: nationalTrend(context, page.trend) },
    { id: 'distribution', heading: t.distribution, body: distributionCharts(context, today) },
    {
      id: 'rules',
      heading: t.rules,
      body: html`${failingRulesTable(context, today)}<p><a href="${pageHref(context, '/rules')}">${t.allRules}</a></p>`,
    },
    { id: 'regions', heading: t.regions, body: groupTable(context, 'region', t.regionsCaption, today.regions) },
    {
      id: 'categories',
      heading: t.categories,
      body: groupTable(context, 'category', t.categoriesCaption, today.categories),
    },
    { id: 'quarters', heading: t.quarters, body: quartersTable(context, page.quarters, t) },
    { id: 'data', heading: t.data, body: dataLinks(t) },
  ];
}

export function renderFiguresPage(context: PageContext, page: FiguresPage): string {
  const { language } = context;
  const t = textsIn(texts, language);
  const { figures } = page;
  const common = { title: t.title, description: t.description, trail: [{ label: t.title }] };
  if (figures === undefined) return renderPage(context, { ...common, body: notYet(context) });
  const sections = sectionsOf(context, page, figures, t);
  return renderPage(context, {
    ...common,
    lead: html`${t.computed} ${moment(figures.today.computedAt, language)}. ${t.lead}`,
    body: html`${contentsOf(sections, language)}${sections.map(drawSection)}`,
  });
}
