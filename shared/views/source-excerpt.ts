/**
 * One line of a document with a caret under a column, as a terminal can show it: tabs expanded, characters of two cells
 * counted as two, long lines clipped around the column, and control characters as pictures of themselves.
 */

/** Cells of a terminal that the line may take. */
const mostCells = 96;
/** Of these, before the caret when the line is clipped. */
const cellsBefore = 40;
/** UTF-16 units looked at on each side of the column: a line may have millions. */
const mostUnits = 400;
const tab = '  ';

export type Lines = (line: number) => string | undefined;

/** Lines by their number, 1-based, without their ends (LF, CR LF or CR, YAML 1.2 §5.4); the text is read once. */
export function createLines(text: string): Lines {
  const starts = [0];
  const ends: number[] = [];
  for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) {
    ends.push(index);
    starts.push(index + end.length);
  }
  ends.push(text.length);
  return (line) => {
    const start = starts[line - 1];
    return start === undefined ? undefined : text.slice(start, ends[line - 1]);
  };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to be shown
const control = /^[\u0000-\u001f\u007f]/;
/** Without a width or a picture of their own: C1 controls, direction marks, joiners alone, byte order marks, halves. */
const invisible = /^[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Cn}]/u;
const wide =
  /^(?:[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{1b000}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation})/u;

/** What a terminal may be given for one character as people see it. */
function shownAs(grapheme: string): string {
  if (grapheme === '\t') return tab;
  if (control.test(grapheme)) {
    const unit = grapheme.charCodeAt(0);
    return String.fromCharCode(unit === 0x7f ? 0x2421 : 0x2400 + unit);
  }
  return invisible.test(grapheme) ? '\u00b7' : grapheme.replace(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu, '');
}

const cellsOf = (shown: string): number =>
  shown === tab ? tab.length : wide.test(shown) || shown.includes('\ufe0f') ? 2 : 1;

type Piece = { readonly shown: string; readonly cells: number; readonly at: number };

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Half a surrogate pair at the edge of what is looked at is left out. */
const pieces = (text: string, from: number): readonly Piece[] =>
  Array.from(segmenter.segment(text), ({ segment, index }) => {
    const shown = shownAs(segment);
    return { shown, cells: cellsOf(shown), at: from + index };
  });

const widthOf = (list: readonly Piece[]): number => list.reduce((sum, { cells }) => sum + cells, 0);
const textOf = (list: readonly Piece[]): string => list.map(({ shown }) => shown).join('');

/** The first that fit into so many cells. */
function takeCells(list: readonly Piece[], cells: number): readonly Piece[] {
  let left = cells;
  const end = list.findIndex((piece) => {
    left -= piece.cells;
    return left < 0;
  });
  return end < 0 ? list : list.slice(0, end);
}

export type Excerpt = {
  readonly text: string;
  /** Cells before the caret. */
  readonly caret: number;
};

/** `column` is 1-based in UTF-16 units; one beyond the line stands after its end. */
export function excerptOf(line: string, column: number): Excerpt {
  const at = Math.max(0, Math.min(column - 1, line.length));
  const from = Math.max(0, at - mostUnits);
  const to = Math.min(line.length, at + mostUnits);
  const all = pieces(line.slice(from, to), from);
  const split = all.findLastIndex((piece) => piece.at <= at);
  const isPast = at >= line.length;
  const before = all.slice(0, isPast ? all.length : Math.max(0, split));
  const after = all.slice(before.length);
  const isWhole = from === 0 && to === line.length && widthOf(all) <= mostCells;
  if (isWhole) return { text: textOf(all), caret: widthOf(before) };
  const keptBefore =
    widthOf(before) <= cellsBefore && from === 0 ? before : takeCells(before.toReversed(), cellsBefore).toReversed();
  const cut = keptBefore.length < before.length || from > 0;
  const keptAfter = takeCells(after, mostCells - widthOf(keptBefore) - 2);
  const rest = keptAfter.length < after.length || to < line.length;
  return {
    text: `${cut ? '…' : ''}${textOf(keptBefore)}${textOf(keptAfter)}${rest ? '…' : ''}`,
    caret: widthOf(keptBefore) + (cut ? 1 : 0),
  };
}
