import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Day, type FiguresOfDay, type HoursOfDay, hourMs } from '../../../shared/domain/uptime/availability.ts';
import { countLatency } from '../../../shared/domain/uptime/latency.ts';
import type { Sample } from '../../../shared/domain/uptime/sample.ts';
import { createStore } from '../../../shared/store/store.ts';
import { rollUpShard } from '../../../shared/usecases/rollup.ts';
import { Crash, crashingPorts } from '../../fixtures/crash-after.ts';
import { createMemoryBlobs } from '../../fixtures/memory-blobs.ts';
import {
  createSampleWorld,
  sampleApi,
  sampleEndpoint,
  samplePublisher,
  sampleSource,
} from '../../fixtures/sample-records.ts';
import { sampleLook } from '../../fixtures/sample-traces.ts';
import { SmallInternet } from '../../fixtures/small-internet.ts';
import { createPorts, type Ports } from '../../fixtures/small-world.ts';

let world: ReturnType<typeof createSampleWorld>;
let kept: Map<string, Uint8Array>;
const api = sampleApi('https://api.example/openapi.yaml');
const endpoint = sampleEndpoint(api, 'https://api.example/status');
const other = sampleEndpoint(api, 'https://elsewhere.example/status');

const at = (time: string): void => {
  world.clock.at = Date.parse(`2026-11-${time}Z`);
};
const run = (isOver = () => false) => ({ deadline: world.clock.now() + 60_000, isOver });
const rollUp = () => rollUpShard(world, 0, run());
/** `23T11:00`. */
const rollUpAt = (time: string) => {
  at(`${time}:00.000`);
  return rollUp();
};

/** One look in a slot (`23T10:05`), right at its start when nothing else is said. */
async function sampled(slot: string, more: Partial<Sample> = {}): Promise<void> {
  const start = `2026-11-${slot}:00.000Z`;
  const sample = sampleLook(start, { endpointId: endpoint.id, ...more });
  await world.store.documents.putSamples({ slot: start, shard: 0, samples: [sample] });
}

/** All slots of a day. */
async function sampledAllDay(date: number, lookIn: (slot: number) => Partial<Sample> = () => ({})): Promise<void> {
  for (let slot = 0; slot < 288; slot += 1) {
    const start = new Date(Date.UTC(2026, 10, date) + slot * 300_000).toISOString();
    const sample = sampleLook(start, { endpointId: endpoint.id, ...lookIn(slot) });
    await world.store.documents.putSamples({ slot: start, shard: 0, samples: [sample] });
  }
}

const dayOf = async (date: string, { id } = endpoint): Promise<Day | undefined> =>
  (await world.store.endpoints.days([id], date))[0];
const hoursOf = async (date: string): Promise<HoursOfDay | undefined> =>
  (await world.store.endpoints.hours([endpoint.id], date))[0];
const soFar = async (date: string) => (await world.store.documents.soFar(date, [endpoint])).get(endpoint.id);
const sum = ({ ms }: FiguresOfDay): number => Object.values(ms).reduce((total, each) => total + each, 0);
const minutes = 60_000;

beforeEach(async () => {
  kept = new Map();
  world = createSampleWorld({}, createMemoryBlobs(kept));
  await world.store.apis.put(api);
  await world.store.endpoints.add(endpoint);
});

