/** On one machine: the only process on this data frees what a killed one before it still holds. */
import { shardsByTask, type World } from './world.ts';

export async function freeLeases({ store, config }: World): Promise<void> {
  for (const [task, shards] of Object.entries(shardsByTask(config))) {
    for (let shard = 0; shard < shards; shard += 1) await store.leases.free(task, shard);
  }
}
