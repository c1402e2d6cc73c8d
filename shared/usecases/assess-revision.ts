/**
 * A revision held against the rules. Order of writes: report (by digest and version of the rules), event, row. Nothing is
 * fetched: what is not assessed yet is assessed from the document as it is stored.
 */
import { type Api, eventIdOf, type Revision } from '../domain/catalogue/api.ts';
import {
  type Assessed,
  type Compliance,
  errorsOf,
  hasMoved,
  lastKnown,
  moveFacts,
  remember,
  sameAssessment,
  standingOf,
} from '../domain/compliance/compliance.ts';
import { complianceOf } from '../domain/compliance/compliance-of.ts';
import type { Overrides } from '../domain/compliance/overrides.ts';
import type { Report } from '../domain/compliance/report.ts';
import { rulesetVersion } from '../domain/compliance/ruleset.ts';
import type { Analysis } from '../domain/description/analysis.ts';
import { eventOf } from './event-of.ts';
import { type AssessingWorld, isoNow } from './world.ts';

export type Assessing = { readonly world: AssessingWorld; readonly overrides: Overrides };

/** The report on a stored document, made now when there is none. Undefined: it can't be judged. */
export async function reportOn(
  { store, analyser }: AssessingWorld,
  { digest, url, contentType }: Pick<Revision, 'digest' | 'url' | 'contentType'>,
): Promise<Report | undefined> {
  const known = await store.documents.getReport(digest, rulesetVersion);
  if (known !== undefined) return known;
  const body = await store.documents.getDocument(digest);
  const report = body && (await analyser.examine({ body, url, contentType }));
  if (report !== undefined) await store.documents.putReport(digest, report);
  return report;
}

/** `told`: the errors of the description. `at` is now, ISO 8601. */
function assess(
  { overrides }: Assessing,
  publisherId: string,
  revision: Revision,
  told: Pick<Analysis, 'problems'>,
  report: Report | undefined,
  at: string,
): Assessed {
  const { apiId, number, digest, verdict, problemCount, excused = false, contentDigest } = revision;
  const subject = {
    apiId,
    publisherId,
    revision: number,
    digest,
    problems: errorsOf({ verdict, problems: told.problems, problemCount }, excused),
    ...(verdict === 'invalid' ? { invalid: true } : {}),
    ...(excused ? { excused } : {}),
  };
  const assessed = complianceOf(subject, report, overrides, at);
  // Only what could be read has a digest of its content.
  return report === undefined && contentDigest !== undefined ? { ...assessed, retry: true } : assessed;
}

/** A stored revision by the ruleset of a moment. Undefined: there is no such revision. */
export async function assessStored(
  assessing: Assessing,
  { id, publisherId }: Pick<Api, 'id' | 'publisherId'>,
  number: number,
  at: string,
): Promise<Assessed | undefined> {
  const { store } = assessing.world;
  const revision = await store.apis.revision(id, number);
  if (revision === undefined) return undefined;
  // The revision tells the first few problems only.
  const told = (await store.documents.getAnalysis(id, revision.digest)) ?? revision;
  return assess(assessing, publisherId, revision, told, await reportOn(assessing.world, revision), at);
}

/** What the crawl found a revision to be. `judged`: what the rules said of it just now; absent: they were not asked. */
export type FoundRevision = {
  readonly api: Api;
  readonly revision: Revision;
  readonly analysis: Analysis;
  readonly judged?: { readonly report?: Report };
  /** What an event is between. */
  readonly from: string;
  readonly to: string;
};

/** The roll-up may write the row at the same time, once in a run. */
const mostTries = 2;

/** Returns how many events were told. */
export async function assessRevision(assessing: Assessing, found: FoundRevision): Promise<number> {
  const { store, clock } = assessing.world;
  const { api, revision, analysis, judged } = found;
  if (judged?.report !== undefined) await store.documents.putReport(revision.digest, judged.report);
  const report = judged === undefined ? await reportOn(assessing.world, revision) : judged.report;
  const assessed = assess(assessing, api.publisherId, revision, analysis, report, isoNow(clock));
  let told = 0;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const stored = await store.compliance.get(api.id);
    if (stored !== undefined && stored.revision > revision.number) return told;
    const before = await comparable(assessing, api, stored, assessed);
    told += await tellMove(assessing.world, api, found, before, assessed);
    const next = remember(assessed, before);
    if (stored !== undefined && sameAssessment(stored, next)) return told;
    if (await store.compliance.replace({ ...next, version: (stored?.version ?? 0) + 1 }, stored)) return told;
  }
  throw new Error(`the compliance of API ${api.id} was written by others each time it was to be`);
}

/**
 * What was before, by the same ruleset, so that a new one never counts as the API's doing: this revision as it was known
 * (a verdict was reconsidered), or else the one before it.
 */
async function comparable(
  assessing: Assessing,
  api: Api,
  stored: Compliance | undefined,
  next: Assessed,
): Promise<Assessed | undefined> {
  if (stored?.revision === next.revision) {
    // Told by the run that wrote the row, or of another ruleset: then it is the roll-up that scores it again.
    return stored.ruleset === next.ruleset ? stored : undefined;
  }
  if (stored?.ruleset === next.ruleset) return stored;
  return next.revision === 1 ? undefined : assessStored(assessing, api, next.revision - 1, next.assessedAt);
}

/** Of a move from what was known last. Returns how many events were told. */
export async function tellMove(
  { store, clock }: AssessingWorld,
  api: Api,
  { from, to }: Pick<FoundRevision, 'from' | 'to'>,
  before: Assessed | undefined,
  after: Assessed,
): Promise<number> {
  const known = before && lastKnown(before);
  if (known === undefined || !hasMoved(known, after)) return 0;
  const id = eventIdOf(api.id, 'compliance.changed', from, to);
  const facts = { revision: after.revision, ...moveFacts(known, standingOf(after)) };
  const event = eventOf(api, 'compliance.changed', id, isoNow(clock), facts, { from, to });
  return (await store.events.add(event)) ? 1 : 0;
}
