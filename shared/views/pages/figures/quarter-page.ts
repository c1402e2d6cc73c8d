/** The national figures of a quarter that is over, as its last day left them. */
import { firstDayOf, lastDayOf } from '../../../domain/figures/quarter.ts';
import type { QuarterFigures } from '../../../domain/figures/snapshot.ts';
import { html } from '../../html.ts';
import { callout } from '../callout.ts';
import { elide } from '../elide.ts';
import { formatDate, textsIn } from '../language.ts';
import { day } from '../moment.ts';
import { type PageContext, pageHref, renderPage } from '../page.ts';
import { contentsOf, drawSection, type Section } from '../section.ts';
import { definitionsTable } from './definitions-table.ts';
import { distributionCharts, failingRulesTable } from './distribution.ts';
import { groupTable } from './group-table.ts';
import { quarterName } from './quarter-name.ts';

const texts = {
  figures: { en: 'National figures', it: 'Dati nazionali' },
  of: { en: 'National figures,', it: 'Dati nazionali,' },
  asOf: { en: 'As of', it: 'Al' },
  frozen: {
    en: 'Frozen when the quarter was over: these figures never change. The lists that they lead to are those of now.',
    it: 'Fissati alla fine del trimestre: questi dati non cambiano più. Gli elenchi a cui portano sono quelli di adesso.',
  },
  partTitle: { en: 'Not of the last day of the quarter', it: 'Non dell’ultimo giorno del trimestre' },
  definitions: { en: 'The figures and what they count', it: 'I dati e che cosa contano' },
  definitionsCaption: {
    en: 'National figures at the end of the quarter, and what was told in all of it',
    it: 'Dati nazionali alla fine del trimestre, e quanto segnalato in tutto il trimestre',
  },
  distribution: { en: 'How good the descriptions were', it: 'La qualità delle descrizioni' },
  rules: { en: 'Rules that failed most', it: 'Le regole meno rispettate' },
  regions: { en: 'By region', it: 'Per regione' },
  categories: { en: 'By category', it: 'Per categoria' },
  regionsCaption: {
    en: 'Administrations and their APIs by region, at the end of the quarter',
    it: 'Le amministrazioni e le loro API per regione, alla fine del trimestre',
  },
  categoriesCaption: {
    en: 'Administrations and their APIs by category, at the end of the quarter; one that has several counts in each',
    it: 'Le amministrazioni e le loro API per categoria, alla fine del trimestre; chi ne ha più d’una conta in ciascuna',
  },
  data: { en: 'The same figures as JSON', it: 'Gli stessi dati in JSON' },
};

const partWords = {
  en: (date: string) => `After ${date} nothing was counted in this quarter, so these are the figures of that day.`,
  it: (date: string) =>
    `${elide(`Dopo il ${date}`)} nel trimestre non sono stati fatti conteggi: i dati sono di quel giorno.`,
} as const;

export function renderQuarterPage(context: PageContext, { quarter, snapshot, happened }: QuarterFigures): string {
  const { language } = context;
  const t = textsIn(texts, language);
  const name = quarterName(quarter, language);
  const [from, to] = [firstDayOf(quarter), lastDayOf(quarter)];
  const sections: readonly Section[] = [
    {
      id: 'figures',
      heading: t.definitions,
      body: definitionsTable(context, t.definitionsCaption, snapshot, { happened, from, to, isOver: true }),
    },
    { id: 'distribution', heading: t.distribution, body: distributionCharts(context, snapshot) },
    { id: 'rules', heading: t.rules, body: failingRulesTable(context, snapshot) },
    { id: 'regions', heading: t.regions, body: groupTable(context, 'region', t.regionsCaption, snapshot.regions) },
    {
      id: 'categories',
      heading: t.categories,
      body: groupTable(context, 'category', t.categoriesCaption, snapshot.categories),
    },
  ];
  const isPart = snapshot.date < to;
  return renderPage(context, {
    title: `${t.of} ${name}`,
    trail: [{ label: t.figures, href: pageHref(context, '/figures') }, { label: name }],
    lead: html`${t.asOf} ${day(snapshot.date, language)}. ${t.frozen}`,
    body: html`${isPart && callout(t.partTitle, partWords[language](formatDate(snapshot.date, language)))}
${contentsOf(sections, language)}${sections.map(drawSection)}
<p><a href="/v1/statistics/quarters/${quarter}">${t.data}</a></p>`,
  });
}
