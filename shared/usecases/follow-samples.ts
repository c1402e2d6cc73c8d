/** Reads the samples of shards, set by set in order of time, and keeps of each endpoint only what they add up to. */
import { dateOf, dayMs, type Watch } from '../domain/uptime/availability.ts';
import { type Endpoint, watchOf } from '../domain/uptime/endpoint.ts';
import { mostEveryMs, type Sample, type SampleSet, speaksMs } from '../domain/uptime/sample.ts';
import { Track } from '../domain/uptime/track.ts';
import { isOfShard } from '../store/endpoints.ts';
import { slotMsOf, type World } from './world.ts';

const longestRunMs = 15 * 60_000;

/** How long after its start a slot's samples are stored at the latest. */
export const lateMs = (world: Pick<World, 'config'>): number => slotMsOf(world) + longestRunMs;

/** The sets of a day (`2026-11-23`) of one shard or several, in order of their slots. */
async function* setsOf(
  { store, log, metrics }: World,
  shards: readonly number[],
  date: string,
  from: string,
): AsyncGenerator<SampleSet> {
  const onUnreadable = (key: string, fault: unknown): void => {
    metrics.count('sample-fault');
    log.error('a sample set can’t be read: nobody looked then', { key, fault });
  };
  const sets = shards.map((shard) => store.documents.samplesOf(shard, date, from, onUnreadable));
  const heads = await Promise.all(sets.map((each) => each.next()));
  for (;;) {
    const slots = heads.map(({ done, value }) => (done === true ? '' : value.slot));
    const slot = slots.filter((each) => each !== '').reduce((one, other) => (one <= other ? one : other), '~');
    const index = slots.indexOf(slot);
    const head = heads[index];
    const rest = sets[index];
    if (head === undefined || rest === undefined || head.done === true) return;
    yield head.value;
    heads[index] = await rest.next();
  }
}

/** The endpoints of a shard when there are `of` of them. */
export type Share = {
  readonly shard: number;
  readonly of: number;
  /** The shards among whose samples theirs are. */
  readonly sampledBy: readonly number[];
  /** Those that are published. */
  readonly endpoints: readonly Endpoint[];
};

type FollowedSamples = {
  readonly tracks: Map<string, Track>;
  /** Others of the shard that there are samples of: they were published then. */
  readonly others: readonly Endpoint[];
};

/** What the samples say of a period, by endpoint; those of other shards are passed over. */
export async function followSamples(
  world: World,
  { shard, of, sampledBy, endpoints }: Share,
  { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number },
): Promise<FollowedSamples> {
  const watches = new Map<string, Watch | undefined>(endpoints.map((endpoint) => [endpoint.id, watchOf(endpoint)]));
  const others: Endpoint[] = [];
  const meet = async (samples: readonly Sample[]): Promise<void> => {
    const strangers = samples.map(({ endpointId }) => endpointId).filter((id) => !watches.has(id));
    if (strangers.length === 0) return;
    for (const id of strangers) watches.set(id, undefined);
    for (const endpoint of await world.store.endpoints.withIds(strangers)) {
      if (!isOfShard(endpoint, shard, of)) continue;
      others.push(endpoint);
      watches.set(endpoint.id, watchOf(endpoint));
    }
  };
  const tracks = new Map<string, Track>();
  const reachMs = speaksMs({ everyMs: mostEveryMs });
  const firstSlot = new Date(fromMs - reachMs - lateMs(world)).toISOString();
  for (let day = Date.parse(firstSlot.slice(0, 10)); day < untilMs; day += dayMs) {
    for await (const { slot, samples } of setsOf(world, sampledBy, dateOf(day), firstSlot)) {
      const slotMs = Date.parse(slot);
      if (slotMs >= untilMs) break;
      await meet(samples);
      for (const sample of samples) {
        const watch = watches.get(sample.endpointId);
        if (watch === undefined) continue;
        const track = tracks.get(sample.endpointId) ?? new Track(fromMs, untilMs, watch);
        tracks.set(sample.endpointId, track);
        track.take(sample, slotMs);
      }
    }
  }
  return { tracks, others };
}
