import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailtoIri, safeIri } from '../../../shared/domain/open-data/safe-iri.ts';
import { serviceAddressesOf } from '../../../shared/domain/open-data/service-addresses.ts';
import { sampleApi, sampleMetadata } from '../../fixtures/sample-records.ts';

describe('an address as an identifier', () => {
  it.each([
    ['https://ente.example/v1', 'https://ente.example/v1'],
    ['HTTP://Ente.Example', 'http://ente.example/'],
    ['https://ente.example/a b', 'https://ente.example/a%20b'],
    ['https://ente.example/{id}?a=<b>|c', 'https://ente.example/%7Bid%7D?a=%3Cb%3E%7Cc'],
    ['https://ente.example/100%', 'https://ente.example/100%25'],
    ['https://comùne.example/è', 'https://xn--comne-3ua.example/%C3%A8'],
  ])('%s is %s', (text, iri) => {
    expect(safeIri(text)).toBe(iri);
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,<script>',
    'file:///etc/passwd',
    'mailto:a@b.example',
    '/relative',
    '//ente.example/',
    'https://user:secret@ente.example/',
    'https://{host}/',
    '',
    ' ',
    `https://ente.example/${'a'.repeat(3000)}`,
  ])('%j is none', (text) => {
    expect(safeIri(text)).toBeUndefined();
  });

  it('of whatever text has only characters that an IRI may have, and stays the same', () => {
    const odd = fc.constantFrom(...'{}|^`<>"\\% \t\u0000\u202e\ud800è😀/?#[]@:%2');
    const text = fc.string({ unit: fc.oneof(odd, fc.string({ minLength: 1, maxLength: 1 })) });
    fc.assert(
      fc.property(text, (given) => {
        for (const iri of [given, `https://ente.example/${given}`, `https://${given}`].map(safeIri)) {
          if (iri === undefined) continue;
          expect(iri).toMatch(/^https?:\/\/(?:[^\s<>"{}|\\^`%]|%[0-9A-Fa-f]{2})+$/);
          expect(safeIri(iri)).toBe(iri);
        }
      }),
    );
  });
});

describe('an address of mail', () => {
  it.each(['urp@comune.example', 'a.b+c_d-e@mail.comune.example'])('%s is an identifier', (text) => {
    expect(mailtoIri(text)).toBe(`mailto:${text}`);
  });

  it.each([
    'urp',
    'urp@localhost',
    'a@b.example?bcc=c@d.example',
    'a@b.example,c@d.example',
    '<a@b.example>',
    'a b@c.example',
    'javascript:alert(1)@b.example',
    `${'a'.repeat(65)}@b.example`,
    'a@b.example\r\nbcc: c@d.example',
  ])('%j is none', (text) => {
    expect(mailtoIri(text)).toBeUndefined();
  });
});

describe('where an API is called', () => {
  const servers = (...urls: readonly (string | { url: string; sandbox: true })[]) =>
    serviceAddressesOf(
      sampleApi('https://ente.example/docs/openapi.yaml', {
        metadata: sampleMetadata({
          servers: urls.map((each) => (typeof each === 'string' ? { url: each, sandbox: false } : each)),
        }),
      }),
    );

  it('is at the servers of its description, each once, in their order', () => {
    expect(servers('https://b.example/v1', 'https://a.example/', 'https://b.example/v1')).toEqual([
      'https://b.example/v1',
      'https://a.example/',
    ]);
  });

  it('is never where it is only tried out, nor at what is no address of the Web', () => {
    expect(
      servers({ url: 'https://test.example/', sandbox: true }, 'javascript:alert(1)', 'https://a.example/'),
    ).toEqual(['https://a.example/']);
  });

  it('is at the root of the host that describes it where no server is named', () => {
    expect(servers()).toEqual(['https://ente.example/']);
    const { metadata: _, ...unread } = sampleApi('https://ente.example/docs/openapi.yaml');
    expect(serviceAddressesOf(unread)).toEqual(['https://ente.example/']);
  });
});
