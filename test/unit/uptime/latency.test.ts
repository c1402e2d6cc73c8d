import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bucketOf,
  countLatency,
  mergeHistograms,
  noLatencies,
  quantile,
} from '../../../shared/domain/uptime/latency.ts';

const durations = fc.array(fc.integer({ min: 0, max: 120_000 }), { minLength: 1, maxLength: 300 });
const share = fc.double({ min: 0.001, max: 1, noNaN: true });
const shares = [0.01, 0.25, 0.5, 0.9, 0.99, 1];
const quantilesOf = (histogram: ReturnType<typeof countLatency>) => shares.map((q) => quantile(histogram, q));

describe('bucketOf', () => {
  it('rises with the duration, from 0', () => {
    let last = 0;
    for (let ms = 0; ms <= 70_000; ms += 1) {
      if (bucketOf(ms) < last) expect.fail(`${ms}`);
      last = bucketOf(ms);
    }
    expect([bucketOf(0), bucketOf(1), bucketOf(2)]).toEqual([0, 0, 8]);
  });
});

describe('quantile', () => {
  it('is within 5 % of the exact one, by nearest rank', () => {
    fc.assert(
      fc.property(durations, share, (all, q) => {
        const exact = all.toSorted((a, b) => a - b)[Math.ceil(q * all.length) - 1]!;
        const found = quantile(countLatency(all), q)!;
        expect(Math.abs(found - exact)).toBeLessThanOrEqual(exact === 0 ? 1 : exact * 0.05);
      }),
    );
  });

  it('is within 5 % of any duration up to a minute that is alone', () => {
    for (let ms = 1; ms <= 60_000; ms += 1) {
      const found = quantile(countLatency([ms]), 0.5)!;
      if (Math.abs(found - ms) > ms * 0.05) expect.fail(`${found} for ${ms}`);
    }
  });

  it('is null when nothing was counted', () => {
    expect(quantile(noLatencies, 0.5)).toBeNull();
    expect(quantile(countLatency([]), 0.9)).toBeNull();
  });
});

describe('mergeHistograms', () => {
  it('gives the same quantiles in any order and any grouping', () => {
    fc.assert(
      fc.property(
        fc
          .array(durations, { minLength: 1, maxLength: 12 })
          .chain((parts) =>
            fc.tuple(
              fc.constant(parts),
              fc.shuffledSubarray(parts, { minLength: parts.length, maxLength: parts.length }),
              fc.nat(parts.length),
            ),
          ),
        ([parts, shuffled, cut]) => {
          const whole = countLatency(parts.flat());
          const histograms = shuffled.map(countLatency);
          const grouped = mergeHistograms([
            mergeHistograms(histograms.slice(cut)),
            mergeHistograms(histograms.slice(0, cut)),
          ]);
          expect(mergeHistograms(histograms)).toEqual(whole);
          expect(grouped).toEqual(whole);
          expect(quantilesOf(grouped)).toEqual(quantilesOf(whole));
        },
      ),
    );
  });
});
