/**
 * Finishes a day of a shard's endpoints: from all its samples a row of the day and one of its hours for each, the service
 * levels of their APIs, and what is slow for them from now on. Done again it gives the same; the same is not written again.
 */
import { sameValue } from '../domain/same-value.ts';
import { addFigures, type Day, dayMs, type HoursOfDay, unknownFor, watchedMs } from '../domain/uptime/availability.ts';
import { type Endpoint, watchOf } from '../domain/uptime/endpoint.ts';
import { learnSlow } from '../domain/uptime/learn-slow.ts';
import { type ApiFigures, type LevelsOfDay, levelsOfDay, levelsOfMonth } from '../domain/uptime/service-levels.ts';
import type { Tracked } from '../domain/uptime/track.ts';
import { eachOf } from './each-of.ts';
import { followSamples, type Share } from './follow-samples.ts';
import type { World } from './world.ts';

/** Endpoints whose rows are read and written together. */
const endpointsAtOnce = 100;
const atOnce = 8;

type Finished = { readonly endpoint: Endpoint; readonly day: Day; readonly hours: HoursOfDay };

function finish(endpoint: Endpoint, date: string, { hours, phases, checkedAt }: Tracked): Finished {
  const { id: endpointId, apiId, publisherId } = endpoint;
  const until = new Date(Math.min(Date.parse(date) + dayMs, watchOf(endpoint).untilMs)).toISOString();
  const told = { date, until, ...(checkedAt === undefined ? {} : { checkedAt }) };
  return {
    endpoint,
    day: { endpointId, apiId, publisherId, ...told, ...addFigures(hours), phases },
    hours: { endpointId, date, hours },
  };
}

/** How many endpoints have figures of the day. Slowness is learned from the last day only. */
export async function finishDay(
  world: World,
  share: Share,
  { date, isLast }: { readonly date: string; readonly isLast: boolean },
): Promise<number> {
  const { store } = world;
  const fromMs = Date.parse(date);
  const { tracks, others } = await followSamples(world, share, { fromMs, untilMs: fromMs + dayMs });
  const endpoints = [...share.endpoints, ...others];
  const figures: ApiFigures[] = [];
  let finished = 0;
  for (let first = 0; first < endpoints.length; first += endpointsAtOnce) {
    const days: Finished[] = [];
    for (const endpoint of endpoints.slice(first, first + endpointsAtOnce)) {
      const tracked = tracks.get(endpoint.id)?.end();
      tracks.delete(endpoint.id);
      const watched = watchedMs(watchOf(endpoint), fromMs, fromMs + dayMs);
      if (tracked === undefined && watched === 0) continue;
      const { apiId, publisherId } = endpoint;
      figures.push({ apiId, publisherId, ...addFigures(tracked?.hours ?? [unknownFor(watched)]) });
      if (tracked !== undefined) days.push(finish(endpoint, date, tracked));
    }
    await writeDays(world, date, days);
    if (isLast) await eachOf(days, atOnce, (day) => learn(world, day));
    finished += days.length;
  }
  if (figures.length > 0) await addUpLevels(world, share.shard, levelsOfDay(date, figures));
  await store.rollUps.putFinished(share.shard, date);
  return finished;
}

/** The rows that are not there as they should be. */
async function writeDays({ store }: World, date: string, finished: readonly Finished[]): Promise<void> {
  const ids = finished.map(({ endpoint }) => endpoint.id);
  const [days, hours] = await Promise.all([store.endpoints.days(ids, date), store.endpoints.hours(ids, date)]);
  const dayOf = new Map(days.map((day) => [day.endpointId, day]));
  const hoursOf = new Map(hours.map((day) => [day.endpointId, day]));
  const changed = <T extends { readonly endpointId: string }>(all: readonly T[], stored: ReadonlyMap<string, T>) =>
    all.filter((each) => !sameValue(each, stored.get(each.endpointId)));
  const newHours = changed(
    finished.map((each) => each.hours),
    hoursOf,
  );
  const newDays = changed(
    finished.map(({ day }) => day),
    dayOf,
  );
  if (newHours.length > 0) await store.endpoints.putHours(newHours);
  if (newDays.length > 0) await store.endpoints.putDays(newDays);
}

/** Written by another meanwhile: the next day learns it. A declared bound needs none, nor what is looked at no more. */
async function learn({ store }: World, { endpoint, day }: Finished): Promise<void> {
  const { timeoutMs, retiredAt } = endpoint;
  const slowMs = timeoutMs === undefined && retiredAt === undefined ? learnSlow(endpoint.slowMs, day) : undefined;
  if (slowMs !== undefined) await store.endpoints.replace({ ...endpoint, slowMs }, endpoint);
}

/** The month is added up from its days, as far as they are finished. */
async function addUpLevels({ store }: World, shard: number, levels: LevelsOfDay): Promise<void> {
  const { date } = levels;
  await store.documents.putLevelsOfDay(shard, levels);
  const earlier = Array.from(
    { length: Number(date.slice(8)) - 1 },
    (_, index) => `${date.slice(0, 8)}${String(index + 1).padStart(2, '0')}`,
  );
  const known = await eachOf(earlier, atOnce, (day) => store.documents.getLevelsOfDay(day, shard));
  const month = levelsOfMonth([...known.filter((day) => day !== undefined), levels]);
  if (month !== undefined) await store.documents.putLevelsOfMonth(shard, month);
}
