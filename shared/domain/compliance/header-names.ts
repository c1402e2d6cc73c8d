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
  /^[A-Z][A-Za-z0-9]*(?:-[A-Z0-9][A-Za-z0-9]*)*$/.test(name) || registered.get(name.toLowerCase()) === name;

/** `codiceFiscale`, `codice_fiscale` and `codice-fiscale` become `Codice-Fiscale`. */
export const toTrainCase = (name: string): string =>
  registered.get(name.toLowerCase()) ??
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .split(/[^A-Za-z0-9]/)
    .filter((part) => part !== '')
    .map((part) => `${part[0]?.toUpperCase()}${part.slice(1)}`)
    .join('-');

/** Those the guideline itself prescribes: for limits of use, and for exchanges with a late answer. */
const prescribed = /^x-(?:ratelimit-.*|correlation-id|replyto)$/i;

/** A name with the prefix that RFC 6648 advises against, unless the guideline gives it. */
export const isNeedlessX = (name: string): boolean => /^x-/i.test(name) && !prescribed.test(name);

/** Without the prefix; `X-` alone stays. */
export const withoutX = (name: string): string => toTrainCase(name.slice(2)) || name;
