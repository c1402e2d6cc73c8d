/**
 * One spelling per address (WHATWG URL): the parser lower-cases the scheme and host, drops default ports and dot
 * segments; we drop the fragment, which is never sent, and the final dot of a host name. The canonical URL of a
 * description is part of its API's identity.
 */

function parsed(text: string): URL | undefined {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || /^\.*$/.test(url.hostname)) return undefined;
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.replace(/\.+$/, '');
  return url;
}

/** The canonical form of an absolute http(s) URL; undefined for anything else. Idempotent. */
export function canonicalUrl(text: string): string | undefined {
  const url = parsed(text);
  if (url === undefined) return undefined;
  url.hash = '';
  return url.href;
}

/**
 * The canonical form of an address that names a place rather than a document (a linkset's anchor): as `canonicalUrl`,
 * and a bare host has no trailing slash.
 */
export function canonicalAnchor(text: string): string | undefined {
  const url = canonicalUrl(text);
  return url !== undefined && /^[a-z]+:\/\/[^/?]+\/$/.test(url) ? url.slice(0, -1) : url;
}

/** Same scheme, host and port (RFC 6454). Two addresses that are not http(s) URLs never share an origin. */
export function isSameOrigin(one: string, other: string): boolean {
  const url = parsed(one);
  return url !== undefined && url.origin === parsed(other)?.origin;
}
