/**
 * What the use cases need of the world, as interfaces only. Adapters implement them; `functions/app.ts` joins the two.
 * The table port is the table itself: five primitives (and their batched forms), the same on DynamoDB and on SQLite.
 */
import type { Comparison } from './domain/changes/change.ts';
import type { Report } from './domain/compliance/report.ts';
import type { Analysis } from './domain/description/analysis.ts';
import type { FetchOutcome, HttpRequest } from './domain/fetching/fetch-outcome.ts';
import type { Question, Sight } from './domain/uptime/sight.ts';

/** The address of one row. Partition and sort key are non-empty strings, ordered by their UTF-8 bytes. */
export type Key = { readonly pk: string; readonly sk: string };

/** Sparse secondary indexes: a row is in one when it carries both of its attributes (`<index>Pk`, `<index>Sk`). */
export type IndexName = 'owner' | 'listing' | 'facet' | 'due';

/** Index attributes of a row; a row without them is not in that index. */
export type IndexKeys = { readonly [name in `${IndexName}Pk` | `${IndexName}Sk`]?: string };

/**
 * One row: its key, its index keys and our own fields (JSON values; no `undefined` inside arrays). At most 400 KB.
 * `expiresAt` (seconds since 1970) is when the store may drop it.
 */
export type Row = Key & IndexKeys & { readonly expiresAt?: number } & { readonly [attribute: string]: unknown };

/** Put only when the row is absent, or only when one attribute of the stored row equals a value. */
export type Condition = { readonly absent: true } | { readonly attribute: string; readonly equals: string | number };

/** Where a page ended: the sort key in the queried index, and the row's main key when the index is not the main one. */
export type Position = { readonly sk: string; readonly key?: Key };

export type Query = {
  /** Absent: the main key. */
  readonly index?: IndexName;
  readonly pk: string;
  /** Sort keys that start with this; absent: the whole partition. */
  readonly prefix?: string;
  readonly direction?: 'ascending' | 'descending';
  /** Rows of one page, 1 to 1,000. A page may hold fewer and still have a `next`. */
  readonly limit: number;
  readonly after?: Position;
};

export type Page<T> = { readonly items: readonly T[]; readonly next?: Position };

export interface Table {
  get(key: Key): Promise<Row | undefined>;
  /** The rows found, in any order; missing ones are left out. Any number of keys; duplicates are read once. */
  getAll(keys: readonly Key[]): Promise<readonly Row[]>;
  /** True when written, false when the condition did not hold. Throws on a row over 400 KB. */
  put(row: Row, condition?: Condition): Promise<boolean>;
  /** Unconditional, not atomic as a whole: each row is written or not. Any number of rows. */
  putAll(rows: readonly Row[]): Promise<void>;
  query(query: Query): Promise<Page<Row>>;
  /** Removing what is not there is no error. */
  delete(key: Key): Promise<void>;
}

export type BlobFacts = { readonly key: string; readonly size: number };

/** As what a reader is given a blob. */
export type Delivered = { readonly contentType: string; readonly fileName: string };

/**
 * A blob on its way to a reader without ever being whole in memory: read bit by bit, or fetched by the reader from where it
 * is kept, at an address that is good for a few minutes and for one method.
 */
export type Delivery =
  | { readonly size: number; readonly read: () => AsyncIterable<Uint8Array> }
  | { readonly size: number; readonly urlFor: (method: 'GET' | 'HEAD') => Promise<string> };

/** Objects by key (`a/b/c.json`; segments of `[A-Za-z0-9._-]`). A put replaces the whole object or nothing. */
export interface Blobs {
  put(key: string, body: Uint8Array, contentType: string): Promise<void>;
  get(key: string): Promise<Uint8Array | undefined>;
  head(key: string): Promise<BlobFacts | undefined>;
  /** Undefined: it is not there. What `read` gives is read to its end or given up with `return`. */
  deliver(key: string, as: Delivered): Promise<Delivery | undefined>;
  /** Keys that start with `prefix`, in order of their UTF-8 bytes, after `after`, at most `limit` (1 to 1,000). */
  list(prefix: string, options?: { readonly after?: string; readonly limit?: number }): Promise<readonly BlobFacts[]>;
}

/** The only way out: everything fetched goes through it, and every outcome is data. Never rejects for the peer's fault. */
export interface Http {
  request(request: HttpRequest): Promise<FetchOutcome>;
}

/** A place from which endpoints are looked at. Never rejects for the peer's fault; rejects when the place itself fails. */
export interface Vantage {
  readonly name: string;
  look(question: Question): Promise<Sight>;
}

/** Drops what is kept for a limited time only, where no platform does it. Returns how many rows and blobs went. */
export interface Retention {
  sweep(nowMs: number): Promise<number>;
}

export type AnalysisRequest = {
  readonly body: Uint8Array;
  /** Where the document was fetched from: the base of its relative references. */
  readonly url: string;
  readonly contentType?: string;
  /** Reads an external reference; the caller counts nothing, the analyser holds the budgets of trust.md. */
  readonly fetchReference: (url: string) => Promise<FetchOutcome>;
  /** Ask swagger-parser for its opinion too, within its budget. */
  readonly secondOpinion: boolean;
  /** Also hold it against the rules. */
  readonly compliance?: ComplianceWish;
};

/** `mostFindings`: so many are listed of each rule; absent: as many as a stored report lists. */
type ComplianceWish = { readonly mostFindings?: number };

/** An analysis, and what the rules say where that was asked, the document could be read, and there was time. */
export type Analyzed = Analysis & { readonly report?: Report };

export type ExaminationRequest = Pick<AnalysisRequest, 'body' | 'url' | 'contentType'> & ComplianceWish;

export type ComparisonRequest = {
  readonly base: Pick<AnalysisRequest, 'body' | 'url' | 'contentType'>;
  readonly revision: Pick<AnalysisRequest, 'body' | 'url' | 'contentType'>;
  /** The day of the comparison, yyyy-mm-dd: what was announced to end may have ended by then. */
  readonly today: string;
};

/** Analyses one document where it can be stopped; a document that hangs or crashes it costs its own verdict only. */
export interface Analyser {
  analyse(request: AnalysisRequest): Promise<Analyzed>;
  /** What the rules say of a document, and nothing else: nothing is fetched. Undefined as above. */
  examine(request: ExaminationRequest): Promise<Report | undefined>;
  /** What changed between two documents, with lines. Undefined: one of them could not be read, or it took too long. */
  compare(request: ComparisonRequest): Promise<Comparison | undefined>;
  close(): Promise<void>;
}

export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  sleep(durationMs: number, signal?: AbortSignal): Promise<void>;
}

export type LogFields = { readonly [name: string]: unknown };

export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

export interface Metrics {
  count(name: string, value?: number): void;
}
