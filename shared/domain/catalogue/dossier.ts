/** What readers are shown: records of the catalogue joined with what belongs to them. */
import type { Compliance } from '../compliance/compliance.ts';
import type { Repair } from '../compliance/first-repairs.ts';
import type { NationalFigures, Snapshot, TrendPoint } from '../figures/snapshot.ts';
import type { FiguresOfDay } from '../uptime/availability.ts';
import type { Endpoint } from '../uptime/endpoint.ts';
import type { Incident } from '../uptime/settle.ts';
import type { Api, CatalogueEvent, Revision } from './api.ts';
import type { ListedApi, ListedPublisher } from './listed.ts';
import type { Publisher } from './publisher.ts';
import type { ApiFacets, Selected } from './select.ts';
import type { Source } from './source.ts';
import type { Totals } from './totals.ts';

export type PublisherRecord = { readonly publisher: Publisher; readonly totals: Totals | undefined };

export type ApiRecord = {
  readonly api: Api;
  readonly source: Source | undefined;
  /** Undefined: not assessed yet. */
  readonly compliance: Compliance | undefined;
};

export type ApiDossier = ApiRecord & {
  readonly endpoints: readonly { readonly endpoint: Endpoint; readonly today: FiguresOfDay | undefined }[];
  readonly incidents: readonly Incident[];
  /** Ids of other APIs of the publisher with the same content now. */
  readonly twins: readonly string[];
  /** Newest first, the latest few. */
  readonly revisions: readonly Revision[];
};

/** `announced`: maintenance that falls into its time had been announced before it began. */
export type ToldIncident = { readonly incident: Incident; readonly announced: boolean };

/** The latest run of one of our own functions on one shard. */
export type RunRecord = {
  readonly task: string;
  readonly shard: number;
  readonly running: boolean;
  readonly startedAt: string;
  readonly finishedAt?: string;
  readonly result?: { readonly [name: string]: number };
};

export type Status = {
  readonly now: string;
  readonly totals: Totals | undefined;
  readonly openIncidents: readonly Incident[];
  readonly runs: readonly RunRecord[];
};

/** Everything that is stored of one administration's APIs, as the roll-up passes over it. */
export type PublisherRows = {
  readonly publisher: Publisher;
  readonly sources: readonly Source[];
  /** The withdrawn ones too. */
  readonly apis: readonly Api[];
  readonly endpoints: readonly Endpoint[];
  /** Of APIs that are not withdrawn. */
  readonly compliance: readonly Compliance[];
};

/** What the home page shows. */
export type Home = {
  /** Undefined: the first roll-up has not run. */
  readonly figures: NationalFigures | undefined;
  readonly trend: readonly TrendPoint[];
  /** APIs that do not answer now, those too that never did. Undefined: the catalogue is not listed yet. */
  readonly silent: number | undefined;
  /** Newest first, the latest few. */
  readonly events: readonly CatalogueEvent[];
  /** The latest few that callers have to react to, however long ago. */
  readonly breaking: readonly CatalogueEvent[];
};

/** What the page of one administration shows. */
export type Administration = {
  readonly publisher: Publisher;
  /** As the roll-up listed it last; undefined: it has not yet. */
  readonly listed:
    | {
        readonly builtAt: string;
        readonly figures: ListedPublisher | undefined;
        /** The first of its APIs by title, and how many there are of each kind. */
        readonly apis: Selected<ListedApi, ApiFacets>;
      }
    | undefined;
  /** Catalogues and sites first, then what is not well. */
  readonly sources: readonly Source[];
  /** Of the APIs that were found there, by their ids, as far as they are listed. */
  readonly titles: ReadonlyMap<string, string>;
  /** How many addresses were looked through for them; `hasMoreSources`: there are further ones. */
  readonly addresses: number;
  readonly hasMoreSources: boolean;
  /** Undefined: there are no national figures yet. */
  readonly national: Snapshot | undefined;
  /** What gains most, over the `examined` APIs with the lowest scores. */
  readonly repairs: readonly Repair[];
  readonly examined: number;
  /** Newest first, the latest few. */
  readonly events: readonly CatalogueEvent[];
};
