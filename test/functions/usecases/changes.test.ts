import { beforeEach, describe, expect, it } from 'vitest';
import type { Api, CatalogueEvent } from '../../../shared/domain/catalogue/api.ts';
import type { Source } from '../../../shared/domain/catalogue/source.ts';
import { sourceIdOf } from '../../../shared/domain/catalogue/source.ts';
import type { Analyser } from '../../../shared/ports.ts';
import { crawlShard } from '../../../shared/usecases/crawl.ts';
import type { CrawlWorld } from '../../../shared/usecases/world.ts';
import { description, linkset, SmallInternet } from '../../fixtures/small-internet.ts';
import {
  createPorts,
  everything,
  register,
  StillClock,
  threadAnalyser,
  whatIsDue,
  worldOver,
} from '../../fixtures/small-world.ts';

const base = 'https://api.uno.example';
const catalogue = `${base}/catalog`;
const url = `${base}/a.json`;
const start = Date.parse('2026-11-23T08:00:00.000Z');
const confirmMs = 120_000;

let net: SmallInternet;
let clock: StillClock;
let world: CrawlWorld;

const crawl = (run = whatIsDue) => crawlShard(world, 0, run);
/** The next visits when the source is due: as many as asked for, two minutes apart. */
async function look(visits = 1): Promise<void> {
  for (let visit = 0; visit < visits; visit += 1) {
    clock.at = Math.max(clock.at, Date.parse((await source()).nextAt));
    await crawl();
  }
}
const source = async (): Promise<Source> => (await world.store.sources.get(sourceIdOf('uno', url)))!;
const api = async (): Promise<Api> => (await world.store.apis.list(1)).items[0]!;
/** Oldest first. */
const told = async (...kinds: readonly string[]): Promise<readonly CatalogueEvent[]> =>
  (await world.store.events.latest(100)).items
    .filter(({ kind }) => kinds.length === 0 || kinds.includes(kind))
    .toReversed();
const kinds = async (): Promise<readonly string[]> =>
  (await told()).map(({ kind }) => kind).filter((kind) => kind !== 'compliance.changed');

/** The same rows and blobs, with another analyser. */
let reopen: (analyser: Analyser) => void;

beforeEach(async () => {
  net = new SmallInternet();
  clock = new StillClock(start);
  const ports = createPorts(net, clock);
  reopen = (analyser) => {
    world = worldOver({ ...ports, analyser });
  };
  reopen(threadAnalyser);
  net.serve(catalogue, linkset(base, [{ path: '/a.json' }]));
  net.serve(url, description('A'));
  await register(world, [{ id: 'uno', name: 'Comune Uno', domains: ['uno.example'], sources: [{ url: catalogue }] }]);
  await crawl();
  clock.at += 86_400_000;
});

