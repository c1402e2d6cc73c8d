/** Figures by the day as charts draw them: in order, each day once, what is not known left out rather than taken for zero. */
import { isCalendarDay } from '../../domain/compliance/calendar-day.ts';
import { dateOf, dayMs } from '../../domain/uptime/availability.ts';
import { elide } from '../pages/elide.ts';
import { formatDate, formatNumber, type Language } from '../pages/language.ts';

/** `date`: `2026-11-26`, UTC. Null: not known. */
export type DayPoint = { readonly date: string; readonly value: number | null };

export type KnownPoint = { readonly date: string; readonly value: number };

/** Nothing that is counted or measured is greater, or finer; beyond, steps of an axis would not be numbers any more. */
const [finest, greatest] = [1e-9, 1e15];

/** As it can be drawn; less than nothing is nothing. */
export const drawable = (value: number | null): number | null =>
  value === null || !Number.isFinite(value) ? null : value < finest ? 0 : Math.min(value, greatest);

export const timeOfDay = (date: string): number => Date.parse(`${date}T00:00:00.000Z`);

/** Days from one to the other, both included. */
export const daysFrom = (from: string, to: string): number => Math.round((timeOfDay(to) - timeOfDay(from)) / dayMs) + 1;

export const nextDay = (date: string): string => dateOf(timeOfDay(date) + dayMs);
export const dayBefore = (date: string): string => dateOf(timeOfDay(date) - dayMs);

/** In order of time, each day once (of two of one day the later in the list); days that are none are left out. */
export const inOrder = <T extends { readonly date: string }>(points: readonly T[]): readonly T[] =>
  [...new Map(points.filter(({ date }) => isCalendarDay(date)).map((point) => [point.date, point])).values()].sort(
    (one, other) => (one.date < other.date ? -1 : 1),
  );

export const knownOf = (points: readonly DayPoint[]): readonly KnownPoint[] =>
  inOrder(points).flatMap((point) => {
    const value = drawable(point.value);
    return value === null ? [] : [{ date: point.date, value }];
  });

/** Days that follow on each other without a gap. */
export function runsOf<T extends { readonly date: string }>(known: readonly T[]): readonly (readonly T[])[] {
  const runs: T[][] = [];
  for (const point of known) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (run !== undefined && before !== undefined && nextDay(before.date) === point.date) run.push(point);
    else runs.push([point]);
  }
  return runs;
}

/** The first one of the least and of the greatest. */
const extremesOf = (known: readonly KnownPoint[]): readonly [KnownPoint, KnownPoint] | undefined => {
  const [first, ...others] = known;
  if (first === undefined) return undefined;
  return others.reduce(
    ([least, most], point) => [point.value < least.value ? point : least, point.value > most.value ? point : most],
    [first, first] as readonly [KnownPoint, KnownPoint],
  );
};

const sentences = {
  it: {
    none: 'Non ci sono ancora dati.',
    one: (day: string, value: string) => `Un solo giorno, ${day}: ${value}.`,
    many: (from: string, to: string, first: string, last: string) =>
      `${elide(`Dal ${from} al ${to}`)}: all’inizio ${first}, alla fine ${last}`,
    same: (value: string) => `sempre ${value}`,
    extremes: (least: string, leastDay: string, most: string, mostDay: string) =>
      `; minimo ${least} (${leastDay}), massimo ${most} (${mostDay}).`,
    unknown: (days: string, all: string) => ` Giorni di cui il dato non è noto: ${days} su ${all}.`,
  },
  en: {
    none: 'There are no data yet.',
    one: (day: string, value: string) => `One day only, ${day}: ${value}.`,
    many: (from: string, to: string, first: string, last: string) =>
      `From ${from} to ${to}: ${first} at first, ${last} at last`,
    same: (value: string) => `always ${value}`,
    extremes: (least: string, leastDay: string, most: string, mostDay: string) =>
      `; least ${least} (${leastDay}), most ${most} (${mostDay}).`,
    unknown: (days: string, all: string) => ` Days on which the figure is not known: ${days} of ${all}.`,
  },
} as const;

/** What is to be seen, in a sentence: first, last, least, most, and how much is not known. */
export function tellSeries(points: readonly DayPoint[], language: Language, format: (value: number) => string): string {
  const told = sentences[language];
  const known = knownOf(points);
  const [first, last, extremes] = [known[0], known.at(-1), extremesOf(known)];
  if (first === undefined || last === undefined || extremes === undefined) return told.none;
  const day = ({ date }: KnownPoint): string => formatDate(date, language);
  if (first === last) return told.one(day(first), format(first.value));
  const [least, most] = extremes;
  const all = daysFrom(first.date, last.date);
  const missing = all - known.length;
  const unknown = missing === 0 ? '' : told.unknown(formatNumber(missing, language), formatNumber(all, language));
  const isSame = format(least.value) === format(most.value);
  const [from, to] = [day(first), day(last)];
  if (isSame) {
    const [range] = told.many(from, to, '', '').split(':');
    return `${range}: ${told.same(format(first.value))}.${unknown}`;
  }
  const begin = told.many(from, to, format(first.value), format(last.value));
  return `${begin}${told.extremes(format(least.value), day(least), format(most.value), day(most))}${unknown}`;
}
