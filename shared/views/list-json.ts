/** Pages of the catalogue's lists as the JSON of `/v1`: items, where to go on, how many there are in all, and of each kind. */
import type { PublisherRecord } from '../domain/catalogue/dossier.ts';
import type { ListedPublisher } from '../domain/catalogue/listed.ts';
import type { FacetCount, Place, Selected } from '../domain/catalogue/select.ts';
import { publisherJson } from './json-views.ts';

type Json = { readonly [name: string]: unknown };
type Facets = { readonly [facet: string]: readonly FacetCount[] };

/** `as_of`: when the catalogue was listed, which decides what is found; each item is as it is now. */
export const foundJson = <T>(
  { items, next, total, facets, builtAt }: Selected<T, Facets> & { readonly builtAt: string },
  itemJson: (item: T) => unknown,
  cursorOf: (place: Place) => string,
): Json => ({
  items: items.map(itemJson),
  next: next === undefined ? null : cursorOf(next),
  total,
  facets,
  as_of: builtAt,
});

/** What its APIs come to; each figure is of `as_of`. */
export const listedPublisherJson = ({
  listed,
  ...record
}: PublisherRecord & { readonly listed: ListedPublisher }): Json => ({
  ...publisherJson(record),
  figures: {
    apis: listed.apis,
    publishes: listed.publishes,
    publishable: listed.publishable,
    median_score: listed.median,
    availability: listed.availability,
    apis_down: listed.apisDown,
    endpoints_down: listed.down,
    addresses_without_api: listed.troubled,
  },
});
