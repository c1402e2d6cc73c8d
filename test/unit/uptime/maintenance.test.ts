import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { announcementOf, type Maintenance, wasAnnounced } from '../../../shared/domain/uptime/maintenance.ts';

const at = (hour: number): string => new Date(Date.UTC(2026, 10, 23) + hour * 3_600_000).toISOString();
const window = (from: number, until: number) => ({ from: at(from), until: at(until) });

/** `announced`: the hours of announcements, each with its windows, in order. */
const heldAfter = (...announced: readonly (readonly [hour: number, ...windows: ReturnType<typeof window>[]])[]) =>
  announced.reduce<Maintenance | undefined>(
    (known, [hour, ...windows]) => announcementOf(known, 'a', windows, at(hour)),
    undefined,
  )?.held ?? [];

describe('an incident', () => {
  it('falls into maintenance that had been announced before it began', () => {
    const held = heldAfter([0, window(10, 12)]);
    expect(wasAnnounced(held, at(11), at(13))).toBe(true);
    expect(wasAnnounced(held, at(9), at(11))).toBe(true);
    expect(wasAnnounced(held, at(12), at(13))).toBe(false);
    expect(wasAnnounced(held, at(9), at(10))).toBe(false);
  });

  it('does not fall into maintenance that was announced when or after it began', () => {
    expect(wasAnnounced(heldAfter([9, window(10, 12)]), at(9), at(11))).toBe(false);
    expect(wasAnnounced(heldAfter([11, window(10, 14)]), at(10.5), at(13))).toBe(false);
  });

  it('does not fall into what was taken back before, but into what was in force when it began', () => {
    expect(wasAnnounced(heldAfter([0, window(10, 12)], [8]), at(11), at(12))).toBe(false);
    const taken = heldAfter([0, window(10, 14)], [11]);
    expect(wasAnnounced(taken, at(10.5), at(12))).toBe(true);
    expect(wasAnnounced(taken, at(11), at(12))).toBe(false);
  });

  it('falls into a window that was made longer as into what it had been, or since then', () => {
    const held = heldAfter([0, window(10, 12)], [11, window(10, 14)]);
    expect(wasAnnounced(held, at(10.5), at(11))).toBe(true);
    expect(wasAnnounced(held, at(12), at(13))).toBe(true);
  });

  it('that is closed is told the same whatever is announced later', () => {
    const windows = fc.array(
      fc
        .tuple(fc.integer({ min: 0, max: 48 }), fc.integer({ min: 1, max: 12 }))
        .map(([from, hours]) => window(from, from + hours)),
      { maxLength: 4 },
    );
    const announced = fc.array(fc.tuple(fc.integer({ min: 0, max: 48 }), windows), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(announced, fc.integer({ min: 0, max: 47 }), fc.integer({ min: 1, max: 24 }), (all, opened, lasts) => {
        const inOrder = all.toSorted(([one], [other]) => one - other).map(([hour, each]) => [hour, ...each] as const);
        const closed = opened + lasts;
        const flagOf = (some: typeof inOrder) => wasAnnounced(heldAfter(...some), at(opened), at(closed));
        expect(flagOf(inOrder)).toBe(flagOf(inOrder.filter(([hour]) => hour < closed)));
      }),
    );
  });
});

describe('what was announced', () => {
  it('is kept of the last hundred windows, those ahead first of all', () => {
    const hourly = Array.from({ length: 150 }, (_, hour) => [hour, window(hour, hour + 1), window(900, 901)] as const);
    const held = heldAfter(...hourly);
    expect(held).toHaveLength(100);
    expect(held.at(-1)).toEqual({ ...window(900, 901), announcedAt: at(0) });
    expect(held.at(-2)).toEqual({ ...window(149, 150), announcedAt: at(149) });
  });
});