describe('another content of a published description', () => {
  it('is remembered at first sight, with nothing told, and looked at again within minutes', async () => {
    const before = await api();
    net.serve(url, description('A', '1.1.0', ['/more']));
    await look();
    expect(await api()).toEqual(before);
    expect(await kinds()).toEqual(['api.published']);
    const { pending, visits, nextAt, state, digest } = await source();
    expect({ state, digest }).toEqual({ state: 'ok', digest: before.digest });
    expect(Date.parse(nextAt) - clock.at).toBe(confirmMs);
    expect(visits[0]).toMatchObject({ outcome: 'unconfirmed', state: 'ok', status: 200 });
    expect(visits[0]?.detail).toMatch(/counts once it is seen twice/);
    const bytes = await world.store.documents.getDocument(pending?.digest ?? '');
    expect(new TextDecoder().decode(bytes)).toBe(description('A', '1.1.0', ['/more']));
  });

  it('is published at second sight, also when the server only says that it is still that', async () => {
    net.serve(url, description('A', '1.1.0', ['/more']));
    await look(2);
    const { visits, pending, digest } = await source();
    expect(visits[0]).toMatchObject({ outcome: 'changed', status: 304 });
    expect(pending).toBeUndefined();
    expect(await api()).toMatchObject({ revision: 2, digest, metadata: { version: '1.1.0' } });
    expect(await kinds()).toEqual(['api.published', 'api.changed']);
    const revision = await world.store.apis.revision((await api()).id, 2);
    expect(revision).toMatchObject({ fetchedAt: new Date(clock.at).toISOString(), contentType: 'application/json' });
  });

  it('is published at second sight from a server that knows no validators', async () => {
    net.serve(url, { body: description('A', '1.1.0', ['/more']), headers: { 'x-no-validators': '1' } });
    await look(2);
    expect((await source()).visits[0]).toMatchObject({ outcome: 'changed', status: 200 });
    expect(await kinds()).toEqual(['api.published', 'api.changed']);
  });

  it('is nothing at all when the published one is back: a deploy that flaps tells nothing', async () => {
    for (let swing = 0; swing < 4; swing += 1) {
      net.serve(url, description('A', '1.1.0', ['/more']));
      await look();
      net.serve(url, description('A'));
      await look();
      expect((await source()).pending).toBeUndefined();
    }
    expect(await api()).toMatchObject({ revision: 1 });
    expect(await kinds()).toEqual(['api.published']);
  });

  it('waits anew when a third content comes, and the one that comes twice is published', async () => {
    net.serve(url, description('A', '1.1.0', ['/one']));
    await look();
    net.serve(url, description('A', '1.2.0', ['/two']));
    await look();
    expect((await source()).pending).toMatchObject({ contents: 2 });
    expect(await kinds()).toEqual(['api.published']);
    await look();
    expect(await api()).toMatchObject({ revision: 2, metadata: { version: '1.2.0' } });
  });

  it('is not lost when it differs at every fetch', async () => {
    for (const version of ['1.1.0', '1.2.0', '1.3.0']) {
      net.serve(url, description('A', version, [`/v${version}`]));
      await look();
    }
    expect(await api()).toMatchObject({ revision: 2, metadata: { version: '1.3.0' } });
    net.serve(url, description('A', '1.4.0', ['/x']));
    await look();
    clock.at += 7 * 3_600_000;
    net.serve(url, description('A', '1.5.0', ['/y']));
    await look();
    expect(await api()).toMatchObject({ revision: 3, metadata: { version: '1.5.0' } });
  });

  it('counts as seen twice when other bytes say the same', async () => {
    const next = description('A', '1.1.0', ['/more']);
    net.serve(url, next);
    await look();
    net.serve(url, JSON.stringify(JSON.parse(next), null, 2));
    await look();
    expect(await api()).toMatchObject({ revision: 2 });
    expect(await kinds()).toEqual(['api.published', 'api.changed']);
  });

  it('keeps waiting while the address fails, and is published once it is seen again', async () => {
    net.serve(url, description('A', '1.1.0', ['/more']));
    await look();
    net.serve(url, { fails: 'connect-refused' });
    await look();
    expect(await api()).toMatchObject({ revision: 1, state: 'unreachable' });
    net.serve(url, description('A', '1.1.0', ['/more']));
    await look();
    expect(await api()).toMatchObject({ revision: 2, state: 'ok' });
  });

  it('is seen twice within one pass when a person asks for everything', async () => {
    net.serve(url, description('A', '1.1.0', ['/more']));
    expect(await crawl(everything)).toMatchObject({ revisions: 1, events: 1, faults: 0 });
    expect(net.asked.slice(-2)).toEqual([url, url]);
    expect(await kinds()).toEqual(['api.published', 'api.changed']);
    expect(await crawl(everything)).toMatchObject({ revisions: 0, events: 0, bodies: 0 });
  });

  it('is seen twice also where it comes to an API by another address', async () => {
    const named = { info: { 'x-api-id': 'a-1' } };
    net.serve(url, description('A', '1.0.1', ['/named'], named));
    await look(2);
    const there = `${base}/there.json`;
    net.serve(catalogue, linkset(base, [{ path: '/there.json' }]));
    net.serve(url, { body: 'gone', status: 404 });
    net.serve(there, description('A', '2.0.0', ['/named', '/moved'], named));
    clock.at += 86_400_000;
    await crawl();
    expect(await api()).toMatchObject({ revision: 2 });
    clock.at += confirmMs;
    await crawl();
    expect(await api()).toMatchObject({ revision: 3, aliases: [there] });
    expect((await world.store.apis.list(10)).items).toHaveLength(1);
  });
});

