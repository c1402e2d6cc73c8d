/** How far the roll-ups have come. */
import type { Table } from '../ports.ts';
import { entityOf, keys, rowOf } from './table.ts';

export const createRollUps = (table: Table) => ({
  /** The last day (`2026-11-23`) of which the rows of a shard's endpoints are written. */
  async finished(shard: number): Promise<string | undefined> {
    const row = await table.get(keys.rolledUp(shard));
    return row && entityOf<{ readonly date: string }>(row).date;
  },
  putFinished: (shard: number, date: string): Promise<boolean> => table.put(rowOf(keys.rolledUp(shard), { date })),

  /** The day on which what was kept long enough was dropped last. */
  async swept(): Promise<string | undefined> {
    const row = await table.get(keys.swept());
    return row && entityOf<{ readonly date: string }>(row).date;
  },
  putSwept: (date: string): Promise<boolean> => table.put(rowOf(keys.swept(), { date })),
});