describe('the day under way', () => {
  it('is the samples’ time, and unknown where nobody looked', async () => {
    await sampled('23T10:00');
    await sampled('23T10:05', { verdict: 'down', code: 'http-503' });
    expect(await rollUpAt('23T11:00')).toEqual({ days: 0, publishers: 0, assessed: 0 });
    const { hours, ...figures } = (await soFar('2026-11-23'))!;
    expect(hours.map(({ looks }) => looks)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2]);
    expect(figures).toEqual({
      date: '2026-11-23',
      until: '2026-11-23T11:00:00.000Z',
      checkedAt: '2026-11-23T10:05:00.000Z',
      ms: {
        up: 5 * minutes,
        degraded: 0,
        down: 10 * minutes,
        blocked: 0,
        maintenance: 0,
        unknown: 11 * hourMs - 15 * minutes,
      },
      looks: 2,
      counted: 2,
      answered: 1,
      prompt: 1,
      latency: countLatency([140]),
    });
    expect(await dayOf('2026-11-23')).toBeUndefined();
  });

  it('is nothing when nobody looked at it', async () => {
    await sampled('22T12:00');
    await rollUpAt('23T12:00');
    expect(await soFar('2026-11-23')).toBeUndefined();
  });

  it('begins with what the last sample of the day before says', async () => {
    await sampled('22T23:58');
    await rollUpAt('23T00:30');
    expect(await soFar('2026-11-23')).toMatchObject({ ms: { up: 8 * minutes, unknown: 22 * minutes }, looks: 0 });
    expect(await soFar('2026-11-23')).not.toHaveProperty('checkedAt');
  });

  it('is the same hour by hour as all at once, and reads only what may still change', async () => {
    await sampledAllDay(23, (slot) => (slot % 7 === 0 ? { verdict: 'down', code: 'http-503' } : {}));
    const samplesOf = vi.spyOn(world.store.documents, 'samplesOf');
    for (let quarter = 1; quarter < 80; quarter += 1) {
      world.clock.at = Date.UTC(2026, 10, 23) + quarter * 15 * minutes;
      await rollUp();
    }
    // At 19:45 all until 19:10 had come at 19:30; a sample of two hours before may reach into the hour.
    expect(samplesOf.mock.lastCall?.[2]).toBe('2026-11-23T16:40:00.000Z');
    const gradually = await soFar('2026-11-23');
    expect(gradually).toMatchObject({ looks: 237, until: '2026-11-23T19:45:00.000Z' });
    await losingTheBlobs();
    await rollUp();
    expect(await soFar('2026-11-23')).toEqual(gradually);
  });

  /** Only the samples are left. */
  async function losingTheBlobs(): Promise<void> {
    const lost = vi.spyOn(world.store.documents, 'getUnderWay').mockResolvedValue(undefined);
    await rollUp();
    lost.mockRestore();
  }

  it('takes in a set that was stored after its hour was over', async () => {
    await sampled('23T10:50');
    await rollUpAt('23T11:00');
    expect(await soFar('2026-11-23')).toMatchObject({ looks: 1 });
    await sampled('23T10:55', { verdict: 'down' });
    await rollUpAt('23T11:15');
    expect(await soFar('2026-11-23')).toMatchObject({ looks: 2, ms: { up: 5 * minutes, down: 10 * minutes } });
  });

  it('goes on when an endpoint is no longer looked at, and when one is new', async () => {
    await sampled('23T10:00');
    await rollUpAt('23T13:00');
    await world.store.endpoints.add(other);
    await sampled('23T15:00', { endpointId: other.id });
    await rollUpAt('23T16:00');
    expect(await soFar('2026-11-23')).toMatchObject({ looks: 1, checkedAt: '2026-11-23T10:00:00.000Z' });
    const late = (await world.store.documents.soFar('2026-11-23', [other])).get(other.id)!;
    expect(late).toMatchObject({ ms: { up: 10 * minutes }, looks: 1 });
    for (const figures of [late, (await soFar('2026-11-23'))!]) expect(sum(figures)).toBe(16 * hourMs);
  });

  it('is not written again when nothing of it changed', async () => {
    await sampled('23T10:00');
    const put = vi.spyOn(world.store.documents, 'putUnderWay');
    await rollUpAt('23T11:00');
    await rollUp();
    expect(put).toHaveBeenCalledTimes(1);
    await rollUpAt('23T11:15');
    expect(put).toHaveBeenCalledTimes(2);
  });

  it('writes no row', async () => {
    await sampledAllDay(23);
    const [days, hours] = [vi.spyOn(world.store.endpoints, 'putDays'), vi.spyOn(world.store.endpoints, 'putHours')];
    await rollUpAt('23T18:00');
    expect([days, hours].map(({ mock }) => mock.calls)).toEqual([[], []]);
  });
});

