/**
 * Two documents side by side at the places that changed, not the whole of them: each place with the lines around it, what
 * overlaps in one of the documents put together, lines that are alike beside each other. Only from the texts and the lines
 * that the changes name: nothing is parsed. However large the documents are, what is looked at and shown is bounded, and what
 * is left out is told.
 */
import type { Position } from '../../description/problem.ts';
import type { Change } from '../change.ts';
import { alignLines } from './align-lines.ts';
import { blockOfLine } from './block-of-line.ts';
import { keyOf } from './excerpt-lines.ts';
import { type ExcerptSide, type Row, rowsOf, type Shown } from './excerpt-rows.ts';
import { isPacked, piecesAround } from './packed-line.ts';
import { requiredListOf } from './required-list.ts';
import { findLines, type Line, lineBefore, nextLine, offsetOf, withLineFeeds } from './text-lines.ts';

/** `absent`: what changed is not there; `unknown`: where it is is not known. */
export type SideState = 'shown' | 'absent' | 'unknown';

export type Hunk = {
  /** Of the changes whose places are in it, the places in their list; the gravest first. */
  readonly changes: readonly number[];
  readonly base: SideState;
  readonly revision: SideState;
  readonly rows: readonly Row[];
  /** Lines that belong to it are left out at its end. */
  readonly isCut: boolean;
};

export type Excerpts = {
  /** As they follow in the later document; what is only in the earlier one, after what stood before it there. */
  readonly hunks: readonly Hunk[];
  /** Changes that no hunk shows, in order: for want of room, or because their places are not known. */
  readonly leftOut: readonly number[];
};

type Side = 'base' | 'revision';
type Texts = { readonly [side in Side]: string };

const context = 2;
const most = { changes: 200, block: 200, differing: 12, alone: 12, rows: 360, hunks: 40 };

type Place = { readonly line: Line; readonly offset: number; readonly column: number; readonly isItem: boolean };
type Found = {
  readonly index: number;
  /** What changed is said in a list beside it. */
  readonly isOfList: boolean;
  readonly places: { readonly [side in Side]: Place | SideState };
};

const isPlace = (place: Place | SideState): place is Place => typeof place === 'object';

const lastToken = (pointer: string): string => pointer.slice(pointer.lastIndexOf('/') + 1);

/** The side on which the thing is not: its pointer is of what it would stand in there. */
export function absentSide({ id, basePointer, revisionPointer, old, new: now }: Change): Side | undefined {
  if (basePointer === undefined || revisionPointer === undefined)
    return basePointer === undefined ? 'base' : 'revision';
  if (revisionPointer.startsWith(`${basePointer}/`)) return 'base';
  if (basePointer.startsWith(`${revisionPointer}/`)) return 'revision';
  if (lastToken(basePointer) === lastToken(revisionPointer)) return undefined;
  if ((old === undefined) !== (now === undefined)) return old === undefined ? 'base' : 'revision';
  if (old !== undefined) return undefined;
  return /-removed/.test(id) ? 'revision' : /-added/.test(id) ? 'base' : undefined;
}

function placeOf(
  text: string,
  lines: ReadonlyMap<number, Line>,
  pointer: string | undefined,
  position: Position | undefined,
): Place | 'unknown' {
  const line = position && lines.get(position.line);
  const offset = position && offsetOf(line, position);
  if (line === undefined || position === undefined || offset === undefined || offset > text.length) return 'unknown';
  return { line, offset, column: position.column, isItem: /^\d+$/.test(lastToken(pointer ?? '')) };
}

function findPlaces(texts: Texts, changes: readonly Change[]): readonly Found[] {
  const numbersOf = (side: Side) => changes.flatMap((change) => change[`${side}Position`]?.line ?? []);
  const lines = {
    base: findLines(texts.base, numbersOf('base')),
    revision: findLines(texts.revision, numbersOf('revision')),
  };
  return changes.map((change, index) => {
    const absent = absentSide(change);
    const on = (side: Side): Place | SideState =>
      absent === side
        ? 'absent'
        : placeOf(texts[side], lines[side], change[`${side}Pointer`], change[`${side}Position`]);
    return {
      index,
      isOfList: /-became-(?:required|optional)$/.test(change.id),
      places: { base: on('base'), revision: on('revision') },
    };
  });
}

const wholeLine = (line: Line): Shown => ({ line, start: line.start, end: line.end });

function linesBefore(text: string, line: Line): readonly Line[] {
  const found: Line[] = [];
  for (let at = lineBefore(text, line); at !== undefined && found.length < context; at = lineBefore(text, at))
    found.unshift(at);
  return found;
}

function linesAfter(text: string, line: Line): readonly Line[] {
  const found: Line[] = [];
  for (let at = nextLine(text, line); at !== undefined && found.length < context; at = nextLine(text, at))
    found.push(at);
  return found;
}

