import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addFigures,
  availabilityOf,
  dayMs,
  type Figures,
  hourMs,
  unknownFor,
  unknownShareOf,
} from '../../../shared/domain/uptime/availability.ts';
import { packHours, unpackHours } from '../../../shared/domain/uptime/packed-hours.ts';
import { type ProbeVerdict, probeVerdicts, type Sample } from '../../../shared/domain/uptime/sample.ts';
import { figuresOf, Track, trackSamples } from '../../../shared/domain/uptime/track.ts';
import { rawTime, rolledUp, sampleLook, traceEnd, traceOf, traceStart } from '../../fixtures/sample-traces.ts';

const midnight = Date.UTC(2026, 10, 23);
const minute = 60_000;
const look = (ms: number, verdict: ProbeVerdict, more: Partial<Sample> = {}) =>
  sampleLook(midnight + ms, { verdict, ...more });

/** Looks around a day, also several at one instant. */
const looks = fc.array(
  fc
    .record({
      after: fc.oneof(
        fc.integer({ min: -dayMs, max: 2 * dayMs }),
        fc.integer({ min: -2, max: 50 }).map((n) => n * hourMs),
      ),
      verdict: fc.constantFrom(...probeVerdicts),
      first: fc.constantFrom(...probeVerdicts),
      code: fc.constantFrom('http-200', 'slow', 'http-503'),
      total: fc.nat(20_000),
      everyMs: fc.integer({ min: minute, max: 2 * hourMs }),
    })
    .map(({ after, total, ...more }) => sampleLook(midnight + after, { ...more, phases: { total, wait: 1 } })),
  { maxLength: 40 },
);
const period = fc
  .tuple(fc.integer({ min: -dayMs, max: dayMs }), fc.integer({ min: 0, max: 2 * dayMs }))
  .map(([from, length]) => [midnight + from, midnight + from + length] as const);

const sum = (figures: Figures): number => Object.values(figures.ms).reduce((total, ms) => total + ms, 0);

describe('figures of a period', () => {
  it('let a sample speak until the next one', () => {
    const figures = figuresOf(
      [look(0, 'up'), look(5 * minute, 'down'), look(10 * minute, 'up')],
      midnight,
      midnight + 15 * minute,
    );
    expect(figures.ms).toEqual({ up: 600_000, degraded: 0, down: 300_000, blocked: 0, maintenance: 0, unknown: 0 });
  });

  it('call unknown what nobody looked at: before the first sample and beyond twice its interval', () => {
    const { ms } = figuresOf([look(minute, 'up')], midnight, midnight + 20 * minute);
    expect(ms).toMatchObject({ up: 600_000, unknown: 600_000 });
    const rare = figuresOf([look(minute, 'up', { everyMs: 10 * minute })], midnight, midnight + 30 * minute);
    expect(rare.ms).toMatchObject({ up: 20 * minute, unknown: 10 * minute });
  });

  it('count a sample from before for as far as it reaches into the period, but not its look', () => {
    const figures = figuresOf([look(-2 * minute, 'down')], midnight, midnight + 10 * minute);
    expect(figures).toMatchObject({ ms: { down: 480_000, unknown: 120_000 }, looks: 0 });
  });

  it('count looks by their first try: what says something, what was answered, and what was in time', () => {
    const found = figuresOf(
      [
        look(0, 'up'),
        look(1, 'up', { first: 'degraded', code: 'slow' }),
        look(2, 'up', { first: 'degraded', code: 'http-429' }),
        look(3, 'up', { first: 'down', code: 'http-503' }),
        look(4, 'blocked'),
        look(5, 'maintenance'),
        look(6, 'unknown'),
      ],
      midnight,
      midnight + hourMs,
    );
    expect(found).toMatchObject({ looks: 7, counted: 4, answered: 3, prompt: 2 });
    expect(Object.values(found.latency)).toEqual([3]);
  });

  it('are those of the samples as defined, to the millisecond, whatever their order', () => {
    fc.assert(
      fc.property(looks, period, (samples, [from, until]) => {
        const figures = figuresOf(samples, from, until);
        expect(figures.ms).toEqual(rawTime(samples, from, until));
        expect(sum(figures)).toBe(until - from);
      }),
    );
  });

  it('double nothing when samples come twice: of one instant the last alone speaks', () => {
    fc.assert(
      fc.property(looks, period, (samples, [from, until]) => {
        expect(figuresOf([...samples, ...samples], from, until)).toEqual(figuresOf(samples, from, until));
      }),
    );
    const twice = figuresOf([look(0, 'up'), look(0, 'down')], midnight, midnight + minute);
    expect(twice).toMatchObject({ ms: { up: 0, down: minute }, looks: 1 });
  });

  it('add up when the period is split at any instant', () => {
    fc.assert(
      fc.property(looks, period, fc.double({ min: 0, max: 1, noNaN: true }), (samples, [from, until], share) => {
        const middle = from + Math.floor((until - from) * share);
        const parts = [figuresOf(samples, from, middle), figuresOf(samples, middle, until)];
        expect(addFigures(parts)).toEqual(figuresOf(samples, from, until));
      }),
    );
  });
});

