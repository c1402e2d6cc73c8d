/**
 * Figures from what was recorded: availability per endpoint and day from the samples, totals and compliance per publisher
 * and nation from the rows, which a new ruleset scores again first. What has not changed is not written.
 */
import type { Totals } from '../domain/catalogue/totals.ts';
import { sameCounts, sameTotals, totalsOf } from '../domain/catalogue/totals.ts';
import {
  extendHistory,
  movesHistory,
  type Statistics,
  sameStatistics,
  statisticsOf,
  sumTallies,
  type Tally,
  tallyOf,
} from '../domain/compliance/statistics.ts';
import { availabilityOf, type Day, dayMs, weighSamples } from '../domain/uptime/availability.ts';
import type { Sample } from '../domain/uptime/sample.ts';
import { eachOf } from './each-of.ts';
import {
  addMoves,
  noMoves,
  openScoring,
  putInForce,
  reportOnHistory,
  type Scored,
  type Scoring,
  scoreApis,
} from './rescore.ts';
import { withLease } from './with-lease.ts';
import type { AssessingWorld, Run, World } from './world.ts';
import { isoNow } from './world.ts';

/** `assessed`: APIs that were scored again. */
export type RollupCounts = { readonly days: number; readonly publishers: number; readonly assessed: number };

export const rollUpShard = (
  world: AssessingWorld,
  shard: number,
  run: Pick<Run, 'deadline' | 'isOver'>,
): Promise<RollupCounts | undefined> =>
  withLease(world, 'rollup', shard, run.deadline, async () => {
    const now = world.clock.now();
    const midnight = now - (now % dayMs);
    let days = 0;
    // A day is complete only after midnight: every day since the last run is finished first, however long ago that was.
    for (let day = await lastDay(world, shard, midnight); day < midnight; day += dayMs) {
      days += await rollUpDays(world, shard, day, day + dayMs);
    }
    days += await rollUpDays(world, shard, midnight, now);
    const counted =
      shard === 0 ? await rollUpTotals(await openScoring(world, run.isOver)) : { publishers: 0, assessed: 0 };
    return { days, ...counted };
  });

const mostDays = 90;

/** Midnight of the day of the last finished run, at most as long ago as samples are kept; today's when there was none. */
async function lastDay({ store }: World, shard: number, midnight: number): Promise<number> {
  const finishedAt = (await store.leases.get('rollup', shard))?.finishedAt;
  if (finishedAt === undefined) return midnight;
  const at = Date.parse(finishedAt);
  return Math.max(at - (at % dayMs), midnight - mostDays * dayMs);
}

const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The days of all endpoints of a shard, from midnight up to `untilMs`. */
async function rollUpDays({ store, config }: World, shard: number, from: number, untilMs: number): Promise<number> {
  // A sample speaks for two intervals at most: then somebody should have looked again.
  const maxGapMs = 2 * config.probeEveryMinutes * 60_000;
  const byEndpoint = new Map<string, Sample[]>();
  const date = dateOf(from);
  for (const day of from - maxGapMs < from ? [dateOf(from - 1), date] : [date]) {
    for await (const { samples } of store.documents.samplesOf(shard, day, new Date(from - maxGapMs).toISOString())) {
      for (const sample of samples) {
        if (Date.parse(sample.at) < from - maxGapMs) continue;
        const known = byEndpoint.get(sample.endpointId);
        if (known === undefined) byEndpoint.set(sample.endpointId, [sample]);
        else known.push(sample);
      }
    }
  }
  const days: Day[] = [];
  for (const { id, apiId } of await store.endpoints.ofShard(shard)) {
    const samples = byEndpoint.get(id);
    if (samples === undefined) continue;
    const seconds = weighSamples(samples, from, untilMs, maxGapMs);
    const taken = samples.map(({ at }) => at).filter((at) => Date.parse(at) >= from && Date.parse(at) < untilMs);
    const checkedAt = taken.toSorted().at(-1);
    days.push({
      endpointId: id,
      apiId,
      date,
      seconds,
      samples: taken.length,
      ...(checkedAt === undefined ? {} : { checkedAt }),
      availability: availabilityOf(seconds),
      until: new Date(untilMs).toISOString(),
    });
  }
  const ids = days.map(({ endpointId }) => endpointId);
  const stored = new Map((await store.endpoints.days(ids, date)).map((day) => [day.endpointId, day]));
  await store.endpoints.putDays(days.filter((day) => !isSame(day, stored.get(day.endpointId))));
  return days.length;
}

/** The seconds add up to the time accounted for: where they are the same, so is its end. */
const isSame = (day: Day, stored: Day | undefined): boolean =>
  stored !== undefined &&
  day.samples === stored.samples &&
  day.checkedAt === stored.checkedAt &&
  sameCounts(day.seconds, stored.seconds);

/** Publishers counted at the same time. */
const atOnce = 8;
/** Figures that stay the same are written again after this long, to show that somebody still counts. */
const freshMs = 3_600_000;

type Computed = { readonly computedAt: string };

const isWithin = (one: Computed, other: Computed, ms: number): boolean =>
  Date.parse(one.computedAt) - Date.parse(other.computedAt) < ms;

