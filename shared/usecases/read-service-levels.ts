/** Service levels of a month (UTC), per API and per administration, with what is not known of them. */
import type { Api } from '../domain/catalogue/api.ts';
import type { Publisher } from '../domain/catalogue/publisher.ts';
import { addFigures, type Figures } from '../domain/uptime/availability.ts';
import { type ApiLevels, mergeMonths } from '../domain/uptime/service-levels.ts';
import type { World } from './world.ts';

/** `days`: how many days of the month there are figures of. */
type LevelsRow = Figures & { readonly days: number };

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
  /** The end of the last day that counts, ISO 8601; undefined: there are no figures of this month. */
  readonly until: string | undefined;
  /** The month is under way, or its last days are not added up yet. */
  readonly partial: boolean;
  /** In order of the administrations' ids. */
  readonly publishers: readonly PublisherLevels[];
};

const nextMonth = (month: string): string => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString();
};

/** `month`: `2026-11`. */
export async function readServiceLevels({ store }: World, month: string): Promise<ServiceLevels> {
  const levels = mergeMonths(await store.documents.levelsOfMonth(month));
  const all = levels?.apis ?? [];
  const publishers = new Map((await store.publishers.all()).map((publisher) => [publisher.id, publisher]));
  const apis = new Map((await store.apis.withIds(all.map(({ apiId }) => apiId))).map((api) => [api.id, api]));
  return {
    month,
    until: levels?.until,
    partial: levels === undefined || levels.until < nextMonth(month),
    publishers: [...byPublisher(all)].map(([publisherId, its]) => ({
      publisherId,
      publisher: publishers.get(publisherId),
      total: { ...addFigures(its), days: new Set(its.flatMap(({ days }) => days)).size },
      apis: its.map((each) => ({ ...each, days: each.days.length, api: apis.get(each.apiId) })),
    })),
  };
}

function byPublisher(all: readonly ApiLevels[]): ReadonlyMap<string, readonly ApiLevels[]> {
  const found = new Map<string, ApiLevels[]>();
  for (const { publisherId } of all.toSorted((a, b) => (a.publisherId < b.publisherId ? -1 : 1)))
    found.set(publisherId, []);
  for (const levels of all) found.get(levels.publisherId)?.push(levels);
  return found;
}
