/**
 * One endpoint, looked at until what it says is sure: a failure is confirmed at once, from further places where there are
 * some, and silence is held against our own network before anybody is called down.
 */
import type { CertificateState } from '../domain/uptime/certificate.ts';
import { observeCertificate } from '../domain/uptime/certificate.ts';
import type { Endpoint } from '../domain/uptime/endpoint.ts';
import { isSilence } from '../domain/uptime/own-outage.ts';
import type { Sample } from '../domain/uptime/sample.ts';
import { isTurn, paceOf } from '../domain/uptime/schedule.ts';
import { excuse, moveOf, type Settlement, settleEndpoint, wantsAnotherTry } from '../domain/uptime/settle.ts';
import type { Question, Sight } from '../domain/uptime/sight.ts';
import { observeWire } from '../domain/uptime/wire.ts';
import type { Vantage } from '../ports.ts';
import { lookAt } from './look.ts';
import { createRedirectLook } from './look-at-redirect.ts';
import type { NetworkWatch } from './network-watch.ts';
import type { OriginGates } from './origin-gates.ts';
import { tellCertificate } from './tell-certificate.ts';
import { tellClosed, tellOpened } from './tell-incident.ts';
import type { OutboundWorld, Run } from './world.ts';

export type Followed = {
  readonly sample: Sample;
  /** As it is stored now; undefined when somebody else wrote or removed it meanwhile. */
  readonly endpoint?: Endpoint;
  readonly events: number;
  readonly transition?: Settlement['transition'];
  /** Why what was seen could not be stored: the next slot sees it again, and the sample is kept. */
  readonly fault?: unknown;
};

type Try = Sight & { readonly isFromElsewhere?: boolean };

type FollowOptions = {
  readonly slot: string;
  readonly run: Run;
  readonly slotMs: number;
  readonly gates: OriginGates;
};

const dayMs = 24 * 60 * 60_000;

/** What is known of its certificate ends soon, or did: a resumed session would hide that it was replaced. */
const isEnding = (state: CertificateState | undefined, atMs: number): boolean =>
  state === undefined || Date.parse(state.current.validTo) < atMs + dayMs;

