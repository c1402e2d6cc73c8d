/**
 * Makes the incidents agree with the endpoints' rows where a killed run, or a crawl that removed an endpoint meanwhile,
 * left them apart. Once at the start of a slot, before anything moves.
 */
import type { Endpoint } from '../domain/uptime/endpoint.ts';
import { closedBecauseOf, type Incident } from '../domain/uptime/settle.ts';
import { tellClosed, tellOpened } from './tell-incident.ts';
import { isoNow, type World } from './world.ts';

/** `endpoints` are all of the shard; the first shard also looks after those whose endpoint is gone. Returns how many events were told. */
export async function mendIncidents(world: World, shard: number, endpoints: readonly Endpoint[]): Promise<number> {
  const open = await world.store.endpoints.everyOpenIncident();
  const here = new Map(endpoints.map((endpoint) => [endpoint.id, endpoint]));
  const doubtful = open.filter(({ id, endpointId }) => {
    const endpoint = here.get(endpointId);
    return endpoint === undefined ? shard === 0 : endpoint.incidentId !== id;
  });
  const opened = new Set(open.map(({ id }) => id));
  const untold = endpoints.filter(({ incidentId }) => incidentId !== undefined && !opened.has(incidentId));
  // Indexes may lag behind: the rows themselves decide.
  const ids = new Set([...doubtful.map(({ endpointId }) => endpointId), ...untold.map(({ id }) => id)]);
  const rows = await world.store.endpoints.withIds([...ids]);
  const now = new Map(rows.map((endpoint) => [endpoint.id, endpoint]));
  let told = 0;
  /** What can't be mended now is found again in the next slot; nobody's look waits for it. */
  const mend = async (endpointId: string, tell: () => Promise<number>): Promise<void> => {
    try {
      told += await tell();
    } catch (fault) {
      world.log.error('an incident could not be mended', { endpoint: endpointId, fault });
    }
  };
  for (const incident of doubtful)
    await mend(incident.endpointId, () => close(world, incident, now.get(incident.endpointId)));
  for (const { id } of untold) {
    const endpoint = now.get(id);
    if (endpoint !== undefined) await mend(id, () => tellOpened(world, endpoint));
  }
  return told;
}

async function close(world: World, incident: Incident, endpoint: Endpoint | undefined): Promise<number> {
  const now = isoNow(world.clock);
  if (endpoint === undefined || endpoint.retiredAt !== undefined)
    return tellClosed(world, incident, endpoint?.retiredAt ?? now, 'endpoint-removed');
  if (endpoint.incidentId === incident.id) return 0;
  const { lastIncidentId, incidentClosedAt = now } = endpoint;
  const closedAt = lastIncidentId === incident.id ? incidentClosedAt : now;
  return tellClosed(world, incident, closedAt, closedBecauseOf(endpoint));
}
