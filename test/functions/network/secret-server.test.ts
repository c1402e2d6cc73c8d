import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GuardedHttp } from '../../../shared/adapters/network/guarded-http.ts';
import type { Resolution } from '../../../shared/adapters/network/resolver.ts';
import {
  type MisbehavingServer,
  type SecretServer,
  startMisbehavingServer,
  startSecretServer,
} from '../../fixtures/misbehaving-server.ts';
import { codeOf, createTestHttp } from './fixtures.ts';

/** The only loopback address that may be reached: the redirecting server's. The secret is on all the others. */
const open = '127.0.3.1';

/** Hosts that lead to the secret server, whichever way they are written. */
const hosts = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '2130706433',
  '0x7f000001',
  '0x7f.1',
  '017700000001',
  '0177.0.0.1',
  '127.0.0.1.',
  '%31%32%37.0.0.1',
  '１２７.0.0.1',
  '①②⑦.0.0.1',
  '127。0。0。1',
  '0',
  '0.0.0.0',
  '[::]',
  '[::1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[0:0:0:0:0:ffff:127.0.0.1]',
  '[::127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[2002:7f00:1::]',
  'localhost',
  'LOCALHOST.',
  'secret.localhost',
  'metadata.google.internal',
  'user@127.0.0.1',
  'ente.test@127.0.0.1',
  '127.0.0.1\\@ente.test',
  '127.0.0.1%00.ente.test',
  'ente.test\\@127.0.0.1',
];

/** What a hostile DNS answers. */
const zone: { readonly [name: string]: readonly string[] } = {
  'private.test': ['127.0.0.1'],
  'mixed.test': [open, '127.0.0.1'],
  'ninth.test': [...Array.from({ length: 8 }, () => open), '127.0.0.1'],
  'mapped.test': ['::ffff:127.0.0.1'],
  'six.test': ['::1'],
  'any.test': ['0.0.0.0'],
  'any6.test': ['::'],
  'nat64.test': ['64:ff9b::7f00:1'],
  'tunnel.test': ['2002:7f00:1::'],
  'odd.test': ['127.1'],
  'empty.test': [''],
};

let secret: SecretServer;
let secret6: SecretServer | undefined;
let redirector: MisbehavingServer;
let http: GuardedHttp;
/** Answers of a rebinding DNS: the open address first, then the secret's. */
let rebinding = 0;

const resolver = {
  async resolve(host: string): Promise<Resolution> {
    if (host === 'rebind.test') {
      rebinding += 1;
      return { ok: true, addresses: [rebinding === 1 ? open : '127.0.0.1'] };
    }
    return { ok: true, addresses: zone[host] ?? [open] };
  },
  close: () => undefined,
};

beforeAll(async () => {
  secret = await startSecretServer('127.0.0.1');
  // A machine without IPv6 has nothing to hit there.
  secret6 = await startSecretServer('::1').catch(() => undefined);
  redirector = await startMisbehavingServer(open);
  http = createTestHttp({ allowAddresses: [`${open}/32`], resolver });
});
afterAll(async () => {
  await http.close();
  await Promise.all([secret.close(), secret6?.close(), redirector.close()]);
});

const hits = (): number => secret.connections + (secret6?.connections ?? 0);
const ports = (): number[] => [secret.port, ...(secret6 === undefined ? [] : [secret6.port])];
const redirectTo = (target: string): string => `${redirector.origin}/redirect?to=${encodeURIComponent(target)}`;

const waysOfAsking = [
  { purpose: 'description' },
  { purpose: 'probe', anyStatus: true },
  { purpose: 'catalogue', method: 'HEAD' },
] as const;

describe('the secret server', () => {
  it('can be reached at all, when it is allowed', async () => {
    const permissive = createTestHttp();
    const url = `http://127.0.0.1:${secret.port}/`;
    expect(codeOf(await permissive.request({ url, purpose: 'description' }))).toBe('fetched');
    await permissive.close();
    expect(hits()).toBe(1);
    secret.connections = 0;
  });

  it('can be reached by nobody directly, however its address is written', async () => {
    for (const port of ports()) {
      for (const host of hosts) {
        for (const way of waysOfAsking) {
          const outcome = await http.request({ url: `http://${host}:${port}/latest/meta-data/`, ...way });
          expect(codeOf(outcome), host).toMatch(/^(url-(invalid|host|userinfo)|refused-address)$/);
        }
      }
    }
    expect(hits()).toBe(0);
  });

  it('can be reached through no redirect', async () => {
    for (const port of ports()) {
      for (const host of hosts) {
        for (const target of [`http://${host}:${port}/`, `//${host}:${port}/`, `https://${host}:${port}/`]) {
          for (const way of waysOfAsking) {
            expect(codeOf(await http.request({ url: redirectTo(target), ...way })), target).toBe('redirect-refused');
          }
        }
      }
    }
    expect(hits()).toBe(0);
  });

  it('can be reached through no name, directly or behind a redirect', async () => {
    for (const port of ports()) {
      for (const name of Object.keys(zone)) {
        const url = `http://${name}:${port}/`;
        for (const way of waysOfAsking) {
          expect(codeOf(await http.request({ url, ...way })), name).toBe('refused-address');
          expect(codeOf(await http.request({ url: redirectTo(url), ...way })), name).toBe('redirect-refused');
        }
      }
    }
    expect(hits()).toBe(0);
  });

  it('can be reached through no name that changes its address between the check and the connection', async () => {
    const url = `http://rebind.test:${secret.port}/`;
    // Nobody listens on this port of the first address, the only one that is ever tried.
    expect(codeOf(await http.request({ url, purpose: 'description' }))).toBe('connect-refused');
    expect(codeOf(await http.request({ url, purpose: 'description' }))).toBe('connect-refused');
    expect(rebinding).toBe(1);
    expect(hits()).toBe(0);
  });
});
