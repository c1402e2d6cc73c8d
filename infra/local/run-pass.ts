/** One pass over everything on one machine: crawl until nothing new is found, then probe, then roll up. */
import type { Context } from 'aws-lambda';
import { config, isStopping, readWorld } from '../../functions/app.ts';
import { handler as crawl } from '../../functions/crawl.ts';
import { handler as probe } from '../../functions/probe.ts';
import { handler as rollup } from '../../functions/rollup.ts';
import type { Totals } from '../../shared/domain/catalogue/totals.ts';
import { probeVerdicts } from '../../shared/domain/uptime/sample.ts';
import { readStatus } from '../../shared/usecases/read.ts';
import { shardsUpTo } from '../../shared/usecases/world.ts';

/** The result of `vedetta crawl` (interfaces.md); additive changes only. */
export type PassSummary = {
  readonly publishers: number;
  readonly sources: number;
  readonly apis: number;
  readonly valid: number;
  readonly invalid: number;
  readonly unresolvable: number;
  /** Addresses we could not read or analyse at this pass, whether they ever gave an API or not. */
  readonly failed: number;
  readonly states: Totals['states'];
  readonly revisions_added: number;
  readonly events_added: number;
  readonly bodies_fetched: number;
  readonly faults: number;
  readonly probes: { readonly [verdict in (typeof probeVerdicts)[number]]: number };
  readonly seconds: number;
};

/** No Lambda limits one machine. */
const longestMs = 24 * 60 * 60_000;
const context: Partial<Context> = { getRemainingTimeInMillis: () => longestMs };
const failedStates = ['unreachable', 'blocked', 'not-a-description', 'too-large', 'unanalysable'] as const;

type CrawlTotal = { revisions: number; events: number; bodies: number; visited: number; faults: number };

const lastTurns = new Map<string, Promise<unknown>>();

/** Work of one kind, one after the other: a run that meets another of its kind would find the shard held and look at nothing. */
function inTurn<T>(task: string, work: () => Promise<T>): Promise<T> {
  const turn = (lastTurns.get(task) ?? Promise.resolve()).then(work);
  lastTurns.set(
    task,
    turn.catch(() => undefined),
  );
  return turn;
}

export const crawlAll = (everything: boolean): Promise<CrawlTotal> => inTurn('crawl', () => crawlShards(everything));

async function crawlShards(everything: boolean): Promise<CrawlTotal> {
  const total = { revisions: 0, events: 0, bodies: 0, visited: 0, faults: 0 };
  for (const shard of shardsUpTo(config().crawlShards)) {
    const counts = await crawl({ shard, everything }, context);
    for (const [name, count] of Object.entries(counts ?? {})) total[name as keyof typeof total] += count;
  }
  // What one shard found for a shard before it is due there now, and what it found may lead on.
  for (let more = everything && config().crawlShards > 1; more && !isStopping(); ) {
    const found = await crawlShards(false);
    for (const [name, count] of Object.entries(found)) total[name as keyof typeof total] += count;
    more = found.visited > 0;
  }
  return total;
}

type ProbeTotal = { -readonly [verdict in (typeof probeVerdicts)[number]]: number } & { events: number };

export const probeAll = (everything: boolean): Promise<ProbeTotal> => inTurn('probe', () => probeShards(everything));

async function probeShards(everything: boolean): Promise<ProbeTotal> {
  const total: ProbeTotal = { up: 0, degraded: 0, down: 0, blocked: 0, maintenance: 0, unknown: 0, events: 0 };
  for (const shard of shardsUpTo(config().probeShards)) {
    const counts = await probe({ shard, everything }, context);
    for (const name of [...probeVerdicts, 'events'] as const) total[name] += counts?.[name] ?? 0;
  }
  return total;
}

export const rollUpAll = (): Promise<void> =>
  inTurn('rollup', async () => {
    for (const shard of shardsUpTo(config().probeShards)) await rollup({ shard }, context);
  });

/** `everything`: also what is not due yet, because a person asked. */
export async function runPass(everything: boolean): Promise<PassSummary> {
  const started = Date.now();
  const crawled = await crawlAll(everything);
  const { events, ...probes } = await probeAll(everything);
  await rollUpAll();
  const { totals } = await readStatus(await readWorld());
  return {
    publishers: totals?.publishers ?? 0,
    sources: totals?.sources ?? 0,
    apis: totals?.apis ?? 0,
    valid: totals?.verdicts.valid ?? 0,
    invalid: totals?.verdicts.invalid ?? 0,
    unresolvable: totals?.verdicts['unresolvable-ref'] ?? 0,
    failed: failedStates.reduce((sum, state) => sum + (totals?.sourceStates[state] ?? 0), 0),
    states: totals?.states ?? ({} as Totals['states']),
    revisions_added: crawled.revisions,
    events_added: crawled.events + events,
    bodies_fetched: crawled.bodies,
    faults: crawled.faults,
    probes,
    seconds: Math.round((Date.now() - started) / 100) / 10,
  };
}
