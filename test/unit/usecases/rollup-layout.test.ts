import { expect, it } from 'vitest';
import { createSqliteTable } from '../../../shared/adapters/embedded/sqlite-table.ts';
import { hourMs } from '../../../shared/domain/uptime/availability.ts';
import { mergeMonths } from '../../../shared/domain/uptime/service-levels.ts';
import { bucketOfEndpoint } from '../../../shared/store/endpoints.ts';
import { createStore } from '../../../shared/store/store.ts';
import { rollUpShard } from '../../../shared/usecases/rollup.ts';
import { createMemoryBlobs } from '../../fixtures/memory-blobs.ts';
import { createSampleWorld, sampleApi, sampleEndpoint } from '../../fixtures/sample-records.ts';
import { sampleLook } from '../../fixtures/sample-traces.ts';

const api = sampleApi('https://api.example/openapi.yaml');
const endpoints = ['a', 'b', 'c', 'd', 'e', 'f'].map((host) => sampleEndpoint(api, `https://${host}.example/status`));
const dates = ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24'];
const shardsUpTo = (count: number): readonly number[] => Array.from({ length: count }, (_, shard) => shard);

/** How many shards there are, and which of them roll up; before a day's last half hour, and half an hour after it. */
type Step = { readonly shards: number; readonly late?: readonly number[]; readonly over?: readonly number[] };

/** Five days, each with a step of its own, and two more of the last; what is remembered of them. */
async function remember(steps: readonly Step[]) {
  const table = createSqliteTable(':memory:');
  const blobs = createMemoryBlobs();
  const base = createSampleWorld();
  const worldOf = (shards: number) => ({
    ...base,
    config: { ...base.config, probeShards: shards },
    store: createStore(table, blobs, { crawl: 1, probe: shards }),
  });
  const { store } = worldOf(1);
  for (const endpoint of endpoints) await store.endpoints.add(endpoint);
  const rollUpAt = async (at: number, { shards }: Step, some: readonly number[] = shardsUpTo(shards)) => {
    base.clock.at = at;
    for (const shard of some) await rollUpShard(worldOf(shards), shard, { deadline: at + 60_000, isOver: () => false });
  };
  const last = steps.at(-1)!;
  for (const [index, date] of dates.entries()) {
    const step = steps[index]!;
    const midnight = Date.parse(date);
    for (let hour = 0; hour < 24; hour += 1) {
      const slot = new Date(midnight + hour * hourMs).toISOString();
      for (const shard of shardsUpTo(step.shards)) {
        const samples = endpoints
          .filter((endpoint) => bucketOfEndpoint(endpoint) % step.shards === shard)
          .map(({ id }) => sampleLook(slot, { endpointId: id, everyMs: hourMs }));
        await store.documents.putSamples({ slot, shard, samples });
      }
    }
    await rollUpAt(midnight + 23.75 * hourMs, step, step.late);
    await rollUpAt(midnight + 24.5 * hourMs, step, step.over);
  }
  await rollUpAt(Date.parse('2026-11-26T12:00:00.000Z'), last);
  const ids = endpoints.map(({ id }) => id);
  return {
    days: await Promise.all(dates.map((date) => store.endpoints.days(ids, date))),
    hours: await Promise.all(dates.map((date) => store.endpoints.hours(ids, date))),
    today: [...(await store.documents.soFar('2026-11-26', endpoints))],
    levels: mergeMonths(await store.documents.levelsOfMonth('2026-11')),
  };
}

const one: Step = { shards: 1 };
const two: Step = { shards: 2 };
const three: Step = { shards: 3 };

it.each<{ readonly what: string; readonly steps: readonly Step[] }>([
  { what: 'more shards', steps: [one, one, two, two, two] },
  { what: 'fewer shards', steps: [three, three, one, one, one] },
  { what: 'fewer shards for a while', steps: [two, two, one, two, two] },
  { what: 'more shards for a while', steps: [one, two, one, one, one] },
  { what: 'other shards each day', steps: [one, two, three, two, one] },
  { what: 'more shards while none of a day’s rows are written', steps: [{ ...one, over: [] }, two, two, two, two] },
  {
    what: 'more shards before any day was finished',
    steps: [{ ...one, over: [] }, { ...one, late: [], over: [] }, two, two, two],
  },
  {
    what: 'fewer shards while one of them is behind',
    steps: [two, { ...two, over: [0] }, { ...two, over: [0] }, one, one],
  },
  { what: 'other shards while one of them is behind', steps: [two, { ...two, over: [1] }, three, three, three] },
])('the days, the hours and the month are the same when there are $what', async ({ steps }) => {
  const expected = await remember([one, one, one, one, one]);
  expect(expected.days.map((days) => days.length)).toEqual(dates.map(() => endpoints.length));
  expect(expected.levels?.apis).toMatchObject([{ looks: endpoints.length * 24 * dates.length }]);
  expect(await remember(steps)).toEqual(expected);
});
