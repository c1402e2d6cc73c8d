/** How many events of some kinds were told, by the day. */
import type { EventKind } from '../catalogue/api.ts';
import { levelOfEvent } from '../catalogue/event-level.ts';
import type { ChangeLevel } from '../changes/change.ts';
import type { Happenings } from './snapshot.ts';

export const happeningNames = [
  'breaking',
  'published',
  'withdrawn',
  'incidentsOpened',
  'incidentsClosed',
] as const satisfies readonly (keyof Happenings)[];
type HappeningName = (typeof happeningNames)[number];

/** The list of events that a count is of: of a level, and of a kind where one is named. */
export type HappeningList = { readonly level: ChangeLevel; readonly kind?: EventKind };

/** Events of these kinds bear no level of their own. */
const listOfKind = (kind: EventKind): HappeningList => ({ level: levelOfEvent({ kind }), kind });

/** How the list is asked for: most kinds have one level alone. */
export const questionOf = ({
  level,
  kind,
}: HappeningList): { readonly level?: ChangeLevel; readonly kind?: EventKind } => ({
  ...(kind === undefined || level === 'breaking' ? { level } : {}),
  ...(kind === undefined ? {} : { kind }),
});

export const happeningLists: { readonly [name in HappeningName]: HappeningList } = {
  breaking: { level: 'breaking' },
  published: listOfKind('api.published'),
  // Those that are only no longer watched are of another level.
  withdrawn: { level: 'breaking', kind: 'api.withdrawn' },
  incidentsOpened: listOfKind('incident.opened'),
  incidentsClosed: listOfKind('incident.closed'),
};

const happeningsOf = (count: (name: HappeningName) => number): Happenings =>
  Object.fromEntries(happeningNames.map((name) => [name, count(name)])) as Happenings;

export const nothingHappened: Happenings = happeningsOf(() => 0);

export const sumHappenings = (all: readonly Happenings[]): Happenings =>
  happeningsOf((name) => all.reduce((sum, each) => sum + each[name], 0));

/** By day, `2026-11-26`; a day on which nothing was told is not in it. */
export type HappeningsByDay = ReadonlyMap<string, Happenings>;

/** `counts`: of each list how many events were told on which day. */
export function happeningsByDay(
  counts: {
    readonly [name in HappeningName]: ReadonlyMap<string, number>;
  },
): HappeningsByDay {
  const days = new Set(happeningNames.flatMap((name) => [...counts[name].keys()]));
  return new Map([...days].map((day) => [day, happeningsOf((name) => counts[name].get(day) ?? 0)]));
}

/** Of days from one to another, both included. */
export const happenedFrom = (days: HappeningsByDay, from: string, to: string): Happenings =>
  sumHappenings([...days].flatMap(([day, happened]) => (day >= from && day <= to ? happened : [])));
