/**
 * The documents a description refers to, fetched within the budgets of trust.md: number, bytes, two at a time from one
 * host. Time is the caller's: its fetch answers `undefined` once there is none left.
 */
import { clipText } from '../catalogue/clip-text.ts';
import type { FetchCode } from '../fetching/fetch-codes.ts';
import type { Failed, Fetched, Unchanged } from '../fetching/fetch-outcome.ts';
import type { ReferenceFact } from './analysis.ts';
import { limits } from './limits.ts';
import { type ParsedDocument, parseDocument } from './parse-document.ts';

/** What is needed of a fetch's outcome. */
export type ReferenceOutcome =
  | Pick<Fetched, 'outcome' | 'finalUrl' | 'headers' | 'body'>
  | Pick<Failed, 'outcome' | 'code' | 'detail'>
  | Pick<Unchanged, 'outcome'>;

/** Answers `undefined` once there is no time left. */
export type FetchReference = (url: string) => Promise<ReferenceOutcome | undefined>;

export type ReferenceDocument =
  /** `base`: where it came from, after redirects. */
  | { readonly url: string; readonly outcome: 'resolved'; readonly base: string; readonly parsed: ParsedDocument }
  | { readonly url: string; readonly outcome: FetchCode | 'budget' | 'not-a-document'; readonly detail: string };

type Budget = { documents: number; bytes: number };

export const createReferenceBudget = (): Budget => ({
  documents: limits.references.documents,
  bytes: limits.references.bytes,
});

const hostOf = (url: string): string => URL.parse(url)?.host ?? '';

const overBudget = (url: string): ReferenceDocument => ({
  url,
  outcome: 'budget',
  detail: `the limit of ${limits.references.documents} documents, 20 MiB and 30 s is reached`,
});

function readOutcome(url: string, outcome: ReferenceOutcome | undefined, budget: Budget): ReferenceDocument {
  if (outcome === undefined) return overBudget(url);
  if (outcome.outcome === 'failed') return { url, outcome: outcome.code, detail: outcome.detail };
  if (outcome.outcome === 'unchanged') return { url, outcome: 'not-a-document', detail: 'it has no body' };
  budget.bytes -= outcome.body.length;
  if (budget.bytes < 0) return overBudget(url);
  const contentType = outcome.headers['content-type'];
  const parsed = parseDocument(outcome.body, {
    url: outcome.finalUrl,
    ...(contentType !== undefined && { contentType }),
  });
  if (!parsed.ok) return { url, outcome: 'not-a-document', detail: parsed.problem.message };
  if (typeof parsed.value !== 'object' || parsed.value === null) {
    return { url, outcome: 'not-a-document', detail: 'it is neither an object nor a list' };
  }
  // Most have no problem to be located: what they were read as would only take memory.
  const { events: _, ...kept } = parsed;
  return { url, outcome: 'resolved', base: outcome.finalUrl, parsed: kept };
}

/** Fetches each URL once, in their order; answers in the same order. Takes what it uses from the budget. */
export async function fetchReferences(
  urls: readonly string[],
  fetchReference: FetchReference,
  budget: Budget,
): Promise<readonly ReferenceDocument[]> {
  const found = new Map<string, ReferenceDocument>();
  const fetchAll = async (queue: Iterator<string>): Promise<void> => {
    for (let next = queue.next(); next.done !== true; next = queue.next()) {
      const url = next.value;
      budget.documents -= 1;
      const allowed = budget.documents >= 0 && budget.bytes > 0;
      found.set(url, allowed ? readOutcome(url, await fetchReference(url), budget) : overBudget(url));
    }
  };
  const queues = [...Map.groupBy(urls, hostOf).values()].map((ofHost) => ofHost.values());
  const lanes = queues.flatMap((queue) => Array.from({ length: limits.references.perHost }, () => fetchAll(queue)));
  await Promise.all(lanes);
  return urls.map((url) => found.get(url) ?? overBudget(url));
}

export const toReferenceFact = ({ url, outcome }: ReferenceDocument): ReferenceFact => ({
  url: clipText(url, 500),
  outcome,
});
