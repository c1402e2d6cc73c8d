/**
 * What the page of one administration shows: its rows, what the list in memory says of it and its APIs, and what to repair
 * first. Eight reads of the table, however much it publishes.
 */
import type { Administration } from '../domain/catalogue/dossier.ts';
import type { Catalogue } from '../domain/catalogue/listed.ts';
import { selectApis } from '../domain/catalogue/select.ts';
import type { Source } from '../domain/catalogue/source.ts';
import { firstRepairs } from '../domain/compliance/first-repairs.ts';
import { readChanges } from './read-changes.ts';
import type { ReadingWorld } from './world.ts';

const mostApis = 50;
/** Read in one query; those that are not well are never left out for those that are. */
const mostRead = 1000;
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

/** Undefined: there is no such administration. */
export async function readAdministration(world: ReadingWorld, id: string): Promise<Administration | undefined> {
  const { store } = world;
  const [publisher, catalogue] = await Promise.all([store.publishers.get(id), world.catalogue()]);
  if (publisher === undefined) return undefined;
  const worst = catalogue === undefined ? [] : worstOf(catalogue, id);
  const [sources, national, compliance, events] = await Promise.all([
    store.sources.firstOfPublisher(id, mostRead),
    store.figures.underWay(),
    store.compliance.getAll(worst),
    readChanges(world, { scope: { of: 'publisher', id } }, latestEvents),
  ]);
  return {
    publisher,
    listed: catalogue && {
      builtAt: catalogue.builtAt,
      figures: catalogue.publisherOf.get(id),
      apis: selectApis(catalogue, { publisherId: id }, mostApis),
    },
    sources: sources.items
      .toSorted((one, other) => rankOf(one) - rankOf(other) || (one.url < other.url ? -1 : 1))
      .slice(0, mostSources),
    addresses: sources.items.length,
    hasMoreSources: sources.next !== undefined,
    national: national?.today,
    repairs: firstRepairs([...compliance.values()], mostRepairs),
    examined: compliance.size,
    events: events.items,
  };
}
