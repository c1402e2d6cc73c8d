/** robots.txt of an origin (RFC 9309): 4xx allows, 5xx and silence disallow, kept for 24 hours. */
import { describeFetchCode } from '../domain/fetching/fetch-codes.ts';
import type { FetchOutcome } from '../domain/fetching/fetch-outcome.ts';
import { crawlDelaySeconds, isAllowed, parseRobots, type Robots } from '../domain/fetching/robots.ts';
import type { OriginFacts } from '../store/origins.ts';
import type { PoliteHttp, PoliteOutcome } from './polite-http.ts';
import type { World } from './world.ts';

const keptMs = 24 * 60 * 60_000;
/** An origin that could not say is asked again sooner. */
const unsureMs = 10 * 60_000;
const productToken = 'vedetta';
/** Rules beyond are not read (RFC 9309 §2.5 asks for 500 KiB at least). */
const mostBytes = 512 * 1024;

export type RobotsWord = 'allowed' | 'disallowed' | 'unavailable';

type Answered = { readonly robots: 'allow' | 'unavailable' } | { readonly robots: 'rules'; readonly text: Uint8Array };

function answerOf(outcome: FetchOutcome): Answered {
  if (outcome.outcome === 'fetched') return { robots: 'rules', text: outcome.body };
  if (outcome.outcome === 'unchanged') return { robots: 'unavailable' };
  const { status, code } = outcome;
  // Too many redirects and an empty file count as "no rules" (RFC 9309 §2.3.1).
  const none =
    (status !== undefined && status < 500 && status !== 429) || code === 'empty' || code.startsWith('redirect-');
  return { robots: none ? 'allow' : 'unavailable' };
}

/** An address that the guard refuses has no robots.txt: the request itself then tells what is wrong with it. */
const isRefused = (outcome: PoliteOutcome): boolean =>
  outcome.outcome === 'failed' && /^(url|refused)-/.test(outcome.code);

/** Not asked, or our own trouble: nothing was learnt. */
const isSilent = (outcome: PoliteOutcome): boolean =>
  outcome.notTried === true || (outcome.outcome === 'failed' && describeFetchCode(outcome.code).class === 'ours');

/** What is known of an origin's robots.txt, asked for when that is too old. Rules known before outlive a bad moment. */
async function knownFacts({ store, clock }: World, http: PoliteHttp, origin: string): Promise<OriginFacts> {
  const facts = await store.origins.get(origin);
  const age = facts.askedAt === undefined ? Number.POSITIVE_INFINITY : clock.now() - Date.parse(facts.askedAt);
  if (age <= (facts.robots === 'unavailable' ? unsureMs : keptMs)) return facts;
  const request = { url: `${origin}/robots.txt`, purpose: 'robots', maxBodyBytes: mostBytes, cutBody: true } as const;
  const outcome = await http.request(request);
  if (isRefused(outcome)) return { origin, robots: 'allow' };
  if (isSilent(outcome)) return { ...facts, robots: facts.robots ?? 'unavailable' };
  const answered = answerOf(outcome);
  const robots = answered.robots === 'unavailable' ? (facts.robots ?? 'unavailable') : answered.robots;
  if (answered.robots === 'rules') await store.documents.putRobots(origin, answered.text);
  const fresh: OriginFacts = { origin, robots, askedAt: new Date(clock.now()).toISOString() };
  await store.origins.put(fresh);
  return fresh;
}

type Rules = Exclude<RobotsWord, 'disallowed'> | Robots;

async function rulesOf(world: World, http: PoliteHttp, origin: string): Promise<Rules> {
  const { robots: word } = await knownFacts(world, http, origin);
  if (word !== 'rules') return word === 'allow' ? 'allowed' : 'unavailable';
  const robots = parseRobots(new TextDecoder().decode(await world.store.documents.getRobots(origin)));
  http.slowDown(origin, (crawlDelaySeconds(robots, productToken) ?? 0) * 1000);
  return robots;
}

export type AskRobots = (url: string) => Promise<RobotsWord>;

/** Answers for one run whether a URL may be fetched: each origin is asked at most once a day, and read once a run. */
export function createAskRobots(world: World, http: PoliteHttp): AskRobots {
  const known = new Map<string, Promise<Rules>>();
  return async (url) => {
    const { origin, pathname, search } = new URL(url);
    const asked = known.get(origin) ?? rulesOf(world, http, origin);
    known.set(origin, asked);
    const rules = await asked;
    if (typeof rules === 'string') return rules;
    return isAllowed(rules, productToken, `${pathname}${search}`) ? 'allowed' : 'disallowed';
  };
}
