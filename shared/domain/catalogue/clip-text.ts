/** Text of others made fit to keep: no control or bidirectional characters, well-formed, bounded. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const unfit = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g;

/** At most `limit` UTF-16 units, never half a character; longer text ends in an ellipsis. */
export function clipText(text: string, limit: number): string {
  const clean = text
    .slice(0, 4 * limit)
    .replace(unfit, ' ')
    .trim()
    .toWellFormed();
  if (clean.length <= limit) return clean;
  return `${clean.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
