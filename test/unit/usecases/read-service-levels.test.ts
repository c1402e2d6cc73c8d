import { beforeEach, describe, expect, it } from 'vitest';
import { dayMs, unknownFor } from '../../../shared/domain/uptime/availability.ts';
import { type ApiFigures, levelsOfDay, levelsOfMonth } from '../../../shared/domain/uptime/service-levels.ts';
import { readServiceLevels } from '../../../shared/usecases/read-service-levels.ts';
import { createSampleWorld, sampleApi, samplePublisher } from '../../fixtures/sample-records.ts';

let world: ReturnType<typeof createSampleWorld>;
const one = sampleApi('https://one.example/openapi.yaml');
const two = sampleApi('https://two.example/openapi.yaml');

const figures = ({ id, publisherId }: { id: string; publisherId: string }, up: number): ApiFigures => ({
  ...unknownFor(0),
  ms: { ...unknownFor(dayMs - up).ms, up },
  looks: 288,
  apiId: id,
  publisherId,
});
const stored = (shard: number, dates: readonly string[], apis: readonly ApiFigures[]) =>
  world.store.documents.putLevelsOfMonth(shard, levelsOfMonth(dates.map((date) => levelsOfDay(date, apis)))!);

beforeEach(async () => {
  world = createSampleWorld();
  await world.store.publishers.putAll([samplePublisher()]);
  for (const api of [one, two]) await world.store.apis.put(api);
});

describe('readServiceLevels', () => {
  it('gives a row for each API and one for its administration, of all shards', async () => {
    await stored(0, ['2026-11-01', '2026-11-02'], [figures(one, 1000)]);
    await stored(1, ['2026-11-02', '2026-11-03'], [figures(two, 10), figures({ id: 'gone', publisherId: 'b' }, 1)]);
    const levels = await readServiceLevels(world, '2026-11');
    expect(levels.month).toBe('2026-11');
    const [first, second] = levels.publishers;
    expect(first).toMatchObject({ publisherId: 'b', publisher: undefined, apis: [{ apiId: 'gone', api: undefined }] });
    expect(second).toMatchObject({
      publisher: { name: 'Comune di Esempio' },
      total: {
        ms: { up: 2020, unknown: 4 * dayMs - 2020 },
        looks: 4 * 288,
        days: 3,
        from: '2026-11-01T00:00:00.000Z',
        until: '2026-11-04T00:00:00.000Z',
      },
    });
    expect(second?.apis.map(({ api, days, from, ms }) => [api?.id, days, from.slice(0, 10), ms.up]).sort()).toEqual(
      [
        [one.id, 2, '2026-11-01', 2000],
        [two.id, 2, '2026-11-02', 20],
      ].sort(),
    );
  });

  const november = Array.from({ length: 30 }, (_, index) => `2026-11-${String(index + 1).padStart(2, '0')}`);
  const complete = async () => (await readServiceLevels(world, '2026-11')).publishers[0]?.apis[0]?.complete;

  it('is complete when there are figures of all days of the month, in UTC', async () => {
    await world.store.rollUps.putFinished(0, '2026-11-30');
    await stored(0, november.slice(1), [figures(one, 1)]);
    expect(await complete()).toBe(false);
    await stored(0, november.slice(0, 29), [figures(one, 1)]);
    expect(await complete()).toBe(false);
    await stored(0, november, [figures(one, 1)]);
    expect(await complete()).toBe(true);
  });

  it('is not complete while a shard is behind, be it one of before', async () => {
    world = createSampleWorld({ PROBE_SHARDS: '2' });
    await stored(0, november, [figures(one, 1)]);
    const { rollUps } = world.store;
    const finishedBy = async (...dates: readonly string[]) => {
      for (const [shard, date] of dates.entries()) await rollUps.putFinished(shard, date);
      return complete();
    };
    expect(await finishedBy('2026-12-01', '2026-11-29')).toBe(false);
    expect(await finishedBy('2026-12-01', '2026-11-30')).toBe(true);
    await rollUps.putLayout({ shards: 1, mostShards: 2, from: '2026-12-02', before: { shards: 2 } }, undefined);
    expect(await complete()).toBe(true);
    expect(await finishedBy('2026-12-04', '2026-11-29')).toBe(false);
    expect(await finishedBy('2026-12-04', '2026-12-01')).toBe(true);
    const now = await rollUps.layout();
    await rollUps.putLayout({ shards: 3, mostShards: 3, from: '2026-11-30', before: { shards: 1 } }, now);
    expect(await finishedBy('2026-12-04', '2026-11-20')).toBe(false);
    expect(await finishedBy('2026-12-04', '2026-11-30', '2026-11-30')).toBe(true);
  });

  it('has nothing of a month without figures', async () => {
    expect(await readServiceLevels(world, '2026-10')).toEqual({
      month: '2026-10',
      publishers: [],
    });
  });
});
