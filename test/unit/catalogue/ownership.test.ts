import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOwned, parseDomain } from '../../../shared/domain/catalogue/ownership.ts';

describe('isOwned', () => {
  it.each([
    ['the domain itself', 'https://comune.example/openapi.json', ['comune.example']],
    ['a host below it', 'https://api.servizi.comune.example/v1', ['comune.example']],
    ['whatever the case and final dots', 'https://API.Comune.Example./v1', ['comune.EXAMPLE.']],
    ['any of several', 'https://b.example/', ['a.example', 'b.example']],
    ['any port, unless one was registered', 'http://comune.example:8080/', ['comune.example']],
    ['the registered port', 'http://127.0.2.1:9700/x', ['127.0.2.1:9700']],
    ['a default port by its number', 'https://comune.example/', ['comune.example:443']],
    ['an IPv4 address', 'http://127.0.2.1:9700/x', ['127.0.2.1']],
    ['an IPv6 address, with or without brackets', 'http://[2001:db8::1]:8080/', ['2001:DB8:0::1']],
    ['a name in its own script', 'https://api.xn--citt-3na.example/', ['città.example']],
  ])('holds for %s', (_, url, domains) => expect(isOwned(url, domains)).toBe(true));

  it.each([
    ['a name that only ends alike', 'https://falsocomune.example/', ['comune.example']],
    ['the parent of the domain', 'https://example/', ['comune.example']],
    ['another port than the registered one', 'http://127.0.2.1:9701/', ['127.0.2.1:9700']],
    ['a name that ends like an address', 'http://1.127.0.2.1.example/', ['127.0.2.1']],
    ['the domain as user name', 'https://comune.example@evil.example/', ['comune.example']],
    ['the domain in the path', 'https://evil.example/comune.example', ['comune.example']],
    ['another scheme', 'ftp://comune.example/', ['comune.example']],
    ['no domain at all', 'https://comune.example/', []],
    ['an empty domain', 'https://comune.example/', ['', '.', ' ']],
    ['a domain with a path', 'https://comune.example/x', ['comune.example/x']],
    ['text that is no URL', 'comune.example', ['comune.example']],
  ])('does not hold for %s', (_, url, domains) => expect(isOwned(url, domains)).toBe(false));

  it('never throws, whatever is registered', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (url, domains) => typeof isOwned(url, domains) === 'boolean'),
    );
  });

  it('a domain owns itself and what is below, and nothing else does', () => {
    fc.assert(
      fc.property(fc.domain(), fc.domain(), (one, other) => {
        expect(isOwned(`https://${one}/`, [one])).toBe(true);
        expect(isOwned(`https://api.${one}/`, [one])).toBe(true);
        if (one !== other && !one.endsWith(`.${other}`)) expect(isOwned(`https://${one}/`, [other])).toBe(false);
      }),
    );
  });
});

describe('parseDomain', () => {
  it('tells names from addresses and reads a port', () => {
    expect(parseDomain('Comune.Example')).toEqual({ host: 'comune.example', isAddress: false });
    expect(parseDomain('127.0.0.1:08080')).toEqual({ host: '127.0.0.1', port: '8080', isAddress: true });
    expect(parseDomain('::1')).toEqual({ host: '[::1]', isAddress: true });
    expect(parseDomain('[::1]:81')).toEqual({ host: '[::1]', port: '81', isAddress: true });
  });

  it('refuses what is not a host', () => {
    for (const text of ['', 'https://x.example', 'x.example/', 'a b', 'u@x.example', 'x.example:99999', 'x.example:']) {
      expect(parseDomain(text), text).toBeUndefined();
    }
  });
});
