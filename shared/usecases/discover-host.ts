/**
 * Searches a publisher's site for its APIs (RFC 9727 §2, RFC 8631): the usual places one after the other, until one gives
 * a catalogue or a description. What it gives becomes a source of its own.
 */
import { type DiscoveryCandidate, discoveryCandidates } from '../domain/catalogue/discovery-candidates.ts';
import type { Source } from '../domain/catalogue/source.ts';
import { newSource } from '../domain/catalogue/source.ts';
import { sniffBody } from '../domain/description/sniff-body.ts';
import { sha256 } from '../domain/digest.ts';
import type { Fetched } from '../domain/fetching/fetch-outcome.ts';
import { type Finding, findingOfFailure, type VisitContext } from './finding.ts';
import { linkedSources } from './follow-links.ts';
import { relist } from './relist.ts';
import { isoNow } from './world.ts';

const catalogueLike: ReadonlySet<string> = new Set(['linkset', 'apis-json', 'linkset-text']);

export async function discoverHost(context: VisitContext, source: Source): Promise<Finding> {
  const { world } = context;
  const known = await world.store.sources.ofPublisher(source.publisherId);
  let worst: Finding | undefined;
  for (const candidate of discoveryCandidates(source.url)) {
    const tried = await tryCandidate(context, source, candidate);
    if ('found' in tried) {
      await relist(world, source.id, tried.found, known);
      const digest = sha256(tried.found.map(({ url }) => url).join('\n'));
      return {
        outcome: digest === source.digest ? 'unchanged' : 'changed',
        state: 'ok',
        source: { listed: tried.found.length, digest },
      };
    }
    // A firewall's word weighs more than a missing page; the first kind of failure is told otherwise.
    if (worst === undefined || (tried.finding.state === 'blocked' && worst.state !== 'blocked')) worst = tried.finding;
  }
  return (
    worst ?? {
      outcome: 'failed',
      state: 'not-a-description',
      code: 'not-a-description',
      detail: 'the address has no usual places to look at',
    }
  );
}

type Tried = { readonly found: readonly Source[] } | { readonly finding: Finding };

async function tryCandidate(context: VisitContext, source: Source, { url, look }: DiscoveryCandidate): Promise<Tried> {
  const { http, askRobots } = context;
  if ((await askRobots(url)) === 'disallowed') {
    return {
      finding: {
        outcome: 'not-tried',
        state: 'unreachable',
        code: 'robots-disallowed',
        detail: `robots.txt forbids ${url}`,
      },
    };
  }
  const outcome = await http.request({ url, purpose: 'discovery' });
  if (outcome.outcome === 'failed') return { finding: findingOfFailure(source, outcome, outcome.notTried === true) };
  if (outcome.outcome === 'fetched') {
    const found = sourcesIn(context, source, url, look, outcome);
    if (found.length > 0) return { found };
  }
  return {
    finding: {
      outcome: 'failed',
      state: 'not-a-description',
      code: 'not-a-description',
      detail: `${url} gives neither a catalogue nor a description`,
    },
  };
}

function sourcesIn(
  { world }: VisitContext,
  source: Source,
  url: string,
  look: DiscoveryCandidate['look'],
  fetched: Fetched,
): readonly Source[] {
  if (look === 'links') return linkedSources(world, source, fetched);
  const sort = sniffBody(fetched.body, fetched.headers['content-type']);
  const kind = catalogueLike.has(sort) ? 'api-catalog' : sort === 'description' ? 'openapi' : undefined;
  if (kind === undefined) return linkedSources(world, source, fetched);
  const seed = {
    publisherId: source.publisherId,
    url,
    kind,
    depth: source.depth + 1,
    registered: false,
    listedBy: [source.id],
  } as const;
  return [newSource({ ...seed, ...(look === 'guess' ? { guessed: true } : {}) }, isoNow(world.clock))];
}
