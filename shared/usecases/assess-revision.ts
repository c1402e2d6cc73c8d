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
  moveFacts,
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

const excuseOf = ({ excused }: Revision): { readonly excused?: true } => (excused === true ? { excused } : {});

/** A stored revision by the ruleset of now. Undefined: there is no such revision. */
export async function assessStored(
  { world, overrides }: Assessing,
  api: Pick<Api, 'id' | 'publisherId'>,
  number: number,
): Promise<Assessed | undefined> {
  const { store, clock } = world;
  const revision = await store.apis.revision(api.id, number);
  if (revision === undefined) return undefined;
  const { verdict, problemCount, digest } = revision;
  // The revision tells the first few problems only.
  const { problems } = (await store.documents.getAnalysis(api.id, digest)) ?? revision;
  const subject = {
    apiId: api.id,
    publisherId: api.publisherId,
    revision: number,
    digest,
    problems: errorsOf({ verdict, problems, problemCount }, revision.excused === true),
    ...excuseOf(revision),
  };
  return complianceOf(subject, await reportOn(world, revision), overrides, isoNow(clock));
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

/** Returns how many events were told. */
export async function assessRevision(assessing: Assessing, found: FoundRevision): Promise<number> {
  const { world, overrides } = assessing;
  const { store, clock } = world;
  const { api, revision, analysis, judged } = found;
  const stored = await store.compliance.get(api.id);
  if (stored !== undefined && stored.revision > revision.number) return 0;
  if (judged?.report !== undefined) await store.documents.putReport(revision.digest, judged.report);
  const report = judged === undefined ? await reportOn(world, revision) : judged.report;
  const next = complianceOf(
    {
      apiId: api.id,
      publisherId: api.publisherId,
      revision: revision.number,
      digest: revision.digest,
      problems: errorsOf(analysis, revision.excused === true),
      ...excuseOf(revision),
    },
    report,
    overrides,
    isoNow(clock),
  );
  const before = await comparable(assessing, api, stored, next);
  const told = before !== undefined && hasMoved(before, next) ? await tellMove(world, found, before, next) : 0;
  if (stored === undefined || !sameAssessment(stored, next)) {
    await store.compliance.put({ ...next, version: (stored?.version ?? 0) + 1 });
  }
  return told;
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
  return next.revision === 1 ? undefined : assessStored(assessing, api, next.revision - 1);
}

async function tellMove(
  { store, clock }: AssessingWorld,
  { api, revision, from, to }: FoundRevision,
  before: Assessed,
  after: Assessed,
): Promise<number> {
  const id = eventIdOf(api.id, 'compliance.changed', from, to);
  const facts = { revision: revision.number, ...moveFacts(standingOf(before), standingOf(after)) };
  const event = eventOf(api, 'compliance.changed', id, isoNow(clock), facts, { from, to });
  return (await store.events.add(event)) ? 1 : 0;
}
