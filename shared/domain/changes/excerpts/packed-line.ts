/**
 * A line that is a whole document, or a large part of one: JSON without white space. Only what is around a place is shown of
 * it, broken where JSON may be broken, so that two of them can be held against each other.
 */
import type { Line } from './text-lines.ts';

/** Part of a text, on one line of it. */
export type Piece = { readonly line: Line; readonly start: number; readonly end: number };

const longLine = 400;
const before = 80;
const after = 320;
/** Of a piece, where there is no place to break it. */
const mostPiece = 160;

const breaks = /(?<=[,{[])|(?=[}\]])/;

/** Whether what stands around the place is JSON, not prose. */
export const isPacked = (text: string, line: Line, offset: number): boolean =>
  line.end - line.start > longLine &&
  /[{[]\s*["{[]|["\]}\d]\s*,\s*["{[]/.test(
    text.slice(Math.max(line.start, offset - before), Math.min(line.end, offset + after)),
  );

/** From a break before the place to one after it. */
function around(text: string, line: Line, offset: number): Omit<Piece, 'line'> {
  const from = Math.max(line.start, offset - before);
  const to = Math.min(line.end, offset + after);
  if (from === line.start && to === line.end) return { start: from, end: to };
  const head = /[,{[]/.exec(text.slice(from, offset));
  const tail = text.slice(offset, to).lastIndexOf(',');
  return {
    start: from === line.start || head === null ? from : from + head.index + 1,
    end: to === line.end || tail < 0 ? to : offset + tail + 1,
  };
}

/** What is around the place, as pieces in order that leave nothing out between them. */
export function piecesAround(text: string, line: Line, offset: number): readonly Piece[] {
  const { start, end } = around(text, line, offset);
  let at = start;
  return text
    .slice(start, end)
    .split(breaks)
    .flatMap((part) => {
      const pieces: Piece[] = [];
      for (let from = 0; from < part.length; from += mostPiece)
        pieces.push({ line, start: at + from, end: at + Math.min(part.length, from + mostPiece) });
      at += part.length;
      return pieces;
    });
}
