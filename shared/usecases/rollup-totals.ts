/**
 * Totals and compliance per publisher and nation from the rows, which a new ruleset scores again first. What has not changed
 * is not written.
 */
import type { PublisherRows } from '../domain/catalogue/dossier.ts';
import type { Publisher } from '../domain/catalogue/publisher.ts';
import { sameTotals, type Totals, totalsOf } from '../domain/catalogue/totals.ts';
import {
  extendHistory,
  movesHistory,
  type Statistics,
  sameStatistics,
  statisticsOf,
  sumTallies,
  type Tally,
  tallyOf,
} from '../domain/compliance/statistics.ts';
import { dayMs } from '../domain/uptime/availability.ts';
import { eachOf } from './each-of.ts';
import { addMoves, noMoves, putInForce, reportOnHistory, type Scored, type Scoring, scoreApis } from './rescore.ts';
import { type Collector, isoNow, type World } from './world.ts';

/** Publishers counted at the same time. */
const atOnce = 8;
/** Figures that stay the same are written again after this long, to show that somebody still counts. */
const freshMs = 3_600_000;

type Computed = { readonly computedAt: string };

const isWithin = (one: Computed, other: Computed, ms: number): boolean =>
  Date.parse(one.computedAt) - Date.parse(other.computedAt) < ms;

const isFresh = (totals: Totals, stored: Totals | undefined): boolean =>
  stored !== undefined && sameTotals(totals, stored) && isWithin(totals, stored, freshMs);

/** `assessed`: APIs that were scored again. */
type TotalCounts = { readonly publishers: number; readonly assessed: number };

/**
 * `collector` is shown the rows of each administration, in any order: what else is made of them needs no reading of its own.
 * It finishes before older revisions get their reports, which takes all the time there is; that it can't keeps no ruleset from
 * coming into force.
 */
export async function rollUpTotals(scoring: Scoring, collector: Collector): Promise<TotalCounts> {
  const { world } = scoring;
  const { publishers } = world.store;
  const computedAt = isoNow(world.clock);
  const registered = await publishers.all();
  const ids = registered.map(({ id }) => id);
  const all = await eachOf(registered, atOnce, (publisher) =>
    countPublisher(scoring, publisher, computedAt, collector.see),
  );
  const totals = all.map((each) => each.totals);
  const stored = await publishers.totalsOf(ids);
  await publishers.putTotals(totals.filter((each) => !isFresh(each, stored.get(each.publisherId))));
  const national = sumOf(totals, computedAt);
  if (!isFresh(national, await publishers.national())) await publishers.putNational(national);
  await rollUpStatistics(scoring, all, computedAt);
  try {
    await collector.finish();
  } finally {
    await settle(scoring, all);
  }
  return { publishers: ids.length, assessed: all.reduce((sum, { scored }) => sum + scored.assessed, 0) };
}

type Counted = {
  readonly publisherId: string;
  /** Also withdrawn ones: without any there are no statistics. */
  readonly hasApis: boolean;
  readonly totals: Totals & { readonly publisherId: string };
  readonly scored: Omit<Scored, 'rows'>;
  readonly tally: Tally;
};

async function countPublisher(
  scoring: Scoring,
  publisher: Publisher,
  computedAt: string,
  see: (rows: PublisherRows) => void,
): Promise<Counted> {
  const { store } = scoring.world;
  const publisherId = publisher.id;
  const [{ sources, apis, compliance }, endpoints] = await Promise.all([
    store.publishers.ownedBy(publisherId),
    store.endpoints.ofPublisher(publisherId),
  ]);
  const totals = { publisherId, ...totalsOf({ publishers: 1, sources, apis, endpoints }, computedAt) };
  const { rows, ...scored } = await scoreApis(scoring, apis, compliance);
  see({ publisher, sources, apis, endpoints, compliance: rows });
  return { publisherId, hasApis: apis.length > 0, totals, scored, tally: tallyOf(rows, totals.apis) };
}

/** Publishers whose statistics are read and written together. */
const statisticsAtOnce = 100;

/** Figures that stay the same are written again after a day. */
const isDue = (statistics: Statistics, stored: Statistics | undefined): boolean =>
  stored === undefined || !sameStatistics(statistics, stored) || !isWithin(statistics, stored, dayMs);

/** Figures that are still of two rulesets bear the name of the one in force. The history is written before they are. */
async function rollUpStatistics(scoring: Scoring, all: readonly Counted[], at: string): Promise<void> {
  const { world, inForce } = scoring;
  const { compliance } = world.store;
  const key = inForce === undefined || isDone(all) ? scoring.key : inForce.key;
  const counted = all.filter(({ hasApis }) => hasApis);
  for (let first = 0; first < counted.length; first += statisticsAtOnce) {
    const some = counted.slice(first, first + statisticsAtOnce);
    const stored = await compliance.statisticsOf(some.map(({ publisherId }) => publisherId));
    const due = some
      .map(({ publisherId, tally }) => ({ publisherId, statistics: statisticsOf(tally, key, at) }))
      .filter(({ publisherId, statistics }) => isDue(statistics, stored.get(publisherId)));
    for (const { publisherId, statistics } of due)
      await remember(world, publisherId, stored.get(publisherId), statistics);
    await compliance.putStatistics(due);
  }
  const national = statisticsOf(sumTallies(counted.map(({ tally }) => tally)), key, at);
  const known = await compliance.nationalStatistics();
  if (!isDue(national, known)) return;
  await remember(world, undefined, known, national);
  await compliance.putNationalStatistics(national);
}

async function remember(
  { store }: World,
  publisherId: string | undefined,
  before: Statistics | undefined,
  after: Statistics,
): Promise<void> {
  if (!movesHistory(before, after)) return;
  await store.compliance.putHistory(publisherId, extendHistory(await store.compliance.history(publisherId), after));
}

const isDone = (all: readonly Counted[]): boolean => all.every(({ scored }) => scored.left === 0);

/** What follows once the ruleset of now has scored every API. */
async function settle(scoring: Scoring, all: readonly Counted[]): Promise<void> {
  if (!isDone(all)) return;
  const inForce = await putInForce(scoring, all.map(({ scored }) => scored.moves).reduce(addMoves, noMoves));
  await reportOnHistory(scoring, inForce);
}

const add = <T extends { readonly [name: string]: number }>(one: T, other: T): T =>
  Object.fromEntries(Object.entries(one).map(([name, count]) => [name, count + (other[name] ?? 0)])) as T;

function sumOf(all: readonly Totals[], computedAt: string): Totals {
  const nothing = totalsOf({ publishers: 0, sources: [], apis: [], endpoints: [] }, computedAt);
  return all.reduce(
    (sum, each) => ({
      computedAt,
      publishers: sum.publishers + each.publishers,
      sources: sum.sources + each.sources,
      apis: sum.apis + each.apis,
      sourceStates: add(sum.sourceStates, each.sourceStates),
      states: add(sum.states, each.states),
      verdicts: add(sum.verdicts, each.verdicts),
      endpoints: add(sum.endpoints, each.endpoints),
    }),
    nothing,
  );
}