describe('what a revision changed', () => {
  const withParameter = (version: string): string => {
    const document = JSON.parse(description('A', version));
    document.tags = [{ name: 'anagrafe' }];
    document.paths['/things'].get.parameters = [
      { in: 'query', name: 'cf', required: true, schema: { type: 'string' } },
    ];
    return JSON.stringify(document);
  };

  it('is told with its level, its counts, its changes and what it failed to announce', async () => {
    net.serve(url, withParameter('1.1.0'));
    await look(2);
    const [event] = await told('api.changed');
    expect(event).toMatchObject({
      level: 'breaking',
      tags: ['anagrafe'],
      from: '1',
      to: '2',
      counts: { breaking: 1 },
      notes: ['api-major-version-not-bumped'],
      facts: { base: 1, base_version: '1.0.0', revision: 2, verdict: 'valid' },
    });
    expect(event?.changes?.[0]).toMatchObject({
      level: 'breaking',
      operations: [{ method: 'GET', path: '/things' }],
      operationCount: 1,
    });
    const { digest } = (await world.store.apis.revision((await api()).id, 1))!;
    const whole = await world.store.documents.getComparison(digest, (await api()).digest, event?.engine ?? '');
    expect(whole?.changes.length).toBeGreaterThanOrEqual(event?.changes?.length ?? 1);
    const stored = await world.store.apis.revision((await api()).id, 2);
    expect(stored?.comparison).toMatchObject({ base: 1, counts: { breaking: 1 } });
  });

  it('is no event when only the wording changed, but a revision that says so', async () => {
    const document = JSON.parse(description('A'));
    document.info.description = 'Altre parole';
    net.serve(url, JSON.stringify(document));
    await look(2);
    expect(await api()).toMatchObject({ revision: 2 });
    expect(await kinds()).toEqual(['api.published']);
    const revision = await world.store.apis.revision((await api()).id, 2);
    expect(revision?.comparison?.counts).toMatchObject({ breaking: 0, warning: 0, info: 0 });
    expect(revision?.comparison?.counts.editorial).toBeGreaterThan(0);
  });

  it('is told as not known when it could not be compared', async () => {
    reopen({ ...threadAnalyser, compare: async () => undefined });
    net.serve(url, withParameter('2.0.0'));
    await look(2);
    const [event] = await told('api.changed');
    expect(event).toMatchObject({ level: 'warning', facts: { comparison: 'unavailable' } });
    expect(event).not.toHaveProperty('changes');
  });

  it('is told of two broken revisions too, against each other', async () => {
    const broken = (more: readonly string[]): string =>
      JSON.stringify({ ...JSON.parse(description('A', '1.0.0', more)), components: [] });
    net.serve(url, broken(['/one']));
    await look(2);
    clock.at += 86_400_000;
    net.serve(url, broken(['/one', '/two']));
    await look(2);
    const events = await told('api.invalid', 'api.changed');
    expect(events).toMatchObject([
      { kind: 'api.invalid', level: 'warning', facts: { base: 1 } },
      { kind: 'api.changed', facts: { base: 2 } },
    ]);
    expect(events[1]?.changes).toMatchObject([{ id: 'endpoint-added' }]);
    clock.at += 86_400_000;
    net.serve(url, description('A', '1.0.0', ['/one']));
    await look(2);
    expect(await told('api.valid')).toMatchObject([{ facts: { base: 1, revision: 4 } }]);
  });

  it('is not told again by a newer engine, when the run that stored it is repeated', async () => {
    net.serve(url, withParameter('1.1.0'));
    await look();
    const seen = await source();
    await look();
    const before = await told();
    reopen({
      ...threadAnalyser,
      compare: async (request) => {
        const comparison = await threadAnalyser.compare(request);
        return comparison && { ...comparison, engine: '99', breaking: 7 };
      },
    });
    // As if the run had been killed before the rows that it writes last.
    const { id, ...rest } = await api();
    await world.store.apis.put({ ...rest, id, revision: 1, digest: seen.digest ?? '' });
    await world.store.sources.save(await source(), (current) => ({ ...seen, version: current.version }));
    expect(await crawl()).toMatchObject({ visited: 1, revisions: 0, events: 0, faults: 0 });
    expect(await api()).toMatchObject({ revision: 2 });
    expect(await told()).toEqual(before);
    expect((await world.store.apis.revision(id, 2))?.comparison).toMatchObject({ counts: { breaking: 1 } });
  });
});

