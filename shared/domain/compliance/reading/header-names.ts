/** How names of headers are written: Hyphenated-Pascal-Case (RAC_REST_NAME_003), without `X-` (RFC 6648). */

/** Registered names that are not the sum of capitalised words, by their lower case. */
const registered: ReadonlyMap<string, string> = new Map(
  [
    ...['ETag', 'DNT', 'TE', 'NEL', 'DPoP', 'WWW-Authenticate', 'Content-MD5', 'Message-ID', 'SOAPAction', 'Sec-GPC'],
    // W3C Trace Context and Baggage: lower case is how they are to be sent.
    ...['traceparent', 'tracestate', 'baggage'],
  ].map((name) => [name.toLowerCase(), name]),
);

/** Each part begins with a capital; what follows is free, for abbreviations: `X-RateLimit-Limit`, `Agid-JWT-Signature`. */
export const isTrainCase = (name: string): boolean =>
  (/^[A-Z]/.test(name) && name.split('-').every((part) => /^[A-Z0-9][A-Za-z0-9]*$/.test(part))) ||
  registered.get(name.toLowerCase()) === name;

/** Words are told apart already; a capital inside one belongs to it (`RateLimit-Reset`). */
const isSeparated = (name: string): boolean => /[^A-Za-z0-9]/.test(name);

/** `codiceFiscale`, `codice_fiscale` and `codice-fiscale` become `Codice-Fiscale`; what has no letters stays as it is. */
function toTrainCase(name: string): string {
  const known = registered.get(name.toLowerCase());
  if (known !== undefined) return known;
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '');
  const words = (isSeparated(plain) ? plain : plain.replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2'))
    .split(/[^A-Za-z0-9]/)
    .filter((part) => part !== '')
    .map((part) => `${part[0]?.toUpperCase()}${part.slice(1)}`);
  return words.join('-') || name;
}

/** Those the guideline itself prescribes: for limits of use, and for exchanges with a late answer. */
const prescribed = /^x-(?:ratelimit-.*|correlation-id|replyto)$/i;

/** A name with the prefix that RFC 6648 advises against, unless the guideline gives it. */
export const isNeedlessX = (name: string): boolean => /^x-/i.test(name) && !prescribed.test(name);

/** What headers in use for long became when they were registered, or in the guideline, by the start of their names. */
const successors: readonly (readonly [RegExp, string])[] = [
  [/^x-rate-limit-(?=(?:limit|remaining|reset)$)/i, 'X-RateLimit-'],
  [/^x-forwarded-(?:for|host|proto|by)$/i, 'Forwarded'],
];

/** The name without the prefix; `X-` alone stays. */
export function withoutX(name: string): string {
  for (const [pattern, successor] of successors) {
    if (pattern.test(name)) return toTrainCase(name.replace(pattern, successor));
  }
  return toTrainCase(name.slice(2) || name);
}

/** The same header as the guideline would write it. */
export const toBetterName = (name: string): string => (isNeedlessX(name) ? withoutX(name) : toTrainCase(name));
