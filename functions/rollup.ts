/** Schedule, per shard: samples become availability per day, rows become totals; a new ruleset scores what is stored again. */
import { rollUpShard } from '../shared/usecases/rollup.ts';
import { assessingWorld } from './app.ts';
import { shardFunction } from './lambda.ts';

export const handler = shardFunction(async (shard, run) => rollUpShard(await assessingWorld(), shard, run));
