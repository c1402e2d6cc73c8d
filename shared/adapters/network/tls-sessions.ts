/**
 * TLS sessions that may be resumed (RFC 8446 §2.2): a resumed handshake is cheaper for both sides and sends no certificate.
 * One belongs to the host name and port its certificate was verified for, and is never offered to another; it is not
 * used past the end of that certificate's chain, which a resumed handshake does not show again.
 */

/** Serialized by OpenSSL, with the leaf in it: about 2 KB. */
type TlsSession = { readonly ticket: Buffer; readonly untilMs: number };

export type TlsSessions = {
  find(key: string): TlsSession | undefined;
  keep(key: string, session: TlsSession): void;
  forget(key: string): void;
};

const mostSessions = 10_000;

/** Bounded: the least recently used go first. */
export function createTlsSessions(most = mostSessions, now: () => number = Date.now): TlsSessions {
  const kept = new Map<string, TlsSession>();
  return {
    find(key) {
      const session = kept.get(key);
      if (session === undefined) return undefined;
      kept.delete(key);
      if (session.untilMs <= now()) return undefined;
      kept.set(key, session);
      return session;
    },
    keep(key, session) {
      kept.delete(key);
      kept.set(key, session);
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    },
    forget: (key) => kept.delete(key),
  };
}
