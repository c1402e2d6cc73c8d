/**
 * Makes the incidents agree with the endpoints' rows where a killed run, or a crawl that removed an endpoint meanwhile,
 * left them apart. Once at the start of a slot, before anything moves.
 */
import type { Endpoint } from '../domain/uptime/endpoint.ts';
import type { Incident } from '../domain/uptime/settle.ts';
import { tellClosed, tellOpened } from './tell-incident.ts';
import type { World } from './world.ts';
import { isoNow } from './world.ts';

/** The newest: what a run left open is among them in the next slot. */
const mostIncidents = 500;

/** `endpoints` are all of the shard; the first shard also looks after those whose endpoint is gone. Returns how many events were told. */
export async function mendIncidents(world: World, shard: number, endpoints: readonly Endpoint[]): Promise<number> {
  const open = await world.store.endpoints.incidents('open', mostIncidents);
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
  for (const incident of doubtful) told += await close(world, incident, now.get(incident.endpointId));
  for (const { id } of untold) {
    const endpoint = now.get(id);
    if (endpoint !== undefined) told += await tellOpened(world, endpoint);
  }
  return told;
}

async function close(world: World, incident: Incident, endpoint: Endpoint | undefined): Promise<number> {
  const now = isoNow(world.clock);
  if (endpoint === undefined) return tellClosed(world, incident, now, 'endpoint-removed');
  if (endpoint.incidentId === incident.id) return 0;
  const { lastIncidentId, incidentClosedAt = now } = endpoint;
  return tellClosed(world, incident, lastIncidentId === incident.id ? incidentClosedAt : now);
}
