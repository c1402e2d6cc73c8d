/** Requests over connections of their own, as probes make them: timed in parts, with or without a whole handshake. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GuardedHttp } from '../../../shared/adapters/network/guarded-http.ts';
import { createTlsContext } from '../../../shared/adapters/network/tls.ts';
import type { FetchOutcome } from '../../../shared/domain/fetching/fetch-outcome.ts';
import { authority, type Issued, issue } from '../../fixtures/certificate-authority.ts';
import { startMisbehavingServer } from '../../fixtures/misbehaving-server.ts';
import { startTlsServerWith, type TlsServer } from '../../fixtures/tls-servers.ts';
import { codeOf, createTestHttp, fixedResolver } from './fixtures.ts';

const root = issue({ name: 'Vedetta root', extensions: authority() });
const intermediate = issue({ name: 'Intermediate', issuer: root, extensions: authority() });
const leaf = (days: readonly [number, number] = [-10, 90]): Issued =>
  issue({ issuer: intermediate, hosts: ['ente.test', 'altro.test'], days });
/** One key for all servers that stand in for each other, as those behind a balancer have. */
const ticketKeys = Buffer.alloc(48, 7);
const serve = (from: Issued, options: Parameters<typeof startTlsServerWith>[0] = {}): Promise<TlsServer> =>
  startTlsServerWith({ key: from.keyPem, cert: from.pem + intermediate.pem, ticketKeys, ...options });

const newHttp = (): GuardedHttp =>
  createTestHttp({ resolver: fixedResolver('127.0.0.1'), secureContext: createTlsContext([root.pem]) });

let http: GuardedHttp;
beforeEach(() => {
  http = newHttp();
});
afterEach(() => http.close());

const look = (
  port: number,
  more: { readonly resume?: boolean; readonly host?: string } = {},
): Promise<FetchOutcome> => {
  const { host = 'ente.test', resume = false } = more;
  return http.request({ url: `https://${host}:${port}/`, purpose: 'probe', anyStatus: true, fresh: true, resume });
};
const resumed = { resume: true };

describe('a fresh request', () => {
  it('opens a connection each time, asks for its end, and leaves kept ones alone', async () => {
    const server = await startMisbehavingServer();
    const ask = (fresh: boolean) => http.request({ url: `${server.origin}/ok`, purpose: 'probe', fresh });
    await ask(false);
    await ask(true);
    await ask(true);
    await ask(false);
    expect(server.connections).toBe(3);
    const heads = server.asked.map(({ head }) => /^connection: (.*?)\r?$/im.exec(head)?.[1]);
    expect(heads).toEqual(['keep-alive', 'close', 'close', 'keep-alive']);
    await server.close();
  });

  it('is timed in parts that add up', async () => {
    const server = await serve(leaf());
    const { timings } = await look(server.port);
    const { dnsMs = -1, connectMs = -1, tlsMs = -1, firstByteMs = -1, totalMs } = timings;
    for (const part of [dnsMs, connectMs, tlsMs]) expect(part).toBeGreaterThanOrEqual(0);
    // Each is rounded to hundredths by itself.
    expect(firstByteMs + 0.03).toBeGreaterThanOrEqual(dnsMs + connectMs + tlsMs);
    expect(totalMs + 0.01).toBeGreaterThanOrEqual(firstByteMs);
    await server.close();
  });

  it('tells no time of the DNS when it was not asked', async () => {
    const server = await serve(leaf());
    expect((await look(server.port)).timings).toHaveProperty('dnsMs');
    expect((await look(server.port)).timings).not.toHaveProperty('dnsMs');
    await server.close();
  });

  it('makes a whole handshake and shows the certificate, whatever was asked before', async () => {
    const server = await serve(leaf());
    const seen = [await look(server.port), await look(server.port)];
    expect(seen.map(({ tls }) => tls?.issuer)).toEqual(['CN=Intermediate', 'CN=Intermediate']);
    expect(server.resumed).toEqual([false, false]);
    await server.close();
  });

  it('sees another certificate, and another chain, as soon as there is one', async () => {
    const first = await serve(leaf());
    const before = await look(first.port);
    await first.close();
    const other = issue({ name: 'Intermediate', issuer: root, extensions: authority() });
    const renewed = issue({ issuer: other, hosts: ['ente.test'] });
    const second = await serve(renewed, { cert: renewed.pem + other.pem, port: first.port });
    const after = await look(second.port);
    expect(after.tls?.chain).toMatch(/^[0-9a-f]{64}$/);
    expect(after.tls?.chain).not.toBe(before.tls?.chain);
    expect(after.tls?.fingerprint).not.toBe(before.tls?.fingerprint);
    await second.close();
  });

  it('counts the root in no chain, sent or not', async () => {
    const direct = issue({ issuer: root, hosts: ['ente.test'] });
    const [bare, whole] = [
      await serve(direct, { cert: direct.pem }),
      await serve(direct, { cert: direct.pem + root.pem }),
    ];
    expect((await look(bare.port)).tls?.chain).toBe('');
    expect((await look(whole.port)).tls?.chain).toBe('');
    await Promise.all([bare.close(), whole.close()]);
  });
});

