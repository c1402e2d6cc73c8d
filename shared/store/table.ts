/**
 * THE TABLE: every key of the one table is written here and nowhere else.
 *
 * Item kind   | pk             | sk                   | index keys                                              | written by        | read by
 * ------------|----------------|----------------------|---------------------------------------------------------|-------------------|-----------------
 * publisher   | PUBLISHER#id   | PUBLISHER            | listing PUBLISHERS / id                                 | register          | crawl, read
 * totals      | PUBLISHER#id   | TOTALS               | –                                                       | rollup            | read
 * source      | SOURCE#id      | SOURCE               | owner PUBLISHER#p / SOURCE#id, due CRAWL#bucket / nextAt#id | register, crawl | crawl, read
 * api         | API#id         | API                  | owner PUBLISHER#p / API#id, listing APIS / id          | crawl             | crawl, rollup, read
 * revision    | API#id         | REVISION#nnnnnnnn    | –                                                       | crawl             | crawl, read
 * content     | CONTENT#p#hash | API#id               | –                                                       | crawl             | crawl, read
 * named       | NAMED#p#xid    | NAMED                | –                                                       | crawl             | crawl
 * compliance  | API#id         | COMPLIANCE           | owner PUBLISHER#p / COMPLIANCE#id                       | crawl, rollup     | crawl, rollup, read
 * event       | EVENT#id       | EVENT                | –                                                       | crawl, probe, rollup | read
 * pointer     | FEED#scope#stream | at#eventId        | – (nothing but its key: an event is in a few feeds, in each under its level and under its kind and level) | as event | read
 * endpoint    | ENDPOINT#id    | ENDPOINT             | owner API#id / ENDPOINT#id, facet PUBLISHER#p#ENDPOINTS / id, due PROBE#bucket / id (retired: the owner's only, kept 10 years) | crawl, probe | probe, rollup, read
 * incident    | ENDPOINT#id    | INCIDENT#id          | owner API#id / INCIDENT#openedAt#id, facet INCIDENTS#open|closed / openedAt#id | crawl, probe | probe, read
 * day         | ENDPOINT#id    | DAY#yyyy-mm-dd       | – (kept 10 years)                                       | rollup            | read
 * hours       | ENDPOINT#id    | HOURS#yyyy-mm-dd     | – (kept 400 days)                                       | rollup            | read
 * rolled up   | ROLLUP#shard   | ROLLUP               | – (the last day whose rows are written)                 | rollup            | rollup
 * layout      | ROLLUP         | LAYOUT               | – (by how many shards days are finished, and since when) | rollup           | rollup
 * swept       | ROLLUP         | SWEPT                | – (the day of the last sweep, on one machine)           | rollup            | rollup
 * maintenance | API#id         | MAINTENANCE          | – (what was announced; each endpoint's row bears it too)  | PUT /v1/apis/{id}/maintenance | crawl, read
 * origin      | ORIGIN#origin  | ORIGIN               | –                                                       | crawl             | crawl
 * rest        | ORIGIN#origin  | REST                 | –                                                       | crawl             | crawl
 * lease       | LEASE#task#n   | LEASE                | –                                                       | every run         | every run, status
 * registry    | REGISTRY       | REGISTRY             | –                                                       | register          | register
 * national    | NATIONAL       | NATIONAL             | –                                                       | rollup            | read, crawl command
 * exports     | EXPORTS        | EXPORTS              | – (of which day the newest open data is, and its files) | rollup            | rollup, GET /v1/export.*
 * catalogue   | CATALOGUE      | CATALOGUE            | – (which blobs the catalogue in memory of readers is)   | rollup            | rollup, read
 * statistics  | PUBLISHER#id or NATIONAL | STATISTICS | –                                                       | rollup            | rollup, read
 * history     | PUBLISHER#id or NATIONAL | HISTORY    | –                                                       | rollup            | rollup, read
 * figures     | NATIONAL       | FIGURES              | – (of today, and what they are made up from)            | rollup            | rollup, read
 * trend       | NATIONAL       | TREND                | – (a point for each finished day, the latest 400)       | rollup            | rollup, read
 * ruleset     | RULESET        | RULESET              | –                                                       | rollup            | rollup
 *
 * Question                                        | index and key condition                     | asked by
 * ------------------------------------------------|---------------------------------------------|--------------------------------
 * which sources are due in this shard?            | due, CRAWL#bucket, ascending to now          | crawl
 * which endpoints has this shard?                 | due, PROBE#bucket                            | probe, rollup
 * which sources / APIs has a publisher?           | owner, PUBLISHER#id, prefix SOURCE# or API# | GET /v1/publishers/{id}, /v1/apis?publisher=
 * all publishers, all APIs, APIs in a state       | listing PUBLISHERS, APIS; facet APIS#state  | GET /v1/publishers, /v1/apis
 * newest events of all, an API, a publisher, a tag | main, FEED#scope#level, one query for each level asked for, then the events by key | GET /v1/changes, /v1/apis/{id}/changes, feeds, home page
 * … of a kind                                     | main, FEED#scope#kind/level, likewise        | the same
 * how many were told on each day, from one on     | main, FEED#ALL#level or #kind/level, after yyyy-mm-dd | rollup
 * … of a month, before or after one of them       | main, likewise, prefix yyyy-mm               | archives of feeds
 * endpoints of a publisher                        | facet, PUBLISHER#id#ENDPOINTS               | rollup, home page
 * sources, APIs and compliance of a publisher     | owner, PUBLISHER#id                         | rollup
 * days of an endpoint, from one to another        | main, ENDPOINT#id, prefix DAY#, from the day before | GET /v1/apis/{id}/availability
 * which incidents are open?                       | facet, INCIDENTS#open                       | probe, GET /status
 * incidents of all, or in a state, newest first   | facet, INCIDENTS#open and INCIDENTS#closed  | GET /v1/incidents
 * incidents of an API, newest first               | owner, API#id, prefix INCIDENT#             | GET /v1/apis/{id}/incidents
 * endpoints and incidents of an API               | owner API#id, prefix ENDPOINT#, INCIDENT#   | GET /v1/apis/{id}
 * what did this catalogue list last time?         | owner, PUBLISHER#id, prefix SOURCE#         | crawl, when a catalogue changed
 * revisions of an API                             | main, API#id, prefix REVISION#              | GET /v1/apis/{id}/revisions
 * who else publishes this content?                | main, CONTENT#publisher#digest              | crawl, GET /v1/apis/{id}
 */
