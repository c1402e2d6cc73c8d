/** The certificate of an endpoint over time: how long it is valid, when another one took its place. */

import type { TlsFacts } from '../fetching/fetch-outcome.ts';
import { dayMs, hourMs } from './availability.ts';

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

/** Another one than was current counts no sooner: of machines that show theirs in turn nobody is flooded. */
const restMs = hourMs;
/** One that was current before is current again when the newest was for so long: it was taken back. */
const backMs = 7 * dayMs;

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

function withTold(state: CertificateState, told: Certificate, toldDays: number): CertificateState {
  const mark = (each: Certificate): Certificate => (isSame(each, told) ? { ...each, toldDays } : each);
  return { ...state, current: mark(state.current), ...(state.others && { others: state.others.map(mark) }) };
}

/** Whether another certificate takes the place of the one that is current since `since`. */
function takesPlace({ since }: CertificateState, wasSeen: boolean, at: string): boolean {
  const ageMs = Date.parse(at) - Date.parse(since);
  return ageMs >= (wasSeen ? backMs : restMs);
}

/** With a certificate as the current one; one that is new begins its thresholds anew. */
function withCurrent(known: CertificateState, current: Certificate, at: string): CertificateState {
  const others = [known.current, ...(known.others ?? [])].filter((each) => !isSame(each, current));
  return { current, since: at, others: others.slice(0, mostOthers) };
}

/**
 * What one look shows beside what is known. A resumed session shows no certificate, so nothing is said. The first
 * certificate replaces none. Another one counts when the current one was that for an hour, one that was current before when
 * it was that for a week: machines that show theirs in turn make little noise, and what is taken back is told. What replaces
 * what is told once in all, however often it does. Each threshold
 * is told once of a certificate, whatever the clock does: at first sight the nearest that is reached.
 */
export function observeCertificate(
  known: CertificateState | undefined,
  tls: TlsFacts | undefined,
  at: string,
): Observation {
  if (tls === undefined) return { notices: [] };
  const shown = certificateOf(tls);
  const before = known && [known.current, ...(known.others ?? [])].find((each) => isSame(each, shown));
  const seen = before ?? shown;
  const isOther = known !== undefined && !isSame(known.current, seen);
  const isReplaced = isOther && takesPlace(known, before !== undefined, at);
  // One that does not count yet is seen again.
  if (isOther && before === undefined && !isReplaced) return { notices: [] };
  const state = known === undefined ? { current: seen, since: at } : isReplaced ? withCurrent(known, seen, at) : known;
  const replaced: readonly CertificateNotice[] = isReplaced
    ? [{ kind: 'certificate.replaced', at, from: known.current, to: seen, changed: changedParts(known.current, seen) }]
    : [];
  const expiring = expiryNotice(seen, at);
  const next = expiring?.kind === 'certificate.expiring' ? withTold(state, seen, expiring.threshold) : state;
  return {
    ...(next === known ? {} : { state: next }),
    notices: expiring === undefined ? replaced : [...replaced, expiring],
  };
}
