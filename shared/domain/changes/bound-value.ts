/** A value of a document as a change shows it: whole while its JSON is short, else its beginning as text. */
import type { Shown } from './change.ts';

const longestShown = 200;

export function boundValue(value: unknown): Shown {
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  const text = typeof value === 'string' ? value : beginningOf(value);
  if (text.length > longestShown) return `${text.slice(0, longestShown - 1)}…`;
  return typeof value === 'string' ? value : (JSON.parse(text) as Shown);
}

/** As JSON, without the cost of a large value: what comes after the limit is never written out. */
function beginningOf(value: unknown): string {
  let budget = longestShown * 2;
  let isCut = false;
  const shorten = (item: unknown, depth: number): unknown => {
    budget -= 1;
    if (budget < 0 || depth > 20) {
      isCut = true;
      return '…';
    }
    if (typeof item === 'string') {
      budget -= item.length;
      return item.length > longestShown * 2 ? item.slice(0, longestShown * 2) : item;
    }
    if (Array.isArray(item)) {
      const items = [];
      for (const each of item) {
        items.push(shorten(each, depth + 1));
        if (budget < 0) break;
      }
      return items;
    }
    if (typeof item !== 'object' || item === null) return item;
    const entries: [string, unknown][] = [];
    for (const name of Object.keys(item)) {
      budget -= name.length;
      entries.push([name, shorten((item as { readonly [name: string]: unknown })[name], depth + 1)]);
      if (budget < 0) break;
    }
    return Object.fromEntries(entries);
  };
  const text = JSON.stringify(shorten(value, 0)) ?? 'null';
  return isCut && text.length <= longestShown ? `${text}${'…'.repeat(longestShown)}` : text;
}
