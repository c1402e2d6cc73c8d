/**
 * The national figures, as the roll-up makes them: gathered from the rows it passes over, with what was told by the day.
 * Days and quarters that are over are stored first, then the trend, and last the row that says how far it has come. Done
 * again after a crash it tells of a day and a quarter what is stored of it, though more was told since.
 */
import { rulesetVersion } from '../domain/compliance/ruleset.ts';
import { type Gathered, gatherFigures } from '../domain/figures/gather-figures.ts';
import { happeningLists, happeningsByDay } from '../domain/figures/happenings.ts';
import { lastDayOf } from '../domain/figures/quarter.ts';
import { extendTrend } from '../domain/figures/trend.ts';
import {
  type Advance,
  advanceFigures,
  asStored,
  countFrom,
  type FiguresUnderWay,
  isDoubtful,
  isFresh,
  withDays,
} from '../domain/figures/under-way.ts';
import { recentTime } from './recent-time.ts';
import { type Collector, isoNow, type World } from './world.ts';

export async function collectFigures(world: World, recent = recentTime(world)): Promise<Collector> {
  // Rows are read from now on: figures are as of now, whenever they are written.
  const computedAt = isoNow(world.clock);
  const gathering = gatherFigures(await recent);
  return { see: gathering.add, finish: () => advance(world, computedAt, gathering.end()) };
}

async function advance(world: World, computedAt: string, gathered: Gathered): Promise<void> {
  const { store, log } = world;
  const [known, statistics] = await Promise.all([store.figures.underWay(), store.compliance.nationalStatistics()]);
  const told = happeningsByDay(await store.events.countByDay(happeningLists, countFrom(known, Date.parse(computedAt))));
  const ruleset = statistics?.ruleset ?? rulesetVersion;
  const next = { schema: 1, date: computedAt.slice(0, 10), computedAt, ruleset, ...gathered } as const;
  const advanced = advanceFigures(known, next, told);
  const { finished, isBack } = advanced;
  if (isBack) log.warn('there were figures of days to come: the clock was ahead', { date: known?.today.date });
  if (finished.length > 0 || advanced.frozen.length > 0 || isBack)
    return void (await store.figures.putUnderWay(await storeOver(world, advanced)));
  if (known === undefined || !isFresh(known, advanced.underWay)) await store.figures.putUnderWay(advanced.underWay);
}

/** What is over; of a clock that was ahead nothing is left on the trend. */
async function storeOver({ store: { figures } }: World, advance: Advance): Promise<FiguresUnderWay> {
  const { underWay, finished, frozen } = advance;
  const { date } = underWay.today;
  const days = await inTurn(finished, (day) => figures.putDay(day, isDoubtful(underWay, day.date)));
  const quarters = await inTurn(withDays(frozen, days), (each) =>
    figures.putQuarter(each, isDoubtful(underWay, lastDayOf(each.quarter))),
  );
  const trend = (await figures.trend()).filter((point) => point.date < date);
  await figures.putTrend(extendTrend(trend, days));
  return asStored(underWay, days, quarters);
}

/** One after the other. */
async function inTurn<T>(all: readonly T[], store: (each: T) => Promise<T>): Promise<readonly T[]> {
  const stored: T[] = [];
  for (const each of all) stored.push(await store(each));
  return stored;
}
