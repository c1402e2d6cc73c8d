/** How APIs were over the last 30 days that are over; added up once a day, when another day is finished. */
import { dateOf, dayMs } from '../domain/uptime/availability.ts';
import { createRecentTime, type RecentTime, recentDays } from '../domain/uptime/recent-time.ts';
import { finishedUntil } from './rollup-layout.ts';
import type { World } from './world.ts';

/** Undefined: no day is over yet. */
export async function recentTime(world: World): Promise<RecentTime | undefined> {
  const { documents } = world.store;
  const known = await documents.getRecentTime();
  // No later day can be over: there is no need to ask every shard.
  if (known?.until === dateOf(world.clock.now() - dayMs)) return known;
  const endMs = await finishedUntil(world);
  if (!Number.isFinite(endMs)) return undefined;
  const until = dateOf(endMs - dayMs);
  if (known?.until === until) return known;
  const recent = createRecentTime();
  for (let day = endMs - recentDays * dayMs; day < endMs; day += dayMs) {
    for await (const levels of documents.levelsOfDay(dateOf(day))) recent.add(levels);
  }
  const found = recent.end(until);
  await documents.putRecentTime(found);
  return found;
}
