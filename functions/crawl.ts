/** Schedule, per shard: sources that are due become revisions, states and events. */
import { crawlShard } from '../shared/usecases/crawl.ts';
import { crawlWorld } from './app.ts';
import { shardFunction } from './lambda.ts';

export const handler = shardFunction(async (shard, run) => crawlShard(await crawlWorld(), shard, run));
