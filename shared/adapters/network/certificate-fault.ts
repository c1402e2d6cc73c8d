/**
 * What is wrong with a certificate that OpenSSL refused. Its error names the fault, not always whose it is, and Node has
 * one code for all that it does not know: the certificates as sent tell the rest. They are read, never trusted.
 */
import type { X509Certificate } from 'node:crypto';
import type { FetchCode } from '../../domain/fetching/fetch-codes.ts';
import { explainError, type Fault } from './fetch-fault.ts';
import { chainOf } from './tls.ts';

/** DER of object identifiers (X.690 §8.19), tag and length included. */
const der = (hex: string): Buffer => Buffer.from(hex, 'hex');
const weakSignatures = [
  der('06092a864886f70d010104'), // md5WithRSAEncryption
  der('06092a864886f70d010105'), // sha1WithRSAEncryption
  der('06072a8648ce3d0401'), // ecdsa-with-SHA1
];
const nameConstraints = der('0603551d1e');

/** Bits of security level 2 of OpenSSL: 112, as RSA and as elliptic curves. */
const leastRsaBits = 2048;
const leastCurveBits = 224;
const curveBits = /(\d{3})/;

function hasWeakKey({ publicKey }: X509Certificate): boolean {
  const { modulusLength, namedCurve } = publicKey.asymmetricKeyDetails ?? {};
  if (modulusLength !== undefined) return modulusLength < leastRsaBits;
  const bits = curveBits.exec(namedCurve ?? '')?.[1];
  return bits !== undefined && Number(bits) < leastCurveBits;
}

const isSignedWeakly = ({ raw }: X509Certificate): boolean => weakSignatures.some((oid) => raw.includes(oid));
const isSelfIssued = ({ subject, issuer }: X509Certificate): boolean => subject === issuer;

type Chain = { readonly leaf: X509Certificate; readonly above: readonly X509Certificate[] };

type Doubt = {
  /** A code that OpenSSL's error was read as. */
  readonly told: FetchCode;
  readonly holds: (chain: Chain, nowMs: number) => boolean;
  readonly code: FetchCode;
};

/** THE TABLE of what the certificates say beyond the error; the first that holds counts. */
const doubts: readonly Doubt[] = [
  { told: 'tls-expired', holds: ({ leaf }, now) => Date.parse(leaf.validTo) >= now, code: 'tls-chain-expired' },
  {
    told: 'tls-not-yet-valid',
    holds: ({ leaf }, now) => Date.parse(leaf.validFrom) <= now,
    code: 'tls-chain-not-yet-valid',
  },
  { told: 'tls-purpose', holds: ({ above }) => above.some(({ ca }) => !ca), code: 'tls-not-authority' },
  { told: 'tls-certificate', holds: ({ leaf }) => hasWeakKey(leaf), code: 'tls-weak' },
  { told: 'tls-certificate', holds: ({ above }) => above.some(hasWeakKey), code: 'tls-chain-weak' },
  // What signs a root itself is not looked at (RFC 5280 §6.1).
  {
    told: 'tls-certificate',
    holds: ({ leaf, above }) => [leaf, ...above].some((one) => !isSelfIssued(one) && isSignedWeakly(one)),
    code: 'tls-weak-signature',
  },
  {
    told: 'tls-certificate',
    holds: ({ above }) => above.some(({ raw }) => raw.includes(nameConstraints)),
    code: 'tls-name-constraints',
  },
];

/** `error`: Node's `authorizationError`, a code or, without one, a message. */
export function explainCertificate(
  error: unknown,
  leaf: X509Certificate | undefined,
  nowMs: number = Date.now(),
): Fault {
  const fault = explainError({ code: error }, 'connecting');
  if (leaf === undefined) return fault;
  const [, ...above] = chainOf(leaf);
  const doubt = doubts.find(({ told, holds }) => told === fault.code && holds({ leaf, above }, nowMs));
  return doubt === undefined ? fault : { ...fault, code: doubt.code };
}
