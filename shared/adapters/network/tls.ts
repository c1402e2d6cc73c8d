/** What a TLS connection shows of itself, and the one context that all of them share. */

import { createHash, type X509Certificate } from 'node:crypto';
import { createSecureContext, getCACertificates, type SecureContext, type TLSSocket } from 'node:tls';
import type { TlsFacts } from '../../domain/fetching/fetch-outcome.ts';

const mostNames = 100;
const longestName = 512;
const longestChain = 10;

/**
 * In the order they are offered; the first comes with its key share. Node's own first choice, a hybrid with ML-KEM, is
 * 1.2 KB of each ClientHello and keeps secret for decades what everybody may read: only public documents are asked for,
 * without credentials. That holds for every request, so there is one context for all.
 */
const keyExchange = 'X25519:P-256:P-384:P-521';

/**
 * The authorities Node trusts, NODE_EXTRA_CA_CERTS included, and TLS 1.2 or later. Made once: a context for each
 * connection costs more than the handshake. `authorities` (PEM) are trusted besides.
 */
export const createTlsContext = (authorities: readonly string[] = []): SecureContext =>
  createSecureContext({
    minVersion: 'TLSv1.2',
    ecdhCurve: keyExchange,
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

/** The leaf and what was sent above it, each the issuer of the one before; bounded. */
export function chainOf(leaf: X509Certificate): X509Certificate[] {
  const chain: X509Certificate[] = [];
  let certificate: X509Certificate | undefined = leaf;
  while (certificate !== undefined && chain.length < longestChain) {
    chain.push(certificate);
    certificate = certificate.issuerCertificate;
  }
  return chain;
}

const earliestEnd = (chain: readonly X509Certificate[]): string =>
  chain
    .map(({ validTo }) => isoTime(validTo))
    .filter((end) => end !== '')
    .sort()[0] ?? '';

const fingerprintOf = ({ fingerprint256 }: X509Certificate): string => fingerprint256.replaceAll(':', '').toLowerCase();

/** One fingerprint for what stands between the leaf and the root, which servers send or not as they like. */
function fingerprintAbove([, ...above]: readonly X509Certificate[]): string {
  const between = above.filter(({ subject, issuer }) => subject !== issuer).map(fingerprintOf);
  return between.length === 0 ? '' : createHash('sha256').update(between.join('\n')).digest('hex');
}

/** Once for each connection: Node has no answer the second time. */
export function leafOf(socket: TLSSocket): X509Certificate | undefined {
  try {
    return socket.getPeerX509Certificate();
  } catch {
    return undefined;
  }
}

/** Nothing for a key of a kind that Node does not know. */
function keyOf(leaf: X509Certificate): Pick<TlsFacts, 'key'> {
  try {
    const der = leaf.publicKey.export({ type: 'spki', format: 'der' });
    return { key: createHash('sha256').update(der).digest('hex') };
  } catch {
    return {};
  }
}

function describeLeaf(leaf: X509Certificate, protocol: string | null): TlsFacts {
  const chain = chainOf(leaf);
  return {
    protocol: protocol ?? '',
    subject: clean(leaf.subject),
    issuer: clean(leaf.issuer),
    validFrom: isoTime(leaf.validFrom),
    validTo: isoTime(leaf.validTo),
    chainValidTo: earliestEnd(chain),
    fingerprint: fingerprintOf(leaf),
    ...keyOf(leaf),
    chain: fingerprintAbove(chain),
    names: readNames(leaf.subjectAltName),
  };
}

/** Facts of a finished handshake; undefined when there is no certificate, or one that Node cannot print. */
export function readTlsFacts(leaf: X509Certificate | undefined, protocol: string | null): TlsFacts | undefined {
  try {
    return leaf === undefined ? undefined : describeLeaf(leaf, protocol);
  } catch {
    return undefined;
  }
}
