/** The certificate of an endpoint over time: how long it is valid, when another one took its place. */

/** One certificate with its chain, as the handshake showed it. Times are ISO 8601. */
export type Certificate = {
  /** SHA-256 of the leaf, lower-case hex. */
  readonly fingerprint: string;
  /** SHA-256 over the fingerprints of what was sent with it; another one: another chain. */
  readonly chain: string;
  readonly subject: string;
  readonly issuer: string;
  readonly validFrom: string;
  /** Earliest end in the chain. */
  readonly validTo: string;
  /** The least number of days of which its coming end was told. */
  readonly toldDays?: number;
};

/** The one in use, since when, and those that were seen before it: a host may answer from several machines. */
export type CertificateState = {
  readonly current: Certificate;
  readonly since: string;
  readonly others?: readonly Certificate[];
};
