/**
 * When to visit a source again. After a change within the hour; then ever more rarely, once a day after two weeks
 * without one. Failures back off. Jitter comes from the source's id, so that a run repeated plans the same time.
 */
import { fractionOf } from '../digest.ts';
import type { FailureClass } from '../fetching/fetch-codes.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** First wait and longest wait after a failure, by its class. */
const backOff: { readonly [name in FailureClass]: { readonly first: number; readonly most: number } } = {
  transient: { first: 5 * minute, most: 6 * hour },
  permanent: { first: hour, most: day },
  ours: { first: 5 * minute, most: 15 * minute },
};

const withJitter = (wait: number, seed: string): number => Math.round(wait * (0.9 + 0.1 * fractionOf(seed)));

/** Milliseconds until the next visit of a source that answered, given how long ago it changed. */
export function waitAfterAnswer(sinceChangeMs: number, seed: string): number {
  return withJitter(Math.min(Math.max(sinceChangeMs / 14, hour), day), seed);
}

/** Milliseconds until the next visit after the `failures`-th failure in a row (1 is the first); never under `atLeastMs`. */
export function waitAfterFailure(failures: number, kind: FailureClass, atLeastMs: number, seed: string): number {
  const { first, most } = backOff[kind];
  return Math.max(withJitter(Math.min(first * 2 ** Math.min(failures - 1, 20), most), seed), atLeastMs);
}