import { type EventScope, sameTag } from '../domain/catalogue/event-scope.ts';
import { deriveId } from '../domain/digest.ts';
import type { IndexKeys, Key, Row } from '../ports.ts';

export const indexes = ['owner', 'listing', 'facet', 'due'] as const;
export const expiryAttribute = 'expiresAt';

/** How many days after their own figures are kept in the table. */
export const keptDays = { hours: 400, day: 3653 } as const;

/**
 * How many days blobs are kept, by what their keys start with; others are kept for ever. A folder that is named by a day
 * (or a month) is of that day. What is called `today` is read until the rows of its day are written.
 */
export const blobRetentionDays: { readonly [prefix: string]: number } = {
  'samples/': 90,
  'today/': 7,
  'catalogue/': 7,
  'exports/': 30,
  'service-levels/days/': 400,
  'service-levels/months/': 3653,
};

const keyAttributes: ReadonlySet<string> = new Set([
  'pk',
  'sk',
  expiryAttribute,
  ...indexes.flatMap((name) => [`${name}Pk`, `${name}Sk`]),
]);

/** Fixed width, so that numbers sort as text. */
const padded = (number: number): string => String(number).padStart(8, '0');

/** A tag is the publisher's text: hashed, as a name is. */
function scopeName(scope: EventScope): string {
  if (scope.of === 'all') return 'ALL';
  return scope.of === 'tag' ? `TAG#${deriveId('tag', sameTag(scope.tag))}` : `${scope.of.toUpperCase()}#${scope.id}`;
}

