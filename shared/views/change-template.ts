/**
 * Sentences with gaps, as data: `{old}` is filled in; what stands in `[…]` is left out when a gap inside has nothing to
 * fill it; `{o}` is the ending that agrees with an Italian subject (`-o` or `-a`).
 */
import type { Shown } from '../domain/changes/change.ts';
import { cleanText } from './xml.ts';

export type Gaps = { readonly [name: string]: string | undefined };

export type Gender = 'm' | 'f';

/** Gaps outside of brackets always have something: their writers see to it. */
export const fillTemplate = (template: string, gaps: Gaps): string =>
  template
    .split(/(\[[^\]]*\])/)
    .map((part) => {
      if (!part.startsWith('[')) return fillGaps(part, gaps);
      const names = [...part.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
      return names.every((name) => gaps[name] !== undefined) ? fillGaps(part.slice(1, -1), gaps) : '';
    })
    .join('');

const fillGaps = (text: string, gaps: Gaps): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => gaps[name] ?? '');

const longest = 100;

/** Text of a publisher between backticks: in one line, without characters that do more than be read, of bounded length. */
export function quoteText(text: string): string {
  // Far more than is kept is not looked at.
  const flat = cleanText(text.slice(0, longest * 4))
    .replace(/[\s\u0085\u2028\u2029]+/g, ' ')
    .replace(/[\u007f-\u009f\u200b\ufeff]/g, '')
    .replaceAll('`', "'")
    .trim();
  const characters = [...flat];
  const clipped = characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : flat;
  return `\`${clipped === '' ? '""' : clipped}\``;
}

const mostListed = 3;

/** A list is its first values, each quoted. */
export function quoteValue(value: Shown | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string') return quoteText(value);
  if (!Array.isArray(value) || value.length === 0) return quoteText(JSON.stringify(value));
  const shown = value
    .slice(0, mostListed)
    .map((each) => quoteText(typeof each === 'string' ? each : JSON.stringify(each)));
  return `${shown.join(', ')}${value.length > mostListed ? ', …' : ''}`;
}
