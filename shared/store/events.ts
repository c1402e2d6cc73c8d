/**
 * What happened, newest first. An event is told once: its row is put only when absent. Lists and feeds are read through
 * pointers, rows of nothing but a key: an event is in the feed of everybody, of its API, its administration and its tags,
 * in each under its level and under its kind and level. So whatever is asked for costs a query for each level, at most four,
 * and one batch of events, however many there are.
 */
import type { CatalogueEvent, EventKind } from '../domain/catalogue/api.ts';
import { defaultLevel, levelOfEvent, levelsFrom } from '../domain/catalogue/event-level.ts';
import { type EventScope, everybody, scopesOf } from '../domain/catalogue/event-scope.ts';
import type { ChangeLevel } from '../domain/changes/change.ts';
import { compareUtf8 } from '../domain/storage/key-range.ts';
import type { Page, Position, Row, Table } from '../ports.ts';
import { entityOf, eventIdIn, keys, partitions, rowOf } from './table.ts';

export type Events = ReturnType<typeof createEvents>;

/** `level`: this or graver (absent: everything but wording); `month`: yyyy-mm, of detection. */
export type EventQuestion = {
  readonly scope: EventScope;
  readonly level?: ChangeLevel;
  readonly kind?: EventKind;
  readonly month?: string;
};

/** Pointers of one page when they are only counted. */
const mostCounted = 1000;

type Direction = 'ascending' | 'descending';

const streamOf = (level: ChangeLevel, kind?: EventKind): string => (kind === undefined ? level : `${kind}/${level}`);

function pointersOf(event: CatalogueEvent, scopes = scopesOf(event)): readonly Row[] {
  const level = levelOfEvent(event);
  const streams = [streamOf(level), streamOf(level, event.kind)];
  return scopes.flatMap((scope) => streams.map((stream) => rowOf(keys.pointer(scope, stream, event.at, event.id), {})));
}

/** Those of the feed of everybody are written last: where they are, all are. */
const lastPointersOf = (event: CatalogueEvent): readonly Row[] => pointersOf(event, [everybody]);

/** Pages of several streams as one, in order. Where a stream's page ends there may be more of it: no further than that. */
function merge(pages: readonly Page<Row>[], limit: number, direction: Direction): Page<string> {
  const order = (left: string, right: string): number =>
    direction === 'ascending' ? compareUtf8(left, right) : compareUtf8(right, left);
  const ends = pages.flatMap(({ next }) => (next === undefined ? [] : [next.sk])).sort(order);
  const [nearest] = ends;
  const all = pages
    .flatMap(({ items }) => items.map(({ sk }) => sk))
    .filter((sk) => nearest === undefined || order(sk, nearest) <= 0)
    .sort(order);
  const items = all.slice(0, limit);
  const end = all.length > limit ? items.at(-1) : nearest;
  return { items, ...(end === undefined ? {} : { next: { sk: end } }) };
}

export function createEvents(table: Table) {
  const read = async (id: string): Promise<CatalogueEvent | undefined> => {
    const row = await table.get(keys.event(id));
    return row && entityOf<CatalogueEvent>(row);
  };
  /** Where events are, without what they say; `after` a position in this order, which need not be of an event. */
  const positions = async (
    { scope, level = defaultLevel, kind, month }: EventQuestion,
    limit: number,
    { after, direction = 'descending' }: { readonly after?: Position | undefined; readonly direction?: Direction } = {},
  ): Promise<Page<string>> => {
    const pages = await Promise.all(
      levelsFrom(level).map((each) =>
        table.query({
          pk: partitions.feed(scope, streamOf(each, kind)),
          direction,
          limit,
          ...(month === undefined ? {} : { prefix: month }),
          ...(after === undefined ? {} : { after: { sk: after.sk } }),
        }),
      ),
    );
    return merge(pages, limit, direction);
  };
  /** Of everybody's. */
  const countDays = async (stream: string, from: string): Promise<ReadonlyMap<string, number>> => {
    const days = new Map<string, number>();
    let after: Position | undefined = { sk: from };
    while (after !== undefined) {
      const page: Page<Row> = await table.query({
        pk: partitions.feed(everybody, stream),
        direction: 'ascending',
        limit: mostCounted,
        after,
      });
      for (const { sk } of page.items) days.set(sk.slice(0, 10), (days.get(sk.slice(0, 10)) ?? 0) + 1);
      after = page.next;
    }
    return days;
  };
  /** In the order of their positions. */
  const at = async (found: readonly string[]): Promise<readonly CatalogueEvent[]> => {
    const rows = await table.getAll(found.map((sk) => keys.event(eventIdIn(sk))));
    const events = new Map(rows.map((row) => [row.pk, entityOf<CatalogueEvent>(row)]));
    return found.flatMap((sk) => events.get(keys.event(eventIdIn(sk)).pk) ?? []);
  };
  const page = async (question: EventQuestion, limit: number, after?: Position): Promise<Page<CatalogueEvent>> => {
    const found = await positions(question, limit, { after });
    return { ...found, items: await at(found.items) };
  };
  return {
    /**
     * True when it is new. The pointers follow the event and depend on what is stored of it: told again after a crash, an
     * event gets those that it lacks, at the time of its first telling.
     */
    async add(event: CatalogueEvent): Promise<boolean> {
      const isNew = await table.put(rowOf(keys.event(event.id), event), { absent: true });
      const stored = (isNew ? undefined : await read(event.id)) ?? event;
      const pointers = pointersOf(stored);
      const last = lastPointersOf(stored);
      await table.putAll(pointers.filter(({ pk }) => last.every((each) => each.pk !== pk)));
      await table.putAll(last);
      return isNew;
    },
    /** Whether an event of this id is in every feed that it belongs in: there is nothing left to tell. */
    async isTold(id: string): Promise<boolean> {
      const event = await read(id);
      if (event === undefined) return false;
      const last = lastPointersOf(event);
      return (await table.getAll(last)).length === last.length;
    },
    positions,
    at,
    page,
    /**
     * How many events there are of each list (by level, and by kind where one is named) on each day, `2026-11-26`, from one
     * on. A query for each list and each thousand of its events.
     */
    async countByDay<N extends string>(
      lists: { readonly [name in N]: { readonly level: ChangeLevel; readonly kind?: EventKind } },
      from: string,
    ): Promise<{ readonly [name in N]: ReadonlyMap<string, number> }> {
      const entries = Object.entries(lists) as [N, { readonly level: ChangeLevel; readonly kind?: EventKind }][];
      const counted = await Promise.all(
        entries.map(async ([name, { level, kind }]) => [name, await countDays(streamOf(level, kind), from)] as const),
      );
      return Object.fromEntries(counted) as { [name in N]: ReadonlyMap<string, number> };
    },
    /** Of everything, wording too. */
    latest: (limit: number, after?: Position) => page({ scope: everybody, level: 'editorial' }, limit, after),
  };
}