describe('a day that is over', () => {
  it('has a row of all its time and one of its hours, once its last samples have come', async () => {
    await rollUpAt('22T23:45');
    await sampled('22T23:50');
    await sampled('22T23:55', { verdict: 'down' });
    expect(await rollUpAt('23T00:10')).toMatchObject({ days: 0 });
    expect(await dayOf('2026-11-22')).toBeUndefined();
    expect(await soFar('2026-11-22')).toMatchObject({ until: '2026-11-23T00:00:00.000Z', looks: 2 });
    expect(await rollUpAt('23T00:20')).toMatchObject({ days: 1 });
    const day = (await dayOf('2026-11-22'))!;
    expect(day).toMatchObject({
      apiId: api.id,
      publisherId: 'c_h501',
      ms: { up: 5 * minutes, down: 5 * minutes },
      looks: 2,
      until: '2026-11-23T00:00:00.000Z',
      checkedAt: '2026-11-22T23:55:00.000Z',
      phases: { dns: countLatency([4]), wait: countLatency([90]) },
    });
    expect(sum(day)).toBe(24 * hourMs);
    const { hours } = (await hoursOf('2026-11-22'))!;
    expect(hours.map(({ hour }) => hour)).toEqual(Array.from({ length: 24 }, (_, hour) => hour));
    expect(hours[23]).toMatchObject({ looks: 2, ms: { unknown: 50 * minutes } });
  });

  it('has all but what a set said that can’t be read, which is logged and counted', async () => {
    for (const slot of ['22T09:00', '22T10:00', '22T11:00', '22T12:00']) await sampled(slot);
    kept.set('samples/0/2026-11-22/100000000.bin', new Uint8Array([2, 200]));
    kept.set('samples/0/2026-11-22/110000000.bin', kept.get('samples/0/2026-11-22/120000000.bin')!);
    kept.set('samples/0/.note', new Uint8Array());
    kept.set('samples/0/2026-11-22/100000000.bin.part', new Uint8Array());
    const count = vi.spyOn(world.metrics, 'count');
    expect(await rollUpAt('23T00:20')).toMatchObject({ days: 1 });
    expect(await dayOf('2026-11-22')).toMatchObject({ looks: 2, ms: { up: 20 * minutes } });
    const faults = world.log.lines.filter(({ level }) => level === 'error');
    expect(faults.map(({ fields }) => fields.key)).toEqual([
      'samples/0/2026-11-22/100000000.bin',
      'samples/0/2026-11-22/110000000.bin',
    ]);
    expect(count.mock.calls).toEqual([['sample-fault'], ['sample-fault']]);
  });

  it('does not count a look that its last slot took after midnight; the new day does', async () => {
    await sampled('22T23:55', { at: '2026-11-23T00:00:01.000Z' });
    await rollUpAt('24T00:30');
    expect(await dayOf('2026-11-22')).toBeUndefined();
    expect(await dayOf('2026-11-23')).toMatchObject({ looks: 1, ms: { up: 10 * minutes } });
  });

  it('has no row when nobody looked at it: it is unknown', async () => {
    await sampled('20T12:00');
    await sampled('22T12:00');
    expect(await rollUpAt('23T12:00')).toMatchObject({ days: 2 });
    expect(await dayOf('2026-11-20')).toBeDefined();
    expect(await dayOf('2026-11-21')).toBeUndefined();
    expect(await hoursOf('2026-11-21')).toBeUndefined();
    expect(await dayOf('2026-11-22')).toBeDefined();
  });

  it('is finished however late the next run comes, as far back as samples are kept', async () => {
    for (const slot of ['2026-07-01T10:00:00.000Z', '2026-09-01T10:00:00.000Z', '2026-11-20T10:00:00.000Z'])
      await world.store.documents.putSamples({
        slot,
        shard: 0,
        samples: [sampleLook(slot, { endpointId: endpoint.id })],
      });
    expect(await rollUpAt('23T12:00')).toMatchObject({ days: 2 });
    expect(await dayOf('2026-07-01')).toBeUndefined();
    expect(await dayOf('2026-09-01')).toBeDefined();
  });

  it('is none of an endpoint that was added after it, and the first one begins when it was', async () => {
    const late = { ...other, addedAt: '2026-11-22T18:30:00.000Z' };
    const later = sampleEndpoint(api, 'https://later.example/status', { addedAt: '2026-11-23T00:05:00.000Z' });
    for (const each of [late, later]) await world.store.endpoints.add(each);
    await sampled('22T12:00');
    await sampled('22T19:00', { endpointId: late.id });
    await rollUpAt('22T23:00');
    const so = (await world.store.documents.soFar('2026-11-22', [late])).get(late.id)!;
    expect(so).toMatchObject({ ms: { up: 10 * minutes, unknown: 4.5 * hourMs - 10 * minutes } });
    expect(so.hours.map(({ hour }) => hour)).toEqual(Array.from({ length: 23 }, (_, hour) => hour));
    await rollUpAt('23T00:20');
    expect(sum((await dayOf('2026-11-22', late))!)).toBe(5.5 * hourMs);
    const [levels] = await world.store.documents.levelsOfMonth('2026-11');
    expect(levels?.apis[0]?.ms).toMatchObject({ up: 20 * minutes, unknown: 29.5 * hourMs - 20 * minutes });
  });

  it('is as long as an endpoint was watched that was retired on it: its time so far stays, and has a row', async () => {
    await world.store.endpoints.add(other);
    const retire = async (retiredAt: string) => {
      const [now] = await world.store.endpoints.withIds([endpoint.id]);
      await world.store.endpoints.replace({ ...now!, retiredAt }, now!);
    };
    await sampled('22T03:00');
    await sampled('22T09:00');
    await rollUpAt('22T09:30');
    await sampled('22T09:55');
    await retire('2026-11-22T10:00:00.000Z');
    const ms = { up: 25 * minutes, unknown: 10 * hourMs - 25 * minutes };
    for (const time of ['22T10:15', '22T12:00', '22T18:00']) {
      await rollUpAt(time);
      expect(await soFar('2026-11-22'), time).toMatchObject({ looks: 3, ms });
    }
    expect(await rollUpAt('23T00:20')).toMatchObject({ days: 1 });
    expect(await dayOf('2026-11-22')).toMatchObject({ looks: 3, ms, until: '2026-11-22T10:00:00.000Z' });
    expect((await hoursOf('2026-11-22'))?.hours).toHaveLength(24);
    const [levels] = await world.store.documents.levelsOfMonth('2026-11');
    expect(levels?.apis).toMatchObject([{ looks: 3, ms: { ...ms, unknown: ms.unknown + 24 * hourMs } }]);
    await sampled('23T12:00', { endpointId: other.id });
    expect(await rollUpAt('24T00:20')).toMatchObject({ days: 1 });
    expect(await dayOf('2026-11-23')).toBeUndefined();
  });

  it('is gone on with where a run had to stop', async () => {
    for (const day of [19, 20, 21, 22]) await sampled(`${day}T12:00`);
    at('23T12:00:00.000');
    let asked = 0;
    expect(
      await rollUpShard(
        world,
        0,
        run(() => ++asked > 2),
      ),
    ).toMatchObject({ days: 2 });
    expect(await world.store.rollUps.finished(0)).toBe('2026-11-20');
    expect(await dayOf('2026-11-21')).toBeUndefined();
    expect(await rollUp()).toMatchObject({ days: 2 });
    expect(await dayOf('2026-11-22')).toBeDefined();
  });

  it('is left alone once it is finished', async () => {
    await sampled('22T10:00');
    await rollUpAt('23T00:20');
    const [days, hours] = [vi.spyOn(world.store.endpoints, 'putDays'), vi.spyOn(world.store.endpoints, 'putHours')];
    await sampled('22T12:00');
    await rollUpAt('23T00:35');
    expect([days, hours].map(({ mock }) => mock.calls)).toEqual([[], []]);
  });

  it('gives the same rows when it is done again, and writes only those that a late set changed', async () => {
    await world.store.endpoints.add(other);
    await sampledAllDay(22);
    await sampled('22T12:01', { endpointId: other.id });
    await rollUpAt('23T00:20');
    const before = [await dayOf('2026-11-22'), await hoursOf('2026-11-22')];
    const [days, hours] = [vi.spyOn(world.store.endpoints, 'putDays'), vi.spyOn(world.store.endpoints, 'putHours')];
    await world.store.rollUps.putFinished(0, '2026-11-21');
    await rollUp();
    expect([days, hours].map(({ mock }) => mock.calls)).toEqual([[], []]);
    expect([await dayOf('2026-11-22'), await hoursOf('2026-11-22')]).toEqual(before);
    await sampled('22T12:06', { endpointId: other.id });
    await world.store.rollUps.putFinished(0, '2026-11-21');
    await rollUp();
    for (const { mock } of [days, hours])
      expect(mock.calls.map(([all]) => all.map(({ endpointId }) => endpointId))).toEqual([[other.id]]);
  });

  it('teaches what is slow for an endpoint, unless that is declared', async () => {
    const strict = sampleEndpoint(api, 'https://strict.example/status', { timeoutMs: 500 });
    await world.store.endpoints.add(strict);
    await sampledAllDay(21, () => ({ phases: { total: 1000 } }));
    for (let slot = 0; slot < 144; slot += 1) {
      const start = new Date(Date.UTC(2026, 10, 21) + slot * 300_000 + 60_000).toISOString();
      const samples = [sampleLook(start, { endpointId: strict.id })];
      await world.store.documents.putSamples({ slot: start, shard: 0, samples });
    }
    await rollUpAt('22T00:20');
    const learned = new Map((await world.store.endpoints.ofShard(0)).map(({ id, slowMs }) => [id, slowMs]));
    expect(Math.abs(learned.get(endpoint.id)! - 4000)).toBeLessThan(200);
    expect(learned.get(strict.id)).toBeUndefined();
  });
});

