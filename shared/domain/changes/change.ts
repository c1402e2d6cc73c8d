/**
 * A change between two revisions of a description, as it matters to whoever calls the API: one per place that changed,
 * with the operations it reaches. What each id means: catalogue.ts; its words: views/change-text.ts.
 */
import type { Position } from '../description/problem.ts';
import type { ChangeId } from './catalogue.ts';

/** From the gravest. `editorial`: wording, tags, examples; stored, never in a feed that does not ask for it. */
export const changeLevels = ['breaking', 'warning', 'info', 'editorial'] as const;
export type ChangeLevel = (typeof changeLevels)[number];

/** The method in capitals; of a webhook or a callback `path` is its name, with `webhook` or `callback` before it. */
export type OperationName = { readonly method: string; readonly path: string };

/** What changed, by name: the words of a change are made of these. All are the publisher's text. */
export type Subject = {
  /** Of a schema below the body: dotted, an item of a list as `[]`: `owner.addresses[].street`. */
  readonly property?: string;
  /** The component whose schema (or part) it is. */
  readonly schema?: string;
  readonly parameter?: { readonly in: string; readonly name: string };
  readonly header?: string;
  readonly status?: string;
  readonly mediaType?: string;
  /** Of a tag, scheme, scope, server, webhook, callback, operation id, component: whatever the id is about. */
  readonly name?: string;
};

/** A value of a document as it may be shown: its own JSON up to 200 characters, else the beginning of it as text. */
export type Shown = string | number | boolean | null | readonly unknown[] | { readonly [name: string]: unknown };

export type Change = {
  readonly id: ChangeId;
  readonly level: ChangeLevel;
  /** JSON pointers (RFC 6901) into the two documents: of the thing, or, where it is not there, of what it would stand in. */
  readonly basePointer?: string;
  readonly revisionPointer?: string;
  /** Of the pointers, when lines were asked for. */
  readonly basePosition?: Position;
  readonly revisionPosition?: Position;
  readonly subject: Subject;
  /** The operations it reaches, in the order of the document; none: it is about the description as a whole. */
  readonly operations: readonly OperationName[];
  /** How many it reaches; `operations` may be the first of them where it is stored or shown in short. */
  readonly operationCount: number;
  /** Absent: there was, or is, none. */
  readonly old?: Shown;
  readonly new?: Shown;
};

export type ChangeCounts = { readonly [level in ChangeLevel]: number };

/** What else is to be said of a revision that breaks its callers. */
export const comparisonNotes = [
  'api-major-version-not-bumped',
  'api-version-not-bumped',
  'api-version-decreased',
  'breaking-before-sunset',
] as const;
export type ComparisonNote = (typeof comparisonNotes)[number];

export type Comparison = ChangeCounts & {
  /** Of this engine: what was told by an older one is never told again by a newer one. */
  readonly engine: string;
  /** The gravest first; within a level in the order of the document. */
  readonly changes: readonly Change[];
  readonly notes: readonly ComparisonNote[];
};

/** The gravest level there is; undefined: nothing changed. */
export const levelOf = (counts: ChangeCounts): ChangeLevel | undefined =>
  changeLevels.find((level) => counts[level] > 0);
