import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkAddress, createAddressPolicy } from '../../../shared/domain/fetching/address-policy.ts';
import { checkUrl } from '../../../shared/domain/fetching/url-policy.ts';

/** Public-looking or oddly written addresses that lead inside; others let some of them through. */
const tricky = [
  '0.0.0.0',
  '100.64.0.1',
  '168.63.129.16',
  '192.0.0.192',
  '192.0.0.170',
  '192.88.99.1',
  '198.19.255.255',
  '203.0.113.9',
  '255.255.255.255',
  '::',
  '::127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:0:127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::7f00:1',
  '2001:0:7f00:1::',
  '2002:7f00:1::',
  '2620:4f:8000::1',
  '3fff::1',
  'fec0::1',
  '5f00::1',
];

const blocks: readonly (readonly [base: number, bits: number])[] = [
  [0x00000000, 8],
  [0x0a000000, 8],
  [0x64400000, 10],
  [0x7f000000, 8],
  [0xa83f8110, 32],
  [0xa9fe0000, 16],
  [0xac100000, 12],
  [0xc0000000, 24],
  [0xc0000200, 24],
  [0xc01fc400, 24],
  [0xc034c100, 24],
  [0xc0586300, 24],
  [0xc0a80000, 16],
  [0xc0af3000, 24],
  [0xc6120000, 15],
  [0xc6336400, 24],
  [0xcb007100, 24],
  [0xe0000000, 4],
  [0xf0000000, 4],
];

const isSpecial = (ip: number): boolean =>
  blocks.some(([base, bits]) => Math.floor(ip / 2 ** (32 - bits)) === Math.floor(base / 2 ** (32 - bits)));

const special = fc
  .constantFrom(...blocks)
  .chain(([base, bits]) => fc.integer({ min: 0, max: 2 ** (32 - bits) - 1 }).map((offset) => base + offset));

const bytesOf = (ip: number): number[] => [24, 16, 8, 0].map((shift) => Math.floor(ip / 2 ** shift) % 256);
const dotted = (ip: number): string => bytesOf(ip).join('.');
const hex = (word: number): string => word.toString(16);

/** Every way a URL's host may spell one IPv4 address. */
function spellings(ip: number): string[] {
  const [a = 0, b = 0, c = 0, d = 0] = bytesOf(ip);
  const low16 = c * 256 + d;
  return [
    dotted(ip),
    `${dotted(ip)}.`,
    String(ip),
    `0x${hex(ip)}`,
    `0${ip.toString(8)}`,
    `${a}.${b}.${low16}`,
    `${a}.${b * 65_536 + low16}`,
    `0x${hex(a)}.0${b.toString(8)}.${c}.0x${hex(d)}`,
    `%3${String(a)[0]}${dotted(ip).slice(1)}`,
    dotted(ip).replaceAll('.', '。'),
    dotted(ip).replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
    `[::ffff:${dotted(ip)}]`,
    `[::FFFF:${hex(a * 256 + b)}:${hex(low16)}]`,
    `[0:0:0:0:0:ffff:${hex(a * 256 + b)}:${hex(low16)}]`,
    `[::${dotted(ip)}]`,
    `[64:ff9b::${dotted(ip)}]`,
    `[2002:${hex(a * 256 + b)}:${hex(low16)}::1]`,
  ];
}

