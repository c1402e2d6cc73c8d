/** Whether a pattern of a schema limits the length of the text by itself. It is read, never run. */

/** What a scan of a pattern knows after each character. */
type Scan = { readonly escaped: boolean; readonly inClass: boolean; readonly depth: number };

/** `{2,}`: as many as one likes. */
const isOpenCount = (pattern: string, index: number): boolean => /^\{\d{0,9},\}/.test(pattern.slice(index, index + 12));

/** A character outside classes and escapes that lets the text grow, or that sets one anchor aside. */
function loosens(pattern: string, index: number, depth: number): boolean {
  const character = pattern[index];
  if (character === '*' || character === '+') return true;
  return character === '{' ? isOpenCount(pattern, index) : character === '|' && depth === 0;
}

/** True when it holds both ends (`^…$`) and repeats nothing without end. */
export function boundsLength(pattern: string): boolean {
  if (!pattern.startsWith('^') || !pattern.endsWith('$')) return false;
  let { escaped, inClass, depth }: Scan = { escaped: false, inClass: false, depth: 0 };
  for (let index = 1; index < pattern.length - 1; index += 1) {
    const character = pattern[index];
    if (escaped) escaped = false;
    else if (character === '\\') escaped = true;
    else if (inClass) inClass = character !== ']';
    else if (character === '[') inClass = true;
    else if (loosens(pattern, index, depth)) return false;
    else if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
  }
  // An escaped `$` is a dollar sign.
  return !escaped && !inClass;
}
