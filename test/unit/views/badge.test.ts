import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Slis } from '../../../shared/domain/uptime/slis.ts';
import { availabilityBadge, complianceBadge } from '../../../shared/views/api-badges.ts';
import { type BadgeTone, badgeGround, badgeTones, renderBadge } from '../../../shared/views/badge.ts';
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
const slis = (value: number | null, unknown: number | null): Slis => {
  const period = { from: '2026-10-28T00:00:00.000Z', until: '2026-11-27T00:00:00.000Z' };
  return {
    availability_per_30d: { value, ...period },
    unknown_share_per_30d: { value: unknown, ...period },
  } as unknown as Slis;
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
    const svg = availabilityBadge(api, slis(0.9995, 0.002), 'en');
    expect(svg).toContain('role="img" aria-labelledby="t d"');
    expect(svg).toContain('<title id="t">availability: 99.95 % in 30 days, 2026-11-26</title>');
    expect(svg).toContain(
      '<desc id="d">Availability of Anagrafe from 2026-10-28 to 2026-11-26: 99.95 %; time of which nothing is known: 0.2 %.</desc>',
    );
  });
});

describe('availability', () => {
  it('is told as all of the time only when it was', () => {
    for (const [value, words] of [
      [1, '100 % in 30 days'],
      [0.999999, '99.99 % in 30 days'],
      [1 - 1e-14, '99.99 % in 30 days'],
      [0.9995, '99.95 % in 30 days'],
      [0.29, '29 % in 30 days'],
      [0, '0 % in 30 days'],
    ] as const)
      expect(textsOf(availabilityBadge(api, slis(value, 0), 'en'))[1]).toBe(words);
  });

  it('is in Italian with a comma', () => {
    expect(textsOf(availabilityBadge(api, slis(0.9995, 0), 'it'))).toEqual([
      'disponibilità',
      '99,95 % in 30 giorni',
      '2026-11-26',
    ]);
  });

  it('tells how much is not known from a hundredth on', () => {
    expect(textsOf(availabilityBadge(api, slis(1, 0.0099), 'en'))[1]).toBe('100 % in 30 days');
    expect(textsOf(availabilityBadge(api, slis(1, 0.123), 'en'))[1]).toBe('100 % in 30 days · 12.3 % unknown');
  });

  it('has words for a little that is not known, without an article that would depend on the figure', () => {
    for (const [unknown, words] of [
      [0, '0 %'],
      [1e-9, '&lt; 0,1 %'],
      [0.08, '8 %'],
      [0.9999, '&gt; 99,9 %'],
    ] as const)
      expect(availabilityBadge(api, slis(1, unknown), 'it')).toContain(
        `; tempo di cui non si sa nulla: ${words}.</desc>`,
      );
  });

  it('is of as many days as are known, and no colour praises what is mostly unknown', () => {
    const young = { from: '2026-11-26T00:00:00.000Z', until: '2026-11-26T10:00:00.000Z' };
    const known = (value: number, unknown: number) =>
      ({
        availability_per_30d: { value, ...young },
        unknown_share_per_30d: { value: unknown, ...young },
      }) as unknown as Slis;
    expect(textsOf(availabilityBadge(api, known(1, 0), 'it'))[1]).toBe('100 % in 1 giorno');
    expect(grounds(availabilityBadge(api, known(1, 0.5), 'it'))[1]).toBe(badgeTones.good);
    expect(grounds(availabilityBadge(api, known(1, 0.51), 'it'))[1]).toBe(badgeTones.unknown);
  });

  it('of which nothing is known says so, without a date', () => {
    expect(textsOf(availabilityBadge(api, slis(null, 1), 'en'))).toEqual(['availability', 'no data']);
    expect(grounds(availabilityBadge(api, slis(null, 1), 'it'))).toEqual([badgeGround, badgeTones.unknown]);
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
