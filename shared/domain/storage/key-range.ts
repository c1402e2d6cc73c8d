/**
 * Which sort keys a query reads, decided once for all stores: bounds of a prefix in UTF-8 byte order (DynamoDB,
 * "Key condition expressions"), and where to go on after a page. Positions may come from outside (cursors): one that
 * cannot exist, or lies outside the prefix, is an answer and not a fault, as DynamoDB would make it.
 */
import { requirePageLimit } from './page-limit.ts';
import { isKeyText, isRowKey, rowLimits } from './row-limits.ts';

type RowPosition = { readonly sk: string; readonly key?: { readonly pk: string; readonly sk: string } };

type RangeQuestion = {
  readonly index?: string;
  readonly pk: string;
  readonly prefix?: string;
  readonly direction?: 'ascending' | 'descending';
  readonly limit: number;
  readonly after?: RowPosition;
};

/** `prefix` '' is the whole partition; `end` is the first text above all that start with it, absent if there is none. */
export type KeyRange = { readonly prefix: string; readonly end?: string; readonly after?: RowPosition };

/** The range to read, or undefined when no row can be in it. Throws on a faulty limit or an incomplete position. */
export function keyRange(question: RangeQuestion): KeyRange | undefined {
  const { index, pk, prefix = '', limit, after } = question;
  requirePageLimit(limit);
  if (index !== undefined && after !== undefined && after.key === undefined) {
    throw new RangeError(`a position in the index ${index} needs the row's key`);
  }
  if (!isKeyText(pk, rowLimits.partitionKey)) return undefined;
  if (prefix !== '' && !isKeyText(prefix, rowLimits.sortKey)) return undefined;
  const end = prefixEnd(prefix);
  const range = { prefix, ...(end === undefined ? {} : { end }) };
  if (after === undefined) return range;
  if (after.sk !== '' && after.sk.startsWith(prefix)) return isPosition(after) ? { ...range, after } : undefined;
  const below = compareUtf8(after.sk, prefix) <= 0;
  return below === (question.direction !== 'descending') ? range : undefined;
}

/** The least text that is above every text starting with `prefix`, in UTF-8 order; undefined if there is none. */
export function prefixEnd(prefix: string): string | undefined {
  const points = Array.from(prefix, (character) => character.codePointAt(0) ?? 0);
  while (points.at(-1) === 0x10ffff) points.pop();
  const last = points.pop();
  if (last === undefined) return undefined;
  const surrogatesFollow = last === 0xd7ff;
  return String.fromCodePoint(...points, surrogatesFollow ? 0xe000 : last + 1);
}

/** Orders texts by their UTF-8 bytes; `<` orders by UTF-16 units, which puts U+FF5E above emoji. */
export function compareUtf8(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

function isPosition({ sk, key }: RowPosition): boolean {
  return isKeyText(sk, rowLimits.sortKey) && (key === undefined || isRowKey(key));
}
