import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMoment } from '../../../shared/domain/moment.ts';
import { readWindows } from '../../../shared/domain/uptime/read-windows.ts';

const from = '2026-11-23T22:00:00Z';
const until = '2026-11-24T02:00:00Z';
const read = (value: unknown, now = '2026-11-23T08:00:00.000Z') => readWindows(value, { now, announced: [] });
const placesOf = (value: unknown): readonly string[] | undefined => read(value).faults?.map(({ pointer }) => pointer);

describe('a time', () => {
  it.each([
    ['2026-11-23T22:00:00Z', '2026-11-23T22:00:00.000Z'],
    ['2026-11-23t22:00:00.5z', '2026-11-23T22:00:00.500Z'],
    ['2026-11-23T22:00:00+01:00', '2026-11-23T21:00:00.000Z'],
    ['2024-02-29T23:59:59-12:30', '2024-03-01T12:29:59.000Z'],
  ])('%s is %s', (text, moment) => {
    expect(readMoment(text)).toBe(moment);
  });

  it.each([
    '',
    '2026-11-23',
    '2026-11-23T22:00Z',
    '2026-11-23T22:00:00',
    '2026-11-23 22:00:00Z',
    '2026-02-29T00:00:00Z',
    '2026-11-31T00:00:00Z',
    '2026-11-23T24:00:00Z',
    '2026-11-23T22:60:00Z',
    '2026-11-23T22:00:60Z',
    '2026-11-23T22:00:00+24:00',
    '9999-12-31T23:59:59-01:00',
    '+002026-11-23T22:00:00Z',
    '２026-11-23T22:00:00Z',
    ' 2026-11-23T22:00:00Z',
  ])('"%s" is none', (text) => {
    expect(readMoment(text)).toBeUndefined();
  });

  it('is read as what it is, in any zone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: -839, max: 839 }), (ms, zone) => {
        const local = new Date(ms + zone * 60_000).toISOString().slice(0, -1);
        const two = (number: number): string => String(Math.trunc(Math.abs(number))).padStart(2, '0');
        const offset = `${zone < 0 ? '-' : '+'}${two(zone / 60)}:${two(zone % 60)}`;
        expect(readMoment(`${local}${offset}`)).toBe(new Date(ms).toISOString());
      }),
    );
  });
});

describe('windows', () => {
  it('are read in order of time, in UTC, with their notes trimmed', () => {
    const later = { from: '2026-11-25T00:00:00+01:00', until, note: ' New machines ' };
    expect(
      read({
        windows: [
          { ...later, until: '2026-11-25T01:00:00Z' },
          { from, until, note: ' ' },
        ],
      }),
    ).toEqual({
      windows: [
        { from: '2026-11-23T22:00:00.000Z', until: '2026-11-24T02:00:00.000Z' },
        { from: '2026-11-24T23:00:00.000Z', until: '2026-11-25T01:00:00.000Z', note: 'New machines' },
      ],
    });
    expect(read({ windows: [] })).toEqual({ windows: [] });
  });

  it.each([
    [null, ['#']],
    [[], ['#']],
    ['windows', ['#']],
    [{}, ['#/windows']],
    [{ windows: {} }, ['#/windows']],
    [{ windows: Array.from({ length: 21 }, () => ({ from, until })) }, ['#/windows']],
    [{ windows: [], 'a/b~': 1 }, ['#/a~1b~0']],
    [{ windows: [null] }, ['#/windows/0']],
    [{ windows: [{ from }] }, ['#/windows/0/until']],
    [{ windows: [{ until, from: 1 }] }, ['#/windows/0/from']],
    [{ windows: [{ from, until: from }] }, ['#/windows/0/until']],
    [{ windows: [{ from: until, until: from }] }, ['#/windows/0/until']],
    [{ windows: [{ from, until: '2026-12-23T22:00:01Z' }] }, ['#/windows/0/until']],
    [{ windows: [{ from, until, note: 'x'.repeat(201) }] }, ['#/windows/0/note']],
    [{ windows: [{ from, until, note: 'a\u202eb' }] }, ['#/windows/0/note']],
    [{ windows: [{ from, until, note: '\ud800' }] }, ['#/windows/0/note']],
    [{ windows: [{ from, until, note: null }] }, ['#/windows/0/note']],
    [
      {
        windows: [
          { from, until },
          { from, until, why: 1 },
        ],
      },
      ['#/windows/1/why'],
    ],
  ])('of %j have the faults %j', (value, places) => {
    expect(placesOf(value)).toEqual(places);
  });

  it.each([
    { windows: [{ from, until: '2026-12-23T22:00:00Z' }] },
    { windows: Array.from({ length: 20 }, () => ({ from, until })) },
    { windows: [{ from, until, note: 'è'.repeat(200) }] },
  ])('within the bounds are taken', (value) => {
    expect(placesOf(value)).toBeUndefined();
  });

  it('that are over are refused, but those that were announced before may stay', () => {
    const windows = [{ from, until }];
    const stored = { from: '2026-11-23T22:00:00.000Z', until: '2026-11-24T02:00:00.000Z' };
    expect(read({ windows }, '2026-11-24T01:59:59.999Z')).toEqual({ windows: [stored] });
    expect(read({ windows }, stored.until).faults).toEqual([
      { pointer: '#/windows/0/until', detail: 'must be in the future, unless the window is announced already' },
    ]);
    const later = { now: '2027-01-01T00:00:00.000Z', announced: [{ ...stored, note: 'New machines' }] };
    expect(readWindows({ windows }, later)).toEqual({ windows: [stored] });
    expect(readWindows({ windows: [{ from, until: '2026-11-24T03:00:00Z' }] }, later).faults).toHaveLength(1);
  });

  it('of anything else are faults, never a crash, and a bounded number of them', () => {
    const window = fc.record({
      from: fc.constantFrom(from, until, 'x'),
      until: fc.constantFrom(until, 1, null),
      note: fc.anything(),
    });
    const value = fc.oneof(fc.anything(), fc.record({ windows: fc.array(fc.oneof(window, fc.anything())) }));
    fc.assert(
      fc.property(value, (given) => {
        const { windows, faults } = read(given);
        expect((windows === undefined) !== (faults === undefined)).toBe(true);
        expect(faults?.length ?? 0).toBeLessThanOrEqual(50);
        for (const each of windows ?? []) expect(each.from < each.until).toBe(true);
      }),
    );
  });
});
