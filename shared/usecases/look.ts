/** One look at an endpoint from where this process is: one request over a connection of its own, and what it says. */
import type { FetchOutcome, HttpRequest, Timings } from '../domain/fetching/fetch-outcome.ts';
import { judgeProbe } from '../domain/uptime/judge.ts';
import type { Phases } from '../domain/uptime/sample.ts';
import type { Question, Sight } from '../domain/uptime/sight.ts';
import { sightOfWire } from '../domain/uptime/wire.ts';
import { isoNow, type OutboundWorld } from './world.ts';

const mostBodyBytes = 64 * 1024;

const whole = (durationMs: number): number => Math.max(Math.round(durationMs), 0);

/** The parts of the time, each apart: what undici tells as first byte includes what came before it. */
function phasesOf({ dnsMs, connectMs, tlsMs, firstByteMs, totalMs }: Timings): Phases {
  const before = (dnsMs ?? 0) + (connectMs ?? 0) + (tlsMs ?? 0);
  return {
    ...(dnsMs === undefined ? {} : { dns: whole(dnsMs) }),
    ...(connectMs === undefined ? {} : { connect: whole(connectMs) }),
    ...(tlsMs === undefined ? {} : { tls: whole(tlsMs) }),
    ...(firstByteMs === undefined ? {} : { wait: whole(firstByteMs - before) }),
    total: whole(totalMs),
  };
}

/** The certificate of the host that was asked: an answer after a redirect may be another's. */
const tlsOf = ({ url, finalUrl, tls }: FetchOutcome): Pick<Sight, 'tls'> =>
  tls === undefined || (finalUrl !== undefined && new URL(finalUrl).host !== new URL(url).host) ? {} : { tls };

/** A GET over a connection of its own, of which any answer counts and no more than so many bytes are read. */
export const probeRequest = (url: string, timeoutMs: number, maxBodyBytes: number): HttpRequest => ({
  url,
  purpose: 'probe',
  anyStatus: true,
  maxBodyBytes,
  cutBody: true,
  timeoutMs,
  fresh: true,
});

export async function lookAt(
  { http, clock }: Pick<OutboundWorld, 'http' | 'clock'>,
  question: Question,
): Promise<Sight> {
  const at = isoNow(clock);
  const request = probeRequest(question.url, question.timeoutMs, mostBodyBytes);
  const outcome = await http.request({ ...request, resume: !question.showCertificate });
  const wire = sightOfWire(outcome, question.kind);
  return {
    ...judgeProbe(outcome, question, clock.now()),
    at,
    phases: phasesOf(outcome.timings),
    ...tlsOf(outcome),
    ...(wire === undefined ? {} : { wire }),
  };
}
