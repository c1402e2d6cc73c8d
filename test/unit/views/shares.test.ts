import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundedDown, roundedUp } from '../../../shared/views/shares.ts';

describe('a share', () => {
  it('is never rounded past itself, but where that were all or none, nor further than the last digit', () => {
    const whole = fc.integer({ min: 1, max: 2 ** 52 });
    fc.assert(
      fc.property(whole, whole, fc.integer({ min: 1, max: 9 }), (one, other, decimals) => {
        const share = one / (one + other);
        const [down, up] = [roundedDown(share, decimals), roundedUp(share, decimals)];
        const least = Number((10 ** -decimals).toFixed(decimals));
        expect(down <= share || down === least).toBe(true);
        expect(share <= up || up === Number((1 - least).toFixed(decimals))).toBe(true);
        expect(Math.abs(up - down)).toBeLessThan(1.001 * least);
        expect([down, up]).toEqual([down, up].map((figure) => Number(figure.toFixed(decimals))));
      }),
    );
  });

  it('is all or none of a whole only when it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 2 ** 52 }), fc.integer({ min: 1, max: 9 }), (whole, decimals) => {
        expect(roundedDown((whole - 1) / whole, decimals)).toBeLessThan(1);
        expect(roundedUp((whole - 1) / whole, decimals)).toBeLessThan(1);
        expect(roundedUp(1 / whole, decimals)).toBeGreaterThan(0);
        expect(roundedDown(1 / whole, decimals)).toBeGreaterThan(0);
      }),
    );
    expect([0, 1].map((share) => [roundedDown(share, 9), roundedUp(share, 9)])).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });

  it('of few digits stays as it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (parts) => {
        expect([roundedDown(parts / 10_000, 4), roundedUp(parts / 10_000, 4)]).toEqual([
          parts / 10_000,
          parts / 10_000,
        ]);
      }),
    );
  });
});
