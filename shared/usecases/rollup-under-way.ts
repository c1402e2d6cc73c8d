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
import { followSamples, lateMs } from './follow-samples.ts';
import type { World } from './world.ts';

const atOnce = 8;

type Period = { readonly date: string; readonly untilMs: number };
type Bucket = { readonly bucket: number; readonly its: readonly Endpoint[]; readonly stored: DayUnderWay | undefined };

/** `sampledBy`: the shards among whose samples theirs are. */
export async function rollUpUnderWay(
  world: World,
  sampledBy: readonly number[],
  endpoints: readonly Endpoint[],
  { date, untilMs }: Period,
): Promise<void> {
  const { documents } = world.store;
  const buckets = await eachOf([...byBucket(endpoints)], atOnce, async ([bucket, its]): Promise<Bucket> => {
    return { bucket, its, stored: await documents.getUnderWay(date, bucket) };
  });
  const startMs = Date.parse(date);
  const settled = Math.min(...buckets.map(({ stored }) => settledHours(stored, untilMs, lateMs(world))));
  const fromMs = startMs + settled * hourMs;
  if (buckets.length === 0 || fromMs >= untilMs) return;
  const tracks = await followSamples(world, sampledBy, endpoints, { fromMs, untilMs });
  await eachOf(buckets, atOnce, async ({ bucket, its, stored }) => {
    const known = its.flatMap((endpoint) => {
      const { id } = endpoint;
      const unknown = (from: number, until: number) => unknownHours(watchOf(endpoint), from, until);
      const before = stored?.endpoints[id];
      const tracked = tracks.get(id)?.end();
      if (before === undefined && tracked === undefined) return [];
      const hours = [
        ...(before?.hours.slice(0, settled) ?? unknown(startMs, fromMs)),
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

function byBucket(endpoints: readonly Endpoint[]): ReadonlyMap<number, readonly Endpoint[]> {
  const found = new Map<number, Endpoint[]>();
  for (const endpoint of endpoints) {
    const bucket = bucketOfEndpoint(endpoint);
    const its = found.get(bucket) ?? [];
    found.set(bucket, its);
    its.push(endpoint);
  }
  return found;
}

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
