/** One look at one endpoint, and the keys under which a run's samples are stored; sample-format.ts has their form. */

/** `maintenance`: it does not answer, as was announced. */
export const probeVerdicts = ['up', 'degraded', 'down', 'blocked', 'maintenance', 'unknown'] as const;
export type ProbeVerdict = (typeof probeVerdicts)[number];

/** It answers, well or badly. */
export const isGood = (verdict: ProbeVerdict): boolean => verdict === 'up' || verdict === 'degraded';

/** The parts of a look that are timed apart, in the order of their storing. */
export const timedPhases = ['dns', 'connect', 'tls', 'wait'] as const;

/** Milliseconds of the parts of a look, whole numbers; those that were not reached are absent. */
export type Phases = {
  readonly dns?: number;
  /** TCP. */
  readonly connect?: number;
  readonly tls?: number;
  /** From the request to its status. */
  readonly wait?: number;
  /** Everything, redirects and body included. */
  readonly total: number;
};

export type Sample = {
  readonly endpointId: string;
  /** When the first try of this sample began, ISO 8601 in UTC. */
  readonly at: string;
  /** What the tries agreed on; what was known before, when they did not agree. */
  readonly verdict: ProbeVerdict;
  /** What the first try alone found. */
  readonly first: ProbeVerdict;
  /** Why: `http-200`, `slow`, a fetch code, `needs-credentials`, … of the first try. */
  readonly code: string;
  readonly phases: Phases;
  readonly tries: number;
  /** How often it is looked at, milliseconds: the sample speaks for twice as long at most. */
  readonly everyMs: number;
};

/** No endpoint is looked at less often. */
export const mostEveryMs = 3_600_000;

/** For how long it speaks when no other sample follows. */
export const speaksMs = ({ everyMs }: Pick<Sample, 'everyMs'>): number => 2 * Math.min(everyMs, mostEveryMs);

/** All samples of one shard and slot, none of before its start. Stored last, so its presence says the slot's work is done. */
export type SampleSet = { readonly slot: string; readonly shard: number; readonly samples: readonly Sample[] };

/** `samples/0/2026-11-23/141500000.bin`: keys of a day sort by time. */
export const sampleKey = (shard: number, slot: string): string =>
  `${samplesOfDay(shard, slot.slice(0, 10))}${slot.slice(11).replaceAll(/[^0-9]/g, '')}.bin`;

/** The prefix of all sample sets of a shard; the day follows. */
export const samplesOfShard = (shard: number): string => `samples/${shard}/`;

/** The prefix of all sample sets of a shard on a day (`2026-11-23`). */
export const samplesOfDay = (shard: number, date: string): string => `${samplesOfShard(shard)}${date}/`;

/** Whether a key has the form of `sampleKey`. */
export const isSampleKey = (key: string): boolean => /^samples\/\d+\/\d{4}-\d{2}-\d{2}\/\d{9}\.bin$/.test(key);

/** The day of a sample set by its key (`2026-11-23`). */
export const dateInSampleKey = (key: string): string | undefined => key.split('/')[2];