describe('a clock that was ahead once', () => {
  it('costs no day: what was finished before it was over is finished anew', async () => {
    await sampled('21T12:00');
    await sampled('22T12:00');
    world.clock.at = Date.parse('2027-06-01T12:00:00.000Z');
    await rollUp();
    await sampled('22T13:00');
    expect(await rollUpAt('23T12:00')).toMatchObject({ days: 2 });
    expect(await dayOf('2026-11-22')).toMatchObject({ looks: 2 });
    expect(world.log.lines.filter(({ level }) => level === 'error')).toMatchObject([
      { fields: { date: '2027-05-31', anewFrom: '2026-11-21' } },
    ]);
    await sampled('23T12:00');
    expect(await rollUpAt('24T00:20')).toMatchObject({ days: 1 });
    expect(await rollUpAt('24T00:35')).toMatchObject({ days: 0 });
  });

  it('costs no hour: the day it was ahead in, or beyond, is added up anew', async () => {
    await sampled('23T09:00');
    await rollUpAt('23T15:00');
    await sampled('23T10:05');
    await rollUpAt('23T10:15');
    expect(await soFar('2026-11-23')).toMatchObject({ until: '2026-11-23T10:15:00.000Z', looks: 2 });
    await rollUpAt('24T03:00');
    await sampled('23T10:20');
    expect(await rollUpAt('23T10:30')).toMatchObject({ days: 0 });
    expect(await soFar('2026-11-23')).toMatchObject({ looks: 3 });
    expect(await rollUpAt('24T00:20')).toMatchObject({ days: 1 });
    expect(await dayOf('2026-11-23')).toMatchObject({ looks: 3 });
  });
});

