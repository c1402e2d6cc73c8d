/** Text into XML 1.0 (§2.2 Char, §2.4): characters XML forbids are dropped, the rest is escaped; no CDATA, no DOCTYPE. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to be dropped
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
/** Directional overrides make text read other than it is (Unicode TR 36). */
const bidi = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g;

const entities: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // A parser would make a line feed of it (XML 1.0 §2.11).
  '\r': '&#13;',
};

/** Text from outside as it may be shown: well-formed, without control and direction characters. */
export const cleanText = (text: string): string => text.toWellFormed().replace(forbidden, '').replace(bidi, '');

/** For element content and for attribute values in quotes, in XML and in HTML. */
export const escapeXml = (text: string): string =>
  cleanText(text).replace(/[&<>"'\r]/g, (character) => entities[character] ?? '');
