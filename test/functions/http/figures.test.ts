import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWorld } from '../../../functions/app.ts';
import { collectFigures } from '../../../shared/usecases/rollup-figures.ts';
import { listStored } from '../../fixtures/list-stored.ts';
import { type Json, type Service, startService } from './service.ts';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

const get = async (address: string): Promise<Json> => {
  const [path, query] = address.split('?');
  const { status, text, json } = await service.api(
    'GET',
    path!,
    query === undefined ? {} : { query: Object.fromEntries(new URLSearchParams(query)) },
  );
  expect(status, `${address} ${text.slice(0, 200)}`).toBe(200);
  return json();
};

/** Every `{count, list}` that there is, at any depth. */
const countsIn = (value: Json): readonly { readonly count: number; readonly list: string }[] => {
  if (typeof value !== 'object' || value === null) return [];
  const own = typeof value.count === 'number' && typeof value.list === 'string' ? [value] : [];
  return [...own, ...Object.values(value).flatMap(countsIn)];
};

/** How many things an address lists. */
async function listed(address: string): Promise<number> {
  let found = 0;
  let next: string | null = null;
  do {
    const at = `${address}${address.includes('?') ? '&' : '?'}limit=100${next === null ? '' : `&cursor=${next}`}`;
    const page = await get(at);
    if (page.total !== undefined) return page.total;
    found += page.items.length;
    next = page.next;
  } while (next !== null);
  return found;
}

describe('a day and a quarter', () => {
  it('are told as they were stored; those of which nothing is known say so', async () => {
    const [today, unsettled, final] = service.seeded.figures.days;
    expect(await get(`/v1/statistics/days/${today}`)).toMatchObject({ date: today, final: false });
    expect(await get(`/v1/statistics/days/${unsettled}`)).toMatchObject({
      final: false,
      availability: null,
      scores: { mean: null, median: null },
    });
    expect(await get(`/v1/statistics/days/${final}`)).toMatchObject({ final: true, totals: { apis: { count: 30 } } });
    const quarter = await get('/v1/statistics/quarters/2026-Q3');
    expect(quarter).toMatchObject({
      from: '2026-07-01',
      to: '2026-09-30',
      figures: { date: '2026-09-30' },
      happened: { breaking: { count: 30, list: '/v1/changes?level=breaking&since=2026-07-01&until=2026-10-01' } },
    });
  });

  it.each([
    ['days/2026-11-21', 'none were made on that day'],
    ['days/2999-01-01', 'none were made on that day'],
    ['quarters/2026-Q1', 'it is not over, or nothing was counted in it'],
  ])('of which there are no figures are not found, and why is said: %s', async (path, why) => {
    const { status, json } = await service.api('GET', `/v1/statistics/${path}`);
    expect([status, json().type]).toEqual([404, 'urn:vedetta:problem:not-found']);
    expect(json().detail).toContain(why);
  });

  it.each([
    'days/2026-02-30',
    'days/yesterday',
    'quarters/2026-Q5',
    'quarters/2026',
  ])('are named as they are written: not %s', async (path) => {
    expect((await service.api('GET', `/v1/statistics/${path}`)).status).toBe(400);
  });
});

describe('the trend', () => {
  it('has the days that there are, to today, and names those that there are not', async () => {
    const { days, gaps } = await get('/v1/statistics/trend');
    expect(days.map((each: Json) => each.date)).toEqual(['2026-11-20', '2026-11-22', '2026-11-23']);
    expect(gaps).toEqual([{ from: '2026-11-21', to: '2026-11-21', days: 1 }]);
    for (const { figures, date } of days) expect((await get(figures)).date).toBe(date);
  });
});

describe('quarters', () => {
  it('are listed with the newest first, each with its own address', async () => {
    const { items, next } = await get('/v1/statistics/quarters');
    expect(items.map((each: Json) => each.quarter)).toEqual(['2026-Q3', '2026-Q2']);
    expect(next).toBeNull();
    for (const { figures, quarter } of items) expect((await get(figures)).quarter).toBe(quarter);
  });
});