describe('quiet endpoints', () => {
  it('have two rows written a day, whatever their number and that of the roll-ups', async () => {
    const ports = createPorts(new SmallInternet(), world.clock);
    const store = createStore(ports.table, ports.blobs, { crawl: 1, probe: 1 });
    world = { ...world, store };
    const quiet = Array.from({ length: 40 }, (_, index) =>
      sampleEndpoint(api, `https://host-${index}.example/status`, { slowMs: 1000 }),
    );
    for (const each of quiet) await store.endpoints.add(each);
    const written: string[] = [];
    const put = ports.table.put.bind(ports.table);
    vi.spyOn(ports.table, 'put').mockImplementation((row, condition) => {
      written.push(row.pk);
      return put(row, condition);
    });
    const putAll = ports.table.putAll.bind(ports.table);
    vi.spyOn(ports.table, 'putAll').mockImplementation((rows) => {
      written.push(...rows.map(({ pk }) => pk));
      return putAll(rows);
    });
    for (let slot = 0; slot < 288 + 6; slot += 1) {
      const start = new Date(Date.UTC(2026, 10, 23) + slot * 300_000).toISOString();
      const samples = quiet.map(({ id }) => sampleLook(start, { endpointId: id }));
      await store.documents.putSamples({ slot: start, shard: 0, samples });
      world.clock.at = Date.parse(start) + 299_000;
      if (slot % 3 === 2) await rollUp();
    }
    const ofEndpoints = written.filter((pk) => pk.startsWith('ENDPOINT#'));
    expect(ofEndpoints.length).toBe(2 * quiet.length);
    expect(new Set(ofEndpoints).size).toBe(quiet.length);
    expect(written.filter((pk) => pk.startsWith('ROLLUP#'))).toEqual(['ROLLUP#0']);
  });
});

