/** Lines of two documents as rows: what is alike beside each other, what is only in one of them by itself. */
import { type Aligned, alignLines } from './align-lines.ts';
import { comparedOf, firstDifference, keyOf, type ShownLine, showLine } from './excerpt-lines.ts';
import type { Piece } from './packed-line.ts';

export type Row = {
  readonly base?: ShownLine;
  readonly revision?: ShownLine;
  /** `same`: both are there and alike; `around`: only to tell where what changed stands. */
  readonly kind: 'same' | 'changed' | 'around';
  /** Lines between the row before and this one are left out. */
  readonly isAfterGap: boolean;
};

/** `isAround`: outside of what changed, where only one of the documents has it. */
export type Shown = Piece & { readonly isAround?: boolean };

/** What is shown of one document, in any order, and the offsets in it that changes name, those of the gravest first. */
export type ExcerptSide = {
  readonly text: string;
  readonly pieces: readonly Shown[];
  readonly places: readonly number[];
};

const most = { pieces: 400, rows: 60 };
/** Rows around a place where there is no room for all. */
const near = { before: 2, after: 7 };

/** Each once, in order; of those that overlap (parts of one line) what they cover together, at the breaks of both. */
function mergePieces(pieces: readonly Shown[]): readonly Shown[] {
  const merged: Shown[] = [];
  // What changed before what only stands around it.
  const order = (one: Shown, other: Shown): number =>
    one.start - other.start || other.end - one.end || Number(one.isAround ?? false) - Number(other.isAround ?? false);
  for (const piece of pieces.toSorted(order)) {
    const last = merged.at(-1);
    if (last === undefined || piece.line.number !== last.line.number) merged.push(piece);
    else if (piece.end > last.end) merged.push({ ...piece, start: Math.max(piece.start, last.end) });
  }
  return merged;
}

/** What of a side has been shown. */
type Reading = ExcerptSide & { readonly keys: readonly string[]; end: number | undefined };

function read({ text, pieces, places }: ExcerptSide): Reading {
  const merged = mergePieces(pieces).slice(0, most.pieces);
  return { text, pieces: merged, places, keys: merged.map((piece) => keyOf(text, piece)), end: undefined };
}

/** Where in a piece a change names something; its beginning where none does. */
function focusOf({ places }: ExcerptSide, { start, end }: Piece): number {
  const named = places.find((offset) => offset >= start && offset <= end);
  return named === undefined ? 0 : named - start;
}

/** Whether lines are left out before the piece; it is the next one then. */
function stepTo(reading: Reading, piece: Piece | undefined): boolean {
  if (piece === undefined) return false;
  const { end } = reading;
  reading.end = piece.end;
  return end !== undefined && piece.start > end + 1;
}

function rowOf(base: Reading, revision: Reading, { base: one, revision: other, isSame }: Aligned): Row {
  const [before, after] = [
    one === undefined ? undefined : base.pieces[one],
    other === undefined ? undefined : revision.pieces[other],
  ];
  const difference =
    isSame || before === undefined || after === undefined
      ? undefined
      : firstDifference(comparedOf(base.text, before), comparedOf(revision.text, after));
  const isAfterGap = [stepTo(base, before), stepTo(revision, after)].includes(true);
  const isAround = (before ?? after)?.isAround === true && (before === undefined || after === undefined);
  return {
    ...(before === undefined ? {} : { base: showLine(base.text, before, difference ?? focusOf(base, before)) }),
    ...(after === undefined
      ? {}
      : { revision: showLine(revision.text, after, difference ?? focusOf(revision, after)) }),
    kind: isSame ? 'same' : isAround ? 'around' : 'changed',
    isAfterGap,
  };
}

/** The piece in which an offset is. */
const pieceAt = ({ pieces }: Reading, offset: number | undefined): number =>
  offset === undefined ? -1 : pieces.findIndex(({ start, end }) => offset >= start && offset <= end);

/** Where there is no room for all rows, those around the places of the gravest changes. */
function chosenRows(aligned: readonly Aligned[], base: Reading, revision: Reading): readonly Aligned[] {
  if (aligned.length <= most.rows) return aligned;
  const kept = new Set<number>();
  const keepAround = (at: number): void => {
    const rows = Array.from({ length: near.before + 1 + near.after }, (_, step) => at - near.before + step);
    const fresh = rows.filter((row) => row >= 0 && row < aligned.length && !kept.has(row));
    if (at >= 0 && kept.size + fresh.length <= most.rows) for (const row of fresh) kept.add(row);
  };
  for (let place = 0; place < Math.max(base.places.length, revision.places.length); place += 1) {
    const [one, other] = [pieceAt(base, base.places[place]), pieceAt(revision, revision.places[place])];
    if (one >= 0) keepAround(aligned.findIndex((row) => row.base === one));
    if (other >= 0) keepAround(aligned.findIndex((row) => row.revision === other));
  }
  return aligned.filter((_, at) => kept.has(at));
}

export function rowsOf(
  base: ExcerptSide,
  revision: ExcerptSide,
): { readonly rows: readonly Row[]; readonly isCut: boolean } {
  const [one, other] = [read(base), read(revision)];
  const aligned = alignLines(one.keys, other.keys);
  const chosen = chosenRows(aligned, one, other);
  return { rows: chosen.map((each) => rowOf(one, other, each)), isCut: chosen.length < aligned.length };
}
