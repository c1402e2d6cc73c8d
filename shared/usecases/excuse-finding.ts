/**
 * Whether the silence that a visit met is the publisher's or our own (monitoring.md). What other visits of this run met,
 * endpoints that are known to be good and are asked now, and the canaries tell it, as they do for a probe.
 */
import { excusedSince, ownOutage, type Source } from '../domain/catalogue/source.ts';
import { isSilence, lastingSlots } from '../domain/uptime/own-outage.ts';
import type { Finding } from './finding.ts';
import { probeRequest } from './look.ts';
import { createNetworkWatch, type Voice } from './network-watch.ts';
import { isoNow, type OutboundWorld, slotMsOf } from './world.ts';

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
  const { clock, config } = world;
  const slotMs = slotMsOf(world);
  const lasting = new Set<string>();
  /** Silence that lasts while others answer is theirs after all. */
  const hearOf = (source: Source): Voice => {
    const since = excusedSince(source);
    if (since !== undefined && clock.now() - Date.parse(since) >= lastingSlots * slotMs) lasting.add(source.id);
    return voiceOf(source);
  };
  const watch = createNetworkWatch(world, {
    shard: shard % config.probeShards,
    slot: new Date(Math.floor(clock.now() / slotMs) * slotMs).toISOString(),
    voices: () => collectVoices(world, shard, hearOf),
    look: ({ url }) => hear(world, url),
    lasting,
  });
  const judged = new Map<string, { readonly atMs: number; readonly isOurs: Promise<boolean> }>();
  const isOurs = (source: Source, sinceMs: number): Promise<boolean> => {
    const { host } = new URL(source.url);
    const known = judged.get(host);
    if (known !== undefined && clock.now() - known.atMs < freshMs) return known.isOurs;
    const asked = watch.isOurs(hearOf(source), sinceMs);
    judged.set(host, { atMs: clock.now(), isOurs: asked });
    return asked;
  };
  return async (source, at, finding) => {
    const { outcome, code = '', detail } = finding;
    // What was not asked says nothing new, and what robots.txt forbids nothing of the network.
    if (outcome !== 'not-tried' && code !== 'robots-unavailable') watch.saw(hearOf(source), { at, code });
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

const voiceOf = (source: Source): Voice => ({
  id: source.id,
  url: source.url,
  verdict: wasGood(source) ? 'up' : 'unknown',
});

/** The sources of the shard and the endpoints of one; where a host has both, the endpoint is asked. */
async function collectVoices(
  { store, config }: OutboundWorld,
  shard: number,
  hearOf: (source: Source) => Voice,
): Promise<readonly Voice[]> {
  const voices: Voice[] = [];
  for await (const source of store.sources.due(shard)) {
    if (source.state === 'withdrawn') continue;
    voices.push(hearOf(source));
    if (voices.length >= mostSources) break;
  }
  return [...voices, ...(await store.endpoints.ofShard(shard % config.probeShards))];
}

/** Any answer counts. */
async function hear({ http, clock, config }: OutboundWorld, url: string): Promise<{ at: string; code: string }> {
  const at = isoNow(clock);
  const outcome = await http.request(probeRequest(url, config.probeTimeoutMs, 1024));
  return { at, code: outcome.outcome === 'failed' ? outcome.code : 'answered' };
}