/** The block at a place with the lines around it; `from` and `to`: where the block itself is in them. */
type Surroundings = {
  readonly lines: readonly Line[];
  readonly from: number;
  readonly to: number;
  readonly isWhole: boolean;
};

function surroundingsOf(text: string, { line, column, isItem }: Place, mostOfBlock: number): Surroundings {
  const before = linesBefore(text, line);
  const { lines, isWhole } = blockOfLine(text, line, column, isItem, mostOfBlock);
  const last = lines.at(-1);
  const after = isWhole && last !== undefined ? linesAfter(text, last) : [];
  return { lines: [...before, ...lines, ...after], from: before.length, to: before.length + lines.length, isWhole };
}

const isPackedAt = (text: string, { line, offset }: Place): boolean => isPacked(text, line, offset);

/** Of a thing that only one of the documents has. */
function piecesAlone(text: string, place: Place): { readonly pieces: readonly Shown[]; readonly isCut: boolean } {
  if (isPackedAt(text, place)) return { pieces: piecesAround(text, place.line, place.offset), isCut: false };
  const { lines, from, to, isWhole } = surroundingsOf(text, place, most.alone);
  const pieces = lines.map((line, at) => ({ ...wholeLine(line), isAround: at < from || at >= to }));
  return { pieces, isCut: !isWhole };
}

/** Where the two blocks differ first, with the lines around, and where they begin. */
function piecesOfBoth(texts: Texts, base: Place, revision: Place): Pieces {
  const blocks = {
    base: surroundingsOf(texts.base, base, most.block),
    revision: surroundingsOf(texts.revision, revision, most.block),
  };
  const keys = (side: Side) => blocks[side].lines.map((line) => keyOf(texts[side], wholeLine(line)));
  const rows = alignLines(keys('base'), keys('revision'));
  const isIn = (side: Side, at: number | undefined): boolean =>
    at !== undefined && at >= blocks[side].from && at < blocks[side].to;
  const interesting = rows.flatMap(({ isSame, base: one, revision: other }, at) =>
    one === blocks.base.from ||
    other === blocks.revision.from ||
    (!isSame && (isIn('base', one) || isIn('revision', other)))
      ? at
      : [],
  );
  const kept = new Set<number>();
  for (const at of interesting.slice(0, most.differing))
    for (let near = at - context; near <= at + context; near += 1) kept.add(near);
  const piecesOf = (side: Side): readonly Shown[] =>
    rows.flatMap((row, at) => {
      const line = kept.has(at) && row[side] !== undefined ? blocks[side].lines[row[side]] : undefined;
      return line === undefined ? [] : wholeLine(line);
    });
  const isCut = interesting.length > most.differing;
  return { pieces: { base: piecesOf('base'), revision: piecesOf('revision') }, isCut };
}

type Excerpt = {
  readonly found: Found;
  readonly pieces: { readonly [side in Side]: readonly Shown[] };
  readonly isCut: boolean;
};

/** Also the list in which the place is said to be required, or no longer is. */
function withList(texts: Texts, { isOfList }: Found, base: Place, revision: Place): Pieces {
  const own = piecesOfBoth(texts, base, revision);
  if (!isOfList) return own;
  const [one, other] = [listPlace(texts.base, base), listPlace(texts.revision, revision)];
  if (one !== undefined && other !== undefined) return joinPieces(own, piecesOfBoth(texts, one, other));
  return joinPieces(own, {
    pieces: {
      base: one === undefined ? [] : piecesAlone(texts.base, one).pieces,
      revision: other === undefined ? [] : piecesAlone(texts.revision, other).pieces,
    },
    isCut: false,
  });
}

function listPlace(text: string, { line: property }: Place): Place | undefined {
  const line = requiredListOf(text, property);
  return line && { line, offset: line.start, column: 1, isItem: false };
}

type Pieces = Pick<Excerpt, 'pieces' | 'isCut'>;

const joinPieces = (one: Pieces, other: Pieces): Pieces => ({
  pieces: {
    base: [...one.pieces.base, ...other.pieces.base],
    revision: [...one.pieces.revision, ...other.pieces.revision],
  },
  isCut: one.isCut || other.isCut,
});

const nothing = { pieces: [], isCut: false };

function excerptOf(texts: Texts, found: Found): Excerpt {
  const { base, revision } = found.places;
  if (isPlace(base) && isPlace(revision) && !isPackedAt(texts.base, base) && !isPackedAt(texts.revision, revision))
    return { found, ...withList(texts, found, base, revision) };
  const one = isPlace(base) ? piecesAlone(texts.base, base) : nothing;
  const other = isPlace(revision) ? piecesAlone(texts.revision, revision) : nothing;
  return { found, pieces: { base: one.pieces, revision: other.pieces }, isCut: one.isCut || other.isCut };
}

