import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalAnchor, canonicalUrl, isSameOrigin } from '../../../shared/domain/catalogue/canonical-url.ts';

describe('canonicalUrl', () => {
  it.each([
    ['HTTPS://API.Comune.Example:443/V1/x.json#top', 'https://api.comune.example/V1/x.json'],
    ['http://comune.example:80', 'http://comune.example/'],
    ['http://comune.example:8080/a/../b?q=1#', 'http://comune.example:8080/b?q=1'],
    ['https://città.example/anagrafe', 'https://xn--citt-3na.example/anagrafe'],
    ['https://comune.example./x', 'https://comune.example/x'],
    ['http://127.1/x', 'http://127.0.0.1/x'],
  ])('%s is %s', (text, canonical) => expect(canonicalUrl(text)).toBe(canonical));

  it.each([
    '',
    '/x',
    'comune.example',
    'ftp://comune.example/',
    'file:///etc/passwd',
    'javascript:1',
    'http://',
    'http://.',
  ])('has none for %j', (text) => expect(canonicalUrl(text)).toBeUndefined());

  it('is its own canonical form', () => {
    const part = (...texts: string[]) => fc.constantFrom(...texts);
    const address = fc
      .tuple(
        part('http://', 'HTTPS://', 'https:///', 'http:\\\\'),
        part('A.example', 'città.example.', '127.1', '[::0:1]', 'a.example..', 'u@a.example', 'xn--citt-3na.example'),
        part('', ':80', ':443', ':8080', ':'),
        part('', '/', '//', '/a/../b', '/%7e/./x y', '/città'),
        part('', '?', '?a=b c', '#', '#x', '?#?'),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(address, (text) => {
        const canonical = canonicalUrl(text)!;
        expect(new URL(canonical).href).toBe(canonical);
        expect(canonicalUrl(canonical)).toBe(canonical);
        expect(canonicalUrl(canonicalAnchor(text)!)).toBe(canonical);
      }),
    );
  });
});

describe('canonicalAnchor', () => {
  it('drops the slash of a bare host only', () => {
    expect(canonicalAnchor('https://API.comune.example/')).toBe('https://api.comune.example');
    expect(canonicalAnchor('https://api.comune.example')).toBe('https://api.comune.example');
    expect(canonicalAnchor('https://api.comune.example/v1/')).toBe('https://api.comune.example/v1/');
    expect(canonicalAnchor('https://api.comune.example/?a=/')).toBe('https://api.comune.example/?a=/');
  });
});

describe('isSameOrigin', () => {
  it('compares scheme, host and port, with default ports filled in', () => {
    expect(isSameOrigin('https://a.example/x', 'https://A.example:443/y')).toBe(true);
    expect(isSameOrigin('https://a.example/', 'http://a.example/')).toBe(false);
    expect(isSameOrigin('https://a.example/', 'https://b.example/')).toBe(false);
    expect(isSameOrigin('http://a.example:8080/', 'http://a.example/')).toBe(false);
  });

  it('never holds between things that are not web addresses', () => {
    expect(isSameOrigin('file:///a', 'file:///a')).toBe(false);
    expect(isSameOrigin('nonsense', 'nonsense')).toBe(false);
  });
});
