/** The availability of an API: its endpoints by the day, the day under way, and what follows for its service levels. */
import type { Api } from '../domain/catalogue/api.ts';
import { dateOf, dayMs, type FiguresOfDay, type TimeByVerdict } from '../domain/uptime/availability.ts';
import type { DaySoFar } from '../domain/uptime/day-under-way.ts';
import { type Endpoint, watchOf } from '../domain/uptime/endpoint.ts';
import { type Slis, sliDays, slisOf, timeOfPeriod } from '../domain/uptime/slis.ts';
import { eachOf } from './each-of.ts';
import { isoNow, type World } from './world.ts';

/** Dates (`2026-11-23`, UTC), both included. */
export type DateRange = { readonly from?: string | undefined; readonly to?: string | undefined };

/** A day that is not rolled up yet has its hours. */
type KnownDay = FiguresOfDay | DaySoFar;

type EndpointAvailability = {
  readonly endpoint: Endpoint;
  /** Days that are over, oldest first; those on which nobody looked are missing. */
  readonly days: readonly FiguresOfDay[];
  /** The day under way; undefined: nothing is known of it, or it is not asked for. */
  readonly today: KnownDay | undefined;
  readonly slis: Slis;
};

export type ApiAvailability = {
  readonly api: Api;
  readonly from: string;
  readonly to: string;
  /** Also those that are no longer published, as far as there are days of them. */
  readonly endpoints: readonly EndpointAvailability[];
  /** Of all endpoints together. */
  readonly slis: Slis;
  /** What their time of the same 30 days went to. */
  readonly time: TimeByVerdict;
};

/** Retired addresses of an API that are told of, those retired last; a description may change its own at every visit. */
const mostRetired = 50;
const readAtOnce = 8;

/** Days that are given at once at most. */
export const mostDaysRead = 400;

const before = (date: string, days: number): string => dateOf(Date.parse(date) - days * dayMs);

const later = (one: string, other: string): string => (one > other ? one : other);
const earlier = (one: string, other: string): string => (one < other ? one : other);

/** Days of before are not asked for either. */
const earliestDay = '1970-01-01';

/** The last 30 days when nothing is asked for; of more than `mostDaysRead` the last; nothing of the future. */
function rangeOf({ from, to }: DateRange, today: string): { readonly from: string; readonly to: string } {
  const last = earlier(to ?? today, today);
  const first = earlier(from ?? later(before(last, sliDays - 1), earliestDay), last);
  return { from: later(first, before(last, mostDaysRead - 1)), to: last };
}

export async function readAvailability(
  world: World,
  apiId: string,
  asked: DateRange = {},
): Promise<ApiAvailability | undefined> {
  const { store, clock } = world;
  const api = await store.apis.get(apiId);
  if (api === undefined) return undefined;
  const now = isoNow(clock);
  const { from, to } = rangeOf(asked, now.slice(0, 10));
  const first = earlier(from, before(to, sliDays - 1));
  const ever = await store.endpoints.everOfApi(apiId);
  const endpoints = [
    ...ever.filter(({ retiredAt }) => retiredAt === undefined),
    ...ever
      .filter(({ retiredAt = '' }) => retiredAt >= first)
      .sort((one, other) => ((one.retiredAt ?? '') < (other.retiredAt ?? '') ? 1 : -1))
      .slice(0, mostRetired),
  ];
  const known = await readDays(world, endpoints, first, to);
  const untilMs = endOf(known, to, clock.now());
  const watched = endpoints.map((endpoint, index) => ({ days: known[index] ?? [], watch: watchOf(endpoint) }));
  return {
    api,
    from,
    to,
    endpoints: endpoints.flatMap((endpoint, index) => {
      const days = (known[index] ?? []).filter(({ date }) => date >= from);
      if (endpoint.retiredAt !== undefined && days.length === 0) return [];
      return {
        endpoint,
        days: days.filter(({ date }) => date !== now.slice(0, 10)),
        today: days.find(({ date }) => date === now.slice(0, 10)),
        slis: slisOf(watched.slice(index, index + 1), untilMs),
      };
    }),
    slis: slisOf(watched, untilMs),
    time: timeOfPeriod(watched, untilMs),
  };
}

/** Of each endpoint, oldest first. The last two days may have no rows yet: what is known of them so far. */
export async function readDays(
  { store, clock }: World,
  endpoints: readonly Endpoint[],
  from: string,
  to: string,
): Promise<readonly (readonly KnownDay[])[]> {
  const today = dateOf(clock.now());
  const unfinished = [before(today, 1), today].filter((date) => date >= from && date <= to);
  const soFar = await Promise.all(unfinished.map((date) => store.documents.soFar(date, endpoints)));
  return eachOf(endpoints, readAtOnce, async ({ id }) => {
    const finished = await store.endpoints.daysBetween(id, from, to);
    const dates = new Set(finished.map(({ date }) => date));
    const others = soFar.map((figures) => figures.get(id)).filter((day) => day !== undefined);
    return [...finished, ...others.filter(({ date }) => !dates.has(date))];
  });
}

/** Until when figures are complete: the last roll-up of the day under way, else the end of the range. */
function endOf(known: readonly (readonly FiguresOfDay[])[], to: string, now: number): number {
  const rolledUp = known.flatMap((days) =>
    days.filter(({ date }) => date === to).map(({ until }) => Date.parse(until)),
  );
  // By the minute: asked again at once it is the same answer.
  const minute = now - (now % 60_000);
  return Math.max(...(rolledUp.length > 0 ? rolledUp : [Math.min(Date.parse(to) + dayMs, minute)]));
}
