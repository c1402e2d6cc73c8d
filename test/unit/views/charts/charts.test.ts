import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOf, dayMs, type TimeByVerdict, timeOf } from '../../../../shared/domain/uptime/availability.ts';
import { drawAvailabilityStrip } from '../../../../shared/views/charts/availability-strip.ts';
import { drawBandChart } from '../../../../shared/views/charts/band-chart.ts';
import { drawBarChart } from '../../../../shared/views/charts/bar-chart.ts';
import { chartColours } from '../../../../shared/views/charts/figure.ts';
import { drawLineChart } from '../../../../shared/views/charts/line-chart.ts';
import { type Html, html } from '../../../../shared/views/html.ts';
import { formatNumber } from '../../../../shared/views/pages/language.ts';
import { faultsOf, linesOf, pictureOf, reachesOf, sizeOf } from '../../../fixtures/chart-shapes.ts';
import { hostileTexts, sharedHostileTexts } from '../../../fixtures/hostile-texts.ts';

const languages = ['it', 'en'] as const;
const language = fc.constantFrom(...languages);

const value = fc.oneof(
  fc.constant(null),
  fc.double({ min: 0, noNaN: true }),
  fc.nat(100),
  fc.constantFrom(0, Number.MAX_VALUE, Number.MIN_VALUE, Number.POSITIVE_INFINITY, Number.NaN),
);
const date = fc.integer({ min: 0, max: 30_000 }).map((day) => dateOf(day * dayMs));
const closeDate = fc.integer({ min: 20_000, max: 20_120 }).map((day) => dateOf(day * dayMs));
const day = fc.oneof(closeDate, date, fc.constantFrom('2026-02-30', 'nonsense', ''));
const points = fc.array(fc.record({ date: day, value }), { maxLength: 120 });
const title = fc.oneof(fc.string(), fc.constantFrom(...hostileTexts, ...sharedHostileTexts));
const format = (given: number): string => formatNumber(given, 'it', 2);
const verdictTime = fc.oneof(fc.constant(0), fc.nat(dayMs));
const time: fc.Arbitrary<TimeByVerdict> = fc
  .tuple(verdictTime, verdictTime, verdictTime, verdictTime, verdictTime, verdictTime)
  .map((all) => {
    const rest = [...all];
    return timeOf(() => rest.pop() ?? 0);
  });

/** Any chart of any data. */
const charts: { readonly [name: string]: fc.Arbitrary<Html> } = {
  'a line': fc
    .record({ points, title, language, isZoomed: fc.boolean() })
    .map((given) => drawLineChart({ id: 'c', label: given.title, format, ...given })),
  'a line of a whole': fc
    .record({ points, title, language })
    .map((given) => drawLineChart({ id: 'c', label: 'x', format, most: 100, ...given })),
  'a line between days': fc
    .record({ points, title, language, from: date, to: date })
    .map((given) => drawLineChart({ id: 'c', label: 'x', format, ...given })),
  'a band': fc
    .record({
      points: fc.array(fc.record({ date: day, low: value, high: value }), { maxLength: 120 }),
      title,
      language,
    })
    .map((given) => drawBandChart({ id: 'c', lowLabel: given.title, highLabel: 'high', format, ...given })),
  bars: fc
    .record({
      bars: fc.array(fc.record({ label: title, value, href: fc.constant('/it/apis?a=1&b=2') }), { maxLength: 20 }),
      title,
      language,
    })
    .map((given) => drawBarChart({ id: 'c', headings: ['What', given.title], format, ...given })),
  'a strip': fc
    .record({
      days: fc.array(fc.oneof(fc.record({ date: day }), fc.record({ date: day, ms: time })), { maxLength: 100 }),
      title,
      language,
      from: closeDate,
      to: closeDate,
      since: closeDate,
    })
    .map((given) => drawAvailabilityStrip({ id: 'c', ...given })),
};

describe.each(Object.entries(charts))('%s of any data', (_, chart) => {
  it('says no NaN, nothing undefined, nothing endless, and has no style of its own', () => {
    fc.assert(
      fc.property(chart, (drawn) => {
        const picture = pictureOf(drawn).replace(/<(title|desc|text)[^>]*>[^<]*/g, '');
        expect(picture).not.toMatch(/NaN|undefined|null|Infinity|style|∞/);
      }),
    );
  });

  it('stays within its box', () => {
    fc.assert(
      fc.property(chart, (drawn) => {
        const { width, height } = sizeOf(drawn);
        for (const { x, y } of reachesOf(drawn)) {
          expect(x).toBeGreaterThanOrEqual(-0.1);
          expect(x).toBeLessThanOrEqual(width + 0.2);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(height + 0.1);
        }
      }),
    );
  });

  it('runs from left to right', () => {
    fc.assert(
      fc.property(chart, (drawn) => {
        for (const run of linesOf(drawn, chartColours.main)) {
          const xs = run.map(({ x }) => x);
          expect(xs).toEqual(xs.toSorted((one, other) => one - other));
        }
      }),
    );
  });

  it('is a picture with a name and a sentence, and its data as a table', () => {
    fc.assert(
      fc.property(chart, (drawn) => {
        expect(pictureOf(drawn)).toMatch(/^<svg [^>]*role="img" aria-labelledby="c-title" aria-describedby="c-desc"/);
        expect(pictureOf(drawn)).toMatch(/<title id="c-title">.*<\/title><desc id="c-desc">[^<]+<\/desc>/s);
        expect(drawn.text).toMatch(/<details class="v-chart-data"><summary>/);
      }),
    );
  });

  it('is well-formed', async () => {
    const drawn = fc.sample(chart, 30);
    expect(await faultsOf(html`<figure>${drawn}</figure>`)).toEqual([]);
  });
});

