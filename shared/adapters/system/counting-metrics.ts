/** Counts kept in memory since the start: for one machine, where they are read at `/metrics`. */
import type { Metrics } from '../../ports.ts';

export type CountingMetrics = Metrics & { readonly counts: () => ReadonlyMap<string, number> };

export function createCountingMetrics(): CountingMetrics {
  const counts = new Map<string, number>();
  return {
    count: (name, value = 1) => {
      counts.set(name, (counts.get(name) ?? 0) + value);
    },
    counts: () => counts,
  };
}
