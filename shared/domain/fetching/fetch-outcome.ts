/**
 * How a fetch ends, as data. The codes are a closed list: `fetch-codes.ts` holds the class, the words and the repair of
 * each; nothing else in the product tells failures apart.
 */
import type { FetchCode } from './fetch-codes.ts';

type FetchPurpose = 'catalogue' | 'description' | 'reference' | 'robots' | 'discovery' | 'probe';

/** Validators of an earlier answer (RFC 9110 §8.8); sent again only to the origin they came from. */
export type Validators = { readonly etag?: string; readonly lastModified?: string; readonly origin: string };

/** The part of a fetch that ended at another origin's door: the request that goes on from there carries it. */
type Trail = { readonly redirects: readonly Redirect[]; readonly spentMs: number };

export type HttpRequest = {
  readonly url: string;
  readonly purpose: FetchPurpose;
  readonly method?: 'GET' | 'HEAD';
  readonly accept?: string;
  readonly validators?: Validators;
  /** Decoded bytes; more end the fetch as `too-large`, or are cut when `cutBody`. Default 20 MiB. */
  readonly maxBodyBytes?: number;
  readonly cutBody?: boolean;
  /** Total time, redirects included. Default 30 s. */
  readonly timeoutMs?: number;
  /** Probes: an answer of any final status is `fetched`; otherwise only 2xx with a body is. */
  readonly anyStatus?: boolean;
  /** Over a connection of its own at each hop, so that its parts are timed; closed afterwards. */
  readonly fresh?: boolean;
  /** With `fresh`: the TLS session of an earlier one may be resumed; it then shows no certificate. */
  readonly resume?: boolean;
  /** A redirect to another origin is told (`Failed.crossesTo`) and not followed. */
  readonly sameOrigin?: boolean;
  /** What was followed before, with `sameOrigin`: it counts towards the redirects and the total time. */
  readonly trail?: Trail;
};

/**
 * What the TLS handshake showed, for the connection that gave the final answer, or of the certificate that was refused.
 * Absent when a session was resumed. Times are ISO 8601.
 */
export type TlsFacts = {
  readonly protocol: string;
  readonly subject: string;
  readonly issuer: string;
  readonly validFrom: string;
  readonly validTo: string;
  /** Earliest end of validity in the chain, which may come before the leaf's. */
  readonly chainValidTo?: string;
  /** SHA-256 of the leaf certificate, lower-case hex. */
  readonly fingerprint: string;
  /** SHA-256 of the leaf's public key (SubjectPublicKeyInfo, DER), lower-case hex: what consumers pin. */
  readonly key?: string;
  /**
   * SHA-256 over the fingerprints of the certificates sent above the leaf, each the issuer of the one before, root
   * excluded; '' when there are none.
   */
  readonly chain?: string;
  /** At most 100. */
  readonly names: readonly string[];
};

export type Redirect = { readonly status: number; readonly from: string; readonly to: string };

/** Milliseconds, of the last hop. Those of the connection are absent when it was open already, or never was. */
export type Timings = {
  /** Absent besides when no DNS was asked: an address in the URL, or a name asked for half a minute ago at most. */
  readonly dnsMs?: number;
  /** TCP. */
  readonly connectMs?: number;
  /** The TLS handshake after it. */
  readonly tlsMs?: number;
  /** From the last request, connecting included, to its status. */
  readonly firstByteMs?: number;
  /** Everything, redirects included. */
  readonly totalMs: number;
};

/** What was forgiven in an answer that counts. */
export type FetchWarning =
  /** The host is an address: no certificate can name it well, and it will move. */
  | 'literal-address'
  /** An https address redirects to http. */
  | 'redirect-to-http'
  /** Bytes after the end of the compressed body were ignored. */
  | 'trailing-garbage'
  /** More than 200 header fields: the rest was ignored. */
  | 'headers-cut'
  /** An ETag or Last-Modified too long or too odd to be sent back: the next request is unconditional. */
  | 'validators-unusable'
  /** A 304 with another ETag than the one asked about. */
  | 'etag-differs';

/** What every answer carries, whatever its outcome. */
export type Answer = {
  /** As asked. */
  readonly url: string;
  /** Where the answer came from, after redirects. */
  readonly finalUrl: string;
  readonly redirects: readonly Redirect[];
  readonly status: number;
  /** Lower-case names, at most 200, values bounded; repeated fields joined with ", ". */
  readonly headers: { readonly [name: string]: string };
  readonly address?: string;
  readonly tls?: TlsFacts;
  readonly timings: Timings;
};

export type Fetched = Answer & {
  readonly outcome: 'fetched';
  /** Decoded. Empty only with `anyStatus` or HEAD. */
  readonly body: Uint8Array;
  readonly bodyCut?: boolean;
  /** Validators to send next time; absent when the server gave none we may echo. */
  readonly validators?: Validators;
  readonly warnings: readonly FetchWarning[];
};

export type Unchanged = Answer & { readonly outcome: 'unchanged'; readonly warnings: readonly FetchWarning[] };

export type Failed = Partial<Omit<Answer, 'url' | 'timings'>> & {
  readonly outcome: 'failed';
  readonly url: string;
  readonly code: FetchCode;
  /** One line for a log or a crawl log: what exactly, without the peer's bytes. */
  readonly detail: string;
  readonly timings: Timings;
  /** Bounded start of the body of a refused status, for telling a firewall's page from an API's answer. */
  readonly bodyStart?: Uint8Array;
  /** Seconds, clamped to 24 h, from Retry-After (RFC 9110 §10.2.3). */
  readonly retryAfterSeconds?: number;
  /** With `sameOrigin`: where the last of `redirects` leads, judged but not asked. */
  readonly crossesTo?: string;
};

export type FetchOutcome = Fetched | Unchanged | Failed;
