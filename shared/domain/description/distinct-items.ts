/**
 * JSON Schema's `uniqueItems` (2020-12 §6.4.3). Long lists in linear time: comparing every pair is quadratic on hostile
 * ones; short lists by pairs, which usually differ at their first member.
 */
import { canonicalText } from './canonical-text.ts';

const short = 16;

function isSame(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const names = Object.keys(left);
  if (names.length !== Object.keys(right).length) return false;
  const [a, b] = [left, right] as { readonly [name: string]: unknown }[];
  return names.every((name) => Object.hasOwn(right, name) && isSame(a?.[name], b?.[name]));
}

/** True when no two items are equal as JSON values. */
export function distinctItems(items: readonly unknown[]): boolean {
  if (items.length > short) return new Set(items.map((item) => canonicalText(item))).size === items.length;
  for (let last = 1; last < items.length; last += 1) {
    for (let first = 0; first < last; first += 1) if (isSame(items[first], items[last])) return false;
  }
  return true;
}