const october = (dayOfMonth: number): string => `2026-10-${String(dayOfMonth).padStart(2, '0')}`;

describe('a line chart', () => {
  const draw = (given: readonly { readonly date: string; readonly value: number | null }[]) =>
    drawLineChart({ id: 'c', title: 'Score', label: 'Score', language: 'en', format, points: given });

  it('leaves a gap where nothing is known, and shows a day alone as a dot', () => {
    const chart = draw([1, 2, 3, 5, 7, 8].map((dayOfMonth) => ({ date: october(dayOfMonth), value: dayOfMonth })));
    expect(linesOf(chart, chartColours.main).map((run) => run.length)).toEqual([3, 2]);
    expect(pictureOf(chart).match(/<circle/g)).toHaveLength(1);
  });

  it('takes what is not known for nothing known, not for zero', () => {
    const chart = draw([
      { date: october(1), value: 80 },
      { date: october(2), value: null },
      { date: october(3), value: 90 },
    ]);
    expect(pictureOf(chart).match(/<circle/g)).toHaveLength(2);
    expect(chart.text).toContain('least 80 (1 October 2026), most 90 (3 October 2026)');
    expect(chart.text).toContain('Days on which the figure is not known: 1 of 3.');
    expect(chart.text).toMatch(/<th scope="row">2 October 2026<\/th><td>not known<\/td>/);
  });

  it('tells the first, the last, the least and the most, in the page’s language', () => {
    const given = [5, 2, 9, 4].map((each, index) => ({ date: october(index + 1), value: each }));
    expect(draw(given).text).toContain(
      'From 1 October 2026 to 4 October 2026: 5 at first, 4 at last; least 2 (2 October 2026), most 9 (3 October 2026).',
    );
    const italian = drawLineChart({ id: 'c', title: 'x', label: 'x', language: 'it', format, points: given });
    expect(italian.text).toContain(
      'Dal 1 ottobre 2026 al 4 ottobre 2026: all’inizio 5, alla fine 4; minimo 2 (2 ottobre 2026), massimo 9 (3 ottobre 2026).',
    );
  });

  it('says that there is nothing yet, or one day only, or always the same', () => {
    expect(draw([]).text).toContain('There are no data yet.');
    expect(draw([{ date: october(1), value: null }]).text).toContain('There are no data yet.');
    expect(draw([{ date: october(1), value: 7 }]).text).toContain('One day only, 1 October 2026: 7.');
    const same = [1, 2].map((dayOfMonth) => ({ date: october(dayOfMonth), value: 7 }));
    expect(draw(same).text).toContain('From 1 October 2026 to 2 October 2026: always 7.');
  });

  it('begins at nothing unless it is asked to look closer', () => {
    const given = [98, 99].map((each, index) => ({ date: october(index + 1), value: each }));
    expect(pictureOf(draw(given))).toContain('>0</text>');
    const closer = drawLineChart({
      id: 'c',
      title: 'x',
      label: 'x',
      language: 'en',
      format,
      points: given,
      isZoomed: true,
    });
    expect(pictureOf(closer)).not.toContain('>0</text>');
    expect(closer.text).toContain('<figcaption>The axis does not begin at zero.</figcaption>');
    expect(draw(given).text).not.toContain('<figcaption>');
  });

  it('names days below that do not run into each other', () => {
    const given = Array.from({ length: 90 }, (_, index) => ({
      date: dateOf(Date.UTC(2026, 8, 1) + index * dayMs),
      value: index,
    }));
    const names = [...pictureOf(draw(given)).matchAll(/text-anchor="(?:start|middle)"[^>]*>([^<]+)</g)].map(
      ([, name]) => name,
    );
    expect(names).toEqual(['1 Sept', '1 Oct', '1 Nov']);
  });
});

describe('a band', () => {
  it('shows only days of which both figures are known', () => {
    const chart = drawBandChart({
      id: 'c',
      title: 'x',
      language: 'en',
      lowLabel: 'half within',
      highLabel: 'nearly all within',
      format,
      points: [
        { date: october(1), low: 10, high: 20 },
        { date: october(2), low: 11, high: null },
        { date: october(3), low: 12, high: 30 },
      ],
    });
    expect(chart.text).toContain('half within: From 1 October 2026 to 3 October 2026: 10 at first, 12 at last');
    expect(chart.text).toMatch(/<th scope="row">2 October 2026<\/th><td>not known<\/td><td>not known<\/td>/);
  });
});

