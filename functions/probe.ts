/** Schedule, per shard: endpoints become samples, incidents and events. */
import { probeShard } from '../shared/usecases/probe.ts';
import { outboundWorld } from './app.ts';
import { shardFunction } from './lambda.ts';

export const handler = shardFunction(async (shard, run) => probeShard(await outboundWorld(), shard, run));
