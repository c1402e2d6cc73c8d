/**
 * The probes of one shard and slot: its endpoints one after another, spread over the slot, each followed by itself until
 * its tries agree. Rows are written on transitions only; the slot's samples are stored last, so that a slot that was broken
 * off is probed again and one that is done is not.
 */
import pLimit from 'p-limit';
import type { Endpoint } from '../domain/uptime/endpoint.ts';
import { isSilence } from '../domain/uptime/own-outage.ts';
import type { ProbeVerdict, Sample } from '../domain/uptime/sample.ts';
import { confirmationOf, looksIn, spreadOf } from '../domain/uptime/schedule.ts';
import { type Followed, followEndpoint, storingMs } from './follow-endpoint.ts';
import { mendIncidents } from './mend-incidents.ts';
import { createNetworkWatch } from './network-watch.ts';
import { createOriginGates } from './origin-gates.ts';
import { withLease } from './with-lease.ts';
import { type OutboundWorld, type Run, slotMsOf, slotNow } from './world.ts';

/** `late`: looks that began over ten seconds after their time. `faults`: endpoints whose look failed through our own fault. */
export type ProbeCounts = { readonly [verdict in ProbeVerdict]: number } & {
  readonly events: number;
  readonly opened: number;
  readonly closed: number;
  readonly late: number;
  readonly faults: number;
};

/** Undefined when another run holds the shard or the slot is done. A run for everything has a slot of its own. */
export async function probeShard(world: OutboundWorld, shard: number, run: Run): Promise<ProbeCounts | undefined> {
  const slot = slotNow(world.clock, run.everything ? 1 : slotMsOf(world));
  if (await world.store.documents.hasSamples(shard, slot)) return undefined;
  return withLease(world, 'probe', shard, run.deadline, () => probeSlot(world, shard, slot, run));
}

type Planned = { readonly endpoint: Endpoint; readonly atMs: number };

/** Every look of the run in order of time; all of them at once when a person asked. */
function planOf(world: OutboundWorld, endpoints: readonly Endpoint[], slot: string, run: Run): readonly Planned[] {
  const slotAt = Date.parse(slot);
  const slotMs = slotMsOf(world);
  const { probeTimeoutMs, probeRetryDelaysMs } = world.config;
  const left = confirmationOf(probeTimeoutMs, probeRetryDelaysMs, storingMs);
  const spread = spreadOf(slotAt, slotMs, world.clock.now(), run.deadline, left);
  const looks = (endpoint: Endpoint): readonly number[] =>
    run.everything ? [slotAt] : looksIn(slotAt, endpoint, slotMs, spread);
  return endpoints
    .flatMap((endpoint) => looks(endpoint).map((atMs) => ({ endpoint, atMs })))
    .sort((one, other) => one.atMs - other.atMs);
}

const pieceMs = 1000;

/** In pieces, so that a process that is asked to stop need not wait for the end of the slot. */
async function sleepUntil({ clock }: OutboundWorld, atMs: number, run: Run): Promise<void> {
  for (let left = atMs - clock.now(); left > 0 && !run.isOver(); left -= pieceMs)
    await clock.sleep(Math.min(left, pieceMs));
}

const lateMs = 10_000;

async function probeSlot(world: OutboundWorld, shard: number, slot: string, run: Run): Promise<ProbeCounts> {
  const endpoints = await world.store.endpoints.ofShard(shard);
  const counts = startCounts(await mendIncidents(world, shard, endpoints));
  const seen = await probeAll(world, { shard, slot, run, endpoints, counts });
  const samples = seen.map((sample) => notBefore(slot, sample));
  if (samples.length > 0) await world.store.documents.putSamples({ slot, shard, samples });
  return counts;
}

type Counts = { -readonly [name in keyof ProbeCounts]: number };

const startCounts = (events: number): Counts => ({
  up: 0,
  degraded: 0,
  down: 0,
  blocked: 0,
  maintenance: 0,
  unknown: 0,
  events,
  opened: 0,
  closed: 0,
  late: 0,
  faults: 0,
});

type Slot = {
  readonly shard: number;
  readonly slot: string;
  readonly run: Run;
  readonly endpoints: readonly Endpoint[];
  readonly counts: Counts;
};

async function probeAll(world: OutboundWorld, of: Slot): Promise<readonly Sample[]> {
  const { shard, slot, run, endpoints, counts } = of;
  const { config, clock, log } = world;
  const gates = createOriginGates(config.probePerOrigin, run.isOver);
  const follow = followEndpoint(world, { slot, run, slotMs: slotMsOf(world), gates });
  const watch = createNetworkWatch(world, { shard, slot, voices: async () => endpoints, look: follow.look });
  const current = new Map(endpoints.map((endpoint) => [endpoint.id, endpoint]));
  const busy = new Set<string>();
  const samples: Sample[] = [];
  const told = new Set<Sample>();
  const plan = planOf(world, endpoints, slot, run);

  const note = ({ sample, endpoint, events, transition, fault }: Followed): void => {
    samples.push(sample);
    if (fault !== undefined) {
      counts.faults += 1;
      log.error('what was seen of an endpoint could not be stored', { endpoint: sample.endpointId, fault });
    }
    // Written or removed by another meanwhile: the next slot sees it as it is then.
    if (endpoint === undefined) current.delete(sample.endpointId);
    else current.set(endpoint.id, endpoint);
    counts.events += events;
    if (transition === 'opened' || transition === 'reopened') {
      counts.opened += 1;
      told.add(sample);
    }
    if (transition === 'closed') counts.closed += 1;
    run.onProgress?.({ task: 'probe', done: samples.length, found: plan.length, current: endpoint?.url ?? '' });
  };
  /** One endpoint costs no other one its look. */
  const lookAfter = async ({ endpoint: { id }, atMs }: Planned): Promise<void> => {
    const endpoint = current.get(id);
    // One that is still under way is late already; one that was removed is no longer there to be asked.
    if (endpoint === undefined || busy.has(id) || run.isOver()) return;
    if (!run.everything && clock.now() - atMs > lateMs) counts.late += 1;
    busy.add(id);
    try {
      const followed = await follow.through(endpoint, watch);
      if (followed !== undefined) note(followed);
    } catch (fault) {
      counts.faults += 1;
      log.error('an endpoint could not be looked after', { url: endpoint.url, fault });
    }
    busy.delete(id);
  };

  const limit = pLimit(config.probeConcurrency);
  const underWay: Promise<void>[] = [];
  for (const planned of plan) {
    await sleepUntil(world, planned.atMs, run);
    if (run.isOver()) break;
    underWay.push(limit(() => lookAfter(planned)));
  }
  await Promise.all(underWay);
  const settled = samples.map((sample) => (told.has(sample) ? sample : forNobody(sample, watch.covers)));
  for (const { verdict } of settled) counts[verdict] += 1;
  return settled;
}

/** A clock that was set back during the slot has seen things before it began, and costs none of them. */
const notBefore = (slot: string, sample: Sample): Sample => (sample.at < slot ? { ...sample, at: slot } : sample);

/** Silence while our own network was out says nothing of anybody. */
const forNobody = (sample: Sample, covers: (atMs: number) => boolean): Sample =>
  isSilence(sample.code) && covers(Date.parse(sample.at))
    ? { ...sample, verdict: 'unknown', first: 'unknown' }
    : sample;
