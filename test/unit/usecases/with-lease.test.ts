import { beforeEach, describe, expect, it } from 'vitest';
import { withLease } from '../../../shared/usecases/with-lease.ts';
import { createSampleWorld } from '../../fixtures/sample-records.ts';

let world: ReturnType<typeof createSampleWorld>;
beforeEach(() => {
  world = createSampleWorld();
});

const minute = 60_000;
const run = <T extends { readonly [name: string]: number }>(
  work: () => Promise<T>,
  shard = 0,
): Promise<T | undefined> => withLease(world, 'crawl', shard, world.clock.now() + 10 * minute, work);
const lease = () => world.store.leases.get('crawl', 0);

describe('withLease', () => {
  it('gives what the work gave, and remembers it', async () => {
    expect(await run(async () => ({ visited: 3 }))).toEqual({ visited: 3 });
    expect(await lease()).toMatchObject({
      holder: null,
      result: { visited: 3 },
      finishedAt: '2026-11-23T08:00:00.000Z',
    });
  });

  it('does no work while another run holds the shard, and says so', async () => {
    const inner: unknown[] = [];
    await run(async () => {
      inner.push(await run(async () => ({ never: 1 })));
      inner.push(await run(async () => ({ other: 1 }), 1));
      return { visited: 1 };
    });
    expect(inner).toEqual([undefined, { other: 1 }]);
    expect(world.log.lines.map(({ message }) => message)).toEqual(['another run holds this shard']);
  });

  it('lets one of two that come at once work', async () => {
    const results = await Promise.all([run(async () => ({ n: 1 })), run(async () => ({ n: 2 }))]);
    expect(results.filter((result) => result !== undefined)).toHaveLength(1);
  });

  it('gives the lease back when the work throws, so that the next run can try again', async () => {
    const fault = new Error('it broke');
    await expect(run(() => Promise.reject(fault))).rejects.toBe(fault);
    expect(await lease()).toMatchObject({ holder: null });
    expect(await run(async () => ({ visited: 1 }))).toEqual({ visited: 1 });
  });

  it('does not free or finish another run’s lease when its own was lost by overstaying', async () => {
    for (const end of ['throws', 'finishes']) {
      let held: unknown;
      const overstay = run(async () => {
        world.clock.pass(11 * minute);
        await world.store.leases.take(
          'crawl',
          0,
          'another',
          new Date(world.clock.now()).toISOString(),
          '2027-01-01T00:00:00.000Z',
        );
        held = await lease();
        if (end === 'throws') throw new Error('late');
        return { late: 1 };
      });
      await (end === 'throws' ? expect(overstay).rejects.toThrow('late') : overstay);
      expect(held).toMatchObject({ holder: 'another' });
      expect(await lease()).toEqual(held);
      await world.store.leases.free('crawl', 0);
    }
  });

  it('outlasts its own deadline by a margin, so that a run that is a little late is not joined', async () => {
    await run(async () => {
      world.clock.pass(10 * minute + 4000);
      expect(await run(async () => ({ early: 1 }))).toBeUndefined();
      return { visited: 1 };
    });
  });
});
