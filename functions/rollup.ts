/** Schedule, per shard: samples become availability per day, rows become totals. */
import { rollUpShard } from '../shared/usecases/rollup.ts';
import { readWorld } from './app.ts';
import { shardFunction } from './lambda.ts';

export const handler = shardFunction(async (shard, run) => rollUpShard(await readWorld(), shard, run.deadline));
