/**
 * Feeds of events: RSS 2.0, Atom, JSON Feed and a page, of everybody, of an API, of an administration and of a tag; their
 * archives by month (RFC 5005 §4); and the list of all administrations' feeds (OPML).
 */
import { eventKinds } from '../../shared/domain/catalogue/api.ts';
import { type EventScope, everybody, sameTag } from '../../shared/domain/catalogue/event-scope.ts';
import { changeLevels } from '../../shared/domain/changes/change.ts';
import type { ReadWorld } from '../../shared/usecases/read.ts';
import {
  type Archive,
  type FeedDocument,
  readArchive,
  readFeed,
  readSubject,
} from '../../shared/usecases/read-changes.ts';
import { renderAtom } from '../../shared/views/atom.ts';
import {
  type ArchivePlace,
  type Feed,
  type FeedFilter,
  type FeedFormat,
  feedFormats,
  feedNames,
  feedTypes,
} from '../../shared/views/feed.ts';
import { renderFeedPage } from '../../shared/views/feed-page.ts';
import { renderJsonFeed } from '../../shared/views/json-feed.ts';
import { renderOpml } from '../../shared/views/opml.ts';
import { renderRss } from '../../shared/views/rss.ts';
import { choice, given, identifier, month, type Parameter, type Parameters } from './parameters.ts';
import { Problem } from './problem.ts';
import { type Answer, type Route, route } from './route.ts';

const renderers: { readonly [format in FeedFormat]: (feed: Feed) => string } = {
  rss: renderRss,
  atom: renderAtom,
  json: renderJsonFeed,
  html: renderFeedPage,
};

const mostTag = 200;