describe('the figures of now', () => {
  beforeAll(async () => listStored(await readWorld(), collectFigures));

  it('each lead to a list of as many', async () => {
    const national = await get('/v1/statistics/national');
    const counts = countsIn(national);
    expect(counts.length).toBeGreaterThan(30);
    for (const { count, list } of counts) expect(await listed(list), list).toBe(count);
    expect(national.totals).toMatchObject({ publishers: { count: 7 }, not_publishing: { count: 3 } });
    expect(national.incidents.open.count).toBe(1);
  });

  it('say of how many APIs a rule fails, which are listed', async () => {
    const { rules } = await get('/v1/statistics/national');
    expect(rules.failing.length).toBeGreaterThan(3);
    for (const { failing, list, about, rule } of rules.failing) {
      expect(await listed(list), rule).toBe(failing);
      expect((await get(about)).id).toBe(rule);
    }
  });

  it('say of when they are, and lead to lists that are there', async () => {
    const national = await get('/v1/statistics/national');
    const groups = [
      'totals',
      'publishable',
      'grades',
      'scores',
      'rules',
      'incidents',
      'happened',
      'month',
      'categories',
      'regions',
    ];
    for (const name of groups) expect(national[name].as_of, name).toBe(national.computed_at);
    for (const address of [national.scores.list, national.rules.list, national.trend, national.quarters])
      await get(address);
    expect(national.computed_at.slice(0, 10)).toBe(national.date);
  });

  it('finish what was not finished: days, the trend', async () => {
    const { days } = await get('/v1/statistics/trend');
    expect(await get('/v1/statistics/days/2026-11-22')).toMatchObject({ final: true });
    expect(days.map((each: Json) => each.date)).toContain('2026-11-22');
  });
});

describe('the pages of the figures', () => {
  it.each(['it', 'en'])('in %s show what the API says, and lead to the same', async (language) => {
    const national = await get('/v1/statistics/national');
    const { status, text } = await service.dashboard('GET', `/${language}/figures`);
    expect(status).toBe(200);
    const rows = [
      ...text.matchAll(/<th scope="row"><a href="([^"]*)">[^<]*<\/a><\/th><td class="v-right">([^<]*)<\/td>/g),
    ];
    const values = new Map(rows.map(([, href = '', value = '']) => [href.replaceAll('&amp;', '&'), value]));
    const value = (path: string) => values.get(`/${language}${path}`);
    const { totals, publishable, month, incidents } = national;
    expect(value('/administrations')).toBe(String(totals.publishers.count));
    expect(value('/administrations?publishes=nothing')).toBe(String(totals.not_publishing.count));
    expect(value('/apis')).toBe(String(totals.apis.count));
    expect(value('/apis?state=ok')).toBe(String(totals.valid.count));
    expect(value('/apis?publishable=yes')).toMatch(new RegExp(`^${publishable.verdicts[0].count} \\(`));
    expect(value('/incidents?open=true')).toBe(String(incidents.open.count));
    expect(value(`/changes?level=breaking&since=${month.from}`)).toBe(String(month.breaking.count));
    for (const { quarter } of (await get('/v1/statistics/quarters')).items)
      expect(text).toContain(`href="/${language}/figures/quarters/${quarter}"`);
  });

  it.each(['it', 'en'])('in %s show a quarter as it is frozen', async (language) => {
    const { status, text } = await service.dashboard('GET', `/${language}/figures/quarters/2026-Q3`);
    expect(status).toBe(200);
    expect(text).toContain(language === 'it' ? 'terzo trimestre 2026' : 'third quarter of 2026');
    expect((await service.dashboard('GET', `/${language}/figures/quarters/2026-Q1`)).status).toBe(404);
    expect((await service.dashboard('GET', `/${language}/figures/quarters/odd`)).status).toBe(400);
  });
});
