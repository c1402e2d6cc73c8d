/** The national figures as readers ask for them: of today, of a day, of a quarter, and their trend. At most two reads each. */
import type {
  FrozenQuarter,
  NationalFigures,
  QuarterFigures,
  Snapshot,
  TrendPoint,
} from '../domain/figures/snapshot.ts';
import { trendPointOf } from '../domain/figures/trend.ts';
import type { FiguresUnderWay } from '../domain/figures/under-way.ts';
import type { ReadWorld } from './read.ts';

type FiguresWorld = Pick<ReadWorld, 'store'>;

/** What is finished, and the days that are not yet. */
const trendWith = (trend: readonly TrendPoint[], known: FiguresUnderWay | undefined): readonly TrendPoint[] =>
  known === undefined ? trend : [...trend, ...[...known.unsettled, known.today].map(trendPointOf)];

export type FiguresAndTrend = {
  /** Undefined: the first roll-up has not run. */
  readonly figures: NationalFigures | undefined;
  /** Oldest first; the last point is of the day of the figures. */
  readonly trend: readonly TrendPoint[];
  /** Those that are frozen, oldest first. */
  readonly quarters: readonly FrozenQuarter[];
};

export async function readFiguresAndTrend({ store }: FiguresWorld): Promise<FiguresAndTrend> {
  const [known, trend] = await Promise.all([store.figures.underWay(), store.figures.trend()]);
  const figures = known && { today: known.today, month: known.month };
  return { figures, trend: trendWith(trend, known), quarters: known?.quarters ?? [] };
}

export async function readNationalFigures({ store }: FiguresWorld): Promise<NationalFigures | undefined> {
  const known = await store.figures.underWay();
  return known && { today: known.today, month: known.month };
}

/** `isFinal`: it will never change. */
export type FiguresOfDay = { readonly snapshot: Snapshot; readonly isFinal: boolean };

/** Undefined: no roll-up ran on that day, so there are none and never will be. */
export async function readDay({ store }: FiguresWorld, date: string): Promise<FiguresOfDay | undefined> {
  const known = await store.figures.underWay();
  if (known === undefined || date > known.today.date) return undefined;
  const open = [known.today, ...known.unsettled].find((each) => each.date === date);
  if (open !== undefined) return { snapshot: open, isFinal: false };
  const snapshot = await store.figures.getDay(date);
  return snapshot && { snapshot, isFinal: true };
}

/** Oldest first. */
export async function readQuarters({ store }: FiguresWorld): Promise<readonly FrozenQuarter[]> {
  return (await store.figures.underWay())?.quarters ?? [];
}

/** Undefined: it is not over, or nothing was counted in it. */
export async function readQuarter(world: FiguresWorld, quarter: string): Promise<QuarterFigures | undefined> {
  const frozen = await readQuarters(world);
  return frozen.some((each) => each.quarter === quarter) ? world.store.figures.getQuarter(quarter) : undefined;
}
