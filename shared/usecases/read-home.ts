/** What the home page shows: the national figures, their trend, and what happened last. */
import type { Home } from '../domain/catalogue/dossier.ts';
import { everybody } from '../domain/catalogue/event-scope.ts';
import { findApis } from './find.ts';
import { readFiguresAndTrend } from './read-figures.ts';
import type { ReadingWorld } from './world.ts';

const [latestEvents, latestBreaking] = [10, 5];

export async function readHome(world: ReadingWorld): Promise<Home> {
  const [{ figures, trend }, silent, events, breaking] = await Promise.all([
    readFiguresAndTrend(world),
    findApis(world, { service: 'down' }, 1),
    world.store.events.page({ scope: everybody }, latestEvents),
    world.store.events.page({ scope: everybody, level: 'breaking' }, latestBreaking),
  ]);
  return { figures, trend, silent: silent?.total, events: events.items, breaking: breaking.items };
}
