import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GuardedHttp } from '../../../shared/adapters/network/guarded-http.ts';
import { createTlsContext } from '../../../shared/adapters/network/tls.ts';
import { readPem, startTlsServer, type TlsServer } from '../../fixtures/tls-servers.ts';
import { codeOf, createTestHttp, fixedResolver } from './fixtures.ts';

const intermediate = 'intermediate';
let http: GuardedHttp;

beforeAll(() => {
  const secureContext = createTlsContext([readPem('root.pem')]);
  http = createTestHttp({ resolver: fixedResolver('127.0.0.1'), secureContext });
});
afterAll(() => http.close());

const get = (port: number, host = 'ente.test') => http.request({ url: `https://${host}:${port}/`, purpose: 'probe' });

/** Asks a server with this certificate once. */
async function visit(chain: readonly string[], options: Parameters<typeof startTlsServer>[1] = {}, host?: string) {
  const server: TlsServer = await startTlsServer(chain, options);
  const outcome = await get(server.port, host);
  await server.close();
  return { outcome, server };
}

describe('a TLS connection', () => {
  it('shows its protocol and its certificate', async () => {
    const { outcome, server } = await visit(['good', intermediate]);
    expect(outcome).toMatchObject({
      outcome: 'fetched',
      address: '127.0.0.1',
      tls: {
        protocol: 'TLSv1.3',
        subject: 'CN=ente.test',
        issuer: 'CN=Vedetta test intermediate',
        validFrom: '2024-01-01T00:00:00.000Z',
        validTo: '2123-01-01T00:00:00.000Z',
        chainValidTo: '2123-01-01T00:00:00.000Z',
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
        key: expect.stringMatching(/^[0-9a-f]{64}$/),
        names: ['ente.test', '*.ente.test', '127.0.0.1', '127.0.3.1'],
      },
    });
    expect(server.serverNames).toEqual(['ente.test']);
  });

  it('shows the same on every answer over a kept connection', async () => {
    const server = await startTlsServer(['good', intermediate]);
    const [first, second] = [await get(server.port), await get(server.port, 'ente.test')];
    expect(second.outcome === 'fetched' && second.tls).toEqual(first.outcome === 'fetched' && first.tls);
    expect(second.timings).not.toHaveProperty('connectMs');
    await server.close();
  });

  it('accepts TLS 1.2', async () => {
    const { outcome } = await visit(['good', intermediate], { maxVersion: 'TLSv1.2' });
    expect(outcome).toMatchObject({ outcome: 'fetched', tls: { protocol: 'TLSv1.2' } });
  });

  it('begins in one small packet, without a key share of a kilobyte', async () => {
    const hellos: number[] = [];
    const server = createTcpServer((socket) =>
      socket.once('data', (hello) => {
        hellos.push(hello.length);
        socket.destroy();
      }),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    expect(codeOf(await get((server.address() as AddressInfo).port))).toBe('connect-reset');
    expect(hellos[0]).toBeLessThan(500);
    await new Promise((resolve) => server.close(resolve));
  });

  it.each(['P-256', 'P-384', 'P-521'])('is agreed on with a server that only knows %s', async (ecdhCurve) => {
    expect(codeOf((await visit(['good', intermediate], { ecdhCurve })).outcome)).toBe('fetched');
  });

  it('names no server when the host is an address', async () => {
    const { outcome, server } = await visit(['good', intermediate], {}, '127.0.0.1');
    expect(outcome).toMatchObject({ outcome: 'fetched', warnings: ['literal-address'] });
    expect(server.serverNames).toEqual([false]);
  });

  it('shows the earliest end of the chain when an intermediate ends before the leaf', async () => {
    const { outcome } = await visit(['early-leaf', 'early']);
    expect(outcome).toMatchObject({
      tls: { validTo: '2123-01-01T00:00:00.000Z', chainValidTo: '2090-01-01T00:00:00.000Z' },
    });
  });

  it('shows at most a hundred names, and bears a chain of 64 KiB', async () => {
    const padding = Array.from({ length: 13 }, () => 'many-names');
    const { outcome } = await visit(['many-names', intermediate, ...padding]);
    expect(outcome.outcome === 'fetched' && outcome.tls?.names).toHaveLength(100);
  });

  it('bears a key of 16,384 bits', async () => {
    expect(codeOf((await visit(['rsa16384', intermediate], { keyName: 'rsa16384' })).outcome)).toBe('fetched');
  });

  it.each([
    ['expired', 'tls-expired', ['expired', intermediate], {}],
    ['not valid yet', 'tls-not-yet-valid', ['not-yet-valid', intermediate], {}],
    ['for another name', 'tls-name', ['other-name', intermediate], {}],
    ['signed by itself', 'tls-self-signed', ['self-signed'], {}],
    ['sent without its intermediate', 'tls-chain', ['good'], {}],
    ['of an unknown authority', 'tls-untrusted', ['unknown-authority', 'stranger'], {}],
    ['with a weak key', 'tls-weak', ['weak', intermediate], { keyName: 'weak', ciphers: 'DEFAULT@SECLEVEL=0' }],
    [
      'behind TLS 1.1',
      'tls-version',
      ['good', intermediate],
      { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
    ],
    [
      'behind ciphers nobody uses',
      'tls-cipher',
      ['good', intermediate],
      { maxVersion: 'TLSv1.2', ciphers: 'NULL-SHA256:@SECLEVEL=0' },
    ],
  ] as const)('is refused for a certificate %s: %s, and no request is sent', async (_, code, chain, options) => {
    const { outcome, server } = await visit(chain, options);
    expect(outcome).toMatchObject({ outcome: 'failed', code });
    expect(server.requests).toBe(0);
  });

  it('is refused when the port speaks plain HTTP', async () => {
    const plain = createServer((_, response) => response.end('x')).listen(0, '127.0.0.1');
    await new Promise((resolve) => plain.once('listening', resolve));
    expect(codeOf(await get((plain.address() as AddressInfo).port))).toBe('tls-protocol');
    plain.closeAllConnections();
    await new Promise((resolve) => plain.close(resolve));
  });

  it('tells a TLS port asked in plain HTTP, and a redirect from https to http', async () => {
    const server = await startTlsServer(['good', intermediate]);
    const plain = createServer((_, response) => response.end('x')).listen(0, '127.0.0.1');
    await new Promise((resolve) => plain.once('listening', resolve));
    const url = `http://ente.test:${server.port}/`;
    expect(codeOf(await http.request({ url, purpose: 'probe' }))).toBe('connect-reset');
    server.redirectTo = `http://ente.test:${(plain.address() as AddressInfo).port}/`;
    expect(await get(server.port)).toMatchObject({ outcome: 'fetched', warnings: ['redirect-to-http'] });
    plain.closeAllConnections();
    await Promise.all([server.close(), new Promise((resolve) => plain.close(resolve))]);
  });
});