export const keys = {
  publisher: (id: string): Key => ({ pk: `PUBLISHER#${id}`, sk: 'PUBLISHER' }),
  totals: (publisherId: string): Key => ({ pk: `PUBLISHER#${publisherId}`, sk: 'TOTALS' }),
  national: (): Key => ({ pk: 'NATIONAL', sk: 'NATIONAL' }),
  source: (id: string): Key => ({ pk: `SOURCE#${id}`, sk: 'SOURCE' }),
  api: (id: string): Key => ({ pk: `API#${id}`, sk: 'API' }),
  revision: (apiId: string, number: number): Key => ({ pk: `API#${apiId}`, sk: `REVISION#${padded(number)}` }),
  content: (publisherId: string, digest: string, apiId: string): Key => ({
    pk: `CONTENT#${publisherId}#${digest}`,
    sk: `API#${apiId}`,
  }),
  /** The name is the publisher's text: hashed, so that it is a fit key whatever it is. */
  named: (publisherId: string, name: string): Key => ({
    pk: `NAMED#${publisherId}#${deriveId('named', name)}`,
    sk: 'NAMED',
  }),
  compliance: (apiId: string): Key => ({ pk: `API#${apiId}`, sk: 'COMPLIANCE' }),
  statistics: (publisherId: string): Key => ({ pk: `PUBLISHER#${publisherId}`, sk: 'STATISTICS' }),
  nationalStatistics: (): Key => ({ pk: 'NATIONAL', sk: 'STATISTICS' }),
  /** Of the statistics of a publisher, or of the nation. */
  history: (publisherId: string | undefined): Key => ({
    pk: publisherId === undefined ? 'NATIONAL' : `PUBLISHER#${publisherId}`,
    sk: 'HISTORY',
  }),
  figures: (): Key => ({ pk: 'NATIONAL', sk: 'FIGURES' }),
  trend: (): Key => ({ pk: 'NATIONAL', sk: 'TREND' }),
  ruleset: (): Key => ({ pk: 'RULESET', sk: 'RULESET' }),
  event: (id: string): Key => ({ pk: `EVENT#${id}`, sk: 'EVENT' }),
  pointer: (scope: EventScope, stream: string, at: string, eventId: string): Key => ({
    pk: partitions.feed(scope, stream),
    sk: `${at}#${eventId}`,
  }),
  endpoint: (id: string): Key => ({ pk: `ENDPOINT#${id}`, sk: 'ENDPOINT' }),
  incident: (endpointId: string, id: string): Key => ({ pk: `ENDPOINT#${endpointId}`, sk: `INCIDENT#${id}` }),
  day: (endpointId: string, date: string): Key => ({ pk: `ENDPOINT#${endpointId}`, sk: `DAY#${date}` }),
  hours: (endpointId: string, date: string): Key => ({ pk: `ENDPOINT#${endpointId}`, sk: `HOURS#${date}` }),
  rolledUp: (shard: number): Key => ({ pk: `ROLLUP#${shard}`, sk: 'ROLLUP' }),
  layout: (): Key => ({ pk: 'ROLLUP', sk: 'LAYOUT' }),
  swept: (): Key => ({ pk: 'ROLLUP', sk: 'SWEPT' }),
  maintenance: (apiId: string): Key => ({ pk: `API#${apiId}`, sk: 'MAINTENANCE' }),
  origin: (origin: string): Key => ({ pk: `ORIGIN#${origin}`, sk: 'ORIGIN' }),
  rest: (origin: string): Key => ({ pk: `ORIGIN#${origin}`, sk: 'REST' }),
  lease: (task: string, shard: number): Key => ({ pk: `LEASE#${task}#${shard}`, sk: 'LEASE' }),
  exports: (): Key => ({ pk: 'EXPORTS', sk: 'EXPORTS' }),
  catalogue: (): Key => ({ pk: 'CATALOGUE', sk: 'CATALOGUE' }),
  registry: (): Key => ({ pk: 'REGISTRY', sk: 'REGISTRY' }),
};

/** Partitions that are queried, and the prefixes within them. */
export const partitions = {
  publishers: (): string => 'PUBLISHERS',
  ofPublisher: (id: string): string => `PUBLISHER#${id}`,
  crawl: (bucket: number): string => `CRAWL#${bucket}`,
  probe: (bucket: number): string => `PROBE#${bucket}`,
  api: (id: string): string => `API#${id}`,
  apis: (): string => 'APIS',
  content: (publisherId: string, digest: string): string => `CONTENT#${publisherId}#${digest}`,
  feed: (scope: EventScope, stream: string): string => `FEED#${scopeName(scope)}#${stream}`,
  endpoint: (id: string): string => `ENDPOINT#${id}`,
  endpointsOf: (publisherId: string): string => `PUBLISHER#${publisherId}#ENDPOINTS`,
  incidents: (state: 'open' | 'closed'): string => `INCIDENTS#${state}`,
};

export const prefixes = {
  source: 'SOURCE#',
  api: 'API#',
  revision: 'REVISION#',
  compliance: 'COMPLIANCE#',
  endpoint: 'ENDPOINT#',
  incident: 'INCIDENT#',
  day: 'DAY#',
} as const;

/** The event that a pointer leads to. */
export const eventIdIn = (pointerSk: string): string => pointerSk.slice(pointerSk.indexOf('#') + 1);

/** An entity as a row. Our own fields never bear the name of a key attribute. */
export const rowOf = (key: Key & IndexKeys, entity: object, expiresAt?: number): Row => ({
  ...(entity as { readonly [attribute: string]: unknown }),
  ...key,
  ...(expiresAt === undefined ? {} : { expiresAt }),
});

/** A row as the entity it was made of. */
export const entityOf = <T>(row: Row): T =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !keyAttributes.has(name))) as T;
