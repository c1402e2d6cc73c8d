/**
 * The state machine of an endpoint: what the tries of one run change. Nothing changes on a single try's word: a change to
 * `down` takes four tries that agree, any other three; the very first good answer is taken at once.
 */
import { deriveId } from '../digest.ts';
import type { Endpoint } from './endpoint.ts';
import type { Judgement } from './sight.ts';
import { isGood, type ProbeVerdict } from './sample.ts';

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
  readonly closedBecause?: 'endpoint-removed';
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

/** How many tries must agree before `to` replaces `from`. */
export function triesNeeded(from: ProbeVerdict, to: ProbeVerdict): number {
  if (from === to || to === 'unknown') return 1;
  if (to === 'down') return 4;
  return from === 'unknown' && isGood(to) ? 1 : 3;
}

/**
 * The word of tries that agree. Of an endpoint that did not answer, good answers agree with each other; where they are of
 * both kinds it is degraded.
 */
function wordOf(known: ProbeVerdict, tries: readonly Judgement[]): Judgement | undefined {
  const [first] = tries;
  if (first === undefined || tries.every(({ verdict }) => verdict === first.verdict)) return first;
  const allGood = !isGood(known) && tries.every(({ verdict }) => isGood(verdict));
  return allGood ? tries.find(({ verdict }) => verdict === 'degraded') : undefined;
}

/** Whether the tries so far call for one more: they agree, differ from what is known, and are too few. */
export function wantsAnotherTry(known: ProbeVerdict, tries: readonly Judgement[]): boolean {
  const word = wordOf(known, tries);
  return tries.length === 0 || (word !== undefined && tries.length < triesNeeded(known, word.verdict));
}

/** The id of an incident: endpoint and first failed slot, so that repeating a run never doubles it. */
export const incidentIdOf = (endpointId: string, slot: string): string => deriveId('incident', endpointId, slot);

/** What the tries of one slot make of an endpoint. `slot` is the slot's start, ISO 8601. */
export function settleEndpoint(endpoint: Endpoint, tries: readonly Judgement[], slot: string): Settlement {
  const [first] = tries;
  // `unknown` is a gap in the samples; the endpoint keeps what was known of it, or learns once why nothing is.
  if (first === undefined) return { verdict: 'unknown' };
  if (first.verdict === 'unknown') {
    const told = endpoint.verdict !== 'unknown' || endpoint.code === first.code;
    return { verdict: 'unknown', ...(told ? {} : { endpoint: { ...endpoint, code: first.code } }) };
  }
  const word = wordOf(endpoint.verdict, tries);
  const agreed = word !== undefined && tries.length >= triesNeeded(endpoint.verdict, word.verdict);
  if (!agreed || word.verdict === endpoint.verdict) return { verdict: endpoint.verdict };
  const moved: Endpoint = {
    ...endpoint,
    verdict: word.verdict,
    code: word.code,
    since: slot,
    everUp: endpoint.everUp || isGood(word.verdict),
  };
  if (word.verdict === 'down' && endpoint.everUp && endpoint.incidentId === undefined) return open(moved, slot);
  if (isGood(word.verdict) && endpoint.incidentId !== undefined) return close(moved, endpoint.incidentId, slot);
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