export function followEndpoint(world: OutboundWorld, { slot, run, slotMs, gates }: FollowOptions) {
  const { clock, config, log, store } = world;
  const here: Vantage = { name: 'here', look: (question) => lookAt(world, question) };
  const lookAtRedirect = createRedirectLook(world, slot, slotMs);

  const questionOf = (endpoint: Endpoint, isFirst: boolean): Question => {
    const { url, kind, declaresSecurity, everUp } = endpoint;
    const slowMs = endpoint.timeoutMs ?? endpoint.slowMs;
    const { origin } = new URL(url);
    const isDue = isTurn(origin, Date.parse(slot), slotMs, config.probeCertificateMinutes * 60_000);
    return {
      url,
      kind,
      declaresSecurity,
      everUp,
      timeoutMs: config.probeTimeoutMs,
      ...(slowMs === undefined ? {} : { slowMs }),
      showCertificate: !isFirst || isDue || isEnding(endpoint.certificate, clock.now()),
    };
  };
  const look = (endpoint: Endpoint, isFirst = true): Promise<Sight> =>
    gates(endpoint.url, () => here.look(questionOf(endpoint, isFirst)));
  /** A place that fails is as good as not asked: we look from here instead. */
  const confirmFrom = async (place: Vantage, endpoint: Endpoint): Promise<Try> => {
    if (place === here) return look(endpoint, false);
    try {
      return { ...(await place.look(questionOf(endpoint, false))), isFromElsewhere: true };
    } catch (fault) {
      log.warn('a vantage point could not be asked', { vantage: place.name, fault });
      return look(endpoint, false);
    }
  };

  const excused = (endpoint: Endpoint, sight: Try): Try => ({ ...sight, ...excuse(endpoint, sight, sight.at) });

  /** The first try and those that confirm it, each from the next place. */
  const tryUntilSure = async (endpoint: Endpoint, watch: NetworkWatch): Promise<readonly Try[]> => {
    const places = [here, ...world.vantages];
    const first = await look(endpoint);
    watch.saw(endpoint, first);
    const tries: Try[] = [excused(endpoint, first)];
    for (const pause of config.probeRetryDelaysMs) {
      if (!wantsAnotherTry(endpoint.verdict, tries) || run.isOver()) break;
      await clock.sleep(pause);
      const place = places[tries.length % places.length] ?? here;
      tries.push(excused(endpoint, await confirmFrom(place, endpoint)));
    }
    return tries;
  };

  const settle = async (endpoint: Endpoint, tries: readonly Try[], watch: NetworkWatch): Promise<Settlement> => {
    const [first] = tries;
    const move = moveOf(endpoint, tries);
    // What is silent elsewhere too is not silent through our own network.
    const isSilent =
      move?.verdict === 'down' && tries.every(({ code, isFromElsewhere }) => isSilence(code) && !isFromElsewhere);
    if (first !== undefined && isSilent && (await watch.isOurs(endpoint, Date.parse(first.at))))
      return { verdict: 'unknown' };
    return settleEndpoint(endpoint, tries, slot, first?.at);
  };

  /** Told before the row remembers that it was: a run that is killed between the two tells it again, which adds nothing. */
  const observe = async (endpoint: Endpoint, tries: readonly Sight[]) => {
    const [first] = tries;
    if (first === undefined) return { endpoint, events: 0 };
    const { at, tls } = tries.find((each) => each.tls !== undefined) ?? first;
    const { state, notices } = observeCertificate(endpoint.certificate, tls, at);
    let events = 0;
    for (const notice of notices) events += await tellCertificate(world, endpoint, notice);
    const wire = observeWire(endpoint.wire, { ...first.wire, ...(await lookAtRedirect(endpoint)) }, first.at);
    const observed = { ...(state && { certificate: state }), ...(wire && { wire }) };
    return { endpoint: Object.keys(observed).length === 0 ? endpoint : { ...endpoint, ...observed }, events };
  };

  /** The endpoint's row first, then what follows of its incident. */
  const record = async (
    before: Endpoint,
    after: Endpoint,
    transition: Settlement['transition'],
  ): Promise<{ readonly endpoint?: Endpoint; readonly events: number }> => {
    if (after === before) return { endpoint: before, events: 0 };
    if (!(await store.endpoints.replace(after, before))) return { events: 0 };
    return { endpoint: { ...after, version: before.version + 1 }, events: await tell(after, transition) };
  };
  const tell = async (endpoint: Endpoint, transition: Settlement['transition']): Promise<number> => {
    if (transition === undefined) return 0;
    if (transition !== 'closed') return tellOpened(world, endpoint);
    const { id: endpointId, lastIncidentId: id = '', incidentClosedAt = endpoint.since } = endpoint;
    return tellClosed(world, { endpointId, id }, incidentClosedAt);
  };

  return {
    look,
    /** One look and all that follows of it. */
    async through(before: Endpoint, watch: NetworkWatch): Promise<Followed> {
      const tries = await tryUntilSure(before, watch);
      const settlement = await settle(before, tries, watch);
      const sample = sampleOf(before, tries, settlement, paceOf(before, slotMs));
      try {
        const observed = await observe(settlement.endpoint ?? before, tries);
        const { endpoint, events } = await record(before, observed.endpoint, settlement.transition);
        const moved = endpoint !== undefined && settlement.transition !== undefined;
        return {
          sample,
          ...(endpoint === undefined ? {} : { endpoint }),
          events: observed.events + events,
          ...(moved ? { transition: settlement.transition } : {}),
        };
      } catch (fault) {
        return { sample, events: 0, fault };
      }
    },
  };
}

function sampleOf(
  { id: endpointId }: Endpoint,
  tries: readonly Sight[],
  { verdict }: Settlement,
  everyMs: number,
): Sample {
  const [first] = tries;
  if (first === undefined) throw new Error(`Endpoint ${endpointId} was not looked at`);
  const { at, verdict: found, code, phases } = first;
  return { endpointId, at, verdict, first: found, code, phases, tries: tries.length, everyMs };
}
