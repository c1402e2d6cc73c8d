/**
 * What is chosen of the catalogue, in which order, and how many there are of each kind: filters, sorting, pages and facets
 * over the list in memory. Pages follow on by the value and the id of their last item, so that what comes and goes meanwhile
 * neither repeats nor hides anything else.
 */
import { type GateVerdict, gateVerdictOf } from '../compliance/compliance.ts';
import type { GradeName } from '../compliance/statistics.ts';
import { termsOf } from '../search/search-text.ts';
import type { Catalogue, ListedApi, ListedPublisher, ServiceVerdict } from './listed.ts';
import type { SourceState } from './source.ts';

export const apiSorts = ['relevance', 'title', 'changed', 'score', 'score-low', 'availability'] as const;
export type ApiSort = (typeof apiSorts)[number];

export const publisherSorts = ['name', 'apis', 'score', 'score-low', 'publishable', 'availability'] as const;
export type PublisherSort = (typeof publisherSorts)[number];

export const specificationFamilies = ['2.0', '3.0', '3.1', '3.2'] as const;
export type SpecificationFamily = (typeof specificationFamilies)[number];

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
  /** `nothing`: registered, but without an API. */
  readonly publishes?: 'something' | 'nothing';
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

/** How one field of a question decides, and what it counts when it is not asked for. */
type Facet<T> = { readonly keep: (item: T) => boolean; readonly values: (item: T) => readonly string[] };

type Sorter<T> = { readonly value: (item: T) => string | number | null; readonly isDescending: boolean };

const ascending = <T>(value: Sorter<T>['value']): Sorter<T> => ({ value, isDescending: false });
const descending = <T>(value: Sorter<T>['value']): Sorter<T> => ({ value, isDescending: true });

/** What is not known comes last, whichever the direction; equals in order of their ids. */
function compare(one: Place, other: Place, isDescending: boolean): number {
  if (one.value !== other.value) {
    if (one.value === null) return 1;
    if (other.value === null) return -1;
    const isBefore = isDescending ? one.value > other.value : one.value < other.value;
    return isBefore ? -1 : 1;
  }
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}

const mostFacetValues = 30;

function countValues<T>(items: readonly T[], valuesOf: (item: T) => readonly string[]): readonly FacetCount[] {
  const counts = new Map<string, number>();
  for (const item of items) for (const value of valuesOf(item)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Array.from(counts, ([value, count]) => ({ value, count }))
    .sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1))
    .slice(0, mostFacetValues);
}

/** One pass: an item that one filter alone keeps out counts for that facet; one that none does counts for all. */
function throughFacets<T, F extends string>(
  candidates: readonly T[],
  facets: { readonly [name in F]: Facet<T> },
): { readonly kept: readonly T[]; readonly counts: { readonly [name in F]: readonly FacetCount[] } } {
  const entries = Object.entries(facets) as [F, Facet<T>][];
  const kept: T[] = [];
  const onlyOutOf = new Map<F, T[]>(entries.map(([name]) => [name, []]));
  for (const item of candidates) {
    let refused: F | undefined;
    let isOut = false;
    for (const [name, { keep }] of entries) {
      if (keep(item)) continue;
      isOut = refused !== undefined;
      refused = name;
      if (isOut) break;
    }
    if (refused === undefined) kept.push(item);
    else if (!isOut) onlyOutOf.get(refused)?.push(item);
  }
  const counts = Object.fromEntries(
    entries.map(([name, { values }]) => [name, countValues([...kept, ...(onlyOutOf.get(name) ?? [])], values)]),
  ) as { [name in F]: readonly FacetCount[] };
  return { kept, counts };
}

function pageOf<T extends { readonly id: string }>(
  kept: readonly T[],
  { value, isDescending }: Sorter<T>,
  limit: number,
  after: Place | undefined,
): { readonly items: readonly T[]; readonly next?: Place } {
  const placed = kept.map((item) => ({ item, place: { value: value(item), id: item.id } }));
  const rest = after === undefined ? placed : placed.filter(({ place }) => compare(place, after, isDescending) > 0);
  rest.sort((one, other) => compare(one.place, other.place, isDescending));
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ item }) => item),
    ...(last === undefined || rest.length <= limit ? {} : { next: last.place }),
  };
}

const sameText = (text: string): string => text.trim().toLowerCase();

/** `3.0` of `3.0.3`. */
export const familyOf = (specification: string | null): string | null =>
  specification === null ? null : (/^\d+\.\d+/.exec(specification)?.[0] ?? null);

const anyOf = (wanted: string | undefined, values: readonly string[]): boolean =>
  wanted === undefined || values.includes(wanted);

