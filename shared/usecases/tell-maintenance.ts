/** What is told of maintenance announced for an API: once for each announcement, however often it is told. */
import type { Api } from '../domain/catalogue/api.ts';
import { clipText } from '../domain/catalogue/clip-text.ts';
import { deriveId } from '../domain/digest.ts';
import type { Maintenance } from '../domain/uptime/maintenance.ts';
import { eventOf } from './event-of.ts';
import { isoNow, type World } from './world.ts';

const longestNote = 500;

/** Of the windows that were not over then; without any, what was announced is called off. Returns how many events were told. */
export async function tellMaintenance(
  { store, clock }: World,
  api: Api,
  { windows, announcedAt }: Pick<Maintenance, 'apiId' | 'windows' | 'announcedAt'>,
): Promise<number> {
  const ahead = windows.filter(({ until }) => until > announcedAt);
  const [first] = ahead;
  const facts = {
    windows: ahead.length,
    announced_at: announcedAt,
    ...(first === undefined ? {} : { maintenance_from: first.from, maintenance_until: first.until }),
    ...(first?.note === undefined ? {} : { note: clipText(first.note, longestNote) }),
  };
  const kind = 'maintenance.announced';
  const id = deriveId('event', api.id, kind, announcedAt, JSON.stringify(windows));
  return (await store.events.add(eventOf(api, kind, id, isoNow(clock), facts))) ? 1 : 0;
}
