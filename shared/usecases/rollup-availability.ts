/**
 * The availability of a shard's endpoints: each day that is over and whose samples have all come is finished once, with all
 * its rows, and remembered as such last; what is not finished is kept up to date in a few blobs.
 */
import { dateOf, dayMs } from '../domain/uptime/availability.ts';
import type { Layout } from '../store/rollups.ts';
import { finishDay } from './finish-day.ts';
import { lateMs } from './follow-samples.ts';
import { type Pending, pendingOf, sampledBy, takeLayout } from './rollup-layout.ts';
import { rollUpUnderWay } from './rollup-under-way.ts';
import type { World } from './world.ts';

/** How many days of endpoints were finished. */
export async function rollUpAvailability(world: World, shard: number, isOver: () => boolean): Promise<number> {
  const of = world.config.probeShards;
  if (shard >= of) return 0;
  const now = world.clock.now();
  const settled = now - lateMs(world);
  const end = settled - (settled % dayMs);
  const layout = await takeLayout(world, end);
  let days = 0;
  for (const pending of await pendingOf(world, shard, layout, end)) {
    days += await finishDays(world, layout, pending, { endMs: end, isOver });
    if (isOver()) return days;
  }
  const endpoints = await world.store.endpoints.ofShard(shard);
  for (let day = end; day < now; day += dayMs) {
    const period = { date: dateOf(day), untilMs: Math.min(now, day + dayMs) };
    await rollUpUnderWay(world, { shard, of, sampledBy: sampledBy(layout, { shard, of }, day), endpoints }, period);
  }
  return days;
}

async function finishDays(
  world: World,
  layout: Layout,
  { shard, of, fromMs, untilMs }: Pending,
  { endMs, isOver }: { readonly endMs: number; readonly isOver: () => boolean },
): Promise<number> {
  const endpoints = await world.store.endpoints.ofShard(shard, of);
  let days = 0;
  for (let day = fromMs; day < untilMs && !isOver(); day += dayMs) {
    const shards = sampledBy(layout, { shard, of }, day);
    days += await finishDay(
      world,
      { shard, of, sampledBy: shards, endpoints },
      { date: dateOf(day), isLast: day + dayMs === endMs },
    );
  }
  return days;
}
