import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { announcementOf } from '../../../shared/domain/uptime/maintenance.ts';
import { sampleIncident } from '../../fixtures/sample-records.ts';
import { type Asked, type Json, type Service, startService } from './service.ts';

let service: Service;
let id: string;

beforeAll(async () => {
  // A day, and a minute, that do not end meanwhile.
  vi.useFakeTimers({ now: Date.parse('2026-11-26T10:15:30.000Z'), toFake: ['Date'] });
  service = await startService();
  id = service.seeded.api.id;
});
afterAll(() => {
  service.close();
  vi.useRealTimers();
});

const get = (path: string, query: Asked['query'] & object = {}) => service.api('GET', path, { query });
const today = (): string => new Date().toISOString().slice(0, 10);
const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

describe('the availability of an API', () => {
  it('has each endpoint by the day and by the hour of today, with what is not known', async () => {
    const answer = (await get(`/v1/apis/${id}/availability`)).json();
    expect([answer.api, answer.to, answer.from]).toEqual([id, today(), daysAgo(29)]);
    const up = answer.endpoints.find((each: Json) => each.verdict === 'up');
    expect(up).toMatchObject({
      checked_every_seconds: 600,
      checked_at: `${today()}T00:00:30.000Z`,
      days: [
        {
          date: daysAgo(1),
          availability: 1,
          unknown_share: 1 / 86_400,
          seconds: { up: 86_399, down: 0, unknown: 1 },
          samples: 3,
          until: `${today()}T00:00:00.000Z`,
          checked_at: `${daysAgo(1)}T23:59:00.000Z`,
        },
      ],
      today: {
        date: today(),
        unknown_share: 1 / 60,
        hours: [{ from: `${today()}T00:00:00.000Z`, until: `${today()}T00:01:00.000Z`, seconds: { up: 59 } }],
      },
    });
    const { p50, p90, p99 } = up.days[0].latency_seconds;
    expect([p50 > 0.1, p50 < 0.13, p90 > 0.2, p90 === p99]).toEqual([true, true, true, true]);
  });

  it('has the guideline’s indicators, each with the period that it is about', async () => {
    const { indicators, endpoints } = (await get(`/v1/apis/${id}/availability`)).json();
    expect(Object.keys(indicators)).toEqual([
      'availability_per_30d',
      'responsiveness_per_30d',
      'http_response_success_rate_1d',
      'expected_response_time_seconds_90pp',
      'unknown_share_per_30d',
    ]);
    const period = { from: `${daysAgo(1)}T00:00:00.000Z`, until: `${today()}T00:01:00.000Z` };
    expect(indicators.availability_per_30d).toEqual({ value: 1, ...period });
    expect(indicators.responsiveness_per_30d).toEqual({ value: 2 / 3, ...period });
    const unlooked = endpoints.find((each: Json) => each.verdict === 'down');
    expect(unlooked.indicators.availability_per_30d.value).toBeNull();
    expect(unlooked).toMatchObject({ days: [], today: null, checked_at: null });
  });

  it('is of the days asked for, and leads to their incidents', async () => {
    const asked = { from: daysAgo(3), to: daysAgo(2) };
    const answer = (await get(`/v1/apis/${id}/availability`, asked)).json();
    expect(answer).toMatchObject({ ...asked, incidents: `/v1/apis/${id}/incidents?from=${asked.from}&to=${asked.to}` });
    expect(answer.endpoints.map((each: Json) => [each.days, each.today])).toEqual([
      [[], null],
      [[], null],
      [[], null],
    ]);
    expect((await get(answer.incidents.split('?')[0], asked)).status).toBe(200);
  });

  it('is the same answer while nothing is rolled up, also of an API that nobody looks at', async () => {
    for (const api of [id, service.seeded.apis[5]!.id]) {
      const { headers } = await get(`/v1/apis/${api}/availability`);
      const again = await service.api('GET', `/v1/apis/${api}/availability`, {
        headers: { 'if-none-match': headers.etag! },
      });
      expect(again.status).toBe(304);
    }
  });

  it.each([
    [{ from: '2026-02-29' }, 'from'],
    [{ to: '2026-11' }, 'to'],
    [{ from: '2026-11-02', to: '2026-11-01' }, 'from'],
    [{ from: '2020-01-01', to: '2026-01-01' }, 'from'],
    [{ from: '2020-01-01' }, 'from'],
    [{ from: '2026-11-27' }, 'from'],
    [{ from: '2030-01-01', to: '2031-01-01' }, 'from'],
    [{ to: '0000-01-15' }, 'to'],
    [{ to: '9999-12-31' }, 'to'],
  ])('of %j is refused, and named', async (query, parameter) => {
    const answer = await get(`/v1/apis/${id}/availability`, query as Asked['query'] & object);
    expect([answer.status, answer.json().parameter]).toEqual([400, parameter]);
  });
});

