import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nothingHappened, sumHappenings } from '../../../shared/domain/figures/happenings.ts';
import { firstDayOf, lastDayOf, quarterOf } from '../../../shared/domain/figures/quarter.ts';
import type { Happenings, QuarterFigures, Snapshot } from '../../../shared/domain/figures/snapshot.ts';
import {
  advanceFigures,
  asStored,
  countFrom,
  type FiguresUnderWay,
  frozenQuarterOf,
  isAhead,
  isDoubtful,
  isFresh,
  withDays,
} from '../../../shared/domain/figures/under-way.ts';
import { dateOf, dayMs, hourMs } from '../../../shared/domain/uptime/availability.ts';
import { sampleSnapshot } from '../../fixtures/sample-figures.ts';

/** A small history: what was told when, and what roll-ups made of it. */
class History {
  nowMs: number;
  readonly told: number[] = [];
  readonly snapshots = new Map<string, Snapshot>();
  readonly finished: Snapshot[] = [];
  readonly frozen: QuarterFigures[] = [];
  known: FiguresUnderWay | undefined;

  constructor(at = '2026-11-23T08:00:00.000Z') {
    this.nowMs = Date.parse(at);
  }

  to(at: string): this {
    this.nowMs = Date.parse(at);
    return this;
  }

  tell(): this {
    this.told.push(this.nowMs);
    return this;
  }

  /** As many breaking events as were told in the days. */
  happened(from: string, to: string): Happenings {
    const days = this.told.map(dateOf).filter((day) => day >= from && day <= to);
    return { ...nothingHappened, breaking: days.length };
  }

  roll(more: Partial<Snapshot> = {}): this {
    const date = dateOf(this.nowMs);
    const { happened: _, ...next } = sampleSnapshot(date, { computedAt: new Date(this.nowMs).toISOString(), ...more });
    const from = countFrom(this.known, this.nowMs);
    const days = new Set(this.told.map(dateOf).filter((day) => day >= from));
    const counts = new Map([...days].map((day) => [day, this.happened(day, day)]));
    const advance = advanceFigures(this.known, next, counts);
    this.known = advance.underWay;
    this.snapshots.set(date, advance.underWay.today);
    this.finished.push(...advance.finished);
    this.frozen.push(...advance.frozen);
    return this;
  }
}

type Step = { readonly does: 'tell' | 'roll'; readonly afterMs: number };
const steps = fc.array(
  fc.record({
    does: fc.constantFrom('tell', 'roll'),
    afterMs: fc.oneof(
      fc.integer({ min: 0, max: hourMs }),
      fc.integer({ min: 0, max: 3 * dayMs }),
      fc.integer({ min: 0, max: 120 * dayMs }),
    ),
  }) as fc.Arbitrary<Step>,
  { minLength: 1, maxLength: 40 },
);

function live(all: readonly Step[]): History {
  const history = new History();
  for (const { does, afterMs } of all) {
    history.nowMs += afterMs;
    history[does]();
  }
  return history;
}

describe('figures under way, whatever is told and whenever roll-ups run', () => {
  it('finish each day with a roll-up once, as the last one left it, with all that was told on it; no other day', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const history = live([...all, { does: 'roll', afterMs: 2 * dayMs }]);
        const days = [...history.snapshots.keys()].filter((date) => date < dateOf(history.nowMs));
        expect(history.finished.map(({ date }) => date)).toEqual(days);
        for (const { happened, ...finished } of history.finished) {
          const { happened: _, ...last } = history.snapshots.get(finished.date)!;
          expect(finished).toEqual(last);
          expect(happened).toEqual(history.happened(finished.date, finished.date));
        }
      }),
    );
  });

  it('know the month so far, the days without a roll-up too', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { known, ...history } = live([...all, { does: 'roll', afterMs: 0 }]);
        const date = dateOf(history.nowMs);
        const days = history.told.map(dateOf).filter((day) => day.startsWith(date.slice(0, 7)));
        expect(known?.month).toEqual({ month: date.slice(0, 7), ...nothingHappened, breaking: days.length });
        expect(known?.today.happened.breaking).toBe(days.filter((day) => day === date).length);
      }),
    );
  });

  it('freeze a quarter once, from its last finished day, with all that was told in it from the first roll-up’s quarter on', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const history = live([...all, { does: 'roll', afterMs: 100 * dayMs }]);
        const over = history.finished.filter(({ date }) => lastDayOf(quarterOf(date)) < dateOf(history.nowMs - hourMs));
        const quarters = [...new Set(over.map(({ date }) => quarterOf(date)))];
        expect(history.frozen.map(({ quarter }) => quarter)).toEqual(quarters);
        for (const { quarter, snapshot, happened } of history.frozen) {
          expect(snapshot).toEqual(history.finished.findLast(({ date }) => quarterOf(date) === quarter));
          expect(happened).toEqual(history.happened(firstDayOf(quarter), lastDayOf(quarter)));
        }
        expect(history.known?.quarters.map(({ quarter }) => quarter)).toEqual(quarters);
      }),
    );
  });

  it('hold little, however long they are under way', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { known } = live([...all, { does: 'roll', afterMs: 0 }]);
        expect(known?.unsettled.length).toBeLessThanOrEqual(1);
        expect(known?.months.length).toBeLessThanOrEqual(6);
      }),
    );
  });

  it('are the same from the same', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { known, nowMs } = live([...all, { does: 'roll', afterMs: 0 }]);
        const again = live([...all, { does: 'roll', afterMs: 0 }, { does: 'roll', afterMs: 0 }]);
        expect(again.known).toEqual(known);
        expect(isAhead(known!, nowMs)).toBe(false);
      }),
    );
  });
});

