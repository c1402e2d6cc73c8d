/** What is slow for an endpoint, learned from a day of it: far over what nine of ten answers take. */
import type { Figures } from './availability.ts';
import { quantile } from './latency.ts';

const leastAnswers = 100;
const leastMs = 1000;
const timesP90 = 4;
/** A bound that is about right stays: a row is written for one that is not. */
const mostFactor = 1.5;

/** The bound to use from now on, milliseconds; undefined: the known one stays. */
export function learnSlow(
  knownMs: number | undefined,
  { answered, latency }: Pick<Figures, 'answered' | 'latency'>,
): number | undefined {
  const p90 = quantile(latency, 0.9);
  if (p90 === null || answered < leastAnswers) return undefined;
  const target = Math.round(Math.max(leastMs, timesP90 * p90));
  if (knownMs === undefined) return target;
  return Math.max(target / knownMs, knownMs / target) > mostFactor ? target : undefined;
}
