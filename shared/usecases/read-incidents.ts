/** Incidents of an API, or of all, newest first, each with whether maintenance was announced for its time. */
import type { ToldIncident } from '../domain/catalogue/dossier.ts';
import { dayMs } from '../domain/uptime/availability.ts';
import { type Maintenance, wasAnnounced } from '../domain/uptime/maintenance.ts';
import type { Incident } from '../domain/uptime/settle.ts';
import type { Page, Position } from '../ports.ts';
import { isoNow, type World } from './world.ts';

/** Those that were opened from a date to another (`2026-11-23`, UTC), both included. Undefined: there is no such API. */
export async function readApiIncidents(
  world: World,
  apiId: string,
  { from = '', to }: { readonly from?: string | undefined; readonly to?: string | undefined },
  limit: number,
  after?: Position,
): Promise<Page<ToldIncident> | undefined> {
  const { endpoints, apis } = world.store;
  if ((await apis.get(apiId)) === undefined) return undefined;
  const start = after ?? (to === undefined ? undefined : endpoints.positionOfIncidentsBefore(dayAfter(to)));
  const { items, next } = await endpoints.pageOfIncidentsOf(apiId, limit, start);
  const recent = items.filter(({ openedAt }) => openedAt >= from);
  const told = await tellIncidents(world, recent);
  // What comes after one that is too old is too old as well.
  return next === undefined || recent.length < items.length ? { items: told } : { items: told, next };
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
