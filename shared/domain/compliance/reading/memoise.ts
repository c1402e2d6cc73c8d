/** A function of a text that remembers what it answered: documents repeat a few names thousands of times. */
export function memoise<T>(answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined || known.has(text)) return found as T;
    const made = answer(text);
    known.set(text, made);
    return made;
  };
}
