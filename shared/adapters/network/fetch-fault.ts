/**
 * THE TABLE of how a connection fails: errors of undici, of Node and of OpenSSL to our codes. Nothing else in the
 * product reads an error's code.
 */
import type { FetchCode } from '../../domain/fetching/fetch-codes.ts';
import type { TlsFacts } from '../../domain/fetching/fetch-outcome.ts';

/**
 * How far a request got: no connection yet, request sent, or status and headers received. `greeted`: no connection yet,
 * and the server has shown its certificate.
 */
export type Phase = 'connecting' | 'greeted' | 'waiting' | 'reading';

export type Fault = {
  readonly code: FetchCode;
  readonly detail: string;
  /** Who was refused before anything was sent, and the certificate it showed. */
  readonly peer?: { readonly address: string; readonly tls?: TlsFacts };
};

/** A refusal of our own, carried through undici as an error. */
export class FetchRefusal extends Error {
  override name = 'FetchRefusal';
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.detail);
    this.fault = fault;
  }
}

type Entry = {
  /** Start of the error's code, or of its name when it has no code. */
  readonly error: string;
  /** Part of its message, when the code alone does not tell. */
  readonly message?: string;
  readonly phase?: Phase;
  readonly code: FetchCode;
};

/** Alerts to a client that showed no certificate, or none that is wanted; of OpenSSL 3.5 and of those before it. */
const refusals = [
  'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE',
  'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
  'ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE',
  'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE',
  'ERR_SSL_TLSV1_ALERT_ACCESS_DENIED',
];

