/**
 * What is chosen of the catalogue, in which order, and how many there are of each kind: filters, sorting, pages and facets
 * over the list in memory. Pages follow on by the value and the id of their last item, so that what comes and goes meanwhile
 * neither repeats nor hides anything else.
 */
import { type GateVerdict, gateVerdictOf } from '../compliance/compliance.ts';
import type { GradeName } from '../compliance/statistics.ts';
import { termsOf } from '../search/search-text.ts';
import { ascending, createIndexedList, descending, type Sorter, type Wanted } from './indexed-list.ts';
import type { Catalogue, ListedApi, ListedPublisher, ServiceVerdict } from './listed.ts';
import type { Publishes } from './publishes.ts';
import type { SourceState } from './source.ts';

export const apiSorts = ['relevance', 'title', 'changed', 'score', 'score-low', 'availability'] as const;
export type ApiSort = (typeof apiSorts)[number];

export const publisherSorts = ['name', 'apis', 'score', 'score-low', 'publishable', 'availability'] as const;
export type PublisherSort = (typeof publisherSorts)[number];

export const specificationFamilies = ['2.0', '3.0', '3.1', '3.2'] as const;
type SpecificationFamily = (typeof specificationFamilies)[number];

export type ApiQuestion = {
  /** Words that are all to be found in it, or the beginnings of words. */
  readonly words?: string;
  readonly publisherId?: string;
  /** Absent: all that are not withdrawn. */
  readonly state?: SourceState;
  readonly specification?: SpecificationFamily;
  readonly service?: ServiceVerdict;
  readonly grade?: GradeName;
  readonly publishable?: GateVerdict;
  /** A rule that finds something in it; `isOfficial`: as the official ruleset runs. */
  readonly rule?: string;
  readonly isOfficial?: boolean;
  /** In any case of letters. */
  readonly tag?: string;
  readonly region?: string;
  readonly category?: string;
  /** Absent: by relevance where words are given, else by title. */
  readonly sort?: ApiSort;
};

export type PublisherQuestion = {
  readonly words?: string;
  readonly region?: string;
  readonly category?: string;
  readonly publishes?: Publishes;
  readonly sort?: PublisherSort;
};

/** Where a page ended: the value it is sorted by, and the id. */
export type Place = { readonly value: string | number | null; readonly id: string };

/** A value and how many there are, the most first. */
export type FacetCount = { readonly value: string; readonly count: number };

/** By facet: counted among what all other filters let through, so that each says what choosing it would give. */
export type ApiFacets = {
  readonly [facet in
    | 'state'
    | 'specification'
    | 'service'
    | 'grade'
    | 'publishable'
    | 'tag'
    | 'region'
    | 'category']: readonly FacetCount[];
};
export type PublisherFacets = { readonly [facet in 'region' | 'category' | 'publishes']: readonly FacetCount[] };

export type Selected<T, F> = {
  readonly items: readonly T[];
  /** Of the last item, where there are more. */
  readonly next?: Place;
  readonly total: number;
  readonly facets: F;
};

const sameText = (text: string): string => text.trim().toLowerCase();

/** Longer texts are in the order of their beginnings: a cursor holds the value that a list is sorted by. */
const mostSorted = 200;
const sortedText = (text: string): string => sameText(text).slice(0, mostSorted);

/** `3.0` of `3.0.3`. */
export const familyOf = (specification: string | null): string | null =>
  specification === null ? null : (/^\d+\.\d+/.exec(specification)?.[0] ?? null);

const listOf = (value: string | null | undefined): readonly string[] =>
  value === null || value === undefined ? [] : [value];

type ListSort = Exclude<ApiSort, 'relevance'>;

const apiSorters: { readonly [sort in ListSort]: Sorter<ListedApi> } = {
  title: ascending(({ title }) => sortedText(title)),
  changed: descending(({ changedAt }) => changedAt),
  score: descending(({ score }) => score),
  'score-low': ascending(({ score }) => score),
  availability: ascending(({ availability }) => availability),
};

const publisherSorters: { readonly [sort in PublisherSort]: Sorter<ListedPublisher> } = {
  name: ascending(({ name }) => sortedText(name)),
  apis: descending(({ apis }) => apis),
  score: descending(({ median }) => median),
  'score-low': ascending(({ median }) => median),
  publishable: descending(({ apis, publishable }) => (apis === 0 ? null : publishable.yes / apis)),
  availability: ascending(({ availability }) => availability),
};