const isFresh = (totals: Totals, stored: Totals | undefined): boolean =>
  stored !== undefined && sameTotals(totals, stored) && isWithin(totals, stored, freshMs);

async function rollUpTotals(scoring: Scoring): Promise<Omit<RollupCounts, 'days'>> {
  const { world } = scoring;
  const { publishers } = world.store;
  const computedAt = isoNow(world.clock);
  const ids = (await publishers.all()).map(({ id }) => id);
  const all = await eachOf(ids, atOnce, (id) => countPublisher(scoring, id, computedAt));
  const totals = all.map((each) => each.totals);
  const stored = await publishers.totalsOf(ids);
  await publishers.putTotals(totals.filter((each) => !isFresh(each, stored.get(each.publisherId))));
  const national = sumOf(totals, computedAt);
  if (!isFresh(national, await publishers.national())) await publishers.putNational(national);
  await rollUpStatistics(scoring, all, computedAt);
  await settle(scoring, all);
  return { publishers: ids.length, assessed: all.reduce((sum, { scored }) => sum + scored.assessed, 0) };
}

type Counted = {
  readonly publisherId: string;
  /** Also withdrawn ones: without any there are no statistics. */
  readonly hasApis: boolean;
  readonly totals: Totals & { readonly publisherId: string };
  readonly scored: Omit<Scored, 'rows'>;
  readonly tally: Tally;
};

async function countPublisher(scoring: Scoring, publisherId: string, computedAt: string): Promise<Counted> {
  const { store } = scoring.world;
  const [sources, apis, endpoints] = await Promise.all([
    store.sources.ofPublisher(publisherId),
    store.apis.ofPublisher(publisherId),
    store.endpoints.ofPublisher(publisherId),
  ]);
  const totals = { publisherId, ...totalsOf({ publishers: 1, sources, apis, endpoints }, computedAt) };
  const { rows, ...scored } = await scoreApis(scoring, publisherId, apis);
  return { publisherId, hasApis: apis.length > 0, totals, scored, tally: tallyOf(rows, totals.apis) };
}

/** Publishers whose statistics are read and written together. */
const statisticsAtOnce = 100;

/** Figures that stay the same are written again after a day. */
const isDue = (statistics: Statistics, stored: Statistics | undefined): boolean =>
  stored === undefined || !sameStatistics(statistics, stored) || !isWithin(statistics, stored, dayMs);

/** Figures that are still of two rulesets bear the name of the one in force. The history is written before they are. */
async function rollUpStatistics(scoring: Scoring, all: readonly Counted[], at: string): Promise<void> {
  const { world, inForce } = scoring;
  const { compliance } = world.store;
  const key = inForce === undefined || isDone(all) ? scoring.key : inForce.key;
  const counted = all.filter(({ hasApis }) => hasApis);
  for (let first = 0; first < counted.length; first += statisticsAtOnce) {
    const some = counted.slice(first, first + statisticsAtOnce);
    const stored = await compliance.statisticsOf(some.map(({ publisherId }) => publisherId));
    const due = some
      .map(({ publisherId, tally }) => ({ publisherId, statistics: statisticsOf(tally, key, at) }))
      .filter(({ publisherId, statistics }) => isDue(statistics, stored.get(publisherId)));
    for (const { publisherId, statistics } of due)
      await remember(world, publisherId, stored.get(publisherId), statistics);
    await compliance.putStatistics(due);
  }
  const national = statisticsOf(sumTallies(counted.map(({ tally }) => tally)), key, at);
  const known = await compliance.nationalStatistics();
  if (!isDue(national, known)) return;
  await remember(world, undefined, known, national);
  await compliance.putNationalStatistics(national);
}

async function remember(
  { store }: World,
  publisherId: string | undefined,
  before: Statistics | undefined,
  after: Statistics,
): Promise<void> {
  if (!movesHistory(before, after)) return;
  await store.compliance.putHistory(publisherId, extendHistory(await store.compliance.history(publisherId), after));
}

const isDone = (all: readonly Counted[]): boolean => all.every(({ scored }) => scored.left === 0);

/** What follows once the ruleset of now has scored every API. */
async function settle(scoring: Scoring, all: readonly Counted[]): Promise<void> {
  if (!isDone(all)) return;
  const inForce = await putInForce(scoring, all.map(({ scored }) => scored.moves).reduce(addMoves, noMoves));
  await reportOnHistory(scoring, inForce);
}

const add = <T extends { readonly [name: string]: number }>(one: T, other: T): T =>
  Object.fromEntries(Object.entries(one).map(([name, count]) => [name, count + (other[name] ?? 0)])) as T;

function sumOf(all: readonly Totals[], computedAt: string): Totals {
  const nothing = totalsOf({ publishers: 0, sources: [], apis: [], endpoints: [] }, computedAt);
  return all.reduce(
    (sum, each) => ({
      computedAt,
      publishers: sum.publishers + each.publishers,
      sources: sum.sources + each.sources,
      apis: sum.apis + each.apis,
      sourceStates: add(sum.sourceStates, each.sourceStates),
      states: add(sum.states, each.states),
      verdicts: add(sum.verdicts, each.verdicts),
      endpoints: add(sum.endpoints, each.endpoints),
    }),
    nothing,
  );
}
