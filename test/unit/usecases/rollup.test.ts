import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Day } from '../../../shared/domain/uptime/availability.ts';
import type { ProbeVerdict, Sample } from '../../../shared/domain/uptime/sample.ts';
import { rollUpShard } from '../../../shared/usecases/rollup.ts';
import {
  createSampleWorld,
  sampleApi,
  sampleEndpoint,
  samplePublisher,
  sampleSource,
} from '../../fixtures/sample-records.ts';

let world: ReturnType<typeof createSampleWorld>;
const api = sampleApi('https://api.example/openapi.yaml');
const endpoint = sampleEndpoint(api, 'https://api.example/status');

const at = (time: string): void => {
  world.clock.at = Date.parse(`2026-11-${time}Z`);
};
const run = () => ({ deadline: world.clock.now() + 60_000, isOver: () => false });
const rollUp = () => rollUpShard(world, 0, run());

/** A sample set for a slot (`23T10:05:00.000`), each sample a little after its start. */
async function sampled(slot: string, verdict: ProbeVerdict, seconds = '00.000'): Promise<void> {
  const sample: Sample = {
    endpointId: endpoint.id,
    at: `2026-11-${slot.slice(0, 9)}${seconds}Z`,
    verdict,
    code: 'x',
    ms: 1,
    tries: 1,
  };
  await world.store.documents.putSamples({ slot: `2026-11-${slot}Z`, shard: 0, samples: [sample] });
}

const dayOf = async (date: string): Promise<Day | undefined> =>
  (await world.store.endpoints.days([endpoint.id], date))[0];

beforeEach(async () => {
  world = createSampleWorld();
  await world.store.apis.put(api);
  await world.store.endpoints.add(endpoint);
});

describe('the day of an endpoint', () => {
  it('is the samples’ time, and unknown where nobody looked', async () => {
    await sampled('23T10:00:00.000', 'up');
    await sampled('23T10:05:00.000', 'down');
    at('23T11:00:00.000');
    expect(await rollUp()).toEqual({ days: 1, publishers: 0, assessed: 0 });
    expect(await dayOf('2026-11-23')).toEqual({
      endpointId: endpoint.id,
      apiId: api.id,
      date: '2026-11-23',
      seconds: { up: 300, degraded: 0, down: 600, blocked: 0, unknown: 11 * 3600 - 900 },
      samples: 2,
      checkedAt: '2026-11-23T10:05:00.000Z',
      availability: 1 / 3,
      until: '2026-11-23T11:00:00.000Z',
    });
  });

  it('is the same when it is computed again', async () => {
    await sampled('23T10:00:00.000', 'up');
    at('23T11:00:00.000');
    await rollUp();
    const before = await dayOf('2026-11-23');
    await rollUp();
    expect(await dayOf('2026-11-23')).toEqual(before);
  });

  it('is written only when its figures changed', async () => {
    const other = sampleEndpoint(api, 'https://api.example/other');
    await world.store.endpoints.add(other);
    await sampled('23T10:00:00.000', 'up');
    at('23T11:00:00.000');
    const putDays = vi.spyOn(world.store.endpoints, 'putDays');
    await rollUp();
    expect(await rollUp()).toMatchObject({ days: 1 });
    at('23T11:15:00.000');
    await rollUp();
    expect(putDays.mock.calls.map(([days]) => days.length)).toEqual([1, 0, 1]);
    expect(await dayOf('2026-11-23')).toMatchObject({ until: '2026-11-23T11:15:00.000Z' });
  });

  it('begins with what the last sample of the day before says', async () => {
    await sampled('22T23:58:00.000', 'up');
    at('23T00:30:00.000');
    await rollUp();
    expect(await dayOf('2026-11-23')).toMatchObject({
      seconds: { up: 480, unknown: 1320 },
      samples: 0,
      availability: 1,
    });
    expect(await dayOf('2026-11-23')).not.toHaveProperty('checkedAt');
  });

  it('is not written when nothing of it was sampled', async () => {
    await sampled('22T12:00:00.000', 'up');
    at('23T12:00:00.000');
    expect(await rollUp()).toMatchObject({ days: 0 });
    expect(await dayOf('2026-11-23')).toBeUndefined();
  });
});

