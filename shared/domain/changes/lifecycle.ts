/**
 * The end of an API as its publisher announces it: in the description (`info.x-lifecycle`, `x-deprecated`, `x-sunset`,
 * `deprecated` operations) or in the headers `Deprecation` (RFC 9745, and the drafts before it) and `Sunset` (RFC 8594);
 * and what of it is news on a day. Days are `yyyy-mm-dd`, UTC.
 */
import type { Members } from '../description/specification.ts';
import { membersOf } from './document.ts';
import { dayOf } from './lifecycle-marks.ts';

/** What one place says. `on`: the day it is, or will be, deprecated; absent when none is given. */
export type Ending = {
  readonly deprecated?: { readonly on?: string };
  /** `operations`: the earliest day of operations only; the API itself may go on. */
  readonly sunset?: { readonly on: string; readonly of: SunsetScope };
};
type SunsetScope = 'api' | 'operations';
type EndingSource = 'description' | 'header';

type Seen = { readonly source: EndingSource; readonly seenAt: string };

export type Lifecycle = {
  readonly deprecated?: NonNullable<Ending['deprecated']> & Seen;
  readonly sunset?: NonNullable<Ending['sunset']> & Seen;
  /** What the headers said last: an answer without a body need not repeat them. */
  readonly header?: Ending;
  /** The last threshold that was told of the sunset, in days before it. */
  readonly toldDays?: number;
  /** How often what was said was taken back or said otherwise: it tells an announcement from the same one made before. */
  readonly turns?: number;
};

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value.trim() : undefined);
const readDay = (value: unknown): string | undefined => dayOf(textOf(value) ?? '');
const isYes = (value: unknown): boolean => value === true || /^(?:true|yes)$/i.test(textOf(value) ?? '');

/** A mark that is yes, no or the day from which on. */
function readMark(value: unknown): Ending['deprecated'] {
  const on = readDay(value);
  if (on !== undefined) return { on };
  return isYes(value) ? {} : undefined;
}

const maturities: ReadonlySet<string> = new Set(['deprecated', 'retired', 'deprecato', 'deprecata']);

/** `operations`: all of the description. */
export function readDescribedEnding(document: Members, operations: readonly Members[]): Ending | undefined {
  const info = membersOf(document.info);
  const lifecycle = membersOf(info['x-lifecycle']);
  const allDeprecated = operations.length > 0 && operations.every(({ deprecated }) => deprecated === true);
  const deprecated =
    readMark(lifecycle.deprecated) ??
    readMark(info['x-deprecated']) ??
    readMark(document['x-deprecated']) ??
    (allDeprecated || maturities.has(textOf(lifecycle.maturity)?.toLowerCase() ?? '') ? {} : undefined);
  return endingOf(deprecated, readSunset(document, info, lifecycle) ?? sunsetOfOperations(operations));
}

function readSunset(document: Members, info: Members, lifecycle: Members): Ending['sunset'] {
  const given = [info['x-sunset'], document['x-sunset'], lifecycle.sunset, lifecycle.retired];
  const on = given.map(readDay).find((day) => day !== undefined);
  return on === undefined ? undefined : { on, of: 'api' };
}

function sunsetOfOperations(operations: readonly Members[]): Ending['sunset'] {
  const days = operations.map((operation) => readDay(operation['x-sunset'])).filter((day) => day !== undefined);
  const [on] = days.sort();
  return on === undefined ? undefined : { on, of: 'operations' };
}

const endingOf = (deprecated: Ending['deprecated'], sunset: Ending['sunset']): Ending | undefined =>
  deprecated === undefined && sunset === undefined
    ? undefined
    : { ...(deprecated === undefined ? {} : { deprecated }), ...(sunset === undefined ? {} : { sunset }) };

