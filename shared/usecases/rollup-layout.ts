/**
 * By how many shards days are finished. Their number may change, but each day is finished by one number of them: else an
 * endpoint that another shard looks after now would be counted twice, or not at all.
 */
import { dateOf, dayMs } from '../domain/uptime/availability.ts';
import type { Layout } from '../store/rollups.ts';
import { shardsUpTo, type World } from './world.ts';

/** As long as samples are kept. */
const mostDays = 90;
/** A day that is finished anew needs all its samples: the oldest are being dropped. */
const mostDaysAnew = 85;

/** Days to be finished of the endpoints that are a shard's when there are `of` of them: midnights, the last is not included. */
export type Pending = {
  readonly shard: number;
  readonly of: number;
  readonly fromMs: number;
  readonly untilMs: number;
};

/** The layout of now, from the first day on that no shard has finished in the one before. `endMs`: midnight after the last day that is over. */
export async function takeLayout(world: World, endMs: number): Promise<Layout> {
  const { store, config, clock, log } = world;
  const shards = config.probeShards;
  const known = await store.rollUps.layout();
  if (known?.shards === shards) return known;
  let next: Omit<Layout, 'version'> = { shards, mostShards: shards };
  if (known !== undefined) {
    const from = await firstUnfinished(world, known.mostShards, endMs);
    const { shards: _, from: since, ...rest } = known;
    next = {
      ...(from === undefined ? {} : { from }),
      shards,
      mostShards: Math.max(rest.mostShards, shards),
      changedOn: dateOf(clock.now()),
      before: { shards: known.shards, ...(since === undefined ? {} : { from: since }) },
    };
    log.info('the number of shards has changed', { from: known.shards, to: shards, firstDay: from });
  }
  if (await store.rollUps.putLayout(next, known)) return { ...next, version: (known?.version ?? 0) + 1 };
  // Another shard was faster.
  return takeLayout(world, endMs);
}

/** The first day that none of the shards has finished; where none has finished any, the first that was sampled. */
async function firstUnfinished(world: World, shards: number, endMs: number): Promise<string | undefined> {
  const last = await Promise.all(shardsUpTo(shards).map((shard) => lastFinished(world, shard, endMs)));
  const finished = last.filter((ms) => ms !== undefined);
  if (finished.length > 0) return dateOf(Math.max(...finished) + dayMs);
  const sampled = await Promise.all(shardsUpTo(shards).map((shard) => world.store.documents.firstSampled(shard)));
  return sampled.filter((date) => date !== undefined).sort()[0];
}

/** What a shard has to finish: first what shards of the layout before left to it, then its own days. */
export async function pendingOf(
  world: World,
  shard: number,
  { shards, from, before }: Layout,
  endMs: number,
): Promise<readonly Pending[]> {
  const sinceMs = from === undefined ? undefined : Date.parse(from);
  const pending: Pending[] = [];
  if (before !== undefined && sinceMs !== undefined) {
    for (let left = shard; left < before.shards; left += shards) {
      const firstMs = await firstPending(world, left, before.from, endMs);
      pending.push({ shard: left, of: before.shards, fromMs: firstMs, untilMs: Math.min(sinceMs, endMs) });
    }
  }
  pending.push({ shard, of: shards, fromMs: await firstPending(world, shard, from, endMs), untilMs: endMs });
  return pending.filter(({ fromMs, untilMs }) => fromMs < untilMs);
}

/** The first run begins with the first samples that there are; a shard that is new in a layout with the layout. */
async function firstPending(world: World, shard: number, from: string | undefined, endMs: number): Promise<number> {
  const last = await lastFinished(world, shard, endMs);
  const sinceMs = from === undefined ? Number.NEGATIVE_INFINITY : Date.parse(from);
  if (last === undefined) return from === undefined ? firstSampled(world, shard, endMs) : sinceMs;
  return Math.max(last + dayMs, sinceMs, endMs - mostDays * dayMs);
}

/** Its midnight. A day that is not over was finished by a clock that was ahead, and others with it: they are done anew. */
async function lastFinished(world: World, shard: number, endMs: number): Promise<number | undefined> {
  const { rollUps } = world.store;
  const date = await rollUps.finished(shard);
  if (date === undefined) return undefined;
  const lastMs = Date.parse(date);
  if (lastMs < endMs) return lastMs;
  const anewMs = Math.max(await firstSampled(world, shard, endMs), endMs - mostDaysAnew * dayMs);
  const firstMs = lastMs === endMs ? endMs : anewMs;
  const told = { shard, date, anewFrom: dateOf(firstMs) };
  world.log.error('days that are not over were finished: the clock was ahead', told);
  await rollUps.putFinished(shard, dateOf(firstMs - dayMs));
  return firstMs - dayMs;
}

async function firstSampled({ store }: World, shard: number, endMs: number): Promise<number> {
  const first = await store.documents.firstSampled(shard);
  return first === undefined ? endMs : Math.min(Math.max(Date.parse(first), endMs - mostDays * dayMs), endMs);
}

/** Until when all days are finished, whichever shard finishes them, milliseconds since 1970; infinite: there are none to finish. */
export async function finishedUntil({ store, config }: World): Promise<number> {
  const { shards, from, before } = (await store.rollUps.layout()) ?? { shards: config.probeShards };
  const count = Math.max(shards, before?.shards ?? 0);
  const dates = await Promise.all(shardsUpTo(count).map((shard) => store.rollUps.finished(shard)));
  const sinceMs = from === undefined ? Number.NEGATIVE_INFINITY : Date.parse(from);
  const ends = dates.flatMap((date, shard) => {
    if (date === undefined) return from === undefined || shard >= shards ? [] : [sinceMs];
    const endMs = Date.parse(date) + dayMs;
    // What it has left undone of the layout before is looked at first.
    const isBehind = shard < (before?.shards ?? 0) && endMs < sinceMs;
    return isBehind ? [endMs] : shard < shards ? [Math.max(endMs, sinceMs)] : [];
  });
  return Math.min(...ends, Number.POSITIVE_INFINITY);
}

/** The shards among whose samples those of an endpoint of this shard may be, on a day that begins at `startMs`. */
export function sampledBy(
  { shards, mostShards, changedOn }: Layout,
  { shard, of }: Pick<Pending, 'shard' | 'of'>,
  startMs: number,
): readonly number[] {
  // What is said late on a day reaches into the next one.
  const isSettled = changedOn === undefined || startMs > Date.parse(changedOn) + dayMs;
  return of === shards && isSettled ? [shard] : shardsUpTo(mostShards);
}
