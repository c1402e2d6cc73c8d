/**
 * Maintenance of an API is announced, and replaces what was announced before. The row of the API is written first and is the
 * truth; every endpoint then bears the windows that are not over, where the probes find them; then it is told. Announcing
 * the same again after a crash does what is left undone, and adds nothing.
 */
import type { Api } from '../domain/catalogue/api.ts';
import { sameValue } from '../domain/same-value.ts';
import type { Endpoint } from '../domain/uptime/endpoint.ts';
import type { Maintenance, MaintenanceWindow } from '../domain/uptime/maintenance.ts';
import { tellMaintenance } from './tell-maintenance.ts';
import { isoNow, type World } from './world.ts';

/** Without `announcedAt`: nothing was ever announced. */
type Announced = Omit<Maintenance, 'announcedAt'> & Partial<Pick<Maintenance, 'announcedAt'>>;

/** What is stored of an API. Undefined: there is no such API. */
export async function readMaintenance({ store }: World, apiId: string): Promise<Announced | undefined> {
  const [api, announced] = await Promise.all([store.apis.get(apiId), store.maintenance.get(apiId)]);
  return api && (announced ?? { apiId, windows: [] });
}

/** `windows`: in order of time; none takes back what was announced. Returns what is stored; undefined: no such API. */
export async function announceMaintenance(
  world: World,
  apiId: string,
  windows: readonly MaintenanceWindow[],
): Promise<Announced | undefined> {
  const { store } = world;
  const api = await store.apis.get(apiId);
  if (api === undefined) return undefined;
  const known = await store.maintenance.get(apiId);
  // Nothing was announced, so nothing is taken back.
  if (known === undefined && windows.length === 0) return { apiId, windows };
  const maintenance = known !== undefined && sameValue(known.windows, windows) ? known : await put(world, api, windows);
  const ahead = windows.filter(({ until }) => until > isoNow(world.clock));
  for (const endpoint of await store.endpoints.ofApi(apiId)) await copyTo(world, endpoint, ahead);
  await tellMaintenance(world, api, maintenance);
  return maintenance;
}

async function put({ store, clock }: World, api: Api, windows: readonly MaintenanceWindow[]): Promise<Maintenance> {
  const maintenance = { apiId: api.id, windows, announcedAt: isoNow(clock) };
  await store.maintenance.put(maintenance);
  return maintenance;
}

/** A probe that moves the endpoint meanwhile keeps what it found: the copy is tried again on its row. */
async function copyTo(world: World, endpoint: Endpoint, windows: readonly MaintenanceWindow[]): Promise<void> {
  if (sameValue(endpoint.maintenance ?? [], windows)) return;
  const { maintenance: _, ...rest } = endpoint;
  const { endpoints } = world.store;
  if (await endpoints.replace(windows.length === 0 ? rest : { ...rest, maintenance: windows }, endpoint)) return;
  const [moved] = await endpoints.withIds([endpoint.id]);
  if (moved !== undefined) await copyTo(world, moved, windows);
}
