import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAddressPolicy } from '../../../shared/domain/fetching/address-policy.ts';
import { checkUrl, resolveUrl } from '../../../shared/domain/fetching/url-policy.ts';

const href = (verdict: ReturnType<typeof checkUrl>): string => (verdict.ok ? verdict.url.href : verdict.code);

describe('checkUrl', () => {
  it.each([
    ['https://ente.gov.it/openapi.yaml', 'https://ente.gov.it/openapi.yaml'],
    ['HTTPS://Ente.GOV.it:443', 'https://ente.gov.it/'],
    ['https://ente.gov.it./x', 'https://ente.gov.it/x'],
    ['https://ente.gov.it/x#/paths', 'https://ente.gov.it/x'],
    ['https://ente.gov.it/x#', 'https://ente.gov.it/x'],
    ['https://forlì.it/', 'https://xn--forl-tpa.it/'],
    ['http://ⓔⓧⓐⓜⓟⓛⓔ.ⓒⓞⓜ/', 'http://example.com/'],
    ['http://exam\u00adple.comune.it/', 'http://example.comune.it/'],
    ['https://api_test.ente.gov.it:8443/v1?a=b c'.replace(' ', '%20'), 'https://api_test.ente.gov.it:8443/v1?a=b%20c'],
    ['https://ente.gov.it/%2e%2e/etc/passwd', 'https://ente.gov.it/etc/passwd'],
  ])('accepts %s as %s', (text, canonical) => {
    expect(href(checkUrl(text))).toBe(canonical);
  });

  it('tells a literal address from a name', () => {
    expect(checkUrl('https://8.8.8.8/')).toMatchObject({ ok: true, literal: true });
    expect(checkUrl('https://[2001:4860:4860::8888]/')).toMatchObject({ ok: true, literal: true });
    expect(checkUrl('https://8.8.8.8.ente.gov.it/')).toMatchObject({ ok: true, literal: false });
  });

  it.each([
    ['', 'url-invalid'],
    ['ente.gov.it/openapi.yaml', 'url-invalid'],
    ['ente.gov.it:8443/openapi.yaml', 'url-invalid'],
    ['localhost:8080', 'url-invalid'],
    ['http:ente.gov.it', 'url-invalid'],
    ['http:/ente.gov.it', 'url-invalid'],
    ['http:///ente.gov.it', 'url-invalid'],
    ['https://ente.gov.it\\@evil.it/', 'url-invalid'],
    ['https://ente.gov.it/a b', 'url-invalid'],
    [' https://ente.gov.it/', 'url-invalid'],
    ['https://ente.gov.it/\t', 'url-invalid'],
    ['https://ente.gov.it/\u202egnp.exe', 'url-invalid'],
    ['https://ente.gov.it/\u2066x', 'url-invalid'],
    ['https://ente.gov.it/\u200bx', 'url-invalid'],
    ['https://ente.gov.it/\ud800', 'url-invalid'],
    ['https://ente.gov.it/\u00a0', 'url-invalid'],
    ['mailto:api@ente.gov.it', 'url-scheme'],
    ['httpss://ente.gov.it/', 'url-scheme'],
    ['https://@ente.gov.it/', 'url-userinfo'],
    ['https://a:b@ente.gov.it/', 'url-userinfo'],
    ['https://intranet/', 'url-host'],
    ['https://localhost./', 'url-host'],
    ['https://a.b.internal/', 'url-host'],
    ['https://1.0.0.127.in-addr.arpa/', 'url-host'],
    ['https://-ente.gov.it/', 'url-host'],
    ['https://ente-.gov.it/', 'url-host'],
    ['https://en*te.gov.it/', 'url-host'],
    ['https://ente.gov.it../', 'url-host'],
    [`https://${'a.'.repeat(126)}it/`, 'url-host'],
    ['https://ente.gov.it:22/', 'url-port'],
    ['https://ente.gov.it:6379/', 'url-port'],
    ['https://ente.gov.it:0/', 'url-port'],
    ['http://10.0.0.1:8080/', 'refused-address'],
    ['http://[::ffff:a00:1]/', 'refused-address'],
    [`https://ente.gov.it/${'a'.repeat(2048)}`, 'url-too-long'],
  ])('refuses %j as %s', (text, code) => {
    expect(href(checkUrl(text))).toBe(code);
  });

  it('accepts 2,048 characters', () => {
    const text = 'https://ente.gov.it/'.padEnd(2048, 'a');
    expect(href(checkUrl(text))).toBe(text);
  });

  it('judges literal addresses by the policy given, but never lets a private name through', () => {
    const policy = createAddressPolicy({ allow: ['127.0.0.0/8'], nat64: false });
    expect(href(checkUrl('http://127.0.2.1:9700/x', policy))).toBe('http://127.0.2.1:9700/x');
    expect(href(checkUrl('http://10.0.0.1/', policy))).toBe('refused-address');
    expect(href(checkUrl('http://localhost:9700/', policy))).toBe('url-host');
  });

  it('never throws, and what it accepts is canonical: accepted again, unchanged', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc
        .tuple(fc.constantFrom('http://', 'https://', 'ftp://', '//'), fc.string())
        .map(([start, rest]) => start + rest),
    );
    fc.assert(
      fc.property(text, (raw) => {
        const verdict = checkUrl(raw);
        if (!verdict.ok) return;
        expect(verdict.url.username + verdict.url.password + verdict.url.hash).toBe('');
        if (verdict.url.href.length <= 2048) expect(href(checkUrl(verdict.url.href))).toBe(verdict.url.href);
      }),
    );
  });
});

describe('resolveUrl', () => {
  const base = 'https://ente.gov.it/apis/catalog.json';

  it.each([
    ['openapi.yaml', 'https://ente.gov.it/apis/openapi.yaml'],
    ['../v2/openapi.yaml#/info', 'https://ente.gov.it/v2/openapi.yaml'],
    ['/x?y', 'https://ente.gov.it/x?y'],
    ['?y', 'https://ente.gov.it/apis/catalog.json?y'],
    ['', base],
    ['#/components', base],
    ['//altro.gov.it/x', 'https://altro.gov.it/x'],
    ['http://altro.gov.it:8080/x', 'http://altro.gov.it:8080/x'],
    ['è.yaml', 'https://ente.gov.it/apis/%C3%A8.yaml'],
  ])('resolves %j to %s', (reference, target) => {
    expect(href(resolveUrl(reference, base))).toBe(target);
  });

  it.each([
    ['file:///etc/passwd', 'url-scheme'],
    ['javascript:alert(1)', 'url-scheme'],
    ['\\\\127.0.0.1\\x', 'url-invalid'],
    ['/\\127.0.0.1/x', 'url-invalid'],
    ['//user@altro.gov.it/', 'url-userinfo'],
    ['//127.0.0.1/', 'refused-address'],
    ['///127.0.0.1/', 'url-invalid'],
    ['https:x', 'url-invalid'],
    ['a b', 'url-invalid'],
    ['x'.repeat(2049), 'url-too-long'],
    ['x'.repeat(2040), 'url-too-long'],
  ])('refuses %j as %s', (reference, code) => {
    expect(href(resolveUrl(reference, base))).toBe(code);
  });

  it('refuses a reference in a document without address', () => {
    expect(href(resolveUrl('/etc/passwd', 'memory'))).toBe('url-invalid');
    expect(href(resolveUrl('x.yaml', 'file:///etc/'))).toBe('url-scheme');
  });
});
