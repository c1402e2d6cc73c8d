/** What the home page shows: the national figures, their trend, and what happened last. */
import type { Home } from '../domain/catalogue/dossier.ts';
import { everybody } from '../domain/catalogue/event-scope.ts';
import type { ReadingWorld } from './world.ts';

const latestEvents = 10;

export async function readHome({ store }: ReadingWorld): Promise<Home> {
  const events = await store.events.page({ scope: everybody }, latestEvents);
  return { figures: undefined, trend: [], events: events.items };
}
