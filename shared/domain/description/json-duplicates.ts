/** Names that appear twice in one JSON object (RFC 8259 §4): JSON.parse keeps the last one without a word. */
import type { Problem } from './analysis.ts';
import { formatPointer } from './json-pointer.ts';
import { skipString, skipWord } from './json-scan.ts';
import { createProblem, quote } from './problem.ts';

type Frame = { readonly names: Set<string> | undefined; name: string; index: number };

const most = 20;

/** Tells the first repeated names of a text that is JSON, with the offset of each repetition. */
export function findDuplicates(text: string): readonly { readonly problem: Problem; readonly offset: number }[] {
  const found: { readonly problem: Problem; readonly offset: number }[] = [];
  const frames: Frame[] = [];
  for (let at = 0; at < text.length && found.length < most; ) {
    const unit = text[at];
    const frame = frames.at(-1);
    const start = at;
    at = unit === '"' ? skipString(text, at + 1) : Math.max(at + 1, skipWord(text, at));
    if (unit === '{' || unit === '[') frames.push({ names: unit === '{' ? new Set() : undefined, name: '', index: 0 });
    else if (unit === '}' || unit === ']') frames.pop();
    else if (unit === ',' && frame !== undefined) frame.index += 1;
    else if (unit === '"' && frame?.names !== undefined && /^\s*:/.test(text.slice(at, at + 100))) {
      frame.name = JSON.parse(text.slice(start, at)) as string;
      if (frame.names.has(frame.name)) {
        const pointer = formatPointer(frames.map(({ names, name, index }) => (names === undefined ? index : name)));
        const message = `The name ${quote(frame.name)} is already in the object; the last one counts`;
        found.push({ problem: createProblem('json-duplicate-key', message, pointer), offset: start });
      }
      frame.names.add(frame.name);
    }
  }
  return found;
}
