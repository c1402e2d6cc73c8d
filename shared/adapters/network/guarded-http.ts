/**
 * The only way out (trust.md, "Addresses" and "HTTP"): judges every URL and every address, follows redirects by hand,
 * bounds time and bytes, and tells every outcome as data.
 */
import type { SecureContext } from 'node:tls';
import { createAddressPolicy } from '../../domain/fetching/address-policy.ts';
import type {
  Answer,
  Failed,
  FetchOutcome,
  FetchWarning,
  HttpRequest,
  Redirect,
  Timings,
} from '../../domain/fetching/fetch-outcome.ts';
import { judgeAnswer } from '../../domain/fetching/judge-answer.ts';
import { checkUrl, resolveUrl, type UrlVerdict } from '../../domain/fetching/url-policy.ts';
import { conditionalHeaders } from '../../domain/fetching/validators.ts';
import type { Clock, Http } from '../../ports.ts';
import { acceptEncoding } from './decode-body.ts';
import { Exchange, isRedirect, type Replied, type Reply } from './exchange.ts';
import type { Fault } from './fetch-fault.ts';
import { createGuardedConnect } from './guarded-connect.ts';
import { createFreshLines, createOriginLines } from './origin-lines.ts';
import { createResolver, type Resolver } from './resolver.ts';
import { createTlsContext } from './tls.ts';

/** Milliseconds and bytes. */
type Limits = {
  readonly dnsTimeoutMs: number;
  /** TCP and TLS. */
  readonly connectTimeoutMs: number;
  readonly headersTimeoutMs: number;
  /** Between two pieces of the body. */
  readonly bodyTimeoutMs: number;
  /** Everything, redirects included; a request may ask for another. */
  readonly timeoutMs: number;
  /** After decompression; a request may ask for another. */
  readonly maxBodyBytes: number;
};

const defaultLimits: Limits = {
  dnsTimeoutMs: 3_000,
  connectTimeoutMs: 5_000,
  headersTimeoutMs: 10_000,
  bodyTimeoutMs: 10_000,
  timeoutMs: 30_000,
  maxBodyBytes: 20 * 1024 * 1024,
};

export type GuardedHttpOptions = {
  readonly userAgent: string;
  /** CIDR ranges reachable although not public. */
  readonly allowAddresses: readonly string[];
  readonly nat64: boolean;
  /** Our own hosts, `name` or `name:port`, never fetched. */
  readonly selfHosts?: readonly string[];
  readonly resolver?: Resolver;
  readonly secureContext?: SecureContext;
  readonly clock?: Pick<Clock, 'now'>;
  readonly limits?: Partial<Limits>;
};

export type GuardedHttp = Http & { close(): Promise<void> };

const mostRedirects = 5;
/** A kept connection may close just as a request is written to it; no more than a few can be in that state. */
const mostResends = 3;

type Refused = { readonly ok: false } & Fault;
type Admitted = { readonly ok: true; readonly url: URL; readonly literal: boolean };

/** One request on its way through its redirects. */
type Trip = {
  readonly asked: HttpRequest;
  readonly startedAt: number;
  readonly timeoutMs: number;
  readonly redirects: Redirect[];
  exchange?: Exchange;
  expired: boolean;
};

/** One stop of a trip: what was asked there and what came back. */
type Stop = Admitted & {
  readonly sentAt: number;
  readonly conditional: boolean;
  readonly reply: Reply;
};

const milliseconds = (duration: number): number => Math.round(duration * 100) / 100;

function timingsOf(trip: Trip, stop: Stop | undefined): Timings {
  const opened = stop?.reply.fresh === true ? stop.reply.connection : undefined;
  return {
    ...(opened?.dnsMs === undefined ? {} : { dnsMs: milliseconds(opened.dnsMs) }),
    ...(opened === undefined ? {} : { connectMs: milliseconds(opened.connectMs) }),
    ...(opened?.tlsMs === undefined ? {} : { tlsMs: milliseconds(opened.tlsMs) }),
    ...(stop === undefined || stop.reply.fault !== undefined
      ? {}
      : { firstByteMs: milliseconds(stop.reply.firstByteAt - stop.sentAt) }),
    totalMs: milliseconds(performance.now() - trip.startedAt),
  };
}

