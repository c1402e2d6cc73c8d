/** What changed between two descriptions, for programs: snake_case, a contract that only grows. */
import type { Revision } from '../domain/catalogue/api.ts';
import type { Change, Comparison } from '../domain/changes/change.ts';
import { levelOf } from '../domain/changes/change.ts';
import type { Text } from '../domain/text.ts';
import { describeChange } from './change-text.ts';
import type { Language } from './check-words.ts';
import { noteTexts } from './compare-words.ts';

type Json = { readonly [name: string]: unknown };

/** How the words are given: in the one language that was asked for, or in both. */
type Tell = (words: Text) => unknown;

/** Two stored revisions of an API. */
export type ComparedRevisions = { readonly from: Revision; readonly to: Revision; readonly comparison: Comparison };

export type ComparisonForm = {
  readonly tell: Tell;
  /** Changes listed, and operations of each; absent: all. */
  readonly mostChanges?: number;
  readonly mostOperations?: number;
};

export function changeJson(change: Change, { tell, mostOperations }: ComparisonForm): Json {
  const { message, advice } = describeChange(change);
  return {
    id: change.id,
    level: change.level,
    message: tell(message),
    advice: advice === undefined ? null : tell(advice),
    base_pointer: change.basePointer ?? null,
    base_line: change.basePosition?.line ?? null,
    base_column: change.basePosition?.column ?? null,
    revision_pointer: change.revisionPointer ?? null,
    revision_line: change.revisionPosition?.line ?? null,
    revision_column: change.revisionPosition?.column ?? null,
    operations: change.operations.slice(0, mostOperations).map(({ method, path }) => ({ method, path })),
    operation_count: change.operationCount,
    old: change.old ?? null,
    new: change.new ?? null,
  };
}

function comparisonJson(comparison: Comparison, form: ComparisonForm): Json {
  const { breaking, warning, info, editorial, engine, notes, changes } = comparison;
  const listed = changes.slice(0, form.mostChanges);
  return {
    engine,
    /** The gravest; `none`: nothing changed. */
    level: levelOf(comparison) ?? 'none',
    breaking,
    warning,
    info,
    editorial,
    notes: notes.map((id) => ({ id, message: form.tell(noteTexts[id]) })),
    listed: listed.length,
    changes: listed.map((change) => changeJson(change, form)),
  };
}

const mostOfAnswer = 1000;
const mostOperationsOfAnswer = 20;

const revisionFacts = ({ apiId, number, fetchedAt, digest, version }: Revision): Json => ({
  number,
  fetched_at: fetchedAt,
  digest: `sha256:${digest}`,
  version: version ?? null,
  document: `/v1/apis/${apiId}/revisions/${number}/document`,
});

/** The answer of `/v1`, bounded: an answer of Lambda has 6 MB at most. */
export const comparedRevisionsJson = ({ from, to, comparison }: ComparedRevisions): Json => ({
  api: to.apiId,
  from: revisionFacts(from),
  to: revisionFacts(to),
  ...comparisonJson(comparison, {
    tell: (words) => words,
    mostChanges: mostOfAnswer,
    mostOperations: mostOperationsOfAnswer,
  }),
});

/** Two descriptions by the names they were given. */
export type ComparedDocuments = { readonly base: string; readonly revision: string; readonly comparison: Comparison };

/** The result of `vedetta compare`. */
export const compareJson = ({ base, revision, comparison }: ComparedDocuments, language: Language): Json => ({
  base,
  revision,
  ...comparisonJson(comparison, { tell: (words) => words[language] }),
});
