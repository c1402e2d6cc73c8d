/**
 * A list that is asked many questions: of each facet the values of every item as small numbers, and of each order the whole
 * list in it, both made when they are first needed. A question then is one pass over numbers.
 */
import type { Hit } from './listed.ts';
import type { FacetCount, Place } from './select.ts';

export type Sorter<T> = { readonly value: (item: T) => string | number | null; readonly isDescending: boolean };

export const ascending = <T>(value: Sorter<T>['value']): Sorter<T> => ({ value, isDescending: false });
export const descending = <T>(value: Sorter<T>['value']): Sorter<T> => ({ value, isDescending: true });

/** Values of item `i` are `codes[offsets[i]]` to before `codes[offsets[i + 1]]`, numbers in `values`. */
type Column = {
  readonly values: readonly string[];
  readonly codeOf: ReadonlyMap<string, number>;
  readonly offsets: Uint32Array;
  readonly codes: Uint32Array;
};

/** All items in an order, and the rank of each in it. */
type Order = { readonly order: Uint32Array; readonly ranks: Uint32Array };

function makeColumn<T>(items: readonly T[], valuesOf: (item: T) => readonly string[]): Column {
  const values: string[] = [];
  const codeOf = new Map<string, number>();
  const offsets = new Uint32Array(items.length + 1);
  const codes: number[] = [];
  for (const [index, item] of items.entries()) {
    for (const value of valuesOf(item)) {
      const code = codeOf.get(value) ?? values.push(value) - 1;
      codeOf.set(value, code);
      codes.push(code);
    }
    offsets[index + 1] = codes.length;
  }
  return { values, codeOf, offsets, codes: Uint32Array.from(codes) };
}

/** What is not known comes last, whichever the direction; equals in order of their ids. */
function comparePlaces(one: Place, other: Place, isDescending: boolean): number {
  if (one.value !== other.value) {
    if (one.value === null) return 1;
    if (other.value === null) return -1;
    const isBefore = isDescending ? one.value > other.value : one.value < other.value;
    return isBefore ? -1 : 1;
  }
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}

/** At most so many values of a facet are told, the most first. */
const mostFacetValues = 30;