describe.each(['TLSv1.3', 'TLSv1.2'] as const)('a fresh request that may resume, over %s', (version) => {
  const options = { minVersion: version, maxVersion: version };

  it('resumes the session of an earlier one, time after time, and shows no certificate', async () => {
    const server = await serve(leaf(), options);
    const seen = [await look(server.port), await look(server.port, resumed), await look(server.port, resumed)];
    expect(seen.map(codeOf)).toEqual(['fetched', 'fetched', 'fetched']);
    expect(server.resumed).toEqual([false, true, true]);
    expect(seen.map(({ tls }) => tls !== undefined)).toEqual([true, false, false]);
    expect(seen[2]?.timings).toHaveProperty('tlsMs');
    await server.close();
  });

  it('makes a whole handshake when there is no session of this name and port', async () => {
    const [server, other] = [await serve(leaf(), options), await serve(leaf(), options)];
    await look(server.port);
    expect((await look(server.port, { ...resumed, host: 'altro.test' })).tls).toBeDefined();
    expect((await look(other.port, resumed)).tls).toBeDefined();
    expect([...server.resumed, ...other.resumed]).toEqual([false, false, false]);
    await Promise.all([server.close(), other.close()]);
  });

  it('shows the certificate when the server does not know the session any more', async () => {
    const first = await serve(leaf(), options);
    await look(first.port);
    await first.close();
    const second = await serve(leaf(), { ...options, ticketKeys: Buffer.alloc(48, 8), port: first.port });
    expect((await look(second.port, resumed)).tls).toBeDefined();
    expect(second.resumed).toEqual([false]);
    await second.close();
  });

  it('keeps no session of a certificate that was refused', async () => {
    const first = await serve(leaf([-90, -1]), options);
    expect(codeOf(await look(first.port))).toBe('tls-expired');
    expect(codeOf(await look(first.port, resumed))).toBe('tls-expired');
    expect([first.requests, first.resumed.includes(true)]).toEqual([0, false]);
    await first.close();
  });

  it('is asked with a whole handshake after one that failed', async () => {
    const first = await serve(leaf(), options);
    await look(first.port);
    await first.close();
    expect(codeOf(await look(first.port, resumed))).toBe('connect-refused');
    const second = await serve(leaf(), { ...options, port: first.port });
    expect((await look(second.port, resumed)).tls).toBeDefined();
    await second.close();
  });

  it('is asked with a whole handshake after a resumed connection that gave no answer', async () => {
    const server = await serve(leaf(), options);
    await look(server.port);
    server.dropsResumed = true;
    expect(codeOf(await look(server.port, resumed))).toBe('connect-reset');
    expect((await look(server.port, resumed)).tls).toBeDefined();
    expect(server.resumed).toEqual([false, true, false]);
    await server.close();
  });
});
