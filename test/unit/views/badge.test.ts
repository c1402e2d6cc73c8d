import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { availabilityOf, timeOf } from '../../../shared/domain/uptime/availability.ts';
import type { ProbeVerdict } from '../../../shared/domain/uptime/sample.ts';
import type { Slis } from '../../../shared/domain/uptime/slis.ts';
import { availabilityBadge, complianceBadge } from '../../../shared/views/api-badges.ts';
import { type BadgeTone, badgeGround, badgeTones, type Language, renderBadge } from '../../../shared/views/badge.ts';
import { sampleApi, sampleCompliance } from '../../fixtures/sample-records.ts';

/** Relative luminance and contrast of WCAG 2.2. */
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrastToWhite = (colour: string): number => 1.05 / (luminance(colour) + 0.05);

const api = sampleApi('https://api.example/openapi.yaml');
const thirty = { from: '2026-10-28T00:00:00.000Z', until: '2026-11-27T00:00:00.000Z' };
type Spent = { readonly [verdict in ProbeVerdict]?: number };

/** `spent`: what a whole of any length went to. */
const known = (spent: Spent, period: typeof thirty = thirty) => {
  const time = timeOf((verdict) => spent[verdict] ?? 0);
  return {
    api,
    time,
    slis: { availability_per_30d: { value: availabilityOf(time), ...period } } as unknown as Slis,
  };
};
const textsOf = (svg: string): readonly string[] => [...svg.matchAll(/<text [^>]*>([^<]*)</g)].map(([, text]) => text!);
const grounds = (svg: string): readonly string[] =>
  [...svg.matchAll(/height="20" fill="([^"]+)"/g)].map(([, fill]) => fill!);

