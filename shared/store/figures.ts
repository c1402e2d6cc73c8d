/**
 * The national figures: a row of those under way and one of the trend; a blob for each day that is over and for each quarter,
 * kept for ever. What is there of a day or a quarter stays, unless it is doubtful: then it was stored before it was over.
 */
import type { QuarterFigures, Snapshot, TrendPoint } from '../domain/figures/snapshot.ts';
import type { FiguresUnderWay } from '../domain/figures/under-way.ts';
import type { Blobs, Table } from '../ports.ts';
import { entityOf, keys, rowOf } from './table.ts';

const dayKey = (date: string): string => `figures/days/${date}.json`;
const quarterKey = (quarter: string): string => `figures/quarters/${quarter}.json`;

export function createFigures(table: Table, blobs: Blobs) {
  const get = async <T>(key: string): Promise<T | undefined> => {
    const bytes = await blobs.get(key);
    return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as T);
  };
  /** What is stored then. */
  const put = async <T extends object>(key: string, value: T, isDoubtful: boolean): Promise<T> => {
    const stored = isDoubtful ? undefined : await get<T>(key);
    if (stored !== undefined) return stored;
    await blobs.put(key, new TextEncoder().encode(JSON.stringify(value)), 'application/json');
    return value;
  };
  return {
    async underWay(): Promise<FiguresUnderWay | undefined> {
      const row = await table.get(keys.figures());
      return row && entityOf<FiguresUnderWay>(row);
    },
    putUnderWay: (figures: FiguresUnderWay): Promise<boolean> => table.put(rowOf(keys.figures(), figures)),

    /** Of days that are finished, oldest first. */
    async trend(): Promise<readonly TrendPoint[]> {
      const row = await table.get(keys.trend());
      return row === undefined ? [] : entityOf<{ readonly points: readonly TrendPoint[] }>(row).points;
    },
    putTrend: (points: readonly TrendPoint[]): Promise<boolean> => table.put(rowOf(keys.trend(), { points })),

    getDay: (date: string): Promise<Snapshot | undefined> => get(dayKey(date)),
    /** The day as it is stored, which may be by a run before. */
    putDay: (snapshot: Snapshot, isDoubtful: boolean): Promise<Snapshot> =>
      put(dayKey(snapshot.date), snapshot, isDoubtful),
    getQuarter: (quarter: string): Promise<QuarterFigures | undefined> => get(quarterKey(quarter)),
    /** The quarter as it is stored, which may be by a run before. */
    putQuarter: (figures: QuarterFigures, isDoubtful: boolean): Promise<QuarterFigures> =>
      put(quarterKey(figures.quarter), figures, isDoubtful),
  };
}
