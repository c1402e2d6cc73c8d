/**
 * The lines that belong to what begins at a place: by indentation alone, in YAML and in JSON that is written over lines, so
 * that no document is parsed to be shown. Where a text is not indented as people do, there are fewer lines, never others.
 */
import { type Line, nextLine, textOfLine } from './text-lines.ts';

/** Characters looked at at the beginning of a line. */
const mostIndent = 200;

const headOf = (text: string, { start, end }: Line): string =>
  textOfLine(text, { start, end: Math.min(end, start + mostIndent) });

const indentOf = (head: string): number => head.length - head.trimStart().length;

/** How a line after the first one stands to the block: in it, its last one, or after it. */
type Judge = (head: string) => 'in' | 'last' | 'out';

function judgeOf(head: string, column: number, isItem: boolean): Judge {
  const before = head.slice(0, column - 1);
  const indent = indentOf(head);
  const isBehindDash = /^\s*(?:-\s+)+$/.test(before);
  // `- name: x` as an item: what stands below `name` is in it too.
  const inner = isBehindDash ? column - 1 : indent;
  const least = isBehindDash && isItem ? inner : inner + 1;
  const mayHoldDashes = !isBehindDash && /:\s*(?:#.*)?$/.test(head);
  return (next) => {
    const own = indentOf(next);
    if (own >= least) return 'in';
    if (own !== inner) return 'out';
    if (/^\s*[}\]]/.test(next)) return 'last';
    return mayHoldDashes && /^\s*-(?:\s|$)/.test(next) ? 'in' : 'out';
  };
}

/** From the line of the place on, at most so many. `isItem`: the place is that of an item of a list. */
export function blockOfLine(
  text: string,
  first: Line,
  column: number,
  isItem: boolean,
  most: number,
): { readonly lines: readonly Line[]; readonly isWhole: boolean } {
  const judge = judgeOf(headOf(text, first), column, isItem);
  const lines = [first];
  const blank: Line[] = [];
  for (let line = nextLine(text, first); line !== undefined; line = nextLine(text, line)) {
    if (lines.length + blank.length >= most) return { lines, isWhole: false };
    const head = headOf(text, line);
    if (head.trim() === '') {
      blank.push(line);
      continue;
    }
    const found = judge(head);
    if (found === 'out') break;
    // Blank lines belong to it when more of it follows.
    lines.push(...blank.splice(0), line);
    if (found === 'last') break;
  }
  return { lines, isWhole: true };
}
