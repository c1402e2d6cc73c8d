/** What is shown of one line: clipped around what matters in it. */
import type { Piece } from './packed-line.ts';
import { textOfLine } from './text-lines.ts';

export type ShownLine = {
  /** Number of the line in the document as published, from 1. */
  readonly number: number;
  /** Of the first character shown, from 1. */
  readonly column: number;
  readonly text: string;
  /** Of the line, before and after what is shown. */
  readonly isCutBefore: boolean;
  readonly isCutAfter: boolean;
  /** Part of a line that is shown in several rows. */
  readonly isPart: boolean;
};

/** Characters of a row, and those of them before what matters where the line is clipped. */
const mostShown = 200;
const shownBefore = 40;
const mostCompared = 4000;

/** As much of a line as is compared and looked into. */
export const comparedOf = (text: string, { start, end }: Piece): string =>
  textOfLine(text, { start, end: Math.min(end, start + mostCompared) });

/** What two lines are held against each other by: neither indentation nor a comma at the end makes a difference. */
export function keyOf(text: string, { line, start, end }: Piece): string {
  return `${comparedOf(text, { line, start, end }).trim().replace(/,$/, '')}${end - start > mostCompared ? ` …${end - start}` : ''}`;
}

/** Where two lines begin to differ. */
export function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && at < other.length && one[at] === other[at]) at += 1;
  return at;
}

/** No pair of surrogates is cut in two. */
const whole = (text: string): string => text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');

/** `focus`: the character of the piece that matters, from 0. */
export function showLine(text: string, { line, start, end }: Piece, focus: number): ShownLine {
  const isPart = start > line.start || end < line.end;
  const all = comparedOf(text, { line, start, end });
  const from = all.length <= mostShown ? 0 : Math.max(0, Math.min(focus - shownBefore, all.length - mostShown));
  const shown = all.slice(from, from + mostShown);
  const isLast = start + from + shown.length >= end - (text.charCodeAt(end - 1) === 13 ? 1 : 0);
  return {
    number: line.number,
    column: start + from - line.start + 1,
    text: whole(shown),
    isCutBefore: isPart ? false : from > 0,
    isCutAfter: isPart ? false : !isLast,
    isPart,
  };
}
