import { beforeEach, describe, expect, it } from 'vitest';
import { createSqliteTable } from '../../../shared/adapters/embedded/sqlite-table.ts';
import type { CatalogueEvent, EventKind } from '../../../shared/domain/catalogue/api.ts';
import { levelOfEvent, levelsFrom } from '../../../shared/domain/catalogue/event-level.ts';
import { type EventScope, everybody } from '../../../shared/domain/catalogue/event-scope.ts';
import { type ChangeLevel, changeLevels } from '../../../shared/domain/changes/change.ts';
import type { Position, Table } from '../../../shared/ports.ts';
import { createStore } from '../../../shared/store/store.ts';
import {
  type Archive,
  type FeedDocument,
  readArchive,
  readChanges,
  readFeed,
  readSubject,
} from '../../../shared/usecases/read-changes.ts';
import { createMemoryBlobs } from '../../fixtures/memory-blobs.ts';
import { createSampleWorld, sampleApi, sampleEvent, samplePublisher } from '../../fixtures/sample-records.ts';

const api = sampleApi('https://api.example/openapi.yaml');

/** A world whose table counts what is read of it. */
function createCountedWorld() {
  const table = createSqliteTable(':memory:');
  const counted = { reads: 0 };
  const count =
    <T extends unknown[], R>(read: (...given: T) => R) =>
    (...given: T): R => {
      counted.reads += 1;
      return read(...given);
    };
  const watched: Table = { ...table, get: count(table.get), getAll: count(table.getAll), query: count(table.query) };
  const store = createStore(watched, createMemoryBlobs(), { crawl: 1, probe: 1 });
  return { world: { ...createSampleWorld(), store }, counted };
}

let world: ReturnType<typeof createCountedWorld>['world'];
let counted: ReturnType<typeof createCountedWorld>['counted'];
beforeEach(() => {
  ({ world, counted } = createCountedWorld());
});

const tell = async (events: readonly CatalogueEvent[]): Promise<void> => {
  for (const event of events) await world.store.events.add(event);
};

describe('readChanges', () => {
  const at = (minute: number): string => new Date(Date.UTC(2026, 10, 23, 8, minute)).toISOString();
  const kinds = ['api.changed', 'api.changed', 'api.invalid'] as const;
  const all = Array.from({ length: 45 }, (_, minute) =>
    sampleEvent(api, at(minute), {
      kind: kinds[minute % 3]!,
      ...(minute % 3 === 1 ? { level: changeLevels[minute % 4]! } : {}),
    }),
  );
  beforeEach(() => tell(all));

  async function walk(filter: Parameters<typeof readChanges>[1], limit: number): Promise<readonly CatalogueEvent[]> {
    const found: CatalogueEvent[] = [];
    let after: Position | undefined;
    do {
      const page = await readChanges(world, filter, limit, after);
      expect(page.items.length).toBeLessThanOrEqual(limit);
      if (page.next !== undefined) expect(page.items).toHaveLength(limit);
      found.push(...page.items);
      after = page.next;
    } while (after !== undefined);
    return found;
  }

  const wanted = (level: ChangeLevel, fits: (event: CatalogueEvent) => boolean = () => true) =>
    all.filter((event) => levelsFrom(level).includes(levelOfEvent(event)) && fits(event)).toReversed();

  it.each([1, 7, 15, 100])('walks everything but wording once, newest first, in pages of %i', async (limit) => {
    const scope = everybody;
    expect(await walk({ scope }, limit)).toEqual(wanted('info'));
    expect(await walk({ scope, kind: 'api.invalid' }, limit)).toEqual(
      wanted('info', ({ kind }) => kind === 'api.invalid'),
    );
    expect(await walk({ scope: { of: 'api', id: api.id }, since: at(20) }, limit)).toEqual(
      wanted('info', (event) => event.at >= at(20)),
    );
    expect(await walk({ scope, kind: 'api.changed', since: at(20) }, limit)).toEqual(
      wanted('info', (event) => event.at >= at(20) && event.kind === 'api.changed'),
    );
    expect(await walk({ scope, since: at(10), until: at(20) }, limit)).toEqual(
      wanted('info', (event) => event.at >= at(10) && event.at < at(20)),
    );
    expect(await walk({ scope, until: at(10) }, limit)).toEqual(wanted('info', (event) => event.at < at(10)));
    expect(await walk({ scope, since: at(20), until: at(10) }, limit)).toEqual([]);
  });

  it.each(changeLevels)('of level %s holds that level and the graver ones', async (level) => {
    expect(await walk({ scope: everybody, level }, 4)).toEqual(wanted(level));
    expect(await walk({ scope: everybody, level, kind: 'api.changed' }, 4)).toEqual(
      wanted(level, ({ kind }) => kind === 'api.changed'),
    );
  });

  it('ends, with nothing, for what never happened', async () => {
    const scope = everybody;
    expect(await walk({ scope, kind: 'api.withdrawn' }, 5)).toEqual([]);
    expect(await readChanges(world, { scope: { of: 'api', id: 'nobody' } }, 5)).toEqual({ items: [] });
    expect(await readChanges(world, { scope, since: '2027-01-01T00:00:00.000Z' }, 5)).toEqual({ items: [] });
  });
});

