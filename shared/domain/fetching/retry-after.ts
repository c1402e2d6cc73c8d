/** When a server says to come back: the Retry-After field (RFC 9110 §10.2.3). */

const longestSeconds = 24 * 60 * 60;

/** The three forms of an HTTP-date (RFC 9110 §5.6.7); the last one is in UTC without saying so. */
const fixedDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const rfc850Date = /^[A-Z][a-z]{5,8}, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/;
const asctimeDate = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/;

/** Milliseconds since 1970 of an HTTP-date; undefined when it is none. */
function parseHttpDate(text: string): number | undefined {
  if (!fixedDate.test(text) && !rfc850Date.test(text) && !asctimeDate.test(text)) return undefined;
  const time = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(time) ? undefined : time;
}

/** Seconds from now, 0 to 86,400; undefined when the value is neither a whole number nor an HTTP-date. */
export function parseRetryAfter(value: string | undefined, nowMs: number): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d+$/.test(text)) return Math.min(Number(text), longestSeconds);
  const time = parseHttpDate(text);
  if (time === undefined) return undefined;
  return Math.min(Math.max(Math.ceil((time - nowMs) / 1000), 0), longestSeconds);
}
