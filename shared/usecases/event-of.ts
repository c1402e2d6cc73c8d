/** An event of an API, with what a reader needs to know whose it is. */
import type { Api, CatalogueEvent, EventKind } from '../domain/catalogue/api.ts';
import { mostTags } from '../domain/catalogue/event-scope.ts';
import { titleOf } from '../domain/catalogue/title-of.ts';

export const eventOf = (
  api: Api,
  kind: EventKind,
  id: string,
  at: string,
  facts: CatalogueEvent['facts'],
  between?: { readonly from: string; readonly to: string },
): CatalogueEvent => ({
  id,
  kind,
  at,
  publisherId: api.publisherId,
  publisherName: api.publisherName,
  apiId: api.id,
  apiTitle: titleOf(api),
  ...(api.metadata === undefined || api.metadata.version === '' ? {} : { apiVersion: api.metadata.version }),
  ...between,
  ...((api.metadata?.tags.length ?? 0) === 0 ? {} : { tags: api.metadata?.tags.slice(0, mostTags) ?? [] }),
  facts,
});
