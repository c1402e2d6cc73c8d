/** Schedule, per shard: endpoints become samples, incidents and events. */
import { probeShard } from '../shared/usecases/probe.ts';
import { outboundWorld } from './app.ts';
import { shardFunction } from './lambda.ts';

/** A run lasts as long as its slot: a last try of ten seconds, and the samples, fit in this. */
const marginMs = 20_000;

export const handler = shardFunction(async (shard, run) => probeShard(await outboundWorld(), shard, run), marginMs);
