import { describe, expect, it } from 'vitest';
import { always, dateOf, dayMs, type FiguresOfDay, unknownFor } from '../../../shared/domain/uptime/availability.ts';
import { countLatency } from '../../../shared/domain/uptime/latency.ts';
import { sliNames, slisOf as slisOfKnown, timeOfPeriod } from '../../../shared/domain/uptime/slis.ts';

const end = Date.parse('2026-11-24T00:00:00.000Z');

/** `back`: days before the last one. */
const day = (back: number, more: Partial<FiguresOfDay> = {}): FiguresOfDay => {
  const start = end - (back + 1) * dayMs;
  return {
    ...unknownFor(0),
    ms: { ...unknownFor(0).ms, up: dayMs },
    looks: 288,
    counted: 288,
    answered: 288,
    prompt: 288,
    latency: countLatency([100, 100, 100]),
    date: dateOf(start),
    until: new Date(start + dayMs).toISOString(),
    ...more,
  };
};
/** Of endpoints that were always watched, by their days. */
const watched = (endpoints: readonly (readonly FiguresOfDay[])[]) => endpoints.map((days) => ({ days, watch: always }));
const slisOf = (endpoints: readonly (readonly FiguresOfDay[])[], untilMs: number) =>
  slisOfKnown(watched(endpoints), untilMs);
const values = (...args: Parameters<typeof slisOf>) => {
  const slis = slisOf(...args);
  return Object.fromEntries(sliNames.map((name) => [name, slis[name].value]));
};
const down = { ms: { ...unknownFor(0).ms, down: dayMs } };

describe('slisOf', () => {
  it('knows nothing of what nobody looked at: null, never invented', () => {
    const nothing = Object.fromEntries(sliNames.map((name) => [name, null]));
    expect(values([], end)).toEqual(nothing);
    expect(values([[]], end)).toEqual(nothing);
    const blind = day(0, { ...unknownFor(dayMs) });
    expect(values([[blind]], end)).toEqual({ ...nothing, unknown_share_per_30d: 1 });
  });

  it('gives availability as up in up and down, and the share of answers that came in time', () => {
    const days = [
      day(0),
      day(1, down),
      day(2, { ms: { ...unknownFor(0).ms, degraded: dayMs } }),
      day(3, { prompt: 0 }),
    ];
    expect(values([days], end)).toEqual({
      availability_per_30d: 2 / 3,
      responsiveness_per_30d: 0.75,
      http_response_success_rate_1d: 1,
      expected_response_time_seconds_90pp: 0.1016,
      unknown_share_per_30d: 0,
    });
  });

  it('is about the 30 days that end when the figures do, from the first of them that is known', () => {
    const days = Array.from({ length: 40 }, (_, back) => day(back, back >= 30 ? down : {}));
    expect(slisOf([days], end).availability_per_30d).toEqual({
      value: 1,
      from: '2026-10-25T00:00:00.000Z',
      until: '2026-11-24T00:00:00.000Z',
    });
    expect(slisOf([days.slice(0, 3)], end).availability_per_30d.from).toBe('2026-11-21T00:00:00.000Z');
  });

  it('counts days that are missing since then as unknown', () => {
    expect(values([[day(0), day(3)]], end).unknown_share_per_30d).toBe(0.5);
  });

  it('counts nothing as unknown of before and after an endpoint was watched', () => {
    const of = (back: number, until: number, days: readonly FiguresOfDay[]) =>
      slisOfKnown([{ days, watch: { sinceMs: end - back * dayMs, untilMs: end - until * dayMs } }], end);
    const half = { ms: { ...unknownFor(0).ms, up: dayMs / 2 } };
    const first = of(3.5, Number.NEGATIVE_INFINITY, [day(0), day(3, half)]);
    expect(first.unknown_share_per_30d).toMatchObject({ value: 2 / 3.5, from: '2026-11-20T12:00:00.000Z' });
    const last = of(10, 1.5, [day(1, half), day(3)]);
    expect(last.unknown_share_per_30d).toMatchObject({ value: 7 / 8.5, from: '2026-11-14T00:00:00.000Z' });
    const silent = of(10, Number.NEGATIVE_INFINITY, [day(0)]);
    expect(silent.unknown_share_per_30d).toMatchObject({ value: 0.9, from: '2026-11-14T00:00:00.000Z' });
    const unseen = of(40, Number.NEGATIVE_INFINITY, []);
    expect(unseen.availability_per_30d).toMatchObject({ value: null, from: '2026-10-25T00:00:00.000Z' });
    expect(unseen.unknown_share_per_30d.value).toBe(1);
    expect(of(50, 40, []).unknown_share_per_30d.value).toBeNull();
    // It was watched before, too.
    const again = of(1, Number.NEGATIVE_INFINITY, [day(0), day(20)]);
    expect(again.unknown_share_per_30d).toMatchObject({ value: 0, from: '2026-11-03T00:00:00.000Z' });
  });

  it('counts the day under way as far as it is told', () => {
    const half = day(0, { ms: { ...unknownFor(0).ms, down: dayMs / 2 }, counted: 10, answered: 0 });
    const noon = end - dayMs / 2;
    const slis = slisOf([[day(1), half]], noon);
    expect(slis.availability_per_30d).toMatchObject({ value: 2 / 3, until: '2026-11-23T12:00:00.000Z' });
    expect(slis.unknown_share_per_30d.value).toBe(0);
    expect(slis.http_response_success_rate_1d).toEqual({
      value: 1,
      from: '2026-11-22T00:00:00.000Z',
      until: '2026-11-23T00:00:00.000Z',
    });
    expect(slisOf([[half]], noon).http_response_success_rate_1d).toEqual({
      value: 0,
      from: '2026-11-23T00:00:00.000Z',
      until: '2026-11-23T12:00:00.000Z',
    });
  });

  it('takes the success rate of the last whole day of which anything is known', () => {
    const blind = day(0, { counted: 0, answered: 0 });
    const days = [blind, day(2, { answered: 144 }), day(3, { answered: 0 })];
    expect(slisOf([days], end).http_response_success_rate_1d).toEqual({
      value: 0.5,
      from: '2026-11-21T00:00:00.000Z',
      until: '2026-11-22T00:00:00.000Z',
    });
  });

  it('adds up the endpoints of an API, each from its own first day', () => {
    const endpoints = [[day(0), day(1)], [day(0, down)]];
    expect(values(endpoints, end)).toMatchObject({ availability_per_30d: 2 / 3, unknown_share_per_30d: 0 });
    expect(slisOf(endpoints, end).availability_per_30d.from).toBe('2026-11-22T00:00:00.000Z');
  });
});

describe('the time of the 30 days', () => {
  it('is that of all endpoints by verdict, with what is missing as unknown and nothing of before', () => {
    const blocked = { ms: { ...unknownFor(0).ms, blocked: dayMs } };
    const time = timeOfPeriod(watched([[day(0), day(2, down)], [day(1, blocked)], [day(40)]]), end);
    expect(time).toEqual({ ...unknownFor(0).ms, up: dayMs, down: dayMs, blocked: dayMs, unknown: 2 * dayMs });
  });
});
