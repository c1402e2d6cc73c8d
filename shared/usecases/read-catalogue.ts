/**
 * The catalogue in memory of whoever answers readers. Its blobs are loaded once and again when the roll-up has made others;
 * whether it has is looked up at most every few seconds, and nobody waits for it who can be answered from what there is. The
 * index for words is loaded when they are first searched for.
 */
import { decodeList } from '../domain/catalogue/list-format.ts';
import type { Catalogue, Hit } from '../domain/catalogue/listed.ts';
import { loadSearchIndex } from '../domain/search/search-index.ts';
import type { CataloguePointer } from '../store/rollups.ts';
import type { ReadingWorld, World } from './world.ts';

/** How long a reader may not notice that another catalogue was made. */
const freshMs = 15_000;

type Search = (words: string) => readonly Hit[];
type Listed = { readonly pointer: CataloguePointer; readonly catalogue: Omit<Catalogue, 'search'> };
type Searched = { readonly digest: string; readonly search: Search };

const byId = <T extends { readonly id: string }>(all: readonly T[]): ReadonlyMap<string, T> =>
  new Map(all.map((each) => [each.id, each]));

const notLoaded: Search = () => {
  throw new Error('The catalogue is searched by whoever did not wish for words');
};

/** What is asked at the same time waits for the same load. Undefined: the roll-up has listed nothing yet. */
export function openCatalogue({
  store: { documents, rollUps },
  clock,
  log,
}: Pick<World, 'store' | 'clock' | 'log'>): ReadingWorld['catalogue'] {
  let listed: Listed | undefined;
  let searched: Searched | undefined;
  let made: Catalogue | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;
  let loading: Promise<void> | undefined;

  const load = async (pointer: CataloguePointer): Promise<Listed | undefined> => {
    const { date, digest } = pointer.list;
    const { builtAt } = pointer;
    if (listed?.pointer.list.digest === digest) return { pointer, catalogue: { ...listed.catalogue, builtAt } };
    const bytes = await documents.getList(date, digest);
    const list = bytes && decodeList(bytes);
    if (list === undefined) return listed;
    return {
      pointer,
      catalogue: { ...list, builtAt, apiOf: byId(list.apis), publisherOf: byId(list.publishers) },
    };
  };

  const look = async (): Promise<void> => {
    const pointer = await rollUps.catalogue();
    const before = listed;
    if (pointer !== undefined) listed = await load(pointer);
    if (listed !== before) made = undefined;
    lookedAt = clock.now();
  };

  /** An index of before serves while the newer one is not there. */
  const loadSearch = async (): Promise<void> => {
    const wanted = listed?.pointer.search;
    if (wanted === undefined || searched?.digest === wanted.digest) return;
    const bytes = await documents.getSearch(wanted.date, wanted.digest);
    if (bytes === undefined) return;
    searched = { digest: wanted.digest, search: loadSearchIndex(bytes) };
    made = undefined;
  };

  const refresh = (): Promise<void> => {
    looking ??= look().finally(() => {
      looking = undefined;
    });
    return looking;
  };

  const refreshSearch = (): Promise<void> => {
    loading ??= loadSearch().finally(() => {
      loading = undefined;
    });
    return loading;
  };

  return async ({ words = false } = {}) => {
    if (Math.abs(clock.now() - lookedAt) >= freshMs) {
      if (listed === undefined) await refresh();
      else refresh().catch((fault: unknown) => log.error('the catalogue could not be read again', { fault }));
    }
    // A load that was under way may be of the index before: then once more.
    for (let tries = 0; words && tries < 2 && searched?.digest !== listed?.pointer.search.digest; tries += 1)
      await refreshSearch();
    if (listed === undefined) return undefined;
    made ??= { ...listed.catalogue, search: searched?.search ?? notLoaded };
    return made;
  };
}
