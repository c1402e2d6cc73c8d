/** True for names no object may have: `__proto__` would reach the prototype, NUL cannot be stored. */
export const isForbiddenName = (name: string): boolean => name === '__proto__' || name.includes('\0');
