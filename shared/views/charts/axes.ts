/** The ground of charts over days: the box that is drawn in, steps of whole days (UTC) below it and of figures beside it. */
import { scaleLinear, scaleUtc } from 'd3-scale';
import { dateOf, dayMs } from '../../domain/uptime/availability.ts';
import { type Html, html } from '../html.ts';
import type { Language } from '../pages/language.ts';
import { daysFrom, timeOfDay } from './day-series.ts';
import { chartColours, chartWidth, round, textSize, widthOf } from './figure.ts';

type Box = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };

export type Plane = {
  readonly box: Box;
  /** Where the axis of figures begins. */
  readonly least: number;
  readonly x: (date: string) => number;
  readonly y: (value: number) => number;
  /** Grid and labels. */
  readonly axes: readonly Html[];
};

const locales = { it: 'it-IT', en: 'en-GB' } as const;
const formats = new Map<string, Intl.DateTimeFormat>();

/** `22 nov` where days follow closely, `nov 2026` where they do not. */
function dayLabel(date: string, language: Language, isLong: boolean): string {
  const name = `${language} ${isLong}`;
  const known =
    formats.get(name) ??
    new Intl.DateTimeFormat(locales[language], {
      month: 'short',
      timeZone: 'UTC',
      ...(isLong ? { year: 'numeric' } : { day: 'numeric' }),
    });
  formats.set(name, known);
  return known.format(timeOfDay(date));
}

const longSpanDays = 330;

/** Days that are named below: about so many, sensible ones. */
function dayTicks(from: string, to: string, about = 4): readonly string[] {
  const days = daysFrom(from, to);
  const ticks =
    days <= about
      ? Array.from({ length: days }, (_, index) => dateOf(timeOfDay(from) + index * dayMs))
      : scaleUtc([timeOfDay(from), timeOfDay(to)], [0, 1])
          .ticks(about)
          .map((tick) => dateOf(tick.getTime()));
  return [...new Set(ticks)].filter((date) => date >= from && date <= to);
}

/** Where days are, from edge to edge; a single one is in the middle. */
export function scaleDays(from: string, to: string, left: number, right: number): (date: string) => number {
  if (from >= to) return () => round((left + right) / 2);
  const scale = scaleUtc([timeOfDay(from), timeOfDay(to)], [left, right]).clamp(true);
  return (date) => round(scale(timeOfDay(date)));
}

/** A label is below its day; one that would reach beyond an edge ends there. */
function placeLabel(at: number, label: string): { readonly x: number; readonly anchor: 'start' | 'middle' | 'end' } {
  const half = widthOf(label) / 2;
  if (at < half) return { x: 0, anchor: 'start' };
  return at > chartWidth - half ? { x: chartWidth, anchor: 'end' } : { x: at, anchor: 'middle' };
}

/** Labels of days that leave each other room, within the picture. */
export function drawDayAxis(
  from: string,
  to: string,
  x: (date: string) => number,
  bottom: number,
  language: Language,
): readonly Html[] {
  const isLong = daysFrom(from, to) > longSpanDays;
  const drawn: Html[] = [];
  let free = Number.NEGATIVE_INFINITY;
  for (const date of dayTicks(from, to)) {
    const label = dayLabel(date, language, isLong);
    const { x: at, anchor } = placeLabel(x(date), label);
    const width = widthOf(label);
    const begins = at - { start: 0, middle: width / 2, end: width }[anchor];
    if (begins < free) continue;
    free = begins + width + 6;
    drawn.push(
      html`<path d="M${x(date)} ${bottom}v4" stroke="${chartColours.ink}" fill="none"/><text x="${at}" y="${bottom + 6 + textSize}" text-anchor="${anchor}" fill="currentColor">${label}</text>`,
    );
  }
  return drawn;
}

type Figures = {
  /** Those that are drawn; none is less than zero. */
  readonly values: readonly number[];
  readonly format: (value: number) => string;
  /** The axis begins near the least instead of at nothing. */
  readonly isZoomed?: boolean;
  /** What the figures can not exceed. */
  readonly most?: number;
};

function domainOf({ values, isZoomed = false, most }: Figures): readonly [number, number] {
  const greatest = Math.max(0, ...values);
  const least = isZoomed && values.length > 0 ? Math.min(...values) : 0;
  // What differs by next to nothing would have steps that are finer than numbers are.
  if (greatest - least <= greatest / 1e9) return least === 0 ? [0, most ?? 1] : [0.9 * least, greatest];
  return [least, greatest];
}

/** `from` and `to`: the first and the last day. */
export function drawPlane(from: string, to: string, language: Language, figures: Figures, height: number): Plane {
  const scale = scaleLinear(domainOf(figures), [0, 1]).nice(3);
  const steps = scale.ticks(3).filter((value) => figures.most === undefined || value <= figures.most);
  const labels = steps.map((value) => figures.format(value));
  const box = {
    left: Math.min(round(Math.max(8, ...labels.map(widthOf)) + 8), chartWidth / 2),
    right: chartWidth - 10,
    top: 12,
    bottom: height - 26,
  };
  const place = scale.copy().range([box.bottom, box.top]).clamp(true);
  const y = (value: number): number => round(place(value));
  const x = scaleDays(from, to, box.left + 4, box.right - 4);
  const grid = steps.map(
    (value, index) =>
      html`<path d="M${box.left} ${y(value)}H${box.right}" stroke="${chartColours.grid}" fill="none"/><text x="${box.left - 6}" y="${round(y(value) + textSize / 3)}" text-anchor="end" fill="currentColor">${labels[index]}</text>`,
  );
  const base = html`<path d="M${box.left} ${box.bottom}H${box.right}" stroke="${chartColours.ink}" fill="none"/>`;
  return { box, least: steps[0] ?? 0, x, y, axes: [...grid, base, ...drawDayAxis(from, to, x, box.bottom, language)] };
}

/** What is shown in place of lines where there are no data. */
export const drawNothing = (text: string, height: number): Html =>
  html`<text x="${chartWidth / 2}" y="${height / 2}" text-anchor="middle" fill="currentColor">${text}</text>`;
