/**
 * A source: one address we visit for a publisher. Its row is the memory of the crawl: what is due is here, and it is
 * advanced only after the visit's work is stored.
 */
import { deriveId } from '../digest.ts';
import type { Validators } from '../fetching/fetch-outcome.ts';
import type { Pending } from './pending.ts';

/** `host`: a publisher's site, searched for its catalogue. `unknown`: told by the body at the first visit. */
export type SourceKind = 'host' | 'api-catalog' | 'openapi' | 'unknown';

/**
 * What we know of a source now. `ok` is a valid description or a readable catalogue. Whether the last visit found it
 * unchanged is the visit's outcome, not a state: an invalid description that stays the same stays invalid.
 */
export const sourceStates = [
  'pending',
  'ok',
  'invalid',
  'unresolvable-ref',
  'unanalysable',
  'unreachable',
  'blocked',
  'not-a-description',
  'too-large',
  'withdrawn',
] as const;
export type SourceState = (typeof sourceStates)[number];

/** `unconfirmed`: another content than the published one was seen once; it counts once it was seen twice. */
export const visitOutcomes = ['changed', 'unchanged', 'unconfirmed', 'failed', 'not-tried'] as const;
export type VisitOutcome = (typeof visitOutcomes)[number];

/** One line of the crawl log. `code`: a fetch code, a verdict, or why it was not tried. */
export type Visit = {
  readonly at: string;
  readonly url: string;
  readonly outcome: VisitOutcome;
  readonly state: SourceState;
  readonly code?: string;
  readonly detail?: string;
  readonly status?: number;
  readonly bytes?: number;
  readonly ms?: number;
};

/** A quirk of a catalogue, counted; words and repair are in `catalogue-diagnostics.ts`. */
export type DiagnosticFact = {
  readonly code: string;
  readonly count: number;
  readonly pointer?: string;
  readonly sample?: string;
};

/** What one lister says of a source: the contexts of its links, and what they link beside it. */
export type Listing = {
  readonly anchors?: readonly string[];
  readonly statusUrls?: readonly string[];
  readonly docUrl?: string;
};

/** The lister of what the operator registered. */
export const sourcesFile = 'sources-file';

/** A description is not deployed at more places than this; more would only fill its row. */
const mostAnchors = 50;
const mostStatusUrls = 20;

export type Source = {
  readonly id: string;
  /** Raised by every write of the row. */
  readonly version: number;
  readonly publisherId: string;
  readonly url: string;
  readonly kind: SourceKind;
  /** What each lister says; the fields below that say the same are drawn from it by `withListings`. */
  readonly listings: { readonly [lister: string]: Listing };
  /** The sources that list this one; `sources-file` for what the operator registered. Empty: nobody does any more. */
  readonly listedBy: readonly string[];
  readonly depth: number;
  /** Registered by its owner: consent to fetch this URL whatever robots.txt says. */
  readonly registered: boolean;
  /** A usual place tried once, not a published link; of a host: its usual places were tried. */
  readonly guessed?: boolean;
  /** Linkset contexts of the description (deployments), and what their links say of them. */
  readonly anchors?: readonly string[];
  readonly statusUrls?: readonly string[];
  readonly docUrl?: string;
  /** Its status links changed: the next visit makes the endpoints follow. */
  readonly endpointsStale?: boolean;
  readonly state: SourceState;
  readonly stateSince: string;
  /** The state its content last had by itself; taken again when the publisher answers `unchanged` after a failure. */
  readonly contentState?: SourceState;
  readonly contentCode?: string;
  /** Why, when the state is not `ok`. */
  readonly code?: string;
  readonly firstSeenAt: string;
  readonly visitedAt?: string;
  /** Last time the publisher answered with what we hold, changed or not. */
  readonly verifiedAt?: string;
  readonly changedAt?: string;
  readonly nextAt: string;
  readonly failures: number;
  readonly validators?: Validators;
  readonly finalUrl?: string;
  /** Addresses it moved to by permanent redirects, oldest first. */
  readonly aliases?: readonly string[];
  /** SHA-256 of the body last read. */
  readonly digest?: string;
  /** Another content, seen once. */
  readonly pending?: Pending;
  readonly apiId?: string;
  /** Set when it only repeats the content of another source of the same anchor: that API's id is `apiId`. */
  readonly alternate?: boolean;
  readonly diagnostics?: readonly DiagnosticFact[];
  /** Children this catalogue listed at its last readable visit. */
  readonly listed?: number;
  /** Since when nothing that the operator registered leads to it. */
  readonly missingSince?: string;
  /** Newest first, at most `keptVisits`. */
  readonly visits: readonly Visit[];
};

