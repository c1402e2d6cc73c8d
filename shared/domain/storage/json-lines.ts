/**
 * Values as JSON, one a line (NDJSON): what is large is written and read a line at a time, so that neither needs the whole
 * text, nor all it was parsed to, in memory at once.
 */

const lineFeed = 0x0a;

/** Lines joined before they are coded: few small buffers, none large. */
const linesAtOnce = 500;

export function encodeJsonLines(values: Iterable<unknown>): Uint8Array {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  let lines: string[] = [];
  const flush = (): void => {
    if (lines.length > 0) parts.push(encoder.encode(`${lines.join('\n')}\n`));
    lines = [];
  };
  for (const value of values) {
    lines.push(JSON.stringify(value));
    if (lines.length >= linesAtOnce) flush();
  }
  flush();
  const whole = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

/** Throws a SyntaxError on a line that is not JSON. */
export function* decodeJsonLines(bytes: Uint8Array): Generator<unknown> {
  const decoder = new TextDecoder();
  for (let start = 0; start < bytes.byteLength; ) {
    const found = bytes.indexOf(lineFeed, start);
    const end = found === -1 ? bytes.byteLength : found;
    if (end > start) yield JSON.parse(decoder.decode(bytes.subarray(start, end)));
    start = end + 1;
  }
}
