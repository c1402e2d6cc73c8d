/** Events through their pointers, the same over every table: feeds, filters, months, both directions, the telling again. */
import { describe, expect, it } from 'vitest';
import { type CatalogueEvent, eventKinds } from '../../shared/domain/catalogue/api.ts';
import { levelOfEvent, levelsFrom } from '../../shared/domain/catalogue/event-level.ts';
import type { EventScope } from '../../shared/domain/catalogue/event-scope.ts';
import { changeLevels } from '../../shared/domain/changes/change.ts';
import type { Position, Table } from '../../shared/ports.ts';
import { createEvents, type EventQuestion, type Events } from '../../shared/store/events.ts';
import { keys, rowOf } from '../../shared/store/table.ts';
import { sampleApi, sampleEvent } from '../fixtures/sample-records.ts';
import { prepareTable, tableKinds } from './open-table.ts';

const apis = [
  sampleApi('https://api.example/1'),
  sampleApi('https://api.example/2', { publisherId: 'altro' }),
] as const;

/** Two at each instant, one every four hours around the turn of a month. */
const all: readonly CatalogueEvent[] = Array.from({ length: 120 }, (_, index) => {
  const at = new Date(Date.UTC(2026, 9, 27) + Math.floor(index / 2) * 14_400_000).toISOString();
  const level = changeLevels[(index * 3) % 4]!;
  return sampleEvent(apis[index % 2]!, at, {
    kind: eventKinds[index % eventKinds.length]!,
    ...(index % 5 === 0 ? {} : { level }),
    tags: index % 3 === 0 ? ['Città'] : ['strade', 'CITTA\u0300'],
  });
});

const positionOf = ({ at, id }: CatalogueEvent): string => `${at}#${id}`;
const newestFirst = all.toSorted((left, right) => (positionOf(left) < positionOf(right) ? 1 : -1));

const isTagged = ({ tags = [] }: CatalogueEvent, scope: EventScope): boolean =>
  'tag' in scope && (scope.tag === 'città' || tags.includes(scope.tag));

const isIn = (event: CatalogueEvent, scope: EventScope): boolean => {
  if (scope.of === 'all') return true;
  if (scope.of === 'api') return event.apiId === scope.id;
  if (scope.of === 'publisher') return event.publisherId === scope.id;
  return isTagged(event, scope);
};

const wanted = ({ scope, level = 'info', kind, month = '' }: EventQuestion): readonly CatalogueEvent[] =>
  newestFirst.filter(
    (event) =>
      isIn(event, scope) &&
      levelsFrom(level).includes(levelOfEvent(event)) &&
      (kind === undefined || event.kind === kind) &&
      event.at.startsWith(month),
  );

const scopes: readonly EventScope[] = [
  { of: 'all' },
  { of: 'api', id: apis[0].id },
  { of: 'publisher', id: 'altro' },
  { of: 'tag', tag: 'città' },
  { of: 'tag', tag: 'strade' },
  { of: 'tag', tag: 'nulla' },
];
const filters: readonly Omit<EventQuestion, 'scope'>[] = [
  {},
  { level: 'breaking' },
  { level: 'editorial' },
  { kind: 'api.withdrawn' },
  { level: 'warning', kind: 'api.changed' },
  { month: '2026-10' },
  { level: 'warning', month: '2026-11' },
  { month: '2025-01' },
];

describe.each(tableKinds)('events over the $kind table', ({ open }) => {
  let events: Events;
  let table: Table;
  let told = false;
  prepareTable(open, async (opened) => {
    table = opened;
    events = createEvents(table);
  });
  const tell = async (): Promise<void> => {
    if (told) return;
    told = true;
    for (const event of all) await events.add(event);
  };

  it.each(scopes)('of %j are walked once in pages, newest first, whatever the filter', async (scope) => {
    await tell();
    for (const filter of filters) {
      const question = { scope, ...filter };
      const found: CatalogueEvent[] = [];
      let after: Position | undefined;
      do {
        const page = await events.page(question, 7, after);
        found.push(...page.items);
        after = page.next;
      } while (after !== undefined);
      expect(found, JSON.stringify(filter)).toEqual(wanted(question));
    }
  });

  it('are found from any position on, in both directions, also where no event is', async () => {
    await tell();
    const question = { scope: { of: 'all' }, level: 'editorial' } as const;
    for (const sk of [positionOf(all[40]!), '2026-11-01T01:00:00.000Z#x', '2026-11', '', '3']) {
      const older = newestFirst.filter((event) => sk !== '' && positionOf(event) < sk).map(positionOf);
      const newer = newestFirst
        .toReversed()
        .filter((event) => positionOf(event) > sk)
        .map(positionOf);
      expect((await events.positions(question, 5, { after: { sk } })).items).toEqual(older.slice(0, 5));
      expect((await events.positions(question, 5, { after: { sk }, direction: 'ascending' })).items).toEqual(
        newer.slice(0, 5),
      );
    }
  });

  it('are counted by day, from one on, as the lists have them', async () => {
    await tell();
    const counted = await events.countByDay(
      { breaking: { level: 'breaking' }, published: { level: 'info', kind: 'api.published' } },
      '2026-11-01',
    );
    const days = (level: string, kind?: string): readonly string[] =>
      all
        .filter((event) => levelOfEvent(event) === level && (kind === undefined || event.kind === kind))
        .map((event) => event.at.slice(0, 10))
        .filter((day) => day >= '2026-11-01');
    const countsOf = (found: readonly string[]) =>
      new Map([...Map.groupBy(found, String)].map(([day, its]) => [day, its.length]));
    expect(counted.breaking).toEqual(countsOf(days('breaking')));
    expect(counted.published).toEqual(countsOf(days('info', 'api.published')));
    expect(counted.breaking.size).toBeGreaterThan(3);
  });

  it('told again change nothing', async () => {
    await tell();
    for (const event of all.slice(0, 5)) {
      expect(await events.add({ ...event, at: '2027-01-01T00:00:00.000Z', level: 'breaking' })).toBe(false);
    }
    expect((await events.page({ scope: { of: 'all' }, level: 'editorial' }, 200)).items).toEqual(newestFirst);
  });

  it('are known to be told once they are in every feed', async () => {
    const event = sampleEvent(apis[0], '2020-01-01T00:00:00.000Z', { kind: 'api.withdrawn' });
    expect(await events.isTold(event.id)).toBe(false);
    // Put, and killed before the feeds had it.
    await table.put(rowOf(keys.event(event.id), event), { absent: true });
    expect(await events.isTold(event.id)).toBe(false);
    await events.add(event);
    expect(await events.isTold(event.id)).toBe(true);
    await Promise.all(
      (['breaking', 'breaking/api.withdrawn'] as const).map((stream) =>
        table.delete(keys.pointer({ of: 'all' }, stream, event.at, event.id)),
      ),
    );
    expect(await events.isTold(event.id)).toBe(false);
  });
});
