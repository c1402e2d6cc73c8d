/**
 * When endpoints are looked at. A run looks after one slot; its endpoints are spread over it by hash, so that nobody's
 * gateway sees all of them at once, and the end of the slot is left for confirming what failed last.
 */
import { fractionOf } from '../digest.ts';
import type { Endpoint } from './endpoint.ts';

/** What a slot is left for its last failure at the default settings. */
const confirmationMs = 95_000;
const slackMs = 5_000;
/** Four tries, two rounds in which others are heard, and one more. */
const tries = 7;

/** How long the last failure of a run may take: to be tried, held against others, and stored. Milliseconds. */
export const confirmationOf = (timeoutMs: number, pausesMs: readonly number[], storingMs: number): number =>
  tries * timeoutMs + pausesMs.reduce((sum, pause) => sum + pause, 0) + storingMs + slackMs;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

const leastSpreadMs = 15_000;

/** When the looks of a run begin, milliseconds since 1970, and how long they are spread over. */
export type Spread = { readonly fromMs: number; readonly lengthMs: number };

/** From when the run began, wherever in its slot that was, so that what fails last can be confirmed before both are over. */
export function spreadOf(
  slotAtMs: number,
  slotMs: number,
  beganMs: number,
  deadlineMs: number,
  leftMs = confirmationMs,
): Spread {
  const untilMs = Math.min(slotAtMs + slotMs, deadlineMs) - leftMs;
  return { fromMs: beganMs, lengthMs: Math.max(untilMs - beganMs, Math.min(leastSpreadMs, slotMs / 4)) };
}

/** What `x-healthCheck` asks for within what is sensible: once a minute to once an hour; undefined: as everybody. */
export const everyMsOf = (intervalSeconds: number | undefined): number | undefined =>
  intervalSeconds === undefined ? undefined : Math.min(Math.max(intervalSeconds * 1000, minuteMs), hourMs);

/**
 * How often it is looked at: every so many slots, or several times in one. Not more often than a failure takes to confirm,
 * so that two looks are never further apart than twice this.
 */
export function paceOf({ everyMs }: Pick<Endpoint, 'everyMs'>, slotMs: number): number {
  if (everyMs === undefined) return slotMs;
  const pace = Math.max(everyMs, confirmationMs);
  return pace < slotMs ? pace : Math.max(Math.floor(everyMs / slotMs), 1) * slotMs;
}

/** Whether what recurs every so many slots does so in this one; the turn is spread by name. */
export function isTurn(name: string, slotAtMs: number, slotMs: number, everyMs: number): boolean {
  const turns = Math.max(Math.floor(everyMs / slotMs), 1);
  return turns === 1 || Math.floor(slotAtMs / slotMs) % turns === Math.floor(fractionOf(`turn ${name}`) * turns);
}

/** The times, milliseconds since 1970, at which a run looks at an endpoint; none when this slot is not its turn. */
export function looksIn(
  slotAtMs: number,
  endpoint: Pick<Endpoint, 'id' | 'everyMs'>,
  slotMs: number,
  { fromMs, lengthMs }: Spread,
): readonly number[] {
  const pace = paceOf(endpoint, slotMs);
  if (pace >= slotMs && !isTurn(endpoint.id, slotAtMs, slotMs, pace)) return [];
  const looks = pace >= slotMs ? 1 : Math.floor(slotMs / pace);
  const place = fractionOf(endpoint.id);
  return Array.from({ length: looks }, (_, index) => fromMs + Math.floor(((index + place) * lengthMs) / looks));
}
