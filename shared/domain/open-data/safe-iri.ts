/** Addresses from documents as identifiers (RFC 3987) that others load without looking: absolute http(s), or mailto. */

const most = 2048;

/** What `URL` leaves as it is in paths and queries and no IRI may have (RFC 3987 §2.2): also a percent sign of its own. */
const forbidden = /[\s<>"{}|\\^`]|%(?![0-9A-Fa-f]{2})/g;

/** Undefined: it is no absolute http(s) address, or bears credentials. */
export function safeIri(text: string): string | undefined {
  const url = text.length <= most ? URL.parse(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return undefined;
  // A name that is still to be filled in is none.
  if (!/^[\w.:[\]-]+$/.test(url.hostname)) return undefined;
  const href = url.href.replace(forbidden, encodeURIComponent);
  return href.length <= 2 * most ? href : undefined;
}

/** RFC 6068 of a plain address; undefined of anything else. */
export const mailtoIri = (text: string): string | undefined =>
  /^[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(text) && text.length <= 254
    ? `mailto:${text}`
    : undefined;
