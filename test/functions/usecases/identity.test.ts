import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Api } from '../../../shared/domain/catalogue/api.ts';
import { sourceIdOf } from '../../../shared/domain/catalogue/source.ts';
import { crawlShard } from '../../../shared/usecases/crawl.ts';
import { readSubject } from '../../../shared/usecases/read-changes.ts';
import type { CrawlWorld } from '../../../shared/usecases/world.ts';
import { description, linkset, type Page, SmallInternet } from '../../fixtures/small-internet.ts';
import { createPorts, everything, register, StillClock, whatIsDue, worldOver } from '../../fixtures/small-world.ts';

const base = 'https://api.uno.example';
const catalogue = `${base}/catalog`;
const uno = { id: 'uno', name: 'Comune Uno', domains: ['uno.example'], sources: [{ url: catalogue }] };

let net: SmallInternet;
let clock: StillClock;
let world: CrawlWorld;

const crawl = (run = everything) => crawlShard(world, 0, run);
const apis = async (): Promise<readonly Api[]> => (await world.store.apis.list(100)).items;
const source = async (url: string, publisher = 'uno') => (await world.store.sources.get(sourceIdOf(publisher, url)))!;
const kinds = async (): Promise<readonly string[]> =>
  (await world.store.events.latest(100)).items
    .map(({ kind }) => kind)
    .filter((kind) => kind !== 'compliance.changed')
    .reverse();
const list = (...entries: Parameters<typeof linkset>[1]): void => net.serve(catalogue, linkset(base, entries));
const linksTo = (targets: { readonly [rel: string]: readonly string[] }): Page => ({
  type: 'application/linkset+json',
  body: JSON.stringify({
    linkset: [
      {
        anchor: base,
        ...Object.fromEntries(Object.entries(targets).map(([rel, urls]) => [rel, urls.map((href) => ({ href }))])),
      },
    ],
  }),
});

beforeEach(async () => {
  net = new SmallInternet();
  clock = new StillClock();
  world = worldOver(createPorts(net, clock));
  list({ path: '/a.json' });
  net.serve(`${base}/a.json`, description('A'));
  await register(world, [uno]);
});

describe('an API under a new address', () => {
  const anchor = `${base}/a`;

  it('goes on under its id when its description is renamed within its context', async () => {
    list({ path: '/a.json', anchor });
    await crawl();
    const [{ id } = { id: '' }] = await apis();
    list({ path: '/b.json', anchor });
    net.serve(`${base}/b.json`, description('A'));
    await crawl();
    net.serve(`${base}/b.json`, description('A', '2.0.0', ['/more']));
    clock.pass(8);
    await crawl();
    expect(await apis()).toMatchObject([{ id, state: 'ok', revision: 2, aliases: [`${base}/b.json`] }]);
    expect(await kinds()).toEqual(['api.published', 'api.changed']);
  });

  it('goes on in its other form when the first is taken away', async () => {
    list({ path: '/a.json', anchor }, { path: '/pair.json', anchor });
    net.serve(`${base}/pair.json`, description('A'));
    await crawl();
    const [{ id, url } = { id: '', url: '' }] = await apis();
    const other = url.endsWith('/a.json') ? '/pair.json' : '/a.json';
    list({ path: other, anchor });
    net.serve(url, { body: 'gone', status: 404 });
    await crawl();
    clock.pass(8);
    await crawl();
    net.serve(`${base}${other}`, description('A', '2.0.0'));
    await crawl();
    expect(await apis()).toMatchObject([{ id, state: 'ok', revision: 2, alternates: [] }]);
    expect(await kinds()).not.toContain('api.withdrawn');
  });

  it('is not told by its old address any more', async () => {
    const named = { info: { 'x-api-id': 'a1' } };
    net.serve(`${base}/a.json`, description('A', '1', [], named));
    await crawl();
    list({ path: '/new.json' });
    net.serve(`${base}/new.json`, description('A', '2', [], named));
    net.serve(`${base}/a.json`, { body: 'gone', status: 404 });
    for (let day = 0; day < 3; day += 1) {
      await crawl();
      clock.pass(1);
      expect(await apis()).toMatchObject([{ state: 'ok', revision: 2 }]);
    }
  });
});

