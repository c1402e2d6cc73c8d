/**
 * A value as JSON text in canonical form: names sorted by UTF-16 units, no blanks, numbers as JavaScript writes them
 * (after RFC 8785), and the kept digits of numbers that lost some. The same for a YAML and a JSON form of one document.
 */
import type { ExactDigits } from './exact-digits.ts';

const none: ExactDigits = new Map();

export function canonicalText(value: unknown, exact: ExactDigits = none): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const digits = exact.size === 0 ? undefined : exact.get(value);
  return Array.isArray(value) ? listText(value, exact, digits) : objectText(value, exact, digits);
}

type Digits = ReadonlyMap<string, string> | undefined;

function listText(items: readonly unknown[], exact: ExactDigits, digits: Digits): string {
  let text = '[';
  for (let index = 0; index < items.length; index += 1) {
    text += `${index === 0 ? '' : ','}${digits?.get(String(index)) ?? canonicalText(items[index], exact)}`;
  }
  return `${text}]`;
}

function objectText(value: object, exact: ExactDigits, digits: Digits): string {
  let text = '{';
  for (const name of Object.keys(value).sort()) {
    const member = (value as { readonly [name: string]: unknown })[name];
    text += `${text === '{' ? '' : ','}${JSON.stringify(name)}:${digits?.get(name) ?? canonicalText(member, exact)}`;
  }
  return `${text}}`;
}
