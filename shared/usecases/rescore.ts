/**
 * A new ruleset (new rules, other overrides, a waiver that has expired) scores what is stored again, without a request: the
 * newest revision of each API first, at the next run what this one had no time for. Once every API is done, one event for
 * the whole catalogue tells it. Then older revisions get their reports too.
 */
import type { Api } from '../domain/catalogue/api.ts';
import { type Compliance, remember, type Standing, standingOf } from '../domain/compliance/compliance.ts';
import { rulesetKey } from '../domain/compliance/overrides.ts';
import { rulesetVersion } from '../domain/compliance/ruleset.ts';
import { deriveId } from '../domain/digest.ts';
import type { RulesetInForce } from '../store/compliance.ts';
import { type Assessing, assessStored, reportOn, tellMove } from './assess-revision.ts';
import { adoptOverrides } from './hold-overrides.ts';
import type { AssessingWorld, Run } from './world.ts';
import { isoNow } from './world.ts';

/** A run's view of the rules: the ruleset of now, and the one every API was scored with last. */
export type Scoring = Assessing & {
  /** When the run began, ISO 8601: it judges by the ruleset of that day, also past midnight. */
  readonly at: string;
  readonly key: string;
  readonly inForce: RulesetInForce | undefined;
  readonly isOver: Run['isOver'];
};

export async function openScoring(world: AssessingWorld, isOver: Run['isOver']): Promise<Scoring> {
  const overrides = await adoptOverrides(world);
  const at = isoNow(world.clock);
  const key = rulesetKey(overrides, at.slice(0, 10));
  return { world, overrides, at, key, inForce: await world.store.compliance.rulesetInForce(), isOver };
}

/** What became of the APIs that the ruleset before had scored too. */
export type Moves = {
  readonly apis: number;
  readonly up: number;
  readonly down: number;
  readonly same: number;
  readonly publishable_before: number;
  readonly publishable_after: number;
};

export const noMoves: Moves = { apis: 0, up: 0, down: 0, same: 0, publishable_before: 0, publishable_after: 0 };

export const addMoves = (one: Moves, other: Moves): Moves => ({
  apis: one.apis + other.apis,
  up: one.up + other.up,
  down: one.down + other.down,
  same: one.same + other.same,
  publishable_before: one.publishable_before + other.publishable_before,
  publishable_after: one.publishable_after + other.publishable_after,
});

function movesOf({ key, inForce }: Scoring, rows: readonly Compliance[]): Moves {
  return rows.reduce((sum, row) => {
    const { before } = row;
    if (before === undefined || before.ruleset !== inForce?.key || row.ruleset !== key) return sum;
    // Unknown is neither higher nor lower.
    const change = row.score === null || before.score === null ? 0 : row.score - before.score;
    return addMoves(sum, {
      apis: 1,
      up: change > 0 ? 1 : 0,
      down: change < 0 ? 1 : 0,
      same: change === 0 ? 1 : 0,
      publishable_before: before.publishable === true ? 1 : 0,
      publishable_after: row.publishable === true ? 1 : 0,
    });
  }, noMoves);
}

/** Rows of published APIs by the ruleset of now; `left`: APIs, withdrawn ones too, that are still to be scored with it. */
export type Scored = {
  readonly rows: readonly Compliance[];
  readonly assessed: number;
  readonly left: number;
  readonly moves: Moves;
};

/** Time between two tries of a report that could not be had in time. */
const retryMs = 86_400_000;

function isScored({ key, at }: Scoring, { revision }: Api, stored: Compliance | undefined): stored is Compliance {
  if (stored === undefined || stored.ruleset !== key || stored.revision < revision) return false;
  return stored.retry !== true || Date.parse(at) - Date.parse(stored.assessedAt) < retryMs;
}

