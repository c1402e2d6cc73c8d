import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSqliteTable } from '../../../shared/adapters/embedded/sqlite-table.ts';
import type { Page, Position, Query, Row, Table } from '../../../shared/ports.ts';
import { createEndpoints } from '../../../shared/store/endpoints.ts';
import { createMaintenance } from '../../../shared/store/maintenance.ts';
import { readApiIncidents, readIncidents } from '../../../shared/usecases/read-incidents.ts';
import type { World } from '../../../shared/usecases/world.ts';
import { FakeClock } from '../../fixtures/fake-clock.ts';
import { sampleApi, sampleEndpoint, sampleIncident } from '../../fixtures/sample-records.ts';

const api = sampleApi('https://api.example/openapi.yaml');
const endpoint = sampleEndpoint(api, 'https://api.example/status');

/** A table whose pages end early, as those of DynamoDB may: after so many rows, in turn. */
function shortPages(table: Table, lengths: readonly number[]): Table {
  let asked = 0;
  const query = async (question: Query): Promise<Page<Row>> => {
    const most = Math.min(question.limit, lengths[asked % lengths.length] ?? 1);
    asked += 1;
    return table.query({ ...question, limit: Math.max(1, most) });
  };
  return new Proxy(table, {
    get: (target, name) => (name === 'query' ? query : Reflect.get(target, name).bind(target)),
  });
}

const worldOver = (table: Table): World =>
  ({
    store: {
      endpoints: createEndpoints(table, 1),
      maintenance: createMaintenance(table),
      apis: { get: async () => api },
    },
    clock: new FakeClock(),
  }) as unknown as World;

const openedAt = (minute: number): string => new Date(Date.UTC(2026, 9, 1) + minute * 60_000).toISOString();

async function walk(read: (after?: Position) => Promise<Page<{ readonly incident: { readonly openedAt: string } }>>) {
  const found: string[] = [];
  for (let after: Position | undefined; ; ) {
    const page = await read(after);
    found.push(...page.items.map(({ incident }) => incident.openedAt));
    after = page.next;
    if (after === undefined) return found;
  }
}

describe('incidents read page by page', () => {
  it('are each there once, newest first, however pages end', async () => {
    const incidents = fc.uniqueArray(fc.record({ minute: fc.integer({ min: 0, max: 90_000 }), isOpen: fc.boolean() }), {
      selector: ({ minute }) => minute,
      maxLength: 25,
    });
    const lengths = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 5 });
    const wanted = fc.constantFrom(undefined, true, false);
    await fc.assert(
      fc.asyncProperty(incidents, lengths, fc.integer({ min: 1, max: 8 }), wanted, async (all, ends, limit, open) => {
        const table = createSqliteTable(':memory:');
        const { store } = worldOver(table);
        for (const { minute, isOpen } of all) {
          const closed = isOpen ? {} : { closedAt: openedAt(minute + 5) };
          await store.endpoints.putIncident(sampleIncident(endpoint, openedAt(minute), closed));
        }
        const world = worldOver(shortPages(table, ends));
        const expected = all
          .filter(({ isOpen }) => open === undefined || open === isOpen)
          .map(({ minute }) => openedAt(minute))
          .sort()
          .reverse();
        expect(await walk((after) => readIncidents(world, { open }, limit, after))).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('of an API are those that were open in the days asked for, also where they opened long before', async () => {
    const [from, to] = ['2026-10-10', '2026-10-20'];
    // Of one endpoint they follow each other; the last may be open still.
    const history = fc.record({
      spans: fc.array(
        fc.record({ pause: fc.integer({ min: 1, max: 9000 }), length: fc.integer({ min: 1, max: 9000 }) }),
        {
          maxLength: 12,
        },
      ),
      isOpen: fc.boolean(),
    });
    const lengths = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(history, { maxLength: 3 }),
        lengths,
        fc.integer({ min: 1, max: 8 }),
        async (all, ends, limit) => {
          const table = createSqliteTable(':memory:');
          const { endpoints } = worldOver(table).store;
          const expected: string[] = [];
          for (const [index, { spans, isOpen }] of all.entries()) {
            const own = sampleEndpoint(api, `https://api.example/status/${index}`);
            await endpoints.add(own);
            let minute = index;
            for (const [place, { pause, length }] of spans.entries()) {
              const opened = openedAt(minute + pause);
              minute += pause + length;
              const closed = isOpen && place === spans.length - 1 ? {} : { closedAt: openedAt(minute) };
              await endpoints.putIncident(sampleIncident(own, opened, closed));
              if (opened.slice(0, 10) <= to && (closed.closedAt ?? '9') >= from) expected.push(opened);
            }
          }
          const world = worldOver(shortPages(table, ends));
          const read = async (after?: Position) => (await readApiIncidents(world, api.id, { from, to }, limit, after))!;
          expect(await walk(read)).toEqual(expected.sort().reverse());
        },
      ),
      { numRuns: 60 },
    );
  });

  it('are not looked for further back than the last of each endpoint', async () => {
    const table = createSqliteTable(':memory:');
    const world = worldOver(table);
    await world.store.endpoints.add(endpoint);
    for (let minute = 0; minute < 9000; minute += 10)
      await world.store.endpoints.putIncident(
        sampleIncident(endpoint, openedAt(minute), { closedAt: openedAt(minute + 5) }),
      );
    let rows = 0;
    const counted = new Proxy(table, {
      get: (target, name) =>
        name === 'query'
          ? async (question: Query) => {
              const page = await target.query(question);
              rows += page.items.length;
              return page;
            }
          : Reflect.get(target, name).bind(target),
    });
    const page = await readApiIncidents(worldOver(counted), api.id, { from: '2026-12-01' }, 10);
    expect(page).toEqual({ items: [] });
    expect(rows).toBeLessThan(20);
  });
});
