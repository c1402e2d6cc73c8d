/** Reads the samples of a shard, set by set in order of time, and keeps of each endpoint only what they add up to. */
import { dateOf, dayMs } from '../domain/uptime/availability.ts';
import { mostEveryMs, speaksMs } from '../domain/uptime/sample.ts';
import { Track } from '../domain/uptime/track.ts';
import type { World } from './world.ts';

const longestRunMs = 15 * 60_000;

/** How long after its start a slot's samples are stored at the latest. */
export const lateMs = ({ config }: Pick<World, 'config'>): number => config.probeEveryMinutes * 60_000 + longestRunMs;

/** What the samples say of a period, by endpoint; those that are not wanted are passed over. */
export async function followSamples(
  world: World,
  shard: number,
  wanted: ReadonlySet<string>,
  { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number },
): Promise<Map<string, Track>> {
  const { store, log, metrics } = world;
  const onUnreadable = (key: string, fault: unknown): void => {
    metrics.count('sample-fault');
    log.error('a sample set can’t be read: nobody looked then', { key, fault });
  };
  const tracks = new Map<string, Track>();
  const reachMs = speaksMs({ everyMs: mostEveryMs });
  const firstSlot = new Date(fromMs - reachMs - lateMs(world)).toISOString();
  for (let day = Date.parse(firstSlot.slice(0, 10)); day < untilMs; day += dayMs) {
    for await (const { slot, samples } of store.documents.samplesOf(shard, dateOf(day), firstSlot, onUnreadable)) {
      const slotMs = Date.parse(slot);
      if (slotMs >= untilMs) break;
      for (const sample of samples) {
        if (!wanted.has(sample.endpointId)) continue;
        const track = tracks.get(sample.endpointId) ?? new Track(fromMs, untilMs);
        tracks.set(sample.endpointId, track);
        track.take(sample, slotMs);
      }
    }
  }
  return tracks;
}
