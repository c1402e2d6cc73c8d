/**
 * Questions of readers about compliance. The report is judged anew from what the rules said of the revision, with what the
 * operator decided since, as of the day it was assessed: until the next roll-up the row may be of an earlier decision.
 */
import type { Publisher } from '../domain/catalogue/publisher.ts';
import { type Assessment, assess } from '../domain/compliance/assess.ts';
import { type Compliance, settledGate } from '../domain/compliance/compliance.ts';
import { noOverrides } from '../domain/compliance/overrides.ts';
import type { Report } from '../domain/compliance/report.ts';
import type { HistoryPoint, Statistics } from '../domain/compliance/statistics.ts';
import type { Endpoint } from '../domain/uptime/endpoint.ts';
import type { ReadWorld } from './read.ts';

export type ApiReport = {
  readonly compliance: Compliance;
  /** Absent: the revision is not assessable. */
  readonly judged?: { readonly report: Report; readonly assessment: Assessment };
  /** With what the probes have seen over the wire. */
  readonly endpoints: readonly Endpoint[];
};

/** `1` of `1+4f0c21aa`. */
const rulesOf = (key: string): string => key.replace(/\+.*$/s, '');

/** Undefined: there is no such API, or it has not been assessed yet. */
export async function readReport({ store }: ReadWorld, apiId: string): Promise<ApiReport | undefined> {
  const compliance = await store.compliance.get(apiId);
  if (compliance === undefined) return undefined;
  const [judged, endpoints] = await Promise.all([judgeReport({ store }, compliance), store.endpoints.ofApi(apiId)]);
  return { compliance, ...(judged === undefined ? {} : { judged }), endpoints };
}

/** Without a read of the table. Undefined: the revision is not assessable. */
export async function judgeReport(
  { store }: Pick<ReadWorld, 'store'>,
  { apiId, digest, ruleset, problems, invalid = false, excused = false, assessedAt }: Compliance,
): Promise<ApiReport['judged']> {
  const [report, overrides] = await Promise.all([
    store.documents.getReport(digest, rulesOf(ruleset)),
    store.documents.getHeldOverrides(),
  ]);
  if (report === undefined) return undefined;
  const day = assessedAt.slice(0, 10);
  const assessment = assess(report, { problems, invalid, api: apiId }, overrides ?? noOverrides, day);
  return { report, assessment: { ...assessment, publishable: settledGate(assessment.publishable, excused) } };
}

/** `publisher`: absent in those of the nation. */
export type StatisticsRecord = {
  readonly statistics: Statistics;
  readonly history: readonly HistoryPoint[];
  readonly publisher?: Publisher;
};

/** Figures of the nation, or of a publisher when one is named; undefined when there are none. */
export async function readStatistics(
  { store }: ReadWorld,
  publisherId: string | undefined,
): Promise<StatisticsRecord | undefined> {
  const history = await store.compliance.history(publisherId);
  if (publisherId === undefined) {
    const statistics = await store.compliance.nationalStatistics();
    return statistics && { statistics, history };
  }
  const [publisher, found] = await Promise.all([
    store.publishers.get(publisherId),
    store.compliance.statisticsOf([publisherId]),
  ]);
  const statistics = found.get(publisherId);
  return publisher === undefined || statistics === undefined ? undefined : { statistics, history, publisher };
}
