/**
 * A value as JSON text in canonical form: names sorted by UTF-16 units, no blanks, numbers as JavaScript writes them
 * (after RFC 8785), and the kept digits of numbers that lost some. The same for a YAML and a JSON form of one document.
 */
import type { ExactDigits } from './check-tree.ts';

const none: ExactDigits = new Map();

export function canonicalText(value: unknown, exact: ExactDigits = none): string {
  const parts: string[] = [];
  write(value, exact, parts);
  return parts.join('');
}

function write(value: unknown, exact: ExactDigits, parts: string[]): void {
  if (typeof value !== 'object' || value === null) {
    parts.push(JSON.stringify(value) ?? 'null');
    return;
  }
  const isList = Array.isArray(value);
  const names = isList ? Object.keys(value) : Object.keys(value).sort();
  const digits = exact.size === 0 ? undefined : exact.get(value);
  let before = isList ? '[' : '{';
  for (const name of names) {
    parts.push(isList ? before : `${before}${JSON.stringify(name)}:`);
    before = ',';
    const literal = digits?.get(name);
    if (literal === undefined) write((value as { readonly [name: string]: unknown })[name], exact, parts);
    else parts.push(literal);
  }
  parts.push(names.length === 0 ? `${before}${isList ? ']' : '}'}` : isList ? ']' : '}');
}
