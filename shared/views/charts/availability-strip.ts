/**
 * How an endpoint was, a cell a day: what part of the day's time each verdict took. Down and degraded days carry a mark above
 * as well, what is not known is hatched, before it was watched there is nothing; in words over each cell and in the table.
 */
import { dateOf, dayMs, type TimeByVerdict } from '../../domain/uptime/availability.ts';
import { stateOfDay } from '../../domain/uptime/day-state.ts';
import { type ProbeVerdict, probeVerdicts } from '../../domain/uptime/sample.ts';
import { type Html, html } from '../html.ts';
import { formatDuration } from '../pages/duration.ts';
import { elide } from '../pages/elide.ts';
import { formatDate, formatNumber, type Language } from '../pages/language.ts';
import { serviceWords } from '../pages/state-words.ts';
import { drawDayAxis, scaleDays } from './axes.ts';
import { daysFrom, inOrder, timeOfDay } from './day-series.ts';
import { type Chart, chartColours, chartWidth, drawFigure, type LegendItem, round } from './figure.ts';

/** `date`: `2026-11-26`, UTC. What its time went to; absent: nobody looked. */
type StripDay = { readonly date: string; readonly ms?: TimeByVerdict };

export type AvailabilityStrip = Chart & {
  /** The first and the last day, both shown; at most 400 days. */
  readonly from: string;
  readonly to: string;
  readonly days: readonly StripDay[];
  /** The day since which it is watched; absent: longer than that is noted. */
  readonly since?: string;
};

type State = ProbeVerdict | 'unwatched';

const states: readonly State[] = ['up', 'degraded', 'down', 'maintenance', 'blocked', 'unknown', 'unwatched'];

const notWatched = { it: 'non ancora osservata', en: 'not watched yet' } as const;

const wordsOf = (state: State, language: Language): string =>
  state === 'unwatched' ? notWatched[language] : serviceWords[state][language];

const sentences = {
  it: {
    all: (days: string, from: string, to: string, counts: string) =>
      `${elide(`${days} giorni dal ${from} al ${to}`)}; giorni per stato: ${counts}.`,
    heading: ['Giorni', 'Stato'],
    range: (from: string, to: string) => elide(`dal ${from} al ${to}`),
  },
  en: {
    all: (days: string, from: string, to: string, counts: string) =>
      `${days} days from ${from} to ${to}; days by state: ${counts}.`,
    heading: ['Days', 'State'],
    range: (from: string, to: string) => `${from} to ${to}`,
  },
} as const;

const [width, top, bottom, height] = [chartWidth, 10, 34, 57];
const mostDays = 400;

type Cell = { readonly date: string; readonly ms: TimeByVerdict | undefined; readonly state: State };

function cellsOf({ from, to, days, since = '' }: AvailabilityStrip): readonly Cell[] {
  const known = new Map(inOrder(days).map((day) => [day.date, day.ms]));
  const count = Math.min(Math.max(daysFrom(from, to), 1), mostDays);
  return Array.from({ length: count }, (_, index) => {
    const date = dateOf(timeOfDay(to) - (count - 1 - index) * dayMs);
    const ms = known.get(date);
    return { date, ms, state: (ms === undefined || wholeOf(ms) === 0) && date < since ? 'unwatched' : stateOfDay(ms) };
  });
}

const wholeOf = (ms: TimeByVerdict): number => probeVerdicts.reduce((sum, verdict) => sum + ms[verdict], 0);

/** From the top of a cell to its bottom. */
const stacked: readonly ProbeVerdict[] = ['up', 'maintenance', 'blocked', 'unknown', 'degraded', 'down'];
/** A minute of a day is to be seen. */
const leastShown: { readonly [verdict in ProbeVerdict]?: number } = { degraded: 0.2, down: 0.2 };

/** Shares of a cell's height, of which those that went wrong are never too thin to be seen. */
function sharesOf({ ms, state }: Cell): readonly (readonly [State, number])[] {
  const whole = ms === undefined ? 0 : wholeOf(ms);
  if (ms === undefined || whole === 0) return [[state, 1]];
  const wanted = stacked.map((verdict) => {
    const share = ms[verdict] / whole;
    return [verdict, share === 0 ? 0 : Math.max(share, leastShown[verdict] ?? 0)] as const;
  });
  const sum = wanted.reduce((total, [, share]) => total + share, 0);
  return wanted.filter(([, share]) => share > 0.02).map(([verdict, share]) => [verdict, share / sum]);
}

const fills = (id: string): { readonly [state in State]: string } => ({
  up: chartColours.good,
  degraded: chartColours.fair,
  down: chartColours.bad,
  maintenance: `url(#${id}-maintenance)`,
  blocked: `url(#${id}-blocked)`,
  unknown: `url(#${id}-unknown)`,
  unwatched: 'none',
});

const isSolid = (state: State): boolean => state === 'up' || state === 'degraded' || state === 'down';

/** Hatched, dotted and lined, for what says nothing of the API itself. */
const patterns = (id: string): Html => html`<defs>
<pattern id="${id}-unknown" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 2H4" stroke="${chartColours.unknown}" stroke-width="1.4"/></pattern>
<pattern id="${id}-blocked" width="4" height="4" patternUnits="userSpaceOnUse"><circle cx="2" cy="2" r="1.3" fill="${chartColours.unknown}"/></pattern>
<pattern id="${id}-maintenance" width="4" height="4" patternUnits="userSpaceOnUse"><path d="M0 1H4" stroke="${chartColours.main}" stroke-width="2"/></pattern>
</defs>`;

