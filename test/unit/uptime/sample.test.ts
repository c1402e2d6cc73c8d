import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { probeVerdicts, sampleKey, samplesOfDay } from '../../../shared/domain/uptime/sample.ts';
import { decodeSamples, encodeSamples } from '../../../shared/domain/uptime/sample-format.ts';
import { sampleLook } from '../../fixtures/sample-traces.ts';

const time = fc
  .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2099-12-31T23:59:59Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const id = fc.uint8Array({ minLength: 10, maxLength: 10 }).map((bytes) => Buffer.from(bytes).toString('hex'));
const ms = fc.integer({ min: 0, max: 2 ** 40 });
const sampleSet = fc.record({ slot: time, shard: fc.nat(255) }).chain(({ slot, shard }) =>
  fc
    .array(
      fc.record({
        endpointId: id,
        at: fc.integer({ min: 0, max: 3_600_000 }).map((after) => new Date(Date.parse(slot) + after).toISOString()),
        verdict: fc.constantFrom(...probeVerdicts),
        first: fc.constantFrom(...probeVerdicts),
        code: fc.string({ unit: 'binary' }),
        phases: fc.record({ dns: ms, connect: ms, tls: ms, wait: ms, total: ms }, { requiredKeys: ['total'] }),
        tries: fc.nat(9),
        everyMs: fc.integer({ min: 60_000, max: 3_600_000 }),
      }),
      { maxLength: 8 },
    )
    .map((samples) => ({ slot, shard, samples })),
);
const slot = '2026-11-23T00:00:00.000Z';
const inOrder = <T extends { endpointId: string; at: string }>(samples: readonly T[]): readonly T[] =>
  samples.toSorted((a, b) => (`${a.endpointId}${a.at}` < `${b.endpointId}${b.at}` ? -1 : 1));

describe('encodeSamples and decodeSamples', () => {
  it('give back what was stored, in order of endpoint and time', () => {
    fc.assert(
      fc.property(sampleSet, (set) => {
        const distinct = [...new Map(set.samples.map((each) => [`${each.endpointId}${each.at}`, each])).values()];
        const found = decodeSamples(encodeSamples({ ...set, samples: distinct }));
        expect(found).toEqual({ ...set, samples: inOrder(distinct) });
      }),
    );
  });

  it('keep several samples of one endpoint', () => {
    const samples = [0, 60_000, 120_000].map((after) => sampleLook(Date.parse(slot) + after, { everyMs: 60_000 }));
    expect(decodeSamples(encodeSamples({ slot, shard: 0, samples })).samples).toEqual(samples);
  });

  it('take at most 26 bytes an ordinary sample', () => {
    const samples = Array.from({ length: 1000 }, (_, index) =>
      sampleLook(Date.parse(slot) + index * 220, {
        endpointId: (index * 7919).toString(16).padStart(20, '9'),
        phases: {
          dns: 3 + (index % 60),
          connect: 8 + (index % 90),
          tls: 20 + (index % 200),
          wait: index,
          total: 2 * index + 50,
        },
        ...(index % 50 === 0 ? { verdict: 'down', code: 'http-503' } : {}),
      }),
    );
    const bytes = encodeSamples({ slot, shard: 0, samples }).byteLength / samples.length;
    expect(bytes).toBeGreaterThan(15);
    expect(bytes).toBeLessThanOrEqual(26);
  });

  it('are refused in a format that this program does not know', () => {
    const older = new TextEncoder().encode(JSON.stringify({ version: 1, slot }));
    expect(() => decodeSamples(older)).toThrow('format version 123; this program reads 2');
    expect(() => decodeSamples(new Uint8Array([3]))).toThrow('format version 3; this program reads 2');
    expect(() => decodeSamples(new Uint8Array())).toThrow('format version none');
  });

  it('tell what is missing from bytes that end early, wherever that is', () => {
    const bytes = encodeSamples({ slot, shard: 0, samples: [sampleLook(slot), sampleLook('2026-11-23T00:01:00Z')] });
    const messages = Array.from({ length: bytes.byteLength - 1 }, (_, length) => {
      try {
        decodeSamples(bytes.subarray(0, length + 1));
      } catch (fault) {
        return (fault as Error).message;
      }
      return expect.fail(`the first ${length + 1} bytes are taken`);
    });
    const parts = ['the header’s length', 'the header', 'the number of samples', 'sample 1 of 2', 'sample 2 of 2'];
    expect([...new Set(messages)]).toEqual(parts.map((part) => `Samples end in ${part}`));
  });

  it('are refused with more bytes than samples, or a kind that is not in the header', () => {
    const bytes = encodeSamples({ slot, shard: 0, samples: [sampleLook(slot)] });
    expect(() => decodeSamples(new Uint8Array([...bytes, 0]))).toThrow('go on after the last of 1');
    const kindAt = bytes.byteLength - 8;
    expect(bytes[kindAt]).toBe(0);
    expect(() => decodeSamples(bytes.with(kindAt, 7))).toThrow('sample 1 of 1 is of no kind');
  });

  it('never take what the format cannot hold: a time before the slot, another kind of id, parts of a millisecond', () => {
    const encode = (more: object) => () =>
      encodeSamples({ slot, shard: 0, samples: [{ ...sampleLook(slot), ...more }] });
    expect(encode({ at: '2026-11-22T23:59:59.999Z' })).toThrow('-1 is not a whole number from 0');
    expect(encode({ endpointId: 'short' })).toThrow('short is not an id');
    expect(encode({ phases: { total: 1.5 } })).toThrow('1.5 is not a whole number');
    expect(encode({})).not.toThrow();
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
    expect(sampleKey(3, '2026-11-23T14:15:00.000Z')).toBe('samples/3/2026-11-23/141500000.bin');
  });
});