describe('the announced end of an API', () => {
  const ending = (version: string, info: object): string => description('A', version, [], { info });
  const day = 86_400_000;
  const sunsets = async () => (await told('api.sunset')).map(({ facts }) => facts);

  it('is told once when it is announced, and counted down once at each threshold, by visits that find nothing new', async () => {
    clock.at = Date.parse('2026-11-24T09:00:00.000Z');
    net.serve(url, ending('1.0.1', { 'x-deprecated': true, 'x-sunset': '2027-03-31' }));
    await crawl(everything);
    expect(await told('api.deprecated')).toMatchObject([{ level: 'warning', facts: { source: 'description' } }]);
    expect(await sunsets()).toMatchObject([{ sunset: '2027-03-31', days: 127, of: 'api', source: 'description' }]);
    for (let date = 0; date < 150; date += 1) {
      clock.at += day;
      await crawl();
    }
    expect(await sunsets()).toMatchObject([
      { days: 127 },
      { days: 90, threshold: 90 },
      { days: 30, threshold: 30 },
      { days: 7, threshold: 7 },
    ]);
    expect(await told('api.deprecated')).toHaveLength(1);
    expect((await api()).lifecycle).toMatchObject({
      deprecated: { source: 'description', seenAt: '2026-11-24T09:00:00.000Z' },
      sunset: { on: '2027-03-31', of: 'api', source: 'description', seenAt: '2026-11-24T09:00:00.000Z' },
    });
  });

  it('tells only the nearest threshold where several were passed, and a changed date anew', async () => {
    net.serve(url, ending('1.0.1', { 'x-sunset': '2027-06-30' }));
    await crawl(everything);
    clock.at = Date.parse('2027-06-10T08:00:00.000Z');
    await crawl(everything);
    expect(await sunsets()).toMatchObject([{ sunset: '2027-06-30' }, { days: 20, threshold: 30 }]);
    clock.at += 60_000;
    net.serve(url, ending('1.0.2', { 'x-sunset': '2027-08-31' }));
    await crawl(everything);
    expect((await sunsets())[2]).toMatchObject({ sunset: '2027-08-31', sunset_before: '2027-06-30', days: 82 });
    clock.at += 60_000;
    net.serve(url, ending('1.0.3', {}));
    await crawl(everything);
    expect((await sunsets())[3]).toEqual({ taken_back: 'yes', sunset_before: '2027-08-31' });
    expect((await api()).lifecycle).toEqual({ turns: 2 });
  });

  it('is read from the headers of the answer, kept through answers without a body, and dropped with them', async () => {
    const headers = { deprecation: '@1767225599', sunset: 'Sun, 28 Feb 2027 23:59:59 GMT' };
    net.serve(url, { body: description('A'), headers });
    await look();
    const [deprecated] = await told('api.deprecated');
    expect(deprecated?.facts).toEqual({ source: 'header', deprecated_at: '2025-12-31' });
    expect((await api()).lifecycle?.sunset).toMatchObject({ on: '2027-02-28', source: 'header' });
    net.serve(url, description('A'));
    await look();
    expect((await source()).visits[0]).toMatchObject({ status: 304 });
    expect((await api()).lifecycle?.sunset).toMatchObject({ on: '2027-02-28' });
    net.serve(url, { body: description('A'), headers: { 'x-no-validators': '1' } });
    await world.store.sources.save(await source(), ({ validators: _, ...rest }) => rest);
    await look();
    expect((await api()).lifecycle).toEqual({ turns: 1 });
    expect((await told('api.deprecated')).map(({ facts }) => facts.taken_back)).toEqual([undefined, 'yes']);
  });

  it('is told once when the run that told it is repeated', async () => {
    net.serve(url, ending('1.0.1', { 'x-deprecated': '2026-12-01', 'x-sunset': '2027-01-31' }));
    await crawl(everything);
    const before = await told();
    const { lifecycle: _, ...rest } = await api();
    await world.store.apis.put(rest);
    expect(await crawl(everything)).toMatchObject({ events: 0 });
    expect(await told()).toEqual(before);
    expect((await api()).lifecycle).toMatchObject({ sunset: { on: '2027-01-31' }, toldDays: 90 });
  });
});
