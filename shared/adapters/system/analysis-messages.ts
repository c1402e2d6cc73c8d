/** What the analyser and its worker thread say to each other. */
import type { Comparison } from '../../domain/changes/change.ts';
import type { Report } from '../../domain/compliance/report.ts';
import type { Analysis, SecondOpinion } from '../../domain/description/analysis.ts';
import type { DocumentHint } from '../../domain/description/parse-document.ts';
import type { ReferenceOutcome } from '../../domain/description/reference-documents.ts';

/** One document to analyse. */
export type Job = {
  readonly kind: 'job';
  readonly body: Uint8Array;
  readonly url: string;
  readonly contentType?: string;
  readonly secondOpinion: boolean;
  /** Findings that the report lists of each rule. */
  readonly mostFindings?: number;
  /** `none`: no report; `only`: nothing but a report. */
  readonly rules: 'none' | 'also' | 'only';
};

type Content = DocumentHint & { readonly body: Uint8Array };

/** Two documents to compare; `today`: yyyy-mm-dd. */
export type Pair = {
  readonly kind: 'pair';
  readonly base: Content;
  readonly revision: Content;
  readonly today: string;
};

/** The answer to one `fetch`; no outcome: there is no time left for references. */
type Reference = { readonly kind: 'reference'; readonly id: number; readonly outcome?: ReferenceOutcome };

export type ToWorker = Job | Pair | Reference;

export type FromWorker =
  /** The job has begun: its deadline runs from here. */
  | { readonly kind: 'started' }
  | { readonly kind: 'fetch'; readonly id: number; readonly url: string }
  /** The verdict. Until what follows it has come, the worker must not be given another job. */
  | { readonly kind: 'analysed'; readonly analysis: Analysis; readonly next?: 'report' | 'opinion' }
  /** What the rules say; `fault` is one of ours, as text. */
  | { readonly kind: 'report'; readonly report?: Report; readonly fault?: string; readonly next?: 'opinion' }
  /** What changed; absent: one of the two could not be read, or `fault`, one of ours, as text. */
  | { readonly kind: 'comparison'; readonly comparison?: Comparison; readonly fault?: string }
  /** swagger-parser is loaded and asked: its budget runs from here. */
  | { readonly kind: 'asking' }
  | { readonly kind: 'opinion'; readonly opinion: SecondOpinion }
  /** A fault of ours, as text. */
  | { readonly kind: 'fault'; readonly reason: string };
