import { setImmediate } from 'node:timers/promises';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { selectApis } from '../../../shared/domain/catalogue/select.ts';
import { openCatalogue } from '../../../shared/usecases/read-catalogue.ts';
import { rollUpShard } from '../../../shared/usecases/rollup.ts';
import { listStored } from '../../fixtures/list-stored.ts';
import {
  createSampleWorld,
  sampleApi,
  sampleCompliance,
  sampleEndpoint,
  sampleMetadata,
  samplePublisher,
  sampleSource,
} from '../../fixtures/sample-records.ts';

let world: ReturnType<typeof createSampleWorld>;
const api = sampleApi('https://api.example/openapi.yaml', {
  metadata: sampleMetadata({ title: 'Anagrafe', tags: ['x'] }),
});

beforeEach(async () => {
  world = createSampleWorld();
  await world.store.publishers.putAll([samplePublisher({ region: 'Lazio' }), samplePublisher({ id: 'mute' })]);
  await world.store.apis.put(api);
});

/** What was begun in the meantime is over. */
const settled = async (): Promise<void> => {
  for (let turns = 0; turns < 20; turns += 1) await setImmediate();
};

const pass = (ms: number): void => {
  world.clock.pass(ms);
};

describe('the catalogue in memory', () => {
  it('is not there before it was listed', async () => {
    expect(await openCatalogue(world)()).toBeUndefined();
  });

  it('holds every API and every administration, and finds by words', async () => {
    await world.store.endpoints.add(sampleEndpoint(api, 'https://api.example/status'));
    for (const name of ['a', 'b'])
      await world.store.endpoints.add(sampleEndpoint(api, `https://api.example/${name}`, { verdict: 'down' }));
    await world.store.compliance.replace(sampleCompliance(api, {}), undefined);
    await world.store.sources.add(sampleSource('https://api.example/broken.yaml', { state: 'unreachable' }));
    await listStored(world);
    const catalogue = await openCatalogue(world)({ words: true });
    expect(catalogue?.apis.map(({ id }) => id)).toEqual([api.id]);
    expect(catalogue?.publisherOf.get('c_h501')).toMatchObject({ apis: 1, apisDown: 1, down: 2, troubled: 1 });
    expect(catalogue?.publisherOf.get('mute')).toMatchObject({ apis: 0, median: null, availability: null });
    expect(catalogue?.search('anag').map(({ id }) => id)).toEqual([api.id]);
  });

  it('is read once, and again only when another was listed, at most every few seconds', async () => {
    await listStored(world);
    const read = openCatalogue(world);
    const first = await read({ words: true });
    await world.store.apis.put({ ...api, state: 'invalid' });
    await listStored(world);
    expect(await read()).toBe(first);
    pass(60_000);
    // Whoever meets the newer one is answered from what there is, and does not wait.
    expect((await read())?.apis[0]?.state).toBe('ok');
    await settled();
    const second = await read({ words: true });
    expect(second?.apis[0]?.state).toBe('invalid');
    // The words are the same, so the index is.
    expect(second?.search).toBe(first?.search);
  });

  it('loads the index for words only when they are searched for', async () => {
    await listStored(world);
    const read = openCatalogue(world);
    const first = await read();
    expect(() => first?.search('anagrafe')).toThrow(/did not wish for words/);
    const [second, third] = await Promise.all([read({ words: true }), read({ words: true })]);
    expect(second?.search('anagrafe')).toHaveLength(1);
    expect(third).toBe(second);
    expect(second?.apis).toBe(first?.apis);
  });

  it('says as of when it is, also when nothing changed', async () => {
    await listStored(world);
    const read = openCatalogue(world);
    const first = await read();
    pass(60_000);
    await listStored(world);
    await read();
    await settled();
    const second = await read();
    expect(second?.apis).toBe(first?.apis);
    expect(Date.parse(second?.builtAt ?? '')).toBe(Date.parse(first?.builtAt ?? '') + 60_000);
  });

  it('is loaded once for all who ask at the same time', async () => {
    await listStored(world);
    const read = openCatalogue(world);
    const all = await Promise.all([read(), read(), read()]);
    expect(new Set(all).size).toBe(1);
  });

  it('stays as it was when the blobs of a newer one are not there', async () => {
    await listStored(world);
    const read = openCatalogue(world);
    const first = await read();
    pass(60_000);
    const lost = { date: '2000-01-01', digest: 'none' };
    await world.store.rollUps.putCatalogue({ builtAt: 'x', list: lost, search: { ...lost, of: 'none' } });
    expect(await read()).toBe(first);
    await settled();
    expect((await read())?.apis).toBe(first?.apis);
  });

  it('answers from what there is when it can not be looked up again, and says so in the log', async () => {
    await listStored(world);
    const log = { ...world.log, error: vi.fn() };
    const failing = { ...world.store.rollUps };
    const read = openCatalogue({ ...world, log, store: { ...world.store, rollUps: failing } });
    const first = await read();
    failing.catalogue = async () => {
      throw new Error('throttled');
    };
    pass(60_000);
    expect(await read()).toBe(first);
    await settled();
    expect(log.error).toHaveBeenCalledTimes(1);
  });

  it('finds by the newer index though the list is the same', async () => {
    await listStored(world);
    const read = openCatalogue(world);
    const first = await read({ words: true });
    if (first === undefined) throw new Error('nothing is listed');
    expect(selectApis(first, { words: 'residenti' }, 10).total).toBe(0);
    await world.store.apis.put({
      ...api,
      metadata: { ...sampleMetadata({ title: 'Anagrafe', tags: ['x'] }), summary: 'Residenti' },
    });
    await listStored(world);
    pass(60_000);
    await read();
    await settled();
    const second = await read({ words: true });
    if (second === undefined) throw new Error('nothing is listed');
    expect(second.apis).toBe(first.apis);
    expect(selectApis(second, { words: 'residenti' }, 10).total).toBe(1);
  });
});

describe('listing', () => {
  it('writes no blob again when nothing changed on the same day, and all on the next', async () => {
    const put: string[] = [];
    const { documents } = world.store;
    const counted = {
      ...world,
      store: {
        ...world.store,
        documents: {
          ...documents,
          putList: async (...given: Parameters<typeof documents.putList>) => {
            put.push('list');
            await documents.putList(...given);
          },
          putSearch: async (...given: Parameters<typeof documents.putSearch>) => {
            put.push('search');
            await documents.putSearch(...given);
          },
        },
      },
    };
    await listStored(counted);
    await listStored(counted);
    expect(put.sort()).toEqual(['list', 'search']);
    await world.store.apis.put({ ...api, state: 'invalid' });
    await listStored(counted);
    expect(put).toEqual(['list', 'search', 'list']);
    pass(86_400_000);
    await listStored(counted);
    expect(put).toHaveLength(5);
  });
});

it('is listed though something else that is made of all rows fails, and the run is told failed', async () => {
  await world.store.endpoints.add(sampleEndpoint(api, 'https://api.example/status'));
  const { documents } = world.store;
  const failing = {
    ...world,
    store: {
      ...world.store,
      figures: {
        ...world.store.figures,
        putUnderWay: async () => {
          throw new Error('throttled');
        },
      },
      documents,
    },
  };
  await expect(rollUpShard(failing, 0, { deadline: Date.parse('2027-01-01'), isOver: () => false })).rejects.toThrow(
    'throttled',
  );
  expect((await openCatalogue(world)())?.apis).toHaveLength(1);
});