describe('what is no longer led to', () => {
  it('is withdrawn with the catalogue that led there, also through catalogues that list each other', async () => {
    const one = `${base}/one`;
    const two = `${base}/two`;
    net.serve(catalogue, linksTo({ 'api-catalog': [one] }));
    net.serve(one, linksTo({ 'api-catalog': [two], 'service-desc': [`${base}/a.json`] }));
    net.serve(two, linksTo({ 'api-catalog': [one] }));
    await crawl();
    expect(await apis()).toMatchObject([{ state: 'ok' }]);
    net.serve(catalogue, linksTo({ item: [`${base}/elsewhere`] }));
    await crawl();
    clock.pass(8);
    await crawl();
    expect(await apis()).toMatchObject([{ state: 'withdrawn' }]);
    expect(await source(two)).toMatchObject({ state: 'withdrawn' });
  });

  describe('of an administration that was taken out of the sources', () => {
    const ids = async () => (await world.store.publishers.all()).map(({ id }) => id);
    const due = { id: 'due', name: 'Due', domains: ['due.example'] };
    const takeOut = async (): Promise<void> => {
      await crawl();
      await register(world, [due]);
      await crawl();
      clock.pass(8);
    };

    it('is withdrawn as what nobody watches any more, and then the administration is forgotten', async () => {
      await takeOut();
      expect(await ids()).toEqual(['due', 'uno']);
      await crawl();
      expect(await apis()).toMatchObject([{ state: 'withdrawn', code: 'unwatched', publisherName: 'Comune Uno' }]);
      expect(await world.store.endpoints.ofShard(0)).toEqual([]);
      const { items } = await world.store.events.latest(1);
      const facts = { missing_since: '2026-11-23T08:00:00.000Z', code: 'unwatched' };
      expect(items).toMatchObject([{ kind: 'api.withdrawn', level: 'info', facts }]);
      await crawl();
      expect(await ids()).toEqual(['due']);
      await crawl();
      expect(await ids()).toEqual(['due']);
      expect(await readSubject(world, { of: 'publisher', id: 'uno' })).toBe('Comune Uno');
      expect(await readSubject(world, { of: 'publisher', id: 'nobody' })).toBeUndefined();
    });

    it('is withdrawn also where its catalogue listed it only in the time of grace', async () => {
      await crawl();
      await register(world, [due]);
      list({ path: '/a.json' }, { path: '/late.json' });
      net.serve(`${base}/late.json`, description('Late'));
      for (const days of [0, 1, 8]) {
        clock.pass(days);
        await crawl();
      }
      expect(await apis()).toMatchObject([{ state: 'withdrawn' }, { state: 'withdrawn' }]);
      expect(await ids()).toEqual(['due', 'uno']);
      await crawl();
      expect(await ids()).toEqual(['due']);
    });

    it('has no administration read but those that left, and also by a row that names none of them', async () => {
      const { publishers } = world.store;
      const all = vi.spyOn(publishers, 'all');
      const reads = async (): Promise<number> => {
        all.mockClear();
        await crawl();
        return all.mock.calls.length;
      };
      await takeOut();
      expect(await publishers.registered()).toMatchObject({ left: ['uno'] });
      expect(await reads()).toBe(0);
      const { left: _, ...old } = (await publishers.registered())!;
      await publishers.putRegistered(old);
      expect(await reads()).toBe(1);
      expect(await publishers.registered()).toEqual({ ...old, left: [] });
      expect(await reads()).toBe(0);
      all.mockRestore();
      expect(await ids()).toEqual(['due']);
    });

    it('was dropped by its catalogue before that, if that came first', async () => {
      await crawl();
      list();
      await crawl();
      clock.pass(1);
      await takeOut();
      await crawl();
      const { items } = await world.store.events.latest(1);
      expect(items).toMatchObject([{ kind: 'api.withdrawn', facts: { missing_since: '2026-11-23T08:00:00.000Z' } }]);
      expect(items[0]).not.toHaveProperty('level');
      expect((await apis())[0]).not.toHaveProperty('code');
    });

    it('stays as it is when the administration is back within the time of grace', async () => {
      await crawl();
      await register(world, [due]);
      await crawl();
      await register(world, [uno, due]);
      clock.pass(8);
      await crawl();
      expect(await apis()).toMatchObject([{ state: 'ok' }]);
      expect((await world.store.publishers.get('uno'))?.removedAt).toBeUndefined();
    });

    it('is published again under its id when the administration comes back', async () => {
      await takeOut();
      await crawl();
      const [{ id } = { id: '' }] = await apis();
      await crawl();
      await register(world, [uno]);
      clock.pass(1);
      await crawl();
      expect(await apis()).toMatchObject([{ id, state: 'ok', revision: 1 }]);
      expect((await apis())[0]).not.toHaveProperty('code');
      expect(await kinds()).toEqual(['api.published', 'api.withdrawn', 'api.published']);
      expect((await ids()).includes('uno')).toBe(true);
    });
  });

  it('comes back with its new content told once, and without the date of its withdrawal', async () => {
    await crawl();
    list({ path: '/other.json' });
    await crawl();
    clock.pass(8);
    await crawl();
    list({ path: '/a.json' });
    net.serve(`${base}/a.json`, { body: 'no', status: 404 });
    clock.pass(1);
    await crawl();
    expect((await kinds()).filter((kind) => kind === 'api.published')).toHaveLength(1);
    net.serve(`${base}/a.json`, description('A', '2.0.0'));
    clock.pass(1);
    await crawl();
    expect(await apis()).toMatchObject([{ state: 'ok', revision: 2 }]);
    expect((await apis())[0]).not.toHaveProperty('withdrawnAt');
    expect(await kinds()).toEqual(['api.published', 'api.withdrawn', 'api.published']);
  });
});

