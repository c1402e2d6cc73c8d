/** Faults of certificates and handshakes told apart, each made by an authority of the test's own. */
import { getDiffieHellman } from 'node:crypto';
import type { ServerOptions } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GuardedHttp } from '../../../shared/adapters/network/guarded-http.ts';
import { createTlsContext } from '../../../shared/adapters/network/tls.ts';
import { describeFetchCode, type FetchCode } from '../../../shared/domain/fetching/fetch-codes.ts';
import {
  authority,
  type CertificateRequest,
  clientsOnly,
  dhParameters,
  type Issued,
  issue,
  noAuthority,
  permittedDomain,
  rsaKeys,
  unknownCritical,
} from '../../fixtures/certificate-authority.ts';
import { startTlsServerWith } from '../../fixtures/tls-servers.ts';
import { codeOf, createTestHttp, fixedResolver } from './fixtures.ts';

const root = issue({ name: 'Vedetta root', extensions: authority() });
const stranger = issue({ name: 'Unknown root', extensions: authority() });
const above = (name: string, request: CertificateRequest = {}): Issued =>
  issue({ name, issuer: root, extensions: authority(), ...request });
const good = above('Good intermediate');
const leaf = (request: CertificateRequest = {}): Issued => issue({ issuer: good, hosts: ['ente.test'], ...request });
const under = (intermediate: Issued, request: CertificateRequest = {}): Issued[] => [
  leaf({ issuer: intermediate, ...request }),
  intermediate,
];

const first = above('First', { extensions: authority(0) });
const second = above('Second', { issuer: first });
const group = getDiffieHellman('modp2');
const weakGroup = dhParameters(group.getPrime(), group.getGenerator());
const anything = 'DEFAULT@SECLEVEL=0';

type Fault = readonly [code: FetchCode, what: string, chain: readonly Issued[], options?: ServerOptions];

const faults: readonly Fault[] = [
  ['tls-expired', 'has expired', [leaf({ days: [-90, -1] }), good]],
  ['tls-not-yet-valid', 'is not valid yet', [leaf({ days: [1, 90] }), good]],
  ['tls-name', 'is for another name', [leaf({ hosts: ['altro.test'] }), good]],
  ['tls-self-signed', 'is signed by itself', [issue({ hosts: ['ente.test'] })]],
  ['tls-chain', 'is sent without its intermediate', [leaf()]],
  ['tls-untrusted', 'is of an unknown authority', [leaf({ issuer: stranger }), stranger]],
  ['tls-weak', 'has a weak key', [leaf({ keys: rsaKeys(1024) }), good], { ciphers: anything }],
  [
    'tls-chain-weak',
    'is of an authority with a weak key',
    under(above('Weak', { keys: rsaKeys(1024) })),
    { ciphers: anything },
  ],
  ['tls-weak-signature', 'is signed over SHA-1', [leaf({ digest: 'sha1' }), good], { ciphers: anything }],
  ['tls-chain-expired', 'is of an authority that has expired', under(above('Past', { days: [-90, -1] }))],
  ['tls-chain-not-yet-valid', 'is of an authority of tomorrow', under(above('Future', { days: [1, 90] }))],
  ['tls-not-authority', 'is of one that may not issue', under(above('Server', { extensions: [noAuthority] }))],
  ['tls-path-length', 'is below too many authorities', [...under(second), first]],
  ['tls-purpose', 'is for clients', [leaf({ extensions: [clientsOnly] }), good]],
  [
    'tls-name-constraints',
    'is of an authority of another domain',
    under(above('Elsewhere', { extensions: [...authority(), permittedDomain('altro.test')] })),
  ],
  ['tls-signature', 'has a false signature', [leaf({ spoilt: true }), good]],
  ['tls-certificate', 'demands what nobody knows', [leaf({ extensions: [unknownCritical] }), good]],
  [
    'tls-version',
    'comes over TLS 1.1',
    [leaf(), good],
    { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: anything },
  ],
  [
    'tls-cipher',
    'comes without encryption',
    [leaf(), good],
    { maxVersion: 'TLSv1.2', ciphers: 'NULL-SHA256:@SECLEVEL=0' },
  ],
  [
    'tls-weak-exchange',
    'comes with a weak Diffie-Hellman group',
    [leaf({ keys: rsaKeys(2048) }), good],
    { maxVersion: 'TLSv1.2', ciphers: 'DHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0', dhparam: weakGroup },
  ],
  [
    'tls-client-certificate',
    'is shown to clients with one of their own only',
    [leaf(), good],
    { maxVersion: 'TLSv1.2', requestCert: true, rejectUnauthorized: true, ca: root.pem },
  ],
];

let http: GuardedHttp;
beforeAll(() => {
  http = createTestHttp({ resolver: fixedResolver('127.0.0.1'), secureContext: createTlsContext([root.pem]) });
});
afterAll(() => http.close());

async function visit(chain: readonly Issued[], options: ServerOptions = {}) {
  const cert = chain.map(({ pem }) => pem).join('');
  const server = await startTlsServerWith({ key: chain[0]?.keyPem, cert, ...options });
  const outcome = await http.request({ url: `https://ente.test:${server.port}/`, purpose: 'probe', fresh: true });
  await server.close();
  return { outcome, server };
}

describe('a certificate', () => {
  it('is accepted when nothing is wrong with it', async () => {
    expect((await visit([leaf(), good])).outcome).toMatchObject({
      outcome: 'fetched',
      tls: { subject: 'CN=ente.test' },
    });
  });

  it.each(
    faults.map(([code, what, chain, options]) => ({ code, what, chain, options })),
  )('is refused as $code when it $what, and no request is sent', async ({ code, chain, options }) => {
    const { outcome, server } = await visit(chain, options);
    expect(outcome).toMatchObject({ outcome: 'failed', code });
    expect(server.requests).toBe(0);
  });

  it('has a code of its own for each fault, with words and repair of its own', () => {
    const codes = faults.map(([code]) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.length).toBeGreaterThanOrEqual(15);
    for (const language of ['en', 'it'] as const) {
      const words = codes.map((code) => describeFetchCode(code).words[language]);
      expect(new Set(words).size).toBe(codes.length);
    }
  });

  it('is shown although it is refused', async () => {
    const { outcome } = await visit([leaf({ days: [-90, -1] }), good]);
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    expect(outcome.tls).toMatchObject({ subject: 'CN=ente.test', validTo: expect.stringContaining(yesterday) });
    expect(outcome).toMatchObject({ address: '127.0.0.1' });
  });

  it('of a client is asked for by TLS 1.3 when the request is on its way, and named then', async () => {
    const mutual = { requestCert: true, rejectUnauthorized: true, ca: root.pem };
    const { outcome, server } = await visit([leaf(), good], mutual);
    expect(codeOf(outcome)).toBe('tls-client-certificate');
    expect(server.requests).toBe(0);
  });

  it('is not shown by a server that serves other names only', async () => {
    const unrecognizedName = Buffer.from([0x15, 3, 3, 0, 2, 2, 112]);
    const server = createServer((socket) => socket.once('data', () => socket.end(unrecognizedName)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const outcome = await http.request({ url: `https://ente.test:${port}/`, purpose: 'probe', fresh: true });
    expect(codeOf(outcome)).toBe('tls-unknown-name');
    await new Promise((resolve) => server.close(resolve));
  });
});
