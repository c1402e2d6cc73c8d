/**
 * The probes of one shard and slot: every endpoint once, those whose verdict would change at once again, then what the
 * tries agree on. Rows are written on transitions only; the slot's samples are stored last, so that a slot that was
 * broken off is probed again and one that is done is not.
 */
import type { Endpoint } from '../domain/uptime/endpoint.ts';
import type { Judgement } from '../domain/uptime/sight.ts';
import { judgeProbe } from '../domain/uptime/judge.ts';
import { type HostResult, isOwnOutage, isSilence, networkAnswers } from '../domain/uptime/own-outage.ts';
import { isGood, type ProbeVerdict, type Sample } from '../domain/uptime/sample.ts';
import { type Settlement, settleEndpoint, wantsAnotherTry } from '../domain/uptime/settle.ts';
import { eachOf } from './each-of.ts';
import { mendIncidents } from './mend-incidents.ts';
import { tellClosed, tellOpened } from './tell-incident.ts';
import { withLease } from './with-lease.ts';
import type { OutboundWorld, Run } from './world.ts';

export type ProbeCounts = { readonly [verdict in ProbeVerdict]: number } & {
  readonly events: number;
  readonly opened: number;
  readonly closed: number;
};

const mostBodyBytes = 64 * 1024;

/** Undefined when another run holds the shard or the slot is done. A run for everything has a slot of its own. */
export async function probeShard(world: OutboundWorld, shard: number, run: Run): Promise<ProbeCounts | undefined> {
  const slot = slotOf(world, run);
  if (await world.store.documents.hasSamples(shard, slot)) return undefined;
  return withLease(world, 'probe', shard, run.deadline, () => probeSlot(world, shard, slot, run));
}

function slotOf({ clock, config }: OutboundWorld, run: Run): string {
  const length = run.everything ? 1 : config.probeEveryMinutes * 60_000;
  return new Date(Math.floor(clock.now() / length) * length).toISOString();
}

type Look = { readonly endpoint: Endpoint; readonly at: string; readonly ms: number; readonly tries: Judgement[] };

async function probeSlot(world: OutboundWorld, shard: number, slot: string, run: Run): Promise<ProbeCounts> {
  const endpoints = await world.store.endpoints.ofShard(shard);
  const mended = await mendIncidents(world, shard, endpoints);
  const looks = await lookAtAll(world, endpoints, run);
  const ours = await isOurs(world, shard, slot, looks);
  if (ours) world.log.error('many independent hosts failed at once: this run counts for nobody', { shard, slot });
  else await confirmAll(world, looks, run);
  const counts = { up: 0, degraded: 0, down: 0, blocked: 0, unknown: 0, events: mended, opened: 0, closed: 0 };
  const samples = await eachOf(looks, world.config.probeConcurrency, async (look): Promise<Sample> => {
    const settlement = ours ? { verdict: 'unknown' as const } : settleEndpoint(look.endpoint, look.tries, slot);
    counts[settlement.verdict] += 1;
    const told = await record(world, look.endpoint, settlement);
    if (told !== undefined) {
      counts.events += told;
      if (settlement.transition === 'opened' || settlement.transition === 'reopened') counts.opened += 1;
      if (settlement.transition === 'closed') counts.closed += 1;
    }
    return {
      endpointId: look.endpoint.id,
      at: look.at,
      verdict: settlement.verdict,
      code: look.tries[0]?.code ?? 'not-looked',
      ms: look.ms,
      tries: look.tries.length,
    };
  });
  if (samples.length > 0) await world.store.documents.putSamples({ slot, shard, samples });
  return counts;
}

async function lookAtAll(world: OutboundWorld, endpoints: readonly Endpoint[], run: Run): Promise<readonly Look[]> {
  let done = 0;
  const looks = await eachOf(endpoints, world.config.probeConcurrency, async (endpoint) => {
    if (run.isOver()) return undefined;
    const started = world.clock.now();
    const judgement = await look(world, endpoint);
    done += 1;
    run.onProgress?.({ task: 'probe', done, found: endpoints.length, current: endpoint.url });
    return { endpoint, at: new Date(started).toISOString(), ms: world.clock.now() - started, tries: [judgement] };
  });
  return looks.filter((each) => each !== undefined);
}

