/** A small line beside a figure: where it comes from. Without axes; the figure itself, the sentence and the table say the rest. */
import { type Html, html } from '../html.ts';
import { formatDate } from '../pages/language.ts';
import { scaleDays } from './axes.ts';
import { type DayPoint, knownOf, tellSeries } from './day-series.ts';
import { type Chart, chartColours, drawFigure, round } from './figure.ts';
import { dayHeading, drawRuns } from './line-chart.ts';

export type TrendLine = Chart & {
  readonly points: readonly DayPoint[];
  readonly label: string;
  readonly format: (value: number) => string;
};

const [width, height, edge] = [120, 36, 5];

export function drawTrendLine(chart: TrendLine): Html {
  const { points, label, format, language } = chart;
  const known = knownOf(points);
  const [first, last] = [known[0], known.at(-1)];
  return drawFigure({
    ...chart,
    kind: 'chart-trend',
    width,
    height,
    description: tellSeries(points, language, format),
    table: {
      headings: [dayHeading(language), label],
      rows: known.map(({ date, value }) => [formatDate(date, language), format(value)]),
    },
    drawing: first === undefined || last === undefined ? drawBase() : drawKnown(known, first.date, last.date),
  });
}

/** Nothing is known: a dotted line, which no figure has. */
const drawBase = (): Html =>
  html`<path d="M${edge} ${height / 2}H${width - edge}" stroke="${chartColours.unknown}" stroke-dasharray="1 4" fill="none"/>`;

function drawKnown(known: ReturnType<typeof knownOf>, from: string, to: string): readonly Html[] {
  const values = known.map(({ value }) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const span = most - least;
  const x = scaleDays(from, to, edge, width - edge);
  const y = (value: number): number =>
    round(span === 0 ? height / 2 : height - edge - ((value - least) / span) * (height - 2 * edge));
  const last = known.at(-1);
  return [
    ...drawRuns(known, { x, y }, { colour: chartColours.main }),
    ...(last === undefined
      ? []
      : [html`<circle cx="${x(last.date)}" cy="${y(last.value)}" r="3.5" fill="${chartColours.main}"/>`]),
  ];
}