/** The path comes as it was sent on one machine, and decoded on AWS. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const tag: Parameter<string> = {
  description: 'A tag that APIs bear, in any case, percent-encoded',
  schema: { type: 'string', minLength: 1, maxLength: mostTag, pattern: '\\S' },
  example: 'anagrafe',
  parse: (text) => {
    const name = sameTag(decoded(text));
    if (name === '' || name.length > mostTag) throw new Error(`must be a tag of 1 to ${mostTag} characters`);
    return name;
  },
};

const mostCursor = 200;
const encodePosition = (position: string): string => Buffer.from(position).toString('base64url');
const position = (description: string): Parameter<string> => ({
  description,
  schema: { type: 'string', pattern: '^[A-Za-z0-9_-]+$', maxLength: mostCursor },
  example: encodePosition('2026-10-31T08:00:00.000Z#4f0c2b1d9e8a7c6b5d3f'),
  isOpaque: true,
  parse: (text) => {
    const found = Buffer.from(text.slice(0, mostCursor), 'base64url').toString();
    if (!/^\d{4}-\d{2}-\d{2}T[\d:.]+Z#[\w.-]+$/.test(found)) throw new Error('must be as a link of an archive has it');
    return found;
  },
});

const filter = {
  level: choice('Only events of this level or a graver one (default: all but wording)', changeLevels),
  kind: choice('Only events of this kind', eventKinds),
};

type Whose = {
  readonly path: string;
  readonly name: string;
  readonly words: string;
  readonly pathParameters: Parameters;
  readonly scopeOf: (path: { readonly [name: string]: string }) => EventScope;
};

const scopes: readonly Whose[] = [
  { path: '/feeds/changes', name: '', words: 'all APIs', pathParameters: {}, scopeOf: () => everybody },
  {
    path: '/feeds/apis/{id}/changes',
    name: 'Api',
    words: 'one API',
    pathParameters: { id: identifier('Id of the API', '4f0c2b1d9e8a7c6b5d3f') },
    scopeOf: ({ id = '' }) => ({ of: 'api', id }),
  },
  {
    path: '/feeds/publishers/{id}/changes',
    name: 'Publisher',
    words: 'the APIs of one administration',
    pathParameters: { id: identifier('Id of the administration', 'c_h501') },
    scopeOf: ({ id = '' }) => ({ of: 'publisher', id }),
  },
  {
    path: '/feeds/tags/{tag}/changes',
    name: 'Tag',
    words: 'the APIs with one tag',
    pathParameters: { tag },
    scopeOf: ({ tag: name = '' }) => ({ of: 'tag', tag: name }),
  },
];

const placeOf = ({ month: of, before, after }: Archive): ArchivePlace => ({
  month: of,
  ...(before === undefined ? {} : { before: encodePosition(before) }),
  ...(after === undefined ? {} : { after: encodePosition(after) }),
});

type Wanted = {
  readonly world: ReadWorld;
  readonly publicUrl: string;
  readonly scope: EventScope;
  readonly filter: FeedFilter;
  readonly format: FeedFormat;
  readonly archive?: Archive;
};

async function answerFeed({ world, publicUrl, scope, filter: limits, format, archive }: Wanted): Promise<Answer> {
  const question = { scope, ...limits };
  const [name, found] = await Promise.all([
    readSubject(world, scope),
    archive === undefined ? readFeed(world, question) : readArchive(world, question, archive),
  ]);
  if (name === undefined)
    throw new Problem('not-found', `There is no ${scope.of === 'api' ? 'API' : 'administration'} of this id.`);
  if (found === undefined) throw new Problem('not-found', `Nothing happened in ${archive?.month}.`);
  const { events, older, newer, isSettled }: FeedDocument = found;
  const [newest] = events;
  const feed: Feed = {
    scope,
    name,
    filter: limits,
    publicUrl,
    events,
    ...(archive === undefined ? {} : { place: placeOf(archive) }),
    ...(older === undefined ? {} : { older: placeOf(older) }),
    ...(newer === undefined ? {} : { newer: placeOf(newer) }),
  };
  return {
    contentType: `${feedTypes[format]}; charset=utf-8`,
    body: renderers[format](feed),
    ...(newest === undefined ? {} : { lastModified: newest.at }),
    ...(isSettled ? { headers: { 'Cache-Control': 'public, max-age=31536000, immutable' } } : {}),
  };
}

const feedRoute = ({ path, name, words, pathParameters, scopeOf }: Whose, format: FeedFormat): Route =>
  route({
    path: `${path}.${format}`,
    operationId: `get${name}ChangesAs${format[0]?.toUpperCase()}${format.slice(1)}`,
    summary: `The newest events of ${words} as ${feedNames[format]}`,
    tag: 'changes',
    pathParameters,
    query: filter,
    // A tag that nothing bears yet may be borne one day.
    mayBeAbsent: name === 'Api' || name === 'Publisher',
    contentType: feedTypes[format],
    ...(format === 'json' ? { schema: 'JsonFeed' } : {}),
    example: `ChangesAs${format[0]?.toUpperCase()}${format.slice(1)}`,
    headers: ['Last-Modified'],
    maxAgeSeconds: 300,
    handle: ({ world, publicUrl, path: named, query }) =>
      answerFeed({
        world,
        publicUrl,
        format,
        filter: given(query),
        scope: scopeOf(named as { readonly [name: string]: string }),
      }),
  });

const archiveRoute = ({ path, name, words, pathParameters, scopeOf }: Whose, format: FeedFormat): Route =>
  route({
    path: `${path}/{month}.${format}`,
    operationId: `get${name}ArchiveAs${format[0]?.toUpperCase()}${format.slice(1)}`,
    summary: `Events of ${words} in a month that are no longer in the feed, as ${feedNames[format]}`,
    tag: 'changes',
    pathParameters: { ...pathParameters, month: month('Month in which the events were found') },
    query: {
      ...filter,
      before: position('Only events before this position, as a link has it'),
      after: position('Only events after this position, as a link has it'),
    },
    contentType: feedTypes[format],
    ...(format === 'json' ? { schema: 'JsonFeed' } : {}),
    example: `ChangesAs${format[0]?.toUpperCase()}${format.slice(1)}`,
    headers: ['Last-Modified'],
    maxAgeSeconds: 300,
    handle: ({ world, publicUrl, path: named, query: { before, after, ...limits } }) => {
      if (before !== undefined && after !== undefined)
        throw new Problem('bad-parameter', 'An archive goes on before a position or after one: give one of them.', {
          parameter: 'after',
        });
      return answerFeed({
        world,
        publicUrl,
        format,
        filter: given(limits),
        scope: scopeOf(named as { readonly [name: string]: string }),
        archive: { month: named.month, ...given({ before, after }) },
      });
    },
  });

export const feeds: readonly Route[] = [
  ...scopes.flatMap((scope) => feedFormats.map((format) => feedRoute(scope, format))),
  ...scopes.flatMap((scope) => feedFormats.map((format) => archiveRoute(scope, format))),
  route({
    path: '/feeds/publishers.opml',
    operationId: 'getPublisherFeeds',
    summary: 'The feeds of all administrations as OPML 2.0, to subscribe to at once',
    tag: 'changes',
    pathParameters: {},
    query: {},
    contentType: 'text/x-opml',
    maxAgeSeconds: 300,
    handle: async ({ world, publicUrl }) => ({
      contentType: 'text/x-opml; charset=utf-8',
      body: renderOpml(await world.store.publishers.all(), publicUrl),
    }),
  }),
];