/** Excerpts that overlap or touch in one of the documents, and those that do so with these, are one. */
function groupExcerpts(excerpts: readonly Excerpt[]): readonly (readonly Excerpt[])[] {
  const leaders = excerpts.map((_, at) => at);
  const leaderOf = (at: number): number => {
    let leader = at;
    while (leaders[leader] !== leader) leader = leaders[leader] as number;
    return leader;
  };
  for (const side of ['base', 'revision'] as const) {
    const pieces = excerpts
      .flatMap(({ pieces }, at) => pieces[side].map(({ start, end }) => ({ start, end, at })))
      .sort((one, other) => one.start - other.start);
    let [end, last] = [Number.NEGATIVE_INFINITY, 0];
    for (const piece of pieces) {
      // A break lies between lines that touch.
      if (piece.start <= end + 1) leaders[leaderOf(piece.at)] = leaderOf(last);
      if (piece.end > end) [end, last] = [piece.end, piece.at];
    }
  }
  return [...Map.groupBy(excerpts, (_, at) => leaderOf(at)).values()];
}

/** Whether the rows show the lines that the change names. */
const isShown = (rows: readonly Row[], { places }: Found): boolean =>
  (['base', 'revision'] as const).every((side) => {
    const place = places[side];
    if (!isPlace(place)) return true;
    return rows.some(({ [side]: line }) => {
      if (line === undefined || line.number !== place.line.number) return false;
      return !line.isPart || (place.column >= line.column && place.column <= line.column + line.text.length);
    });
  });

function stateOf(group: readonly Excerpt[], side: Side): SideState {
  const states = group.map(({ found }) => found.places[side]);
  if (states.some(isPlace)) return 'shown';
  return states.includes('absent') ? 'absent' : 'unknown';
}

function hunkOf(texts: Texts, group: readonly Excerpt[]): Hunk {
  const sideOf = (side: Side): ExcerptSide => ({
    text: texts[side],
    pieces: group.flatMap(({ pieces }) => pieces[side]),
    places: group.flatMap(({ found }) => (isPlace(found.places[side]) ? found.places[side].offset : [])),
  });
  const { rows, isCut } = rowsOf(sideOf('base'), sideOf('revision'));
  const changes = group.filter(({ found }) => isShown(rows, found)).map(({ found }) => found.index);
  const states = { base: stateOf(group, 'base'), revision: stateOf(group, 'revision') };
  return { changes, ...states, rows, isCut: isCut || group.some((each) => each.isCut) };
}

const firstLine = ({ rows }: Hunk, side: Side): number | undefined => {
  const line = rows.find((row) => row[side] !== undefined)?.[side];
  // Parts of one line follow by their columns.
  return line && line.number + Math.min(line.column, 1e9) / 1e10;
};

/** By the later document; what is only in the earlier one comes after what stood before it there. */
function inOrder(hunks: readonly Hunk[]): readonly Hunk[] {
  const byLine = (side: Side) => (one: Hunk, other: Hunk) =>
    (firstLine(one, side) ?? 0) - (firstLine(other, side) ?? 0);
  const later = hunks.filter((hunk) => firstLine(hunk, 'revision') !== undefined).sort(byLine('revision'));
  const earlier = hunks.filter((hunk) => firstLine(hunk, 'revision') === undefined).sort(byLine('base'));
  const ordered: Hunk[] = [...later];
  for (const hunk of earlier.toReversed()) {
    const at = firstLine(hunk, 'base') ?? 0;
    const before = later
      .filter((each) => (firstLine(each, 'base') ?? Number.POSITIVE_INFINITY) < at)
      .sort(byLine('base'))
      .at(-1);
    ordered.splice(before === undefined ? 0 : ordered.indexOf(before) + 1, 0, hunk);
  }
  return ordered;
}

/** The gravest first, as many as there is room for. */
function choose(hunks: readonly Hunk[]): readonly Hunk[] {
  let rows = 0;
  return hunks
    .filter(({ changes }) => changes.length > 0)
    .sort((one, other) => (one.changes[0] ?? 0) - (other.changes[0] ?? 0))
    .slice(0, most.hunks)
    .filter((hunk) => {
      if (rows + hunk.rows.length > most.rows) return false;
      rows += hunk.rows.length;
      return true;
    });
}

/** `changes`: the gravest first, as a comparison has them. The texts as decoded, without byte order marks. */
export function makeExcerpts(base: string, revision: string, changes: readonly Change[]): Excerpts {
  const texts = { base: withLineFeeds(base), revision: withLineFeeds(revision) };
  const placed = findPlaces(texts, changes.slice(0, most.changes)).filter(
    ({ places }) => isPlace(places.base) || isPlace(places.revision),
  );
  const groups = groupExcerpts(placed.map((found) => excerptOf(texts, found)));
  const hunks = inOrder(choose(groups.map((group) => hunkOf(texts, group))));
  const shown = new Set(hunks.flatMap((hunk) => hunk.changes));
  return { hunks, leftOut: changes.flatMap((_, index) => (shown.has(index) ? [] : index)) };
}
