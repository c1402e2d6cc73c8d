/** Comparisons as the official checker makes them: loose equality, text tests that let everything else pass. */
import { wordOf } from '../../text.ts';

export const isPrimitive = (value: unknown): boolean => typeof value !== 'object' || value === null;

/** `==` takes a list of one item for that item. */
function itemOf(value: unknown): unknown {
  let at = value;
  while (Array.isArray(at) && at.length === 1) at = at[0];
  return at;
}

/** `@.type == 'x'`: a list of that one text is equal to it too. */
export const looselyIs = (value: unknown, text: string): boolean => value === text || itemOf(value) === text;

/** What `==` holds against true (1) and false (0): a list by its text, and null is neither. */
function numberOf(value: unknown): number {
  const item = itemOf(value);
  if (Array.isArray(item)) return item.length === 0 ? 0 : Number.NaN;
  if (Array.isArray(value)) return isPrimitive(item) ? Number(String(item ?? '')) : Number.NaN;
  return isPrimitive(item) && item !== null ? Number(item) : Number.NaN;
}

/** `== true`. */
export const looselyTrue = (value: unknown): boolean => numberOf(value) === 1;

/** `== false`. */
export const looselyFalse = (value: unknown): boolean => numberOf(value) === 0;

/** The pattern function: only text is tested. */
export const fails = (value: unknown, pattern: RegExp): boolean => typeof value === 'string' && !pattern.test(value);

export const startsWithAny = (value: string, ...starts: readonly string[]): boolean =>
  starts.some((start) => value.startsWith(start));

/** How the checker tells versions: the whole number that `openapi` or `swagger` begins with. */
export const isMajor = (version: unknown, major: number): boolean => Number.parseInt(wordOf(version), 10) === major;
