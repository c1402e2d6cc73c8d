/** Turns what a publisher wrote as an address (RFC 3986 §4.1) into a canonical URL we may fetch, or says why not. */
import { canonicalUrl } from './canonical-url.ts';
import type { IsAllowed } from './link.ts';

export type Resolved =
  | { readonly ok: true; readonly href: string; readonly relative: boolean; readonly encoded: boolean }
  | { readonly ok: false; readonly problem: 'missing' | 'template' | 'invalid' | 'blocked' };

// Controls, backslashes and invisible direction marks: the URL parser would quietly drop or turn them.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const deceptive = /[\u0000-\u001f\u007f-\u009f\\\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;
const scheme = /^[a-z][a-z0-9+.-]*:/i;
const longest = 8192;

/** Resolves against `base`, an absolute URL. `encoded`: the reference held characters that a URI must escape. */
export function resolveReference(reference: unknown, base: string, isAllowed: IsAllowed): Resolved {
  if (typeof reference !== 'string') return { ok: false, problem: 'missing' };
  const text = reference.trim();
  if (text === '') return { ok: false, problem: 'missing' };
  if (text.length > longest || deceptive.test(text)) return { ok: false, problem: 'invalid' };
  if (/[{}]/.test(text)) return { ok: false, problem: 'template' };
  const url = URL.parse(text, base);
  if (url === null) return { ok: false, problem: 'invalid' };
  const href = canonicalUrl(url.href);
  if (href === undefined || !isAllowed(href)) return { ok: false, problem: 'blocked' };
  return { ok: true, href, relative: !scheme.test(text), encoded: /[^\x21-\x7e]/.test(text) };
}

/** Whether a bare string can be meant as an address at all: titles, dates and version numbers are not. */
export function looksLikeReference(value: string): boolean {
  const text = value.trim();
  if (text.length > longest) return false;
  if (scheme.test(text)) return /^[a-z][a-z0-9+.-]*:\S/i.test(text);
  return (
    /^\.{0,2}\//.test(text) || (!/\s/.test(text) && (text.includes('/') || /\.(json|ya?ml|html?|md)$/i.test(text)))
  );
}
