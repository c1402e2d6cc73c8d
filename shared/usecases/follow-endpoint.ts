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
  /** A place that fails is as good as not asked: we look from here instead. */
  const lookFrom = async (place: Vantage, question: Question): Promise<Sight> => {
    try {
      return await place.look(question);
    } catch (fault) {
      if (place === here) throw fault;
      log.warn('a vantage point could not be asked', { vantage: place.name, fault });
      return here.look(question);
    }
  };
  const look = (endpoint: Endpoint): Promise<Sight> => gates(endpoint.url, () => here.look(questionOf(endpoint, true)));

  const excused = (endpoint: Endpoint, sight: Sight): Sight => ({ ...sight, ...excuse(endpoint, sight, sight.at) });

  /** The first try and those that confirm it, each from the next place. */
  const tryUntilSure = async (endpoint: Endpoint, watch: NetworkWatch): Promise<readonly Sight[]> => {
    const places = [here, ...world.vantages];
    const first = await look(endpoint);
    watch.saw(endpoint, first);
    const tries = [excused(endpoint, first)];
    for (const pause of config.probeRetryDelaysMs) {
      if (!wantsAnotherTry(endpoint.verdict, tries) || run.isOver()) break;
      await clock.sleep(pause);
      const place = places[tries.length % places.length] ?? here;
      const ask = () => lookFrom(place, questionOf(endpoint, false));
      // What is seen from elsewhere is not of this place's door.
      const sight = place === here ? await gates(endpoint.url, ask) : await ask();
      tries.push(excused(endpoint, sight));
    }
    return tries;
  };

  const settle = async (endpoint: Endpoint, tries: readonly Sight[], watch: NetworkWatch): Promise<Settlement> => {
    const [first] = tries;
    const move = moveOf(endpoint, tries);
    const isSilent = move?.verdict === 'down' && tries.every(({ code }) => isSilence(code));
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
