/** Figures day by day as lines, all over the same days; days without figures are gaps. */
import type { TrendPoint } from '../../../domain/figures/snapshot.ts';
import { dateOf, dayMs } from '../../../domain/uptime/availability.ts';
import type { DayPoint } from '../../charts/day-series.ts';
import { drawLineChart } from '../../charts/line-chart.ts';
import { type Html, html } from '../../html.ts';
import { emptyState } from '../callout.ts';
import { formatNumber, formatShare, type Language } from '../language.ts';
import type { PageContext } from '../page.ts';
import { writtenShare } from './figure-values.ts';

export type TrendLine = {
  readonly id: string;
  readonly title: string;
  readonly pick: (point: TrendPoint) => number | null;
  readonly kind: 'number' | 'share' | 'availability';
  /** What a figure of single days is called where seven of them are added up. */
  readonly weekTitle?: string;
};

const notYet = {
  en: 'The trend can be seen from the second day on. Today is the first.',
  it: 'L’andamento si vede dal secondo giorno. Oggi è il primo.',
} as const;

/** How a figure is written in the table, and at the axis. */
const formatsOf = (kind: TrendLine['kind'], language: Language) => {
  if (kind === 'number') return { format: (value: number) => formatNumber(value, language, 1) };
  const decimals = kind === 'share' ? 1 : 2;
  return {
    format: (value: number) => writtenShare(value, language, decimals),
    formatStep: (value: number) => formatShare(value, language, decimals - 1),
    most: 1,
    isZoomed: kind === 'availability',
  };
};

/** So many single days are told apart where they go up and down. */
const mostSingleDays = 62;
const weekDays = 7;

/** Of a day and the six before it; not known where a day of them is not. */
const weekUntil = (points: readonly DayPoint[], index: number): number | null => {
  const days = points.slice(Math.max(0, index - weekDays + 1), index + 1);
  const begins = dateOf(Date.parse(points[index]?.date ?? '') - (weekDays - 1) * dayMs);
  if (days.length < weekDays || days[0]?.date !== begins) return null;
  return days.reduce<number | null>((sum, { value }) => (sum === null || value === null ? null : sum + value), 0);
};

function drawTrend({ id, title, pick, kind, weekTitle }: TrendLine, trend: readonly TrendPoint[], language: Language) {
  const days = trend.map((point): DayPoint => ({ date: point.date, value: pick(point) }));
  const isByWeek = weekTitle !== undefined && days.length > mostSingleDays;
  const points = isByWeek ? days.map(({ date }, index) => ({ date, value: weekUntil(days, index) })) : days;
  const name = isByWeek ? weekTitle : title;
  const [from, to] = [days[0]?.date, days.at(-1)?.date];
  return html`<div><h3>${name}</h3>${drawLineChart({
    id: `trend-${id}`,
    title: name,
    language,
    label: name,
    points,
    ...(from === undefined || to === undefined ? {} : { from, to }),
    ...formatsOf(kind, language),
  })}</div>`;
}

export const hasTrend = (trend: readonly TrendPoint[]): boolean => trend.length > 1;

export const trendCharts = (
  { language }: PageContext,
  trend: readonly TrendPoint[],
  lines: readonly TrendLine[],
): Html =>
  hasTrend(trend)
    ? html`<div class="v-grid v-three">${lines.map((line) => drawTrend(line, trend, language))}</div>`
    : emptyState(notYet[language]);
