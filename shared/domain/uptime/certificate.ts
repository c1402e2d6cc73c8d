/** The certificate of an endpoint over time: how long it is valid, when another one took its place. */
import type { TlsFacts } from '../fetching/fetch-outcome.ts';

/** One certificate with its chain, as the handshake showed it. Times are ISO 8601. */
export type Certificate = {
  /** SHA-256 of the leaf, lower-case hex. */
  readonly fingerprint: string;
  /** SHA-256 over the fingerprints of what was sent with it; another one: another chain. */
  readonly chain: string;
  /** SHA-256 of the public key (SubjectPublicKeyInfo), lower-case hex, where it is known. */
  readonly key?: string;
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
  /** The newest: the one that was last seen for the first time. */
  readonly current: Certificate;
  readonly since: string;
  readonly others?: readonly Certificate[];
};

/** `subject`, `issuer`, … that differ; `key` where both are known. */
const parts = ['subject', 'issuer', 'chain', 'key'] as const;
type ChangedPart = (typeof parts)[number];

/** Days before the end of validity at which it is told, the nearest first; 0: it is over. */
const expiryThresholds = [0, 1, 3, 7, 14, 30, 60] as const;

/** What there is to tell of a look. `at`: when it was. */
export type CertificateNotice =
  | {
      readonly kind: 'certificate.expiring';
      readonly at: string;
      readonly certificate: Certificate;
      readonly threshold: number;
      /** Whole days left, rounded down; 0 on the last day, negative when it is over. */
      readonly days: number;
    }
  | {
      readonly kind: 'certificate.replaced';
      readonly at: string;
      readonly from: Certificate;
      readonly to: Certificate;
      readonly changed: readonly ChangedPart[];
    };

type Observation = {
  /** As it is to be stored; absent when there is nothing new. */
  readonly state?: CertificateState;
  readonly notices: readonly CertificateNotice[];
};

/** Certificates that are remembered besides the newest: with more of them in turn, the eldest is news again. */
const mostOthers = 3;

const dayMs = 86_400_000;

const certificateOf = ({ fingerprint, chain = '', key, ...tls }: TlsFacts): Certificate => ({
  fingerprint,
  chain,
  ...(key === undefined ? {} : { key }),
  subject: tls.subject,
  issuer: tls.issuer,
  validFrom: tls.validFrom,
  validTo: [tls.chainValidTo ?? '', tls.validTo].filter((end) => end !== '').sort()[0] ?? '',
});

const isSame = (one: Certificate, other: Certificate): boolean =>
  one.fingerprint === other.fingerprint && one.chain === other.chain;

function changedParts(from: Certificate, to: Certificate): readonly ChangedPart[] {
  return parts.filter((part) => from[part] !== undefined && to[part] !== undefined && from[part] !== to[part]);
}

/** The nearest threshold that is reached and of which nothing nearer was told; those above it go with it. */
function expiryNotice(certificate: Certificate, at: string): CertificateNotice | undefined {
  const leftMs = Date.parse(certificate.validTo) - Date.parse(at);
  const threshold = expiryThresholds.find((days) => leftMs <= days * dayMs);
  if (threshold === undefined || threshold >= (certificate.toldDays ?? Number.POSITIVE_INFINITY)) return undefined;
  return { kind: 'certificate.expiring', at, certificate, threshold, days: Math.floor(leftMs / dayMs) };
}

/** With a certificate seen for the first time; its thresholds begin anew. */
function withNew(known: CertificateState | undefined, seen: Certificate, at: string): CertificateState {
  if (known === undefined) return { current: seen, since: at };
  return { current: seen, since: at, others: [known.current, ...(known.others ?? [])].slice(0, mostOthers) };
}

function withTold(state: CertificateState, told: Certificate, toldDays: number): CertificateState {
  const mark = (each: Certificate): Certificate => (isSame(each, told) ? { ...each, toldDays } : each);
  return { ...state, current: mark(state.current), ...(state.others && { others: state.others.map(mark) }) };
}

/**
 * What one look shows beside what is known. A resumed session shows no certificate, so nothing is said. The first
 * certificate replaces none; one of those seen before is no news, so machines that show theirs in turn tell nothing.
 * Each threshold is told once of a certificate, whatever the clock does: at first sight the nearest that is reached.
 */
export function observeCertificate(
  known: CertificateState | undefined,
  tls: TlsFacts | undefined,
  at: string,
): Observation {
  if (tls === undefined) return { notices: [] };
  const seen = certificateOf(tls);
  const before = known && [known.current, ...(known.others ?? [])].find((each) => isSame(each, seen));
  const state = known === undefined || before === undefined ? withNew(known, seen, at) : known;
  const replaced: readonly CertificateNotice[] =
    known === undefined || before !== undefined
      ? []
      : [
          {
            kind: 'certificate.replaced',
            at,
            from: known.current,
            to: seen,
            changed: changedParts(known.current, seen),
          },
        ];
  const expiring = expiryNotice(before ?? seen, at);
  const next = expiring?.kind === 'certificate.expiring' ? withTold(state, seen, expiring.threshold) : state;
  return {
    ...(next === known ? {} : { state: next }),
    notices: expiring === undefined ? replaced : [...replaced, expiring],
  };
}
