/** What all formats of a feed have in common: which events, under which title, at which addresses. */
import type { CatalogueEvent, EventKind } from '../domain/catalogue/api.ts';
import type { EventScope } from '../domain/catalogue/event-scope.ts';
import type { ChangeLevel } from '../domain/changes/change.ts';
import { uuidOf } from '../domain/digest.ts';
import type { Text } from '../domain/text.ts';
import { levelChoice } from './level-words.ts';

export const feedFormats = ['rss', 'atom', 'json', 'html'] as const;
export type FeedFormat = (typeof feedFormats)[number];

export const feedTypes: { readonly [format in FeedFormat]: string } = {
  rss: 'application/rss+xml',
  atom: 'application/atom+xml',
  json: 'application/feed+json',
  html: 'text/html',
};

export const feedNames: { readonly [format in FeedFormat]: string } = {
  rss: 'RSS',
  atom: 'Atom',
  json: 'JSON Feed',
  html: 'HTML',
};

export type FeedFilter = { readonly level?: ChangeLevel; readonly kind?: EventKind };

/** A document of the archive (RFC 5005 §4): of a month, yyyy-mm, from its newest, or on from an opaque cursor. */
export type ArchivePlace = { readonly month: string; readonly before?: string; readonly after?: string };

export type Feed = {
  readonly scope: EventScope;
  /** Of the API, the administration or the tag. */
  readonly name: string;
  readonly filter: FeedFilter;
  /** Scheme and host, without a slash at the end. */
  readonly publicUrl: string;
  /** Newest first. */
  readonly events: readonly CatalogueEvent[];
  /** Absent: the feed itself, of the newest events. */
  readonly place?: ArchivePlace;
  readonly older?: ArchivePlace;
  readonly newer?: ArchivePlace;
};

function scopePath(scope: EventScope): string {
  if (scope.of === 'all') return '/feeds/changes';
  if (scope.of === 'tag') return `/feeds/tags/${encodeURIComponent(scope.tag)}/changes`;
  return `/feeds/${scope.of}s/${scope.id}/changes`;
}

export function feedPath(scope: EventScope, format: FeedFormat, filter: FeedFilter = {}, place?: ArchivePlace): string {
  const { month, ...cursors } = place ?? {};
  const query = new URLSearchParams({ ...filter, ...cursors }).toString();
  return `${scopePath(scope)}${month === undefined ? '' : `/${month}`}.${format}${query === '' ? '' : `?${query}`}`;
}

type FeedLink = { readonly rel: string; readonly href: string; readonly format: FeedFormat };

/** Links of a document by relation: itself, the same for people, and where older and newer events are. */
export function feedLinks(
  { scope, filter, publicUrl, place, older, newer }: Feed,
  format: FeedFormat,
): readonly FeedLink[] {
  const link = (rel: string, at?: ArchivePlace, as = format): FeedLink => ({
    rel,
    href: `${publicUrl}${feedPath(scope, as, filter, at)}`,
    format: as,
  });
  return [
    link('self', place),
    link('alternate', place, 'html'),
    ...(place === undefined ? [] : [link('current')]),
    ...(older === undefined ? [] : [link('prev-archive', older)]),
    ...(newer === undefined ? [] : [link('next-archive', newer)]),
  ];
}

export const linkOf = (links: readonly FeedLink[], rel: string): string | undefined =>
  links.find((link) => link.rel === rel)?.href;

const subjectOf = ({ scope, name }: Feed): Text =>
  ({
    all: { en: 'changes of public APIs', it: 'modifiche delle API pubbliche' },
    api: { en: `changes of ${name}`, it: `modifiche di ${name}` },
    publisher: { en: `changes of the APIs of ${name}`, it: `modifiche delle API di ${name}` },
    tag: { en: `changes of APIs with the tag “${name}”`, it: `modifiche delle API con il tag «${name}»` },
  })[scope.of];

export function feedTitle(feed: Feed): Text {
  const { filter, place } = feed;
  const subject = subjectOf(feed);
  const least = filter.level === undefined ? undefined : levelChoice[filter.level];
  const limits = (language: keyof Text): string =>
    [least?.[language], filter.kind, place?.month].filter((part) => part !== undefined).join(', ');
  const title = (language: keyof Text): string =>
    `Vedetta: ${subject[language]}${limits(language) === '' ? '' : ` (${limits(language)})`}`;
  return { en: title('en'), it: title('it') };
}

export const feedDescription: Text = {
  en: 'What changed in the APIs that public administrations publish, and whether they answer.',
  it: 'Che cosa è cambiato nelle API che le pubbliche amministrazioni pubblicano, e se rispondono.',
};

/** The date of a feed in which nothing has happened yet: always the same, so that its bytes are too. */
export const emptyFeedDate = '2026-01-01T00:00:00.000Z';

/** Of its newest event, never of now. */
export const feedDate = ({ events: [newest] }: Feed): string => newest?.at ?? emptyFeedDate;

/** A feed and its archives are one feed, in every format and on every host. */
export const feedUrn = ({ scope, filter }: Feed): string =>
  `urn:uuid:${uuidOf(`feed ${feedPath(scope, 'atom', filter)}`)}`;
