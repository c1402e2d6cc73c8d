import { beforeEach, describe, expect, it } from 'vitest';
import { type DateRange, mostDaysRead, readAvailability } from '../../../shared/usecases/read-availability.ts';
import { rollUpShard } from '../../../shared/usecases/rollup.ts';
import { createSampleWorld, sampleApi, sampleEndpoint } from '../../fixtures/sample-records.ts';
import { sampleLook } from '../../fixtures/sample-traces.ts';

let world: ReturnType<typeof createSampleWorld>;
const api = sampleApi('https://api.example/openapi.yaml');
const endpoint = sampleEndpoint(api, 'https://api.example/status');
const other = sampleEndpoint(api, 'https://elsewhere.example/status');
const dayMs = 86_400_000;

const at = (time: string): void => {
  world.clock.at = Date.parse(time);
};
const rollUp = () => rollUpShard(world, 0, { deadline: world.clock.now() + 60_000, isOver: () => false });

/** Both endpoints at noon; the other one is down. */
async function sampled(date: string): Promise<void> {
  const slot = `${date}T12:00:00.000Z`;
  const samples = [
    sampleLook(slot, { endpointId: endpoint.id }),
    sampleLook(slot, { endpointId: other.id, verdict: 'down', code: 'http-503' }),
  ];
  await world.store.documents.putSamples({ slot, shard: 0, samples });
}

const read = async (range?: DateRange) => (await readAvailability(world, api.id, range))!;
const datesOf = async (range?: DateRange) =>
  (await read(range)).endpoints.map(({ days }) => days.map(({ date }) => date));

beforeEach(async () => {
  world = createSampleWorld();
  await world.store.apis.put(api);
  for (const each of [endpoint, other]) await world.store.endpoints.add(each);
});

describe('readAvailability', () => {
  it('gives the days of each endpoint, the day under way, and what follows for the service levels', async () => {
    for (const date of ['2026-11-20', '2026-11-22', '2026-11-23']) await sampled(date);
    at('2026-11-23T13:00:00.000Z');
    await rollUp();
    const found = await read();
    expect(found).toMatchObject({ api: { id: api.id }, from: '2026-10-25', to: '2026-11-23' });
    const [first, second] = found.endpoints.toSorted((a) => (a.endpoint.id === endpoint.id ? -1 : 1));
    expect(first).toMatchObject({
      endpoint: { id: endpoint.id },
      days: [{ date: '2026-11-20', looks: 1 }, { date: '2026-11-22' }],
      today: { date: '2026-11-23', until: '2026-11-23T13:00:00.000Z', looks: 1 },
      slis: {
        availability_per_30d: { value: 1, from: '2026-11-20T00:00:00.000Z', until: '2026-11-23T13:00:00.000Z' },
        http_response_success_rate_1d: { value: 1, from: '2026-11-22T00:00:00.000Z' },
      },
    });
    expect(second).toMatchObject({ slis: { availability_per_30d: { value: 0 } } });
    expect(found.slis.availability_per_30d.value).toBe(0.5);
    expect(found.slis.responsiveness_per_30d.value).toBe(0.5);
    const known = 3 * 600_000;
    const whole = 3 * dayMs + 13 * 3_600_000;
    expect(found.slis.unknown_share_per_30d.value).toBeCloseTo(1 - known / whole, 10);
  });

  it('gives what is known of yesterday before its rows are written', async () => {
    await sampled('2026-11-22');
    at('2026-11-23T00:10:00.000Z');
    await rollUp();
    expect(await world.store.endpoints.days([endpoint.id], '2026-11-22')).toEqual([]);
    expect(await datesOf()).toEqual([['2026-11-22'], ['2026-11-22']]);
    at('2026-11-23T00:30:00.000Z');
    await rollUp();
    expect(await datesOf()).toEqual([['2026-11-22'], ['2026-11-22']]);
  });

  it('gives the days of an endpoint that is no longer published, until it was retired', async () => {
    for (const date of ['2026-11-20', '2026-11-21', '2026-11-22']) await sampled(date);
    at('2026-11-22T12:30:00.000Z');
    await rollUp();
    const retiredAt = '2026-11-22T12:30:00.000Z';
    await world.store.endpoints.replace({ ...other, retiredAt }, other);
    const both = async () => (await read()).endpoints.map((each) => each.endpoint.id).sort();
    expect(await both()).toEqual([endpoint.id, other.id].sort());
    expect((await read()).slis.availability_per_30d.value).toBe(0.5);
    at('2026-11-24T13:00:00.000Z');
    await rollUp();
    expect(await both()).toEqual([endpoint.id, other.id].sort());
    const { slis, endpoints } = await read();
    expect(slis.availability_per_30d.value).toBe(0.5);
    const gone = endpoints.find((each) => each.endpoint.id === other.id)!;
    expect(gone.days.map(({ date }) => date)).toEqual(['2026-11-20', '2026-11-21', '2026-11-22']);
    expect(gone.slis.unknown_share_per_30d.value).toBeCloseTo(1 - 0.5 / 60.5, 10);
    expect((await read({ from: '2026-11-23' })).endpoints.map((each) => each.endpoint.id)).toEqual([endpoint.id]);
    expect((await read({ from: '2026-11-23' })).slis.availability_per_30d.value).toBe(0.5);
  });

  it('gives the days that are asked for, both ends included, and none of the future', async () => {
    for (const date of ['2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21']) await sampled(date);
    at('2026-11-23T13:00:00.000Z');
    await rollUp();
    expect((await datesOf({ from: '2026-11-19', to: '2026-11-20' }))[0]).toEqual(['2026-11-19', '2026-11-20']);
    expect((await datesOf({ from: '2026-11-21' }))[0]).toEqual(['2026-11-21']);
    expect((await datesOf({ to: '2026-11-18' }))[0]).toEqual(['2026-11-18']);
    expect(await read({ from: '2027-01-01', to: '2027-02-01' })).toMatchObject({
      from: '2026-11-23',
      to: '2026-11-23',
    });
    const past = await read({ from: '2026-11-20', to: '2026-11-20' });
    expect(past.endpoints[0]?.today).toBeUndefined();
    expect(past.slis.availability_per_30d).toMatchObject({
      from: '2026-11-18T00:00:00.000Z',
      until: '2026-11-21T00:00:00.000Z',
    });
  });

  it('gives at most 400 days, the last of those asked for', async () => {
    const { from, to } = await read({ from: '2020-01-01', to: '2026-11-22' });
    expect((Date.parse(to) - Date.parse(from)) / dayMs + 1).toBe(mostDaysRead);
    expect(to).toBe('2026-11-22');
  });

  it('knows nothing of an API that was never looked at, and no API that is not there', async () => {
    expect(await read()).toMatchObject({
      endpoints: [{ days: [] }, { days: [] }],
      slis: { availability_per_30d: { value: null }, unknown_share_per_30d: { value: null } },
    });
    expect((await read()).endpoints[0]?.today).toBeUndefined();
    expect(await readAvailability(world, 'nobody')).toBeUndefined();
  });
});
