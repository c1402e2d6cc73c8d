/**
 * Figures from what was recorded: availability per endpoint and day from the samples, totals per publisher and nation from
 * the rows. Recomputing gives the same rows, and what has not changed is not written; each carries the time it was computed.
 */
import type { Totals } from '../domain/catalogue/totals.ts';
import { sameCounts, sameTotals, totalsOf } from '../domain/catalogue/totals.ts';
import { availabilityOf, type Day, dayMs, weighSamples } from '../domain/uptime/availability.ts';
import type { Sample } from '../domain/uptime/sample.ts';
import { eachOf } from './each-of.ts';
import { withLease } from './with-lease.ts';
import type { World } from './world.ts';
import { isoNow } from './world.ts';

export type RollupCounts = { readonly days: number; readonly publishers: number };

export const rollUpShard = (world: World, shard: number, deadline: number): Promise<RollupCounts | undefined> =>
  withLease(world, 'rollup', shard, deadline, async () => {
    const now = world.clock.now();
    const midnight = now - (now % dayMs);
    let days = 0;
    // A day is complete only after midnight: every day since the last run is finished first, however long ago that was.
    for (let day = await lastDay(world, shard, midnight); day < midnight; day += dayMs) {
      days += await rollUpDays(world, shard, day, day + dayMs);
    }
    days += await rollUpDays(world, shard, midnight, now);
    const publishers = shard === 0 ? await rollUpTotals(world) : 0;
    return { days, publishers };
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

const isFresh = (totals: Totals, stored: Totals | undefined): boolean =>
  stored !== undefined &&
  sameTotals(totals, stored) &&
  Date.parse(totals.computedAt) - Date.parse(stored.computedAt) < freshMs;

async function rollUpTotals(world: World): Promise<number> {
  const { publishers } = world.store;
  const computedAt = isoNow(world.clock);
  const ids = (await publishers.all()).map(({ id }) => id);
  const all = await eachOf(ids, atOnce, (id) => countPublisher(world, id, computedAt));
  const stored = await publishers.totalsOf(ids);
  await publishers.putTotals(all.filter((totals) => !isFresh(totals, stored.get(totals.publisherId))));
  const national = sumOf(all, computedAt);
  if (!isFresh(national, await publishers.national())) await publishers.putNational(national);
  return ids.length;
}

async function countPublisher(
  { store }: World,
  publisherId: string,
  computedAt: string,
): Promise<Totals & { publisherId: string }> {
  const [sources, apis, endpoints] = await Promise.all([
    store.sources.ofPublisher(publisherId),
    store.apis.ofPublisher(publisherId),
    store.endpoints.ofPublisher(publisherId),
  ]);
  return { publisherId, ...totalsOf({ publishers: 1, sources, apis, endpoints }, computedAt) };
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
