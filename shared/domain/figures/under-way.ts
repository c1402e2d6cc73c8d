/**
 * The national figures under way, from one roll-up to the next: the snapshot of today is made anew, a day that is over is
 * finished once, a quarter that is over is frozen once. A day without a roll-up has no snapshot. What was told on a day is
 * counted for good an hour after its end, as an event may be stored a little later than it was told.
 */
import { sameValue } from '../same-value.ts';
import { dateOf } from '../uptime/availability.ts';
import { type HappeningsByDay, happenedFrom, nothingHappened, sumHappenings } from './happenings.ts';
import { firstDayOf, lastDayOf, monthsOf, quarterOf } from './quarter.ts';
import type { FrozenQuarter, MonthHappenings, NationalFigures, QuarterFigures, Snapshot } from './snapshot.ts';
import { trendPointOf } from './trend.ts';

export type FiguresUnderWay = NationalFigures & {
  /** The last snapshots of days that are over, but of which more may still be told; oldest first. */
  readonly unsettled: readonly Snapshot[];
  /** The last day that was finished, of a quarter that is not frozen yet: no later day of it may ever come. */
  readonly waiting?: Snapshot;
  /** What was told before this day (`2026-11-26`) is counted for good, by month. */
  readonly countedUntil: string;
  /** From the first month on of the quarter that is to be frozen next. */
  readonly months: readonly MonthHappenings[];
  /** Oldest first. */
  readonly quarters: readonly FrozenQuarter[];
  /** Days that a clock that was ahead may have finished before they were over, both included. */
  readonly doubtful?: { readonly from: string; readonly to: string };
};

/** An event may be stored a little later than it was told. */
const settlingMs = 3_600_000;
/** Figures that stay the same are written again after this long, to show that somebody still counts. */
const freshMs = 3_600_000;

/** Days before this one are over and settled. */
const settledUntil = (nowMs: number): string => dateOf(nowMs - settlingMs);

/** Something in it is of a day that has not come yet: the clock was ahead. */
export const isAhead = ({ today, countedUntil }: FiguresUnderWay, nowMs: number): boolean =>
  today.date > dateOf(nowMs) || countedUntil > dateOf(nowMs);

/** Snapshots of days that are over. */
const snapshotsOver = (known: FiguresUnderWay | undefined, date: string): readonly Snapshot[] =>
  known === undefined ? [] : [...known.unsettled, known.today].filter((each) => each.date < date);

const waitingBefore = (known: FiguresUnderWay | undefined, date: string): Snapshot | undefined =>
  known?.waiting !== undefined && known.waiting.date < date ? known.waiting : undefined;

/** The first day of which events have to be counted. */
export function countFrom(known: FiguresUnderWay | undefined, nowMs: number): string {
  const date = dateOf(nowMs);
  if (known !== undefined && !isAhead(known, nowMs)) return known.countedUntil;
  const oldest = waitingBefore(known, date) ?? snapshotsOver(known, date)[0];
  return firstDayOf(quarterOf(oldest?.date ?? date));
}

export type Advance = {
  readonly underWay: FiguresUnderWay;
  /** Days to be stored for ever. */
  readonly finished: readonly Snapshot[];
  readonly frozen: readonly QuarterFigures[];
  /** The clock was ahead: what there is of today and later days is no longer meant. */
  readonly isBack: boolean;
};

function addUp(months: readonly MonthHappenings[], days: HappeningsByDay, until: string): readonly MonthHappenings[] {
  const sums = new Map(months.map(({ month, ...happened }) => [month, happened]));
  for (const [day, happened] of days) {
    const month = day.slice(0, 7);
    if (day < until) sums.set(month, sumHappenings([sums.get(month) ?? nothingHappened, happened]));
  }
  return Array.from(sums, ([month, happened]) => ({ month, ...happened })).sort((one, other) =>
    one.month < other.month ? -1 : 1,
  );
}

function freeze(
  finished: readonly Snapshot[],
  months: readonly MonthHappenings[],
  known: readonly FrozenQuarter[],
  settled: string,
): readonly QuarterFigures[] {
  const ended = Map.groupBy(finished, ({ date }) => quarterOf(date));
  return Array.from(ended).flatMap(([quarter, days]) => {
    const snapshot = days.at(-1);
    const isKnown = known.some((each) => each.quarter === quarter);
    if (snapshot === undefined || isKnown || lastDayOf(quarter) >= settled) return [];
    const its = monthsOf(quarter);
    const happened = sumHappenings(months.filter(({ month }) => its.includes(month)));
    return [{ quarter, snapshot, happened }];
  });
}

export function frozenQuarterOf({ quarter, snapshot, happened }: QuarterFigures): FrozenQuarter {
  const { breaking: _, incidentsOpened: __, ...point } = trendPointOf(snapshot);
  return { quarter, ...point, ...happened };
}

