/**
 * What a day was like, in one word: what went wrong on it speaks before what was well, and what took most of it before what
 * took less. A day of which nothing is known is unknown; it is none that was well.
 */
import type { TimeByVerdict } from './availability.ts';
import { type ProbeVerdict, probeVerdicts } from './sample.ts';

/** Undefined or no time at all: nobody looked. */
export function stateOfDay(ms: TimeByVerdict | undefined): ProbeVerdict {
  if (ms === undefined) return 'unknown';
  const failing = (['down', 'degraded'] as const).find((verdict) => ms[verdict] > 0);
  if (failing !== undefined) return failing;
  const [longest] = probeVerdicts.toSorted((one, other) => ms[other] - ms[one]);
  return longest === undefined || ms[longest] === 0 ? 'unknown' : longest;
}
