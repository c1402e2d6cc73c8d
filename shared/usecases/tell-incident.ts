/**
 * What is told and stored of an incident. The endpoint's row is the truth and is written first; the event follows, then
 * the incident's row, so that `mendIncidents` finds what a killed run left undone and telling it again adds nothing.
 *
 * In the feed `incident.opened` and `incident.closed` of an incident take turns strictly: a relapse within half an hour
 * keeps the incident's id and is told as opened again, its end as closed again.
 */
import type { EventKind } from '../domain/catalogue/api.ts';
import { eventIdOf } from '../domain/catalogue/api.ts';
import type { Endpoint } from '../domain/uptime/endpoint.ts';
import type { ClosedBecause, Incident } from '../domain/uptime/settle.ts';
import { eventOf } from './event-of.ts';
import type { World } from './world.ts';
import { isoNow } from './world.ts';

/** The incident that the endpoint's row carries. Returns how many events were told. */
export async function tellOpened(world: World, endpoint: Endpoint): Promise<number> {
  const { endpoints } = world.store;
  const { id: endpointId, apiId, publisherId, url, code = 'unknown', incidentId: id, since } = endpoint;
  if (id === undefined) return 0;
  const known = await endpoints.incident(endpointId, id);
  if (known !== undefined && known.closedAt === undefined) return 0;
  const { closedAt, closedBecause, ...open } = known ?? {
    id,
    endpointId,
    apiId,
    publisherId,
    url,
    code,
    openedAt: since,
    relapses: 0,
  };
  const incident: Incident =
    closedAt === undefined ? open : { ...open, code, relapses: open.relapses + 1, reopenedAt: since };
  const told = await tell(world, 'incident.opened', incident);
  await endpoints.putIncident(incident);
  return told;
}

/** An incident that no endpoint carries any more. Returns how many events were told. */
export async function tellClosed(
  world: World,
  { endpointId, id }: Pick<Incident, 'endpointId' | 'id'>,
  closedAt: string,
  closedBecause?: ClosedBecause,
): Promise<number> {
  const { endpoints } = world.store;
  const open = await endpoints.incident(endpointId, id);
  if (open === undefined || open.closedAt !== undefined) return 0;
  const closed = {
    ...open,
    closedAt: laterOf(open, closedAt),
    ...(closedBecause === undefined ? {} : { closedBecause }),
  };
  const told = await tell(world, 'incident.closed', closed);
  await endpoints.putIncident(closed);
  return told;
}

/** Nothing ends before it began, whatever a clock that was set back says. */
const laterOf = ({ reopenedAt, openedAt }: Incident, closedAt: string): string => {
  const beganAt = reopenedAt ?? openedAt;
  return closedAt < beganAt ? beganAt : closedAt;
};

/** `at` is the time of telling: readers who have read up to now must find it, though its slot began minutes ago. */
async function tell({ store, clock }: World, kind: EventKind, incident: Incident): Promise<number> {
  const { id, apiId, url, code, openedAt, reopenedAt, relapses, closedAt, closedBecause } = incident;
  const api = await store.apis.get(apiId);
  if (api === undefined) return 0;
  const facts = {
    incident: id,
    url,
    code,
    opened_at: reopenedAt ?? openedAt,
    ...(relapses === 0 ? {} : { relapses }),
    ...(closedAt === undefined ? {} : { closed_at: closedAt }),
    ...(closedBecause === undefined ? {} : { closed_because: closedBecause }),
  };
  const event = eventOf(api, kind, eventIdOf(apiId, kind, `${id} ${relapses}`, openedAt), isoNow(clock), facts);
  return (await store.events.add(event)) ? 1 : 0;
}
