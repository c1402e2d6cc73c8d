import { beforeEach, describe, expect, it } from 'vitest';
import { createSqliteTable } from '../../../shared/adapters/embedded/sqlite-table.ts';
import { createLeases, type Leases } from '../../../shared/store/leases.ts';

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 23, 8, minute)).toISOString();
let leases: Leases;
beforeEach(() => {
  leases = createLeases(createSqliteTable(':memory:'));
});

describe('a lease', () => {
  it('is given to one holder at a time', async () => {
    expect(await leases.take('crawl', 0, 'a', at(0), at(10))).toMatchObject({
      holder: 'a',
      version: 1,
      startedAt: at(0),
    });
    expect(await leases.take('crawl', 0, 'b', at(5), at(15))).toBeUndefined();
    expect(await leases.take('crawl', 1, 'b', at(5), at(15))).toMatchObject({ holder: 'b' });
    expect(await leases.take('probe', 0, 'b', at(5), at(15))).toMatchObject({ holder: 'b' });
  });

  it('is free when its work is finished, and remembers what came of it', async () => {
    const lease = await leases.take('crawl', 0, 'a', at(0), at(10));
    await leases.finish(lease!, at(1), { visited: 3 });
    expect(await leases.get('crawl', 0)).toMatchObject({ holder: null, finishedAt: at(1), result: { visited: 3 } });
    const next = await leases.take('crawl', 0, 'b', at(2), at(12));
    expect(next).toMatchObject({ holder: 'b', result: { visited: 3 } });
    expect(next).toMatchObject({ finishedAt: at(1) });
  });

  it('passes on when its holder is over its time, whose late word then counts for nothing', async () => {
    const lost = await leases.take('crawl', 0, 'a', at(0), at(10));
    const taken = await leases.take('crawl', 0, 'b', at(10), at(20));
    expect(taken).toMatchObject({ holder: 'b', version: 2 });
    await leases.finish(lost!, at(11), { visited: 1 });
    expect(await leases.get('crawl', 0)).toEqual(taken);
  });

  it('goes to one of many who find it free at once', async () => {
    const takers = Array.from({ length: 8 }, (_, index) => leases.take('crawl', 0, String(index), at(0), at(10)));
    expect((await Promise.all(takers)).filter((lease) => lease !== undefined)).toHaveLength(1);
  });

  it('can be freed for a holder that is known to be gone', async () => {
    await leases.take('crawl', 0, 'a', at(0), at(10));
    await leases.free('crawl', 0);
    await leases.free('crawl', 0);
    await leases.free('never', 7);
    expect(await leases.get('crawl', 0)).toMatchObject({ holder: null, version: 2 });
    expect(await leases.take('crawl', 0, 'b', at(1), at(11))).toMatchObject({ holder: 'b' });
  });
});