/** Above a day that went wrong: a triangle where it was down, a dot where it was degraded. */
function drawMark(state: State, x: number): Html | false {
  if (state === 'down') return html`<path d="M${round(x - 3)} 1h6l-3 7z" fill="${chartColours.bad}"/>`;
  return state === 'degraded' && html`<circle cx="${x}" cy="5" r="2" fill="${chartColours.fair}"/>`;
}

/** What a day was like, in words: its state, and how long what went wrong took. */
function tellCell({ ms, state }: Cell, language: Language): string {
  const t = (each: State): string => wordsOf(each, language);
  if (ms === undefined || state === 'unwatched') return t(state);
  const parts = stacked
    .toReversed()
    .filter((verdict) => ms[verdict] > 0 && verdict !== 'up')
    .map((verdict) => `${t(verdict)} ${formatDuration(ms[verdict], language)}`);
  if (parts.length === 0) return t(state);
  if (wholeOf(ms) === ms[state]) return t(state);
  return [...parts, ...(ms.up > 0 ? [`${t('up')} ${formatDuration(ms.up, language)}`] : [])].join(', ');
}

function drawCell(cell: Cell, index: number, step: number, id: string, language: Language): Html {
  const gap = Math.min(step / 5, 0.8);
  const [x, cellWidth] = [round(index * step), Math.max(round(step - gap), 0.1)];
  // A pattern that is cut between the days is none.
  const end = round((index + 1) * step);
  const widthOfPart = (state: State): number => (isSolid(state) ? cellWidth : round(end - x));
  const fill = fills(id);
  let from = top;
  const parts = sharesOf(cell).map(([state, share]) => {
    const y = from;
    from += share * (bottom - top);
    return state === 'unwatched'
      ? html`<path d="M${x} ${bottom - 1}h${widthOfPart(state)}" stroke="${chartColours.unknown}" fill="none"/>`
      : html`<rect x="${x}" y="${round(y)}" width="${widthOfPart(state)}" height="${round(from - y)}" fill="${fill[state]}"/>`;
  });
  const title = `${formatDate(cell.date, language)}: ${tellCell(cell, language)}`;
  return html`<g><title>${title}</title>${parts}${drawMark(cell.state, round(Math.min(Math.max(x + cellWidth / 2, 3), width - 3)))}</g>`;
}

/** Days that were all alike follow on each other in one row. */
function rowsOf(cells: readonly Cell[], language: Language): readonly (readonly string[])[] {
  const rows: { from: string; to: string; told: string }[] = [];
  for (const cell of cells) {
    const told = tellCell(cell, language);
    const last = rows.at(-1);
    if (last?.told === told) last.to = cell.date;
    else rows.push({ from: cell.date, to: cell.date, told });
  }
  return rows.map(({ from, to, told }) => {
    const [first, last] = [formatDate(from, language), formatDate(to, language)];
    return [from === to ? first : sentences[language].range(first, last), told];
  });
}

const swatches = (id: string): { readonly [state in State]: Html } => {
  const fill = fills(id);
  const block = (state: State): Html => html`<rect x="1" y="6" width="14" height="10" fill="${fill[state]}"/>`;
  return {
    up: html`<rect x="1" y="1" width="14" height="15" fill="${fill.up}"/>`,
    degraded: html`${block('degraded')}<circle cx="8" cy="3" r="2.2" fill="${chartColours.fair}"/>`,
    down: html`${block('down')}<path d="M4.5 0h7l-3.5 5z" fill="${chartColours.bad}"/>`,
    maintenance: html`<rect x="1" y="1" width="14" height="15" fill="${fill.maintenance}"/>`,
    blocked: html`<rect x="1" y="1" width="14" height="15" fill="${fill.blocked}"/>`,
    unknown: html`<rect x="1" y="1" width="14" height="15" fill="${fill.unknown}"/>`,
    unwatched: html`<path d="M1 15H15" stroke="${chartColours.unknown}"/>`,
  };
};

export function drawAvailabilityStrip(strip: AvailabilityStrip): Html {
  const { id, language } = strip;
  const cells = cellsOf(strip);
  const [from, to] = [cells[0]?.date ?? strip.from, cells.at(-1)?.date ?? strip.to];
  const counted = states
    .map((state) => ({ state, count: cells.filter((cell) => cell.state === state).length }))
    .filter(({ count }) => count > 0);
  const counts = counted
    .map(({ state, count }) => `${wordsOf(state, language)} ${formatNumber(count, language)}`)
    .join(', ');
  const told = sentences[language];
  const step = width / cells.length;
  const shown = new Set<State>(cells.flatMap((cell) => sharesOf(cell).map(([state]) => state)));
  const swatch = swatches(id);
  const legend: readonly LegendItem[] = states
    .filter((state) => shown.has(state))
    .map((state) => ({ swatch: swatch[state], label: wordsOf(state, language) }));
  const x = scaleDays(from, to, step / 2, width - step / 2);
  return drawFigure({
    ...strip,
    kind: 'chart-strip',
    width,
    height,
    description: told.all(
      formatNumber(cells.length, language),
      formatDate(from, language),
      formatDate(to, language),
      counts,
    ),
    legend,
    drawing: [
      patterns(id),
      ...cells.map((cell, index) => drawCell(cell, index, step, id, language)),
      ...drawDayAxis(from, to, x, bottom, language),
    ],
    table: { headings: told.heading, rows: rowsOf(cells, language) },
  });
}
