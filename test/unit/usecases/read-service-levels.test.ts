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
    expect(levels).toMatchObject({ month: '2026-11', until: '2026-11-04T00:00:00.000Z', partial: true });
    const [first, second] = levels.publishers;
    expect(first).toMatchObject({ publisherId: 'b', publisher: undefined, apis: [{ apiId: 'gone', api: undefined }] });
    expect(second).toMatchObject({
      publisher: { name: 'Comune di Esempio' },
      total: { ms: { up: 2020, unknown: 4 * dayMs - 2020 }, looks: 4 * 288, days: 3 },
    });
    expect(second?.apis.map(({ api, days, ms }) => [api?.id, days, ms.up]).sort()).toEqual(
      [
        [one.id, 2, 2000],
        [two.id, 2, 20],
      ].sort(),
    );
  });

  it('is partial until the last day of the month counts, in UTC', async () => {
    const partial = async (): Promise<boolean> => (await readServiceLevels(world, '2026-11')).partial;
    await stored(0, ['2026-11-29'], [figures(one, 1)]);
    expect(await partial()).toBe(true);
    await stored(0, ['2026-11-29', '2026-11-30'], [figures(one, 1)]);
    expect(await partial()).toBe(false);
    await stored(0, ['2026-12-31'], [figures(one, 1)]);
    expect(await readServiceLevels(world, '2026-12')).toMatchObject({
      until: '2027-01-01T00:00:00.000Z',
      partial: false,
    });
  });

  it('has nothing of a month without figures', async () => {
    expect(await readServiceLevels(world, '2026-10')).toEqual({
      month: '2026-10',
      until: undefined,
      partial: true,
      publishers: [],
    });
  });
});
