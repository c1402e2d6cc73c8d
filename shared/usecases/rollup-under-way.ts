/**
 * A day that is not finished, kept up to date in a blob for each bucket of endpoints. Hours whose samples had all come at the
 * last roll-up stay as they are; where a blob is lost, all of the day is read again.
 */
import { sameValue } from '../domain/same-value.ts';
import { type Hour, hourMs, unknownFor } from '../domain/uptime/availability.ts';
import type { DayUnderWay } from '../domain/uptime/day-under-way.ts';
import type { Endpoint } from '../domain/uptime/endpoint.ts';
import { type PackedHour, packHours } from '../domain/uptime/packed-hours.ts';
import type { Tracked } from '../domain/uptime/track.ts';
import { bucketOfEndpoint } from '../store/endpoints.ts';
import { eachOf } from './each-of.ts';
import { followSamples, lateMs } from './follow-samples.ts';
import type { World } from './world.ts';

const atOnce = 8;

type Period = { readonly date: string; readonly untilMs: number };
type Bucket = { readonly bucket: number; readonly ids: readonly string[]; readonly stored: DayUnderWay | undefined };

/** `sampledBy`: the shards among whose samples theirs are. */
export async function rollUpUnderWay(
  world: World,
  sampledBy: readonly number[],
  endpoints: readonly Endpoint[],
  { date, untilMs }: Period,
): Promise<void> {
  const { documents } = world.store;
  const buckets = await eachOf([...byBucket(endpoints)], atOnce, async ([bucket, ids]): Promise<Bucket> => {
    return { bucket, ids, stored: await documents.getUnderWay(date, bucket) };
  });
  const startMs = Date.parse(date);
  const settled = Math.min(...buckets.map(({ stored }) => settledHours(stored, untilMs, lateMs(world))));
  const fromMs = startMs + settled * hourMs;
  if (buckets.length === 0 || fromMs >= untilMs) return;
  const wanted = new Set(endpoints.map(({ id }) => id));
  const tracks = await followSamples(world, sampledBy, wanted, { fromMs, untilMs });
  const unknown = { from: unknownHours(startMs, fromMs), rest: unknownHours(fromMs, untilMs) };
  await eachOf(buckets, atOnce, async ({ bucket, ids, stored }) => {
    const known = ids.flatMap((id) => {
      const before = stored?.endpoints[id];
      const tracked = tracks.get(id)?.end();
      if (before === undefined && tracked === undefined) return [];
      const hours = [...(before?.hours.slice(0, settled) ?? unknown.from), ...restOf(tracked, unknown.rest)];
      const checkedAt = tracked?.checkedAt ?? before?.checkedAt;
      return [[id, { hours, ...(checkedAt === undefined ? {} : { checkedAt }) }] as const];
    });
    if (known.length === 0) return;
    const day = { date, until: new Date(untilMs).toISOString(), endpoints: Object.fromEntries(known) };
    if (!sameValue(day, stored)) await documents.putUnderWay(bucket, day);
  });
}

const restOf = (tracked: Tracked | undefined, unknown: readonly PackedHour[]): readonly PackedHour[] =>
  tracked === undefined ? unknown : packHours(tracked.hours);

function byBucket(endpoints: readonly Endpoint[]): ReadonlyMap<number, readonly string[]> {
  const found = new Map<number, string[]>();
  for (const endpoint of endpoints) {
    const bucket = bucketOfEndpoint(endpoint);
    const ids = found.get(bucket) ?? [];
    found.set(bucket, ids);
    ids.push(endpoint.id);
  }
  return found;
}

/** Whole hours of which nothing came after they were added up: none, where the clock was ahead then. */
function settledHours(stored: DayUnderWay | undefined, untilMs: number, late: number): number {
  if (stored === undefined || Date.parse(stored.until) > untilMs) return 0;
  return Math.max(0, Math.floor((Date.parse(stored.until) - late - Date.parse(stored.date)) / hourMs));
}

function unknownHours(fromMs: number, untilMs: number): readonly PackedHour[] {
  const first = Math.floor(fromMs / hourMs);
  const hours = Array.from({ length: Math.ceil(untilMs / hourMs) - first }, (_, index): Hour => {
    const startMs = (first + index) * hourMs;
    return { hour: (first + index) % 24, ...unknownFor(Math.min(startMs + hourMs, untilMs) - startMs) };
  });
  return packHours(hours);
}