function indexCatalogue(catalogue: Catalogue) {
  const publisherOf = ({ publisherId }: ListedApi) => catalogue.publisherOf.get(publisherId);
  const apis = createIndexedList(
    catalogue.apis,
    {
      state: ({ state }) => [state],
      specification: ({ specification }) => listOf(familyOf(specification)),
      service: ({ service }) => [service],
      grade: ({ grade }) => [grade ?? 'none'],
      publishable: (api) => [gateVerdictOf(api)],
      tag: ({ tags }) => [...new Set(tags.map(sameText))],
      region: (api) => listOf(publisherOf(api)?.region),
      category: (api) => publisherOf(api)?.categories ?? [],
    },
    apiSorters,
  );
  const publishers = createIndexedList(
    catalogue.publishers,
    {
      region: ({ region }) => listOf(region),
      category: ({ categories }) => categories,
      publishes: ({ publishes }) => [publishes],
    },
    publisherSorters,
  );
  let calledSo: ReadonlyMap<string, readonly string[]> | undefined;
  /** What administrations are called, as terms; made when one is first searched for. */
  const termsOfPublishers = (): ReadonlyMap<string, readonly string[]> => {
    calledSo ??= new Map(catalogue.publishers.map(({ id, name }) => [id, termsOf(`${name} ${id}`)]));
    return calledSo;
  };
  let owned: ReadonlyMap<string, readonly ListedApi[]> | undefined;
  /** An administration's APIs; looked up, for one of thousands is asked about at a time. */
  const apisOf = (publisherId: string): readonly ListedApi[] => {
    owned ??= Map.groupBy(catalogue.apis, (api) => api.publisherId);
    return owned.get(publisherId) ?? [];
  };
  return { apis, publishers, termsOfPublishers, apisOf };
}

/** Of the lists themselves: what was indexed goes with them. */
const indexed = new WeakMap<readonly ListedApi[], ReturnType<typeof indexCatalogue>>();

function indexOf(catalogue: Catalogue): ReturnType<typeof indexCatalogue> {
  const known = indexed.get(catalogue.apis) ?? indexCatalogue(catalogue);
  indexed.set(catalogue.apis, known);
  return known;
}

const wantedIf = (value: string | undefined): Wanted | undefined => (value === undefined ? undefined : { value });

const withoutAbsent = <T extends object>(values: T): { readonly [name in keyof T]?: Exclude<T[name], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;

/** What holds of an API beside its facets. */
function keepApi(
  catalogue: Catalogue,
  { rule, isOfficial = false }: ApiQuestion,
): ((api: ListedApi) => boolean) | undefined {
  if (rule === undefined) return undefined;
  const number = catalogue.rules.indexOf(rule);
  return ({ official, failing }) => (isOfficial ? official : failing).includes(number);
}

export function selectApis(
  catalogue: Catalogue,
  question: ApiQuestion,
  limit: number,
  after?: Place,
): Selected<ListedApi, ApiFacets> {
  const { words, publisherId, state, specification, service, grade, publishable, tag, region, category, sort } =
    question;
  const list = indexOf(catalogue);
  const wanted = {
    state: state === undefined ? { not: 'withdrawn' } : { value: state },
    specification: wantedIf(specification),
    service: wantedIf(service),
    grade: wantedIf(grade),
    publishable: wantedIf(publishable),
    tag: wantedIf(tag && sameText(tag)),
    region: wantedIf(region),
    category: wantedIf(category),
  };
  const byRelevance = words !== undefined && (sort === undefined || sort === 'relevance');
  const asked = {
    wanted: withoutAbsent(wanted),
    ...withoutAbsent({
      sort: byRelevance ? undefined : sort === undefined || sort === 'relevance' ? ('title' as const) : sort,
      find: words === undefined ? undefined : () => catalogue.search(words),
      foundBy: words === undefined ? undefined : catalogue.search,
      among: publisherId === undefined ? undefined : list.apisOf(publisherId),
      keep: keepApi(catalogue, question),
    }),
  };
  return list.apis.select(JSON.stringify(Object.entries(question).sort()), asked, limit, after);
}

export function selectPublishers(
  catalogue: Catalogue,
  { words, region, category, publishes, sort = 'name' }: PublisherQuestion,
  limit: number,
  after?: Place,
): Selected<ListedPublisher, PublisherFacets> {
  const list = indexOf(catalogue);
  const asked = words === undefined ? undefined : termsOf(words);
  // Words that say nothing find nothing, as they do among APIs.
  const isCalledSo = ({ id }: ListedPublisher): boolean => {
    const terms = list.termsOfPublishers().get(id) ?? [];
    return asked?.length !== 0 && asked?.every((term) => terms.some((each) => each.startsWith(term))) === true;
  };
  const wanted = { region: wantedIf(region), category: wantedIf(category), publishes: wantedIf(publishes) };
  return list.publishers.select(
    JSON.stringify([asked ?? null, region, category, publishes, sort]),
    { wanted: withoutAbsent(wanted), sort, ...(asked === undefined ? {} : { keep: isCalledSo }) },
    limit,
    after,
  );
}
