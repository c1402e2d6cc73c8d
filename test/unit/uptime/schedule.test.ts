import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { everyMsOf, isTurn, looksIn, paceOf, spreadOf } from '../../../shared/domain/uptime/schedule.ts';

const minute = 60_000;
const slotMs = 5 * minute;
const slotAt = Date.UTC(2026, 10, 23, 8);
const id = fc.stringMatching(/^[0-9a-f]{20}$/);

describe('looksIn', () => {
  it('looks once in a slot, early enough to confirm what fails', () => {
    fc.assert(
      fc.property(id, fc.nat(100_000), (name, slot) => {
        const looks = looksIn(slot * slotMs, { id: name }, slotMs);
        expect(looks).toHaveLength(1);
        expect(looks[0]).toBeGreaterThanOrEqual(0);
        expect(looks[0]).toBeLessThan(slotMs - 75_000);
      }),
    );
  });

  it('looks at the same place of every slot', () => {
    fc.assert(
      fc.property(id, fc.nat(100_000), (name, slot) => {
        expect(looksIn(slot * slotMs, { id: name }, slotMs)).toEqual(looksIn(0, { id: name }, slotMs));
      }),
    );
  });

  it('spreads endpoints over the slot', () => {
    const places = Array.from({ length: 2000 }, (_, index) => looksIn(slotAt, { id: `e${index}` }, slotMs)[0] ?? 0);
    const quarter = spreadOf(slotMs) / 4;
    for (const part of [0, 1, 2, 3]) {
      const here = places.filter((place) => Math.floor(place / quarter) === part);
      expect(here.length).toBeGreaterThan(400);
    }
  });

  it('looks as often as an endpoint asks for, every so many slots or several times in one', () => {
    const count = (everyMs: number): number =>
      Array.from({ length: 12 }, (_, slot) => looksIn(slotAt + slot * slotMs, { id: 'a', everyMs }, slotMs)).flat()
        .length;
    expect(count(60 * minute)).toBe(1);
    expect(count(30 * minute)).toBe(2);
    expect(count(10 * minute)).toBe(6);
    expect(count(5 * minute)).toBe(12);
    expect(count(2 * minute)).toBe(24);
    expect(count(minute)).toBe(48);
  });

  it('leaves no gap over twice the pace between two looks', () => {
    fc.assert(
      fc.property(id, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 30 }), (name, every, length) => {
        const slot = length * minute;
        const endpoint = { id: name, everyMs: every * minute };
        const slots = Array.from({ length: Math.ceil(240 / length) }, (_, index) => index * slot);
        const looks = slots.flatMap((at) => looksIn(at, endpoint, slot).map((offset) => at + offset));
        const gaps = looks.slice(1).map((at, index) => at - (looks[index] ?? 0));
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