function doubtfulAfter(known: FiguresUnderWay, date: string): FiguresUnderWay['doubtful'] {
  const { today, countedUntil, doubtful } = known;
  return {
    from: doubtful !== undefined && doubtful.from < date ? doubtful.from : date,
    to: latest(today.date, countedUntil, doubtful?.to ?? ''),
  };
}

const latest = (...dates: readonly string[]): string => dates.reduce((one, other) => (one > other ? one : other));

/** A day that is over, or a quarter by its last day, may have been stored before it was over. */
export const isDoubtful = ({ doubtful }: Pick<FiguresUnderWay, 'doubtful'>, date: string): boolean =>
  doubtful !== undefined && doubtful.from <= date && date <= doubtful.to;

/** `next` is the snapshot of now, but for what was told; `told`: by day, from `countFrom` on. */
export function advanceFigures(
  known: FiguresUnderWay | undefined,
  next: Omit<Snapshot, 'happened'>,
  told: HappeningsByDay,
): Advance {
  const { date } = next;
  const nowMs = Date.parse(next.computedAt);
  const isBack = known !== undefined && isAhead(known, nowMs);
  const before = isBack ? undefined : known;
  // A clock that is put back by minutes counts nothing twice.
  const until = latest(settledUntil(nowMs), before?.countedUntil ?? '');
  const toldOn = (day: string) => told.get(day) ?? nothingHappened;
  const over = snapshotsOver(known, date).map((each) => ({ ...each, happened: toldOn(each.date) }));
  const finished = over.filter((each) => each.date < until);
  const unsettled = over.filter((each) => each.date >= until);
  const months = addUp(before?.months ?? [], told, until);
  const earlier = (known?.quarters ?? []).filter(({ quarter }) => lastDayOf(quarter) < date);
  const lastFinished = waitingBefore(known, date);
  const ended = lastFinished === undefined ? finished : [lastFinished, ...finished];
  const frozen = freeze(ended, months, earlier, until);
  const last = ended.at(-1);
  const isFrozen = (day: string): boolean => [...earlier, ...frozen].some(({ quarter }) => quarter === quarterOf(day));
  const waiting = last === undefined || isFrozen(last.date) ? undefined : last;
  const doubtful = isBack ? doubtfulAfter(known, date) : known?.doubtful;
  const firstMonth = firstDayOf(quarterOf((waiting ?? unsettled[0])?.date ?? date)).slice(0, 7);
  return {
    underWay: {
      today: { ...next, happened: toldOn(date) },
      month: monthOf(date, months, told, until),
      unsettled,
      ...(waiting === undefined ? {} : { waiting }),
      countedUntil: until,
      months: months.filter(({ month }) => month >= firstMonth),
      quarters: [...earlier, ...frozen.map(frozenQuarterOf)],
      ...(doubtful === undefined ? {} : { doubtful }),
    },
    finished,
    frozen,
    isBack,
  };
}

/** What is counted for good of the month of a day, and what was told from then on up to that day. */
function monthOf(
  date: string,
  months: readonly MonthHappenings[],
  told: HappeningsByDay,
  until: string,
): MonthHappenings {
  const month = date.slice(0, 7);
  const counted = months.filter((each) => each.month === month);
  return { month, ...sumHappenings([...counted, happenedFrom(told, latest(until, `${month}-01`), date)]) };
}

const storedOf = (days: readonly Snapshot[], snapshot: Snapshot): Snapshot =>
  days.find(({ date }) => date === snapshot.date) ?? snapshot;

/** Quarters with the snapshots of their last days as these are stored. */
export const withDays = (quarters: readonly QuarterFigures[], days: readonly Snapshot[]): readonly QuarterFigures[] =>
  quarters.map((each) => ({ ...each, snapshot: storedOf(days, each.snapshot) }));

/** What is stored of days and quarters that are over may be of a run that was broken off, before more was told of them. */
export function asStored(
  underWay: FiguresUnderWay,
  days: readonly Snapshot[],
  quarters: readonly QuarterFigures[],
): FiguresUnderWay {
  const { waiting } = underWay;
  const frozen = new Map(quarters.map((each) => [each.quarter, frozenQuarterOf(each)]));
  return {
    ...underWay,
    ...(waiting === undefined ? {} : { waiting: storedOf(days, waiting) }),
    quarters: underWay.quarters.map((each) => frozen.get(each.quarter) ?? each),
  };
}

/** Whether there is nothing to write: the figures are the same, and not old. */
export function isFresh(known: FiguresUnderWay, { today, ...next }: FiguresUnderWay): boolean {
  const { today: before, ...rest } = known;
  const ageMs = Date.parse(today.computedAt) - Date.parse(before.computedAt);
  return (
    ageMs >= 0 &&
    ageMs < freshMs &&
    sameValue(rest, next) &&
    sameValue({ ...before, computedAt: '' }, { ...today, computedAt: '' })
  );
}
