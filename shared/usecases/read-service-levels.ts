/** Service levels of a month (UTC), per API and per administration, with what is not known of them. */
import type { Api } from '../domain/catalogue/api.ts';
import type { Publisher } from '../domain/catalogue/publisher.ts';
import { addFigures, dayMs, type Figures } from '../domain/uptime/availability.ts';
import { type ApiLevels, mergeMonths } from '../domain/uptime/service-levels.ts';
import { finishedUntil } from './rollup-layout.ts';
import type { World } from './world.ts';

type LevelsRow = Figures & {
  /** How many days of the month there are figures of. */
  readonly days: number;
  /** The beginning of the first of them and the end of the last, ISO 8601. */
  readonly from: string;
  readonly until: string;
  /** They are all days of the month, and what there is of each of them is counted. */
  readonly complete: boolean;
};

type PublisherLevels = {
  readonly publisherId: string;
  /** Undefined: it is no longer registered. */
  readonly publisher: Publisher | undefined;
  /** All its endpoints together. */
  readonly total: LevelsRow;
  readonly apis: readonly (LevelsRow & { readonly apiId: string; readonly api: Api | undefined })[];
};

export type ServiceLevels = {
  /** `2026-11`. */
  readonly month: string;
  /** In order of the administrations' ids. */
  readonly publishers: readonly PublisherLevels[];
};

type Month = { readonly startMs: number; readonly endMs: number };

function monthOf(month: string): Month {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return { startMs: Date.UTC(year, number - 1, 1), endMs: Date.UTC(year, number, 1) };
}

/** `days`: of the month (1 to 31), one at least. `isOver`: all shards have finished its days. */
function periodOf(days: ReadonlySet<number>, { startMs, endMs }: Month, isOver: boolean) {
  const iso = (day: number): string => new Date(startMs + day * dayMs).toISOString();
  return {
    days: days.size,
    from: iso(Math.min(...days) - 1),
    until: iso(Math.max(...days)),
    complete: isOver && days.size === (endMs - startMs) / dayMs,
  };
}

/** `month`: `2026-11`. */
export async function readServiceLevels(world: World, month: string): Promise<ServiceLevels> {
  const { store } = world;
  const all = mergeMonths(await store.documents.levelsOfMonth(month))?.apis ?? [];
  const known = monthOf(month);
  const isOver = all.length > 0 && (await finishedUntil(world)) >= known.endMs;
  const rowOf = (days: readonly number[]) => periodOf(new Set(days), known, isOver);
  const publishers = new Map((await store.publishers.all()).map((publisher) => [publisher.id, publisher]));
  const apis = new Map((await store.apis.withIds(all.map(({ apiId }) => apiId))).map((api) => [api.id, api]));
  return {
    month,
    publishers: [...byPublisher(all)].map(([publisherId, its]) => ({
      publisherId,
      publisher: publishers.get(publisherId),
      total: { ...addFigures(its), ...rowOf(its.flatMap(({ days }) => days)) },
      apis: its.map((each) => ({ ...each, ...rowOf(each.days), api: apis.get(each.apiId) })),
    })),
  };
}

const byPublisher = (all: readonly ApiLevels[]): ReadonlyMap<string, readonly ApiLevels[]> =>
  Map.groupBy(
    all.toSorted((a, b) => Number(a.publisherId > b.publisherId) - Number(a.publisherId < b.publisherId)),
    ({ publisherId }) => publisherId,
  );
