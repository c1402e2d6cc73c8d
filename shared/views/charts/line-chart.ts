/** One figure over days as a line: what is not known is a gap, a day alone a dot. */
import { line } from 'd3-shape';
import { type Html, html } from '../html.ts';
import { elide } from '../pages/elide.ts';
import { formatDate, type Language } from '../pages/language.ts';
import { drawNothing, drawPlane, type Plane } from './axes.ts';
import { type DayPoint, dayBefore, type KnownPoint, knownOf, nextDay, runsOf, tellSeries } from './day-series.ts';
import { type Chart, chartColours, chartWidth, drawFigure } from './figure.ts';

export type LineChart = Chart & {
  readonly points: readonly DayPoint[];
  /** What the figure is called, at the head of its column. */
  readonly label: string;
  /** With its unit, in the page's language. */
  readonly format: (value: number) => string;
  /** As `format`, shorter: at the axis. */
  readonly formatStep?: (value: number) => string;
  /** The first and the last day of the axis; absent: as far as something is known. */
  readonly from?: string;
  readonly to?: string;
  /** The axis begins near the least instead of at nothing. */
  readonly isZoomed?: boolean;
  /** What the figure can not exceed: no step is drawn above. */
  readonly most?: number;
};

const height = 180;

const words = {
  it: { day: 'Giorno', unknown: 'non noto', between: (from: string, to: string) => elide(`dal ${from} al ${to}`) },
  en: { day: 'Day', unknown: 'not known', between: (from: string, to: string) => `${from} to ${to}` },
} as const;

export const dayHeading = (language: Language): string => words[language].day;
/** Said of an axis that magnifies small differences. */
const notFromZero = { it: 'L’asse non parte da zero.', en: 'The axis does not begin at zero.' } as const;

const noData = { it: 'Nessun dato', en: 'No data' } as const;
export const noDataYet = (language: Language): string => noData[language];

type Stroke = { readonly colour: string; readonly dashes?: string };

/** Lines of days that follow on each other, dots of those alone. */
export function drawRuns(
  known: readonly KnownPoint[],
  { x, y }: Pick<Plane, 'x' | 'y'>,
  { colour, dashes }: Stroke,
): readonly Html[] {
  const path = line<KnownPoint>(
    ({ date }) => x(date),
    ({ value }) => y(value),
  );
  return runsOf(known).map((run) => {
    const [first] = run;
    if (first !== undefined && run.length === 1)
      return html`<circle cx="${x(first.date)}" cy="${y(first.value)}" r="2.5" fill="${colour}"/>`;
    return html`<path d="${path(run) ?? ''}" fill="none" stroke="${colour}" stroke-width="2" stroke-linejoin="round"${dashes !== undefined && html` stroke-dasharray="${dashes}"`}/>`;
  });
}

type Row = { readonly date: string; readonly cells: readonly string[] };

/** A row a day; days between of which nothing is known are one row. */
export function dayRows(known: readonly Row[], columns: number, language: Language): readonly (readonly string[])[] {
  const t = words[language];
  const date = (day: string): string => formatDate(day, language);
  return known.flatMap(({ date: day, cells }, index) => {
    const row = [date(day), ...cells];
    const before = known[index - 1]?.date;
    if (before === undefined || nextDay(before) === day) return [row];
    const [from, to] = [nextDay(before), dayBefore(day)];
    const label = from === to ? date(from) : t.between(date(from), date(to));
    return [[label, ...Array.from({ length: columns }, () => t.unknown)], row];
  });
}

export function drawLineChart(chart: LineChart): Html {
  const { points, label, format, formatStep = format, language, isZoomed, most } = chart;
  const known = knownOf(points);
  const [from, to] = [chart.from ?? known[0]?.date, chart.to ?? known.at(-1)?.date];
  const shown = known.filter(({ date }) => from !== undefined && to !== undefined && date >= from && date <= to);
  const picture = {
    ...chart,
    kind: 'chart-line',
    width: chartWidth,
    height,
    description: tellSeries(shown, language, format),
    table: {
      headings: [words[language].day, label],
      rows: dayRows(
        shown.map(({ date, value }) => ({ date, cells: [format(value)] })),
        1,
        language,
      ),
    },
  };
  if (from === undefined || to === undefined || shown.length === 0)
    return drawFigure({ ...picture, drawing: drawNothing(noDataYet(language), height) });
  const plane = drawPlane(
    from,
    to,
    language,
    {
      values: shown.map(({ value }) => value),
      format: formatStep,
      ...(isZoomed === undefined ? {} : { isZoomed }),
      ...(most === undefined ? {} : { most }),
    },
    height,
  );
  return drawFigure({
    ...picture,
    ...(plane.least > 0 ? { note: notFromZero[language] } : {}),
    drawing: [...plane.axes, ...drawRuns(shown, plane, { colour: chartColours.main })],
  });
}
