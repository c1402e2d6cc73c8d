import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, startBrowser, watchPage } from '../fixtures/browser.ts';
import { originOf, type Running, runVedetta, startVedetta } from '../fixtures/run-vedetta.ts';

const folder = mkdtempSync(join(tmpdir(), 'vedetta-serve-'));
const data = join(folder, 'data');

let service: Running;
let url: string;

const json = async (path: string) =>
  (await fetch(`${url}${path}`)).json() as Promise<{ items: { [name: string]: unknown }[] }>;

beforeAll(async () => {
  service = startVedetta(['serve', '--data', data, '--port', '0']);
  url = await originOf(service);
});

afterAll(async () => {
  service.child.kill('SIGKILL');
  await service.ended;
  rmSync(folder, { recursive: true, force: true });
});

it('prints its addresses once the sample administrations are crawled', async () => {
  for (const words of ['/v1/apis', '/feeds/changes.rss', '/status', '/openapi.json', 'sample administrations']) {
    expect(service.stdout()).toContain(words);
  }
  expect((await json('/v1/publishers')).items.length).toBeGreaterThanOrEqual(6);
});

it('is publishable by its own check at its own address, with no error in any profile', async () => {
  for (const profile of ['official', 'guideline', 'security']) {
    const command = ['check', url, '--profile', profile, '--format', 'json'];
    const { code, stdout, stderr } = await runVedetta(command, { ALLOW_ADDRESSES: '127.0.0.1/32' });
    const [{ counts, ...document }, ...others] = JSON.parse(stdout).documents;
    const file = `${url}/openapi.json`;
    expect([code, counts.error, document, others]).toMatchObject([
      0,
      0,
      { file, verdict: 'valid', publishable: true, errors: 0 },
      [],
    ]);
    expect(stderr).toContain(
      `${url} is no API description; checking what is linked there as rel="service-desc": ${file}`,
    );
  }
});

it('shows every state of the samples', async () => {
  const states = new Set((await json('/v1/apis')).items.map(({ state }) => state));
  expect(states).toEqual(new Set(['ok', 'invalid', 'unresolvable-ref']));
  const sources = await Promise.all(
    (await json('/v1/publishers')).items.map(
      async ({ id }) =>
        (await fetch(`${url}/v1/publishers/${id}`)).json() as Promise<{
          sources: { state: string; diagnostics: unknown[]; corrected: string | null }[];
        }>,
    ),
  );
  expect(sources.flatMap((each) => each.sources.map(({ state }) => state))).toContain('blocked');
  const quirky = sources.flatMap((each) => each.sources).find(({ diagnostics }) => diagnostics.length > 2);
  const corrected = await fetch(`${url}${quirky?.corrected}`);
  expect(corrected.headers.get('content-type')).toContain('application/linkset+json');
  expect(await corrected.json()).toHaveProperty('linkset');
});

describe('the certificate of a sample that is about to expire', () => {
  const ending = async () => {
    const [event] = (await json('/v1/changes?kind=certificate.expiring')).items as {
      apis: string[];
      facts: { days: number; valid_to: string };
      title: { en: string };
    }[];
    const path = `apis/${event?.apis[0]}`;
    const api = (await (await fetch(`${url}/v1/${path}`)).json()) as { url: string; endpoints: object[] };
    return { event, api, page: await (await fetch(`${url}/it/${path}`)).text() };
  };

  it('is told at the first probe, and shown by its API', async () => {
    const { event, api, page } = await ending();
    expect(event).toMatchObject({ facts: { days: 20 }, title: { en: expect.stringContaining('in 20 days') } });
    expect(api.endpoints).toMatchObject([{ verdict: 'up', certificate: { valid_to: event?.facts.valid_to } }]);
    expect(page).toContain('20 giorni restanti');
  });

  it('is not trusted where others than the samples are watched', async () => {
    const { api } = await ending();
    const sources = join(folder, 'sources.json');
    const publisher = { id: 'ente', name: 'Ente', domains: ['127.0.0.1'], sources: [{ url: api.url }] };
    writeFileSync(sources, JSON.stringify({ publishers: [publisher] }));
    const command = ['crawl', '--sources', sources, '--data', join(folder, 'watched'), '--format', 'json'];
    const { stdout } = await runVedetta(command, { ALLOW_ADDRESSES: '127.0.0.1/32' });
    expect(JSON.parse(stdout)).toMatchObject({ sources: 1, apis: 0, failed: 1 });
    const { code, stderr } = await runVedetta(['check', api.url], { ALLOW_ADDRESSES: '127.0.0.1/32' });
    expect([code, stderr]).toEqual([2, expect.stringContaining('UNABLE_TO_VERIFY_LEAF_SIGNATURE')]);
  });
});

