/** An API of the catalogue, its revisions, and what happened to it. */
import type { Change, ChangeCounts, ChangeLevel, ComparisonNote } from '../changes/change.ts';
import type { Lifecycle } from '../changes/lifecycle.ts';
import type { Metadata, Problem, ReferenceFact, SecondOpinion, Verdict } from '../description/analysis.ts';
import { deriveId } from '../digest.ts';
import type { SourceState } from './source.ts';

export type Api = {
  readonly id: string;
  readonly publisherId: string;
  readonly publisherName: string;
  readonly sourceId: string;
  /** Canonical URL of the description: where it was first published. */
  readonly url: string;
  readonly aliases: readonly string[];
  /** On a host of the publisher's domains; unowned APIs are listed as such. */
  readonly owned: boolean;
  readonly state: SourceState;
  readonly stateSince: string;
  /** Why, when the state is not `ok`: a fetch code or a verdict's first problem code. */
  readonly code?: string;
  readonly publishedAt: string;
  readonly changedAt: string;
  /** Number, digest and verdict of the newest revision. */
  readonly revision: number;
  readonly digest: string;
  readonly contentDigest?: string;
  readonly verdict: Verdict;
  readonly problemCount: number;
  /** `unresolvable-ref` through our own limits or a bad moment of whoever is referred to, not by its publisher. */
  readonly excused?: boolean;
  /** The newest valid revision, kept when a newer one is broken. */
  readonly validRevision?: number;
  readonly validAt?: string;
  readonly specification?: string;
  /** Of the newest valid revision; of the newest one while there is none. */
  readonly metadata?: Metadata;
  /** Other addresses of the same content under the same anchor (a YAML/JSON pair). */
  readonly alternates: readonly string[];
  readonly withdrawnAt?: string;
  /** What was said of its end, and what of that was told. */
  readonly lifecycle?: Lifecycle;
};

/** Code of an API, and of its withdrawal, where it is no longer looked for: its administration was taken out of the sources. */
export const unwatched = 'unwatched';

export const isPublished = ({ state }: Pick<Api, 'state'>): boolean => state !== 'withdrawn';

const mostAliases = 10;

/** Aliases with the addresses it also has now, the latest ten; its own address is none. */
export const withAliases = (aliases: readonly string[], more: readonly string[], own: string): readonly string[] =>
  [...new Set([...aliases, ...more])].filter((url) => url !== own).slice(-mostAliases);

export type Revision = {
  readonly apiId: string;
  readonly number: number;
  /** SHA-256 of the bytes as published; the blob's name. */
  readonly digest: string;
  readonly contentDigest?: string;
  readonly size: number;
  readonly contentType: string;
  readonly url: string;
  readonly fetchedAt: string;
  readonly verdict: Verdict;
  /** As of the API. */
  readonly excused?: boolean;
  /** At most 20; all kept ones are in the analysis blob. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
  readonly specification?: string;
  readonly title?: string;
  readonly version?: string;
  readonly references: readonly ReferenceFact[];
  readonly secondOpinion?: SecondOpinion;
  readonly engine: string;
  /** What it changed since an earlier one; absent: there was none to compare with, or it could not be compared. */
  readonly comparison?: RevisionComparison;
};

/** Of a revision with an earlier one; all of it is kept under the digests of both documents and the engine. */
export type RevisionComparison = {
  /** Number, digest and `info.version` of the earlier revision. */
  readonly base: number;
  readonly baseDigest: string;
  readonly baseVersion?: string;
  readonly engine: string;
  readonly counts: ChangeCounts;
};

export const eventKinds = [
  'api.published',
  'api.changed',
  'api.invalid',
  'api.valid',
  'api.withdrawn',
  'api.deprecated',
  'api.sunset',
  'compliance.changed',
  'ruleset.changed',
  'incident.opened',
  'incident.closed',
  'certificate.expiring',
  'certificate.replaced',
  'maintenance.announced',
] as const;
export type EventKind = (typeof eventKinds)[number];

/**
 * Something that happened to an API, to a host behind which an administration has several (`apiIds`), or (without either)
 * to the whole catalogue. The id derives from what happened, so that a
 * run repeated tells it once.
 */
export type CatalogueEvent = {
  readonly id: string;
  readonly kind: EventKind;
  /** Detection time. */
  readonly at: string;
  readonly publisherId?: string;
  readonly publisherName?: string;
  readonly apiId?: string;
  /** Instead of `apiId`: all that it is about, in the feeds of which it is; at most 200. */
  readonly apiIds?: readonly string[];
  readonly apiTitle?: string;
  readonly apiVersion?: string;
  readonly from?: string;
  readonly to?: string;
  /** How grave it is to whoever calls the API. Absent in events told before there were levels. */
  readonly level?: ChangeLevel;
  /** Tags of the API then, by which feeds are kept. */
  readonly tags?: readonly string[];
  /** Of `api.changed`: what changed, the gravest first, as many as an item shows; `counts` are of all. */
  readonly changes?: readonly Change[];
  readonly counts?: ChangeCounts;
  readonly notes?: readonly ComparisonNote[];
  /** The engine that compared; told again by no other. */
  readonly engine?: string;
  /** Facts the words are made of, by kind. */
  readonly facts: { readonly [name: string]: string | number };
};

/** The id of an event (changes.md): hash of API, kind, from, to. */
export const eventIdOf = (apiId: string, kind: EventKind, from: string, to: string): string =>
  deriveId('event', apiId, kind, from, to);

/** Verdicts that say the description is broken; `unanalysable` says nothing about it. */
export const brokenVerdicts: ReadonlySet<Verdict> = new Set<Verdict>(['invalid', 'unresolvable-ref', 'too-large']);

/**
 * Which event a new revision makes: the first is a publication; a change of validity is told as such; all else is a
 * change. At most one per revision: a change of wording alone is none.
 */
export function kindOfRevision(previous: Verdict | undefined, verdict: Verdict | undefined): EventKind {
  if (previous === undefined) return 'api.published';
  if (previous === 'valid' && verdict !== undefined && brokenVerdicts.has(verdict)) return 'api.invalid';
  if (brokenVerdicts.has(previous) && verdict === 'valid') return 'api.valid';
  return 'api.changed';
}
