/**
 * Service levels of APIs by the day and by the month (in UTC): the figures of an API's endpoints together. A month is added
 * up from its days, so that adding it up again gives the same.
 */
import { addFigures, dayMs, type Figures } from './availability.ts';

/** The figures of an API's endpoints together. */
export type ApiFigures = Figures & { readonly apiId: string; readonly publisherId: string };

/** Of the endpoints of one shard, in order of the APIs' ids. */
export type LevelsOfDay = { readonly date: string; readonly apis: readonly ApiFigures[] };

/** `days`: those of the month (1 to 31) of which there are figures, in order. */
export type ApiLevels = ApiFigures & { readonly days: readonly number[] };

/** `month`: `2026-11`; `until`: the end of its last day that counts, ISO 8601. */
export type LevelsOfMonth = { readonly month: string; readonly until: string; readonly apis: readonly ApiLevels[] };

const inOrder = <T extends { readonly apiId: string }>(all: Iterable<T>): readonly T[] =>
  [...all].sort((one, other) => (one.apiId < other.apiId ? -1 : 1));

const byApi = <T extends ApiFigures>(all: readonly T[]): ReadonlyMap<string, readonly T[]> =>
  Map.groupBy(all, ({ apiId }) => apiId);

const sumOf = (apiId: string, all: readonly ApiFigures[]): ApiFigures => ({
  apiId,
  publisherId: all.at(-1)?.publisherId ?? '',
  ...addFigures(all),
});

/** `endpoints`: the figures of each. */
export const levelsOfDay = (date: string, endpoints: readonly ApiFigures[]): LevelsOfDay => ({
  date,
  apis: inOrder(Array.from(byApi(endpoints), ([apiId, all]) => sumOf(apiId, all))),
});

/** Of one shard: its days in order of time, each once. Undefined without any. */
export function levelsOfMonth(days: readonly LevelsOfDay[]): LevelsOfMonth | undefined {
  const last = days.at(-1);
  if (last === undefined) return undefined;
  const all = days.flatMap(({ date, apis }) => apis.map((api) => ({ ...api, days: [Number(date.slice(8))] })));
  return { month: last.date.slice(0, 7), until: endOf(last.date), apis: addLevels(all) };
}

const endOf = (date: string): string => new Date(Date.parse(date) + dayMs).toISOString();

/** The same API in several shards, or days, is one. */
const addLevels = (all: readonly ApiLevels[]): readonly ApiLevels[] =>
  inOrder(
    Array.from(byApi(all), ([apiId, some]) => ({
      ...sumOf(apiId, some),
      days: [...new Set(some.flatMap(({ days }) => days))].sort((one, other) => one - other),
    })),
  );

/** Of several shards, each of the same month. */
export const mergeMonths = (months: readonly LevelsOfMonth[]): Omit<LevelsOfMonth, 'until'> | undefined => {
  const [first] = months;
  if (first === undefined) return undefined;
  return { month: first.month, apis: addLevels(months.flatMap(({ apis }) => apis)) };
};