describe('what is told near midnight', () => {
  it('is of its day, also when the next roll-up runs on the next day', () => {
    const history = new History('2026-11-25T23:40:00.000Z').roll();
    history.to('2026-11-25T23:59:59.999Z').tell();
    history.to('2026-11-26T00:00:00.000Z').tell();
    history.to('2026-11-26T00:20:00.000Z').roll();
    expect(history.known?.unsettled).toMatchObject([{ date: '2026-11-25', happened: { breaking: 1 } }]);
    expect(history.finished).toEqual([]);
    history.to('2026-11-26T01:00:00.000Z').roll();
    expect(history.finished).toMatchObject([{ date: '2026-11-25', happened: { breaking: 1 } }]);
    expect(history.known).toMatchObject({
      today: { happened: { breaking: 1 } },
      month: { breaking: 2 },
      unsettled: [],
    });
  });

  it('is of its month and its quarter', () => {
    const history = new History('2026-09-30T23:40:00.000Z').roll();
    history.to('2026-09-30T23:59:00.000Z').tell().to('2026-10-01T00:01:00.000Z').tell();
    history.to('2026-10-01T00:10:00.000Z').roll();
    expect(history.frozen).toEqual([]);
    expect(history.known?.month).toMatchObject({ month: '2026-10', breaking: 1 });
    history.to('2026-10-01T01:10:00.000Z').roll();
    expect(history.frozen).toMatchObject([
      { quarter: '2026-Q3', snapshot: { date: '2026-09-30' }, happened: { breaking: 1 } },
    ]);
  });
});

describe('a clock that is put back', () => {
  it('by days: what is to come is no longer meant, the day goes on, and nothing is counted twice', () => {
    const history = new History('2026-11-25T10:00:00.000Z').tell().roll();
    history.to('2027-01-05T10:00:00.000Z').tell().roll();
    expect(history.frozen.map(({ quarter }) => quarter)).toEqual(['2026-Q4']);
    history.to('2026-11-25T11:00:00.000Z').tell().roll();
    expect(history.known).toMatchObject({
      today: { date: '2026-11-25', happened: { breaking: 2 } },
      month: { breaking: 2 },
      unsettled: [],
      quarters: [],
      doubtful: { from: '2026-11-25', to: '2027-01-05' },
    });
    history.to('2026-11-26T10:00:00.000Z').roll();
    expect(history.finished.at(-1)).toMatchObject({ date: '2026-11-25', happened: { breaking: 2 } });
    expect(isDoubtful(history.known!, '2026-11-25')).toBe(true);
    expect(isDoubtful(history.known!, '2026-11-24')).toBe(false);
    history.to('2027-01-01T02:00:00.000Z').roll();
    expect(history.frozen.at(-1)).toMatchObject({ quarter: '2026-Q4', snapshot: { date: '2026-11-26' } });
    expect(isDoubtful(history.known!, '2026-12-31')).toBe(true);
  });

  it('by days, while another day is not settled: that one is finished still', () => {
    const history = new History('2026-11-25T10:00:00.000Z').tell().roll();
    history.to('2026-11-26T00:30:00.000Z').roll();
    history.to('2026-11-27T00:10:00.000Z').roll();
    history.to('2026-11-26T00:40:00.000Z').roll();
    history.to('2026-11-27T10:00:00.000Z').roll();
    expect(history.finished.map(({ date }) => date)).toEqual(['2026-11-25', '2026-11-26']);
    expect(history.known?.month.breaking).toBe(1);
  });

  it('by minutes around the hour in which a day settles: nothing is counted twice', () => {
    const history = new History('2026-11-25T10:00:00.000Z').tell().roll();
    history.to('2026-11-26T01:00:10.000Z').roll();
    history.to('2026-11-26T00:59:50.000Z').roll();
    history.to('2026-11-26T01:20:00.000Z').roll();
    expect(history.finished.map(({ date }) => date)).toEqual(['2026-11-25']);
    expect(history.known?.month.breaking).toBe(1);
    expect(history.known).not.toHaveProperty('doubtful');
  });

  it('and forth leaves what is known of its range', () => {
    const history = new History('2026-11-25T10:00:00.000Z').roll();
    history.to('2026-12-05T10:00:00.000Z').roll().to('2026-11-25T11:00:00.000Z').roll();
    history.to('2026-11-30T10:00:00.000Z').roll().to('2026-11-26T11:00:00.000Z').roll();
    expect(history.known?.doubtful).toEqual({ from: '2026-11-25', to: '2026-12-05' });
  });
});

