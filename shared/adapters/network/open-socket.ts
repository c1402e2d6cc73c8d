/**
 * Opens one socket to judged addresses, in steps that are timed apart. A TLS handshake is let to its end even when the
 * certificate is bad, so that it can be told what is bad; such a socket is destroyed here and nobody gets it, and
 * whoever writes has it only from `done`.
 */
import { isIP, type LookupFunction, connect as openTcp, type Socket, type TcpNetConnectOpts } from 'node:net';
import { checkServerIdentity, connect as openTls, type SecureContext, TLSSocket } from 'node:tls';
import { explainCertificate } from './certificate-fault.ts';
import { explainError, FetchRefusal } from './fetch-fault.ts';
import type { Pinned } from './judged-names.ts';
import { leafOf, readTlsFacts } from './tls.ts';

export type Dial = {
  readonly pinned: readonly Pinned[];
  readonly host: string;
  readonly port: number;
  /** TCP and TLS together. */
  readonly timeoutMs: number;
  readonly tls?: {
    readonly context: SecureContext;
    /** A session to resume. */
    readonly session?: Buffer;
    /** Told each session that an authorized connection may be resumed with. */
    readonly onSession?: (ticket: Buffer) => void;
  };
};

/** What the peer says of its own accord once a connection is open: TLS 1.3 has refusals that come after the handshake. */
export type Alerts = { first?: Error };

/** `connectMs`: TCP; `tlsMs`: the handshake after it; `resumed`: without a certificate. */
export type Opened = {
  readonly socket: Socket;
  readonly connectMs: number;
  readonly tlsMs?: number;
  readonly resumed?: boolean;
  readonly alerts: Alerts;
};

type Done = (error: FetchRefusal | null, opened?: Opened) => void;

/** One address is dialled as it is; several are tried in turns (RFC 8305), without asking anybody for them again. */
function whereTo({ pinned, port }: Dial): TcpNetConnectOpts {
  const [first] = pinned;
  if (first !== undefined && pinned.length === 1) return { host: first.address, port };
  const lookup: LookupFunction = (_, { all }, answer) => {
    if (all) answer(null, [...pinned]);
    else answer(null, first?.address ?? '', first?.family);
  };
  return { host: 'judged', port, lookup, autoSelectFamily: true };
}

function startTls(dial: Dial, { context, session, onSession }: NonNullable<Dial['tls']>): TLSSocket {
  const { host } = dial;
  const socket = openTls({
    ...whereTo(dial),
    secureContext: context,
    // An address has no server name (RFC 6066 §3).
    servername: isIP(host) === 0 ? host : '',
    ALPNProtocols: ['http/1.1'],
    checkServerIdentity: (_, certificate) => checkServerIdentity(host, certificate),
    rejectUnauthorized: false,
    ...(session === undefined ? {} : { session }),
  });
  return onSession === undefined ? socket : socket.on('session', onSession);
}

/** What is wrong with the certificate of a finished handshake; undefined when nothing is. */
function judgeCertificate(socket: TLSSocket): FetchRefusal | undefined {
  if (socket.authorized) return undefined;
  const leaf = leafOf(socket);
  const tls = readTlsFacts(leaf, socket.getProtocol());
  const fault = explainCertificate(socket.authorizationError, leaf);
  return new FetchRefusal({
    ...fault,
    peer: { address: socket.remoteAddress ?? '', ...(tls === undefined ? {} : { tls }) },
  });
}

export function openSocket(dial: Dial, done: Done): void {
  const startedAt = performance.now();
  let connectedAt: number | undefined;
  let settled = false;
  const alerts: Alerts = {};
  const socket = dial.tls === undefined ? openTcp(whereTo(dial)) : startTls(dial, dial.tls);

  const settle = (error: FetchRefusal | null, opened?: Opened): void => {
    if (settled) return;
    settled = true;
    clearTimeout(timer);
    if (error !== null) socket.destroy();
    done(error, opened);
  };
  const timer = setTimeout(() => {
    const code = connectedAt === undefined ? 'connect-timeout' : 'timeout-tls';
    settle(new FetchRefusal({ code, detail: `not open after ${dial.timeoutMs} ms` }));
  }, dial.timeoutMs);

  socket.setNoDelay(true);
  socket.once('connect', () => {
    connectedAt = performance.now();
    if (dial.tls === undefined) settle(null, { socket, connectMs: connectedAt - startedAt, alerts });
  });
  const judgeHandshake = (secured: TLSSocket): void => {
    const refusal = judgeCertificate(secured);
    const tcpAt = connectedAt ?? startedAt;
    const [connectMs, tlsMs] = [tcpAt - startedAt, performance.now() - tcpAt];
    if (refusal === undefined) settle(null, { socket, connectMs, tlsMs, resumed: secured.isSessionReused(), alerts });
    else settle(refusal);
  };
  if (socket instanceof TLSSocket) socket.once('secureConnect', () => judgeHandshake(socket));
  // Stays for good: undici ends a connection at its end, and would forget the alert that came before.
  socket.on('error', (error: NodeJS.ErrnoException) => {
    if (settled) {
      if (error.code?.startsWith('ERR_SSL_')) alerts.first ??= error;
      return;
    }
    const greeted = socket instanceof TLSSocket && leafOf(socket) !== undefined;
    settle(new FetchRefusal(explainError(error, greeted ? 'greeted' : 'connecting')));
  });
}
