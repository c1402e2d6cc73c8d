/** Runs a shard's work unless another run holds it, and remembers how it ended. */
import { isoNow, type World } from './world.ts';

/** A run is killed at its deadline; clocks may differ. The next slot must find the lease of a killed run free. */
const overtimeMs = 5_000;

/** Undefined when another run holds the shard. A run that throws gives its lease back, so that it can be tried again. */
export async function withLease<T extends { readonly [name: string]: number }>(
  { store, clock, log }: World,
  task: string,
  shard: number,
  deadline: number,
  work: () => Promise<T>,
): Promise<T | undefined> {
  const holder = `${clock.now()}`;
  const lease = await store.leases.take(
    task,
    shard,
    holder,
    isoNow(clock),
    new Date(deadline + overtimeMs).toISOString(),
  );
  if (lease === undefined) {
    log.info('another run holds this shard', { task, shard });
    return undefined;
  }
  try {
    const result = await work();
    await store.leases.finish(lease, isoNow(clock), result);
    return result;
  } catch (fault) {
    await store.leases.release(lease).catch(() => undefined);
    throw fault;
  }
}