const listOf = (value: string | null): readonly string[] => (value === null ? [] : [value]);

const facet = <T>(wanted: string | undefined, values: (item: T) => readonly string[]): Facet<T> => ({
  keep: (item) => anyOf(wanted, values(item)),
  values,
});

const apiFacets = (
  catalogue: Catalogue,
  { state, specification, service, grade, publishable, tag, region, category }: ApiQuestion,
): { readonly [name in keyof ApiFacets]: Facet<ListedApi> } => {
  const publisherOf = ({ publisherId }: ListedApi) => catalogue.publisherOf.get(publisherId);
  const wantedTag = tag === undefined ? undefined : sameText(tag);
  return {
    state: {
      keep: (api) => (state === undefined ? api.state !== 'withdrawn' : api.state === state),
      values: (api) => [api.state],
    },
    specification: facet(specification, (api) => listOf(familyOf(api.specification))),
    service: facet(service, (api) => [api.service]),
    grade: facet(grade, (api) => [api.grade ?? 'none']),
    publishable: facet(publishable, (api) => [gateVerdictOf(api)]),
    tag: facet(wantedTag, (api) => [...new Set(api.tags.map(sameText))]),
    region: facet(region, (api) => listOf(publisherOf(api)?.region ?? null)),
    category: facet(category, (api) => publisherOf(api)?.categories ?? []),
  };
};

const apiSorters = (scores: ReadonlyMap<string, number>): { readonly [sort in ApiSort]: Sorter<ListedApi> } => ({
  relevance: descending(({ id }) => scores.get(id) ?? 0),
  title: ascending(({ title }) => sameText(title)),
  changed: descending(({ changedAt }) => changedAt),
  score: descending(({ score }) => score),
  'score-low': ascending(({ score }) => score),
  availability: ascending(({ availability }) => availability),
});

function candidatesOf(
  catalogue: Catalogue,
  { words, publisherId, rule, isOfficial = false }: ApiQuestion,
): { readonly apis: readonly ListedApi[]; readonly scores: ReadonlyMap<string, number> } {
  const hits = words === undefined ? undefined : catalogue.search(words);
  const scores = new Map(hits?.map(({ id, score }) => [id, score]));
  const found = hits === undefined ? catalogue.apis : hits.flatMap(({ id }) => catalogue.apiOf.get(id) ?? []);
  const number = rule === undefined ? undefined : catalogue.rules.indexOf(rule);
  const apis = found.filter(
    (api) =>
      (publisherId === undefined || api.publisherId === publisherId) &&
      (number === undefined || (isOfficial ? api.official : api.failing).includes(number)),
  );
  return { apis, scores };
}

export function selectApis(
  catalogue: Catalogue,
  question: ApiQuestion,
  limit: number,
  after?: Place,
): Selected<ListedApi, ApiFacets> {
  const { apis, scores } = candidatesOf(catalogue, question);
  const { kept, counts } = throughFacets(apis, apiFacets(catalogue, question));
  const sort = question.sort ?? (question.words === undefined ? 'title' : 'relevance');
  return { ...pageOf(kept, apiSorters(scores)[sort], limit, after), total: kept.length, facets: counts };
}

const publisherSorters: { readonly [sort in PublisherSort]: Sorter<ListedPublisher> } = {
  name: ascending(({ name }) => sameText(name)),
  apis: descending(({ apis }) => apis),
  score: descending(({ median }) => median),
  'score-low': ascending(({ median }) => median),
  publishable: descending(({ apis, publishable }) => (apis === 0 ? null : publishable.yes / apis)),
  availability: ascending(({ availability }) => availability),
};

export function selectPublishers(
  catalogue: Catalogue,
  { words, region, category, publishes, sort = 'name' }: PublisherQuestion,
  limit: number,
  after?: Place,
): Selected<ListedPublisher, PublisherFacets> {
  const asked = words === undefined ? [] : termsOf(words);
  const candidates = catalogue.publishers.filter(({ id, name }) => {
    if (asked.length === 0) return true;
    const terms = termsOf(`${name} ${id}`);
    return asked.every((term) => terms.some((each) => each.startsWith(term)));
  });
  const { kept, counts } = throughFacets(candidates, {
    region: facet<ListedPublisher>(region, (each) => listOf(each.region)),
    category: facet<ListedPublisher>(category, (each) => each.categories),
    publishes: facet<ListedPublisher>(publishes, ({ apis }) => [apis > 0 ? 'something' : 'nothing']),
  });
  return { ...pageOf(kept, publisherSorters[sort], limit, after), total: kept.length, facets: counts };
}
