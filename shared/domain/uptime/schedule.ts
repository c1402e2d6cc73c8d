/**
 * When endpoints are looked at. A run looks after one slot; its endpoints are spread over it by hash, so that nobody's
 * gateway sees all of them at once, and the end of the slot is left for confirming what failed last.
 */
import { fractionOf } from '../digest.ts';
import type { Endpoint } from './endpoint.ts';

/** Four tries of ten seconds, and the pauses between them. */
const confirmationMs = 75_000;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** How much of a slot the looks are spread over. */
export const spreadOf = (slotMs: number): number => Math.max(slotMs - confirmationMs, slotMs / 4);

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
  return Math.floor(slotAtMs / slotMs) % turns === Math.floor(fractionOf(`turn ${name}`) * turns);
}

/** Milliseconds after the slot's start at which an endpoint is looked at; none when it is not its turn. */
export function looksIn(
  slotAtMs: number,
  endpoint: Pick<Endpoint, 'id' | 'everyMs'>,
  slotMs: number,
): readonly number[] {
  const pace = paceOf(endpoint, slotMs);
  const spread = spreadOf(slotMs);
  const place = fractionOf(endpoint.id);
  if (pace >= slotMs) return isTurn(endpoint.id, slotAtMs, slotMs, pace) ? [Math.floor(place * spread)] : [];
  const looks = Math.floor(slotMs / pace);
  return Array.from({ length: looks }, (_, index) => Math.floor(((index + place) * spread) / looks));
}
