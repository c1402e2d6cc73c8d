import { beforeEach, describe, expect, it } from 'vitest';
import { createSqliteTable } from '../../../shared/adapters/embedded/sqlite-table.ts';
import { withListings } from '../../../shared/domain/catalogue/source.ts';
import { bucketOf } from '../../../shared/domain/digest.ts';
import { createSources, type Sources } from '../../../shared/store/sources.ts';
import { sampleSource } from '../../fixtures/sample-records.ts';

const shards = 4;
let sources: Sources;
beforeEach(() => {
  sources = createSources(createSqliteTable(':memory:'), shards);
});

const a = sampleSource('https://a.example/openapi.yaml', { nextAt: '2026-11-23T09:00:00.000Z' });
const shardA = bucketOf('https://a.example') % shards;
const dueIds = async (shard: number, now?: string): Promise<readonly string[]> =>
  (await Array.fromAsync(sources.due(shard, now))).map(({ id }) => id);

describe('what is due', () => {
  it('is what comes up to now, the longest overdue first', async () => {
    const later = sampleSource('https://a.example/b', { nextAt: '2026-11-23T08:30:00.000Z' });
    await sources.add(a);
    await sources.add(later);
    expect(await dueIds(shardA, '2026-11-23T08:29:59.999Z')).toEqual([]);
    expect(await dueIds(shardA, '2026-11-23T08:30:00.000Z')).toEqual([later.id]);
    expect(await dueIds(shardA, '2026-11-23T10:00:00.000Z')).toEqual([later.id, a.id]);
    expect(await dueIds(shardA)).toEqual([later.id, a.id]);
  });

  it('is looked after by one shard per origin, and every source by some shard', async () => {
    const all = Array.from({ length: 40 }, (_, index) => sampleSource(`https://host-${index % 8}.example/${index}`));
    for (const source of all) await sources.add(source);
    const found = new Map<string, number>();
    for (let shard = 0; shard < shards; shard += 1) {
      for await (const { url } of sources.due(shard)) {
        const { origin } = new URL(url);
        expect(found.get(origin) ?? shard).toBe(shard);
        found.set(origin, shard);
      }
    }
    expect(found.size).toBe(8);
  });
});

describe('a source', () => {
  it('is added once', async () => {
    expect(await sources.add(a)).toBe(true);
    expect(await sources.add({ ...a, kind: 'host' })).toBe(false);
    expect(await sources.get(a.id)).toEqual(a);
    expect(await sources.getAll([a.id, 'nobody', a.id])).toEqual([a]);
    expect(await sources.ofPublisher(a.publisherId)).toEqual([a]);
  });

  it('is among the first of its administration as far as so many reads go', async () => {
    for (let index = 0; index < 501; index += 1) await sources.add(sampleSource(`https://a.example/${index}`));
    const [once, twice] = [await sources.firstOfPublisher('c_h501', 1), await sources.firstOfPublisher('c_h501', 2)];
    expect([once.items.length, once.hasMore]).toEqual([500, true]);
    expect([twice.items.length, twice.hasMore]).toEqual([501, false]);
    expect(twice.items).toEqual(await sources.ofPublisher('c_h501'));
    expect(await sources.firstOfPublisher('nobody', 2)).toEqual({ items: [], hasMore: false });
  });

  it('raises its version with every write', async () => {
    await sources.add(a);
    const once = await sources.save(a, (current) => ({ ...current, failures: 1 }));
    const twice = await sources.save(once, (current) => ({ ...current, failures: 2 }));
    expect([once.version, twice.version]).toEqual([a.version + 1, a.version + 2]);
    expect(await sources.get(a.id)).toEqual(twice);
  });

  it('can’t be saved when it is gone', async () => {
    await expect(sources.save(a, (current) => current)).rejects.toThrow(a.id);
  });

  it('is found whatever the number of shards becomes', async () => {
    const table = createSqliteTable(':memory:');
    await createSources(table, 4).add(a);
    for (const count of [1, 3, 64]) {
      const after = createSources(table, count);
      const found = await Promise.all(Array.from({ length: count }, (_, shard) => Array.fromAsync(after.due(shard))));
      expect(found.flat()).toEqual([a]);
    }
  });
});

describe('two writers of one source', () => {
  it('each make their change to what the other left', async () => {
    await sources.add(a);
    await sources.save(a, (current) => ({ ...current, failures: current.failures + 1 }));
    const saved = await sources.save(a, (current) =>
      withListings(current, { ...current.listings, other: { anchors: ['x'] } }),
    );
    expect(saved).toMatchObject({ failures: 1, listedBy: ['catalogue', 'other'], anchors: ['x'] });
    expect(await sources.get(a.id)).toEqual(saved);
  });

  it('all get through when many write at once', async () => {
    await sources.add(a);
    const saves = Array.from({ length: 10 }, () =>
      sources.save(a, (current) => ({ ...current, failures: current.failures + 1 })),
    );
    await Promise.all(saves);
    expect(await sources.get(a.id)).toMatchObject({ failures: 10, version: 10 });
  });
});
