/** One problem of a document, bounded and fit to show; `problem-codes.ts` says how grave it is. */
import { clipText } from '../catalogue/clip-text.ts';
import type { Problem } from './analysis.ts';
import { limits } from './limits.ts';
import { type ProblemCode, problemCodes } from './problem-codes.ts';

/** Line and column, 1-based; columns count UTF-16 units, as editors do. */
export type Position = { readonly line: number; readonly column: number };

/** A sentence without its full stop; `pointer` is RFC 6901, '' for the whole document. */
export function createProblem(code: ProblemCode, message: string, pointer = '', position?: Position): Problem {
  return {
    code,
    severity: problemCodes[code].severity,
    message: clipText(message, limits.messageCharacters),
    pointer: pointer.length <= 2 * limits.pointerCharacters ? pointer : '',
    ...position,
  };
}

/** A value of the document as shown inside a sentence. */
export const quote = (value: string): string => `\`${clipText(value, 100)}\``;
