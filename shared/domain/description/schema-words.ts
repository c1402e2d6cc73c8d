/** The words in which `explain-schema.ts` says what a schema asks for. */
import { listKeys, type Path } from './json-pointer.ts';
import { quote } from './problem.ts';

/** A place for a sentence: `paths./a.get`, its end when it is long. */
export function placeWords(path: Path): string {
  const words = listKeys(path).join('.');
  if (words === '') return 'The document';
  return `\`${words.length > 120 ? `…${words.slice(-120)}` : words}\``;
}

/** `a`, `b` and `c`: quoted, at most a dozen of them. */
export function listValues(values: readonly unknown[], last: 'and' | 'or'): string {
  const quoted = values.slice(0, 12).map((value) => quote(typeof value === 'string' ? value : JSON.stringify(value)));
  return listWords(values.length > 12 ? [...quoted, `${values.length - 12} others`] : quoted, last);
}

const listWords = (words: readonly string[], last: string): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;

const names: { readonly [type: string]: string } = {
  array: 'a list',
  object: 'an object',
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
};

export function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

export const typeWords = (types: readonly string[]): string =>
  listWords(
    types.map((type) => names[type] ?? type),
    'or',
  );

export const countWords = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** What patterns of the official schemas ask for, where they are hard to read. */
const patterns: { readonly [pattern: string]: string } = {
  '^[^{}/ :\\\\]+(?::\\d+)?$': 'must be a host name, with or without a port',
  '^/': 'must start with a slash',
};

export function patternWords(pattern: string, value: string): string {
  const asked = patterns[pattern] ?? `must have the form ${quote(pattern)}`;
  return `${asked}, not ${value === '' ? 'be empty' : `be ${quote(value)}`}`;
}
