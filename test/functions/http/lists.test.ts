import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { levelOfEvent } from '../../../shared/domain/catalogue/event-level.ts';
import { sourceStates } from '../../../shared/domain/catalogue/source.ts';
import { type Json, type Service, startService } from './service.ts';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

const get = async (path: string, query: { readonly [name: string]: string } = {}): Promise<Json> => {
  const answer = await service.api('GET', path, { query });
  expect(answer.status, answer.text).toBe(200);
  return answer.json();
};

/** Every item of a list, page by page, as a client would. */
async function walk(path: string, query: { readonly [name: string]: string } = {}): Promise<readonly Json[]> {
  const items: Json[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = await get(path, { ...query, ...(cursor === '' ? {} : { cursor }) });
    expect(page.items.length).toBeLessThanOrEqual(Number(query.limit ?? 50));
    items.push(...page.items);
    cursor = page.next;
  }
  return items;
}

const ids = (items: readonly { readonly id: string }[]): readonly string[] => items.map(({ id }) => id).sort();

describe('paging', () => {
  it.each(['1', '4', '100'])('of %s walks every API once', async (limit) => {
    const published = service.seeded.apis.filter(({ state }) => state !== 'withdrawn');
    expect(ids(await walk('/v1/apis', { limit }))).toEqual(ids(published));
  });

  it.each(['1', '3', '7'])('of %s walks every administration once', async (limit) => {
    expect(ids(await walk('/v1/publishers', { limit }))).toEqual([...service.seeded.publisherIds].sort());
  });

  it.each(['1', '5', '12'])('of %s walks every revision once, newest first', async (limit) => {
    const found = await walk(`/v1/apis/${service.seeded.api.id}/revisions`, { limit });
    expect(found.map(({ number }) => number)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  it.each(['1', '10', '63'])('of %s walks every event once, newest first', async (limit) => {
    const found = await walk('/v1/changes', { limit });
    expect(found.map(({ id }) => id)).toEqual(service.seeded.events.map(({ id }) => id).toReversed());
  });

  it('holds 50 unless it is told otherwise', async () => {
    const page = await get('/v1/changes');
    expect(page.items).toHaveLength(50);
    expect(page.next).toEqual(expect.any(String));
  });

  it('refuses a cursor of another list: it would end the reading in silence', async () => {
    const { next } = await get('/v1/apis', { limit: '1' });
    const { next: ofRevisions } = await get(`/v1/apis/${service.seeded.api.id}/revisions`, { limit: '1' });
    for (const path of ['/v1/publishers', '/v1/changes', `/v1/apis/${service.seeded.api.id}/revisions`]) {
      expect((await service.api('GET', path, { query: { cursor: next } })).status).toBe(400);
    }
    expect((await service.api('GET', '/v1/apis', { query: { cursor: ofRevisions } })).status).toBe(400);
  });
});

describe('filters of APIs', () => {
  it.each([
    undefined,
    'c_h501',
    'ente-0',
    'nobody',
  ])('by administration %s and by each state hold what fits both', async (publisher) => {
    for (const state of [undefined, ...sourceStates]) {
      const query = { ...(publisher && { publisher }), ...(state && { state }), limit: '2' };
      const wanted = service.seeded.apis.filter(
        (api) =>
          (publisher ?? api.publisherId) === api.publisherId &&
          (state === undefined ? api.state !== 'withdrawn' : api.state === state),
      );
      expect(ids(await walk('/v1/apis', query))).toEqual(ids(wanted));
    }
  });
});

describe('filters of changes', () => {
  const events = (fits: (event: Service['seeded']['events'][number]) => boolean): readonly string[] =>
    service.seeded.events
      .filter(fits)
      .map(({ id }) => id)
      .toReversed();
  const walked = async (path: string, query: { readonly [name: string]: string }): Promise<readonly string[]> =>
    (await walk(path, query)).map(({ id }) => id);

  it('by kind', async () => {
    expect(await walked('/v1/changes', { kind: 'api.withdrawn', limit: '2' })).toEqual(
      events(({ kind }) => kind === 'api.withdrawn'),
    );
  });

  it('by level: this one and the graver ones, all but wording unless it is asked for', async () => {
    for (const [level, graver] of [
      ['breaking', ['breaking']],
      ['warning', ['breaking', 'warning']],
      ['editorial', ['breaking', 'warning', 'info', 'editorial']],
    ] as const) {
      const wanted = events((event) => (graver as readonly string[]).includes(levelOfEvent(event)));
      expect(wanted.length).toBeGreaterThan(4);
      expect(await walked('/v1/changes', { level, limit: '4' })).toEqual(wanted);
      expect((await walk('/v1/changes', { level })).map((event) => event.level)).toEqual(
        wanted.map((id) => levelOfEvent(service.seeded.events.find((event) => event.id === id)!)),
      );
    }
    const { id } = service.seeded.api;
    expect(await walked(`/v1/apis/${id}/changes`, { level: 'breaking', kind: 'api.changed' })).toEqual(
      events((event) => event.apiId === id && event.kind === 'api.changed' && event.level === 'breaking'),
    );
  });

  it('by time, in any zone, down to the instant', async () => {
    const wanted = events(({ at }) => at >= '2026-11-23T08:30:00.000Z');
    for (const since of [
      '2026-11-23T08:30:00Z',
      '2026-11-23T08:30:00.000Z',
      '2026-11-23T09:30:00+01:00',
      '2026-11-23T08:29:59.001Z',
    ])
      expect(await walked('/v1/changes', { since, limit: '7' })).toEqual(wanted);
    expect(await walked('/v1/changes', { since: '2026-11-23' })).toEqual(events(() => true));
    expect(await walked('/v1/changes', { since: '2027-01-01' })).toEqual([]);
  });

  it('by API', async () => {
    const { id } = service.seeded.api;
    expect(await walked(`/v1/apis/${id}/changes`, { limit: '3' })).toEqual(events(({ apiId }) => apiId === id));
    expect(await walked(`/v1/apis/${id}/changes`, { kind: 'api.valid', since: '2026-11-23T08:30:00Z' })).toEqual(
      events(({ apiId, kind, at }) => apiId === id && kind === 'api.valid' && at >= '2026-11-23T08:30:00.000Z'),
    );
  });
});
