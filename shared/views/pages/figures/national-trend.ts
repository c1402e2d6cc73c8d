/** How the national figures went; days of which there are none are named. */
import type { TrendPoint } from '../../../domain/figures/snapshot.ts';
import { gapsOf } from '../../../domain/figures/trend.ts';
import { type Html, html } from '../../html.ts';
import { textsIn } from '../language.ts';
import { listHref } from '../list-href.ts';
import { day } from '../moment.ts';
import type { PageContext } from '../page.ts';
import { shareOf } from './figure-values.ts';
import { hasTrend, type TrendLine, trendCharts } from './trend-charts.ts';

const texts = {
  publishing: { en: 'Administrations that publish', it: 'Amministrazioni che pubblicano' },
  apis: { en: 'APIs', it: 'API' },
  publishable: { en: 'Publishable APIs, share', it: 'API pubblicabili, quota' },
  median: { en: 'Median score', it: 'Punteggio mediano' },
  availability: { en: 'Availability of the 30 days before', it: 'Disponibilità nei 30 giorni precedenti' },
  breaking: { en: 'Breaking changes of the day', it: 'Modifiche incompatibili del giorno' },
  breakingOfWeek: { en: 'Breaking changes in 7 days', it: 'Modifiche incompatibili in 7 giorni' },
  incidents: { en: 'Incidents opened on the day', it: 'Incidenti aperti nel giorno' },
  incidentsOfWeek: { en: 'Incidents opened in 7 days', it: 'Incidenti aperti in 7 giorni' },
  rules: {
    en: 'Where the share of publishable APIs or the score jumps, the rules may have changed, and not the APIs:',
    it: 'Dove la quota di API pubblicabili o il punteggio fanno un salto, possono essere cambiate le regole e non le API:',
  },
  rulesList: { en: 'when the rules changed', it: 'quando sono cambiate le regole' },
  gaps: {
    en: 'Of these days there are no figures, as nothing was counted on them; none are made up:',
    it: 'Di questi giorni non ci sono dati, perché non è stato fatto alcun conteggio; nessun dato viene ricostruito:',
  },
};

const linesOf = (t: ReturnType<typeof textsIn<typeof texts>>): readonly TrendLine[] => [
  { id: 'publishing', title: t.publishing, pick: ({ publishing }) => publishing, kind: 'number' },
  { id: 'apis', title: t.apis, pick: ({ apis }) => apis, kind: 'number' },
  {
    id: 'publishable',
    title: t.publishable,
    pick: ({ publishable, apis }) => shareOf(publishable, apis),
    kind: 'share',
  },
  { id: 'median', title: t.median, pick: ({ median }) => median, kind: 'number' },
  { id: 'availability', title: t.availability, pick: ({ availability }) => availability, kind: 'availability' },
  {
    id: 'breaking',
    title: t.breaking,
    weekTitle: t.breakingOfWeek,
    pick: ({ breaking }) => breaking,
    kind: 'number',
  },
  {
    id: 'incidents',
    title: t.incidents,
    weekTitle: t.incidentsOfWeek,
    pick: ({ incidentsOpened }) => incidentsOpened,
    kind: 'number',
  },
];

export function nationalTrend(context: PageContext, trend: readonly TrendPoint[]): Html {
  const { language } = context;
  const t = textsIn(texts, language);
  const charts = trendCharts(context, trend, linesOf(t));
  if (!hasTrend(trend)) return charts;
  const gaps = gapsOf(trend);
  return html`${charts}
<p>${t.rules} <a href="${listHref(context, '/changes', { kind: 'ruleset.changed' })}">${t.rulesList}</a>.</p>
${
  gaps.length > 0 &&
  html`<p>${t.gaps}</p><ul>${gaps.map(({ from, to }) => html`<li>${day(from, language)}${from !== to && html` – ${day(to, language)}`}</li>`)}</ul>`
}`;
}
