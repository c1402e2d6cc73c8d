/** Lines of a text by their number, read where they are asked for: a text may have millions of them, or be one. */
import type { Position } from '../../description/problem.ts';

/** Offsets of a line in its text; `end` is that of its break, or of the end of the text. */
export type Line = { readonly number: number; readonly start: number; readonly end: number };

/** Breaks that are CR alone become LF, so that every line ends in LF (YAML 1.2 §5.4); no offset moves. */
export const withLineFeeds = (text: string): string => (text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text);

const endOf = (text: string, start: number): number => {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
};

/** The lines of these numbers that there are; the text is read once, no further than to the last of them. */
export function findLines(text: string, numbers: Iterable<number>): ReadonlyMap<number, Line> {
  const found = new Map<number, Line>();
  let [number, start] = [1, 0];
  for (const wanted of [...new Set(numbers)].sort((one, other) => one - other)) {
    while (number < wanted && start <= text.length) {
      start = endOf(text, start) + 1;
      number += 1;
    }
    if (start > text.length) break;
    if (number === wanted) found.set(wanted, { number, start, end: endOf(text, start) });
  }
  return found;
}

export function nextLine(text: string, { number, end }: Line): Line | undefined {
  return end >= text.length ? undefined : { number: number + 1, start: end + 1, end: endOf(text, end + 1) };
}

export function lineBefore(text: string, { number, start }: Line): Line | undefined {
  if (start === 0) return undefined;
  const end = start - 1;
  return { number: number - 1, start: end === 0 ? 0 : text.lastIndexOf('\n', end - 1) + 1, end };
}

/** Without its break; what is cut off of a long one is not copied. */
export const textOfLine = (text: string, { start, end }: Pick<Line, 'start' | 'end'>): string =>
  text.slice(start, text.charCodeAt(end - 1) === 13 && end > start ? end - 1 : end);

/** Undefined: the line has no such column. One beyond its end is where something ends. */
export function offsetOf(line: Line | undefined, { column }: Position): number | undefined {
  const offset = line === undefined ? Number.NaN : line.start + column - 1;
  return line !== undefined && column >= 1 && offset <= line.end ? offset : undefined;
}
