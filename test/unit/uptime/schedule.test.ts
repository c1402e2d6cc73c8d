import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  confirmationOf,
  everyMsOf,
  isTurn,
  looksIn,
  paceOf,
  spreadOf,
} from '../../../shared/domain/uptime/schedule.ts';

const minute = 60_000;
const slotMs = 5 * minute;
const slotAt = Date.UTC(2026, 10, 23, 8);
const id = fc.stringMatching(/^[0-9a-f]{20}$/);

/** A run that begins with its slot and has all the time. */
const inTime = (slot: number, length = slotMs) => spreadOf(slot, length, slot, Number.MAX_SAFE_INTEGER);
const looks = (slot: number, endpoint: { id: string; everyMs?: number }, length = slotMs): readonly number[] =>
  looksIn(slot, endpoint, length, inTime(slot, length));

describe('spreadOf', () => {
  const whole = fc.record({
    slot: fc.nat(100_000).map((count) => count * slotMs),
    late: fc.nat(slotMs - 1),
    limit: fc.integer({ min: 120_000, max: 900_000 }),
  });

  it('begins with the run and leaves time to confirm what fails last, before slot and deadline are over', () => {
    fc.assert(
      fc.property(whole, ({ slot, late, limit }) => {
        const { fromMs, lengthMs } = spreadOf(slot, slotMs, slot + late, slot + late + limit);
        expect(fromMs).toBe(slot + late);
        expect(lengthMs).toBeGreaterThanOrEqual(15_000);
        const end = Math.min(slot + slotMs, slot + late + limit);
        expect(lengthMs === 15_000 || fromMs + lengthMs + 95_000 <= end).toBe(true);
      }),
    );
  });

  it('is most of a slot of five minutes, and a quarter of one of a minute', () => {
    expect(inTime(slotAt).lengthMs).toBe(205_000);
    expect(inTime(slotAt, minute).lengthMs).toBe(15_000);
  });
});

describe('confirmationOf', () => {
  it('is of the settings: what a slot is left at the default ones', () => {
    const left = confirmationOf(10_000, [1000, 3000, 6000], 10_000);
    expect(left).toBe(95_000);
    expect(spreadOf(slotAt, slotMs, slotAt, Number.MAX_SAFE_INTEGER)).toEqual(
      spreadOf(slotAt, slotMs, slotAt, Number.MAX_SAFE_INTEGER, left),
    );
    expect(confirmationOf(20_000, [0, 0, 0], 10_000)).toBe(155_000);
  });
});

describe('looksIn', () => {
  it('looks once in a slot, within its spread', () => {
    fc.assert(
      fc.property(id, fc.nat(100_000), fc.nat(slotMs - 1), (name, count, late) => {
        const spread = spreadOf(count * slotMs, slotMs, count * slotMs + late, Number.MAX_SAFE_INTEGER);
        const [at = 0, ...others] = looksIn(count * slotMs, { id: name }, slotMs, spread);
        expect(others).toEqual([]);
        expect(at).toBeGreaterThanOrEqual(spread.fromMs);
        expect(at).toBeLessThan(spread.fromMs + spread.lengthMs);
      }),
    );
  });

  it('looks at the same place of every slot', () => {
    fc.assert(
      fc.property(id, fc.nat(100_000), (name, count) => {
        expect(looks(count * slotMs, { id: name })).toEqual(looks(0, { id: name }).map((at) => at + count * slotMs));
      }),
    );
  });

  it('spreads endpoints over the slot', () => {
    const places = Array.from({ length: 2000 }, (_, index) => (looks(slotAt, { id: `e${index}` })[0] ?? 0) - slotAt);
    const quarter = inTime(slotAt).lengthMs / 4;
    for (const part of [0, 1, 2, 3]) {
      const here = places.filter((place) => Math.floor(place / quarter) === part);
      expect(here.length).toBeGreaterThan(400);
    }
  });

  it('looks as often as an endpoint asks for, every so many slots or several times in one', () => {
    const count = (everyMs: number): number =>
      Array.from({ length: 12 }, (_, slot) => looks(slotAt + slot * slotMs, { id: 'a', everyMs })).flat().length;
    expect(count(60 * minute)).toBe(1);
    expect(count(30 * minute)).toBe(2);
    expect(count(10 * minute)).toBe(6);
    expect(count(5 * minute)).toBe(12);
    expect(count(2 * minute)).toBe(24);
    expect(count(minute)).toBe(36);
  });

  it('leaves no gap over twice the pace between two looks', () => {
    fc.assert(
      fc.property(id, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 30 }), (name, every, length) => {
        const slot = length * minute;
        const endpoint = { id: name, everyMs: every * minute };
        const slots = Array.from({ length: Math.ceil(240 / length) }, (_, index) => index * slot);
        const times = slots.flatMap((at) => looks(at, endpoint, slot));
        const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
        expect(Math.max(0, ...gaps)).toBeLessThanOrEqual(2 * paceOf(endpoint, slot));
      }),
    );
  });
});

describe('everyMsOf', () => {
  it('takes what is asked between a minute and an hour', () => {
    expect([1, 60, 300, 3600, 86_400].map(everyMsOf)).toEqual([60_000, 60_000, 300_000, 3_600_000, 3_600_000]);
    expect(everyMsOf(undefined)).toBeUndefined();
  });
});

describe('isTurn', () => {
  it('comes once in as many slots', () => {
    fc.assert(
      fc.property(id, fc.integer({ min: 1, max: 50 }), (name, turns) => {
        const slots = Array.from({ length: turns }, (_, index) => slotAt + index * slotMs);
        expect(slots.filter((at) => isTurn(name, at, slotMs, turns * slotMs))).toHaveLength(1);
      }),
    );
  });
});
