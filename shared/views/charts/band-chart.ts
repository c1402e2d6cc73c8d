/** Two figures over days and what is between them: such as how long half of the answers took, and how long nearly all. */
import { area } from 'd3-shape';
import { type Html, html } from '../html.ts';
import type { Language } from '../pages/language.ts';
import { drawNothing, drawPlane } from './axes.ts';
import { inOrder, type KnownPoint, knownOf, runsOf, tellSeries } from './day-series.ts';
import { type Chart, chartColours, chartWidth, drawFigure, type LegendItem } from './figure.ts';
import { dayHeading, dayRows, drawRuns, noDataYet } from './line-chart.ts';

/** `date`: `2026-11-26`, UTC. Null: not known. `high` is at least `low`. */
type BandPoint = { readonly date: string; readonly low: number | null; readonly high: number | null };

export type BandChart = Chart & {
  readonly points: readonly BandPoint[];
  readonly lowLabel: string;
  readonly highLabel: string;
  /** With its unit, in the page's language. */
  readonly format: (value: number) => string;
  /** As `format`, shorter: at the axis. */
  readonly formatStep?: (value: number) => string;
  /** The first and the last day of the axis; absent: as far as something is known. */
  readonly from?: string;
  readonly to?: string;
};

const height = 190;
const highDashes = '5 3';

type Pair = { readonly date: string; readonly low: number; readonly high: number };

const pairsOf = (points: readonly BandPoint[]): readonly Pair[] => {
  const of = (part: 'low' | 'high'): ReadonlyMap<string, number> =>
    new Map(knownOf(points.map((point) => ({ date: point.date, value: point[part] }))).map((p) => [p.date, p.value]));
  const [lows, highs] = [of('low'), of('high')];
  return inOrder(points).flatMap(({ date }) => {
    const [low, high] = [lows.get(date), highs.get(date)];
    return low === undefined || high === undefined ? [] : [{ date, low, high: Math.max(low, high) }];
  });
};

const swatch = (dashes?: string): Html =>
  html`<path d="M0 8H16" stroke="${chartColours.main}" stroke-width="2.5"${dashes !== undefined && html` stroke-dasharray="${dashes}"`}/>`;

const legendOf = ({ lowLabel, highLabel }: BandChart): readonly LegendItem[] => [
  { swatch: swatch(), label: lowLabel },
  { swatch: swatch(highDashes), label: highLabel },
];

const partOf = (pairs: readonly Pair[], part: 'low' | 'high'): readonly KnownPoint[] =>
  pairs.map((pair) => ({ date: pair.date, value: pair[part] }));

function tell(chart: BandChart, pairs: readonly Pair[], language: Language): string {
  if (pairs.length === 0) return tellSeries([], language, chart.format);
  const told = (label: string, part: 'low' | 'high'): string =>
    `${label}: ${tellSeries(partOf(pairs, part), language, chart.format)}`;
  return `${told(chart.lowLabel, 'low')} ${told(chart.highLabel, 'high')}`;
}

export function drawBandChart(chart: BandChart): Html {
  const { points, format, formatStep = format, language } = chart;
  const all = pairsOf(points);
  const [from, to] = [chart.from ?? all[0]?.date, chart.to ?? all.at(-1)?.date];
  const pairs = all.filter(({ date }) => from !== undefined && to !== undefined && date >= from && date <= to);
  const picture = {
    ...chart,
    kind: 'chart-band',
    width: chartWidth,
    height,
    description: tell(chart, pairs, language),
    table: {
      headings: [dayHeading(language), chart.lowLabel, chart.highLabel],
      rows: dayRows(
        pairs.map(({ date, low, high }) => ({ date, cells: [format(low), format(high)] })),
        2,
        language,
      ),
    },
  };
  if (from === undefined || to === undefined || pairs.length === 0)
    return drawFigure({ ...picture, drawing: drawNothing(noDataYet(language), height) });
  const values = pairs.flatMap(({ low, high }) => [low, high]);
  const plane = drawPlane(from, to, language, { values, format: formatStep }, height);
  const between = area<Pair>(
    ({ date }) => plane.x(date),
    ({ low }) => plane.y(low),
    ({ high }) => plane.y(high),
  );
  const bands = runsOf(pairs).map(
    (run) =>
      html`<path d="${between(run) ?? ''}" fill="${chartColours.main}" fill-opacity="0.16" stroke="${chartColours.main}" stroke-opacity="0.3" stroke-width="1"/>`,
  );
  const { main: colour } = chartColours;
  return drawFigure({
    ...picture,
    legend: legendOf(chart),
    drawing: [
      ...plane.axes,
      ...bands,
      ...drawRuns(partOf(pairs, 'high'), plane, { colour, dashes: highDashes }),
      ...drawRuns(partOf(pairs, 'low'), plane, { colour }),
    ],
  });
}
