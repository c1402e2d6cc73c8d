/** Where it is written that a property is required: the list beside the properties that it is one of, found by indentation. */
import { type Line, lineBefore, nextLine, textOfLine } from './text-lines.ts';

/** Lines looked at on the way. */
const mostLines = 600;
const mostHead = 200;

const headOf = (text: string, { start, end }: Line): string =>
  textOfLine(text, { start, end: Math.min(end, start + mostHead) });

const indentOf = (head: string): number => head.length - head.trimStart().length;

const isRequired = (head: string): boolean => /^\s*(?:-\s+)?["']?required["']?\s*:/.test(head);

type Step = (text: string, line: Line) => Line | undefined;

/** The first line, going on from one, of which `find` says whether it is the one (true) or the search is over (false). */
function walk(text: string, from: Line, step: Step, find: (head: string) => boolean | undefined): Line | undefined {
  let left = mostLines;
  for (let line = step(text, from); line !== undefined && left > 0; line = step(text, line)) {
    left -= 1;
    const head = headOf(text, line);
    const found = head.trim() === '' ? undefined : find(head);
    if (found !== undefined) return found ? line : undefined;
  }
  return undefined;
}

/** `property`: the line on which it begins. Undefined: there is no such list, or it can't be told by indentation. */
export function requiredListOf(text: string, property: Line): Line | undefined {
  const own = indentOf(headOf(text, property));
  const holder = walk(text, property, lineBefore, (head) => (indentOf(head) < own ? true : undefined));
  if (holder === undefined || !/["']?properties["']?\s*:/.test(headOf(text, holder))) return undefined;
  const indent = indentOf(headOf(text, holder));
  const beside = (head: string): boolean | undefined => {
    const at = indentOf(head);
    if (at < indent) return false;
    return at === indent && isRequired(head) ? true : undefined;
  };
  return walk(text, holder, lineBefore, beside) ?? walk(text, holder, nextLine, beside);
}