describe('bars', () => {
  const draw = (bars: Parameters<typeof drawBarChart>[0]['bars']) =>
    drawBarChart({ id: 'c', title: 'x', language: 'en', headings: ['Rule', 'APIs'], format, bars });

  it('are as long as their figures, the greatest the longest; nothing has no bar', () => {
    const chart = draw([
      { label: 'a', value: 10 },
      { label: 'b', value: 5 },
      { label: 'c', value: 0 },
      { label: 'd', value: null },
    ]);
    const lengths = [...pictureOf(chart).matchAll(/<rect[^>]* width="([\d.]+)"/g)].map(([, length]) => Number(length));
    expect(lengths[1]! * 2).toBeCloseTo(lengths[0]!, 0);
    expect(lengths.slice(2)).toEqual([0, 0]);
    expect(chart.text).toContain('<th scope="row">d</th><td>not known</td>');
    expect(chart.text).toContain('The highest: a, 10; the lowest: c, 0.');
  });

  it('lead to what they count, from the table', () => {
    expect(draw([{ label: 'a', value: 1, href: '/en/apis?rule=a' }]).text).toContain(
      '<th scope="row"><a href="/en/apis?rule=a">a</a></th><td>1</td>',
    );
  });
});

describe('a strip', () => {
  const whole = (verdict: keyof TimeByVerdict) => timeOf((each) => (each === verdict ? dayMs : 0));
  const draw = (days: Parameters<typeof drawAvailabilityStrip>[0]['days'], since?: string) =>
    drawAvailabilityStrip({
      id: 's',
      title: 'x',
      language: 'en',
      from: october(1),
      to: october(10),
      days,
      ...(since === undefined ? {} : { since }),
    });

  it('has a cell a day, each with its state in words', () => {
    const chart = draw([{ date: october(2), ms: whole('up') }]);
    expect(pictureOf(chart).match(/<g><title>/g)).toHaveLength(10);
    expect(pictureOf(chart)).toContain('<title>2 October 2026: answering</title>');
    expect(pictureOf(chart)).toContain('<title>3 October 2026: not known</title>');
  });

  it('has patterns that go on from day to day, while days that were well are told apart', () => {
    const chart = draw([1, 2].map((dayOfMonth) => ({ date: october(dayOfMonth), ms: whole('blocked') })));
    const ends = [...pictureOf(chart).matchAll(/<rect x="([\d.]+)" y="10" width="([\d.]+)"/g)].map(
      ([, x, width]) => Number(x) + Number(width),
    );
    expect(ends.slice(0, 3)).toEqual([32, 64, 96]);
    const well = pictureOf(draw([{ date: october(1), ms: whole('up') }]));
    expect(well).toContain('<rect x="0" y="10" width="31.2"');
  });

  it('names a day at its edge within the picture', () => {
    const names = [...pictureOf(draw([])).matchAll(/<text x="([\d.]+)"[^>]*text-anchor="(\w+)"/g)];
    for (const [, x, anchor] of names) {
      if (anchor === 'start') expect(x).toBe('0');
      if (anchor === 'end') expect(x).toBe('320');
    }
    expect(names.length).toBeGreaterThan(1);
  });

  it('says how long it was down, and marks the day', () => {
    const ms = timeOf((verdict) => (verdict === 'down' ? 600_000 : verdict === 'up' ? dayMs - 600_000 : 0));
    const chart = draw([{ date: october(2), ms }]);
    expect(pictureOf(chart)).toContain('<title>2 October 2026: not answering 10 min, answering 23 h 50 min</title>');
    expect(pictureOf(chart)).toMatch(/<path d="M[\d.]+ 1h6l-3 7z"/);
    expect(chart.text).toContain('days by state: not answering 1, not known 9.');
  });

  it('hatches what is not known, and shows nothing of before it was watched', () => {
    const chart = draw([{ date: october(9), ms: whole('up') }], october(8));
    expect(pictureOf(chart).match(/fill="url\(#s-unknown\)"/g)).toHaveLength(2);
    expect(chart.text).toContain('days by state: answering 1, not known 2, not watched yet 7.');
  });

  it('tells days that were alike in one row', () => {
    const chart = draw([1, 2, 3].map((dayOfMonth) => ({ date: october(dayOfMonth), ms: whole('blocked') })));
    expect(chart.text).toContain(
      '<th scope="row">1 October 2026 to 3 October 2026</th><td>hidden from us by a firewall</td>',
    );
  });
});

/** Relative luminance and contrast on white (WCAG 2.2, 1.4.11). */
const contrastOnWhite = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
};

describe('colours', () => {
  const { grid: _, ...meaningful } = chartColours;
  it.each(Object.entries(meaningful))('%s is seen on white', (_name, colour) => {
    expect(contrastOnWhite(colour)).toBeGreaterThanOrEqual(3);
  });
});
