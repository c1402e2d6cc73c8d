/** One look at one endpoint, and the compact form in which a run's samples are stored (format version 1). */

export const probeVerdicts = ['up', 'degraded', 'down', 'blocked', 'unknown'] as const;
export type ProbeVerdict = (typeof probeVerdicts)[number];

/** It answers, well or badly. */
export const isGood = (verdict: ProbeVerdict): boolean => verdict === 'up' || verdict === 'degraded';

export type Sample = {
  readonly endpointId: string;
  /** When the first try of this sample began, ISO 8601 in UTC. */
  readonly at: string;
  /** What the tries agreed on; what was known before, when they did not agree. */
  readonly verdict: ProbeVerdict;
  /** What the first try found: `http-200`, a fetch code, `needs-credentials`, … */
  readonly code: string;
  /** Milliseconds of the first try. */
  readonly ms: number;
  readonly tries: number;
};

/** All samples of one shard and slot. Stored last, so its presence says the slot's work is done. */
export type SampleSet = { readonly slot: string; readonly shard: number; readonly samples: readonly Sample[] };

type Stored = {
  version: 1;
  slot: string;
  shard: number;
  samples: [string, string, ProbeVerdict, string, number, number][];
};

/** `samples/0/2026-11-23/141500000.json`: keys of a day sort by time. */
export const sampleKey = (shard: number, slot: string): string =>
  `${samplesOfDay(shard, slot.slice(0, 10))}${slot.slice(11).replaceAll(/[^0-9]/g, '')}.json`;

/** The prefix of all sample sets of a shard on a day (`2026-11-23`). */
export const samplesOfDay = (shard: number, date: string): string => `samples/${shard}/${date}/`;

export function encodeSamples({ slot, shard, samples }: SampleSet): Uint8Array {
  const stored: Stored = {
    version: 1,
    slot,
    shard,
    samples: samples.map(({ endpointId, at, verdict, code, ms, tries }) => [endpointId, at, verdict, code, ms, tries]),
  };
  return new TextEncoder().encode(JSON.stringify(stored));
}

export function decodeSamples(bytes: Uint8Array): SampleSet {
  const { version, slot, shard, samples } = JSON.parse(new TextDecoder().decode(bytes)) as Stored;
  if (version !== 1) throw new Error(`Samples of ${slot} have format version ${version}; this program reads 1`);
  return {
    slot,
    shard,
    samples: samples.map(([endpointId, at, verdict, code, ms, tries]) => ({
      endpointId,
      at,
      verdict,
      code,
      ms,
      tries,
    })),
  };
}