/** The first entry that fits counts. */
const table: readonly Entry[] = [
  { error: 'ECONNREFUSED', code: 'connect-refused' },
  { error: 'UND_ERR_CONNECT_TIMEOUT', code: 'connect-timeout' },
  { error: 'ETIMEDOUT', phase: 'connecting', code: 'connect-timeout' },
  { error: 'EHOSTUNREACH', code: 'host-unreachable' },
  { error: 'EHOSTDOWN', code: 'host-unreachable' },
  { error: 'ENETUNREACH', code: 'network-unreachable' },
  { error: 'ENETDOWN', code: 'network-unreachable' },
  { error: 'EADDRNOTAVAIL', code: 'network-unreachable' },
  { error: 'EACCES', code: 'network-unreachable' },
  { error: 'EPERM', code: 'network-unreachable' },
  { error: 'EMFILE', code: 'network-unreachable' },
  { error: 'ENFILE', code: 'network-unreachable' },
  { error: 'ENOBUFS', code: 'network-unreachable' },

  { error: 'UND_ERR_HEADERS_TIMEOUT', code: 'timeout-headers' },
  { error: 'UND_ERR_BODY_TIMEOUT', code: 'timeout-body' },
  { error: 'UND_ERR_HEADERS_OVERFLOW', code: 'headers-too-large' },
  { error: 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH', phase: 'reading', code: 'truncated' },
  { error: 'HTTPParserError', message: 'EOF', phase: 'reading', code: 'truncated' },
  { error: 'UND_ERR_SOCKET', message: 'bad ', code: 'protocol' },
  { error: 'UND_ERR_SOCKET', phase: 'reading', code: 'truncated' },
  { error: 'UND_ERR_SOCKET', code: 'connect-reset' },
  { error: 'ECONNRESET', phase: 'reading', code: 'truncated' },
  { error: 'EPIPE', phase: 'reading', code: 'truncated' },
  { error: 'ETIMEDOUT', phase: 'reading', code: 'truncated' },
  { error: 'ECONNRESET', code: 'connect-reset' },
  { error: 'ECONNABORTED', code: 'connect-reset' },
  { error: 'EPIPE', code: 'connect-reset' },
  { error: 'ETIMEDOUT', code: 'timeout-headers' },
  { error: 'UND_ERR_DESTROYED', code: 'stopped' },
  { error: 'UND_ERR_CLOSED', code: 'stopped' },

  { error: 'DEPTH_ZERO_SELF_SIGNED_CERT', code: 'tls-self-signed' },
  { error: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', code: 'tls-chain' },
  { error: 'CERT_HAS_EXPIRED', code: 'tls-expired' },
  { error: 'CERT_NOT_YET_VALID', code: 'tls-not-yet-valid' },
  { error: 'CERT_SIGNATURE_FAILURE', code: 'tls-signature' },
  { error: 'ERR_TLS_CERT_ALTNAME', code: 'tls-name' },
  { error: 'HOSTNAME_MISMATCH', code: 'tls-name' },
  { error: 'INVALID_CA', code: 'tls-not-authority' },
  { error: 'PATH_LENGTH_EXCEEDED', code: 'tls-path-length' },
  { error: 'INVALID_PURPOSE', code: 'tls-purpose' },
  // All that Node has no name for: the certificates tell (certificate-fault.ts).
  { error: 'UNSPECIFIED', code: 'tls-certificate' },
  { error: 'ERROR_IN_CERT_', code: 'tls-certificate' },
  ...['SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_', 'CERT_', 'CRL_'].map(
    (error): Entry => ({ error, code: 'tls-untrusted' }),
  ),
  { error: 'ERR_SSL_EE_KEY_TOO_SMALL', code: 'tls-weak' },
  { error: 'ERR_SSL_DH_KEY_TOO_SMALL', code: 'tls-weak-exchange' },
  { error: 'ERR_TLS_DH_PARAM_SIZE', code: 'tls-weak-exchange' },
  { error: 'ERR_SSL_UNSUPPORTED_PROTOCOL', code: 'tls-version' },
  { error: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', code: 'tls-version' },
  { error: 'EPROTO', message: 'unsupported protocol', code: 'tls-version' },
  { error: 'EPROTO', message: 'alert protocol version', code: 'tls-version' },
  { error: 'ERR_SSL_TLSV1_UNRECOGNIZED_NAME', code: 'tls-unknown-name' },
  { error: 'ERR_SSL_TLSV1_ALERT_UNRECOGNIZED_NAME', code: 'tls-unknown-name' },
  // TLS 1.3 has an alert for it, sent once the client takes the handshake to be over (RFC 8446 §4.4.2.4, §6.2); in TLS
  // 1.2 the server that refuses us has already agreed on everything else.
  { error: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', code: 'tls-client-certificate' },
  ...refusals.flatMap((error): Entry[] => [
    { error, phase: 'greeted', code: 'tls-client-certificate' },
    { error, phase: 'waiting', code: 'tls-client-certificate' },
  ]),
  { error: 'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', phase: 'connecting', code: 'tls-cipher' },
  { error: 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', phase: 'connecting', code: 'tls-cipher' },
  { error: 'ERR_SSL_TLSV1_ALERT_INSUFFICIENT_SECURITY', code: 'tls-cipher' },
  { error: 'ERR_SSL_', code: 'tls-protocol' },
  { error: 'EPROTO', code: 'tls-protocol' },
];

function nameOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return String(code ?? name);
}

/** A happy-eyeballs failure holds one error an address: told is the first that is not about our own network. */
function representative(error: unknown): unknown {
  if (!(error instanceof AggregateError)) return error;
  const inner: unknown[] = error.errors;
  return inner.find((one) => find(one, 'connecting')?.code !== 'network-unreachable') ?? inner[0] ?? error;
}

function find(error: unknown, phase: Phase): Entry | undefined {
  const { message = '' } = error as { message?: string };
  const told = nameOf(error);
  return table.find(
    (entry) =>
      told.startsWith(entry.error) &&
      (entry.phase === undefined || entry.phase === phase) &&
      (entry.message === undefined || message.includes(entry.message)),
  );
}

/** The fault an error stands for. What is in no entry is a breach of the protocol, told with its code. */
export function explainError(thrown: unknown, phase: Phase): Fault {
  const error = representative(thrown);
  if (error instanceof FetchRefusal) return error.fault;
  return { code: find(error, phase)?.code ?? 'protocol', detail: nameOf(error) };
}
