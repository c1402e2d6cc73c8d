/**
 * The state machine of an endpoint: what the tries of one run change. Nothing changes on a single try's word: a change to
 * `down` takes four tries that agree, any other three; the very first good answer is taken at once.
 */
import { deriveId } from '../digest.ts';
import type { Endpoint } from './endpoint.ts';
import { isInMaintenance } from './maintenance.ts';
import { isGood, type ProbeVerdict } from './sample.ts';
import type { Judgement } from './sight.ts';

/** `blocked`: a firewall answers in its place, so that it can no longer be seen. */
export type ClosedBecause = 'endpoint-removed' | 'blocked';

export type Incident = {
  readonly id: string;
  readonly endpointId: string;
  readonly apiId: string;
  readonly publisherId: string;
  readonly url: string;
  readonly code: string;
  /** Start of the slot whose probe failed first. */
  readonly openedAt: string;
  readonly closedAt?: string;
  /** Why it closed, when not because the API answered again. */
  readonly closedBecause?: ClosedBecause;
  readonly relapses: number;
  /** Start of the slot of its last relapse. */
  readonly reopenedAt?: string;
};

export type Settlement = {
  /** The row to store; absent when nothing changed and nothing is to be written. */
  readonly endpoint?: Endpoint;
  readonly verdict: ProbeVerdict;
  readonly transition?: 'opened' | 'reopened' | 'closed';
};

const relapseMs = 30 * 60_000;

/** Not answering, announced or not: both need four tries. */
const isSilent = (verdict: ProbeVerdict): boolean => verdict === 'down' || verdict === 'maintenance';

/** How many tries must agree before `to` replaces `from`. */
export function triesNeeded(from: ProbeVerdict, to: ProbeVerdict): number {
  if (from === to || to === 'unknown') return 1;
  if (isSilent(to)) return 4;
  return from === 'unknown' && isGood(to) ? 1 : 3;
}

/**
 * The word of tries that agree. Where some are excused by maintenance and some are not, the endpoint is down. Of one that
 * did not answer, good answers agree with each other; where they are of both kinds it is degraded.
 */
function wordOf(known: ProbeVerdict, tries: readonly Judgement[]): Judgement | undefined {
  const [first] = tries;
  if (first === undefined || tries.every(({ verdict }) => verdict === first.verdict)) return first;
  if (tries.every(({ verdict }) => isSilent(verdict))) return tries.find(({ verdict }) => verdict === 'down');
  const allGood = !isGood(known) && tries.every(({ verdict }) => isGood(verdict));
  return allGood ? tries.find(({ verdict }) => verdict === 'degraded') : undefined;
}

/** Whether the tries so far call for one more: they agree, differ from what is known, and are too few. */
export function wantsAnotherTry(known: ProbeVerdict, tries: readonly Judgement[]): boolean {
  const word = wordOf(known, tries);
  return tries.length === 0 || (word !== undefined && tries.length < triesNeeded(known, word.verdict));
}

/** The word of the tries of a slot if it would move the endpoint; undefined when they are too few, disagree or say nothing new. */
export function moveOf(
  { verdict: known }: Pick<Endpoint, 'verdict'>,
  tries: readonly Judgement[],
): Judgement | undefined {
  const word = tries[0]?.verdict === 'unknown' ? undefined : wordOf(known, tries);
  const agreed = word !== undefined && tries.length >= triesNeeded(known, word.verdict);
  return agreed && word.verdict !== known ? word : undefined;
}

/** The longest that Retry-After excuses (monitoring.md, "Incidents"). */
const patienceMs = 60 * 60_000;

/**
 * A failure in announced maintenance, or one that says with Retry-After that it is maintenance, for an hour at most and not
 * where it is an outage already, as `maintenance`. `at`: ISO 8601.
 */
