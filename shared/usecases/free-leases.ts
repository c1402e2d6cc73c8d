/** On one machine: the only process on this data frees what a killed one before it still holds. */
import type { World } from './world.ts';

export async function freeLeases({ store, config }: World): Promise<void> {
  const shardsOf = { crawl: config.crawlShards, probe: config.probeShards, rollup: config.probeShards };
  for (const [task, shards] of Object.entries(shardsOf)) {
    for (let shard = 0; shard < shards; shard += 1) await store.leases.free(task, shard);
  }
}