describe('the day before', () => {
  beforeEach(async () => {
    at('22T23:45:00.000');
    await rollUp();
  });

  it('is completed after midnight: all its seconds, to the last', async () => {
    await sampled('22T23:50:00.000', 'up');
    await sampled('22T23:55:00.000', 'down');
    at('23T00:10:00.000');
    expect(await rollUp()).toMatchObject({ days: 2 });
    const day = await dayOf('2026-11-22');
    expect(day).toMatchObject({ seconds: { up: 300, down: 300 }, until: '2026-11-23T00:00:00.000Z', samples: 2 });
    expect(Object.values(day!.seconds).reduce((sum, seconds) => sum + seconds)).toBe(86_400);
  });

  it('does not count a sample that its last slot took after midnight; the new day does', async () => {
    const sample: Sample = {
      endpointId: endpoint.id,
      at: '2026-11-23T00:00:01.000Z',
      verdict: 'up',
      code: 'x',
      ms: 1,
      tries: 1,
    };
    await world.store.documents.putSamples({ slot: '2026-11-22T23:55:00.000Z', shard: 0, samples: [sample] });
    at('23T00:10:00.000');
    await rollUp();
    expect(await dayOf('2026-11-22')).toMatchObject({ samples: 0, availability: null });
    expect(await dayOf('2026-11-23')).toMatchObject({ samples: 1, seconds: { up: 599, unknown: 1 } });
  });

  it('is completed however late the next run comes, with every day between', async () => {
    await sampled('22T23:50:00.000', 'up');
    await sampled('23T12:00:00.000', 'up');
    at('24T12:00:00.000');
    await rollUp();
    expect(await dayOf('2026-11-22')).toMatchObject({ samples: 1, until: '2026-11-23T00:00:00.000Z' });
    expect(await dayOf('2026-11-23')).toMatchObject({ samples: 1, until: '2026-11-24T00:00:00.000Z' });
  });

  it('is left alone once it is complete', async () => {
    at('23T00:10:00.000');
    await rollUp();
    await sampled('22T12:00:00.000', 'up');
    at('23T12:00:00.000');
    await rollUp();
    expect(await dayOf('2026-11-22')).toBeUndefined();
  });
});

describe('totals', () => {
  it('count each publisher, and the nation as their sum', async () => {
    await world.store.publishers.putAll([samplePublisher(), samplePublisher({ id: 'other', name: 'Altro Ente' })]);
    await world.store.sources.add(sampleSource(api.url));
    await world.store.sources.add(sampleSource('https://api.example/gone', { state: 'withdrawn' }));
    await world.store.apis.put(
      sampleApi('https://other.example/a', { publisherId: 'other', state: 'invalid', verdict: 'invalid' }),
    );
    expect(await rollUp()).toMatchObject({ publishers: 2 });
    const totals = await world.store.publishers.totalsOf(['c_h501', 'other']);
    expect(totals.get('c_h501')).toMatchObject({
      publishers: 1,
      sources: 1,
      apis: 1,
      states: { ok: 1, withdrawn: 0 },
      endpoints: { up: 1 },
      computedAt: '2026-11-23T08:00:00.000Z',
    });
    expect(totals.get('other')).toMatchObject({ sources: 0, apis: 1, verdicts: { valid: 0, invalid: 1 } });
    expect(await world.store.publishers.national()).toMatchObject({
      publishers: 2,
      sources: 1,
      apis: 2,
      states: { ok: 1, invalid: 1 },
      verdicts: { valid: 1, invalid: 1 },
      endpoints: { up: 1, down: 0 },
    });
  });

  it('do not count withdrawn APIs, but in how many are withdrawn', async () => {
    await world.store.publishers.putAll([samplePublisher()]);
    await world.store.apis.put(sampleApi('https://api.example/gone', { state: 'withdrawn' }));
    await rollUp();
    expect(await world.store.publishers.national()).toMatchObject({
      apis: 1,
      states: { ok: 1, withdrawn: 1 },
      verdicts: { valid: 1 },
    });
  });

  it('are written when a figure changed, and once an hour to show that they are counted', async () => {
    await world.store.publishers.putAll([samplePublisher(), samplePublisher({ id: 'other', name: 'Altro Ente' })]);
    const putTotals = vi.spyOn(world.store.publishers, 'putTotals');
    const putNational = vi.spyOn(world.store.publishers, 'putNational');
    const writtenAt = async (time: string): Promise<readonly string[]> => {
      at(time);
      putTotals.mockClear();
      putNational.mockClear();
      await rollUp();
      const names = putTotals.mock.calls.flatMap(([all]) => all.map(({ publisherId }) => publisherId));
      return [...names, ...putNational.mock.calls.map(() => 'nation')];
    };
    expect(await writtenAt('23T08:00:00.000')).toEqual(['c_h501', 'other', 'nation']);
    expect(await writtenAt('23T08:15:00.000')).toEqual([]);
    await world.store.apis.put({ ...api, state: 'invalid', verdict: 'invalid' });
    expect(await writtenAt('23T08:30:00.000')).toEqual(['c_h501', 'nation']);
    expect(await writtenAt('23T09:00:00.000')).toEqual(['other']);
    expect(await writtenAt('23T09:30:00.000')).toEqual(['c_h501', 'nation']);
  });

  it('are the first shard’s work alone', async () => {
    await world.store.publishers.putAll([samplePublisher()]);
    expect(await rollUpShard(world, 1, run())).toEqual({ days: 0, publishers: 0, assessed: 0 });
    expect(await world.store.publishers.national()).toBeUndefined();
  });
});

it('does nothing while another run rolls up the same shard', async () => {
  await world.store.leases.take('rollup', 0, 'another', '2026-11-23T08:00:00.000Z', '2026-11-23T09:00:00.000Z');
  expect(await rollUp()).toBeUndefined();
});