export function excuse(endpoint: Endpoint, judgement: Judgement, at: string): Judgement {
  const { verdict, retryAfterSeconds } = judgement;
  if (verdict !== 'down') return judgement;
  if (isInMaintenance(endpoint.maintenance, at)) return { ...judgement, verdict: 'maintenance' };
  if (retryAfterSeconds === undefined || retryAfterSeconds * 1000 > patienceMs) return judgement;
  const waited = endpoint.verdict === 'maintenance' ? Date.parse(at) - Date.parse(endpoint.since) : 0;
  // As long a good time must come before: what fails for most of each hour is an outage.
  const goodSince = endpoint.goodSince ?? endpoint.since;
  const wasGoodMs = isGood(endpoint.verdict) ? Date.parse(at) - Date.parse(goodSince) : 0;
  const isPatient = wasGoodMs >= patienceMs || (endpoint.verdict === 'maintenance' && waited < patienceMs);
  return isPatient ? { ...judgement, verdict: 'maintenance' } : judgement;
}

/** Why an incident of an endpoint as it is now has closed; undefined: it answers. */
export const closedBecauseOf = ({ verdict }: Pick<Endpoint, 'verdict'>): ClosedBecause | undefined =>
  verdict === 'blocked' ? 'blocked' : undefined;

/** No run lasts longer; what is further behind is a clock that was set back. */
const latestMs = 15 * 60_000;

/** Whether a look began before what is known of the endpoint did, in a run that ended after a later one. */
function isLate({ verdict, since }: Endpoint, at: string): boolean {
  const behindMs = Date.parse(since) - Date.parse(at);
  return verdict !== 'unknown' && behindMs > 0 && behindMs <= latestMs;
}

/** The id of an incident: endpoint and first failed slot, so that repeating a run never doubles it. */
export const incidentIdOf = (endpointId: string, slot: string): string => deriveId('incident', endpointId, slot);

/**
 * What the tries of one slot make of an endpoint. `slot` is the slot's start, `at` when its first try began, ISO 8601. A
 * late result never flips a state: it is a sample of its time and nothing else.
 */
export function settleEndpoint(
  endpoint: Endpoint,
  tries: readonly Judgement[],
  slot: string,
  at: string = slot,
): Settlement {
  const [first] = tries;
  // `unknown` is a gap in the samples; the endpoint keeps what was known of it, or learns once why nothing is.
  if (first === undefined) return { verdict: 'unknown' };
  if (first.verdict === 'unknown') {
    const told = endpoint.verdict !== 'unknown' || endpoint.code === first.code;
    return { verdict: 'unknown', ...(told ? {} : { endpoint: { ...endpoint, code: first.code } }) };
  }
  const word = moveOf(endpoint, tries);
  if (word === undefined) return { verdict: endpoint.verdict };
  if (isLate(endpoint, at)) return { verdict: word.verdict };
  const { goodSince: known, ...rest } = endpoint;
  const staysGood = isGood(endpoint.verdict) && isGood(word.verdict);
  const moved: Endpoint = {
    ...rest,
    ...(staysGood ? { goodSince: known ?? endpoint.since } : {}),
    verdict: word.verdict,
    code: word.code,
    since: slot,
    everUp: endpoint.everUp || isGood(word.verdict),
  };
  if (word.verdict === 'down' && endpoint.everUp && endpoint.incidentId === undefined) return open(moved, slot);
  const isSeen = isGood(word.verdict) || word.verdict === 'blocked';
  if (isSeen && endpoint.incidentId !== undefined) return close(moved, endpoint.incidentId, slot);
  return { endpoint: moved, verdict: word.verdict };
}

function open(endpoint: Endpoint, slot: string): Settlement {
  const { lastIncidentId, incidentClosedAt } = endpoint;
  const relapsed =
    lastIncidentId !== undefined &&
    incidentClosedAt !== undefined &&
    Date.parse(slot) - Date.parse(incidentClosedAt) <= relapseMs;
  return {
    endpoint: { ...endpoint, incidentId: relapsed ? lastIncidentId : incidentIdOf(endpoint.id, slot) },
    verdict: 'down',
    transition: relapsed ? 'reopened' : 'opened',
  };
}

function close({ incidentId: _, ...endpoint }: Endpoint, incidentId: string, slot: string): Settlement {
  return {
    endpoint: { ...endpoint, lastIncidentId: incidentId, incidentClosedAt: slot },
    verdict: endpoint.verdict,
    transition: 'closed',
  };
}