/** Scores the APIs of one administration that the ruleset of now has not scored, while there is time. `compliance`: its rows. */
export async function scoreApis(
  scoring: Scoring,
  apis: readonly Api[],
  compliance: readonly Compliance[],
): Promise<Scored> {
  const { isOver } = scoring;
  const rows = new Map(compliance.map((row) => [row.apiId, row]));
  let assessed = 0;
  let left = 0;
  for (const api of apis) {
    const stored = rows.get(api.id);
    if (isScored(scoring, api, stored)) continue;
    const scored = isOver() ? undefined : await scoreOne(scoring, api, stored);
    if (scored === undefined) left += 1;
    else {
      rows.set(api.id, scored);
      assessed += 1;
    }
  }
  const published = apis.flatMap(({ id, state }) => (state === 'withdrawn' ? [] : (rows.get(id) ?? [])));
  return { rows: published, assessed, left, moves: movesOf(scoring, published) };
}

/** Undefined when somebody else wrote the row meanwhile, or by a fault of ours: the next run looks again. */
async function scoreOne(scoring: Scoring, api: Api, stored: Compliance | undefined): Promise<Compliance | undefined> {
  const { world } = scoring;
  try {
    // A crawl under way may have scored a revision that the API's row does not show yet.
    const number = Math.max(api.revision, stored?.revision ?? 0);
    const assessed = await assessStored(scoring, api, number, scoring.at);
    if (assessed === undefined) return undefined;
    const known = stored?.ruleset === assessed.ruleset ? stored : undefined;
    // The crawl had no report to tell it from.
    await tellMove(world, api, { from: String(number - 1), to: String(number) }, known, assessed);
    const next = remember(assessed, known);
    const before = stored?.revision === next.revision ? beforeOf(scoring, stored) : undefined;
    const row = { ...next, version: (stored?.version ?? 0) + 1, ...(before === undefined ? {} : { before }) };
    return (await world.store.compliance.replace(row, stored)) ? row : undefined;
  } catch (fault) {
    world.log.error('an API could not be scored through our own fault', { api: api.id, fault });
    world.metrics.count('score-fault');
    return undefined;
  }
}

/** As the ruleset in force scored it, however many were begun since then. */
function beforeOf({ inForce }: Scoring, stored: Compliance): Standing | undefined {
  if (stored.ruleset === inForce?.key) return standingOf(stored);
  return stored.before?.ruleset === inForce?.key ? stored.before : undefined;
}

/** Every API is scored with the ruleset of now: it is in force. Not told when it is the first one here. */
export async function putInForce({ world, key, inForce }: Scoring, moves: Moves): Promise<RulesetInForce> {
  const { store, clock } = world;
  if (inForce?.key === key) return inForce;
  const at = isoNow(clock);
  if (inForce !== undefined && moves.apis > 0) {
    await store.events.add({
      // The same two rulesets may follow each other more than once.
      id: deriveId('event', 'ruleset.changed', inForce.key, inForce.since, key),
      kind: 'ruleset.changed',
      at,
      from: inForce.key,
      to: key,
      facts: { ...moves },
    });
  }
  const next = { ...inForce, key, since: at };
  await store.compliance.putRulesetInForce(next);
  return next;
}

/**
 * Older revisions get a report by the rules of now, for whoever compares with them. How far it has come is written after
 * each API: those that no report can be made of are not met again.
 */
export async function reportOnHistory({ world, isOver }: Scoring, inForce: RulesetInForce): Promise<void> {
  const { store } = world;
  let reports = inForce.reports?.version === rulesetVersion ? inForce.reports : undefined;
  while (reports?.done !== true && !isOver()) {
    const page = await store.apis.list(1, reports?.after);
    for (const api of page.items) if (!(await reportOnRevisions(world, api, isOver))) return;
    reports = { version: rulesetVersion, done: page.next === undefined, ...(page.next && { after: page.next }) };
    await store.compliance.putRulesetInForce({ ...inForce, reports });
  }
}

const pageSize = 50;

/** False when time was over before the last one. */
async function reportOnRevisions(world: AssessingWorld, api: Api, isOver: Run['isOver']): Promise<boolean> {
  const { store } = world;
  for (let after: Parameters<typeof store.apis.revisions>[2]; ; ) {
    const page = await store.apis.revisions(api.id, pageSize, after);
    for (const revision of page.items) {
      if (isOver()) return false;
      if (!(await store.documents.hasReport(revision.digest, rulesetVersion))) await reportOn(world, revision);
    }
    after = page.next;
    if (after === undefined) return true;
  }
}
