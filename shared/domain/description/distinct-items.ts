/**
 * JSON Schema's `uniqueItems` (2020-12 §6.4.3) in linear time: comparing every pair is quadratic on hostile arrays.
 */
import { canonicalText } from './canonical-text.ts';

/** True when no two items are equal as JSON values. */
export function distinctItems(items: readonly unknown[]): boolean {
  if (items.length < 2) return true;
  const seen = new Set<string>();
  for (const item of items) {
    const text = typeof item === 'string' ? JSON.stringify(item) : canonicalText(item);
    if (seen.has(text)) return false;
    seen.add(text);
  }
  return true;
}
