import { beforeEach, describe, expect, it } from 'vitest';
import { createSqliteTable } from '../../../shared/adapters/embedded/sqlite-table.ts';
import { shardOf } from '../../../shared/domain/digest.ts';
import { createSources, type Sources } from '../../../shared/store/sources.ts';
import { morning, sampleSource } from '../../fixtures/sample-records.ts';

const shards = 4;
let sources: Sources;
beforeEach(() => {
  sources = createSources(createSqliteTable(':memory:'), shards);
});

const a = sampleSource('https://a.example/openapi.yaml', { nextAt: '2026-11-23T09:00:00.000Z' });
const shardA = shardOf('https://a.example', shards);
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

  it('raises its version with every write', async () => {
    await sources.add(a);
    const once = await sources.save({ ...a, failures: 1 }, 'visit');
    const twice = await sources.save({ ...once, failures: 2 }, 'visit');
    expect([once.version, twice.version]).toEqual([a.version + 1, a.version + 2]);
    expect(await sources.get(a.id)).toEqual(twice);
  });

  it('can’t be saved when it is gone', async () => {
    await expect(sources.save(a, 'visit')).rejects.toThrow(a.id);
  });
});

describe('two writers of one source', () => {
  const read = { ...a, missingSince: morning, anchors: ['old'] };
  const visited = { ...read, state: 'ok', failures: 0, nextAt: '2026-11-24T00:00:00.000Z', digest: 'd' } as const;
  const listed = { ...a, listedBy: ['catalogue'], anchors: ['x'], nextAt: morning };

  beforeEach(async () => {
    await sources.add(read);
  });

  it('a visit keeps what a catalogue said of it meanwhile', async () => {
    await sources.save(listed, 'listing');
    const saved = await sources.save(visited, 'visit');
    expect(saved).toMatchObject({
      listedBy: ['catalogue'],
      anchors: ['x'],
      state: 'ok',
      digest: 'd',
      nextAt: visited.nextAt,
    });
    expect(saved).not.toHaveProperty('missingSince');
    expect(await sources.get(a.id)).toEqual(saved);
  });

  it('a catalogue keeps what a visit found meanwhile, and takes away what it no longer says', async () => {
    await sources.save(visited, 'visit');
    const saved = await sources.save(a, 'listing');
    expect(saved).toMatchObject({ state: 'ok', digest: 'd', nextAt: a.nextAt });
    expect(saved).not.toHaveProperty('anchors');
    expect(saved).not.toHaveProperty('missingSince');
  });

  it('end with the same source, whichever comes first', async () => {
    await sources.save(listed, 'listing');
    const { version: _v, nextAt: _n, ...one } = await sources.save(visited, 'visit');
    sources = createSources(createSqliteTable(':memory:'), shards);
    await sources.add(read);
    await sources.save(visited, 'visit');
    const { version: _w, nextAt: _o, ...other } = await sources.save(listed, 'listing');
    expect(other).toEqual(one);
  });

  it('both get through when many write at once', async () => {
    const saves = Array.from({ length: 10 }, (_, index) =>
      sources.save({ ...a, failures: index }, index % 2 === 0 ? 'visit' : 'listing'),
    );
    const versions = (await Promise.all(saves)).map(({ version }) => version);
    expect(versions.toSorted((x, y) => x - y)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });
});
