/**
 * Service level indicators by the names of the national guidelines, of one endpoint or of an API as the sum of its
 * endpoints: each with the period it is about, null where nothing is known. Beside them, how much is not known.
 */
import {
  addFigures,
  availabilityOf,
  dateOf,
  dayMs,
  type Figures,
  type FiguresOfDay,
  type TimeByVerdict,
  unknownFor,
  unknownShareOf,
  type Watch,
  watchedMs,
} from './availability.ts';
import { quantile } from './latency.ts';

/** ISO 8601: what an indicator is about. */
type Period = { readonly from: string; readonly until: string };

type Sli = Period & { readonly value: number | null };

export const sliNames = [
  'availability_per_30d',
  'responsiveness_per_30d',
  'http_response_success_rate_1d',
  'expected_response_time_seconds_90pp',
  'unknown_share_per_30d',
] as const;

export type Slis = { readonly [name in (typeof sliNames)[number]]: Sli };

export const sliDays = 30;

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

const startOf = (date: string): number => Date.parse(`${date}T00:00:00.000Z`);

type Days = readonly FiguresOfDay[];

type Known = { readonly days: Days; readonly watch: Watch };

/**
 * `endpoints`: the days of each, in any order, of which one may be under way. The period are the 30 days of which the last
 * ends at or after `untilMs`, as far as the endpoint was watched in them: what is missing counts as unknown, days before the
 * first that is known too. Of one that says not since when it is watched, the first day that is known is the beginning.
 */
function periodOf(endpoints: readonly Known[], untilMs: number) {
  const firstMs = Math.ceil(untilMs / dayMs) * dayMs - sliDays * dayMs;
  const inPeriod = endpoints
    .map(({ days: all, watch }) => {
      const days = all.filter(({ date }) => startOf(date) >= firstMs && startOf(date) < untilMs);
      return { watch, days, beginMs: beginOf({ days, watch }, firstMs) };
    })
    .filter(({ watch, beginMs }) => beginMs < Math.min(untilMs, watch.untilMs));
  const figures = inPeriod.map(({ days, watch, beginMs }) => {
    const sinceMs = Math.max(beginMs, watch.sinceMs);
    const told = addFigures(days.filter(({ date }) => startOf(date) + dayMs > sinceMs));
    const missing = watchedMs(watch, sinceMs, untilMs) - timeIn(told);
    return addFigures([...days, unknownFor(Math.max(0, missing))]);
  });
  const period = { from: isoOf(Math.min(...inPeriod.map(({ beginMs }) => beginMs), untilMs)), until: isoOf(untilMs) };
  return { days: inPeriod.flatMap(({ days }) => days), period, figures: addFigures(figures) };
}

const timeIn = ({ ms }: Figures): number => Object.values(ms).reduce((sum, each) => sum + each, 0);

/** When it was first watched, within the period; its first day where that was before, or where it is not told. */
function beginOf({ days, watch: { sinceMs } }: Known, firstMs: number): number {
  const begin = Math.min(...days.map(({ date }) => startOf(date)));
  return Number.isFinite(sinceMs) && sinceMs < begin + dayMs ? Math.max(firstMs, sinceMs) : begin;
}

/** What the time of the 30 days went to: of all of it, not only of what availability is of. As of `periodOf`. */
export const timeOfPeriod = (endpoints: readonly Known[], untilMs: number): TimeByVerdict =>
  periodOf(endpoints, untilMs).figures.ms;

/** As of `periodOf`. */
export function slisOf(endpoints: readonly Known[], untilMs: number): Slis {
  const { days, period, figures } = periodOf(endpoints, untilMs);
  const { ms, counted, prompt, latency } = figures;
  const p90 = quantile(latency, 0.9);
  return {
    availability_per_30d: { value: availabilityOf(ms), ...period },
    responsiveness_per_30d: { value: ratio(prompt, counted), ...period },
    http_response_success_rate_1d: successRateOf(days, untilMs),
    expected_response_time_seconds_90pp: { value: p90 === null ? null : p90 / 1000, ...period },
    unknown_share_per_30d: { value: unknownShareOf(ms), ...period },
  };
}

const isoOf = (ms: number): string => new Date(ms).toISOString();

/** Of the last whole day of which something is known; of the day under way when there is none. */
function successRateOf(days: Days, untilMs: number): Sli {
  const told = days.filter(({ counted }) => counted > 0);
  const whole = told.filter(({ date }) => startOf(date) + dayMs <= untilMs);
  const date = (whole.length > 0 ? whole : told).map((day) => day.date).reduce((a, b) => (a > b ? a : b), '');
  const start = date === '' ? startOf(dateOf(Math.max(untilMs - 1, 0))) : startOf(date);
  const { answered, counted } = addFigures(told.filter((day) => day.date === date));
  return {
    value: ratio(answered, counted),
    from: isoOf(start),
    until: isoOf(Math.min(start + dayMs, untilMs)),
  };
}
