/** Makes the endpoints of an API those that its description and catalogue give now. */
import type { Api } from '../domain/catalogue/api.ts';
import type { Endpoint, HealthAddress } from '../domain/uptime/endpoint.ts';
import { endpointIdOf, healthAddressesOf } from '../domain/uptime/endpoint.ts';
import { tellClosed } from './tell-incident.ts';
import type { World } from './world.ts';
import { isoNow } from './world.ts';

export async function syncEndpoints(world: World, api: Api, statusUrls: readonly string[] = []): Promise<void> {
  const { endpoints } = world.store;
  const wanted = api.state === 'withdrawn' ? [] : healthAddressesOf(api.metadata, statusUrls);
  const known = new Map((await endpoints.everOfApi(api.id)).map((endpoint) => [endpoint.id, endpoint]));
  for (const address of wanted) {
    const id = endpointIdOf(api.id, address.url);
    const endpoint = known.get(id);
    known.delete(id);
    if (endpoint === undefined) await endpoints.add(await newEndpoint(world, api, address));
    else if (endpoint.retiredAt !== undefined) await bringBack(world, endpoint, await newEndpoint(world, api, address));
    else await refresh(world, endpoint, address, api.metadata?.declaresSecurity === true);
  }
  for (const endpoint of known.values()) if (endpoint.retiredAt === undefined) await retire(world, endpoint);
}

/** What was announced for its API holds for it too. */
async function newEndpoint(world: World, api: Api, address: HealthAddress): Promise<Endpoint> {
  const now = isoNow(world.clock);
  const announced = await world.store.maintenance.get(api.id);
  const windows = announced?.windows.filter(({ until }) => until > now) ?? [];
  return {
    ...address,
    id: endpointIdOf(api.id, address.url),
    apiId: api.id,
    publisherId: api.publisherId,
    declaresSecurity: api.metadata?.declaresSecurity === true,
    verdict: 'unknown',
    since: now,
    everUp: false,
    addedAt: now,
    ...(windows.length === 0 ? {} : { maintenance: windows }),
    version: world.clock.now(),
  };
}

/** The same address is the same endpoint: what was seen of it holds, but what it is now is not known. */
async function bringBack({ store }: World, retired: Endpoint, fresh: Endpoint): Promise<void> {
  const { retiredAt: _r, code: _c, timeoutMs: _t, everyMs: _e, maintenance: _m, ...kept } = retired;
  await store.endpoints.replace({ ...kept, ...fresh, everUp: kept.everUp }, retired);
}

async function refresh(
  world: World,
  endpoint: Endpoint,
  address: HealthAddress,
  declaresSecurity: boolean,
): Promise<void> {
  if (
    endpoint.kind === address.kind &&
    endpoint.timeoutMs === address.timeoutMs &&
    endpoint.everyMs === address.everyMs &&
    endpoint.declaresSecurity === declaresSecurity
  )
    return;
  const { endpoints } = world.store;
  const { timeoutMs: _, everyMs: __, ...rest } = endpoint;
  if (await endpoints.replace({ ...rest, ...address, declaresSecurity }, endpoint)) return;
  // A probe has moved it meanwhile: what it found is kept.
  const [moved] = await endpoints.withIds([endpoint.id]);
  if (moved !== undefined) await refresh(world, moved, address, declaresSecurity);
}

/**
 * An endpoint that is no longer published is not down: its open incident closes with that reason, and its end is told. Its
 * row stays, so that its days do.
 */
async function retire(world: World, endpoint: Endpoint): Promise<void> {
  const { endpoints } = world.store;
  const { incidentId: id, ...rest } = endpoint;
  const retiredAt = isoNow(world.clock);
  // Back within half an hour and still silent, it is the same incident.
  const closed = id === undefined ? {} : { lastIncidentId: id, incidentClosedAt: retiredAt };
  if (await endpoints.replace({ ...rest, ...closed, retiredAt }, endpoint)) {
    if (id !== undefined) await tellClosed(world, { endpointId: endpoint.id, id }, retiredAt, 'endpoint-removed');
    return;
  }
  // A probe has moved it meanwhile.
  const [moved] = await endpoints.withIds([endpoint.id]);
  if (moved !== undefined && moved.retiredAt === undefined) await retire(world, moved);
}
