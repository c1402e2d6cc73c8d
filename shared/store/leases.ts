/**
 * A lease keeps two runs of one shard apart and remembers how the last one ended. It is taken by a conditional put on the
 * version read before, so that of two runs that both find it free one wins.
 */
import type { Table } from '../ports.ts';
import { entityOf, keys, rowOf } from './table.ts';

export type Lease = {
  readonly task: string;
  readonly shard: number;
  /** Raised by every write. */
  readonly version: number;
  readonly holder: string | null;
  /** ISO 8601; a holder that is gone blocks until then. */
  readonly until: string;
  readonly startedAt: string;
  /** End of the last run that finished, while another one runs too. */
  readonly finishedAt?: string;
  /** Counts of the last finished run. */
  readonly result?: { readonly [name: string]: number };
};

export type Leases = ReturnType<typeof createLeases>;

export function createLeases(table: Table) {
  const read = async (task: string, shard: number): Promise<Lease | undefined> => {
    const row = await table.get(keys.lease(task, shard));
    return row && entityOf<Lease>(row);
  };
  const write = (lease: Lease, previous: Lease | undefined): Promise<boolean> =>
    table.put(
      rowOf(keys.lease(lease.task, lease.shard), lease),
      previous === undefined ? { absent: true } : { attribute: 'version', equals: previous.version },
    );
  return {
    get: read,
    /** The lease when it was free, or held by a run that is over its time; undefined when another run holds it. */
    async take(task: string, shard: number, holder: string, now: string, until: string): Promise<Lease | undefined> {
      const previous = await read(task, shard);
      if (previous !== undefined && previous.holder !== null && previous.until > now) return undefined;
      const lease = { ...previous, task, shard, version: (previous?.version ?? 0) + 1, holder, until, startedAt: now };
      return (await write(lease, previous)) ? lease : undefined;
    },
    async finish(lease: Lease, now: string, result: Lease['result'] & object): Promise<void> {
      await write({ ...lease, version: lease.version + 1, holder: null, finishedAt: now, result }, lease);
    },
    /** Frees the lease that a run took; nothing happens when another run holds it by now. */
    async release(lease: Lease): Promise<void> {
      await write({ ...lease, version: lease.version + 1, holder: null }, lease);
    },
    /** Frees a lease whose holder is known to be gone (one machine: the only process on this data was killed). */
    async free(task: string, shard: number): Promise<void> {
      const lease = await read(task, shard);
      if (lease !== undefined && lease.holder !== null)
        await write({ ...lease, version: lease.version + 1, holder: null }, lease);
    },
  };
}
