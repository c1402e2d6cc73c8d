import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { availabilityOf, dayMs, weighSamples } from '../../../shared/domain/uptime/availability.ts';
import { type ProbeVerdict, probeVerdicts } from '../../../shared/domain/uptime/sample.ts';

const midnight = Date.UTC(2026, 10, 23);
const minute = 60_000;
const sampleAt = (ms: number, verdict: ProbeVerdict) => ({ at: new Date(ms).toISOString(), verdict });

/** Samples around a day, at distinct times: two at the same instant would contradict each other. */
const samples = fc
  .uniqueArray(fc.integer({ min: -2 * dayMs, max: 2 * dayMs }), { maxLength: 60 })
  .chain((times) =>
    fc.tuple(...times.map((time) => fc.constantFrom(...probeVerdicts).map((name) => sampleAt(midnight + time, name)))),
  );
const gap = fc.integer({ min: 1, max: dayMs });
const period = fc
  .tuple(fc.integer({ min: -dayMs, max: dayMs }), fc.integer({ min: 0, max: 2 * dayMs }))
  .map(([from, length]) => [midnight + from, midnight + from + length] as const);

const milliseconds = (seconds: { readonly [verdict in ProbeVerdict]: number }): number[] =>
  probeVerdicts.map((name) => Math.round(seconds[name] * 1000));
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

describe('weighSamples', () => {
  it('lets a sample speak until the next one', () => {
    const seconds = weighSamples(
      [sampleAt(midnight, 'up'), sampleAt(midnight + 5 * minute, 'down'), sampleAt(midnight + 10 * minute, 'up')],
      midnight,
      midnight + 15 * minute,
      10 * minute,
    );
    expect(seconds).toEqual({ up: 600, degraded: 0, down: 300, blocked: 0, unknown: 0 });
  });

  it('calls unknown what nobody looked at: before the first sample and beyond the longest gap', () => {
    const seconds = weighSamples([sampleAt(midnight + minute, 'up')], midnight, midnight + 20 * minute, 10 * minute);
    expect(seconds).toEqual({ up: 600, degraded: 0, down: 0, blocked: 0, unknown: 600 });
  });

  it('counts a sample from before midnight for as far as it reaches into the day', () => {
    const seconds = weighSamples(
      [sampleAt(midnight - 2 * minute, 'down')],
      midnight,
      midnight + 10 * minute,
      5 * minute,
    );
    expect(seconds).toMatchObject({ down: 180, unknown: 420 });
  });

  it('gives the seconds of the whole period, no more and no fewer, for any samples', () => {
    fc.assert(
      fc.property(samples, gap, period, (looks, maxGap, [from, until]) => {
        const weighed = milliseconds(weighSamples(looks, from, until, maxGap));
        expect(sum(weighed)).toBe(until - from);
        expect(Math.min(...weighed)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('does not care for the order of the samples', () => {
    fc.assert(
      fc.property(
        samples.chain((looks) =>
          fc.tuple(
            fc.constant(looks),
            fc.shuffledSubarray([...looks], { minLength: looks.length, maxLength: looks.length }),
          ),
        ),
        gap,
        period,
        ([looks, shuffled], maxGap, [from, until]) => {
          expect(weighSamples(shuffled, from, until, maxGap)).toEqual(weighSamples(looks, from, until, maxGap));
        },
      ),
    );
  });

  it('adds up when the period is split at any instant', () => {
    fc.assert(
      fc.property(
        samples,
        gap,
        period,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (looks, maxGap, [from, until], at) => {
          const middle = from + Math.floor((until - from) * at);
          const whole = milliseconds(weighSamples(looks, from, until, maxGap));
          const first = milliseconds(weighSamples(looks, from, middle, maxGap));
          const second = milliseconds(weighSamples(looks, middle, until, maxGap));
          expect(first.map((ms, index) => ms + second[index]!)).toEqual(whole);
        },
      ),
    );
  });
});

describe('availabilityOf', () => {
  it('is null when neither up nor down was seen, never invented', () => {
    expect(availabilityOf({ up: 0, degraded: 10, down: 0, blocked: 10, unknown: 10 })).toBeNull();
  });

  it('is the share of up in up and down alone', () => {
    expect(availabilityOf({ up: 30, degraded: 500, down: 10, blocked: 500, unknown: 500 })).toBe(0.75);
  });

  it('is from 0 to 1 for any samples', () => {
    fc.assert(
      fc.property(samples, gap, period, (looks, maxGap, [from, until]) => {
        const share = availabilityOf(weighSamples(looks, from, until, maxGap));
        if (share !== null) expect(share >= 0 && share <= 1).toBe(true);
      }),
    );
  });
});
