/** The header fields of an answer, bounded: what a peer sends never grows what we keep. */

export type ParsedHeaders = { readonly [name: string]: string | readonly string[] | undefined };

type CollectedHeaders = { readonly headers: { readonly [name: string]: string }; readonly cut: boolean };

const mostFields = 200;
const longestValue = 2048;

/**
 * Other bounds, in characters. A Location over the longest URL stays recognisably too long; a catalogue's Link fields
 * may be many; product names are shown to people.
 */
const bounds: ReadonlyMap<string, number> = new Map([
  ['link', 16_384],
  ['location', 4096],
  ['server', 200],
  ['x-powered-by', 200],
  ['via', 200],
]);

/** Lower-case names; repeated fields joined with ", ". Cookies are dropped: this client has no memory. */
export function collectHeaders(parsed: ParsedHeaders): CollectedHeaders {
  const headers: { [name: string]: string } = {};
  let count = 0;
  for (const name of Object.keys(parsed)) {
    const value = parsed[name];
    if (value === undefined || name === 'set-cookie' || name === '__proto__') continue;
    count += typeof value === 'string' ? 1 : value.length;
    if (count > mostFields) return { headers, cut: true };
    headers[name] = (typeof value === 'string' ? value : value.join(', ')).slice(0, bounds.get(name) ?? longestValue);
  }
  return { headers, cut: false };
}
