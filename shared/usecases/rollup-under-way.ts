/**
 * A day that is not finished, kept up to date in a blob for each bucket of endpoints. Hours whose samples had all come at the
 * last roll-up stay as they are; where a blob is lost, all of the day is read again.
 */
import { sameValue } from '../domain/same-value.ts';
import { type Hour, hourMs, unknownFor, type Watch, watchedMs } from '../domain/uptime/availability.ts';
import type { DayUnderWay } from '../domain/uptime/day-under-way.ts';
import { type Endpoint, watchOf } from '../domain/uptime/endpoint.ts';
import { type PackedHour, packHours } from '../domain/uptime/packed-hours.ts';
import { bucketOfEndpoint } from '../store/endpoints.ts';
import { eachOf } from './each-of.ts';
import { followSamples, lateMs, type Share } from './follow-samples.ts';
import type { World } from './world.ts';

const atOnce = 8;

type Period = { readonly date: string; readonly untilMs: number };

export async function rollUpUnderWay(world: World, share: Share, { date, untilMs }: Period): Promise<void> {
  const { documents } = world.store;
  const read = (bucket: number) => documents.getUnderWay(date, bucket);
  const found = await eachOf([...byBucket(share.endpoints).keys()], atOnce, async (bucket) => {
    return [bucket, await read(bucket)] as const;
  });
  const buckets = new Map(found);
  const startMs = Date.parse(date);
  const settled = Math.min(...found.map(([, stored]) => settledHours(stored, untilMs, lateMs(world))));
  const fromMs = startMs + settled * hourMs;
  if (found.length === 0 || fromMs >= untilMs) return;
  const { tracks, others } = await followSamples(world, share, { fromMs, untilMs });
  const met = [...share.endpoints, ...others];
  const all = byBucket([...met, ...(await endpointsIn(world, [...buckets.values()], met))]);
  await eachOf([...all], atOnce, async ([bucket, its]) => {
    const stored = buckets.has(bucket) ? buckets.get(bucket) : await read(bucket);
    const known = its.flatMap((endpoint) => {
      const { id } = endpoint;
      const unknown = (from: number, until: number) => unknownHours(watchOf(endpoint), from, until);
      const before = stored?.endpoints[id];
      const tracked = tracks.get(id)?.end();
      if (before === undefined && tracked === undefined) return [];
      const earlier = before?.hours.slice(0, settled) ?? [];
      const hours = [
        ...earlier,
        ...unknown(startMs + earlier.length * hourMs, fromMs),
        ...(tracked === undefined ? unknown(fromMs, untilMs) : packHours(tracked.hours)),
      ];
      const checkedAt = tracked?.checkedAt ?? before?.checkedAt;
      return [[id, { hours, ...(checkedAt === undefined ? {} : { checkedAt }) }] as const];
    });
    if (known.length === 0) return;
    const day = { date, until: new Date(untilMs).toISOString(), endpoints: Object.fromEntries(known) };
    if (!sameValue(day, stored)) await documents.putUnderWay(bucket, day);
  });
}

/** Those of stored days that were not met: they are no longer published, and no sample of late is theirs. */
async function endpointsIn(
  { store }: World,
  days: readonly (DayUnderWay | undefined)[],
  met: readonly Endpoint[],
): Promise<readonly Endpoint[]> {
  const ids = new Set(met.map(({ id }) => id));
  const missed = days.flatMap((day) => Object.keys(day?.endpoints ?? {})).filter((id) => !ids.has(id));
  return missed.length === 0 ? [] : store.endpoints.withIds(missed);
}

const byBucket = (endpoints: readonly Endpoint[]): ReadonlyMap<number, readonly Endpoint[]> =>
  Map.groupBy(endpoints, bucketOfEndpoint);

/** Whole hours of which nothing came after they were added up: none, where the clock was ahead then. */
function settledHours(stored: DayUnderWay | undefined, untilMs: number, late: number): number {
  if (stored === undefined || Date.parse(stored.until) > untilMs) return 0;
  return Math.max(0, Math.floor((Date.parse(stored.until) - late - Date.parse(stored.date)) / hourMs));
}

function unknownHours(watch: Watch, fromMs: number, untilMs: number): readonly PackedHour[] {
  const first = Math.floor(fromMs / hourMs);
  const hours = Array.from({ length: Math.ceil(untilMs / hourMs) - first }, (_, index): Hour => {
    const startMs = (first + index) * hourMs;
    return {
      hour: (first + index) % 24,
      ...unknownFor(watchedMs(watch, startMs, Math.min(startMs + hourMs, untilMs))),
    };
  });
  return packHours(hours);
}