export const keptVisits = 20;

/** When a source is visited that should be at once: what was seen once is not looked at again before its time. */
export const dueAtOnce = ({ pending, nextAt }: Source, now: string): string =>
  pending === undefined && nextAt > now ? now : nextAt;

const unionOf = (lists: readonly (readonly string[] | undefined)[], most: number): readonly string[] =>
  [...new Set(lists.flatMap((list) => list ?? []))].slice(0, most);

/** A source with what its listers say of it; what they no longer say is gone. */
export function withListings(source: Source, listings: Source['listings']): Source {
  const { anchors: _a, statusUrls: _s, docUrl: _d, ...rest } = source;
  const said = Object.values(listings);
  const anchors = unionOf(
    said.map((listing) => listing.anchors),
    mostAnchors,
  );
  const statusUrls = unionOf(
    said.map((listing) => listing.statusUrls),
    mostStatusUrls,
  );
  const docUrl = said.find((listing) => listing.docUrl !== undefined)?.docUrl;
  return {
    ...rest,
    listings,
    listedBy: Object.keys(listings),
    registered: Object.hasOwn(listings, sourcesFile),
    ...(anchors.length === 0 ? {} : { anchors }),
    ...(statusUrls.length === 0 ? {} : { statusUrls }),
    ...(docUrl === undefined ? {} : { docUrl }),
  };
}

type Seed = Pick<Source, 'publisherId' | 'url' | 'kind' | 'depth'>;

/** A source nobody has visited yet, as one lister gives it. */
export const newSource = (
  seed: Seed,
  lister: string,
  listing: Listing,
  now: string,
  more: Partial<Source> = {},
): Source =>
  withListings(
    {
      id: sourceIdOf(seed.publisherId, seed.url),
      version: 0,
      state: 'pending',
      stateSince: now,
      firstSeenAt: now,
      nextAt: now,
      failures: 0,
      visits: [],
      listings: {},
      listedBy: [],
      registered: false,
      ...seed,
      ...more,
    },
    {
      [lister]: {
        ...listing,
        ...(listing.anchors === undefined ? {} : { anchors: listing.anchors.slice(0, mostAnchors) }),
        ...(listing.statusUrls === undefined ? {} : { statusUrls: listing.statusUrls.slice(0, mostStatusUrls) }),
      },
    },
  );

/** The id of a source: the same publisher and canonical URL give the same id for ever. */
export const sourceIdOf = (publisherId: string, url: string): string => deriveId('source', publisherId, url);

/** The id of an API: (publisher, canonical description URL). A move keeps the id it was first given. */
export const apiIdOf = (publisherId: string, url: string): string => deriveId('api', publisherId, url);

/** The code of a visit that met an outage of our own. */
export const ownOutage = 'network-unreachable';

const isExcused = ({ outcome, code }: Visit): boolean => outcome === 'not-tried' && code === ownOutage;

/** Since when each visit met an outage of our own, ISO 8601; undefined: the last one did not. */
export function excusedSince({ visits }: Pick<Source, 'visits'>): string | undefined {
  const others = visits.findIndex((visit) => !isExcused(visit));
  return visits[(others === -1 ? visits.length : others) - 1]?.at;
}

/**
 * Adds a visit to the log, newest first. Of an outage of our own the first and the last visit are kept. A full log forgets
 * its oldest visit that found nothing new before any other, so that what happened is remembered longer than that nothing
 * did; the latest third is always complete.
 */
export function logVisit(visits: readonly Visit[], visit: Visit): readonly Visit[] {
  const isLasting = [visit, ...visits.slice(0, 2)].filter(isExcused).length === 3;
  const log = [visit, ...(isLasting ? visits.slice(1) : visits)];
  if (log.length <= keptVisits) return log;
  const quiet = log.findLastIndex(({ outcome }) => outcome === 'unchanged');
  return log.toSpliced(quiet >= keptVisits / 3 ? quiet : log.length - 1, 1);
}
