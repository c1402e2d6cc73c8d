/**
 * The catalogue in memory of whoever answers readers. Its blobs are loaded once and again when the roll-up has made others;
 * whether it has is looked up at most every few seconds.
 */
import { decodeList } from '../domain/catalogue/list-format.ts';
import type { Catalogue, Hit } from '../domain/catalogue/listed.ts';
import { loadSearchIndex } from '../domain/search/search-index.ts';
import type { CataloguePointer } from '../store/rollups.ts';
import type { World } from './world.ts';

/** How long a reader may not notice that another catalogue was made. */
const freshMs = 15_000;

type Search = (words: string) => readonly Hit[];
type Loaded = { readonly pointer: CataloguePointer; readonly catalogue: Catalogue };

const byId = <T extends { readonly id: string }>(all: readonly T[]): ReadonlyMap<string, T> =>
  new Map(all.map((each) => [each.id, each]));

/** What is asked meanwhile waits for the same load. Undefined: the roll-up has made none yet. */
export function openCatalogue({
  store: { documents, rollUps },
  clock,
}: Pick<World, 'store' | 'clock'>): () => Promise<Catalogue | undefined> {
  let current: Loaded | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;

  const load = async (pointer: CataloguePointer): Promise<Loaded | undefined> => {
    const { list, search } = pointer;
    const same = current?.pointer;
    if (current !== undefined && same?.search.digest === search.digest && same.list.digest === list.digest)
      return { pointer, catalogue: { ...current.catalogue, builtAt: pointer.builtAt } };
    const isSameSearch = current !== undefined && same?.search.digest === search.digest;
    // One after the other: each is large while it is read.
    const find = isSameSearch ? current?.catalogue.search : await loadSearch(pointer);
    const bytes = await documents.getList(list.date, list.digest);
    if (bytes === undefined || find === undefined) return current;
    const read = decodeList(bytes);
    if (read === undefined) return current;
    const catalogue = {
      ...read,
      builtAt: pointer.builtAt,
      apiOf: byId(read.apis),
      publisherOf: byId(read.publishers),
      search: find,
    };
    return { pointer, catalogue };
  };

  const loadSearch = async ({ search: { date, digest } }: CataloguePointer): Promise<Search | undefined> => {
    const bytes = await documents.getSearch(date, digest);
    return bytes && loadSearchIndex(bytes);
  };

  const look = async (): Promise<void> => {
    const pointer = await rollUps.catalogue();
    if (pointer !== undefined) current = await load(pointer);
    lookedAt = clock.now();
  };

  return async () => {
    if (Math.abs(clock.now() - lookedAt) >= freshMs) {
      looking ??= look().finally(() => {
        looking = undefined;
      });
      await looking;
    }
    return current?.catalogue;
  };
}
