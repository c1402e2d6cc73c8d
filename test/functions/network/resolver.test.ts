import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createResolver, type Resolver } from '../../../shared/adapters/network/resolver.ts';
import { type DnsServer, startDnsServer } from '../../fixtures/dns-server.ts';

let dns: DnsServer;
/** For names that are answered, on a machine however busy. */
let resolver: Resolver;
/** For names that are not. */
let hasty: Resolver;

beforeAll(async () => {
  dns = await startDnsServer({
    'both.test': { a: ['192.0.2.1', '192.0.2.2'], aaaa: ['2001:db8::1'] },
    'six.test': { aaaa: ['::ffff:127.0.0.1'] },
    'none.test': {},
    'gone.test': 'nxdomain',
    'faulty.test': 'servfail',
    'refusing.test': 'refused',
    'silent.test': 'silent',
    'half.test': { a: ['192.0.2.1'], silentAaaa: true },
    'many.test': { a: Array.from({ length: 200 }, (_, index) => `192.0.2.${index}`) },
    'chain.test': { a: ['10.0.0.1'], aliases: 20 },
  });
  resolver = createResolver({ servers: [dns.server], timeoutMs: 30_000 });
  hasty = createResolver({ servers: [dns.server], timeoutMs: 2_000 });
});
afterAll(() => dns.close());

const told = async (host: string, by = resolver): Promise<unknown> => {
  const resolution = await by.resolve(host);
  return resolution.ok ? [...resolution.addresses].sort() : resolution.code;
};

describe('the resolver', () => {
  it('gives the addresses of both families', async () => {
    expect(await told('both.test')).toEqual(['192.0.2.1', '192.0.2.2', '2001:db8::1']);
    expect(await told('six.test')).toEqual(['::ffff:127.0.0.1']);
  });

  it('gives all of two hundred addresses, and those behind twenty aliases', async () => {
    expect(await told('many.test')).toHaveLength(200);
    expect(await told('chain.test')).toEqual(['10.0.0.1']);
  });

  it('gives the addresses of one family when the server never answers for the other', async () => {
    expect(await told('half.test', hasty)).toEqual(['192.0.2.1']);
  });

  it.each([
    ['none.test', 'dns-nxdomain'],
    ['gone.test', 'dns-nxdomain'],
    ['faulty.test', 'dns-failure'],
    ['refusing.test', 'dns-failure'],
    ['silent.test', 'dns-timeout'],
    ['a..test', 'dns-nxdomain'],
  ])('tells of %s: %s', async (host, code) => {
    expect(await told(host, host === 'silent.test' ? hasty : resolver)).toBe(code);
  });

  it('says which name and which error', async () => {
    expect(await resolver.resolve('faulty.test')).toEqual({
      ok: false,
      code: 'dns-failure',
      detail: 'DNS of faulty.test: ESERVFAIL',
    });
  });

  it('never reads the hosts file nor appends a domain', async () => {
    expect(await told('localhost')).toBe('dns-nxdomain');
    expect(await told('both')).toBe('dns-nxdomain');
    expect(dns.asked.filter((question) => question.startsWith('both.') && !question.startsWith('both.test '))).toEqual(
      [],
    );
  });

  it('answers for other names while one is silent', async () => {
    const ended: string[] = [];
    const note = (host: string) => told(host, hasty).then(() => void ended.push(host));
    await Promise.all(['silent.test', 'both.test', 'six.test', 'gone.test'].map(note));
    expect(ended.at(-1)).toBe('silent.test');
  });

  it('holds an unreachable DNS server to be our own trouble', async () => {
    const deaf = createResolver({ servers: ['127.0.0.1:1'], timeoutMs: 900 });
    expect(await deaf.resolve('both.test')).toMatchObject({ ok: false, code: 'dns-unavailable' });
  });

  it('ends as stopped what is under way when it is closed', async () => {
    const closing = createResolver({ servers: [dns.server], timeoutMs: 900 });
    const pending = closing.resolve('silent.test');
    closing.close();
    expect(await pending).toMatchObject({ ok: false, code: 'stopped' });
  });
});