describe('readSubject', () => {
  it('knows the names of APIs and administrations, and which are not there', async () => {
    await world.store.apis.put(api);
    await world.store.publishers.putAll([samplePublisher()]);
    expect(await readSubject(world, { of: 'api', id: api.id })).toBe('Anagrafe (Comune di Esempio)');
    expect(await readSubject(world, { of: 'publisher', id: 'c_h501' })).toBe('Comune di Esempio');
    expect(await readSubject(world, { of: 'tag', tag: 'anagrafe' })).toBe('anagrafe');
    expect(await readSubject(world, everybody)).toBe('');
    expect(await readSubject(world, { of: 'api', id: 'nobody' })).toBeUndefined();
    expect(await readSubject(world, { of: 'publisher', id: 'nobody' })).toBeUndefined();
  });
});

/** `count` events, one every six hours up to the end of November 2026, of all kinds and levels, in all scopes. */
const series = (count: number): readonly CatalogueEvent[] =>
  Array.from({ length: count }, (_, index) => {
    const kind: EventKind = (['api.changed', 'incident.opened', 'api.published'] as const)[index % 3]!;
    const at = new Date(Date.UTC(2026, 11, 1) - (count - index) * 21_600_000).toISOString();
    return sampleEvent(api, at, { kind, tags: ['Città', 'strade'], level: changeLevels[(index * 7) % 4]! });
  });

type Question = Parameters<typeof readFeed>[1];

const idsOf = ({ events }: FeedDocument): readonly string[] => events.map(({ id }) => id);

/** Every document from the feed on to the oldest archive. */
async function walkBack(question: Question): Promise<readonly { archive?: Archive; document: FeedDocument }[]> {
  const walked: { archive?: Archive; document: FeedDocument }[] = [{ document: await readFeed(world, question) }];
  for (let next = walked[0]!.document.older; next !== undefined; next = walked.at(-1)!.document.older) {
    const document = await readArchive(world, question, next);
    if (document === undefined) throw new Error(`a link leads nowhere: ${JSON.stringify(next)}`);
    walked.push({ archive: next, document });
  }
  return walked;
}

const scopes: readonly EventScope[] = [
  everybody,
  { of: 'api', id: api.id },
  { of: 'publisher', id: api.publisherId },
  { of: 'tag', tag: 'CITTA\u0300' },
];

