import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  happenedFrom,
  happeningLists,
  happeningNames,
  happeningsByDay,
  nothingHappened,
  sumHappenings,
} from '../../../shared/domain/figures/happenings.ts';
import type { Happenings } from '../../../shared/domain/figures/snapshot.ts';

const counts = fc.record(
  Object.fromEntries(happeningNames.map((name) => [name, fc.nat(50)])),
) as fc.Arbitrary<Happenings>;
const dayOf = (number: number): string => `2026-11-${String(number).padStart(2, '0')}`;
const byDay = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 30 }), counts), { selector: ([day]) => day });

describe('what happened', () => {
  it('adds up over days, whatever the order and wherever they are parted', () => {
    fc.assert(
      fc.property(byDay, fc.integer({ min: 1, max: 30 }), (days, at) => {
        const told = new Map(days.map(([day, happened]) => [dayOf(day), happened]));
        const whole = happenedFrom(told, dayOf(1), dayOf(30));
        const parts = [happenedFrom(told, dayOf(1), dayOf(at)), happenedFrom(told, dayOf(at + 1), dayOf(30))];
        expect(sumHappenings(parts)).toEqual(whole);
        expect(whole).toEqual(sumHappenings(days.toReversed().map(([, happened]) => happened)));
      }),
    );
  });

  it('of a day is what each list has of it', () => {
    const none = new Map<string, number>();
    const told = happeningsByDay({
      breaking: new Map([['2026-11-25', 2]]),
      published: new Map([['2026-11-26', 1]]),
      withdrawn: none,
      incidentsOpened: new Map([['2026-11-25', 5]]),
      incidentsClosed: none,
    });
    expect([...told]).toEqual([
      ['2026-11-25', { ...nothingHappened, breaking: 2, incidentsOpened: 5 }],
      ['2026-11-26', { ...nothingHappened, published: 1 }],
    ]);
    expect(happenedFrom(told, '2026-11-27', '2026-11-30')).toEqual(nothingHappened);
  });

  it('is counted from the lists that readers are shown', () => {
    expect(happeningLists).toEqual({
      breaking: { level: 'breaking' },
      published: { level: 'info', kind: 'api.published' },
      withdrawn: { level: 'breaking', kind: 'api.withdrawn' },
      incidentsOpened: { level: 'warning', kind: 'incident.opened' },
      incidentsClosed: { level: 'info', kind: 'incident.closed' },
    });
  });
});
