/** What every use case is given: the store, the ways to the world, and the settings. */
import type { Config } from '../config.ts';
import type { PublisherRows } from '../domain/catalogue/dossier.ts';
import type { Catalogue } from '../domain/catalogue/listed.ts';
import type { Analyser, Clock, Http, Log, Metrics, Retention, Vantage } from '../ports.ts';
import type { Store } from '../store/store.ts';

export type World = {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly config: Config;
};

/** `vantages`: further ones, in other regions; none on one machine. */
export type OutboundWorld = World & { readonly http: Http; readonly vantages: readonly Vantage[] };

export type CrawlWorld = OutboundWorld & {
  readonly analyser: Analyser;
  /** Whether a link may be followed at all, by address policy; checked again when it is fetched. */
  readonly isAllowed: (href: string) => boolean;
};

/** What answers readers: everything that is stored, comparisons made on demand, and the catalogue in memory. */
export type ReadingWorld = World &
  Pick<Analyser, 'compare'> & {
    /** As the roll-up listed it last; undefined: it has not yet. `words`: it is to be searched for some. */
    readonly catalogue: (wish?: { readonly words?: boolean }) => Promise<Catalogue | undefined>;
  };

/** What scores stored documents again. `retention`: where no platform drops what was kept long enough. */
export type AssessingWorld = World & { readonly analyser: Pick<Analyser, 'examine'>; readonly retention?: Retention };

/** How far a run has come, for whoever watches it. */
export type Progress = {
  readonly task: 'crawl' | 'probe';
  readonly done: number;
  readonly found: number;
  readonly current: string;
};

/** Makes something of the rows of all administrations: is shown each once, then finishes what it makes. */
export type Collector = {
  readonly see: (rows: PublisherRows) => void;
  readonly finish: () => Promise<void>;
};

export type Run = {
  /** Milliseconds since 1970: the run is over by then, whatever happens. */
  readonly deadline: number;
  /** No new work is taken once this is true: the deadline is near, or the process is asked to stop. */
  readonly isOver: () => boolean;
  /** Everything in the shard, due or not: a person asked for it. */
  readonly everything: boolean;
  readonly onProgress?: (progress: Progress) => void;
};

/** The numbers of so many shards. */
export const shardsUpTo = (count: number): readonly number[] => Array.from({ length: count }, (_, shard) => shard);

/** The tasks that run by shards, and how many shards each has. */
export const shardsByTask = ({ crawlShards, probeShards }: Config): { readonly [task: string]: number } => ({
  crawl: crawlShards,
  probe: probeShards,
  rollup: probeShards,
});

/** How often endpoints are looked at that do not ask for another pace, milliseconds. */
export const slotMsOf = ({ config }: Pick<World, 'config'>): number => config.probeEveryMinutes * 60_000;

/** The beginning of the slot of so long in which we are, ISO 8601. */
export const slotNow = (clock: Clock, lengthMs: number): string =>
  new Date(Math.floor(clock.now() / lengthMs) * lengthMs).toISOString();

export const isoNow = (clock: Clock): string => new Date(clock.now()).toISOString();
