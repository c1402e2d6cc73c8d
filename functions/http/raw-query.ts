/** What a query is refused for as it was written, before any of its parameters is read. */
import { Problem } from './problem.ts';

const mostQueryBytes = 4096;

export function checkQueryLength(rawQuery: string): void {
  const bytes = Buffer.byteLength(rawQuery);
  if (bytes > mostQueryBytes)
    throw new Problem('query-too-long', `A query may have ${mostQueryBytes} bytes; this one has ${bytes}.`);
}

/** `+` is a space, as forms send it. Undefined: not percent-encoded UTF-8 (RFC 3986 §2.1). */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

/** By name: why a parameter that is written so is not read, as the end of a sentence. Names that can't be decoded are as they are. */
export function queryFaults(rawQuery: string): ReadonlyMap<string, string> {
  const faults = new Map<string, string>();
  const seen = new Set<string>();
  for (const pair of rawQuery.split('&').filter((each) => each !== '')) {
    const [written = '', ...rest] = pair.split('=');
    const name = decoded(written) ?? written;
    if (decoded(rest.join('=')) === undefined) faults.set(name, 'must be percent-encoded UTF-8');
    // The platform joins the values of one name with commas; none of our parameters is a list.
    if (seen.has(name)) faults.set(name, 'is given more than once');
    seen.add(name);
  }
  return faults;
}
