/**
 * The availability of a shard's endpoints: each day that is over and whose samples have all come is finished once, with all
 * its rows, and remembered as such last; what is not finished is kept up to date in a few blobs.
 */
import { dateOf, dayMs } from '../domain/uptime/availability.ts';
import { finishDay } from './finish-day.ts';
import { lateMs } from './follow-samples.ts';
import { rollUpUnderWay } from './rollup-under-way.ts';
import type { World } from './world.ts';

/** As long as samples are kept. */
const mostDays = 90;
/** A day that is finished anew needs all its samples: the oldest are being dropped. */
const mostDaysAnew = 85;

/** How many days of endpoints were finished. */
export async function rollUpAvailability(world: World, shard: number, isOver: () => boolean): Promise<number> {
  const now = world.clock.now();
  const endpoints = await world.store.endpoints.ofShard(shard);
  const settled = now - lateMs(world);
  const end = settled - (settled % dayMs);
  let days = 0;
  for (let next = await firstUnfinished(world, shard, end); next < end; next += dayMs) {
    if (isOver()) return days;
    days += await finishDay(world, shard, endpoints, { date: dateOf(next), isLast: next + dayMs === end });
  }
  for (let day = end; day < now; day += dayMs)
    await rollUpUnderWay(world, shard, endpoints, { date: dateOf(day), untilMs: Math.min(now, day + dayMs) });
  return days;
}

/** Its midnight. The first run begins with the first samples that there are. */
async function firstUnfinished(world: World, shard: number, end: number): Promise<number> {
  const last = await lastFinished(world, shard, end);
  return last === undefined ? firstSampled(world, shard, end) : Math.max(last + dayMs, end - mostDays * dayMs);
}

/** Its midnight. A day that is not over was finished by a clock that was ahead, and others with it: they are done anew. */
async function lastFinished(world: World, shard: number, end: number): Promise<number | undefined> {
  const { rollUps } = world.store;
  const date = await rollUps.finished(shard);
  if (date === undefined || Date.parse(date) < end) return date === undefined ? undefined : Date.parse(date);
  const first =
    Date.parse(date) === end ? end : Math.max(await firstSampled(world, shard, end), end - mostDaysAnew * dayMs);
  world.log.error('days that are not over were finished: the clock was ahead', {
    shard,
    date,
    anewFrom: dateOf(first),
  });
  await rollUps.putFinished(shard, dateOf(first - dayMs));
  return first - dayMs;
}

async function firstSampled({ store }: World, shard: number, end: number): Promise<number> {
  const first = await store.documents.firstSampled(shard);
  return first === undefined ? end : Math.min(Math.max(Date.parse(first), end - mostDays * dayMs), end);
}
