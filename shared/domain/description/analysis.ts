/** What is known of one description document after reading it: the verdict, its evidence, and our own bounded fields. */
import type { Ending } from '../changes/lifecycle.ts';
import type { FetchCode } from '../fetching/fetch-codes.ts';

/**
 * `valid`: meets its version's schema and every reference resolves. `invalid`: it does not. `unresolvable-ref`: it does,
 * but a reference leads nowhere. `not-a-description`: something else. `too-large`: over a limit of trust.md.
 * `unanalysable`: our analysis hit its deadline or memory limit, nothing is said about the document.
 */
export type Verdict = 'valid' | 'invalid' | 'unresolvable-ref' | 'not-a-description' | 'too-large' | 'unanalysable';

export type Problem = {
  /** Stable, kebab-case; `problem-codes.ts` holds its words and repair. */
  readonly code: string;
  /** Warnings never change the verdict. */
  readonly severity: 'error' | 'warning';
  /** One English sentence, bounded, well-formed. */
  readonly message: string;
  /** RFC 6901, bounded; '' is the whole document. */
  readonly pointer: string;
  /** 1-based, in the document as published. */
  readonly line?: number;
  readonly column?: number;
  /** The document the problem is in, when it is not the one analysed. */
  readonly document?: string;
};

export type HealthCheck = { readonly url: string; readonly intervalSeconds?: number; readonly timeoutSeconds?: number };

/** One server of the description; variables expanded from their defaults, resolved against the document's URL. */
export type DescribedServer = {
  readonly url: string;
  readonly description?: string;
  readonly sandbox: boolean;
  readonly healthCheck?: HealthCheck;
};

/** Our own fields, each bounded and well-formed; never more than 32 KB together. */
export type Metadata = {
  readonly title: string;
  readonly version: string;
  readonly summary?: string;
  readonly description?: string;
  readonly contact?: { readonly name?: string; readonly email?: string; readonly url?: string };
  /** Absent also in what was read before it was of interest. */
  readonly license?: { readonly name?: string; readonly url?: string };
  readonly tags: readonly string[];
  readonly servers: readonly DescribedServer[];
  /** `info.x-api-id` */
  readonly apiId?: string;
  /** `info.x-lifecycle`, bounded, as given. */
  readonly lifecycle?: { readonly [name: string]: string };
  /** What it says of its end, wherever it says so. */
  readonly ending?: Ending;
  /** The description has a GET operation on `/status`. */
  readonly declaresStatus: boolean;
  readonly declaresSecurity: boolean;
  readonly operations: number;
  /** Words of their paths, ids and summaries, each once, for search. Absent in what was read before there was search. */
  readonly operationTerms?: string;
  readonly schemas: number;
};

/** swagger-parser's word beside ours; a disagreement is recorded, never silently decided. */
export type SecondOpinion = {
  readonly outcome: 'agrees' | 'disagrees' | 'over-budget' | 'unsupported';
  readonly message?: string;
};

export type ReferenceFact = {
  readonly url: string;
  readonly outcome: 'resolved' | FetchCode | 'budget' | 'not-a-document';
};

export type Analysis = {
  readonly verdict: Verdict;
  /** At most 200, in document order. */
  readonly problems: readonly Problem[];
  /** All, also those not listed. */
  readonly problemCount: number;
  readonly format?: 'json' | 'yaml';
  /** As declared: `3.0.3`, `2.0`. */
  readonly specification?: string;
  /** SHA-256 of the content in canonical form (sorted keys, JSON): the same for a YAML/JSON pair. Lower-case hex. */
  readonly contentDigest?: string;
  readonly metadata?: Metadata;
  /** External documents it depends on. */
  readonly references: readonly ReferenceFact[];
  readonly secondOpinion?: SecondOpinion;
  /** Version of our analysis; raised when its verdicts change. */
  readonly engine: string;
};
