/** Whose events a feed holds: everybody's, or those of one API, one administration or one tag. */
import type { CatalogueEvent } from './api.ts';

export type EventScope =
  | { readonly of: 'all' }
  | { readonly of: 'api' | 'publisher'; readonly id: string }
  | { readonly of: 'tag'; readonly tag: string };

export const everybody: EventScope = { of: 'all' };

/**
 * Tags of one API: all that are kept of its description, so that what is found by a tag is in the feed of that tag. An event
 * costs two rows, of nothing but a key, in each: most APIs have one to five, and one with all of them 66 rows instead of 26.
 */
export const mostTags = 30;

/** Tags that differ in case, spaces around them or Unicode composition (UAX 15) are one. */
export const sameTag = (tag: string): string => tag.toWellFormed().normalize('NFC').trim().toLowerCase();

/** APIs of one event; each is told of it in its own feed, so they are bounded. */
export const mostApis = 200;

/** The APIs that it is about; none: it is about all. */
export const apisOf = ({ apiId, apiIds = [] }: Pick<CatalogueEvent, 'apiId' | 'apiIds'>): readonly string[] =>
  apiId === undefined ? [...new Set(apiIds)].slice(0, mostApis) : [apiId];

/** Every feed that an event is in. */
export function scopesOf(event: CatalogueEvent): readonly EventScope[] {
  const { publisherId, tags = [] } = event;
  const names = [...new Set(tags.map(sameTag))].filter((tag) => tag !== '').slice(0, mostTags);
  return [
    everybody,
    ...apisOf(event).map((id) => ({ of: 'api', id }) as const),
    ...(publisherId === undefined ? [] : [{ of: 'publisher', id: publisherId } as const]),
    ...names.map((tag) => ({ of: 'tag', tag }) as const),
  ];
}
