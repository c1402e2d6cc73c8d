/**
 * Searches a publisher's site for its APIs (RFC 9727 §2, RFC 8631): the usual places one after the other, until one gives
 * a catalogue or a description. What it gives becomes a source of its own.
 */
import { type DiscoveryCandidate, discoveryCandidates } from '../domain/catalogue/discovery-candidates.ts';
import type { Source } from '../domain/catalogue/source.ts';
import { newSource } from '../domain/catalogue/source.ts';
import { isCatalogue, sniffBody } from '../domain/description/sniff-body.ts';
import type { Fetched } from '../domain/fetching/fetch-outcome.ts';
import { admitSources } from './admit-sources.ts';
import { type Finding, findingOfFailure, type VisitContext } from './finding.ts';
import { linkedSources } from './follow-links.ts';
import { relist } from './relist.ts';
import { isoNow } from './world.ts';

/** Found there and not in trouble: nothing needs to be searched again. */
const isSettled = ({ state, listedBy }: Source, host: Source): boolean =>
  listedBy.includes(host.id) && (state === 'ok' || state === 'invalid' || state === 'unresolvable-ref');

export async function discoverHost(context: VisitContext, source: Source): Promise<Finding> {
  const { world } = context;
  const known = await world.store.sources.ofPublisher(source.publisherId);
  if (source.contentState === 'ok' && known.some((child) => isSettled(child, source)))
    return { outcome: 'unchanged', state: 'ok' };
  let worst: Finding | undefined;
  const asked: string[] = [];
  let answers = 0;
  for (const candidate of discoveryCandidates(source.url)) {
    // Guesses are made once (discovery.md).
    if (candidate.look === 'guess' && source.guessed === true) continue;
    const tried = await tryCandidate(context, source, candidate);
    asked.push(candidate.url);
    if ('found' in tried) {
      const { children } = admitSources(source, tried.found, known);
      // What another place gave before stays: this one may only be what answers today.
      await relist(world, source.id, children, known, false);
      return {
        outcome: 'changed',
        state: 'ok',
        detail: `found at ${candidate.url}`,
        source: { listed: children.length },
      };
    }
    if (/^(http-4|not-a-description)/.test(tried.finding.code ?? '')) answers += 1;
    // A firewall's word weighs more than a missing page; the first kind of failure is told otherwise.
    if (worst === undefined || (tried.finding.state === 'blocked' && worst.state !== 'blocked')) worst = tried.finding;
  }
  const detail = `asked: ${asked.join(', ')}`;
  if (worst === undefined || (answers > 0 && worst.state !== 'blocked'))
    return { ...nothingThere, detail, source: { guessed: true } };
  return { ...worst, detail, source: { guessed: true } };
}

const nothingThere: Finding = {
  outcome: 'failed',
  state: 'not-a-description',
  code: 'no-catalogue',
};

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
  const kind = isCatalogue(sort) ? 'api-catalog' : sort === 'description' ? 'openapi' : undefined;
  if (kind === undefined) return linkedSources(world, source, fetched);
  const seed = { publisherId: source.publisherId, url, kind, depth: source.depth + 1 } as const;
  return [newSource(seed, source.id, {}, isoNow(world.clock), look === 'guess' ? { guessed: true } : {})];
}
