/** Incidents of an API, or of all, newest first, each with whether maintenance was announced for its time. */
import type { ToldIncident } from '../domain/catalogue/dossier.ts';
import { dayMs } from '../domain/uptime/availability.ts';
import { type Maintenance, wasAnnounced } from '../domain/uptime/maintenance.ts';
import type { Incident } from '../domain/uptime/settle.ts';
import type { Page, Position } from '../ports.ts';
import { isoNow, type World } from './world.ts';

/** Rows read at once, and for one page at most, where some that are read are not of the days asked for. */
const mostAtOnce = 100;
const mostRead = 1000;

/**
 * Those that were open at some time from a date to another (`2026-11-23`, UTC), both included: opened before the end, and
 * still open or closed since the beginning. Undefined: there is no such API. A page may have fewer than asked for, or none,
 * and be followed by another, where very many were over before the beginning.
 */
export async function readApiIncidents(
  world: World,
  apiId: string,
  { from = '', to }: { readonly from?: string | undefined; readonly to?: string | undefined },
  limit: number,
  after?: Position,
): Promise<Page<ToldIncident> | undefined> {
  const { endpoints, apis } = world.store;
  if ((await apis.get(apiId)) === undefined) return undefined;
  // One endpoint's incidents follow each other: of those opened before the beginning only its last may reach into it.
  const undecided = new Set(from === '' ? [] : (await endpoints.everOfApi(apiId)).map(({ id }) => id));
  const isDecided = (): boolean => from !== '' && undecided.size === 0;
  const found: Incident[] = [];
  let position = after ?? (to === undefined ? undefined : endpoints.positionOfIncidentsBefore(dayAfter(to)));
  let read = 0;
  do {
    const size = read === 0 ? limit : mostAtOnce;
    const { items, next }: Page<Incident> = await endpoints.pageOfIncidentsOf(apiId, size, position);
    found.push(...items.filter(({ closedAt }) => closedAt === undefined || closedAt >= from));
    for (const { endpointId, openedAt } of items) if (openedAt < from) undecided.delete(endpointId);
    position = next;
    read += size;
  } while (position !== undefined && !isDecided() && found.length < limit && read < mostRead);
  const told = found.slice(0, limit);
  const last = told.at(-1);
  const isCut = found.length > limit && last !== undefined;
  const next = isCut ? endpoints.positionOfApisIncident(last) : isDecided() ? undefined : position;
  const page = { items: await tellIncidents(world, told) };
  return next === undefined ? page : { ...page, next };
}

const dayAfter = (date: string): string => new Date(Date.parse(date) + dayMs).toISOString();

/** `open`: only those that are, or are not; absent: both. */
export async function readIncidents(
  world: World,
  { open }: { readonly open?: boolean | undefined },
  limit: number,
  after?: Position,
): Promise<Page<ToldIncident>> {
  const { endpoints } = world.store;
  const states = (['open', 'closed'] as const).filter((state) => open === undefined || open === (state === 'open'));
  const pages = await Promise.all(states.map((state) => endpoints.pageOfIncidents(state, limit, after)));
  const { items, next } = merge(pages, limit, endpoints.positionOfIncident);
  const told = await tellIncidents(world, items);
  return next === undefined ? { items: told } : { items: told, next };
}

/** Pages as one, newest first. Where a page ends there may be more of it: no further than that. */
function merge(
  pages: readonly Page<Incident>[],
  limit: number,
  positionOf: (incident: Incident) => Position,
): Page<Incident> {
  const newestFirst = (one: Position, other: Position): number => (one.sk < other.sk ? 1 : -1);
  const [nearest] = pages.flatMap(({ next }) => next ?? []).sort(newestFirst);
  const all = pages
    .flatMap(({ items }) => items)
    .filter((incident) => nearest === undefined || positionOf(incident).sk >= nearest.sk)
    .sort((one, other) => newestFirst(positionOf(one), positionOf(other)));
  const items = all.slice(0, limit);
  const last = items.at(-1);
  const next = all.length > limit && last !== undefined ? positionOf(last) : nearest;
  return next === undefined ? { items } : { items, next };
}

/** Each with whether it was announced; one read of the table. */
export async function tellIncidents(
  { store, clock }: World,
  incidents: readonly Incident[],
): Promise<readonly ToldIncident[]> {
  const rows = await store.maintenance.getAll([...new Set(incidents.map(({ apiId }) => apiId))]);
  const announced = new Map(rows.map((row): [string, Maintenance] => [row.apiId, row]));
  const now = isoNow(clock);
  return incidents.map((incident) => ({
    incident,
    announced: wasAnnounced(announced.get(incident.apiId)?.held ?? [], incident.openedAt, incident.closedAt ?? now),
  }));
}
