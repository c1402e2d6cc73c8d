import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { externalLink, html } from '../../../shared/views/html.ts';
import { cleanText, escapeXml } from '../../../shared/views/xml.ts';
import { hostileTexts, unescapeXml } from '../../fixtures/hostile-texts.ts';

/** Any UTF-16, lone surrogates included, with what matters to XML more often. */
const anyText = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  fc.string({ unit: fc.constantFrom(...'<>&"\'/=!-[]; abc'.split(''), '\u0000', '\ud800', '\u202e') }),
);

describe('escapeXml', () => {
  it('leaves only characters that XML 1.0 allows, and none that reorders text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const clean = cleanText(text);
        expect(clean).toMatch(/^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u);
        expect(clean).not.toMatch(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/);
      }),
    );
  });

  it('escapes once: undoing it gives the clean text back', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const escaped = escapeXml(text);
        expect(escaped).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39|#13);)/);
        expect(unescapeXml(escaped)).toBe(cleanText(text));
      }),
    );
  });

  it('changes nothing in plain text of any language', () => {
    expect(escapeXml('Città, Ελλάδα, 日本, 😀')).toBe('Città, Ελλάδα, 日本, 😀');
  });
});

describe('html', () => {
  it('shows any text as text, in an element and in an attribute', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(html`<p title="${text}">${text}</p>`.text).toMatch(/^<p title="[^<>"]*">[^<>]*<\/p>$/);
      }),
    );
  });

  it('takes what it made itself as it is, also in lists and nested', () => {
    const items = ['<', 'b'].map((each) => html`<li>${each}</li>`);
    expect(html`<ul>${items}${[[html`<li>c</li>`]]}</ul>`.text).toBe('<ul><li>&lt;</li><li>b</li><li>c</li></ul>');
  });

  it('shows nothing for what is not there, and zero for zero', () => {
    expect(html`${undefined}${null}${false}${0}${''}`.text).toBe('0');
    expect(html`plain`.text).toBe('plain');
  });

  it('is not deceived by an object that looks like its own', () => {
    const forged = JSON.parse('{"text":"<script>"}') as never;
    expect(html`${forged}`.text).not.toContain('<');
  });
});

describe('externalLink', () => {
  it.each(['https://a.example/?x=1&y="2"', 'HTTP://A.EXAMPLE'])('links %s without passing on trust', (url) => {
    expect(externalLink(url, 'x').text).toBe(`<a href="${escapeXml(url)}" rel="nofollow noopener">x</a>`);
  });

  it.each([
    'javascript:alert(1)',
    ' https://a.example',
    'data:text/html,x',
    '//a.example',
    '/a',
    'mailto:a@b.example',
    '',
  ])('shows %j as text', (url) => {
    expect(externalLink(url, url).text).toBe(escapeXml(url));
  });

  it('never links anything but http and https', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(externalLink(text, 'x').text).toMatch(
          /^(x|<a href="https?:\/\/[^"<>]*" rel="nofollow noopener">x<\/a>)$/i,
        );
      }),
    );
  });
});