it('tells of changes, a repair, an incident and its end while the samples live on', async () => {
  const kinds = async (): Promise<readonly unknown[]> =>
    (await json('/v1/changes?limit=100')).items.map(({ kind }) => kind);
  const isOver = (told: readonly unknown[]): boolean =>
    told.includes('incident.closed') && told.includes('compliance.changed');
  let told = await kinds();
  for (; !isOver(told); told = await kinds()) await setTimeout(500);
  const changed = (await json('/v1/changes?limit=100')).items.filter(({ kind }) => kind === 'api.changed');
  expect(changed.map(({ level }) => level)).toEqual(['warning', 'breaking', 'info']);
  expect(changed[1]).toMatchObject({
    counts: { breaking: 2 },
    notes: [{ id: 'api-major-version-not-bumped' }],
    title: { en: expect.stringContaining('2 breaking changes') },
  });
  expect(told.filter((kind) => kind === 'compliance.changed')).toHaveLength(1);
  expect(told.filter((kind) => kind === 'incident.opened')).toHaveLength(1);
});

it('refuses a second service on the same data', async () => {
  const { code, stderr } = await runVedetta(['serve', '--data', data, '--port', '0']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/another vedetta is using this folder/);
});

it('refuses the samples where real administrations are watched, and leaves those as they are', async () => {
  const real = join(folder, 'real');
  const sources = join(folder, 'real.json');
  const publisher = { id: 'ente', name: 'Ente', domains: ['127.0.0.1'], sources: [{ url: 'http://127.0.0.1:1/' }] };
  writeFileSync(sources, JSON.stringify({ publishers: [publisher] }));
  await runVedetta(['crawl', '--sources', sources, '--data', real]);
  const { code, stderr } = await runVedetta(['serve', '--data', real, '--port', '0']);
  expect([code, stderr]).toEqual([2, expect.stringMatching(/^vedetta: --data \S+real: .*--sources FILE.*\n$/)]);
  const { stdout } = await runVedetta(['crawl', '--data', real, '--format', 'json']);
  expect(JSON.parse(stdout)).toMatchObject({ publishers: 1 });
});

it('says so when the port is taken', async () => {
  const { code, stderr } = await runVedetta(['serve', '--data', join(folder, 'other'), '--port', new URL(url).port]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/is in use/);
});

describe.skipIf(!hasBrowser)('the home page in a browser (skipped without Chromium)', () => {
  it.each([1200, 320])('has no error, no foreign request and no horizontal scroll at %i pixels', async (width) => {
    const chrome = await startBrowser();
    const page = await chrome.newPage({ viewport: { width, height: 800 } });
    const faults = watchPage(page, new URL(url).origin);
    await page.goto(url);
    expect(page.url()).toMatch(/\/(it|en)\/$/);
    expect(await page.locator('.v-card').count()).toBeGreaterThan(4);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    expect(faults).toEqual([]);
    await chrome.close();
  });
});

it('finishes what is under way when it is told to stop', async () => {
  service.child.kill('SIGTERM');
  expect(await service.ended).toMatchObject({ code: 0, signal: null });
  expect(service.stdout()).toContain('Stopped.');
});