describe('figures that stay the same', () => {
  const known = () => new History('2026-11-25T10:00:00.000Z').roll().known!;
  const later = (at: string, more: Partial<Snapshot> = {}): FiguresUnderWay => new History(at).roll(more).known!;

  it('are fresh for an hour', () => {
    expect(isFresh(known(), later('2026-11-25T10:59:59.999Z'))).toBe(true);
    expect(isFresh(known(), later('2026-11-25T11:00:00.000Z'))).toBe(false);
  });

  it('are not when they were made by a clock that was ahead', () => {
    expect(isFresh(known(), later('2026-11-25T09:59:59.000Z'))).toBe(false);
  });

  it.each([
    ['of another count', later('2026-11-25T10:10:00.000Z', { openIncidents: 7 })],
    ['of another day', later('2026-11-26T00:10:00.000Z')],
    ['with another month', { ...known(), month: { month: '2026-11', ...sumHappenings([]), breaking: 1 } }],
  ])('are others %s', (_, other) => {
    expect(isFresh(known(), other)).toBe(false);
  });
});

describe('a quarter', () => {
  it('is frozen in the end, once, though nothing was rolled up on its last day and little on the next', () => {
    const history = new History('2026-12-30T23:00:00.000Z').tell().roll();
    for (const at of ['2027-01-01T00:30:00.000Z', '2027-01-01T01:15:00.000Z', '2027-01-02T02:00:00.000Z'])
      history.to(at).roll();
    expect(history.frozen.map(({ quarter, snapshot }) => [quarter, snapshot.date])).toEqual([
      ['2026-Q4', '2026-12-30'],
    ]);
    expect(history.frozen[0]?.happened.breaking).toBe(1);
    expect(history.known?.quarters.map(({ quarter }) => quarter)).toEqual(['2026-Q4']);
  });

  it('is frozen an hour after its end, and not a minute before', () => {
    const history = new History('2026-12-30T23:00:00.000Z').roll().to('2027-01-01T00:59:00.000Z').roll();
    expect(history.frozen).toEqual([]);
    history.to('2027-01-01T01:00:00.000Z').roll();
    expect(history.frozen.map(({ quarter }) => quarter)).toEqual(['2026-Q4']);
  });

  it('of which a day has a snapshot is frozen once, whenever roll-ups come', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const history = live(all);
        // Two more days, so that all that is over is settled.
        for (const _ of [1, 2]) {
          history.nowMs += 2 * dayMs;
          history.roll();
        }
        const over = [...history.snapshots.keys()]
          .map(quarterOf)
          .filter((quarter) => lastDayOf(quarter) < dateOf(history.nowMs - hourMs));
        const frozen = history.frozen.map(({ quarter }) => quarter);
        expect([...frozen].sort()).toEqual([...new Set(over)].sort());
        for (const { quarter, happened } of history.frozen)
          expect(happened.breaking).toBe(history.happened(firstDayOf(quarter), lastDayOf(quarter)).breaking);
        const { quarters = [], months = [], countedUntil = '' } = history.known ?? {};
        expect(quarters.map(({ quarter }) => quarter)).toEqual(frozen);
        const daysCounted = history.told.map(dateOf).filter((day) => day < countedUntil);
        for (const { month, breaking } of months)
          expect(breaking).toBe(daysCounted.filter((day) => day.startsWith(month)).length);
      }),
    );
  });

  it('and its last day are on the row as they are stored, which may be by a run before', () => {
    const history = new History('2026-09-30T20:00:00.000Z').roll().to('2026-10-01T02:00:00.000Z').roll();
    const [day, frozen] = [history.finished.at(-1)!, history.frozen.at(-1)!];
    const storedDay = { ...day, openIncidents: 7 };
    const [counted] = withDays([frozen], [sampleSnapshot('2026-09-29'), storedDay]);
    expect(counted).toEqual({ ...frozen, snapshot: storedDay });
    expect(withDays([frozen], [])).toEqual([frozen]);
    const stored = { ...frozen, happened: { ...frozen.happened, breaking: 9 } };
    const known = history.known!;
    expect(asStored(known, [storedDay], [stored])).toEqual({ ...known, quarters: [frozenQuarterOf(stored)] });
    expect(asStored(known, [], [])).toEqual(known);
    const waits = { ...known, waiting: day };
    expect(asStored(waits, [storedDay], []).waiting).toEqual(storedDay);
    expect(asStored(waits, [], []).waiting).toEqual(day);
  });
});
