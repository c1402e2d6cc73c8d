import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { always, dateOf, dayMs, type FiguresOfDay, timeOf } from '../../../shared/domain/uptime/availability.ts';
import { hiddenShareOf, knownShareOf } from '../../../shared/domain/uptime/known-share.ts';

const start = Date.parse('2026-11-01T00:00:00.000Z');

const dayOf = (index: number, known = dayMs, unknown = dayMs - known): FiguresOfDay => ({
  date: dateOf(start + index * dayMs),
  until: new Date(start + index * dayMs + known + unknown).toISOString(),
  ms: timeOf((verdict) => (verdict === 'up' ? known : verdict === 'unknown' ? unknown : 0)),
  looks: 1,
  counted: 1,
  answered: 1,
  prompt: 1,
  latency: {},
});

const now = start + 10 * dayMs;
const since = (ms: number) => ({ ...always, sinceMs: ms });

describe('the share of time of which something is known', () => {
  it('is all of it when somebody looked on every day', () => {
    const days = Array.from({ length: 10 }, (_, index) => dayOf(index));
    expect(knownShareOf(days, since(start), start, now)).toBe(1);
  });

  it('counts days on which nobody looked', () => {
    expect(knownShareOf([dayOf(0), dayOf(4)], since(start), start, now)).toBeCloseTo(0.2);
  });

  it('counts only what it was watched', () => {
    expect(knownShareOf([dayOf(8), dayOf(9)], since(start + 8 * dayMs), start, now)).toBe(1);
    const retired = { sinceMs: start, untilMs: start + 2 * dayMs };
    expect(knownShareOf([dayOf(0), dayOf(1)], retired, start, now)).toBe(1);
  });

  it('begins with the first day known where it is not noted since when it is watched', () => {
    expect(knownShareOf([dayOf(5), dayOf(9)], always, start, now)).toBeCloseTo(0.4);
  });

  it('takes the day under way as far as it is accounted for', () => {
    const half = dayOf(10, dayMs / 4, 0);
    expect(knownShareOf([half], since(start + 10 * dayMs), start, now + dayMs / 2)).toBe(1);
  });

  it('is not said of no time at all', () => {
    expect(knownShareOf([], since(start), start, now)).toBeNull();
    expect(knownShareOf([dayOf(0)], since(now + dayMs), start, now)).toBeNull();
  });

  it('is a share, whatever there is of days', () => {
    const days = fc.uniqueArray(fc.nat(9), { maxLength: 10 }).map((found) => found.sort((a, b) => a - b));
    fc.assert(
      fc.property(days, fc.nat(dayMs), fc.nat(20), (found, known, first) => {
        const share = knownShareOf(
          found.map((index) => dayOf(index, known)),
          since(start + first * dayMs),
          start,
          now,
        );
        if (share === null) return;
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('the share of time that a firewall hides', () => {
  const hiddenOn = (index: number, blocked: number): FiguresOfDay => ({
    ...dayOf(index),
    ms: timeOf((verdict) => (verdict === 'blocked' ? blocked : verdict === 'up' ? dayMs - blocked : 0)),
  });

  it('is of all the time it was watched, days on which nobody looked too', () => {
    expect(hiddenShareOf([hiddenOn(0, dayMs), hiddenOn(4, dayMs / 2)], since(start), start, now)).toBeCloseTo(0.15);
  });

  it('is none where nothing is hidden, and not said of no time at all', () => {
    expect(hiddenShareOf([dayOf(0)], since(start), start, now)).toBe(0);
    expect(hiddenShareOf([], since(start), start, now)).toBeNull();
  });

  it('is never more than what is known', () => {
    fc.assert(
      fc.property(fc.nat(dayMs), fc.nat(9), (blocked, index) => {
        const asked = [[hiddenOn(index, blocked)], since(start), start, now] as const;
        expect(hiddenShareOf(...asked)!).toBeLessThanOrEqual(knownShareOf(...asked)!);
      }),
    );
  });
});
