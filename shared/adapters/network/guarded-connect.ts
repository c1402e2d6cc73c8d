/**
 * Opens connections, to judged addresses only (trust.md, "Addresses"). A name is resolved here, all its addresses are
 * judged, and the socket is pinned to them, so no second look-up can give another answer; a literal is judged too, for
 * which Node calls no look-up. Certificates are always verified.
 */
import { isIP, type LookupFunction, type Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';
import { buildConnector } from 'undici';
import type { AddressPolicy } from '../../domain/fetching/address-policy.ts';
import type { TlsFacts } from '../../domain/fetching/fetch-outcome.ts';
import { FetchRefusal } from './fetch-fault.ts';
import type { Resolution, Resolver } from './resolver.ts';
import { readTlsFacts } from './tls.ts';

/** Facts of one open connection. */
export type Connection = {
  readonly address: string;
  readonly dnsMs: number;
  readonly connectMs: number;
  readonly tls?: TlsFacts;
  /** Requests written to it so far. */
  requests: number;
};

type Connected = (error: Error | null, socket: Socket | null, connection?: Connection) => void;

export type GuardedConnect = (target: buildConnector.Options, done: Connected) => void;

type GuardedConnectOptions = {
  readonly policy: AddressPolicy;
  readonly resolver: Resolver;
  readonly secureContext: SecureContext;
  readonly connectTimeoutMs: number;
};

const mostAddresses = 8;
const keptMs = 30_000;
const mostNames = 10_000;

type Pinned = { readonly address: string; readonly family: number };
type Kept = { readonly at: number; readonly pinned: Promise<readonly Pinned[]> };

/** All answers are judged, and one refused address refuses the name; the first eight are kept. */
function judge(resolution: Resolution, policy: AddressPolicy): readonly Pinned[] {
  if (!resolution.ok) throw new FetchRefusal(resolution);
  const judged = resolution.addresses.map((ip) => {
    const verdict = policy(ip);
    if (!verdict.ok) throw new FetchRefusal(verdict);
    return { address: verdict.address, family: isIP(verdict.address) };
  });
  return judged.slice(0, mostAddresses);
}

/** Judged addresses of a name, kept for half a minute. Failures are not kept. Rejects with FetchRefusal. */
function createLookup(resolver: Resolver, policy: AddressPolicy): (host: string) => Promise<readonly Pinned[]> {
  const names = new Map<string, Kept>();
  return (host) => {
    const known = names.get(host);
    const now = performance.now();
    if (known !== undefined && now - known.at < keptMs) return known.pinned;
    if (names.size >= mostNames) names.clear();
    const pinned = resolver.resolve(host).then((resolution) => judge(resolution, policy));
    names.set(host, { at: now, pinned });
    pinned.catch(() => names.delete(host));
    return pinned;
  };
}

export function createGuardedConnect(options: GuardedConnectOptions): GuardedConnect {
  const { policy, resolver, secureContext, connectTimeoutMs } = options;
  const addressesOf = createLookup(resolver, policy);
  const lookup: LookupFunction = (host, { all }, answer) => {
    addressesOf(host).then(
      (pinned) => (all ? answer(null, [...pinned]) : answer(null, pinned[0]?.address ?? '', pinned[0]?.family)),
      (refusal) => answer(refusal, all ? [] : ''),
    );
  };
  const connect = buildConnector({
    allowH2: false,
    maxCachedSessions: 0,
    timeout: connectTimeoutMs,
    secureContext,
    rejectUnauthorized: true,
    autoSelectFamily: true,
    lookup,
  });

  const judgeTarget = async (host: string): Promise<void> => {
    if (isIP(host) === 0) await addressesOf(host);
    else judge({ ok: true, addresses: [host] }, policy);
  };

  return (target, done) => {
    const startedAt = performance.now();
    judgeTarget(target.hostname).then(
      () => {
        const resolvedAt = performance.now();
        connect(target, (...[error, socket]) => {
          if (error !== null) return done(error, null);
          const tls = socket instanceof TLSSocket ? readTlsFacts(socket) : undefined;
          done(null, socket, {
            address: socket.remoteAddress ?? '',
            dnsMs: resolvedAt - startedAt,
            connectMs: performance.now() - resolvedAt,
            ...(tls === undefined ? {} : { tls }),
            requests: 0,
          });
        });
      },
      (refusal) => done(refusal, null),
    );
  };
}
