import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NationalFigures, Snapshot } from '../../../../../shared/domain/figures/snapshot.ts';
import { trendPointOf } from '../../../../../shared/domain/figures/trend.ts';
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
      '/changes?kind=api.withdrawn&amp;since=2026-11-01',
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
