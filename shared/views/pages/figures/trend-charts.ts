/** The national figures day by day as lines; days without figures are gaps, and are named. */
import type { TrendPoint } from '../../../domain/figures/snapshot.ts';
import { gapsOf } from '../../../domain/figures/trend.ts';
import { drawLineChart } from '../../charts/line-chart.ts';
import { type Html, html } from '../../html.ts';
import { emptyState } from '../callout.ts';
import { formatNumber, formatShare, type Language, textsIn } from '../language.ts';
import { day } from '../moment.ts';
import type { PageContext } from '../page.ts';
import { shareOf, writtenShare } from './figure-values.ts';

const texts = {
  publishing: { en: 'Administrations that publish', it: 'Amministrazioni che pubblicano' },
  apis: { en: 'APIs', it: 'API' },
  publishable: { en: 'Publishable APIs, share', it: 'API pubblicabili, quota' },
  median: { en: 'Median score', it: 'Punteggio mediano' },
  availability: { en: 'Availability over 30 days', it: 'Disponibilità in 30 giorni' },
  breaking: { en: 'Breaking changes of the day', it: 'Modifiche incompatibili del giorno' },
  incidents: { en: 'Incidents opened on the day', it: 'Incidenti aperti nel giorno' },
  none: {
    en: 'The trend can be seen from the second day on. Today is the first.',
    it: 'L’andamento si vede dal secondo giorno. Oggi è il primo.',
  },
  gaps: {
    en: 'Of these days there are no figures, as nothing was counted on them; none are made up:',
    it: 'Di questi giorni non ci sono dati, perché non è stato fatto alcun conteggio; nessun dato viene ricostruito:',
  },
};

type Line = {
  readonly name: keyof typeof texts;
  readonly pick: (point: TrendPoint) => number | null;
  readonly kind: 'number' | 'share' | 'availability';
};

const lines: readonly Line[] = [
  { name: 'publishing', pick: ({ publishing }) => publishing, kind: 'number' },
  { name: 'apis', pick: ({ apis }) => apis, kind: 'number' },
  { name: 'publishable', pick: ({ publishable, apis }) => shareOf(publishable, apis), kind: 'share' },
  { name: 'median', pick: ({ median }) => median, kind: 'number' },
  { name: 'availability', pick: ({ availability }) => availability, kind: 'availability' },
  { name: 'breaking', pick: ({ breaking }) => breaking, kind: 'number' },
  { name: 'incidents', pick: ({ incidentsOpened }) => incidentsOpened, kind: 'number' },
];

/** How a figure is written in the table, and at the axis. */
const formatsOf = (kind: Line['kind'], language: Language) => {
  if (kind === 'number') return { format: (value: number) => formatNumber(value, language, 1) };
  const decimals = kind === 'share' ? 1 : 2;
  return {
    format: (value: number) => writtenShare(value, language, decimals),
    formatStep: (value: number) => formatShare(value, language, decimals - 1),
    most: 1,
    isZoomed: kind === 'availability',
  };
};

export function trendCharts({ language }: PageContext, trend: readonly TrendPoint[]): Html {
  const t = textsIn(texts, language);
  if (trend.length < 2) return emptyState(t.none);
  const gaps = gapsOf(trend);
  const charts = lines.map(({ name, pick, kind }) => {
    const chart = drawLineChart({
      id: `trend-${name}`,
      title: t[name],
      language,
      label: t[name],
      points: trend.map((point) => ({ date: point.date, value: pick(point) })),
      ...formatsOf(kind, language),
    });
    return html`<div><h3>${t[name]}</h3>${chart}</div>`;
  });
  return html`<div class="v-grid v-charts">${charts}</div>
${
  gaps.length > 0 &&
  html`<p>${t.gaps}</p><ul>${gaps.map(({ from, to }) => html`<li>${day(from, language)}${from !== to && html` – ${day(to, language)}`}</li>`)}</ul>`
}`;
}