describe('the availability up to a day long ago', () => {
  it('leads to incidents that may be asked for', async () => {
    const answer = (await get(`/v1/apis/${id}/availability`, { to: '1970-01-02' })).json();
    expect([answer.from, answer.to]).toEqual(['1970-01-01', '1970-01-02']);
    const [path, query] = answer.incidents.split('?');
    const incidents = await get(path, Object.fromEntries(new URLSearchParams(query)));
    expect([incidents.status, incidents.json().items]).toEqual([200, []]);
  });
});

describe('incidents', () => {
  const walk = async (path: string, query: Asked['query'] & object): Promise<readonly Json[]> => {
    const page = (await get(path, query)).json();
    return page.next === null ? page.items : [...page.items, ...(await walk(path, { ...query, cursor: page.next }))];
  };
  const ids = (items: readonly Json[]): readonly string[] => items.map((each) => each.id);

  beforeAll(async () => {
    const [endpoint] = await service.store.endpoints.ofApi(id);
    for (let hour = 0; hour < 20; hour += 1) {
      const openedAt = `2026-10-${String(hour + 1).padStart(2, '0')}T10:00:00.000Z`;
      const closed = hour % 3 === 0 ? {} : { closedAt: openedAt.replace('T10:00', 'T11:30') };
      await service.store.endpoints.putIncident(sampleIncident(endpoint!, openedAt, closed));
    }
  });

  it('of all APIs come newest first, page by page, open and closed ones together', async () => {
    const all = await walk('/v1/incidents', { limit: '100' });
    expect(all.map((each) => each.opened_at)).toEqual(
      all
        .map((each) => each.opened_at)
        .sort()
        .reverse(),
    );
    expect(new Set(ids(all)).size).toBe(23);
    for (const limit of ['1', '4', '22', '23']) expect(ids(await walk('/v1/incidents', { limit }))).toEqual(ids(all));
    expect(ids(await walk(`/v1/apis/${id}/incidents`, { limit: '6' }))).toEqual(ids(all));
  });

  it('are those that are open, or those that are not, by a word or its name alone', async () => {
    const all = await walk('/v1/incidents', {});
    const open = all.filter((each) => each.closed_at === null);
    for (const value of ['', 'true'])
      expect(ids(await walk('/v1/incidents', { open: value, limit: '2' }))).toEqual(ids(open));
    const closed = all.filter((each) => each.closed_at !== null);
    expect(ids(await walk('/v1/incidents', { open: 'false', limit: '3' }))).toEqual(ids(closed));
    const refused = await get('/v1/incidents', { open: 'yes' });
    expect([refused.status, refused.json().parameter]).toEqual([400, 'open']);
  });

  it('of an API are those that were open in the days asked for, whenever they opened', async () => {
    const found = await walk(`/v1/apis/${id}/incidents`, { from: '2026-10-05', to: '2026-10-09', limit: '2' });
    expect(found.map((each) => each.opened_at.slice(8, 10))).toEqual(['09', '08', '07', '06', '05', '04', '01']);
    const { incidents } = (await get(`/v1/apis/${id}/availability`)).json();
    const [path, query] = incidents.split('?');
    expect((await walk(path, Object.fromEntries(new URLSearchParams(query)))).length).toBeGreaterThan(0);
    const [newest] = await walk(`/v1/apis/${id}/incidents`, {});
    const upToTheLastDay = await get(`/v1/apis/${id}/incidents`, { to: '9998-12-31', limit: '1' });
    expect(ids(upToTheLastDay.json().items)).toEqual([newest.id]);
    for (const asked of [{ to: '9999-12-31' }, { from: '2026-11-27' }])
      expect((await get(`/v1/apis/${id}/incidents`, asked)).status).toBe(400);
    expect((await get(`/v1/apis/${service.seeded.apis[3]!.id}/incidents`)).json()).toEqual({ items: [], next: null });
    expect((await get('/v1/apis/nobody/incidents')).status).toBe(404);
  });

  it('say how long they were, why and what to do, and whether maintenance had been announced', async () => {
    const windows = [{ from: '2026-10-02T11:00:00.000Z', until: '2026-10-02T12:00:00.000Z' }];
    const known = (await service.store.maintenance.get(id))!;
    await service.store.maintenance.replace(announcementOf(undefined, id, windows, '2026-10-02T09:00:00.000Z'), known);
    const [second] = await walk(`/v1/apis/${id}/incidents`, { from: '2026-10-02', to: '2026-10-02' });
    expect(second).toMatchObject({
      api: id,
      duration_seconds: 5400,
      maintenance_announced: true,
      reason: { code: 'http-503', words: { it: expect.any(String) }, fix: { en: expect.any(String) } },
      relapses: 0,
      reopened_at: null,
    });
    const [first] = await walk(`/v1/apis/${id}/incidents`, { to: '2026-10-01' });
    expect(first).toMatchObject({ duration_seconds: null, closed_at: null, maintenance_announced: false });
    const [third] = await walk(`/v1/apis/${id}/incidents`, { from: '2026-10-03', to: '2026-10-03' });
    expect(third.maintenance_announced).toBe(false);
  });

  it('are paged by cursors of their own list only', async () => {
    const { next } = (await get('/v1/incidents', { limit: '1' })).json();
    const refused = await get(`/v1/apis/${id}/incidents`, { cursor: next });
    expect([refused.status, refused.json().parameter]).toEqual([400, 'cursor']);
  });
});