function facetCounts({ values }: Column, counts: Uint32Array): readonly FacetCount[] {
  return values
    .map((value, code) => ({ value, count: counts[code] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1))
    .slice(0, mostFacetValues);
}

/** Counts the values of a facet, and says whether an item passes it. */
function createTally(column: Column, wanted: Wanted | undefined) {
  const { offsets, codes, codeOf, values } = column;
  const counts = new Uint32Array(values.length);
  const isNegative = wanted !== undefined && 'not' in wanted;
  const code = wanted === undefined ? undefined : codeOf.get(isNegative ? wanted.not : wanted.value);
  return {
    isDeciding: wanted !== undefined,
    passes(index: number): boolean {
      const end = offsets[index + 1] as number;
      for (let at = offsets[index] as number; at < end; at += 1) if (codes[at] === code) return !isNegative;
      return isNegative;
    },
    count(index: number): void {
      const end = offsets[index + 1] as number;
      for (let at = offsets[index] as number; at < end; at += 1) {
        const each = codes[at] as number;
        counts[each] = (counts[each] as number) + 1;
      }
    },
    told: (): readonly FacetCount[] => facetCounts(column, counts),
  };
}

/** How a facet decides: by a value that is to be among an item's, or by one that is not to be. */
export type Wanted = { readonly value: string } | { readonly not: string };

export type ListQuestion<T, F extends string, S extends string> = {
  readonly wanted: { readonly [facet in F]?: Wanted };
  /** Absent: the order of `find`. */
  readonly sort?: S;
  /** Finds what is asked about, in an order of its own; absent: all. */
  readonly find?: () => readonly Hit[];
  /** What finds: an answer of another one is not given again. */
  readonly foundBy?: object;
  /** Those that are asked about; absent: all. */
  readonly among?: readonly T[];
  /** What else is to hold. */
  readonly keep?: (item: T) => boolean;
};

export type Listed<T, F extends string> = {
  readonly items: readonly T[];
  readonly next?: Place;
  readonly total: number;
  readonly facets: { readonly [facet in F]: readonly FacetCount[] };
};

/** Questions whose answer is kept: a reader that turns pages asks the same again. */
const keptAnswers = 20;

export function createIndexedList<T extends { readonly id: string }, F extends string, S extends string>(
  items: readonly T[],
  facets: { readonly [facet in F]: (item: T) => readonly string[] },
  sorters: { readonly [sort in S]: Sorter<T> },
) {
  const names = Object.keys(facets) as F[];
  const indexOf = new Map(items.map(({ id }, index) => [id, index]));
  const columns = new Map<F, Column>();
  const orders = new Map<S, Order>();
  const answers = new Map<string, Kept<F>>();

  const columnOf = (name: F): Column => {
    const known = columns.get(name) ?? makeColumn(items, facets[name]);
    columns.set(name, known);
    return known;
  };

  const placeOf = ({ value }: Sorter<T>, index: number): Place => {
    const item = items[index] as T;
    return { value: value(item), id: item.id };
  };

  const orderOf = (name: S): Order => {
    const known = orders.get(name);
    if (known !== undefined) return known;
    const sorter = sorters[name];
    const places = items.map((_, index) => ({ index, place: placeOf(sorter, index) }));
    places.sort((one, other) => comparePlaces(one.place, other.place, sorter.isDescending));
    const order = Uint32Array.from(places, ({ index }) => index);
    const ranks = new Uint32Array(items.length);
    for (const [rank, index] of order.entries()) ranks[index] = rank;
    const made = { order, ranks };
    orders.set(name, made);
    return made;
  };

  /** One pass: an item that one facet alone keeps out counts for that facet, one that none does for all of them. */
  const work = (
    indices: Iterable<number>,
    { wanted, keep }: ListQuestion<T, F, S>,
  ): Omit<Kept<F>, 'scores' | 'foundBy'> => {
    const tallies = names.map((name) => createTally(columnOf(name), wanted[name]));
    const deciding = tallies.filter(({ isDeciding }) => isDeciding);
    const kept: number[] = [];
    for (const index of indices) {
      if (keep !== undefined && !keep(items[index] as T)) continue;
      const refusing = deciding.filter((each) => !each.passes(index));
      if (refusing.length > 1) continue;
      if (refusing.length === 0) kept.push(index);
      for (const tally of refusing.length === 0 ? tallies : refusing) tally.count(index);
    }
    const told = names.map((name, at) => [name, tallies[at]?.told()]);
    return { kept: Uint32Array.from(kept), facets: Object.fromEntries(told) as Kept<F>['facets'] };
  };

  const indicesOf = (hits: readonly Hit[] | undefined, { among, sort }: ListQuestion<T, F, S>): Iterable<number> => {
    const [found, asked] = [hits, among].map((all) => all?.flatMap(({ id }) => indexOf.get(id) ?? []));
    const its = new Set(asked);
    const wanted =
      found === undefined || asked === undefined ? (found ?? asked) : found.filter((each) => its.has(each));
    if (sort === undefined) return wanted ?? [];
    const { order, ranks } = orderOf(sort);
    if (wanted === undefined) return order;
    const ranked = Uint32Array.from(wanted, (index) => ranks[index] as number).sort();
    return ranked.map((rank) => order[rank] as number);
  };

  /** Of a question that was asked before, or now. */
  const answerOf = (name: string, question: ListQuestion<T, F, S>): Kept<F> => {
    const kept = answers.get(name);
    const known = kept?.foundBy === question.foundBy ? kept : undefined;
    const hits = known === undefined ? question.find?.() : undefined;
    const answer = known ?? {
      ...work(indicesOf(hits, question), question),
      scores: new Map(question.sort === undefined ? hits?.map(({ id, score }) => [id, score]) : []),
      foundBy: question.foundBy,
    };
    answers.delete(name);
    answers.set(name, answer);
    const [oldest] = answers.keys();
    if (answers.size > keptAnswers && oldest !== undefined) answers.delete(oldest);
    return answer;
  };

  return {
    /** `name`: what tells this question from every other. */
    select(name: string, question: ListQuestion<T, F, S>, limit: number, after?: Place): Listed<T, F> {
      const { kept, facets: counted, scores } = answerOf(name, question);
      const sorter: Sorter<T> =
        question.sort === undefined ? descending(({ id }) => scores.get(id) ?? 0) : sorters[question.sort];
      const start =
        after === undefined
          ? 0
          : firstAfter(kept, (index) => comparePlaces(placeOf(sorter, index), after, sorter.isDescending) > 0);
      const page = kept.subarray(start, start + limit);
      const last = page.at(-1);
      return {
        items: Array.from(page, (index) => items[index] as T),
        ...(last === undefined || start + limit >= kept.length ? {} : { next: placeOf(sorter, last) }),
        total: kept.length,
        facets: counted,
      };
    },
  };
}

type Kept<F extends string> = {
  readonly kept: Uint32Array;
  readonly facets: { readonly [facet in F]: readonly FacetCount[] };
  /** Of what was found, where that is the order. */
  readonly scores: ReadonlyMap<string, number>;
  readonly foundBy: object | undefined;
};

/** Where, in what is ordered, that begins which comes after. */
function firstAfter(ordered: Uint32Array, isAfter: (index: number) => boolean): number {
  let [low, high] = [0, ordered.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isAfter(ordered[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}
