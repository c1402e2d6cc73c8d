/**
 * Certificates made as they are needed: RFC 5280 written by hand, signed by Node. Their keys are in memory alone and end
 * with the process. Tests make theirs with it too, good ones and any bad one.
 */
import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';
import { bits, integer, octets, oid, sequence, set, tagged, text, time, truth } from './der.ts';

export type KeyPair = { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
export type Issued = { readonly pem: string; readonly keyPem: string; readonly name: string; readonly keys: KeyPair };

export type Signing = {
  /** AlgorithmIdentifier. */
  readonly algorithm: Buffer;
  readonly sign: (content: Buffer, key: KeyObject) => Buffer;
};

export type CertificateContent = {
  readonly name: string;
  /** Absent: signed by itself. */
  readonly issuer?: Issued;
  readonly keys?: KeyPair;
  /** Days from now. */
  readonly days: readonly [from: number, to: number];
  /** Names, or IPv4 addresses. */
  readonly hosts?: readonly string[];
  readonly extensions?: readonly Buffer[];
  readonly signing?: Signing;
};

const dayMs = 86_400_000;
const inDays = (days: number): Date => new Date(Date.now() + days * dayMs);

export const curveKeys = (): KeyPair => generateKeyPairSync('ec', { namedCurve: 'P-256' });

const ecdsaWithSha256: Signing = {
  algorithm: sequence(oid('1.2.840.10045.4.3.2')),
  sign: (content, key) => sign('sha256', content, key),
};

export const extension = (id: string, content: Buffer, critical = true): Buffer =>
  sequence(oid(id), ...(critical ? [truth] : []), octets(content));

/** basicConstraints and keyCertSign. */
export const authority = (pathLength?: number): Buffer[] => [
  extension('2.5.29.19', sequence(truth, ...(pathLength === undefined ? [] : [integer(Buffer.from([pathLength]))]))),
  extension('2.5.29.15', bits(Buffer.from([0x04]), 2)),
];

/** dNSName or iPAddress. */
const generalName = (host: string): Buffer =>
  isIPv4(host) ? tagged(7, false, Buffer.from(host.split('.').map(Number))) : tagged(2, false, Buffer.from(host));

const alternativeNames = (hosts: readonly string[]): Buffer =>
  extension('2.5.29.17', sequence(...hosts.map(generalName)), false);

const distinguishedName = (name: string): Buffer => sequence(set(sequence(oid('2.5.4.3'), text(name))));

const pemOf = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{64}(?=.)/g, '$&\n')}\n-----END CERTIFICATE-----\n`;

export function issue(asked: CertificateContent): Issued {
  const { name, issuer, keys = curveKeys(), days, hosts = [], signing = ecdsaWithSha256 } = asked;
  const extensions = [...(asked.extensions ?? []), ...(hosts.length === 0 ? [] : [alternativeNames(hosts)])];
  const content = sequence(
    tagged(0, true, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    signing.algorithm,
    distinguishedName(issuer?.name ?? name),
    sequence(time(inDays(days[0])), time(inDays(days[1]))),
    distinguishedName(name),
    keys.publicKey.export({ type: 'spki', format: 'der' }),
    ...(extensions.length === 0 ? [] : [tagged(3, true, sequence(...extensions))]),
  );
  const signature = signing.sign(content, (issuer?.keys ?? keys).privateKey);
  const keyPem = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { pem: pemOf(sequence(content, signing.algorithm, bits(signature))), keyPem, name, keys };
}
