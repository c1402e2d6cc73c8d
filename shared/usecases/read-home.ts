/** What the home page shows: the national figures, their trend, and what happened last. */
import type { Home } from '../domain/catalogue/dossier.ts';
import { everybody } from '../domain/catalogue/event-scope.ts';
import { readFiguresAndTrend } from './read-figures.ts';
import type { ReadingWorld } from './world.ts';

const latestEvents = 10;

export async function readHome(world: ReadingWorld): Promise<Home> {
  const [{ figures, trend }, events] = await Promise.all([
    readFiguresAndTrend(world),
    world.store.events.page({ scope: everybody }, latestEvents),
  ]);
  return { figures, trend, events: events.items };
}