describe('service levels of a month', () => {
  const month = async () => (await world.store.documents.levelsOfMonth('2026-11'))[0];

  it('are added up from its finished days, with what is unknown of each endpoint', async () => {
    await world.store.endpoints.add(other);
    await sampled('21T12:00');
    await sampled('22T12:00');
    await rollUpAt('23T00:20');
    expect(await month()).toMatchObject({
      month: '2026-11',
      until: '2026-11-23T00:00:00.000Z',
      apis: [{ apiId: api.id, publisherId: 'c_h501', days: [21, 22], looks: 2, ms: { up: 20 * minutes } }],
    });
    expect((await month())?.apis[0]?.ms.unknown).toBe(4 * 24 * hourMs - 20 * minutes);
  });

  it('are the same when a day is finished again, and take in what changed of it', async () => {
    await sampled('21T12:00');
    await sampled('22T12:00');
    await rollUpAt('23T00:20');
    const before = await month();
    await world.store.rollUps.putFinished(0, '2026-11-20');
    await rollUp();
    expect(await month()).toEqual(before);
    await sampled('21T13:00');
    await world.store.rollUps.putFinished(0, '2026-11-20');
    await rollUp();
    expect((await month())?.apis[0]).toMatchObject({ days: [21, 22], looks: 3 });
  });

  it('begin anew with the month', async () => {
    await sampled('30T12:00');
    world.clock.at = Date.parse('2026-12-02T00:20:00.000Z');
    await world.store.documents.putSamples({
      slot: '2026-12-01T12:00:00.000Z',
      shard: 0,
      samples: [sampleLook('2026-12-01T12:00:00.000Z', { endpointId: endpoint.id })],
    });
    await rollUp();
    expect(await month()).toMatchObject({ until: '2026-12-01T00:00:00.000Z', apis: [{ days: [30], looks: 1 }] });
    expect((await world.store.documents.levelsOfMonth('2026-12'))[0]).toMatchObject({
      apis: [{ days: [1], looks: 1 }],
    });
  });
});

describe('a roll-up that is killed', () => {
  it('leads to the same rows and blobs when it is run again, wherever that was', async () => {
    const clock = world.clock;
    const remembered = async (point: { call: number; when: 'before' | 'after' } | undefined) => {
      const ports = createPorts(new SmallInternet(), clock);
      const store = (of: Ports) => createStore(of.table, of.blobs, { crawl: 1, probe: 1 });
      world = { ...world, store: store(ports) };
      await world.store.endpoints.add(endpoint);
      await world.store.endpoints.add(other);
      await sampled('21T12:00');
      await sampledAllDay(22, () => ({ phases: { total: 900 } }));
      await sampled('23T00:05');
      clock.at = Date.parse('2026-11-23T00:30:00.000Z');
      const counted = crashingPorts(ports, point);
      const killed = { ...world, store: store(counted.ports) };
      await rollUpShard(killed, 0, run()).catch((fault: unknown) => {
        if (!(fault instanceof Crash)) throw fault;
      });
      const calls = counted.calls();
      await world.store.leases.free('rollup', 0);
      await rollUp();
      const dates = ['2026-11-21', '2026-11-22', '2026-11-23'];
      return {
        calls,
        found: await Promise.all([
          ...dates.map((date) => dayOf(date)),
          ...dates.map((date) => hoursOf(date)),
          ...dates.map((date) => soFar(date)),
          world.store.documents.levelsOfMonth('2026-11'),
          world.store.rollUps.finished(0),
          world.store.endpoints.ofShard(0).then((all) => all.map(({ version: _, ...each }) => each)),
        ]),
      };
    };
    const { calls, found } = await remembered(undefined);
    expect(found[1]).toMatchObject({ looks: 288 });
    expect(JSON.stringify(found)).toContain('slowMs');
    // Reading the sample sets one after another is most of the calls.
    const points = Array.from({ length: calls }, (_, call) => call + 1).filter(
      (call) => call % 37 === 0 || call > calls - 40,
    );
    for (const call of points) {
      for (const when of ['before', 'after'] as const)
        expect((await remembered({ call, when })).found, `${when} call ${call} of ${calls}`).toEqual(found);
    }
  });
});

