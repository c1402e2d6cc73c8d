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
import type { AssessingWorld, Collector, Run } from './world.ts';

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
    const [list, exports, figures] = await Promise.all([
      collectListing(world, recent),
      collectExports(world, () => recent),
      collectFigures(world, recent),
    ]);
    const collectors = { list, exports, figures };
    const counts = await rollUpTotals(await openScoring(world, run.isOver), {
      see: (rows) => {
        for (const { see } of Object.values(collectors)) see(rows);
      },
      finish: () => finishAll(world, collectors),
    });
    return { days, ...counts };
  });

/** One that fails keeps no other from what it makes; the run has failed all the same. */
async function finishAll({ log }: AssessingWorld, collectors: { readonly [name: string]: Collector }): Promise<void> {
  const faults: unknown[] = [];
  for (const [name, { finish }] of Object.entries(collectors)) {
    try {
      await finish();
    } catch (fault) {
      log.error('something made of all rows could not be finished', { name, fault });
      faults.push(fault);
    }
  }
  if (faults.length > 0) throw faults[0];
}

/** Once a day, whatever there is to be rolled up. */
async function sweep({ store, retention, clock, log }: AssessingWorld): Promise<void> {
  const today = dateOf(clock.now());
  if (retention === undefined || (await store.rollUps.swept()) === today) return;
  log.info('what was kept long enough is dropped', { dropped: await retention.sweep(clock.now()) });
  await store.rollUps.putSwept(today);
}
