/** The national figures day by day: a point for each day of which there is a snapshot, and the days of which there is none. */
import { dateOf, dayMs } from '../uptime/availability.ts';
import type { Snapshot, TrendPoint } from './snapshot.ts';

const mostPoints = 400;

export const trendPointOf = ({ date, totals, publishable, scores, availability, happened }: Snapshot): TrendPoint => ({
  date,
  publishing: totals.publishing,
  apis: totals.apis,
  publishable: publishable.yes,
  median: scores.median,
  availability: availability?.share ?? null,
  breaking: happened.breaking,
  incidentsOpened: happened.incidentsOpened,
});

/** Oldest first, the latest 400; of a day that is told anew the later point stays. */
export function extendTrend(trend: readonly TrendPoint[], snapshots: readonly Snapshot[]): readonly TrendPoint[] {
  const points = new Map(trend.map((point) => [point.date, point]));
  for (const snapshot of snapshots) points.set(snapshot.date, trendPointOf(snapshot));
  return [...points.values()].sort((one, other) => (one.date < other.date ? -1 : 1)).slice(-mostPoints);
}

/** Days, both included, on which no snapshot was made. */
export type Gap = { readonly from: string; readonly to: string; readonly days: number };

/** Between days that have a point, oldest first. */
export function gapsOf(trend: readonly Pick<TrendPoint, 'date'>[]): readonly Gap[] {
  return trend.slice(1).flatMap(({ date }, index) => {
    const before = Date.parse(trend[index]?.date ?? date);
    const days = (Date.parse(date) - before) / dayMs - 1;
    return days < 1 ? [] : [{ from: dateOf(before + dayMs), to: dateOf(Date.parse(date) - dayMs), days }];
  });
}
