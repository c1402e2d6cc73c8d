/**
 * The probes of one shard and slot: every endpoint once, those whose verdict would change at once again, then what the
 * tries agree on. Rows are written on transitions only; the slot's samples are stored last, so that a slot that was
 * broken off is probed again and one that is done is not.
 */
import pLimit from 'p-limit';
import type { EventKind } from '../domain/catalogue/api.ts';
import { eventIdOf } from '../domain/catalogue/api.ts';
import type { Endpoint } from '../domain/uptime/endpoint.ts';
import type { Judgement } from '../domain/uptime/judge.ts';
import { judgeProbe } from '../domain/uptime/judge.ts';
import { isOwnOutage } from '../domain/uptime/own-outage.ts';
import type { ProbeVerdict, Sample } from '../domain/uptime/sample.ts';
import { type Incident, type Settlement, settleEndpoint, wantsAnotherTry } from '../domain/uptime/settle.ts';
import { eventOf } from './event-of.ts';
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
  const looks = await lookAtAll(world, endpoints, run);
  const ours = isOwnOutage(looks.map(hostResultOf));
  if (ours) world.log.error('many independent hosts failed at once: this run counts for nobody', { shard, slot });
  else await confirmAll(world, looks, run);
  const counts = { up: 0, degraded: 0, down: 0, blocked: 0, unknown: 0, events: 0, opened: 0, closed: 0 };
  const samples = await each(world, looks, async (look): Promise<Sample> => {
    const settlement = ours ? { verdict: 'unknown' as const } : settleEndpoint(look.endpoint, look.tries, slot);
    counts[settlement.verdict] += 1;
    const told = await record(world, look.endpoint, settlement, slot);
    counts.events += told;
    if (settlement.transition === 'opened' || settlement.transition === 'reopened') counts.opened += 1;
    if (settlement.transition === 'closed') counts.closed += 1;
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

/** Works through items with the shard's concurrency; `pLimit` is fed a worker each, not every item. */
async function each<T, R>(
  { config }: OutboundWorld,
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const limit = pLimit(config.probeConcurrency);
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(config.probeConcurrency, items.length) }, () => limit(worker)));
  return results;
}

async function lookAtAll(world: OutboundWorld, endpoints: readonly Endpoint[], run: Run): Promise<readonly Look[]> {
  let done = 0;
  const looks = await each(world, endpoints, async (endpoint) => {
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

const isGood = (verdict: ProbeVerdict): boolean => verdict === 'up' || verdict === 'degraded';

const hostResultOf = ({ endpoint, tries }: Look): { host: string; wasGood: boolean; failed: boolean } => ({
  host: new URL(endpoint.url).host,
  wasGood: isGood(endpoint.verdict),
  failed: tries[0]?.verdict === 'down',
});

/** Repeats the tries whose verdict would change, all together after each pause, until they agree or one does not. */
async function confirmAll(world: OutboundWorld, looks: readonly Look[], run: Run): Promise<void> {
  for (const pause of world.config.probeRetryDelaysMs) {
    const unsure = looks.filter(({ endpoint, tries }) => wantsAnotherTry(endpoint.verdict, tries));
    if (unsure.length === 0 || run.isOver()) return;
    await world.clock.sleep(pause);
    await each(world, unsure, async ({ endpoint, tries }) => tries.push(await look(world, endpoint)));
  }
}

/** Incident, then event, then the endpoint's row. Returns how many events were told. */
async function record(
  world: OutboundWorld,
  before: Endpoint,
  { endpoint, transition }: Settlement,
  slot: string,
): Promise<number> {
  if (endpoint === undefined) return 0;
  // False: the description changed meanwhile. The next slot sees the endpoint as it is then.
  if (transition === undefined) {
    await world.store.endpoints.replace(endpoint, before);
    return 0;
  }
  if (transition === 'closed') return closeIncident(world, before, endpoint, slot);
  return openIncident(world, before, endpoint, slot);
}

async function openIncident(world: OutboundWorld, before: Endpoint, endpoint: Endpoint, slot: string): Promise<number> {
  const { endpoints } = world.store;
  const { id: endpointId, apiId, publisherId, url, code = 'unknown', incidentId = '' } = endpoint;
  // A run that stopped before the endpoint's row left it open: it is the same one, whatever slot it is now.
  const left = await endpoints.openIncidentOf(endpointId);
  const known = left ?? (await endpoints.incident(endpointId, incidentId));
  const { closedAt, ...open } = known ?? {
    id: incidentId,
    endpointId,
    apiId,
    publisherId,
    url,
    code,
    openedAt: slot,
    relapses: 0,
  };
  const incident: Incident = closedAt === undefined ? open : { ...open, relapses: open.relapses + 1 };
  await endpoints.putIncident(incident);
  // A relapse is the same incident: subscribers were told of it already, and this id says so.
  const told = await tell(world, 'incident.opened', incident, incident.id, incident.openedAt);
  await endpoints.replace({ ...endpoint, incidentId: incident.id }, before);
  return told;
}

async function closeIncident(
  world: OutboundWorld,
  before: Endpoint,
  endpoint: Endpoint,
  slot: string,
): Promise<number> {
  const { endpoints } = world.store;
  const incident =
    before.incidentId === undefined ? undefined : await endpoints.incident(endpoint.id, before.incidentId);
  let told = 0;
  if (incident !== undefined) {
    const closedAt = incident.closedAt ?? slot;
    await endpoints.putIncident({ ...incident, closedAt });
    told = await tell(world, 'incident.closed', incident, `${incident.id} ${incident.relapses}`, closedAt);
  }
  await endpoints.replace(endpoint, before);
  return told;
}

async function tell(
  { store }: OutboundWorld,
  kind: EventKind,
  incident: Incident,
  what: string,
  slot: string,
): Promise<number> {
  const api = await store.apis.get(incident.apiId);
  if (api === undefined) return 0;
  const facts = {
    incident: incident.id,
    url: incident.url,
    code: incident.code,
    opened_at: incident.openedAt,
    ...(kind === 'incident.closed' ? { closed_at: slot } : {}),
  };
  return (await store.events.add(eventOf(api, kind, eventIdOf(api.id, kind, what, incident.openedAt), slot, facts)))
    ? 1
    : 0;
}
