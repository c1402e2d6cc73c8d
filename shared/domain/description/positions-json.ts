/** Offsets of wanted places in JSON: one pass, outside of wanted branches only brackets and strings are looked at. */
import { skipString, skipWord } from './json-scan.ts';
import type { Wanted } from './wanted.ts';

/** An open object or list; `wanted` is undefined in a branch nobody asks for. */
type Frame = {
  readonly wanted: Wanted | undefined;
  readonly isList: boolean;
  index: number;
  name: string;
  nameAt: number;
  /** A string here is a name, not a value. */
  atName: boolean;
};

/** The wanted node of the value that begins at `at`, told where it is. */
function meet(frame: Frame | undefined, root: Wanted, at: number): Wanted | undefined {
  const node = frame === undefined ? root : frame.wanted?.child(frame.isList ? String(frame.index) : frame.name);
  if (node !== undefined) node.offset = frame === undefined || frame.isList ? at : frame.nameAt;
  return node;
}

/** A string: the name of a member, or a value. */
function readString(frame: Frame | undefined, root: Wanted, text: string, at: number): number {
  const end = skipString(text, at + 1);
  if (frame?.atName) {
    if (frame.wanted?.isLeaf === false) frame.name = JSON.parse(text.slice(at, end)) as string;
    frame.nameAt = at;
    frame.atName = false;
  } else meet(frame, root, at);
  return end;
}

/** A number, `true`, `false`, `null`, or what stands between values. */
function readOther(frame: Frame | undefined, root: Wanted, text: string, at: number): number {
  const end = skipWord(text, at);
  if (end > at) meet(frame, root, at);
  return Math.max(end, at + 1);
}

export function findJsonPlaces(text: string, root: Wanted): void {
  const frames: Frame[] = [];
  let frame: Frame | undefined;
  for (let at = 0; at < text.length; ) {
    const unit = text.charCodeAt(at);
    if (unit === 34) at = readString(frame, root, text, at);
    else if (unit === 123 || unit === 91) {
      const isList = unit === 91;
      frame = { wanted: meet(frame, root, at), isList, index: 0, name: '', nameAt: at, atName: !isList };
      frames.push(frame);
      at += 1;
    } else if (unit === 125 || unit === 93) {
      frames.pop();
      frame = frames.at(-1);
      at += 1;
    } else if (unit === 44 && frame !== undefined) {
      frame.index += 1;
      frame.atName = !frame.isList;
      at += 1;
    } else at = readOther(frame, root, text, at);
  }
}
