import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NationalFigures, Snapshot } from '../../../../../shared/domain/figures/snapshot.ts';
import { trendPointOf } from '../../../../../shared/domain/figures/trend.ts';
import { dateOf, dayMs } from '../../../../../shared/domain/uptime/availability.ts';
import { languages } from '../../../../../shared/views/badge.ts';
import { type FiguresPage, renderFiguresPage } from '../../../../../shared/views/pages/figures/figures-page.ts';
import { quarterName } from '../../../../../shared/views/pages/figures/quarter-name.ts';
import { renderQuarterPage } from '../../../../../shared/views/pages/figures/quarter-page.ts';
import { type AssetName, assetNames, type PageContext } from '../../../../../shared/views/pages/page.ts';
import { escapeXml } from '../../../../../shared/views/xml.ts';
import { hostileTexts } from '../../../../fixtures/hostile-texts.ts';
import { sampleQuarter, sampleSnapshot, sampleUnderWay } from '../../../../fixtures/sample-figures.ts';

const contextIn = (language: PageContext['language']): PageContext => ({
  language,
  path: '/figures',
  query: '',
  publicUrl: 'https://vedetta.example',
  assets: Object.fromEntries(assetNames.map((name) => [name, `/assets/${name}`])) as { [name in AssetName]: string },
  site: { parentName: '', parentUrl: '', privacyUrl: '', accessibilityUrl: '', legalUrl: '', contact: '', infoUrl: '' },
  now: '2026-11-26T12:00:00.000Z',
});

const pageOf = (more: Partial<Snapshot> = {}, rest: Partial<FiguresPage> = {}): FiguresPage => {
  const { today, month, quarters } = sampleUnderWay(sampleSnapshot('2026-11-26', more));
  const figures: NationalFigures = { today, month };
  return { figures, trend: [], quarters, ...rest };
};

const render = (page: FiguresPage, language: PageContext['language'] = 'en'): string =>
  renderFiguresPage(contextIn(language), page);

/** What is read, without marks. */
const textOf = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

