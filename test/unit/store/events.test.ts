import { beforeEach, describe, expect, it } from 'vitest';
import { createSqliteTable } from '../../../shared/adapters/embedded/sqlite-table.ts';
import type { CatalogueEvent } from '../../../shared/domain/catalogue/api.ts';
import type { Position } from '../../../shared/ports.ts';
import { createEvents, type Events } from '../../../shared/store/events.ts';
import { sampleApi, sampleEvent } from '../../fixtures/sample-records.ts';

let events: Events;
const one = sampleApi('https://api.example/1');
const two = sampleApi('https://api.example/2');
const at = (minute: number): string => new Date(Date.UTC(2026, 10, 23, 8, minute)).toISOString();
const all = Array.from({ length: 12 }, (_, minute) => sampleEvent(minute % 3 === 0 ? two : one, at(minute)));

beforeEach(async () => {
  events = createEvents(createSqliteTable(':memory:'));
  for (const event of all) await events.add(event);
});

describe('an event of which a killed run left no pointers', () => {
  it('is found again when it is told again, at the time of its first telling and with the tags it had', async () => {
    const table = createSqliteTable(':memory:');
    const [event] = all as [CatalogueEvent];
    const killed = createEvents({
      ...table,
      putAll: async () => {
        throw new Error('killed');
      },
    });
    const told = { ...event, tags: ['strade'] };
    await expect(killed.add(told)).rejects.toThrow('killed');
    events = createEvents(table);
    expect((await events.latest(10)).items).toEqual([]);
    expect(await events.add({ ...told, at: at(30), tags: ['altro'] })).toBe(false);
    expect((await events.latest(10)).items).toEqual([told]);
    for (const [tag, found] of [
      ['Strade ', [told]],
      ['altro', []],
    ] as const)
      expect((await events.page({ scope: { of: 'tag', tag } }, 10)).items).toEqual(found);
  });
});

describe('events', () => {
  it('are told once', async () => {
    expect(await events.add(all[0]!)).toBe(false);
    expect(await events.add({ ...all[0]!, at: at(59) })).toBe(false);
    expect((await events.latest(100)).items).toHaveLength(12);
  });

  it('come newest first, and come back as they were told', async () => {
    expect((await events.latest(100)).items).toEqual(all.toReversed());
    expect((await events.page({ scope: { of: 'api', id: two.id } }, 100)).items).toEqual(
      all.filter(({ apiId }) => apiId === two.id).toReversed(),
    );
  });

  it.each([1, 5, 12])('are walked once in pages of %i, also when new ones arrive meanwhile', async (limit) => {
    const found: CatalogueEvent[] = [];
    let after: Position | undefined;
    let arrived = 20;
    do {
      const page = await events.latest(limit, after);
      found.push(...page.items);
      after = page.next;
      await events.add(sampleEvent(one, at(arrived)));
      arrived += 1;
    } while (after !== undefined);
    expect(found).toEqual(all.toReversed());
  });

  it('of one instant are all kept', async () => {
    for (const kind of ['incident.opened', 'incident.closed'] as const)
      await events.add(sampleEvent(one, at(40), { kind }));
    expect((await events.latest(2)).items.map(({ kind }) => kind).sort()).toEqual([
      'incident.closed',
      'incident.opened',
    ]);
  });
});

describe('events of a day', () => {
  it('are counted also where they take many pages', async () => {
    const table = createSqliteTable(':memory:');
    const paged = createEvents({ ...table, query: (query) => table.query({ ...query, limit: 2 }) });
    for (const event of all) await paged.add({ ...event, level: 'breaking' });
    await paged.add(sampleEvent(one, '2026-11-22T23:59:59.999Z', { level: 'breaking' }));
    await paged.add(sampleEvent(one, '2026-11-24T00:00:00.000Z', { level: 'breaking' }));
    const { changed } = await paged.countByDay({ changed: { level: 'breaking', kind: 'api.changed' } }, '2026-11-23');
    expect(changed).toEqual(
      new Map([
        ['2026-11-23', 12],
        ['2026-11-24', 1],
      ]),
    );
  });
});
