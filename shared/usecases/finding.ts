/** What a visit finds, and what every step of it is given. */
import type { Source, SourceState, VisitOutcome } from '../domain/catalogue/source.ts';
import type { Overrides } from '../domain/compliance/overrides.ts';
import { describeFetchCode } from '../domain/fetching/fetch-codes.ts';
import type { Failed } from '../domain/fetching/fetch-outcome.ts';
import type { ExcuseFinding } from './excuse-finding.ts';
import type { AskRobots } from './obey-robots.ts';
import type { PoliteHttp } from './polite-http.ts';
import type { CrawlWorld } from './world.ts';

/** What a visit adds to the world; summed over a run. */
export type VisitCounts = { readonly revisions: number; readonly events: number; readonly bodies: number };
export const nothingCounted: VisitCounts = { revisions: 0, events: 0, bodies: 0 };

/** What reading a body, or not getting one, makes of a source. */
export type Finding = {
  readonly outcome: VisitOutcome;
  readonly state: SourceState;
  readonly code?: string;
  readonly detail?: string;
  /** Our own trouble: it goes into the log, and changes nothing known of the source. */
  readonly ours?: boolean;
  /** Fields of the source that the content decides. */
  readonly source?: Partial<Source>;
  readonly counts?: Partial<VisitCounts>;
};

export type VisitContext = {
  readonly world: CrawlWorld;
  readonly http: PoliteHttp;
  readonly askRobots: AskRobots;
  readonly excuse: ExcuseFinding;
  /** What the operator decided of the rules, for this run. */
  readonly overrides: Overrides;
  /** Ids of the sources whose new content this run has seen once. */
  readonly unconfirmed: Set<string>;
};

export function findingOfFailure(source: Source, failed: Failed, notTried: boolean): Finding {
  const { code, detail } = failed;
  const outcome = notTried ? 'not-tried' : 'failed';
  // Our own trouble says nothing of the source.
  if (describeFetchCode(code).class === 'ours')
    return { outcome: 'not-tried', state: source.state, code, detail, ours: true };
  const state = code === 'blocked' ? 'blocked' : code === 'too-large' ? 'too-large' : 'unreachable';
  return { outcome, state, code, detail };
}