describe.each(languages)('the page of the national figures in %s', (language) => {
  it('names each figure, says what it counts, and leads to the list of it', () => {
    const html = render(pageOf(), language);
    for (const path of [
      '/administrations',
      '/administrations?publishes=something',
      '/administrations?publishes=nothing',
      '/apis',
      '/apis?state=ok',
      '/apis?publishable=yes',
      '/apis?sort=score-low',
      '/apis?sort=availability',
      '/incidents?open=true',
      '/changes?level=breaking&amp;since=2026-11-01',
      '/changes?level=breaking&amp;kind=api.withdrawn&amp;since=2026-11-01',
      '/apis?grade=A',
      '/apis?rule=use-semver',
      '/rules/use-semver',
      '/administrations?region=Lazio',
      '/administrations?region=Lazio&amp;publishes=nothing',
      '/apis?category=Comuni&amp;publishable=yes',
      '/figures/quarters/2026-Q3',
    ])
      expect(html, path).toContain(`href="/${language}${path}"`);
  });

  it('has no mark-up of others, and no script or style in it', () => {
    const [group] = sampleSnapshot('2026-11-26').regions;
    const regions = hostileTexts.map((name) => ({ ...group!, name }));
    const failing = hostileTexts.map((rule) => ({ rule, applies: 2, failing: 1 }));
    const html = render(pageOf({ regions, categories: regions, failing }), language);
    for (const name of hostileTexts) expect(html).toContain(escapeXml(name));
    expect(html).not.toMatch(
      /<script(?! type="module" src="\/assets)|<img src=x| style="| on\w+="|href="(?!\/|#|https:\/\/vedetta\.example)/,
    );
  });

  it('is the same page, whatever the figures: every cell is there', () => {
    const counts = fc.record({
      publishing: fc.nat(9),
      publishers: fc.integer({ min: 9, max: 99 }),
      apis: fc.nat(99),
      valid: fc.nat(9),
    });
    fc.assert(
      fc.property(counts, fc.option(fc.float({ min: 0, max: 1, noNaN: true })), (totals, share) => {
        const html = render(
          pageOf({ totals, availability: { until: '2026-11-25', share, unknownShare: share } }),
          language,
        );
        expect(html).not.toMatch(/undefined|NaN|\bnull\b/);
        expect(html.match(/<td/g)?.length).toBe(render(pageOf(), language).match(/<td/g)?.length);
      }),
      { numRuns: 20 },
    );
  });
});

describe('what is not known', () => {
  it('is said, and is neither zero nor all', () => {
    const html = render(
      pageOf({
        totals: { publishers: 0, publishing: 0, apis: 0, valid: 0 },
        publishable: { yes: 0, no: 0, unknown: 0 },
        scores: { mean: null, median: null, bins: [] },
        availability: null,
        failing: [],
      }),
    );
    const text = textOf(html);
    expect(text).toContain('Publishable on the national catalogue 0 (not known)');
    expect(text).toContain('Median score not known');
    expect(text).toContain('Availability over 30 days not known');
    expect(text).toContain('no day is over yet');
    expect(text).toContain('No API fails a rule');
  });

  it('is not rounded away: nearly all of the time is not all of it, a little that is unknown is not nothing', () => {
    const text = textOf(
      render(pageOf({ availability: { until: '2026-11-25', share: 0.999999, unknownShare: 0.00001 } })),
    );
    expect(text).toContain('99.99%');
    expect(text).toContain('Time of which nothing is known 0.1%');
    expect(text).not.toContain('100%');
  });

  it('of a group without a name leads nowhere', () => {
    const { categories } = sampleSnapshot('2026-11-26');
    const html = render(pageOf({ categories: categories.filter(({ name }) => name === null) }));
    expect(html).toContain('<th scope="row">no category told</th>');
    expect(html).not.toContain('?category=');
  });

  it('before the first count is all of it', () => {
    const text = textOf(render({ figures: undefined, trend: [], quarters: [] }));
    expect(text).toContain('Not listed yet');
    expect(text).not.toContain('What is counted');
  });
});

describe('the trend', () => {
  it('is drawn from the second day on, and names the days of which there are no figures', () => {
    expect(textOf(render(pageOf()))).toContain('The trend can be seen from the second day on.');
    const trend = ['2026-11-20', '2026-11-21', '2026-11-24', '2026-11-26'].map((date) =>
      trendPointOf(sampleSnapshot(date)),
    );
    const html = render(pageOf({}, { trend }));
    expect(html.match(/v-chart-line/g)).toHaveLength(7);
    expect(textOf(html)).toMatch(/none are made up: 22 November 2026 – 23 November 2026 25 November 2026/);
    expect(textOf(render(pageOf({}, { trend: trend.slice(0, 2) })))).not.toContain('none are made up');
  });

  const months = (days: readonly number[]) =>
    days.map((index) => {
      const snapshot = sampleSnapshot(dateOf(Date.UTC(2026, 7, 1) + index * dayMs));
      return trendPointOf({ ...snapshot, happened: { ...snapshot.happened, incidentsOpened: index % 10 } });
    });
  const everyDay = Array.from({ length: 100 }, (_, index) => index);

  it('adds up what happened by the week where it is long, and days without figures are no zeros', () => {
    const html = render(pageOf({}, { trend: months(everyDay.filter((index) => index !== 50)) }));
    expect(html).toContain('<h3>Incidents opened in 7 days</h3>');
    expect(html).not.toContain('Incidents opened on the day');
    const [, table = ''] = /id="trend-incidents".*?<tbody>(.*?)<\/tbody>/s.exec(html) ?? [];
    expect(table).toMatch(/^<tr><th scope="row">7 August 2026<\/th><td>21<\/td>/);
    expect(table).toContain('<th scope="row">20 September 2026 to 26 September 2026</th><td>not known</td>');
    expect(render(pageOf({}, { trend: months(everyDay.slice(0, 30)) }))).toContain(
      '<h3>Incidents opened on the day</h3>',
    );
  });

  it('is drawn over the same days whatever is known of each figure', () => {
    const trend = months(everyDay.slice(0, 40)).map((point, index) => ({
      ...point,
      median: index < 20 ? null : point.median,
    }));
    const html = render(pageOf({}, { trend }));
    const daysOf = (id: string): readonly string[] =>
      [...(html.split(`id="trend-${id}"`)[1]?.split('</svg>')[0] ?? '').matchAll(/>(\d+ [A-Z][a-z]+)</g)].map(
        ([, name = '']) => name,
      );
    expect(daysOf('median')).toEqual(daysOf('apis'));
    expect(daysOf('median').length).toBeGreaterThan(2);
  });

  it('says that an axis does not begin at zero, and that rules change, of which version these figures are', () => {
    const trend = months(everyDay.slice(0, 3));
    const text = textOf(render(pageOf({ ruleset: '7' }, { trend })));
    expect(text.match(/The axis does not begin at zero/g)).toHaveLength(1);
    expect(text).toContain('the rules may have changed, and not the APIs: when the rules changed');
    expect(text).toContain('half have less. Version of the rules: 7.');
  });
});

describe('quarters', () => {
  it('are named in words, the newest first', () => {
    expect(quarterName('2026-Q1', 'it')).toBe('primo trimestre 2026');
    const html = render(pageOf());
    expect(html.indexOf('third quarter of 2026')).toBeLessThan(html.indexOf('second quarter of 2026'));
    expect(textOf(render(pageOf({}, { quarters: [] })))).toContain('No quarter is over yet');
  });

  it.each(languages)('have a page of their own, which says that they never change (%s)', (language) => {
    const html = renderQuarterPage(contextIn(language), sampleQuarter('2026-Q3'));
    expect(html).toContain(quarterName('2026-Q3', language));
    expect(html).toContain('href="/v1/statistics/quarters/2026-Q3"');
    expect(html).toContain(`href="/${language}/changes?level=breaking&amp;since=2026-07-01&amp;until=2026-10-01"`);
    expect(html).not.toContain('v-callout');
  });

  it('say so when their last days were not counted', () => {
    const quarter = sampleQuarter('2026-Q3');
    const part = { ...quarter, snapshot: { ...quarter.snapshot, date: '2026-09-20' } };
    expect(renderQuarterPage(contextIn('en'), part)).toContain(
      'After 20 September 2026 nothing was counted in this quarter',
    );
  });
});
