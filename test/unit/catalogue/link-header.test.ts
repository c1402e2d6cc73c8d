import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLinkHeader, parseWrittenLinks } from '../../../shared/domain/catalogue/link-header.ts';

const base = 'https://comune.example/servizi/';
/** Any UTF-16 unit, lone surrogates and controls included. */
const anyUnit = fc.nat(0xffff).map((unit) => String.fromCharCode(unit));
const read = (value: string) => parseLinkHeader(value, base, () => true);
const about = 'https://comune.example/servizi/';

describe('parseLinkHeader', () => {
  it('reads several links of one field, resolved against the page', () => {
    expect(read('</openapi.json>; rel="service-desc"; type="application/json", <docs>;rel=service-doc')).toEqual([
      { anchor: about, rel: 'service-desc', href: 'https://comune.example/openapi.json', type: 'application/json' },
      { anchor: about, rel: 'service-doc', href: 'https://comune.example/servizi/docs' },
    ]);
  });

  it('gives a link for each relation', () => {
    expect(read('<x>; rel="item  SERVICE-DESC"').map(({ rel }) => rel)).toEqual(['item', 'service-desc']);
  });

  it('takes the first of a repeated parameter', () => {
    expect(read('<x>; rel=item; rel=status')).toMatchObject([{ rel: 'item' }]);
  });

  it('does not split at commas and semicolons within quotes or brackets', () => {
    expect(read('</a,b;c>; title="uno, due; \\"tre\\""; rel="item", </d>; rel=item')).toEqual([
      { anchor: about, rel: 'item', href: 'https://comune.example/a,b;c', title: 'uno, due; "tre"' },
      { anchor: about, rel: 'item', href: 'https://comune.example/d' },
    ]);
  });

  it('reads blanks wherever publishers put them, and names in any case', () => {
    expect(read(' <a> ; REL = "item" ,, <b>;rel=item ; Type = text/html')).toMatchObject([
      { rel: 'item' },
      { rel: 'item', type: 'text/html' },
    ]);
  });

  it('reads an encoded title (RFC 8187), and the plain one when the encoding is broken', () => {
    expect(read("<a>; rel=item; title*=UTF-8''Citt%C3%A0; title=Citta")).toMatchObject([{ title: 'Città' }]);
    expect(read("<a>; rel=item; title*=UTF-8''%ZZ; title=Citta")).toMatchObject([{ title: 'Citta' }]);
  });

  it('resolves an anchor against the page', () => {
    expect(read('<a>; rel=item; anchor="/v1"')).toMatchObject([{ anchor: 'https://comune.example/v1' }]);
  });

  it('leaves out links without relation, without target, and those the policy refuses', () => {
    expect(read('<a>, <>; rel=item, <{b}>; rel=item, <javascript:1>; rel=item')).toEqual([]);
    expect(parseLinkHeader('<http://10.0.0.1/>; rel=item', base, (href) => !href.includes('10.0'))).toEqual([]);
  });

  it('a malformed link costs only itself', () => {
    expect(read('nonsense; rel=item, <ok>; rel=item')).toHaveLength(1);
    expect(read('<unclosed; rel=item, <b>; rel=item')).toEqual([
      { anchor: about, rel: 'item', href: 'https://comune.example/servizi/unclosed;%20rel=item,%20%3Cb' },
    ]);
    expect(read('<a>; rel="unclosed')).toMatchObject([{ rel: 'unclosed' }]);
    expect(read('<a>; rel=item; title="x" junk=1, <b>; rel=item')).toHaveLength(2);
  });

  it('reads what it wrote', () => {
    const token = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
    const link = fc.record({
      path: token,
      rel: token.filter((rel) => rel !== 'anchor'),
      title: fc.string({ minLength: 1 }),
    });
    const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;
    fc.assert(
      fc.property(fc.array(link, { maxLength: 5 }), (links) => {
        const text = links.map(({ path, rel, title }) => `<${path}>; rel=${rel}; title=${quoted(title)}`).join(', ');
        const written = parseWrittenLinks(text);
        expect(written.map(({ target }) => target)).toEqual(links.map(({ path }) => path));
        expect(written.map(({ parameters }) => parameters.get('title'))).toEqual(links.map(({ title }) => title));
      }),
    );
  });

  it('never throws, and gives only links the policy accepts', () => {
    const scraps = fc.array(fc.constantFrom('<', '>', ';', ',', '"', '\\', '=', 'rel', '/a', ' ', 'http://x.example'));
    fc.assert(
      fc.property(
        fc.oneof(
          scraps.map((parts) => parts.join('')),
          fc.string({ unit: anyUnit }),
        ),
        (value) => {
          const allowed = (href: string) => !href.includes('x.example');
          for (const { href, anchor } of parseLinkHeader(value, base, allowed)) {
            expect(allowed(href) && allowed(anchor)).toBe(true);
          }
        },
      ),
    );
  });

  it('stops reading after 5,000 links', () => {
    expect(parseWrittenLinks('<a>;rel=item,'.repeat(6000))).toHaveLength(5001);
    expect(read('<a>;rel=item,'.repeat(6000))).toHaveLength(1);
  });
});