/** IMF-fixdate (RFC 9110 §5.6.7). */
const httpDate = /(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT/;

const dayOfInstant = (ms: number): string | undefined =>
  ms >= 0 && ms < Date.UTC(10_000, 0) ? new Date(ms).toISOString().slice(0, 10) : undefined;

function dayOfHttpDate(text: string): string | undefined {
  const [date] = httpDate.exec(text) ?? [];
  return date === undefined ? undefined : dayOfInstant(Date.parse(date));
}

/** RFC 9745: `@1735689599`; the drafts before it: `true`, or an HTTP date. */
function readDeprecation(text: string): Ending['deprecated'] {
  const [, seconds] = /^@(\d{1,12})(?=$|[\s;,])/.exec(text) ?? [];
  const on = seconds === undefined ? dayOfHttpDate(text) : dayOfInstant(Number(seconds) * 1000);
  if (on !== undefined) return { on };
  return /^(?:true|\?1)(?=$|[\s;,])/i.test(text) ? {} : undefined;
}

/** `headers`: names in lower case. */
export function readHeaderEnding(headers: { readonly [name: string]: string }): Ending | undefined {
  const on = dayOfHttpDate(headers.sunset ?? '');
  return endingOf(
    readDeprecation((headers.deprecation ?? '').trim()),
    on === undefined ? undefined : { on, of: 'api' },
  );
}

const sameDay = (one: { readonly on?: string } | undefined, other: { readonly on?: string }): boolean =>
  one !== undefined && one.on === other.on;

/** The description's word goes before the header's. What is said as before keeps the time it was first seen. */
export function followLifecycle(
  known: Lifecycle | undefined,
  described: Ending | undefined,
  header: Ending | undefined,
  now: string,
): Lifecycle | undefined {
  const seen = (source: EndingSource): Seen => ({ source, seenAt: now });
  const deprecated = described?.deprecated
    ? { ...described.deprecated, ...seen('description') }
    : header?.deprecated && { ...header.deprecated, ...seen('header') };
  const sunset = described?.sunset
    ? { ...described.sunset, ...seen('description') }
    : header?.sunset && { ...header.sunset, ...seen('header') };
  const keepsSunset = sunset !== undefined && sameDay(known?.sunset, sunset);
  const next: Lifecycle = {
    ...(deprecated && {
      deprecated: sameDay(known?.deprecated, deprecated)
        ? { ...deprecated, seenAt: known?.deprecated?.seenAt ?? now }
        : deprecated,
    }),
    ...(sunset && { sunset: keepsSunset ? { ...sunset, seenAt: known?.sunset?.seenAt ?? now } : sunset }),
    ...(header && { header }),
    ...(sunset && told(sunset.on, now, keepsSunset ? known?.toldDays : undefined)),
    ...turnsOf(known, deprecated, sunset),
  };
  return Object.keys(next).length === 0 ? undefined : next;
}

type Said = { readonly on?: string } | undefined;

/** What was said before is no longer said, or otherwise. */
function turnsOf(known: Lifecycle | undefined, deprecated: Said, sunset: Said): Pick<Lifecycle, 'turns'> {
  const isLeft = (old: Said, now: Said): boolean => old !== undefined && (now === undefined || !sameDay(old, now));
  const hasTurned = isLeft(known?.deprecated, deprecated) || isLeft(known?.sunset, sunset);
  const turns = (known?.turns ?? 0) + (hasTurned ? 1 : 0);
  return turns === 0 ? {} : { turns };
}

/** Days before a sunset at which it is told again; the nearest first. */
const thresholds = [7, 30, 90] as const;

/** Whole days from a moment (ISO 8601) to a day; negative when it is over. */
export const daysUntil = (day: string, now: string): number =>
  Math.round((Date.parse(day) - Date.parse(now.slice(0, 10))) / 86_400_000);

function told(on: string, now: string, toldDays: number | undefined): Pick<Lifecycle, 'toldDays'> {
  const days = daysUntil(on, now);
  const reached = days < 0 ? undefined : thresholds.find((threshold) => days <= threshold);
  const least = Math.min(reached ?? Number.POSITIVE_INFINITY, toldDays ?? Number.POSITIVE_INFINITY);
  return least === Number.POSITIVE_INFINITY ? {} : { toldDays: least };
}

export type LifecycleNews = {
  readonly kind: 'api.deprecated' | 'api.sunset';
  readonly level: 'warning' | 'info';
  /** What the event's id is made of, beside the API and the kind. */
  readonly from: string;
  readonly to: string;
  readonly facts: { readonly [name: string]: string | number };
};

/**
 * What is news between two states of one API's lifecycle. A threshold that an announcement has reached already is told
 * by it. `revision`: the number of the newest one; it tells two deprecations without a day apart.
 */
export function lifecycleNews(
  before: Lifecycle | undefined,
  after: Lifecycle | undefined,
  revision: number,
  now: string,
): readonly LifecycleNews[] {
  const news = [...deprecationNews(before, after, revision), ...sunsetNews(before, after, revision, now)];
  const turns = after?.turns ?? 0;
  return turns === 0 ? news : news.map((each) => ({ ...each, to: `${each.to}, turn ${turns}` }));
}

function deprecationNews(
  before: Lifecycle | undefined,
  after: Lifecycle | undefined,
  revision: number,
): readonly LifecycleNews[] {
  const [old, now] = [before?.deprecated, after?.deprecated];
  const kind = 'api.deprecated';
  if (now === undefined) {
    if (old === undefined) return [];
    const facts = { taken_back: 'yes', ...(old.on === undefined ? {} : { deprecated_before: old.on }) };
    return [{ kind, level: 'info', from: old.on ?? 'deprecated', to: `taken back ${revision}`, facts }];
  }
  if (sameDay(old, now)) return [];
  const facts = {
    source: now.source,
    ...(now.on === undefined ? {} : { deprecated_at: now.on }),
    ...(old?.on === undefined ? {} : { deprecated_before: old.on }),
  };
  return [{ kind, level: 'warning', from: 'deprecated', to: now.on ?? `revision ${revision}`, facts }];
}

function sunsetNews(
  before: Lifecycle | undefined,
  after: Lifecycle | undefined,
  revision: number,
  now: string,
): readonly LifecycleNews[] {
  const kind = 'api.sunset';
  const [old, next] = [before?.sunset, after?.sunset];
  if (next === undefined) {
    if (old === undefined) return [];
    const facts = { taken_back: 'yes', sunset_before: old.on };
    return [{ kind, level: 'info', from: old.on, to: `taken back ${revision}`, facts }];
  }
  const days = daysUntil(next.on, now);
  const facts = { sunset: next.on, days, of: next.of, source: next.source };
  if (!sameDay(old, next)) {
    const moved = old === undefined ? facts : { ...facts, sunset_before: old.on };
    return [{ kind, level: 'warning', from: old?.on ?? 'none', to: next.on, facts: moved }];
  }
  const threshold = after?.toldDays;
  if (threshold === undefined || threshold === before?.toldDays) return [];
  return [{ kind, level: 'warning', from: next.on, to: `${threshold} days`, facts: { ...facts, threshold } }];
}
