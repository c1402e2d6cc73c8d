import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHtmlLinks } from '../../../shared/domain/catalogue/html-links.ts';

const url = 'https://comune.example/servizi/index.html';
/** Any UTF-16 unit, lone surrogates and controls included. */
const anyUnit = fc.nat(0xffff).map((unit) => String.fromCharCode(unit));
const read = (html: string) => readHtmlLinks(html, url, () => true);
const hrefs = (html: string) => read(html).map(({ href }) => href);

describe('readHtmlLinks', () => {
  it('reads the links of a page, resolved against it', () => {
    const html = `<!DOCTYPE html><html><head><meta charset=utf-8>
      <link rel="api-catalog" href="/.well-known/api-catalog" type='application/linkset+json'>
      <LINK HREF=openapi.yaml REL=service-desc TITLE="Anagrafe &amp; tributi" />`;
    expect(read(html)).toEqual([
      {
        anchor: url,
        rel: 'api-catalog',
        href: 'https://comune.example/.well-known/api-catalog',
        type: 'application/linkset+json',
      },
      {
        anchor: url,
        rel: 'service-desc',
        href: 'https://comune.example/servizi/openapi.yaml',
        title: 'Anagrafe & tributi',
      },
    ]);
  });

  it('honours the first base, wherever it stands', () => {
    expect(hrefs('<link rel=item href=a><base href="https://api.comune.example/v1/"><base href=/no/>')).toEqual([
      'https://api.comune.example/v1/a',
    ]);
    expect(hrefs('<base href="v2/"><link rel=item href=a>')).toEqual(['https://comune.example/servizi/v2/a']);
    expect(hrefs('<base href="javascript:1"><link rel=item href=/a>')).toEqual(['https://comune.example/a']);
  });

  it('passes over comments, scripts and other text that is no markup', () => {
    const fake = '<link rel=item href=fake>';
    const html = `<!-- ${fake} --><script>"${fake}"</script><style>${fake}</style><TITLE>${fake}</title>
      <textarea>${fake}</textarea><noscript>${fake}</noscript><a title='${fake}'>x</a></link rel=item href=fake>`;
    expect(hrefs(`${html}<link rel=item href=real>`)).toEqual(['https://comune.example/servizi/real']);
  });

  it('keeps its place on pages whose letters change length in lower case', () => {
    expect(hrefs(`<script>${'İ'.repeat(50)}</script><link rel=item href=a>`)).toHaveLength(1);
  });

  it('decodes the character references of addresses, in decimal, hexadecimal and by name', () => {
    expect(hrefs('<link rel=item href="&#47;a&#x2F;b?x=1&amp;y=2&unknown;">')).toEqual([
      'https://comune.example/a/b?x=1&y=2&unknown;',
    ]);
    expect(hrefs('<link rel=item href="&#x110000;a">')).toHaveLength(1);
  });

  it('reads attributes as browsers do: first of a name, odd blanks, stray slashes and signs', () => {
    expect(read('<link rel = item/href=a href=b>')).toMatchObject([
      { rel: 'item/href=a', href: 'https://comune.example/servizi/b' },
    ]);
    expect(hrefs('<link / =x rel\n=\n"item" href = a href=b>')).toEqual(['https://comune.example/servizi/a']);
  });

  it('gives no link without relation or target, nor what the policy refuses', () => {
    expect(read('<link href=a><link rel=item><link rel=item href="">')).toEqual([]);
    expect(readHtmlLinks('<link rel=item href=http://10.0.0.1/>', url, () => false)).toEqual([]);
  });

  it('reads a bounded start of the page', () => {
    const link = '<link rel=item href=late>';
    expect(read(`${' '.repeat(600 * 1024)}${link}`)).toEqual([]);
    expect(read(Array.from({ length: 300 }, (_, i) => `<link rel=item href=${i}>`).join(''))).toHaveLength(200);
  });

  it('never throws, and ends, on any text', () => {
    const scraps = fc.array(
      fc.constantFrom(
        '<',
        '>',
        '<link',
        '<base',
        '<!--',
        '-->',
        '<script',
        '</script',
        '=',
        '"',
        "'",
        '/',
        ' ',
        'rel=item',
        'href=a',
        'İ',
      ),
    );
    const html = fc.oneof(
      scraps.map((parts) => parts.join('')),
      fc.string({ unit: anyUnit }),
    );
    fc.assert(fc.property(html, (text) => read(text).every(({ href }) => href.startsWith('http'))));
  });
});
