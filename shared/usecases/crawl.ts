/**
 * The crawl of one shard: what is due is visited, each origin's sources one after the other, many origins at once. What a
 * visit finds (a catalogue's links) is due at once and visited in the same run. Isolation of one source from another is
 * here and nowhere else.
 */
import pLimit from 'p-limit';
import type { Source } from '../domain/catalogue/source.ts';
import { nothingCounted, type VisitContext, type VisitCounts } from './finding.ts';
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

/** Undefined when another run holds the shard. */
export const crawlShard = (world: CrawlWorld, shard: number, run: Run): Promise<CrawlCounts | undefined> =>
  withLease(world, 'crawl', shard, run.deadline, () => crawlDue(world, shard, run));

async function crawlDue(world: CrawlWorld, shard: number, run: Run): Promise<CrawlCounts> {
  if (shard === 0) await registerPublishers(world);
  const http = createPoliteHttp(world.http, world.clock, world.config.crawlDelayMs, run.deadline - marginMs);
  const context: VisitContext = { world, http, askRobots: createAskRobots(world, http) };
  const visited = new Set<string>();
  const total = { ...nothingCounted, visited: 0, faults: 0 };
  for (;;) {
    const due = await collectDue(world, shard, run, visited);
    if (due.length === 0 || run.isOver()) return total;
    await visitAll(context, run, due, visited, total);
  }
}

/** Catalogues and hosts come first: what they list is then visited with what they say of it. */
async function collectDue(
  world: CrawlWorld,
  shard: number,
  run: Run,
  visited: ReadonlySet<string>,
): Promise<readonly Source[]> {
  const catalogues: Source[] = [];
  const others: Source[] = [];
  for await (const source of world.store.sources.due(shard, run.everything ? undefined : isoNow(world.clock))) {
    if (visited.has(source.id) || (source.state === 'withdrawn' && source.missingSince !== undefined)) continue;
    (source.kind === 'host' || source.kind === 'api-catalog' || source.kind === 'unknown' ? catalogues : others).push(
      source,
    );
    if (catalogues.length + others.length >= mostPerRound) break;
  }
  return catalogues.length > 0 ? catalogues : others;
}

type Total = { -readonly [name in keyof CrawlCounts]: number };

async function visitAll(
  context: VisitContext,
  run: Run,
  due: readonly Source[],
  visited: Set<string>,
  total: Total,
): Promise<void> {
  const limit = pLimit(context.world.config.crawlConcurrency);
  const byOrigin = Map.groupBy(due, ({ url }) => new URL(url).origin);
  const found = visited.size + due.length;
  const visitOrigin = async (sources: readonly Source[]): Promise<void> => {
    for (const source of sources) {
      if (run.isOver()) return;
      visited.add(source.id);
      const counts = await visitOne(context, source);
      total.visited += 1;
      for (const [name, count] of Object.entries(counts)) total[name as keyof Total] += count;
      run.onProgress?.({ task: 'crawl', done: total.visited, found, current: source.url });
    }
  };
  await Promise.all([...byOrigin.values()].map((sources) => limit(() => visitOrigin(sources))));
}

/** A fault of ours in one visit is logged with its cause and costs that visit only: its row stays due. */
async function visitOne(context: VisitContext, source: Source): Promise<VisitCounts & { faults: number }> {
  const { world } = context;
  try {
    const overdue = isOverdue(source, world.clock.now(), world.config.withdrawalGraceDays);
    const counts = overdue ? await withdrawSource(world, source) : await visitSource(context, source);
    return { ...counts, faults: 0 };
  } catch (fault) {
    if (fault instanceof Postponed) return { ...nothingCounted, faults: 0 };
    world.log.error('a visit failed through our own fault', { source: source.id, url: source.url, fault });
    world.metrics.count('visit-fault');
    return { ...nothingCounted, faults: 1 };
  }
}
