/** Questions over the whole catalogue, answered from the list in memory; one read of the table at most. */
import type { ListedApi, ListedPublisher } from '../domain/catalogue/listed.ts';
import type {
  ApiFacets,
  ApiQuestion,
  Place,
  PublisherFacets,
  PublisherQuestion,
  Selected,
} from '../domain/catalogue/select.ts';
import { selectApis, selectPublishers } from '../domain/catalogue/select.ts';
import type { ReadingWorld } from './world.ts';

/** `builtAt`: as of when, ISO 8601. */
export type Found<T, F> = Selected<T, F> & { readonly builtAt: string };

/** Undefined: the roll-up has not listed the catalogue yet. */
export async function findApis(
  { catalogue }: Pick<ReadingWorld, 'catalogue'>,
  question: ApiQuestion,
  limit: number,
  after?: Place,
): Promise<Found<ListedApi, ApiFacets> | undefined> {
  const known = await catalogue({ words: question.words !== undefined });
  return known && { ...selectApis(known, question, limit, after), builtAt: known.builtAt };
}

/** As `findApis`. */
export async function findPublishers(
  { catalogue }: Pick<ReadingWorld, 'catalogue'>,
  question: PublisherQuestion,
  limit: number,
  after?: Place,
): Promise<Found<ListedPublisher, PublisherFacets> | undefined> {
  const known = await catalogue();
  return known && { ...selectPublishers(known, question, limit, after), builtAt: known.builtAt };
}