describe('a badge', () => {
  it.each([
    ...Object.entries(badgeTones),
    ['ground', badgeGround],
  ])('in %s has enough contrast to its text', (_, colour) => {
    expect(contrastToWhite(colour)).toBeGreaterThan(4.5);
  });

  it('is well-formed and as wide as its parts, whatever it says', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    const tone = fc.constantFrom(...(Object.keys(badgeTones) as BadgeTone[]));
    fc.assert(
      fc.property(text, text, text, tone, (label, value, description, of) => {
        const svg = renderBadge({ language: 'it', label, value, tone: of, date: '2026-11-26', description });
        const whole = Number(/^<svg [^>]*width="(\d+)"/.exec(svg)?.[1]);
        const parts = [...svg.matchAll(/<rect x="(\d+)" width="(\d+)" height="20"/g)].map(([, x, width]) => [
          Number(x),
          Number(width),
        ]);
        expect(parts.reduce((end, [x = 0, width = 0]) => (x === end ? end + width : Number.NaN), 0)).toBe(whole);
        expect(svg.match(/<(?!\/?(svg|title|desc|clipPath|rect|g|text)\b)/)).toBeNull();
        expect(svg.match(/&(?!(amp|lt|gt|quot|#39|#13);)/)).toBeNull();
      }),
    );
  });

  it('says aloud what it shows', () => {
    const svg = availabilityBadge(known({ up: 9995 * 998, down: 5 * 998, unknown: 20_000 }), 'en');
    expect(svg).toContain('role="img" aria-labelledby="t d"');
    expect(svg).toContain('<title id="t">availability: 99.95 % in 30 days, 2026-11-26</title>');
    expect(svg).toContain(
      '<desc id="d">Availability of Anagrafe from 2026-10-28 to 2026-11-26: 99.95 %; of the whole time 0.2 % unknown.</desc>',
    );
  });
});

describe('availability', () => {
  const figureOf = (spent: Spent, language: Language = 'en') => textsOf(availabilityBadge(known(spent), language))[1];
  const toneOf = (spent: Spent) => grounds(availabilityBadge(known(spent), 'it'))[1];

  it('is told as all of the time only when it was', () => {
    for (const [up, down, words] of [
      [1, 0, '100 % in 30 days'],
      [999_999, 1, '99.99 % in 30 days'],
      [1e14 - 1, 1, '99.99 % in 30 days'],
      [9995, 5, '99.95 % in 30 days'],
      [29, 71, '29 % in 30 days'],
      [0, 1, '0 % in 30 days'],
    ] as const)
      expect(figureOf({ up, down })).toBe(words);
  });

  it('is in Italian with a comma', () => {
    expect(textsOf(availabilityBadge(known({ up: 9995, down: 5 }), 'it'))).toEqual([
      'disponibilità',
      '99,95 % in 30 giorni',
      '2026-11-26',
    ]);
  });

  it('tells what it is not of from a hundredth on, the greatest first', () => {
    expect(figureOf({ up: 9901, unknown: 99 })).toBe('100 % in 30 days');
    expect(figureOf({ up: 877, unknown: 123 })).toBe('100 % in 30 days · 12.3 % unknown');
    expect(figureOf({ up: 50, unknown: 5, degraded: 15, maintenance: 20, blocked: 10 })).toBe(
      '100 % in 30 days · 20 % in maintenance · 15 % degraded · 10 % blocked to us · 5 % unknown',
    );
  });

  it('has words for a little that is not known, without an article that would depend on the figure', () => {
    for (const [unknown, words] of [
      [0, '0 %'],
      [1, '&lt; 0,1 %'],
      [800_000, '8 %'],
      [9_999_000, '&gt; 99,9 %'],
    ] as const)
      expect(availabilityBadge(known({ up: 1e7 - unknown, unknown }), 'it')).toContain(
        `: 100 %; di tutto il tempo ${words} ignoto.</desc>`,
      );
  });

  it('is of as many days as are known', () => {
    const young = { from: '2026-11-26T00:00:00.000Z', until: '2026-11-26T10:00:00.000Z' };
    expect(textsOf(availabilityBadge(known({ up: 1 }, young), 'it'))[1]).toBe('100 % in 1 giorno');
  });

  it('is praised by no colour where it is of less than half of the time, whatever the other half was', () => {
    for (const verdict of ['unknown', 'degraded', 'blocked', 'maintenance'] as const) {
      expect(toneOf({ up: 50, [verdict]: 50 })).toBe(badgeTones.good);
      expect(toneOf({ up: 49, [verdict]: 51 })).toBe(badgeTones.unknown);
    }
    expect(toneOf({ up: 40, degraded: 30, unknown: 30 })).toBe(badgeTones.unknown);
    expect(toneOf({ up: 96, down: 4 })).toBe(badgeTones.fair);
    expect(toneOf({ up: 90, down: 10 })).toBe(badgeTones.bad);
  });

  it('of an API that was degraded or blocked all the time names that, for it is not without data', () => {
    expect(figureOf({ degraded: 1 })).toBe('100 % degraded in 30 days');
    expect(figureOf({ degraded: 1 }, 'it')).toBe('100 % con problemi in 30 giorni');
    expect(figureOf({ blocked: 3, unknown: 1 }, 'it')).toBe('75 % a noi precluso in 30 giorni · 25 % ignoto');
    expect(availabilityBadge(known({ blocked: 3, unknown: 1 }), 'en')).toContain(
      'to 2026-11-26: not measurable; of the whole time 75 % blocked to us, 25 % unknown.</desc>',
    );
    expect(toneOf({ degraded: 1 })).toBe(badgeTones.unknown);
  });

  it('of which nothing is known says so, without a date', () => {
    for (const spent of [{}, { unknown: 1 }]) {
      expect(textsOf(availabilityBadge(known(spent), 'en'))).toEqual(['availability', 'no data']);
      expect(grounds(availabilityBadge(known(spent), 'it'))).toEqual([badgeGround, badgeTones.unknown]);
    }
  });
});

describe('compliance', () => {
  it('is grade and score, with the day of the assessment', () => {
    const svg = complianceBadge(api, sampleCompliance(api), 'it');
    expect(textsOf(svg)).toEqual(['conformità', 'B, 81,5 su 100', '2026-11-23']);
  });

  it('that could not be assessed, or not yet, says so', () => {
    expect(textsOf(complianceBadge(api, sampleCompliance(api, { grade: null, score: null }), 'en'))[1]).toBe(
      'not assessable',
    );
    expect(textsOf(complianceBadge(api, undefined, 'en'))).toEqual(['compliance', 'not assessed']);
  });
});
