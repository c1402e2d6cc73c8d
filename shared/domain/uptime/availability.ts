/**
 * Time-weighted availability of a day, in UTC seconds. A sample speaks for the time until the next one, but never for
 * longer than `maxGapMs`: beyond that nobody looked, and that time is `unknown`.
 */
import type { Histogram } from './latency.ts';
import type { ProbeVerdict, Sample } from './sample.ts';
import { probeVerdicts } from './sample.ts';

export type SecondsByVerdict = { readonly [verdict in ProbeVerdict]: number };

/** Of an hour or a day of an endpoint. */
export type Figures = {
  /** Whole milliseconds of each verdict; they add up to the time accounted for. */
  readonly ms: { readonly [verdict in ProbeVerdict]: number };
  /** Looks that were taken. */
  readonly looks: number;
  /** Those whose first try says something of the API: up, degraded or down. */
  readonly counted: number;
  /** Those whose first try was answered: up or degraded. */
  readonly answered: number;
  /** Those that were answered within the bound, declared or learned. */
  readonly prompt: number;
  /** Total time of those that were answered. */
  readonly latency: Histogram;
};

/** `hour`: 0 to 23, UTC. */
export type Hour = Figures & { readonly hour: number };

/** Hours in which somebody looked, or might have, in order of time. */
export type HoursOfDay = {
  readonly endpointId: string;
  readonly apiId: string;
  readonly date: string;
  readonly hours: readonly Hour[];
};

export type Day = Figures & {
  readonly endpointId: string;
  readonly apiId: string;
  readonly publisherId: string;
  /** `2026-11-23`, UTC. */
  readonly date: string;
  /** Of the answered looks, by part. */
  readonly phases: { readonly [phase in 'dns' | 'connect' | 'tls' | 'wait']: Histogram };
  /** When its last look was taken; absent when only one of the day before reaches into it. */
  readonly checkedAt?: string;
  /** End of the time accounted for. */
  readonly until: string;
};

export const dayMs = 86_400_000;

/** The share of known time in which it was up: null when nothing is known, never invented. */
export const availabilityOf = ({ up, down }: SecondsByVerdict): number | null =>
  up + down === 0 ? null : up / (up + down);

/**
 * Seconds per verdict from `fromMs` to `untilMs`. `samples` of one endpoint in any order; those before `fromMs` matter
 * where they reach into the period. The sum of all verdicts is the length of the period.
 */
export function weighSamples(
  samples: readonly Pick<Sample, 'at' | 'verdict'>[],
  fromMs: number,
  untilMs: number,
  maxGapMs: number,
): SecondsByVerdict {
  const milliseconds = Object.fromEntries(probeVerdicts.map((verdict) => [verdict, 0])) as {
    [verdict in ProbeVerdict]: number;
  };
  const ordered = samples.map(({ at, verdict }) => ({ at: Date.parse(at), verdict })).sort((a, b) => a.at - b.at);
  let known = 0;
  for (const [index, { at, verdict }] of ordered.entries()) {
    const start = Math.max(at, fromMs);
    const end = Math.min(ordered[index + 1]?.at ?? untilMs, at + maxGapMs, untilMs);
    if (end <= start) continue;
    milliseconds[verdict] += end - start;
    known += end - start;
  }
  milliseconds.unknown += untilMs - fromMs - known;
  return Object.fromEntries(
    Object.entries(milliseconds).map(([verdict, ms]) => [verdict, ms / 1000]),
  ) as SecondsByVerdict;
}
