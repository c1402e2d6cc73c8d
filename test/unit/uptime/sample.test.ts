import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeSamples,
  encodeSamples,
  probeVerdicts,
  sampleKey,
  samplesOfDay,
} from '../../../shared/domain/uptime/sample.ts';

const time = fc
  .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2099-12-31T23:59:59Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const text = fc.string({ unit: 'binary' });
const sample = fc.record({
  endpointId: text,
  at: time,
  verdict: fc.constantFrom(...probeVerdicts),
  code: text,
  ms: fc.nat(),
  tries: fc.nat(9),
});
const sampleSet = fc.record({ slot: time, shard: fc.nat(255), samples: fc.array(sample) });

describe('encodeSamples and decodeSamples', () => {
  it('give back what was stored', () => {
    fc.assert(
      fc.property(sampleSet, (set) => {
        expect(decodeSamples(encodeSamples(set))).toEqual(set);
      }),
    );
  });

  it('are refused in a format that this program does not know', () => {
    const later = new TextEncoder().encode(JSON.stringify({ version: 2, slot: '2026-11-23T00:00:00.000Z' }));
    expect(() => decodeSamples(later)).toThrow('format version 2');
  });
});

describe('sampleKey', () => {
  it('sorts as the slots do, within the day’s prefix', () => {
    fc.assert(
      fc.property(time, time, fc.nat(255), (one, other, shard) => {
        expect(sampleKey(shard, one).startsWith(samplesOfDay(shard, one.slice(0, 10)))).toBe(true);
        expect(sampleKey(shard, one) < sampleKey(shard, other)).toBe(one < other);
      }),
    );
  });

  it('is a key that every blob store takes', () => {
    expect(sampleKey(3, '2026-11-23T14:15:00.000Z')).toBe('samples/3/2026-11-23/141500000.json');
  });
});
