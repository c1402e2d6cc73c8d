/**
 * The crawl of one shard: what is due is visited, each origin's sources one after the other, many origins at once. What a
 * visit finds (a catalogue's links) is due at once and visited in the same run. Isolation of one source from another is
 * here and nowhere else.
 */
import pLimit from 'p-limit';
import type { Source } from '../domain/catalogue/source.ts';
import { noOverrides } from '../domain/compliance/overrides.ts';
import { createExcuse } from './excuse-finding.ts';
import { nothingCounted, type VisitContext, type VisitCounts } from './finding.ts';
import { adoptOverrides } from './hold-overrides.ts';
import { createAskRobots } from './obey-robots.ts';
import { createPoliteHttp, Postponed } from './polite-http.ts';
import { registerPublishers } from './register-publishers.ts';
import { visitSource } from './visit-source.ts';
import { withLease } from './with-lease.ts';
import { isOverdue, withdrawSource } from './withdraw-source.ts';
import type { CrawlWorld, Run } from './world.ts';
import { isoNow } from './world.ts';

export type CrawlCounts = VisitCounts & { readonly visited: number; readonly faults: number };

/** Kept free at the end of a run for storing what is under way. */
const marginMs = 60_000;

/** Sources that one round looks at: enough to keep every origin busy, few enough to hold in memory. */
const mostPerRound = 5000;

/** What one round gives to one origin: the rest of its sources waits for the next, so that none holds up the others. */
const shareMs = 60_000;

/** Undefined when another run holds the shard. */
export const crawlShard = (world: CrawlWorld, shard: number, run: Run): Promise<CrawlCounts | undefined> =>
  withLease(world, 'crawl', shard, run.deadline, () => crawlDue(world, shard, run));

type Total = { -readonly [name in keyof CrawlCounts]: number };

/** A run and what it has done so far. */
type Crawl = {
  readonly context: VisitContext;
  readonly shard: number;
  readonly run: Run;
  readonly visited: Set<string>;
  /** Origins with more to visit than their share of one round. */
  readonly slow: Set<string>;
  /** Origins whose pause is longer than this run waits: their sources stay due. */
  readonly postponed: Set<string>;
  readonly total: Total;
};

async function crawlDue(world: CrawlWorld, shard: number, run: Run): Promise<CrawlCounts> {
  if (shard === 0) await registerPublishers(world);
  const { clock, config } = world;
  const http = createPoliteHttp({
    http: world.http,
    clock,
    delayMs: config.crawlDelayMs,
    latest: run.deadline - marginMs,
    origins: world.store.origins,
    insist: run.everything,
    askRobots: (url) => askRobots(url),
  });
  const askRobots = createAskRobots(world, http);
  const total = { ...nothingCounted, visited: 0, faults: 0 };
  const overrides =
    shard === 0 ? await adoptOverrides(world) : ((await world.store.documents.getHeldOverrides()) ?? noOverrides);
  const excuse = createExcuse(world, shard);
  const context: VisitContext = { world, http, askRobots, excuse, overrides, unconfirmed: new Set() };
  const crawl = {
    context,
    shard,
    run,
    visited: new Set<string>(),
    slow: new Set<string>(),
    postponed: new Set<string>(),
    total,
  };
  // A scheduled run makes room for the next one, which sees what was registered meanwhile.
  const lastRoundAt = run.everything
    ? run.deadline
    : clock.now() + Math.max(config.crawlEveryMinutes * 60_000 - shareMs, shareMs / 2);
  do {
    const due = await collectDue(crawl);
    if (due.length === 0 || run.isOver()) break;
    await visitAll(crawl, due);
  } while (clock.now() <= lastRoundAt);
  if (run.everything) await confirmAll(crawl);
  return total;
}

/** A person asked for one pass, which tells what changed: what was seen once is looked at again after all else was. */
async function confirmAll(crawl: Crawl): Promise<void> {
  const { context, run, total } = crawl;
  const { unconfirmed, world } = context;
  for (let before = -1; unconfirmed.size > 0 && total.visited > before && !run.isOver(); ) {
    before = total.visited;
    await visitAll(crawl, await world.store.sources.getAll([...unconfirmed]));
  }
}

const originOf = ({ url }: Source): string => new URL(url).origin;
const isCatalogue = ({ kind }: Source): boolean => kind === 'host' || kind === 'api-catalog' || kind === 'unknown';

/**
 * Catalogues and hosts come first: what they list is then visited with what they say of it. But nobody waits for those of
 * an origin that takes more than a round.
 */
async function collectDue({ context: { world }, shard, run, ...crawl }: Crawl): Promise<readonly Source[]> {
  const due: Source[] = [];
  const perOrigin = new Map<string, number>();
  const share = Math.ceil(shareMs / Math.max(world.config.crawlDelayMs, 1));
  for await (const source of world.store.sources.due(shard, run.everything ? undefined : isoNow(world.clock))) {
    if (crawl.visited.has(source.id) || (source.state === 'withdrawn' && source.missingSince !== undefined)) continue;
    const origin = originOf(source);
    const count = perOrigin.get(origin) ?? 0;
    if (count >= share || crawl.postponed.has(origin)) continue;
    perOrigin.set(origin, count + 1);
    due.push(source);
    if (due.length >= mostPerRound) break;
  }
  const catalogues = due.filter(isCatalogue);
  const first = catalogues.some((source) => !crawl.slow.has(originOf(source)));
  return first ? catalogues : [...catalogues, ...due.filter((source) => !isCatalogue(source))];
}

async function visitAll(crawl: Crawl, due: readonly Source[]): Promise<void> {
  const limit = pLimit(crawl.context.world.config.crawlConcurrency);
  const found = crawl.visited.size + due.length;
  const byOrigin = Map.groupBy(due, originOf);
  await Promise.all([...byOrigin].map(([origin, sources]) => limit(() => visitOrigin(crawl, origin, sources, found))));
}

async function visitOrigin(crawl: Crawl, origin: string, sources: readonly Source[], found: number): Promise<void> {
  const { context, run, visited, slow, postponed, total } = crawl;
  const { clock } = context.world;
  const until = clock.now() + shareMs;
  for (const source of sources) {
    if (run.isOver() || postponed.has(origin)) return;
    if (clock.now() >= until) {
      slow.add(origin);
      return;
    }
    if (!run.everything && (await context.http.pauseLeft(source.url)) > shareMs) {
      postponed.add(origin);
      return;
    }
    visited.add(source.id);
    context.unconfirmed.delete(source.id);
    const counts = await visitOne(context, source, () => postponed.add(origin));
    total.visited += 1;
    for (const [name, count] of Object.entries(counts)) total[name as keyof Total] += count;
    run.onProgress?.({ task: 'crawl', done: total.visited, found, current: source.url });
  }
}

/** A fault of ours in one visit is logged with its cause and costs that visit only: its row stays due. */
async function visitOne(
  context: VisitContext,
  source: Source,
  postpone: () => void,
): Promise<VisitCounts & { faults: number }> {
  const { world } = context;
  try {
    const overdue = isOverdue(source, world.clock.now(), world.config.withdrawalGraceDays);
    const counts = overdue ? await withdrawSource(world, source) : await visitSource(context, source);
    return { ...counts, faults: 0 };
  } catch (fault) {
    if (fault instanceof Postponed) {
      postpone();
      return { ...nothingCounted, faults: 0 };
    }
    world.log.error('a visit failed through our own fault', { source: source.id, url: source.url, fault });
    world.metrics.count('visit-fault');
    return { ...nothingCounted, faults: 1 };
  }
}
