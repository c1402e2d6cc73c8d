/** Figures side by side as horizontal bars, each below its name and with its figure at its end: scores, grades, rules. */
import { scaleLinear } from 'd3-scale';
import { type Html, html } from '../html.ts';
import { drawable } from './day-series.ts';
import { type Chart, chartColours, chartWidth, drawFigure, letterWidth, round, textSize, widthOf } from './figure.ts';

export type BarTone = 'main' | 'good' | 'fair' | 'bad' | 'unknown';

/** `value` null: not known. `href`: what it counts; in the table, where links can be followed. */
type Bar = {
  readonly label: string;
  readonly value: number | null;
  readonly href?: string;
  readonly tone?: BarTone;
};

export type BarChart = Chart & {
  readonly bars: readonly Bar[];
  /** What the bars are of, and what their figures are: the headings of the table. */
  readonly headings: readonly [string, string];
  readonly format: (value: number) => string;
  /** The whole: what the longest bar could be. Absent: the greatest figure. */
  readonly most?: number;
};

const words = {
  it: {
    none: 'Non ci sono ancora dati.',
    unknown: 'non noto',
    sentence: (most: string, value: string, least: string, leastValue: string, count: number) =>
      count === 1
        ? `${most}: ${value}.`
        : `Il valore più alto: ${most}, ${value}; il più basso: ${least}, ${leastValue}.`,
  },
  en: {
    none: 'There are no data yet.',
    unknown: 'not known',
    sentence: (most: string, value: string, least: string, leastValue: string, count: number) =>
      count === 1 ? `${most}: ${value}.` : `The highest: ${most}, ${value}; the lowest: ${least}, ${leastValue}.`,
  },
} as const;

const barHeight = 12;
const rowHeight = textSize + barHeight + 16;
/** Of mixed letters, which are narrower than digits. */
const mostLetters = Math.floor((1.1 * chartWidth) / letterWidth);

/** What is longer than the picture is wide; the whole name is in the table. */
const clip = (label: string): string => {
  const letters = [...label];
  return letters.length > mostLetters ? `${letters.slice(0, mostLetters - 1).join('')}…` : label;
};

function tell({ bars, format, language }: BarChart): string {
  const t = words[language];
  const known = bars.flatMap(({ label, value }) => {
    const figure = drawable(value);
    return figure === null ? [] : [{ label, value: figure }];
  });
  const [first] = known;
  if (first === undefined) return t.none;
  const [least, most] = known.reduce(
    ([low, high], bar) => [bar.value < low.value ? bar : low, bar.value > high.value ? bar : high],
    [first, first],
  );
  return t.sentence(most.label, format(most.value), least.label, format(least.value), known.length);
}

export function drawBarChart(chart: BarChart): Html {
  const { bars, headings, format, language, most } = chart;
  const t = words[language];
  const shown = bars.map((bar) => ({ ...bar, value: drawable(bar.value) }));
  const told = (value: number | null): string => (value === null ? t.unknown : format(value));
  const widest = Math.min(Math.max(...shown.map(({ value }) => widthOf(told(value))), 0), chartWidth / 2);
  const whole = Math.max(most ?? 0, ...shown.map(({ value }) => value ?? 0)) || 1;
  const width = scaleLinear([0, whole], [0, chartWidth - widest - 12]).clamp(true);
  const rows = shown.map(({ label, value, tone = 'main' }, index) => {
    const top = index * rowHeight;
    const length = value === null ? 0 : round(Math.max(width(value), value > 0 ? 1 : 0));
    const end = round(length + 6);
    return html`<text x="0" y="${top + textSize}" fill="currentColor">${clip(label)}</text><rect x="0" y="${top + textSize + 5}" width="${length}" height="${barHeight}" fill="${chartColours[tone]}"/><path d="M0.5 ${top + textSize + 3}v${barHeight + 4}" stroke="${chartColours.ink}" fill="none"/><text x="${end}" y="${top + textSize + 5 + barHeight - 1}" fill="currentColor">${told(value)}</text>`;
  });
  return drawFigure({
    ...chart,
    kind: 'chart-bars',
    width: chartWidth,
    height: Math.max(rowHeight, rows.length * rowHeight),
    description: tell(chart),
    drawing: rows.length > 0 ? rows : html`<text x="0" y="${textSize}" fill="currentColor">${t.none}</text>`,
    table: {
      headings,
      rows: shown.map(({ label, value, href }) => [
        href === undefined ? label : html`<a href="${href}">${label}</a>`,
        told(value),
      ]),
    },
  });
}
