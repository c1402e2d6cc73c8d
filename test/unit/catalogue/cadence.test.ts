import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { waitAfterAnswer, waitAfterFailure } from '../../../shared/domain/catalogue/cadence.ts';

const hour = 3_600_000;
const day = 24 * hour;
const seed = fc.string();
const age = fc.integer({ min: 0, max: 10 * 365 * day });
const failures = fc.integer({ min: 1, max: 1_000_000 });
const kind = fc.constantFrom('transient', 'permanent', 'ours');

describe('waitAfterAnswer', () => {
  it('visits within the hour after a change, and about once a day after two weeks without one', () => {
    expect(waitAfterAnswer(0, 'a')).toBeLessThanOrEqual(hour);
    expect(waitAfterAnswer(14 * day, 'a')).toBeGreaterThanOrEqual(0.9 * day);
  });

  it('is a whole number of milliseconds between most of an hour and a day', () => {
    fc.assert(
      fc.property(age, seed, (since, name) => {
        const wait = waitAfterAnswer(since, name);
        expect(Number.isInteger(wait)).toBe(true);
        expect(wait).toBeGreaterThanOrEqual(0.9 * hour);
        expect(wait).toBeLessThanOrEqual(day);
      }),
    );
  });

  it('never gets shorter as the last change gets older', () => {
    fc.assert(
      fc.property(age, age, seed, (one, other, name) => {
        const [younger, older] = [Math.min(one, other), Math.max(one, other)];
        expect(waitAfterAnswer(younger, name)).toBeLessThanOrEqual(waitAfterAnswer(older, name));
      }),
    );
  });

  it('survives a clock that went back', () => {
    expect(waitAfterAnswer(-day, 'a')).toBe(waitAfterAnswer(0, 'a'));
  });

  it('plans the same for the same source, and spreads different ones', () => {
    expect(waitAfterAnswer(day, 'a')).toBe(waitAfterAnswer(day, 'a'));
    const waits = Array.from({ length: 50 }, (_, index) => waitAfterAnswer(0, `source-${index}`));
    expect(new Set(waits).size).toBeGreaterThan(40);
  });
});

describe('waitAfterFailure', () => {
  it.each([
    ['transient', 5 * 60_000, 6 * hour],
    ['permanent', hour, day],
    ['ours', 5 * 60_000, 15 * 60_000],
  ] as const)('after a failure that is %s begins and ends where its class says', (name, first, most) => {
    const begin = waitAfterFailure(1, name, 0, 'a');
    const end = waitAfterFailure(1000, name, 0, 'a');
    expect(begin >= 0.9 * first && begin <= first).toBe(true);
    expect(end >= 0.9 * most && end <= most).toBe(true);
  });

  it('is finite, never gets shorter with more failures, and never under what the publisher asked for', () => {
    fc.assert(
      fc.property(failures, failures, kind, fc.nat(2 * day), seed, (one, other, name, atLeast, id) => {
        const wait = waitAfterFailure(Math.min(one, other), name, atLeast, id);
        expect(wait).toBeLessThanOrEqual(waitAfterFailure(Math.max(one, other), name, atLeast, id));
        expect(wait).toBeGreaterThanOrEqual(atLeast);
        expect(wait).toBeLessThanOrEqual(Math.max(day, atLeast));
      }),
    );
  });
});
