/**
 * Opens connections, to judged addresses only (trust.md, "Addresses"). A name is resolved here, all its addresses are
 * judged, and the socket is pinned to them, so no second look-up can give another answer; a literal is judged too, for
 * which Node calls no look-up. Certificates are always verified.
 */
import type { Socket } from 'node:net';
import type { SecureContext, TLSSocket } from 'node:tls';
import type { buildConnector } from 'undici';
import type { AddressPolicy } from '../../domain/fetching/address-policy.ts';
import type { TlsFacts } from '../../domain/fetching/fetch-outcome.ts';
import { createJudgedNames } from './judged-names.ts';
import { type Alerts, type Dial, type Opened, openSocket } from './open-socket.ts';
import type { Resolver } from './resolver.ts';
import { leafOf, readTlsFacts } from './tls.ts';
import { createTlsSessions } from './tls-sessions.ts';

/** Facts of one open connection. */
export type Connection = {
  readonly address: string;
  readonly dnsMs?: number;
  readonly connectMs: number;
  readonly tlsMs?: number;
  /** Absent when the session of an earlier connection was resumed: it showed no certificate. */
  readonly tls?: TlsFacts;
  /** Makes the next connection show everything again; there only when a session was resumed. */
  readonly forgetSession?: () => void;
  /** Which undici does not tell. */
  readonly alerts: Alerts;
  /** Requests written to it so far. */
  requests: number;
};

/** `kept`: for many requests, its session is of no use; `full` and `resume`: for one, with a handshake like that. */
export type Manner = 'kept' | 'full' | 'resume';

type Connected = (error: Error | null, socket: Socket | null, connection?: Connection) => void;

export type GuardedConnect = (target: buildConnector.Options, manner: Manner, done: Connected) => void;

type GuardedConnectOptions = {
  readonly policy: AddressPolicy;
  readonly resolver: Resolver;
  readonly secureContext: SecureContext;
  readonly connectTimeoutMs: number;
};

type Reached = Pick<Dial, 'pinned' | 'host' | 'port' | 'timeoutMs'> & { readonly dnsMs?: number };

const portOf = ({ port, protocol }: buildConnector.Options): number =>
  Number(port === '' ? (protocol === 'https:' ? 443 : 80) : port);

/** When a chain ends; NaN when that is not known. */
const endOf = (tls: TlsFacts | undefined): number => Date.parse(tls?.chainValidTo ?? tls?.validTo ?? '');

const describe = ({ socket, connectMs, tlsMs, alerts }: Opened, { dnsMs }: Reached, tls?: TlsFacts): Connection => ({
  address: socket.remoteAddress ?? '',
  ...(dnsMs === undefined ? {} : { dnsMs }),
  connectMs,
  ...(tlsMs === undefined ? {} : { tlsMs }),
  ...(tls === undefined ? {} : { tls }),
  alerts,
  requests: 0,
});

function openPlain(reached: Reached, done: Connected): void {
  openSocket(reached, (error, opened) => {
    if (opened === undefined) done(error, null);
    else done(null, opened.socket, describe(opened, reached));
  });
}

/** Opens TLS connections that remember the sessions of those for one request. */
function createSecureOpener(context: SecureContext): (reached: Reached, manner: Manner, done: Connected) => void {
  const sessions = createTlsSessions();
  return (reached, manner, done) => {
    const key = `${reached.host}:${reached.port}`;
    const offered = manner === 'resume' ? sessions.find(key) : undefined;
    const forgetSession = (): void => sessions.forget(key);
    let untilMs = Number.NaN;
    const onSession = (ticket: Buffer): void => {
      if (untilMs > Date.now()) sessions.keep(key, { ticket, untilMs });
    };
    const tls = {
      context,
      ...(offered === undefined ? {} : { session: offered.ticket }),
      ...(manner === 'kept' ? {} : { onSession }),
    };
    openSocket({ ...reached, tls }, (error, opened) => {
      if (opened === undefined) {
        if (offered !== undefined) forgetSession();
        return done(error, null);
      }
      if (offered !== undefined && opened.resumed === true) {
        untilMs = offered.untilMs;
        return done(null, opened.socket, { ...describe(opened, reached), forgetSession });
      }
      const socket = opened.socket as TLSSocket;
      const facts = readTlsFacts(leafOf(socket), socket.getProtocol());
      untilMs = endOf(facts);
      done(null, socket, describe(opened, reached, facts));
    });
  };
}

export function createGuardedConnect(options: GuardedConnectOptions): GuardedConnect {
  const { policy, resolver, secureContext, connectTimeoutMs: timeoutMs } = options;
  const reach = createJudgedNames(resolver, policy);
  const openSecure = createSecureOpener(secureContext);
  return (target, manner, done) => {
    const host = target.hostname;
    reach(host)
      .then((found) => {
        const reached = { ...found, host, port: portOf(target), timeoutMs };
        if (target.protocol === 'https:') openSecure(reached, manner, done);
        else openPlain(reached, done);
      })
      .catch((refusal) => done(refusal, null));
  };
}
