/**
 * National figures of one day (UTC): what there is, how good it is, whether it answers, what happened. A snapshot of a day
 * that is over and of a quarter never changes; the one of today is made anew until it is over. Every figure says of what it
 * is; what is not known is null, never zero.
 */
import type { GateVerdict } from '../compliance/compliance.ts';
import type { GradeName } from '../compliance/statistics.ts';

type Totals = {
  /** Registered administrations. */
  readonly publishers: number;
  /** Of these, with an API at least that is not withdrawn; the others publish nothing yet, but for the unread. */
  readonly publishing: number;
  /**
   * Of the registered: whether they publish is not known, as none of their addresses could be read. Absent in snapshots of
   * before it was counted, where they publish nothing.
   */
  readonly unread?: number;
  readonly apis: number;
  /** Of these, those whose description was there and valid at the last visit: in state `ok`. */
  readonly valid: number;
};

type Availability = {
  /** The last of the 30 days, each of them over: `2026-11-25`. */
  readonly until: string;
  /** Share of known time in which endpoints were up; null: nothing is known. */
  readonly share: number | null;
  /** Share of the time of which nothing is known. */
  readonly unknownShare: number | null;
};

/**
 * Of the administrations of a category or a region; `name` null: of those without one. Who is in several categories counts
 * in each.
 */
export type Group = {
  readonly name: string | null;
  readonly publishers: number;
  readonly publishing: number;
  /** As of the totals. */
  readonly unread?: number;
  readonly apis: number;
  readonly publishable: { readonly [verdict in GateVerdict]: number };
  /** Of scores; null: nothing has one. */
  readonly median: number | null;
  readonly availability: number | null;
};

export type FailingRule = {
  readonly rule: string;
  /** APIs it applies to, and those of them in which it finds something. */
  readonly applies: number;
  readonly failing: number;
};

/** How many events were told in a time. */
export type Happenings = {
  /** All that whoever calls an API has to react to: changes that break callers, and APIs that were withdrawn. */
  readonly breaking: number;
  readonly published: number;
  readonly withdrawn: number;
  readonly incidentsOpened: number;
  readonly incidentsClosed: number;
};

export type Snapshot = {
  /** Raised when a figure comes to mean something else. */
  readonly schema: 1;
  /** `2026-11-26`, UTC. */
  readonly date: string;
  readonly computedAt: string;
  readonly ruleset: string;
  readonly totals: Totals;
  readonly publishable: { readonly [verdict in GateVerdict]: number };
  readonly grades: { readonly [grade in GradeName]: number };
  readonly scores: {
    readonly mean: number | null;
    readonly median: number | null;
    /** APIs by score: from 0 to below 10, … from 90 to 100. */
    readonly bins: readonly number[];
  };
  /** Rules in which most APIs fail, at most 20. */
  readonly failing: readonly FailingRule[];
  /** Null: no day is over yet. */
  readonly availability: Availability | null;
  /** Incidents open when it was computed. */
  readonly openIncidents: number;
  /** On the day, until it was computed; all of it once the day is over. */
  readonly happened: Happenings;
  /** In order of their names, at most 80: those of most administrations. */
  readonly categories: readonly Group[];
  readonly regions: readonly Group[];
};

/** Those that are known to publish nothing. */
export const silentOf = ({
  publishers,
  publishing,
  unread = 0,
}: Pick<Totals, 'publishers' | 'publishing' | 'unread'>) => publishers - publishing - unread;

/** A day on the trend. */
export type TrendPoint = {
  readonly date: string;
  readonly publishing: number;
  readonly apis: number;
  readonly publishable: number;
  readonly median: number | null;
  readonly availability: number | null;
  readonly breaking: number;
  readonly incidentsOpened: number;
};

/** `2026-11`. */
export type MonthHappenings = { readonly month: string } & Happenings;

/** Frozen when the quarter is over: the last snapshot made in it, and what was told from its first day to its last. */
export type QuarterFigures = {
  /** `2026-Q3`. */
  readonly quarter: string;
  readonly snapshot: Snapshot;
  readonly happened: Happenings;
};

/** A frozen quarter on the list of them; `date` is that of its snapshot. */
export type FrozenQuarter = { readonly quarter: string } & Omit<TrendPoint, 'breaking' | 'incidentsOpened'> &
  Happenings;

/** What the home page and `/v1/statistics/national` show. */
export type NationalFigures = {
  readonly today: Snapshot;
  /** What was told from the first day of this month (UTC) on, today included; `2026-11`. */
  readonly month: MonthHappenings;
};
