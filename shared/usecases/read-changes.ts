/**
 * What happened, as lists and feeds. A feed is the newest events; whatever is older is in archives by month (RFC 5005 §4),
 * so that feed and archives together hold every event once. Each read costs a bounded number of reads of the table.
 */
import type { CatalogueEvent } from '../domain/catalogue/api.ts';
import type { EventScope } from '../domain/catalogue/event-scope.ts';
import { titleOf } from '../domain/catalogue/title-of.ts';
import type { Page, Position } from '../ports.ts';
import type { EventQuestion, Events } from '../store/events.ts';
import type { ReadWorld } from './read.ts';

/** Newest first; `since`: not before this time; `until`: before this one. */
export async function readChanges(
  { store }: ReadWorld,
  {
    since = '',
    until,
    ...question
  }: Omit<EventQuestion, 'month'> & { readonly since?: string; readonly until?: string },
  limit: number,
  after: Position | undefined = until === undefined ? undefined : { sk: until },
): Promise<Page<CatalogueEvent>> {
  const { items: found, next } = await store.events.positions(question, limit, { after });
  const recent = found.filter((position) => position >= since);
  const items = await store.events.at(recent);
  // What comes after something too old is too old as well.
  return next === undefined || recent.length < found.length ? { items } : { items, next };
}

/** What a feed is about: its name is the API's or the administration's. Undefined: there is no such one. */
export async function readSubject({ store }: ReadWorld, scope: EventScope): Promise<string | undefined> {
  if (scope.of === 'all') return '';
  if (scope.of === 'tag') return scope.tag;
  if (scope.of === 'publisher') return nameOf(store, scope.id);
  const api = await store.apis.get(scope.id);
  return api && `${titleOf(api)} (${api.publisherName})`;
}

/** Of one that is no longer registered: as its APIs bear it, so that what became of them can still be followed. */
async function nameOf({ apis, publishers }: ReadWorld['store'], publisherId: string): Promise<string | undefined> {
  return (await publishers.get(publisherId))?.name ?? (await apis.ofPublisher(publisherId))[0]?.publisherName;
}

/** A document of a feed's archive: the newest of a month, those before a position in it, or those after one. */
export type Archive = { readonly month: string; readonly before?: string; readonly after?: string };

export type FeedDocument = {
  /** Newest first. */
  readonly events: readonly CatalogueEvent[];
  /** The archive that follows on to older events, and the one that does to newer ones. */
  readonly older?: Archive;
  readonly newer?: Archive;
  /** Nothing will ever come into it. */
  readonly isSettled: boolean;
};

type FeedQuestion = Omit<EventQuestion, 'month'>;

const feedSize = 50;
/** Items may be long: no more of them than in the feed, so that an archive is no larger an answer. */
const archiveSize = feedSize;
/** An event may be written a little later than it was found. */
const settlingMs = 3_600_000;

const monthOf = (position: string): string => position.slice(0, 7);

export async function readFeed({ store }: ReadWorld, question: FeedQuestion): Promise<FeedDocument> {
  const { items: found } = await store.events.positions(question, feedSize + 1);
  const [next] = found.slice(feedSize);
  return {
    events: await store.events.at(found.slice(0, feedSize)),
    ...(next === undefined ? {} : { older: { month: monthOf(next) } }),
    isSettled: false,
  };
}

/** Undefined: nothing happened in that month. */
export async function readArchive(
  { store: { events } }: ReadWorld,
  question: FeedQuestion,
  archive: Archive,
): Promise<FeedDocument | undefined> {
  const { month, after } = archive;
  const inMonth = { ...question, month };
  const { items: newest } = await events.positions(question, feedSize);
  // What is in the feed is in no archive; while the feed is not full, that is everything.
  const edge = newest[feedSize - 1] ?? '';
  const found = await positionsIn(events, inMonth, archive, edge);
  if (found.length === 0 && (await events.positions(inMonth, 1)).items.length === 0) return undefined;
  const oldest = found.at(-1);
  const youngest = found[0] ?? after;
  const [before, next] = await Promise.all([
    events.positions(question, 1, { after: { sk: oldest ?? archive.before ?? after ?? edge } }),
    youngest === undefined
      ? { items: [] }
      : events.positions(question, 1, { after: { sk: youngest }, direction: 'ascending' }),
  ]);
  const older = olderArchive(month, oldest, after, before.items[0]);
  return {
    events: await events.at(found),
    ...(older === undefined ? {} : { older }),
    ...(youngest === undefined || next.items[0] === undefined
      ? {}
      : { newer: { month: monthOf(next.items[0]), after: youngest } }),
    isSettled: edge !== '' && Date.parse(edge.slice(0, edge.indexOf('#'))) >= endOf(month) + settlingMs,
  };
}

/** Newest first. */
async function positionsIn(
  events: Events,
  inMonth: EventQuestion,
  { before, after }: Archive,
  edge: string,
): Promise<readonly string[]> {
  if (after !== undefined) {
    const { items } = await events.positions(inMonth, archiveSize, { after: { sk: after }, direction: 'ascending' });
    return items.filter((position) => position < edge).toReversed();
  }
  const end = before !== undefined && before < edge ? before : edge;
  return (await events.positions(inMonth, archiveSize, { after: { sk: end } })).items;
}

/** A month's older events follow on by position; another month's begin with its newest. */
function olderArchive(
  month: string,
  oldest: string | undefined,
  after: string | undefined,
  before: string | undefined,
): Archive | undefined {
  // Nothing has come after that position yet: back to the month it is in.
  if (oldest === undefined && after !== undefined) return { month: monthOf(after) };
  if (before === undefined) return undefined;
  const isSameMonth = oldest !== undefined && monthOf(before) === month;
  return { month: monthOf(before), ...(isSameMonth ? { before: oldest } : {}) };
}

/** Milliseconds since 1970 when a month, yyyy-mm, is over. */
function endOf(month: string): number {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return Date.UTC(year, number, 1);
}