const connectionFacts = ({ reply: { connection } }: Stop): Pick<Answer, 'address' | 'tls'> =>
  connection === undefined
    ? {}
    : { address: connection.address, ...(connection.tls === undefined ? {} : { tls: connection.tls }) };

function failTrip(trip: Trip, fault: Fault, stop?: Stop): Failed {
  const { reply } = stop ?? {};
  return {
    outcome: 'failed',
    url: trip.asked.url,
    code: fault.code,
    detail: fault.detail,
    redirects: trip.redirects,
    ...(stop === undefined ? {} : { finalUrl: stop.url.href, ...connectionFacts(stop), ...fault.peer }),
    ...(reply === undefined || reply.fault !== undefined ? {} : { status: reply.status, headers: reply.headers }),
    timings: timingsOf(trip, stop),
  };
}

function warningsOf({ redirects }: Trip, { literal }: Stop): FetchWarning[] {
  const downgraded = redirects.some(({ from, to }) => from.startsWith('https:') && to.startsWith('http:'));
  return [...(literal ? (['literal-address'] as const) : []), ...(downgraded ? (['redirect-to-http'] as const) : [])];
}

function judgeStop(trip: Trip, stop: Stop, reply: Replied, nowMs: number): FetchOutcome {
  const { asked, redirects } = trip;
  const { status, headers, body, bodyCut, warnings } = reply;
  const facts = { finalUrl: stop.url.href, ...connectionFacts(stop), timings: timingsOf(trip, stop) };
  const sent = stop.conditional && asked.validators !== undefined ? { sentValidators: asked.validators } : {};
  return judgeAnswer(
    {
      answer: { url: asked.url, redirects, status, headers, ...facts },
      body,
      bodyCut,
      warnings: [...warnings, ...warningsOf(trip, stop)],
    },
    { ...asked, ...sent },
    nowMs,
  );
}

const elsewhere: Fault = { code: 'redirect-refused', detail: 'it leads to another origin' };

/** Header values arrive as bytes; a Location with bare UTF-8 is not rare. */
const readUtf8 = (latin1: string): string => Buffer.from(latin1, 'latin1').toString('utf8');

