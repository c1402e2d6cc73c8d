import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writtenFailing } from '../../../../../shared/views/pages/figures/figure-values.ts';

describe('how many fail a rule', () => {
  it.each([
    [1, 3, '33.4%'],
    [1, 100_000, '0.1%'],
    [99_999, 100_000, '99.9%'],
    [0, 12, '0%'],
    [12, 12, '100%'],
  ])('is written with one decimal: %i of %i', (failing, applies, told) => {
    expect(writtenFailing(failing, applies, 'en')).toBe(told);
  });

  it('is not said where the rule applies to nothing', () => {
    expect(writtenFailing(0, 0, 'it')).toBeUndefined();
  });

  it('is never none of some, nor all of nearly all', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30_000 }), fc.nat(30_000), (failing, others) => {
        const told = writtenFailing(failing, failing + others, 'en');
        expect(told).not.toBe('0%');
        expect(told === '100%').toBe(others === 0);
      }),
    );
  });
});
