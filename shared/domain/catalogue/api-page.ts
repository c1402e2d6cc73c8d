/** Everything that the page of one API shows, as of now. */
import type { Assessment } from '../compliance/assess.ts';
import type { Compliance } from '../compliance/compliance.ts';
import type { Report } from '../compliance/report.ts';
import type { FiguresOfDay } from '../uptime/availability.ts';
import type { Endpoint } from '../uptime/endpoint.ts';
import type { Api, Revision } from './api.ts';
import type { ToldIncident } from './dossier.ts';
import type { Source } from './source.ts';

/** The newest ones, and whether there are more. */
type Latest<T> = { readonly items: readonly T[]; readonly hasMore: boolean };

/** Days of an endpoint, oldest first, the day under way too; those on which nobody looked are missing. */
export type WatchedDays = { readonly endpoint: Endpoint; readonly days: readonly FiguresOfDay[] };

export type ApiPage = {
  readonly api: Api;
  /** Its administration is no longer registered: there is no page of it. */
  readonly isOrphan?: true;
  readonly source: Source | undefined;
  /** Undefined: not assessed yet. */
  readonly compliance: Compliance | undefined;
  /** Undefined: not assessed, or not assessable. */
  readonly judged: { readonly report: Report; readonly assessment: Assessment } | undefined;
  /** Those that are published, the gravest first. */
  readonly endpoints: readonly Endpoint[];
  /** Of the first of them, from one day to another (`2026-11-26`, UTC), both included. */
  readonly watched: readonly WatchedDays[];
  readonly from: string;
  readonly to: string;
  readonly incidents: Latest<ToldIncident>;
  readonly revisions: Latest<Revision>;
  /** Other APIs of the publisher with the same content now; a title where it is known. */
  readonly twins: readonly { readonly id: string; readonly title: string | undefined }[];
};