async function look({ http, config }: OutboundWorld, endpoint: Endpoint): Promise<Judgement> {
  const outcome = await http.request({
    url: endpoint.url,
    purpose: 'probe',
    anyStatus: true,
    maxBodyBytes: mostBodyBytes,
    cutBody: true,
    timeoutMs: Math.min(endpoint.timeoutMs ?? config.probeTimeoutMs, config.probeTimeoutMs),
  });
  return judgeProbe(outcome, endpoint);
}

type ShardResult = HostResult & { readonly endpointId: string };

const resultOf = ({ endpoint, tries }: Look): ShardResult => ({
  endpointId: endpoint.id,
  host: new URL(endpoint.url).host,
  wasGood: isGood(endpoint.verdict),
  silent: isSilence(tries[0]?.code ?? ''),
});

/**
 * Many hosts silent at once: ours. Silence that lasts into a third run, while others answer, is theirs: it would otherwise
 * be ours for ever, since what is ours changes no verdict.
 */
async function isOurs(world: OutboundWorld, shard: number, slot: string, looks: readonly Look[]): Promise<boolean> {
  const results = looks.map(resultOf);
  if (!isOwnOutage(results)) return false;
  if (!networkAnswers(results)) return true;
  const lasting = await silentBefore(world, shard, slot);
  return isOwnOutage(results.filter(({ endpointId }) => !lasting.has(endpointId)));
}

/** The endpoints that were silent in every run of the last two slots, two at least: the samples are the memory. */
async function silentBefore(
  { store, config }: OutboundWorld,
  shard: number,
  slot: string,
): Promise<ReadonlySet<string>> {
  const from = new Date(Date.parse(slot) - 2 * config.probeEveryMinutes * 60_000).toISOString();
  const runs: ReadonlySet<string>[] = [];
  for (const date of new Set([from.slice(0, 10), slot.slice(0, 10)])) {
    for await (const set of store.documents.samplesOf(shard, date, from)) {
      if (set.slot >= slot) continue;
      runs.push(new Set(set.samples.filter(({ code }) => isSilence(code)).map(({ endpointId }) => endpointId)));
    }
  }
  const [first, ...others] = runs;
  if (first === undefined || others.length === 0) return new Set();
  return new Set([...first].filter((endpointId) => others.every((run) => run.has(endpointId))));
}

/** Repeats the tries whose verdict would change, all together after each pause, until they agree or one does not. */
async function confirmAll(world: OutboundWorld, looks: readonly Look[], run: Run): Promise<void> {
  for (const pause of world.config.probeRetryDelaysMs) {
    const unsure = looks.filter(({ endpoint, tries }) => wantsAnotherTry(endpoint.verdict, tries));
    if (unsure.length === 0 || run.isOver()) return;
    await world.clock.sleep(pause);
    await eachOf(unsure, world.config.probeConcurrency, async ({ endpoint, tries }) =>
      tries.push(await look(world, endpoint)),
    );
  }
}

/** The endpoint's row first, then what follows of its incident. How many events were told; undefined when nothing moved. */
async function record(
  world: OutboundWorld,
  before: Endpoint,
  { endpoint, transition }: Settlement,
): Promise<number | undefined> {
  // False: the description changed meanwhile. The next slot sees the endpoint as it is then.
  if (endpoint === undefined || !(await world.store.endpoints.replace(endpoint, before))) return undefined;
  if (transition === undefined) return 0;
  if (transition !== 'closed') return tellOpened(world, endpoint);
  const { id: endpointId, lastIncidentId: id = '', incidentClosedAt = endpoint.since } = endpoint;
  return tellClosed(world, { endpointId, id }, incidentClosedAt);
}
