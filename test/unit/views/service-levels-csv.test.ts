import { describe, expect, it } from 'vitest';
import { type Figures, timeOf, unknownFor } from '../../../shared/domain/uptime/availability.ts';
import { countLatency } from '../../../shared/domain/uptime/latency.ts';
import { publishersCsv } from '../../../shared/views/service-levels-csv.ts';

const rowOf = (figures: Figures, period = {}): { readonly [name: string]: string | undefined } => {
  const whole = { days: 30, from: '2026-11-01T00:00:00.000Z', until: '2026-12-01T00:00:00.000Z', complete: true };
  const levels = { ...figures, ...whole, ...period };
  const csv = publishersCsv({ month: '2026-11' }, [
    { publisherId: 'c_h501', publisher: undefined, total: levels, apis: [] },
  ]);
  const [names = [], values = []] = csv.split('\r\n').map((line) => line.split(','));
  return Object.fromEntries(names.map((name, index) => [name, values[index]]));
};

const spent = (ms: { readonly [verdict: string]: number }): Figures => ({
  ...unknownFor(0),
  ms: timeOf((verdict) => ms[verdict] ?? 0),
});

const month = 30 * 86_400_000;

describe('a month of hundreds of APIs', () => {
  it('shows a minute that one of them did not answer, and a minute of one that is not known', () => {
    const row = rowOf(spent({ up: 500 * month - 120_000, down: 60_000, unknown: 60_000 }));
    expect([row.availability, row.unknown_share]).toEqual(['0.999999953', '0.000000047']);
  });

  it('shows less than the last digit can as that digit, and all or nothing as what they are', () => {
    const row = rowOf(spent({ up: 500 * month, down: 1, unknown: 1 }));
    expect([row.availability, row.unknown_share]).toEqual(['0.999999999', '0.000000001']);
    const whole = rowOf(spent({ up: month }));
    expect([whole.availability, whole.unknown_share]).toEqual(['1', '0']);
    const none = rowOf(spent({ unknown: month }));
    expect([none.availability, none.unknown_share]).toEqual(['', '1']);
  });
});

describe('a row', () => {
  it('has seconds to the millisecond, however they were reckoned', () => {
    const looks = { ...unknownFor(0), latency: countLatency([39, 39, 40]) };
    expect(rowOf(looks).response_time_seconds_p90).toMatch(/^0\.0\d{2}$/);
  });

  it('has the period of its own days, which is the month when that is complete', () => {
    const ofTwoDays = { days: 2, from: '2026-11-29T00:00:00.000Z', complete: false };
    expect(rowOf(spent({ up: 1000 }), ofTwoDays)).toMatchObject({
      month: '2026-11',
      from: '2026-11-29T00:00:00.000Z',
      until: '2026-12-01T00:00:00.000Z',
      complete: 'no',
      days: '2',
    });
    expect(rowOf(spent({ up: month }))).toMatchObject({ from: '2026-11-01T00:00:00.000Z', complete: 'yes' });
  });
});