export function createGuardedHttp(options: GuardedHttpOptions): GuardedHttp {
  const { userAgent, allowAddresses, nat64, selfHosts = [], clock = Date } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const policy = createAddressPolicy({ allow: allowAddresses, nat64 });
  const resolver = options.resolver ?? createResolver({ timeoutMs: limits.dnsTimeoutMs });
  const own = new Set(selfHosts.map((host) => host.toLowerCase()));
  const connect = createGuardedConnect({
    policy,
    resolver,
    secureContext: options.secureContext ?? createTlsContext(),
    connectTimeoutMs: limits.connectTimeoutMs,
  });
  const lines = createOriginLines(connect, limits);
  const fresh = createFreshLines(connect, limits);

  const refuseOwn = (verdict: UrlVerdict): Admitted | Refused =>
    verdict.ok && (own.has(verdict.url.host) || own.has(verdict.url.hostname))
      ? { ok: false, code: 'refused-self', detail: 'an address of this service' }
      : verdict;

  /** Where a redirect leads, judged like any other address. */
  function followRedirect(trip: Trip, from: URL, { status, headers: { location } }: Replied): Admitted | Refused {
    if (location === undefined) return { ok: false, code: 'protocol', detail: `HTTP ${status} without Location` };
    const target = refuseOwn(resolveUrl(readUtf8(location), from.href, policy));
    if (!target.ok) return { ok: false, code: 'redirect-refused', detail: `${target.code}: ${target.detail}` };
    const { href } = target.url;
    if (href === from.href || trip.redirects.some((hop) => hop.from === href)) {
      return { ok: false, code: 'redirect-loop', detail: `after ${trip.redirects.length + 1} redirects` };
    }
    if (trip.redirects.length === mostRedirects) {
      return { ok: false, code: 'redirect-limit', detail: `more than ${mostRedirects} redirects` };
    }
    trip.redirects.push({ status, from: from.href, to: href });
    return target;
  }

  function dispatch(trip: Trip, url: URL, conditional: readonly string[]): Promise<Reply> {
    const { method = 'GET', accept = '*/*', maxBodyBytes = limits.maxBodyBytes } = trip.asked;
    const alone = trip.asked.fresh === true;
    return new Promise((resolve) => {
      const line = alone ? fresh.open(url.origin, trip.asked.resume === true ? 'resume' : 'full') : lines;
      const exchange = new Exchange({ ...trip.asked, maxBodyBytes }, (reply) => {
        // What a resumed session may have broken is asked with a full handshake the next time.
        if (reply.fault !== undefined) reply.connection?.forgetSession?.();
        fresh.end(line);
        resolve(reply);
      });
      trip.exchange = exchange;
      if (trip.expired) {
        exchange.expire(trip.timeoutMs);
        return;
      }
      const headers = ['user-agent', userAgent, 'accept', accept, 'accept-encoding', acceptEncoding, ...conditional];
      const path = url.pathname + url.search;
      line.dispatch({ origin: url.origin, path, method, headers, ...(alone ? { reset: true } : {}) }, exchange);
    });
  }

  /** Sends again what a kept connection lost before the peer answered anything (RFC 9110 §9.2.2). */
  async function visit(trip: Trip, admitted: Admitted): Promise<Stop> {
    const { url } = admitted;
    const sentAt = performance.now();
    const conditional = conditionalHeaders(trip.asked.validators, url.origin);
    let reply = await dispatch(trip, url, conditional);
    for (let resends = 0; resends < mostResends; resends += 1) {
      if (reply.fault?.code !== 'connect-reset' || reply.fresh) break;
      reply = await dispatch(trip, url, conditional);
    }
    return { ...admitted, sentAt, conditional: conditional.length > 0, reply };
  }

  async function travel(trip: Trip): Promise<FetchOutcome> {
    let step = refuseOwn(checkUrl(trip.asked.url, policy));
    let stop: Stop | undefined;
    while (step.ok) {
      stop = await visit(trip, step);
      const { reply, url } = stop;
      if (reply.fault !== undefined) {
        const led = reply.fault.code === 'refused-address' && trip.redirects.length > 0;
        return failTrip(trip, led ? { ...reply.fault, code: 'redirect-refused' } : reply.fault, stop);
      }
      if (!isRedirect(reply.status)) return judgeStop(trip, stop, reply, clock.now());
      step = followRedirect(trip, url, reply);
      if (step.ok && trip.asked.sameOrigin === true && step.url.origin !== url.origin) {
        return { ...failTrip(trip, elsewhere, stop), crossesTo: step.url.href };
      }
    }
    return failTrip(trip, step, stop);
  }

  return {
    async request(asked) {
      const timeoutMs = asked.timeoutMs ?? limits.timeoutMs;
      const { redirects, spentMs } = asked.trail ?? { redirects: [], spentMs: 0 };
      const startedAt = performance.now() - spentMs;
      const trip: Trip = { asked, startedAt, timeoutMs, redirects: [...redirects], expired: false };
      const timer = setTimeout(
        () => {
          trip.expired = true;
          trip.exchange?.expire(timeoutMs);
        },
        Math.max(timeoutMs - spentMs, 0),
      );
      try {
        return await travel(trip);
      } finally {
        clearTimeout(timer);
      }
    },
    async close() {
      resolver.close();
      await Promise.all([lines.destroy(), fresh.destroy()]);
    },
  };
}