describe('a feed and its archives', () => {
  it.each([0, 1, 49, 50, 51, 100, 101, 420])('hold each of %i events once, newest first', async (count) => {
    const events = series(count);
    await tell(events);
    for (const scope of scopes) {
      const walked = await walkBack({ scope, level: 'editorial' });
      expect(walked.flatMap(({ document }) => idsOf(document))).toEqual(events.map(({ id }) => id).toReversed());
      expect(idsOf(walked[0]!.document)).toHaveLength(Math.min(50, count));
      for (const { archive, document } of walked.slice(1)) {
        expect(document.events.length).toBeGreaterThan(0);
        expect(document.events.length).toBeLessThanOrEqual(50);
        expect(new Set(document.events.map(({ at }) => at.slice(0, 7)))).toEqual(new Set([archive!.month]));
      }
    }
  });

  it.each([51, 101, 420])('can be walked from the oldest of %i to what is not in the feed yet', async (count) => {
    const events = series(count);
    await tell(events);
    const question = { scope: everybody, level: 'editorial' } as const;
    const [oldest] = (await walkBack(question)).toReversed();
    const walked = [oldest!.document];
    for (let next = walked[0]!.newer; next !== undefined; next = walked.at(-1)!.newer) {
      const document = await readArchive(world, question, next);
      if (document === undefined || document.events.length === 0) break;
      walked.push(document);
    }
    const found = walked.flatMap((document) => idsOf(document).toReversed());
    expect(found).toEqual(events.slice(0, -50).map(({ id }) => id));
  });

  it.each([
    { level: 'breaking' },
    { kind: 'api.changed' },
    { level: 'warning', kind: 'incident.opened' },
  ] as const)('of %j hold what fits once', async (filter) => {
    const events = series(420);
    await tell(events);
    const fits = events.filter(
      (event) =>
        levelsFrom('level' in filter ? filter.level : 'info').includes(levelOfEvent(event)) &&
        (!('kind' in filter) || filter.kind === event.kind),
    );
    expect(fits.length).toBeGreaterThan(60);
    const walked = await walkBack({ scope: everybody, ...filter });
    expect(walked.flatMap(({ document }) => idsOf(document))).toEqual(fits.map(({ id }) => id).toReversed());
  });

  it('lead from an archive with nothing in it yet back to where the events are', async () => {
    await tell(series(60));
    const question = { scope: everybody, level: 'editorial' } as const;
    const [, { document }] = (await walkBack(question)) as [unknown, { document: FeedDocument }];
    const empty = await readArchive(world, question, document.newer!);
    expect(empty).toMatchObject({ events: [], older: { month: '2026-11' } });
    expect(await readArchive(world, question, empty!.older!)).toEqual(document);
  });

  it('have no archive of a month in which nothing happened', async () => {
    await tell(series(60));
    expect(await readArchive(world, { scope: everybody }, { month: '2026-12' })).toBeUndefined();
    expect(await readArchive(world, { scope: everybody }, { month: '2020-01' })).toBeUndefined();
    expect(await readArchive(world, { scope: { of: 'tag', tag: 'x' } }, { month: '2026-11' })).toBeUndefined();
  });

  it('are settled once the newest fifty are of later months, and stay as they were when more happens', async () => {
    const events = series(420);
    const question = { scope: everybody, level: 'editorial' } as const;
    const october = () => readArchive(world, question, { month: '2026-10' });
    const told = events.filter(({ at }) => at < '2026-11-13T12:00');
    expect(told.at(-50)!.at).toBe('2026-11-01T00:00:00.000Z');
    await tell(told);
    expect((await october())!.isSettled).toBe(false);
    await tell(events.slice(told.length, told.length + 1));
    const settled = (await october())!;
    expect(settled).toMatchObject({ isSettled: true, older: { month: '2026-10' }, newer: { month: '2026-11' } });
    const walked = async () => [
      settled,
      await readArchive(world, question, settled.older!),
      await readArchive(world, question, { month: '2026-09' }),
    ];
    const before = await walked();
    await tell(events.slice(told.length + 1));
    expect([await october(), ...(await walked()).slice(1)]).toEqual(before);
    expect((await readArchive(world, question, { month: '2026-11' }))!.isSettled).toBe(false);
  });
});

describe('reading', () => {
  it.each(
    scopes,
  )('a feed or an archive of %j costs as many reads of the table of many events as of few', async (scope) => {
    const costs: number[][] = [];
    for (const count of [100, 600]) {
      ({ world, counted } = createCountedWorld());
      await tell(series(count));
      const cost = async (work: () => Promise<unknown>): Promise<number> => {
        const before = counted.reads;
        await work();
        return counted.reads - before;
      };
      costs.push([
        await cost(() => readFeed(world, { scope })),
        await cost(() => readFeed(world, { scope, level: 'breaking', kind: 'api.changed' })),
        await cost(() => readArchive(world, { scope }, { month: '2026-11' })),
        await cost(() => readChanges(world, { scope, since: '2020-01-01' }, 50)),
      ]);
    }
    expect(costs).toEqual([
      [4, 2, 13, 4],
      [4, 2, 13, 4],
    ]);
  });
});
