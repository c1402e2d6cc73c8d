/** Comparisons as the official checker makes them: loose equality, text tests that let everything else pass. */

/** `@.type == 'x'`: a list of that one text is equal to it too. */
export const looselyIs = (value: unknown, text: string): boolean =>
  value === text || (Array.isArray(value) && value.length === 1 && value[0] === text);

/** `== true`. */
export const looselyTrue = (value: unknown): boolean => value === true || value === 1 || value === '1';

/** The pattern function: only text is tested. */
export const fails = (value: unknown, pattern: RegExp): boolean => typeof value === 'string' && !pattern.test(value);

export const isPrimitive = (value: unknown): boolean => typeof value !== 'object' || value === null;

export const startsWithAny = (value: string, ...starts: readonly string[]): boolean =>
  starts.some((start) => value.startsWith(start));
