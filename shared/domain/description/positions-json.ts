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
};

/** The wanted node of the value that begins at `at`, told where it is. */
function meet(frame: Frame | undefined, root: Wanted, at: number): Wanted | undefined {
  const node = frame === undefined ? root : frame.wanted?.child(frame.isList ? String(frame.index) : frame.name);
  if (node !== undefined) node.offset = frame === undefined || frame.isList ? at : frame.nameAt;
  return node;
}

export function findJsonPlaces(text: string, root: Wanted): void {
  const frames: Frame[] = [];
  let frame: Frame | undefined;
  let atName = false;
  for (let at = 0; at < text.length; ) {
    const unit = text.charCodeAt(at);
    if (unit === 123 || unit === 91) {
      const wanted = meet(frame, root, at);
      frame = { wanted, isList: unit === 91, index: 0, name: '', nameAt: at };
      frames.push(frame);
      atName = unit === 123;
      at += 1;
    } else if (unit === 125 || unit === 93) {
      frames.pop();
      frame = frames.at(-1);
      at += 1;
    } else if (unit === 44) {
      if (frame !== undefined) frame.index += 1;
      atName = frame?.isList === false;
      at += 1;
    } else if (unit === 34) {
      const end = skipString(text, at + 1);
      if (atName && frame !== undefined) {
        if (frame.wanted?.isLeaf === false) frame.name = JSON.parse(text.slice(at, end)) as string;
        frame.nameAt = at;
        atName = false;
      } else meet(frame, root, at);
      at = end;
    } else {
      const end = skipWord(text, at);
      if (end > at) meet(frame, root, at);
      at = Math.max(end, at + 1);
    }
  }
}
