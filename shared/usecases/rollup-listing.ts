/**
 * The catalogue as readers hold it in memory: a list and a search index, each a blob under the day and its digest, and the
 * row that points at both, written last. What is the same is not written again on the same day.
 */
import { encodeList, listVersion } from '../domain/catalogue/list-format.ts';
import { listRows } from '../domain/catalogue/list-rows.ts';
import type { CatalogueList, ListedApi, ListedPublisher } from '../domain/catalogue/listed.ts';
import { deriveId, sha256 } from '../domain/digest.ts';
import { buildSearchIndex, type SearchEntry, searchEntriesOf } from '../domain/search/search-index.ts';
import type { CataloguePointer } from '../store/rollups.ts';
import { recentTime } from './recent-time.ts';
import { type Collector, isoNow, type World } from './world.ts';

type Identified = { readonly id: string };

const inOrder = <T extends Identified>(all: readonly T[]): readonly T[] =>
  all.toSorted((one, other) => (one.id < other.id ? -1 : 1));

export async function collectListing(world: World, known = recentTime(world)): Promise<Collector> {
  // Rows are read from now on: what is listed is as of now, whenever it is written.
  const builtAt = isoNow(world.clock);
  const recent = await known;
  const rules: string[] = [];
  const numbers = new Map<string, number>();
  const ruleNumber = (rule: string): number => {
    const known = numbers.get(rule) ?? rules.push(rule) - 1;
    numbers.set(rule, known);
    return known;
  };
  const timeOfApi = (apiId: string) => recent?.apis[apiId];
  const apis: ListedApi[] = [];
  const publishers: ListedPublisher[] = [];
  const entries: SearchEntry[] = [];
  return {
    see(rows) {
      const listed = listRows(rows, { ruleNumber, timeOfApi });
      apis.push(...listed.apis);
      publishers.push(listed.publisher);
      entries.push(...searchEntriesOf(rows));
    },
    finish: () =>
      store(world, { builtAt, rules, apis: inOrder(apis), publishers: inOrder(publishers) }, inOrder(entries)),
  };
}

/** Rules are numbered in the order in which they were met, which is another each time: here in that of their names. */
const digestOf = ({ rules, apis, publishers }: Omit<CatalogueList, 'builtAt'>): string => {
  const names = rules.toSorted();
  const ranks = new Map(names.map((name, rank) => [name, rank]));
  const rankOf = rules.map((name) => ranks.get(name) ?? 0);
  const ranked = (numbers: readonly number[]) => Uint16Array.from(numbers, (number) => rankOf[number] ?? 0).sort();
  const told = apis.map(({ failing, official, ...rest }) => [rest, ranked(failing).join(), ranked(official).join()]);
  return sha256(JSON.stringify([listVersion, names, told, publishers])).slice(0, 32);
};

/** Raised when the index is made in another way. */
const searchVersion = '3';

async function store(
  { store: { documents, rollUps } }: World,
  { builtAt, ...list }: CatalogueList,
  entries: readonly SearchEntry[],
): Promise<void> {
  const date = builtAt.slice(0, 10);
  const known = await rollUps.catalogue();
  const listed = { date, digest: digestOf(list) };
  const of = deriveId('search', searchVersion, JSON.stringify(entries));
  const hasList = known?.list.date === date && known.list.digest === listed.digest;
  const hasSearch = known?.search.date === date && known.search.of === of;
  if (!hasList) await documents.putList(date, listed.digest, encodeList({ builtAt, ...list }));
  const search = hasSearch ? known.search : await putSearch(documents, date, of, entries);
  const pointer: CataloguePointer = { builtAt, list: listed, search };
  // Also when nothing changed, so that readers see that somebody still looks.
  await rollUps.putCatalogue(pointer);
}

async function putSearch(
  documents: World['store']['documents'],
  date: string,
  of: string,
  entries: readonly SearchEntry[],
): Promise<CataloguePointer['search']> {
  const bytes = buildSearchIndex(entries);
  const digest = sha256(bytes).slice(0, 32);
  await documents.putSearch(date, digest, bytes);
  return { date, digest, of };
}