describe('badges', () => {
  const badge = async (of: string, api = id, query: Asked['query'] & object = {}) =>
    get(`/badges/${api}/${of}.svg`, query);

  it('are pictures in Italian unless English is asked for, kept for five minutes', async () => {
    const italian = await badge('availability');
    expect(italian.headers).toMatchObject({
      'content-type': 'image/svg+xml; charset=utf-8',
      'cache-control': 'public, max-age=300',
      etag: expect.any(String),
    });
    expect(italian.text).toContain('>disponibilità<');
    expect(italian.text).toContain('>100 % in 2 giorni');
    expect(italian.text).toContain(`>${today()}<`);
    expect((await badge('availability', id, { lang: 'en' })).text).toContain('>availability<');
    expect((await badge('availability', id, { lang: 'fr' })).json().parameter).toBe('lang');
  });

  it('say in words what is not known', async () => {
    const [, bare, third] = service.seeded.apis;
    expect((await badge('availability', bare!.id, { lang: 'en' })).text).toContain('>no data<');
    expect((await badge('compliance', bare!.id)).text).toContain('>non valutabile<');
    const unassessed = service.seeded.apis.find(
      (api) => !service.seeded.compliance.some(({ apiId }) => apiId === api.id),
    );
    expect((await badge('compliance', unassessed!.id)).text).toContain('>non valutata<');
    expect((await badge('compliance', third!.id, { lang: 'en' })).text).toMatch(/>[A-F], 81\.5 of 100</);
  });

  it('show no markup of whoever names the API, and load nothing', async () => {
    const { text } = await badge('availability');
    expect(text).toContain('Anagrafe &lt;b&gt;&amp;&lt;/b&gt;');
    expect(text).not.toMatch(/<script|<style|<image|href=|url\(http/);
  });

  it('of an API that there is not are 404', async () => {
    for (const of of ['availability', 'compliance']) expect((await badge(of, 'nobody')).status).toBe(404);
    expect((await badge('weather')).status).toBe(404);
  });
});

describe('service levels', () => {
  const rows = (text: string): readonly { readonly [name: string]: string }[] => {
    const [head, ...lines] = text.split('\r\n').filter((line) => line !== '');
    const names = head!.split(',');
    return lines.map((line) => Object.fromEntries(line.split(',').map((value, index) => [names[index], value])));
  };

  it('of a month are a row for each administration, as a file', async () => {
    const answer = await get('/v1/service-levels.csv', { month: '2026-10' });
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
    expect(answer.headers['content-disposition']).toBe('attachment; filename="service-levels-2026-10.csv"');
    expect(rows(answer.text)).toEqual([
      {
        month: '2026-10',
        from: '2026-10-30T00:00:00.000Z',
        until: '2026-11-01T00:00:00.000Z',
        complete: 'no',
        publisher_id: 'c_h501',
        publisher_name: 'Comune di Esempio',
        apis: '1',
        days: '2',
        seconds_up: '172800',
        seconds_degraded: '0',
        seconds_down: '0',
        seconds_blocked: '0',
        seconds_maintenance: '0',
        seconds_unknown: '0',
        availability: '1',
        unknown_share: '0',
        samples: '6',
        response_time_seconds_p90: expect.stringMatching(/^0\.\d+$/),
      },
    ]);
  });

  it('of an administration are a row for each API', async () => {
    const [row, ...others] = rows((await get('/v1/publishers/c_h501/service-levels.csv', { month: '2026-10' })).text);
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      publisher_id: 'c_h501',
      api_id: id,
      api_title: 'Anagrafe <b>&</b>',
      availability: '1',
    });
  });

  it('of which nothing is known are names of columns only, and of nobody 404', async () => {
    for (const path of ['/v1/service-levels.csv', '/v1/publishers/c_h501/service-levels.csv']) {
      const { text } = await get(path, { month: '2020-01' });
      expect(text).toMatch(/^month,from,until,complete,publisher_id,[a-z_0-9,]+\r\n$/);
    }
    expect((await get('/v1/publishers/nobody/service-levels.csv')).status).toBe(404);
  });

  it('are of the last month that is over unless another is asked for', async () => {
    const now = new Date();
    const last = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
    const answer = await get('/v1/service-levels.csv');
    expect(answer.headers['content-disposition']).toContain(`service-levels-${last}.csv`);
    for (const month of ['2026-13', '0000-01', '1969-12', '9998-01']) {
      for (const path of ['/v1/service-levels.csv', '/v1/publishers/c_h501/service-levels.csv']) {
        const refused = await get(path, { month });
        expect([refused.status, refused.json().parameter], month).toEqual([400, 'month']);
      }
    }
  });
});
