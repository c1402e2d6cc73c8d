/**
 * When another content at an address counts as published: once it was seen twice in a row, so that a deploy that flaps
 * between two servers tells nothing. A description whose bytes differ at every fetch is taken all the same in the end.
 */
import type { Validators } from '../fetching/fetch-outcome.ts';

/** A content that was seen once, while another is the published one. Its bytes are stored under its digest. */
export type Pending = {
  /** SHA-256 of the bytes. */
  readonly digest: string;
  readonly contentType?: string;
  /** Where it came from, after redirects. */
  readonly finalUrl: string;
  readonly validators?: Validators;
  readonly seenAt: string;
  /** Since when no fetch gave the published content, nor the same one twice. */
  readonly since: string;
  /** How many different contents were seen since then. */
  readonly contents: number;
};

/** So many different contents in a row, or so long without one seen twice, and the newest is taken. */
const mostContents = 3;
const longestMs = 6 * 3_600_000;

type Seen = Omit<Pending, 'since' | 'contents'>;

/** Whether what was pending leaves no room for another content to wait as well. `at` is now, ISO 8601. */
const isExhausted = (pending: Pending, at: string): boolean =>
  pending.contents + 1 >= mostContents || Date.parse(at) - Date.parse(pending.since) > longestMs;

/**
 * What to remember of a content that differs from the published one; undefined: it is published now. `isSame`: it is
 * what was pending.
 */
export function awaitSecondSight(pending: Pending | undefined, seen: Seen, isSame: boolean): Pending | undefined {
  if (pending === undefined) return { ...seen, since: seen.seenAt, contents: 1 };
  if (isSame || isExhausted(pending, seen.seenAt)) return undefined;
  return { ...seen, since: pending.since, contents: pending.contents + 1 };
}
