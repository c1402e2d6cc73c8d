/**
 * What publishers write into their descriptions to break out of a page, crawled by the real command and shown by the real
 * service in Chromium: it is text on every page, runs nothing, and leads nowhere but by http, https and mailto.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, startBrowser, watchPage } from '../fixtures/browser.ts';
import { hostileTexts, sharedHostileTexts } from '../fixtures/hostile-texts.ts';
import { originOf, type Running, runVedetta, startVedetta } from '../fixtures/run-vedetta.ts';

const settings = { ALLOW_ADDRESSES: '127.0.0.0/8', CRAWL_DELAY_MS: '0', CONFIRM_AFTER_S: '0', LOG_LEVEL: 'error' };
const texts = [...new Set([...hostileTexts, ...sharedHostileTexts])].filter(
  // A document of little but control characters is taken for a binary one.
  (text) => /[\p{L}\p{N}]/u.test(text),
);

/** The text wherever a document may have one; `round` 1 changes and removes something, so that there is a comparison. */
const descriptionOf = (text: string, round: number) => ({
  openapi: '3.0.3',
  info: {
    title: text,
    version: text.slice(0, 20) || '1',
    summary: text,
    description: `${text} ${round}`,
    termsOfService: text,
    contact: { name: text, url: text, email: text },
    license: { name: text, url: text },
    'x-summary': text,
    'x-logo': { url: text },
    'x-lifecycle': { maturity: text },
  },
  servers: [{ url: 'https://service.example/v1', description: text }],
  tags: [{ name: text, description: text }],
  externalDocs: { url: text, description: text },
  paths: {
    [`/${text}`]: {
      get: {
        operationId: text,
        summary: text,
        tags: [text],
        parameters: [
          { name: text, in: 'query', description: text, schema: { type: 'string', enum: [text], default: text } },
        ],
        responses: { 200: { description: text }, [round === 0 ? 'default' : '500']: { description: text } },
      },
    },
    ...(round === 0 ? { '/removed': { get: { responses: { 200: { description: text } } } } } : {}),
  },
});

describe.skipIf(!hasBrowser)('hostile descriptions on pages (skipped without Chromium)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vedetta-hostile-'));
  const data = join(folder, 'data');
  const sources = join(folder, 'sources.json');
  let round = 0;
  let publisher: Server;
  let service: Running;
  let origin = '';
  let chrome: Browser;

  const crawl = async (): Promise<void> => {
    const { code, stderr } = await runVedetta(['crawl', '--sources', sources, '--data', data], settings);
    if (code !== 0) throw new Error(stderr);
  };

  beforeAll(async () => {
    publisher = createServer((request, response) => {
      const text = texts[Number(/^\/(\d+)\.json$/.exec(request.url ?? '')?.[1] ?? Number.NaN)];
      response.writeHead(text === undefined ? 404 : 200, { 'content-type': 'application/json' });
      response.end(text === undefined ? '{}' : JSON.stringify(descriptionOf(text, round)));
    });
    await new Promise<void>((resolve) => publisher.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(publisher.address() as AddressInfo).port}`;
    const name = 'Comune di </title><script>alert(1)</script>';
    const seeds = texts.map((_, index) => ({ url: `${base}/${index}.json`, kind: 'openapi' }));
    const entry = {
      id: 'c_x000',
      name,
      domains: ['127.0.0.1'],
      region: '"><b>Lazio',
      categories: ["' onx='"],
      sources: seeds,
    };
    writeFileSync(sources, JSON.stringify({ publishers: [entry] }));
    await crawl();
    round = 1;
    await crawl();
    service = startVedetta(['serve', '--sources', sources, '--data', data, '--port', '0'], settings);
    origin = await originOf(service);
    chrome = await startBrowser();
  });
  afterAll(async () => {
    await chrome?.close();
    service?.child.kill('SIGKILL');
    publisher?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are text as it was written, run nothing, and lead nowhere else', async () => {
    const { items } = (await (await fetch(`${origin}/v1/apis?limit=100`)).json()) as {
      items: { id: string; title: string; url: string }[];
    };
    expect(items.length).toBe(texts.length);
    const paths = [
      '/',
      '/apis',
      '/administrations',
      '/administrations/c_x000',
      '/changes?level=editorial',
      '/incidents',
      '/figures',
      '/rules',
      ...items.flatMap(({ id }) => [`/apis/${id}`, `/apis/${id}/compare`]),
    ];
    const page = await chrome.newPage();
    const faults = watchPage(page, origin);
    const alarms: string[] = [];
    const headings: (string | null)[] = [];
    page.on('dialog', (dialog) => {
      alarms.push(dialog.message());
      void dialog.dismiss();
    });
    for (const path of paths) {
      const answer = await page.goto(`${origin}/it${path}`);
      // What can not be read can not be compared, and the page says so.
      expect(path.endsWith('/compare') ? [200, 422] : [200], path).toContain(answer?.status());
      if (items.some(({ id }) => path === `/apis/${id}`)) headings.push(await page.textContent('main h1'));
      alarms.push(
        ...(
          await page.evaluate<string[]>(`[
          ...[...document.scripts].filter(({ src }) => !src.startsWith(location.origin + '/assets/')).map(({ outerHTML }) => outerHTML),
          ...[...document.querySelectorAll('*')].flatMap((each) => [...each.attributes]
            .filter(({ name }) => name.startsWith('on') || name === 'style' || name === 'srcdoc').map(({ name }) => name)),
          ...[...document.querySelectorAll('[href], [src], [action]')].flatMap((each) => ['href', 'src', 'action']
            .map((name) => each.getAttribute(name)).filter((value) => value !== null && !/^(https?:\\/\\/|mailto:[^?]+@[^?]+$|[/#?])/.test(value))),
          ...[...document.querySelectorAll('iframe, object, embed, base, img:not([src^="/badges/"], [src^="/assets/"])')].map(({ outerHTML }) => outerHTML),
        ]`)
        ).map((each) => `${path}: ${each.slice(0, 200)}`),
      );
    }
    await page.close();
    expect([...alarms, ...faults.filter((fault) => !fault.includes('status of 422'))]).toEqual([]);
    const plain = (text: string | null): string =>
      (text ?? '').replace(/[\p{Cc}\p{Cf}\p{Cs}\s\ufffe\uffff\ufffd]+/gu, ' ').trim();
    // What has no letter in its title is called by its address.
    expect(headings.map(plain)).toEqual(items.map(({ title, url }) => plain(title) || url));
  });
});
