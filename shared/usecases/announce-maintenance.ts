/**
 * Maintenance of an API is announced, and replaces what was announced before. The row of the API is written first and is the
 * truth; every endpoint then bears the windows that are not over, where the probes find them; then it is told. Announcing
 * the same again after a crash does what is left undone, and adds nothing. Of two announcements at once the one whose row is
 * written last holds: whoever copies looks whether the row is still the one that was copied, and copies it anew.
 */
import { sameValue } from '../domain/same-value.ts';
import type { Endpoint } from '../domain/uptime/endpoint.ts';
import { announcementOf, type Maintenance, type MaintenanceWindow } from '../domain/uptime/maintenance.ts';
import { tellMaintenance } from './tell-maintenance.ts';
import { isoNow, type World } from './world.ts';

/** Without `announcedAt`: nothing was ever announced. */
type Announced = Pick<Maintenance, 'apiId' | 'windows'> & Partial<Maintenance>;

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
  const maintenance = await put(world, apiId, windows);
  if (maintenance === undefined) return { apiId, windows };
  await copy(world, maintenance);
  await tellMaintenance(world, api, maintenance);
  return maintenance;
}

/** What is stored then. Undefined: nothing was announced, so nothing is taken back. */
async function put(
  world: World,
  apiId: string,
  windows: readonly MaintenanceWindow[],
): Promise<Maintenance | undefined> {
  const { store, clock } = world;
  const known = await store.maintenance.get(apiId);
  if (known === undefined && windows.length === 0) return undefined;
  if (known !== undefined && sameValue(known.windows, windows)) return known;
  const next = announcementOf(known, apiId, windows, isoNow(clock));
  return (await store.maintenance.replace(next, known)) ? next : put(world, apiId, windows);
}

/** To every endpoint of the API; again, should another have announced meanwhile. */
async function copy(world: World, { apiId, windows, version }: Maintenance): Promise<void> {
  const { store } = world;
  const ahead = windows.filter(({ until }) => until > isoNow(world.clock));
  const found = await store.endpoints.ofApi(apiId);
  // What the list of an API shows may be a moment old; the rows themselves are not.
  for (const endpoint of await store.endpoints.withIds(found.map(({ id }) => id))) await copyTo(world, endpoint, ahead);
  const now = await store.maintenance.get(apiId);
  if (now !== undefined && now.version !== version) await copy(world, now);
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
