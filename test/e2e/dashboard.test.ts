/**
 * The dashboard as people meet it: in Chromium, over real descriptions that were crawled at an old revision and at the newest
 * one, while an administration was down and another's firewall blocked us.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, startBrowser, violationsOf, watchPage } from '../fixtures/browser.ts';
import { type CorpusServer, corpusSettings, hasCorpus, startCorpus } from '../fixtures/corpus-server.ts';
import { originOf, type Running, runVedetta, startVedetta } from '../fixtures/run-vedetta.ts';

const languages = ['it', 'en'] as const;

/** Pixels between the margins of an A4 page, as browsers print. */
const paperWidth = 718;

// biome-ignore lint/suspicious/noExplicitAny: what our own API answers; other tests hold it against its schemas
type Json = any;

describe.skipIf(!hasCorpus || !hasBrowser)(
  'the dashboard over real descriptions (skipped without the corpus beside the project, or without Chromium)',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'vedetta-dashboard-'));
    const data = join(folder, 'data');
    let corpus: CorpusServer;
    let service: Running;
    let origin = '';
    let chrome: Browser;

    const json = async (path: string): Promise<Json> => (await fetch(`${origin}${path}`)).json();
    const crawl = async (): Promise<void> => {
      const { code, stderr } = await runVedetta(
        ['crawl', '--sources', corpus.sources, '--data', data, '--format', 'json'],
        { ...corpusSettings, CONFIRM_AFTER_S: '0' },
      );
      if (code !== 0) throw new Error(stderr);
    };

    beforeAll(async () => {
      corpus = await startCorpus(9741);
      await corpus.control('/revision/0');
      await crawl();
      await corpus.control('/revision/99');
      await crawl();
      await corpus.control('/fault/teamdigitale/down');
      await corpus.control('/fault/iccd/html');
      await crawl();
      service = startVedetta(['serve', '--sources', corpus.sources, '--data', data, '--port', '0'], corpusSettings);
      origin = await originOf(service);
      chrome = await startBrowser();
    });
    afterAll(async () => {
      await chrome?.close();
      service?.child.kill('SIGKILL');
      corpus?.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    /** Every kind of page, with something on it. */
    async function everyPage(): Promise<readonly string[]> {
      const { items: changed } = await json('/v1/changes?level=breaking&kind=api.changed&limit=1');
      const { items: down } = await json('/v1/apis?service=down&limit=1');
      const { items: worst } = await json('/v1/apis?sort=score-low&limit=1');
      const { api, from, to } = changed[0];
      return [
        '/',
        '/apis',
        '/apis?q=servizi&publishable=no',
        '/apis?q=nothing-is-called-so',
        `/apis/${api}`,
        `/apis/${down[0].id}`,
        `/apis/${worst[0].id}?profile=official`,
        `/apis/${api}/compare?from=${from}&to=${to}`,
        '/administrations',
        '/administrations?publishes=nothing',
        `/administrations/${worst[0].publisher.id}`,
        '/administrations/teamdigitale',
        '/rules',
        '/rules/use-semver',
        '/changes',
        '/changes?level=breaking',
        '/incidents',
        '/figures',
      ];
    }

    const visit = async (page: Page, path: string): Promise<void> => {
      const answer = await page.goto(`${origin}${path}`);
      expect(answer?.status(), path).toBe(200);
    };

    describe.each(languages)('in %s', (language) => {
      it('every page is accessible, without an error, a foreign request or a horizontal scroll, wide, narrow and on paper', async () => {
        const found: string[] = [];
        const page = await chrome.newPage();
        const faults = watchPage(page, origin);
        for (const path of await everyPage()) {
          await page.setViewportSize({ width: 1280, height: 900 });
          await visit(page, `/${language}${path}`);
          expect(await page.getAttribute('html', 'lang')).toBe(language);
          found.push(...(await violationsOf(page)).map((each) => `${path}: ${each}`));
          await page.setViewportSize({ width: 320, height: 800 });
          const width = await page.evaluate<number>('document.documentElement.scrollWidth');
          if (width > 320) found.push(`${path}: ${width} pixels wide at 320`);
          await page.emulateMedia({ media: 'print' });
          await page.setViewportSize({ width: paperWidth, height: 1000 });
          const printed = await page.evaluate<number>('document.documentElement.scrollWidth');
          if (printed > paperWidth) found.push(`${path}: ${printed} pixels wide on paper`);
          await page.emulateMedia({ media: 'screen' });
        }
        await page.close();
        expect([...found, ...faults]).toEqual([]);
      });

      it('every page says the same without JavaScript', async () => {
        const context = await chrome.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 800 } });
        const page = await context.newPage();
        const faults = watchPage(page, origin);
        for (const path of await everyPage()) {
          await visit(page, `/${language}${path}`);
          expect(await page.locator('main h1').count(), path).toBe(1);
          expect(await page.locator('nav a[aria-current]').count(), path).toBeGreaterThan(0);
        }
        await context.close();
        expect(faults).toEqual([]);
      });

      it('leads by keyboard alone from the search to an API, to a finding, to its feed', async () => {
        const page = await chrome.newPage();
        await visit(page, `/${language}/`);
        await tabTo(page, 'main-search', `document.activeElement?.matches('input[name="q"]')`);
        await page.keyboard.type('servizi');
        await page.keyboard.press('Enter');
        await page.waitForURL(/\/apis\?q=servizi/);
        await tabTo(
          page,
          'a result',
          `/^\\/${language}\\/apis\\/[0-9a-f]{20}$/.test(document.activeElement?.getAttribute('href') ?? '')`,
        );
        await page.keyboard.press('Enter');
        await page.waitForURL(/\/apis\/[0-9a-f]{20}$/);
        await tabTo(page, 'the findings', `document.activeElement?.getAttribute('href')?.startsWith('#')`);
        await page.keyboard.press('Enter');
        await tabTo(
          page,
          'a feed',
          `/\\/feeds\\/apis\\/.*\\.(rss|atom)$/.test(document.activeElement?.getAttribute('href') ?? '')`,
        );
        await page.close();
      });
    });

    it('shows on its home page the figures that the API tells, each leading to as many', async () => {
      const { totals, publishable, incidents, month } = await json('/v1/statistics/national');
      const page = await chrome.newPage();
      await visit(page, '/en/');
      const shown = await page.evaluate<{ [name: string]: string }>(`Object.fromEntries(
        [...document.querySelectorAll('.v-card')].map((card) => [
          card.querySelector('h3').textContent,
          card.querySelector('.v-card-number')?.firstChild.textContent.trim(),
        ]))`);
      await page.close();
      const share = `${Math.floor(publishable.share * 1000) / 10}%`;
      expect(shown).toMatchObject({
        'Administrations that publish': String(totals.publishing.count),
        APIs: String(totals.apis.count),
        'Publishable on the national catalogue': share,
        'Open incidents': String(incidents.open.count),
        'Breaking changes this month': String(month.breaking.count),
      });
      expect(totals.apis.count).toBe(191);
      expect(incidents.open.count).toBeGreaterThan(10);
      expect((await json(totals.apis.list)).total).toBe(totals.apis.count);
      expect((await json(totals.publishing.list)).total).toBe(totals.publishing.count);
      expect((await json('/v1/apis?publishable=yes')).total / totals.apis.count).toBe(publishable.share);
    });
  },
);

/** Presses Tab until something holds of what has the focus. */
async function tabTo(page: Page, what: string, holds: string): Promise<void> {
  for (let presses = 0; presses < 400; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate<boolean>(`Boolean(${holds})`)) return;
  }
  throw new Error(`${what} can not be reached by keyboard`);
}
