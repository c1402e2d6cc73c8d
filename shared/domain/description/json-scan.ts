/**
 * What JSON costs, before JSON.parse pays for it: depth and number of values, and what needs a second look. It takes
 * the text for JSON and judges no syntax: JSON.parse does.
 */
import type { Problem } from './analysis.ts';
import { losesDigits } from './inexact-number.ts';
import { limits } from './limits.ts';
import { createProblem } from './problem.ts';

export type JsonScan =
  | { readonly ok: true; readonly members: number; readonly inexact: boolean }
  | { readonly ok: false; readonly problem: Problem; readonly offset: number };

const quotation = 34;
const backslash = 92;

/** Offset after the quotation mark that ends the string that begins before `from`; the text's length when none does. */
export function skipString(text: string, from: number): number {
  for (let end = text.indexOf('"', from); end >= 0; end = text.indexOf('"', end + 1)) {
    let first = end;
    while (first > from && text.charCodeAt(first - 1) === backslash) first -= 1;
    if ((end - first) % 2 === 0) return end + 1;
  }
  return text.length;
}

/** True in `0`-`9`, `-`, `+`, `.`, letters: the inside of a number or of `true`, `false`, `null`. */
const isWord = (unit: number): boolean =>
  (unit >= 48 && unit <= 57) ||
  unit === 45 ||
  unit === 43 ||
  unit === 46 ||
  (unit >= 65 && unit <= 90) ||
  (unit >= 97 && unit <= 122);

export function skipWord(text: string, from: number): number {
  let at = from;
  while (at < text.length && isWord(text.charCodeAt(at))) at += 1;
  return at;
}

export function scanJson(text: string): JsonScan {
  let depth = 0;
  let nodes = 0;
  let members = 0;
  let inexact = false;
  let at = 0;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (unit <= 32) {
      at += 1;
      continue;
    }
    let value = true;
    if (unit === quotation) {
      at = skipString(text, at + 1);
    } else if (unit === 123 || unit === 91) {
      depth += 1;
      at += 1;
    } else if (isWord(unit)) {
      const end = skipWord(text, at);
      inexact ||= unit < 58 && losesDigits(text.slice(at, end));
      at = end;
    } else {
      value = false;
      at += 1;
      if (unit === 125 || unit === 93) depth -= 1;
      else if (unit === 58) {
        members += 1;
        nodes -= 1;
      }
    }
    if (!value) continue;
    nodes += 1;
    if (depth > limits.depth || (depth === limits.depth && unit !== 123 && unit !== 91)) {
      return {
        ok: false,
        problem: createProblem('too-deep', `The nesting exceeds ${limits.depth} levels`),
        offset: at - 1,
      };
    }
    if (nodes > limits.nodes) {
      return {
        ok: false,
        problem: createProblem('too-many-nodes', `There are more than ${limits.nodes} values`),
        offset: at - 1,
      };
    }
  }
  return { ok: true, members, inexact };
}