describe('several listers of one description', () => {
  it('each keep what they say of it', async () => {
    list({ path: '/a.json', status: `${base}/health` });
    const both = { ...uno, sources: [{ url: catalogue }, { url: `${base}/a.json` }] };
    await register(world, [both]);
    await crawl();
    await register(world, [both, { id: 'due', name: 'Due', domains: ['due.example'] }]);
    await crawl();
    expect(await source(`${base}/a.json`)).toMatchObject({ statusUrls: [`${base}/health`], registered: true });
    await register(world, [uno]);
    await crawl();
    expect(await source(`${base}/a.json`)).toMatchObject({ statusUrls: [`${base}/health`], registered: false });
    expect((await source(`${base}/a.json`)).missingSince).toBeUndefined();
  });
});

describe('limits', () => {
  it('hold for links that claim to be descriptions and are catalogues', async () => {
    const at = (level: number): string => `${base}/level-${level}`;
    net.serve(catalogue, linksTo({ 'service-desc': [at(1)] }));
    for (let level = 1; level < 8; level += 1) net.serve(at(level), linksTo({ 'service-desc': [at(level + 1)] }));
    await crawl();
    expect(net.asked).not.toContain(at(5));
    expect((await source(at(4))).diagnostics?.map(({ code }) => code)).toContain('CATALOG_TOO_DEEP');
  });

  it('bound the rows of a publisher, also when its links change at every visit, and nothing listed is missed', async () => {
    const many = (prefix: string) => Array.from({ length: 3000 }, (_, index) => `${base}/${prefix}-${index}.json`);
    net.serve(catalogue, linksTo({ 'service-desc': [...many('x'), `${base}/a.json`] }));
    const onlyCatalogue = {
      ...whatIsDue,
      isOver: (() => {
        let left = 3;
        return () => left-- <= 0;
      })(),
    };
    await crawl(onlyCatalogue);
    net.serve(catalogue, linksTo({ 'service-desc': [...many('y'), `${base}/a.json`] }));
    clock.pass(1);
    await crawl({
      ...everything,
      isOver: (() => {
        let left = 3;
        return () => left-- <= 0;
      })(),
    });
    const rows = await world.store.sources.ofPublisher('uno');
    expect(rows.length).toBeLessThanOrEqual(5001);
    expect((await source(`${base}/a.json`)).missingSince).toBeUndefined();
  });
});

describe('the operator’s words', () => {
  it('reach the APIs: a new name, other domains', async () => {
    await crawl();
    await register(world, [{ ...uno, name: 'Città Uno', domains: ['altro.example'] }]);
    await crawl();
    expect(await apis()).toMatchObject([{ publisherName: 'Città Uno', owned: false }]);
  });

  it('that cannot be read stop nothing', async () => {
    await crawl();
    await world.store.documents.putSources(new TextEncoder().encode('publishers: [{id: }]'));
    clock.pass(1);
    expect(await crawl()).toMatchObject({ visited: 2, faults: 0 });
  });
});

describe('work that is not repeated', () => {
  it('an entry that links its description is unchanged as long as it says the same', async () => {
    net.serve(catalogue, linksTo({ item: [`${base}/entry`] }));
    net.serve(`${base}/entry`, {
      body: '<!doctype html><p>API',
      type: 'text/html',
      headers: { link: '</a.json>; rel="service-desc"' },
    });
    await crawl();
    clock.pass(1);
    await crawl();
    expect((await source(`${base}/entry`)).visits[0]).toMatchObject({ outcome: 'unchanged', state: 'ok' });
  });

  it('a host whose catalogue was found is not searched again, and a bad moment takes nothing away', async () => {
    await register(world, [{ id: 'due', name: 'Due', domains: ['due.example'] }]);
    const found = 'https://due.example/.well-known/api-catalog';
    net.serve(found, linkset('https://due.example', [{ path: '/c.json' }]));
    net.serve('https://due.example/c.json', description('C'));
    await crawl();
    net.asked.length = 0;
    await crawl();
    expect(net.asked.filter((url) => url === found)).toHaveLength(1);
    net.serve(found, { body: '{}', status: 503 });
    net.serve('https://due.example/openapi.json', description('Guess'));
    await crawl();
    await crawl();
    expect((await source(found, 'due')).missingSince).toBeUndefined();
  });

  it('validators of an older body are not sent for a newer one', async () => {
    await crawl();
    net.serve(`${base}/a.json`, { body: description('A', '2'), headers: { 'x-no-validators': '1' } });
    await crawl();
    net.serve(`${base}/a.json`, description('A'));
    await crawl();
    expect(await apis()).toMatchObject([{ revision: 3 }]);
  });
});