describe('what was kept long enough', () => {
  it('is dropped once a day, by the first shard, though it may have no samples', async () => {
    const sweep = vi.fn(async (_: number) => 3);
    const swept = (shard: number) => rollUpShard({ ...world, retention: { sweep } }, shard, run());
    const times = ['22T23:00:00.000', '23T00:30:00.000'];
    for (const time of times) {
      at(time);
      for (const shard of [1, 0, 0]) await swept(shard);
    }
    expect(sweep.mock.calls).toEqual(times.map((time) => [Date.parse(`2026-11-${time}Z`)]));
  });

  it('is dropped by the next run when one could not', async () => {
    const sweep = vi.fn(async (_: number) => 3).mockRejectedValueOnce(new Error('disk full'));
    const swept = () => rollUpShard({ ...world, retention: { sweep } }, 0, run());
    await expect(swept()).rejects.toThrow('disk full');
    await swept();
    expect(sweep).toHaveBeenCalledTimes(2);
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

describe('what is made of all rows', () => {
  const began = '2026-11-23T08:00:00.000Z';
  const made = async () => {
    const { rollUps, figures } = world.store;
    const [list, exports, known] = await Promise.all([rollUps.catalogue(), rollUps.exports(), figures.underWay()]);
    return { list: list?.builtAt, exports: exports?.builtAt, figures: known?.today.computedAt };
  };
  const all = { list: began, exports: began, figures: began };
  const puts = {
    list: () => vi.spyOn(world.store.rollUps, 'putCatalogue'),
    exports: () => vi.spyOn(world.store.rollUps, 'putExports'),
    figures: () => vi.spyOn(world.store.figures, 'putUnderWay'),
  } as const;
  type Name = keyof typeof puts;
  const breakDown = (...names: readonly Name[]): void => {
    for (const name of names) puts[name]().mockRejectedValue(new Error(`${name} throttled`));
  };
  const told = () => world.log.lines.filter(({ level }) => level === 'error').map(({ fields }) => fields);

  beforeEach(async () => {
    world = createSampleWorld();
    at('23T08:00:00.000');
    await world.store.publishers.putAll([samplePublisher(), samplePublisher({ id: 'other', name: 'Altro Ente' })]);
  });

  it('is of the time when reading began, however long it takes', async () => {
    const { ownedBy } = world.store.publishers;
    vi.spyOn(world.store.publishers, 'ownedBy').mockImplementation(async (id) => {
      world.clock.pass(10 * minutes);
      return ownedBy(id);
    });
    await rollUp();
    expect(world.clock.now()).toBe(Date.parse(began) + 20 * minutes);
    expect(await made()).toEqual(all);
  });

  it('is of the day on which reading began, though it is written on the next', async () => {
    at('23T23:55:00.000');
    vi.spyOn(world.store.apis, 'ofPublisher').mockImplementation(async () => {
      world.clock.pass(10 * minutes);
      return [];
    });
    await rollUp();
    const { rollUps, figures } = world.store;
    expect((await rollUps.catalogue())?.list.date).toBe('2026-11-23');
    expect((await rollUps.exports())?.date).toBe('2026-11-23');
    expect((await figures.underWay())?.today.date).toBe('2026-11-23');
  });

  it('is there before older revisions get their reports, which may take all the time there is', async () => {
    const before: unknown[] = [];
    vi.spyOn(world.store.apis, 'list').mockImplementation(async () => {
      before.push(await made());
      throw new Error('time is over');
    });
    await expect(rollUp()).rejects.toThrow('time is over');
    expect(before).toEqual([all]);
  });

  it.each([
    'list',
    'exports',
    'figures',
  ] as const)('is there but for the %s where these fail, which is told by name', async (name) => {
    breakDown(name);
    await expect(rollUp()).rejects.toThrow(`${name} throttled`);
    expect(await made()).toEqual({ ...all, [name]: undefined });
    expect(told()).toEqual([{ name, fault: new Error(`${name} throttled`) }]);
    expect(await world.store.compliance.rulesetInForce(), 'what was scored counts all the same').toBeDefined();
  });

  it('is told of each that fails, and the run has failed by the first', async () => {
    breakDown('list', 'figures');
    await expect(rollUp()).rejects.toThrow('list throttled');
    expect(await made()).toEqual({ exports: began });
    expect(told().map(({ name }) => name)).toEqual(['list', 'figures']);
    vi.restoreAllMocks();
    await rollUp();
    expect(await made()).toEqual(all);
  });
});
