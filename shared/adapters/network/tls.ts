/** What a TLS connection shows of itself, and the one context that all of them share. */

import type { X509Certificate } from 'node:crypto';
import { createSecureContext, getCACertificates, type SecureContext, type TLSSocket } from 'node:tls';
import type { TlsFacts } from '../../domain/fetching/fetch-outcome.ts';

const mostNames = 100;
const longestName = 512;
const longestChain = 10;

/**
 * The authorities Node trusts, NODE_EXTRA_CA_CERTS included, and TLS 1.2 or later. Made once: a context for each
 * connection costs more than the handshake. `authorities` (PEM) are trusted besides.
 */
export const createTlsContext = (authorities: readonly string[] = []): SecureContext =>
  createSecureContext({
    minVersion: 'TLSv1.2',
    ...(authorities.length === 0 ? {} : { ca: [...getCACertificates('default'), ...authorities] }),
  });

/** One line of printable text, bounded: the certificate is the peer's. */
const clean = (text: string | undefined): string =>
  (text ?? '').replace(/\n/g, ', ').replace(/\p{C}/gu, '').slice(0, longestName);

const isoTime = (text: string): string => {
  const time = Date.parse(text);
  return Number.isNaN(time) ? '' : new Date(time).toISOString();
};

/** Names of the certificate; those that Node quotes hold characters no host name has, and are left out. */
function readNames(subjectAltName: string | undefined): string[] {
  const entries = (subjectAltName ?? '').split(', ').slice(0, mostNames);
  return entries.flatMap((entry) => /^(?:DNS|IP Address):([^"\s]{1,253})$/.exec(entry)?.[1] ?? []);
}

function earliestEnd(leaf: X509Certificate): string {
  const ends: string[] = [];
  let certificate: X509Certificate | undefined = leaf;
  while (certificate !== undefined && ends.length < longestChain) {
    ends.push(isoTime(certificate.validTo));
    certificate = certificate.issuerCertificate;
  }
  return ends.filter((end) => end !== '').sort()[0] ?? '';
}

function describeLeaf(socket: TLSSocket): TlsFacts | undefined {
  const leaf = socket.getPeerX509Certificate();
  if (leaf === undefined) return undefined;
  return {
    protocol: socket.getProtocol() ?? '',
    subject: clean(leaf.subject),
    issuer: clean(leaf.issuer),
    validFrom: isoTime(leaf.validFrom),
    validTo: isoTime(leaf.validTo),
    chainValidTo: earliestEnd(leaf),
    fingerprint: leaf.fingerprint256.replaceAll(':', '').toLowerCase(),
    names: readNames(leaf.subjectAltName),
  };
}

/** Facts of an established connection; undefined when there is no certificate, or one that Node cannot print. */
export function readTlsFacts(socket: TLSSocket): TlsFacts | undefined {
  try {
    return describeLeaf(socket);
  } catch {
    return undefined;
  }
}