describe('the address policy', () => {
  it.each(tricky)('refuses %s', (ip) => {
    expect(checkAddress(ip)).toMatchObject({ ok: false, code: 'refused-address' });
  });

  it('counts twenty-one of them', () => {
    expect(new Set(tricky).size).toBe(21);
  });

  it.each([
    '8.8.8.8',
    '93.184.216.34',
    '1.1.1.1',
    '2001:4860:4860::8888',
    '2a00:1450:4002::5efe:7f00:1',
    '2620:0:2d0::1',
  ])('accepts %s', (ip) => {
    expect(checkAddress(ip)).toEqual({ ok: true, address: ip });
  });

  it('names the reason and the address', () => {
    expect(checkAddress('::ffff:10.0.0.1')).toMatchObject({ detail: '10.0.0.1 is not a public address (private)' });
  });

  it('unwraps an IPv4-mapped address, to be connected to as IPv4', () => {
    expect(checkAddress('::ffff:8.8.8.8')).toEqual({ ok: true, address: '8.8.8.8' });
  });

  it('writes an address in its shortest form', () => {
    expect(checkAddress('2A00:0:0:0:1450:0:0:1')).toEqual({ ok: true, address: '2a00::1450:0:0:1' });
  });

  it.each([
    '',
    'localhost',
    '1.2.3',
    '1.2.3.4.5',
    '01.2.3.4',
    '1.2.3.256',
    '1.2.3.4 ',
    ':',
    ':::',
    '1::2::3',
    '2a00:1',
    '2a00::1%eth0',
    '[2a00::1]',
    '2a00::12345',
    '2a00:1:2:3:4:5:6:7:8',
    '2a00::1.2.3.4:1',
    '1.2.3.4::1',
    '2a00:1:2:3:4:5:6::7:8',
  ])('refuses %j, which is no address', (text) => {
    expect(checkAddress(text)).toEqual({ ok: false, code: 'refused-address', detail: 'not an IP address' });
  });

  it('accepts what is explicitly allowed, and nothing beside it', () => {
    const policy = createAddressPolicy({ allow: ['127.0.2.0/23', '::1/128'], nat64: false });
    expect(policy('127.0.3.255').ok).toBe(true);
    expect(policy('::ffff:127.0.2.1')).toEqual({ ok: true, address: '127.0.2.1' });
    expect(policy('::1').ok).toBe(true);
    expect(policy('127.0.4.0').ok).toBe(false);
    expect(policy('127.0.1.255').ok).toBe(false);
    expect(policy('::2').ok).toBe(false);
  });

  it.each([
    '127.0.0.1',
    '127.0.0.1/33',
    '::1/129',
    'x/8',
    '127.0.0.1/',
    '10.0.0.0/-1',
  ])('throws at once on the faulty range %j', (range) => {
    expect(() => createAddressPolicy({ allow: [range], nat64: false })).toThrow(RangeError);
  });

  it('judges the IPv4 address inside a NAT64 address when NAT64 is on', () => {
    const policy = createAddressPolicy({ allow: [], nat64: true });
    expect(policy('64:ff9b::808:808')).toEqual({ ok: true, address: '64:ff9b::808:808' });
    expect(policy('64:ff9b::a9fe:a9fe').ok).toBe(false);
    expect(policy('64:ff9b:1::808:808').ok).toBe(false);
    expect(checkAddress('64:ff9b::808:808').ok).toBe(false);
  });

  it('refuses a special-purpose IPv4 address in every textual form', () => {
    fc.assert(
      fc.property(special, (ip) => {
        for (const host of spellings(ip)) {
          expect(checkUrl(`http://${host}/`), host).toMatchObject({ ok: false, code: 'refused-address' });
        }
        expect(checkAddress(dotted(ip)).ok).toBe(false);
        expect(checkAddress(`::ffff:${dotted(ip)}`).ok).toBe(false);
      }),
    );
  });

  it('accepts exactly the IPv4 addresses outside the special-purpose blocks, mapped or not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffffff }), (ip) => {
        const verdict = checkAddress(dotted(ip));
        expect(verdict.ok).toBe(!isSpecial(ip));
        expect(checkAddress(`::ffff:${dotted(ip)}`)).toEqual(verdict);
      }),
    );
  });

  it('refuses every IPv6 address outside 2000::/3 but mapped ones', () => {
    const word = fc.integer({ min: 0, max: 0xffff });
    fc.assert(
      fc.property(fc.array(word, { minLength: 8, maxLength: 8 }), (words) => {
        const text = words.map(hex).join(':');
        if ((words[0] ?? 0) >> 13 !== 1) expect(checkAddress(text).ok).toBe(false);
      }),
    );
  });

  it('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.ipV6(), fc.ipV4Extended()), (text) => void checkAddress(text)));
  });
});
