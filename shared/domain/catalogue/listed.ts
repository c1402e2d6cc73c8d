/**
 * The catalogue as lists, search and figures need it: a small record of every API and every administration, made by the
 * roll-up, held in memory by whoever answers. What a page says of one API comes from its rows; what is chosen, ordered and
 * counted over all of them comes from here, as of `builtAt`.
 */
import type { Grade } from '../compliance/grade.ts';
import type { ProbeVerdict } from '../uptime/sample.ts';
import type { Publishes } from './publishes.ts';
import type { SourceState } from './source.ts';

/** `none`: there is nothing to ask. */
export type ServiceVerdict = ProbeVerdict | 'none';

/** An API, the withdrawn ones too. */
export type ListedApi = {
  readonly id: string;
  /** What it calls itself; its address where it has no title. */
  readonly title: string;
  readonly version: string | null;
  readonly publisherId: string;
  readonly state: SourceState;
  /** As declared: `3.0.3`, `2.0`. */
  readonly specification: string | null;
  /** The gravest of its endpoints. */
  readonly service: ServiceVerdict;
  /** Of the last 30 days that are over: the share of known time in which it was up. Null: nothing is known. */
  readonly availability: number | null;
  /** Null: not assessed or not assessable. */
  readonly score: number | null;
  readonly grade: Grade | null;
  readonly publishable: boolean | null;
  readonly errors: number | null;
  /** Rules that find something, as numbers in `Catalogue.rules`: as the guideline says, and as the official ruleset runs. */
  readonly failing: readonly number[];
  readonly official: readonly number[];
  readonly tags: readonly string[];
  readonly deprecated: boolean;
  readonly changedAt: string;
};

export type ListedPublisher = {
  readonly id: string;
  readonly name: string;
  readonly region: string | null;
  readonly categories: readonly string[];
  /** APIs that are not withdrawn. */
  readonly apis: number;
  readonly publishes: Publishes;
  readonly publishable: { readonly yes: number; readonly no: number; readonly unknown: number };
  /** Of the scores of its APIs, one decimal. Null: nothing has a score. */
  readonly median: number | null;
  /** As of its APIs, together. */
  readonly availability: number | null;
  /** Of `apis`, those whose service is down now. */
  readonly apisDown: number;
  /** Its endpoints that are down now; an API may have several. */
  readonly down: number;
  /** Addresses of it that gave no API and are not well. */
  readonly troubled: number;
};

/** Everything that is listed, and when it was put together (ISO 8601). */
export type CatalogueList = {
  readonly builtAt: string;
  /** Ids of rules, which `failing` and `official` count from 0. */
  readonly rules: readonly string[];
  /** In order of their ids. */
  readonly apis: readonly ListedApi[];
  readonly publishers: readonly ListedPublisher[];
};

/** What was found for words, the best first. */
export type Hit = { readonly id: string; readonly score: number };

export type Catalogue = CatalogueList & {
  readonly apiOf: ReadonlyMap<string, ListedApi>;
  readonly publisherOf: ReadonlyMap<string, ListedPublisher>;
  /** Of names, descriptions, tags and operations, and of the administrations' names; only where words were wished for. */
  readonly search: (words: string) => readonly Hit[];
};
