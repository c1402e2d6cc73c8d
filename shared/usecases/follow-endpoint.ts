/**
 * One endpoint, looked at until what it says is sure: a failure is confirmed at once, from further places where there are
 * some, and silence is held against our own network before anybody is called down.
 */
import type { TlsFacts } from '../domain/fetching/fetch-outcome.ts';
import { dayMs } from '../domain/uptime/availability.ts';
import type { CertificateState } from '../domain/uptime/certificate.ts';
import { observeCertificate } from '../domain/uptime/certificate.ts';
import type { Endpoint } from '../domain/uptime/endpoint.ts';
import { isSilence } from '../domain/uptime/own-outage.ts';
import { isGood, type ProbeVerdict, type Sample } from '../domain/uptime/sample.ts';
import { isTurn, paceOf } from '../domain/uptime/schedule.ts';
import {
  closedBecauseOf,
  excuse,
  moveOf,
  type Settlement,
  settleEndpoint,
  wantsAnotherTry,
} from '../domain/uptime/settle.ts';
import type { Question, Sight } from '../domain/uptime/sight.ts';
import { observeWire } from '../domain/uptime/wire.ts';
import type { Vantage } from '../ports.ts';
import { lookAt } from './look.ts';
import { createRedirectLook } from './look-at-redirect.ts';
import type { NetworkWatch } from './network-watch.ts';
import type { OriginGates } from './origin-gates.ts';
import { tellCertificate } from './tell-certificate.ts';
import { tellClosed, tellOpened } from './tell-incident.ts';
import { isoNow, type OutboundWorld, type Run } from './world.ts';

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

/** One at least. */
type Tries = readonly [Try, ...Try[]];

type FollowOptions = {
  readonly slot: string;
  readonly run: Run;
  readonly slotMs: number;
  readonly gates: OriginGates;
};

/** For what is written at the end of a run. */
export const storingMs = 10_000;

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
  /** Whether what takes so long ends before the run must. */
  const fits = (ms: number): boolean => clock.now() + ms + storingMs <= run.deadline;

  /** Undefined: there was no time left. What another look at the origin found while this one waited is of now. */
  const look = async (endpoint: Endpoint, isFirst = true): Promise<Sight | undefined> => {
    const asked = isoNow(clock);
    const sight = await gates(endpoint.url, () => here.look(questionOf(endpoint, isFirst)));
    return sight === undefined || sight.at >= asked ? sight : { ...sight, at: asked };
  };
  /** A place that fails is as good as not asked: we look from here instead. */
  const confirmFrom = async (place: Vantage, endpoint: Endpoint): Promise<Try | undefined> => {
    if (place === here) return look(endpoint, false);
    try {
      return { ...(await place.look(questionOf(endpoint, false))), isFromElsewhere: true };
    } catch (fault) {
      log.warn('a vantage point could not be asked', { vantage: place.name, fault });
      return fits(config.probeTimeoutMs) ? look(endpoint, false) : undefined;
    }
  };

  const excused = (endpoint: Endpoint, sight: Try): Try => ({ ...sight, ...excuse(endpoint, sight, sight.at) });

  /** The first try and those that confirm it, each from the next place; undefined: there was no time left. */
  const tryUntilSure = async (endpoint: Endpoint, watch: NetworkWatch): Promise<Tries | undefined> => {
    const places = [here, ...world.vantages];
    const first = await look(endpoint);
    if (first === undefined) return undefined;
    watch.saw(endpoint, first);
    const tries: [Try, ...Try[]] = [excused(endpoint, first)];
    for (const pause of config.probeRetryDelaysMs) {
      const isOver = run.isOver() || !fits(pause + config.probeTimeoutMs);
      if (!wantsAnotherTry(endpoint.verdict, tries) || isOver) break;
      await clock.sleep(pause);
      const sight = await confirmFrom(places[tries.length % places.length] ?? here, endpoint);
      if (sight === undefined) break;
      tries.push(excused(endpoint, sight));
    }
    return tries;
  };

  const settle = async (endpoint: Endpoint, tries: Tries, watch: NetworkWatch): Promise<Settlement> => {
    const [first] = tries;
    const move = moveOf(endpoint, tries);
    // What is silent elsewhere too is not silent through our own network.
    const isSilent =
      move?.verdict === 'down' && tries.every(({ code, isFromElsewhere }) => isSilence(code) && !isFromElsewhere);
    if (!isSilent) return settleEndpoint(endpoint, tries, slot, first.at);
    // Some hosts are heard, then more of them, then it once more: with no time for that, the next slot decides.
    if (run.isOver() || !fits(3 * config.probeTimeoutMs)) return { verdict: 'unknown' };
    if (await watch.isOurs(endpoint, Date.parse(first.at))) return { verdict: 'unknown' };
    // An outage of ours may have ended while the others were heard, and a run that is over has heard nobody.
    const last = await look(endpoint, false);
    if (last === undefined) return { verdict: 'unknown' };
    return settleEndpoint(endpoint, [...tries, excused(endpoint, last)], slot, first.at);
  };

  /** Told before the row remembers that it was: a run that is killed between the two tells it again, which adds nothing. */
  const observe = async (endpoint: Endpoint, tries: Tries, isQuiet: boolean) => {
    const [first] = tries;
    const { state, notices } = observeCertificate(endpoint.certificate, certificateIn(endpoint, tries), first.at);
    let events = 0;
    for (const notice of notices) events += await tellCertificate(world, endpoint, notice);
    const redirect = isQuiet && fits(config.probeTimeoutMs) ? await lookAtRedirect(endpoint) : {};
    const wire = observeWire(endpoint.wire, { ...first.wire, ...redirect }, first.at);
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
    return tellClosed(world, { endpointId, id }, incidentClosedAt, closedBecauseOf(endpoint));
  };

  return {
    look,
    /** One look and all that follows of it. */
    async through(before: Endpoint, watch: NetworkWatch): Promise<Followed | undefined> {
      const tries = await tryUntilSure(before, watch);
      if (tries === undefined) return undefined;
      const settlement = await settle(before, tries, watch);
      const sample = sampleOf(before.id, tries[0], tries.length, settlement.verdict, paceOf(before, slotMs));
      try {
        const isQuiet = settlement.transition === undefined && isGood(settlement.verdict) && !run.isOver();
        const observed = await observe(settlement.endpoint ?? before, tries, isQuiet);
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

/**
 * The certificate that was seen from here. One that was refused says nothing new: what stands between us and the host may
 * have shown it; of the one that is known it may say that it ended.
 */
function certificateIn({ certificate }: Endpoint, tries: readonly Try[]): TlsFacts | undefined {
  const seen = tries.find(({ tls, isFromElsewhere }) => tls !== undefined && isFromElsewhere !== true);
  const isKnown = seen?.tls?.fingerprint === certificate?.current.fingerprint;
  return seen !== undefined && (!seen.code.startsWith('tls-') || isKnown) ? seen.tls : undefined;
}

function sampleOf(
  endpointId: string,
  { at, verdict: first, code, phases }: Sight,
  tries: number,
  verdict: ProbeVerdict,
  everyMs: number,
): Sample {
  return { endpointId, at, verdict, first, code, phases, tries, everyMs };
}
