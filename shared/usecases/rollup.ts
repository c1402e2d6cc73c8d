/**
 * Figures from what was recorded: availability per endpoint from the samples, totals and compliance per publisher and nation
 * from the rows. A run that was broken off is gone on with by the next one.
 */
import { dateOf } from '../domain/uptime/availability.ts';
import { recentTime } from './recent-time.ts';
import { openScoring } from './rescore.ts';
import { rollUpAvailability } from './rollup-availability.ts';
import { collectExports } from './rollup-exports.ts';
import { collectFigures } from './rollup-figures.ts';
import { collectListing } from './rollup-listing.ts';
import { rollUpTotals } from './rollup-totals.ts';
import { withLease } from './with-lease.ts';
import type { AssessingWorld, Run } from './world.ts';

/** `days`: of endpoints, finished ones. `assessed`: APIs that were scored again. */
export type RollupCounts = { readonly days: number; readonly publishers: number; readonly assessed: number };

export const rollUpShard = (
  world: AssessingWorld,
  shard: number,
  run: Pick<Run, 'deadline' | 'isOver'>,
): Promise<RollupCounts | undefined> =>
  withLease(world, 'rollup', shard, run.deadline, async () => {
    const days = await rollUpAvailability(world, shard, run.isOver);
    if (shard !== 0) return { days, publishers: 0, assessed: 0 };
    await sweep(world);
    const recent = recentTime(world);
    const collectors = await Promise.all([
      collectListing(world, recent),
      collectExports(world, () => recent),
      collectFigures(world, recent),
    ]);
    const counts = await rollUpTotals(await openScoring(world, run.isOver), (rows) => {
      for (const { see } of collectors) see(rows);
    });
    for (const { finish } of collectors) await finish();
    return { days, ...counts };
  });

/** Once a day, whatever there is to be rolled up. */
async function sweep({ store, retention, clock, log }: AssessingWorld): Promise<void> {
  const today = dateOf(clock.now());
  if (retention === undefined || (await store.rollUps.swept()) === today) return;
  log.info('what was kept long enough is dropped', { dropped: await retention.sweep(clock.now()) });
  await store.rollUps.putSwept(today);
}