describe('Track', () => {
  it('gives the hours of a day, all of them, whose sum is the day', () => {
    fc.assert(
      fc.property(looks, (samples) => {
        const tracked = trackSamples(samples, midnight, midnight + dayMs);
        if (tracked === undefined) return;
        expect(tracked.hours.map(({ hour }) => hour)).toEqual(Array.from({ length: 24 }, (_, hour) => hour));
        for (const hour of tracked.hours) expect(sum(hour)).toBe(hourMs);
        expect(addFigures(tracked.hours)).toEqual(figuresOf(samples, midnight, midnight + dayMs));
        const taken = samples.map(({ at }) => at).filter((at) => at >= '2026-11-23' && at < '2026-11-24');
        expect(tracked.checkedAt).toBe(taken.toSorted().at(-1));
      }),
    );
  });

  it('says nothing when no sample does', () => {
    expect(trackSamples([], midnight, midnight + dayMs)).toBeUndefined();
    expect(trackSamples([look(-hourMs, 'up'), look(dayMs, 'up')], midnight, midnight + dayMs)).toBeUndefined();
  });

  it('gives the same set by set, though a slow look ends up among those of the next set', () => {
    const slotOf = ({ at }: Sample): number => Math.floor(Date.parse(at) / 900_000) * 900_000;
    fc.assert(
      fc.property(looks, fc.array(fc.nat(3), { minLength: 40, maxLength: 40 }), (samples, delays) => {
        // The set that a sample is stored in starts at its own slot or up to three before it.
        const sets = samples.map((sample, index) => ({ slot: slotOf(sample) - delays[index]! * 900_000, sample }));
        const inOrder = sets.toSorted((a, b) => a.slot - b.slot);
        const track = new Track(midnight, midnight + dayMs);
        for (const { slot, sample } of inOrder) track.take(sample, slot);
        const all = inOrder.map(({ sample }) => sample);
        expect(track.end()).toEqual(trackSamples(all, midnight, midnight + dayMs));
      }),
    );
  });

  it('knows what samples say of before an endpoint was watched, but nothing as unknown then, and no more once it is not', () => {
    const instant = fc.integer({ min: -hourMs, max: dayMs + hourMs }).map((after) => midnight + after);
    fc.assert(
      fc.property(looks, instant, instant, (taken, sinceMs, untilMs) => {
        const samples = taken.filter(({ verdict }) => verdict !== 'unknown');
        const end = midnight + dayMs;
        const track = new Track(midnight, end, { sinceMs, untilMs });
        for (const sample of samples) track.take(sample, Number.NEGATIVE_INFINITY);
        const tracked = track.end();
        if (tracked === undefined) return;
        const last = Math.min(end, Math.max(untilMs, midnight));
        const all = figuresOf(samples, midnight, last);
        const first = Math.min(Math.max(midnight, sinceMs), last);
        const { unknown } = figuresOf(samples, first, last).ms;
        expect(addFigures(tracked.hours)).toEqual({ ...all, ms: { ...all.ms, unknown } });
        expect(tracked.hours).toHaveLength(24);
      }),
    );
  });

  it('keeps the parts of answered looks for the day', () => {
    const tracked = trackSamples([look(0, 'up'), look(minute, 'down')], midnight, midnight + dayMs);
    expect(Object.values(tracked!.phases).map((phase) => Object.values(phase))).toEqual([[1], [1], [1], [1]]);
  });
});

describe('packed hours', () => {
  it('give back the hours', () => {
    fc.assert(
      fc.property(looks, (samples) => {
        const hours = trackSamples(samples, midnight, midnight + dayMs)?.hours ?? [];
        expect(unpackHours(JSON.parse(JSON.stringify(packHours(hours))))).toEqual(hours);
      }),
    );
  });

  it('take less than 2 KB of a day that is looked at every five minutes', () => {
    const samples = Array.from({ length: 288 }, (_, slot) =>
      look(slot * 5 * minute, 'up', { phases: { total: 100 + ((slot * 37) % 200) } }),
    );
    const { hours } = trackSamples(samples, midnight, midnight + dayMs)!;
    expect(JSON.stringify(packHours(hours)).length).toBeLessThan(2048);
  });
});

describe('availabilityOf', () => {
  it('is null when neither up nor down was seen, never invented', () => {
    expect(availabilityOf({ ...unknownFor(10).ms, degraded: 10, blocked: 10, maintenance: 10 })).toBeNull();
  });

  it('is the share of up in up and down alone', () => {
    expect(availabilityOf({ ...unknownFor(500).ms, up: 30, down: 10, degraded: 500, blocked: 500 })).toBe(0.75);
  });

  it('is from 0 to 1 for any samples', () => {
    fc.assert(
      fc.property(looks, period, (samples, [from, until]) => {
        const share = availabilityOf(figuresOf(samples, from, until).ms);
        if (share !== null) expect(share >= 0 && share <= 1).toBe(true);
      }),
    );
  });
});

describe('unknownShareOf', () => {
  it('is of all the time accounted for, null of none', () => {
    expect(unknownShareOf({ ...unknownFor(25).ms, up: 50, blocked: 25 })).toBe(0.25);
    expect(unknownShareOf(unknownFor(0).ms)).toBeNull();
  });
});

describe('roll-ups of traces of 400 days, both changes of the clock included', () => {
  it('of hours and of days are exactly the milliseconds of the trace', () => {
    // Ten thousand of them: test/functions/usecases/traces.test.ts.
    for (let seed = 1; seed <= 100; seed += 1) {
      const trace = traceOf(seed);
      expect(rolledUp(trace), `seed ${seed}`).toEqual(rawTime(trace, traceStart, traceEnd));
    }
  });
});
