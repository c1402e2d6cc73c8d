/** Whose events a feed holds: everybody's, or those of one API, one administration or one tag. */
import type { CatalogueEvent } from './api.ts';

export type EventScope =
  | { readonly of: 'all' }
  | { readonly of: 'api' | 'publisher'; readonly id: string }
  | { readonly of: 'tag'; readonly tag: string };

export const everybody: EventScope = { of: 'all' };

/** Tags of one event by which feeds are kept; an API with more is found by the first. */
export const mostTags = 10;

/** Tags that differ in case, spaces around them or Unicode composition (UAX 15) are one. */
export const sameTag = (tag: string): string => tag.toWellFormed().normalize('NFC').trim().toLowerCase();

/** Every feed that an event is in. */
export function scopesOf({ apiId, publisherId, tags = [] }: CatalogueEvent): readonly EventScope[] {
  const names = [...new Set(tags.map(sameTag))].filter((tag) => tag !== '').slice(0, mostTags);
  return [
    everybody,
    ...(apiId === undefined ? [] : [{ of: 'api', id: apiId } as const]),
    ...(publisherId === undefined ? [] : [{ of: 'publisher', id: publisherId } as const]),
    ...names.map((tag) => ({ of: 'tag', tag }) as const),
  ];
}
