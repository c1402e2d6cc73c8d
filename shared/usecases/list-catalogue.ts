/** Pages of the catalogue's lists: chosen and ordered in memory, each item with its rows as they are now. */
import type { ApiRecord, PublisherRecord } from '../domain/catalogue/dossier.ts';
import type { ListedPublisher } from '../domain/catalogue/listed.ts';
import type { ApiFacets, ApiQuestion, Place, PublisherFacets, PublisherQuestion } from '../domain/catalogue/select.ts';
import { type Found, findApis, findPublishers } from './find.ts';
import type { ReadingWorld } from './world.ts';

/** Undefined: the roll-up has not listed the catalogue yet. */
export async function listApis(
  world: ReadingWorld,
  question: ApiQuestion,
  limit: number,
  after?: Place,
): Promise<Found<ApiRecord, ApiFacets> | undefined> {
  const found = await findApis(world, question, limit, after);
  if (found === undefined) return undefined;
  const { store } = world;
  const ids = found.items.map(({ id }) => id);
  const [apis, compliance] = await Promise.all([store.apis.withIds(ids), store.compliance.getAll(ids)]);
  const sources = await store.sources.getAll(apis.map(({ sourceId }) => sourceId));
  const apiOf = new Map(apis.map((api) => [api.id, api]));
  const sourceOf = new Map(sources.map((source) => [source.id, source]));
  const items = ids.flatMap((id): readonly ApiRecord[] => {
    const api = apiOf.get(id);
    return api === undefined ? [] : [{ api, source: sourceOf.get(api.sourceId), compliance: compliance.get(id) }];
  });
  return { ...found, items };
}

/** `listed`: what its APIs come to. */
export type ListedPublisherRecord = PublisherRecord & { readonly listed: ListedPublisher };

/** As `listApis`. */
export async function listPublishers(
  world: ReadingWorld,
  question: PublisherQuestion,
  limit: number,
  after?: Place,
): Promise<Found<ListedPublisherRecord, PublisherFacets> | undefined> {
  const found = await findPublishers(world, question, limit, after);
  if (found === undefined) return undefined;
  const { publishers } = world.store;
  const ids = found.items.map(({ id }) => id);
  const [rows, totals] = await Promise.all([publishers.withIds(ids), publishers.totalsOf(ids)]);
  const publisherOf = new Map(rows.map((publisher) => [publisher.id, publisher]));
  const items = found.items.flatMap((listed): readonly ListedPublisherRecord[] => {
    const publisher = publisherOf.get(listed.id);
    return publisher === undefined ? [] : [{ publisher, totals: totals.get(listed.id), listed }];
  });
  return { ...found, items };
}
