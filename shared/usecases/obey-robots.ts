/** robots.txt of an origin (RFC 9309): 4xx allows, 5xx and silence disallow, kept for 24 hours. */
import type { FetchOutcome } from '../domain/fetching/fetch-outcome.ts';
import { crawlDelaySeconds, isAllowed, parseRobots } from '../domain/fetching/robots.ts';
import type { OriginFacts } from '../store/origins.ts';
import type { PoliteHttp } from './polite-http.ts';
import type { World } from './world.ts';

const keptMs = 24 * 60 * 60_000;
const productToken = 'vedetta';
/** Rules are cut at 512 KiB (RFC 9309 §2.5); what is stored of them must fit a row. */
const mostBytes = 512 * 1024;
const mostStored = 64 * 1024;

export type RobotsWord = 'allowed' | 'disallowed' | 'unavailable';

function factsOf(outcome: FetchOutcome): Pick<OriginFacts, 'robots' | 'robotsText'> | undefined {
  if (outcome.outcome === 'fetched') {
    return { robots: 'rules', robotsText: new TextDecoder().decode(outcome.body.subarray(0, mostStored)) };
  }
  if (outcome.outcome === 'unchanged') return undefined;
  if (outcome.status !== undefined && outcome.status < 500 && outcome.status !== 429) return { robots: 'allow' };
  // Too many redirects and an empty file count as "no rules" (RFC 9309 §2.3.1).
  return outcome.code === 'empty' || outcome.code.startsWith('redirect-') ? { robots: 'allow' } : undefined;
}

/** May this URL be fetched? Asks the origin at most once a day. */
export async function askRobots({ store, clock }: World, http: PoliteHttp, url: string): Promise<RobotsWord> {
  const { origin, pathname, search } = new URL(url);
  let facts = await store.origins.get(origin);
  if (facts.robotsAt === undefined || clock.now() - Date.parse(facts.robotsAt) > keptMs) {
    const outcome = await http.request({
      url: `${origin}/robots.txt`,
      purpose: 'robots',
      maxBodyBytes: mostBytes,
      cutBody: true,
    });
    const fresh = factsOf(outcome);
    if (fresh !== undefined) {
      const { robots: _r, robotsText: _t, ...rest } = facts;
      facts = { ...rest, ...fresh, robotsAt: new Date(clock.now()).toISOString() };
      await store.origins.put(facts);
    }
  }
  if (facts.robots === undefined) return 'unavailable';
  if (facts.robots === 'allow') return 'allowed';
  const robots = parseRobots(facts.robotsText ?? '');
  http.slowDown(url, (crawlDelaySeconds(robots, productToken) ?? 0) * 1000);
  return isAllowed(robots, productToken, `${pathname}${search}`) ? 'allowed' : 'disallowed';
}
