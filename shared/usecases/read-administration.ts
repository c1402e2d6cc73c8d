/**
 * What the page of one administration shows: its rows, what the list in memory says of it and its APIs, and what to repair
 * first. Twelve reads of the table at most, however much it publishes.
 */
import type { Administration } from '../domain/catalogue/dossier.ts';
import type { Catalogue } from '../domain/catalogue/listed.ts';
import { selectApis } from '../domain/catalogue/select.ts';
import type { Source } from '../domain/catalogue/source.ts';
import { firstRepairs } from '../domain/compliance/first-repairs.ts';
import { readChanges } from './read-changes.ts';
import type { ReadingWorld } from './world.ts';

const mostApis = 50;
/** Far more than are shown are looked through, so that those that are not well are not left out for those that are. */
const mostReads = 5;
const mostSources = 50;
const mostExamined = 100;
const mostRepairs = 5;
const latestEvents = 5;

/** Where everything else is found before single descriptions, what is not well before what is. */
const rankOf = ({ kind, state }: Source): number =>
  (kind === 'api-catalog' || kind === 'host' ? 0 : 2) + (state === 'ok' ? 1 : 0);

/** Its APIs with the lowest scores. */
const worstOf = (catalogue: Catalogue, publisherId: string): readonly string[] =>
  selectApis(catalogue, { publisherId, sort: 'score-low' }, mostExamined)
    .items.filter(({ score, publishable }) => score !== null || publishable === false)
    .map(({ id }) => id);

function titlesOf(catalogue: Catalogue | undefined, sources: readonly Source[]): ReadonlyMap<string, string> {
  const ids = sources.flatMap(({ apiId }) => apiId ?? []);
  return new Map(
    ids.flatMap((id): readonly (readonly [string, string])[] => {
      const title = catalogue?.apiOf.get(id)?.title;
      return title === undefined ? [] : [[id, title]];
    }),
  );
}

/** Undefined: there is no such administration. */
export async function readAdministration(world: ReadingWorld, id: string): Promise<Administration | undefined> {
  const { store } = world;
  const [publisher, catalogue] = await Promise.all([store.publishers.get(id), world.catalogue()]);
  if (publisher === undefined) return undefined;
  const worst = catalogue === undefined ? [] : worstOf(catalogue, id);
  const [sources, national, compliance, events] = await Promise.all([
    store.sources.firstOfPublisher(id, mostReads),
    store.figures.underWay(),
    store.compliance.getAll(worst),
    readChanges(world, { scope: { of: 'publisher', id } }, latestEvents),
  ]);
  const shown = sources.items
    .toSorted((one, other) => rankOf(one) - rankOf(other) || (one.url < other.url ? -1 : 1))
    .slice(0, mostSources);
  return {
    publisher,
    listed: catalogue && {
      builtAt: catalogue.builtAt,
      figures: catalogue.publisherOf.get(id),
      apis: selectApis(catalogue, { publisherId: id }, mostApis),
    },
    sources: shown,
    titles: titlesOf(catalogue, shown),
    addresses: sources.items.length,
    hasMoreSources: sources.hasMore,
    national: national?.today,
    repairs: firstRepairs([...compliance.values()], mostRepairs),
    examined: compliance.size,
    events: events.items,
  };
}
