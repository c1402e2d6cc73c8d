/**
 * Whether the silence that a visit met is the publisher's or our own (monitoring.md). What other visits of this run met,
 * endpoints that are known to be good and are asked now, and the canaries tell it, as they do for a probe.
 */
import { excusedSince, ownOutage, type Source } from '../domain/catalogue/source.ts';
import { isSilence, lastingSlots } from '../domain/uptime/own-outage.ts';
import type { Finding } from './finding.ts';
import { createNetworkWatch, hearFrom, type Voice } from './network-watch.ts';
import { type OutboundWorld, slotMsOf, slotNow } from './world.ts';

/** The finding of a visit that began at `at` (ISO 8601); where the outage is ours, one that changes nothing known of the source. */
export type ExcuseFinding = (source: Source, at: string, finding: Finding) => Promise<Finding>;

/** What was judged of a host serves its other sources so long. */
const freshMs = 60_000;
/** Sources that are looked through for somebody to ask. */
const mostSources = 5000;

/** It may be silence as well: robots.txt of an origin that was never heard. */
const mayBeSilence = (code: string): boolean => isSilence(code) || code === 'robots-unavailable';

const wasGood = ({ failures, verifiedAt }: Source): boolean => failures === 0 && verifiedAt !== undefined;

export function createExcuse(world: OutboundWorld, shard: number): ExcuseFinding {
  const { clock } = world;
  const watch = createNetworkWatch(world, {
    shard: probeShardOf(world, shard),
    slot: slotNow(clock, slotMsOf(world)),
    voices: () => collectVoices(world, shard),
    look: ({ url }) => hearFrom(world, url),
  });
  const judged = new Map<string, { readonly atMs: number; readonly isOurs: Promise<boolean> }>();
  const isOurs = (source: Source, sinceMs: number): Promise<boolean> => {
    const { host } = new URL(source.url);
    const known = judged.get(host);
    if (known !== undefined && clock.now() - known.atMs < freshMs) return known.isOurs;
    const asked = watch.isOurs(voiceOf(world, source), sinceMs);
    judged.set(host, { atMs: clock.now(), isOurs: asked });
    return asked;
  };
  return async (source, at, finding) => {
    const { outcome, code = '', detail } = finding;
    // What was not asked says nothing new, and what robots.txt forbids nothing of the network.
    if (outcome !== 'not-tried' && code !== 'robots-unavailable') watch.saw(voiceOf(world, source), { at, code });
    if (!mayBeSilence(code) || source.state === 'unreachable' || finding.ours === true) return finding;
    if (!(await isOurs(source, Date.parse(at)))) return finding;
    return {
      outcome: 'not-tried',
      ours: true,
      state: source.state,
      code: ownOutage,
      detail: `${code}, as at many independent hosts at once${detail ? `: ${detail}` : ''}`,
    };
  };
}

const probeShardOf = ({ config }: OutboundWorld, shard: number): number => shard % config.probeShards;

/** Silence that lasts while others answer is theirs after all. */
function voiceOf(world: OutboundWorld, source: Source): Voice {
  const since = excusedSince(source);
  const lastingMs = lastingSlots * slotMsOf(world);
  return {
    id: source.id,
    url: source.url,
    verdict: wasGood(source) ? 'up' : 'unknown',
    isLasting: since !== undefined && world.clock.now() - Date.parse(since) >= lastingMs,
  };
}

/** The sources of the shard and the endpoints of one; where a host has both, the endpoint is asked. */
async function collectVoices(world: OutboundWorld, shard: number): Promise<readonly Voice[]> {
  const { sources, endpoints } = world.store;
  const voices: Voice[] = [];
  for await (const source of sources.due(shard)) {
    if (source.state === 'withdrawn') continue;
    voices.push(voiceOf(world, source));
    if (voices.length >= mostSources) break;
  }
  return [...voices, ...(await endpoints.ofShard(probeShardOf(world, shard)))];
}
