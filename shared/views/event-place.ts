/** The pages, in a reader's language, that tell of what an event is about: without scheme and host. */
import type { CatalogueEvent } from '../domain/catalogue/api.ts';
import { apisOf } from '../domain/catalogue/event-scope.ts';
import type { Language } from './badge.ts';

/** Of its first API, which stays when its administration is forgotten, else of an administration, else of the rules. */
export function eventPlace(event: CatalogueEvent, language: Language): string {
  const [first] = apisOf(event);
  if (first !== undefined) return `/${language}/apis/${first}`;
  return event.publisherId === undefined ? `/${language}/rules` : `/${language}/administrations/${event.publisherId}`;
}

/** Of the revisions that it is about, where it compared two. */
export function comparisonPlace({ apiId, facts }: CatalogueEvent, language: Language): string | undefined {
  const { base, revision } = facts;
  if (apiId === undefined || base === undefined || revision === undefined) return undefined;
  return `/${language}/apis/${apiId}/compare?from=${base}&to=${revision}`;
}

/** A change is told in full by its comparison. */
export const toldPlace = (event: CatalogueEvent, language: Language): string =>
  (event.kind === 'api.changed' ? comparisonPlace(event, language) : undefined) ?? eventPlace(event, language);
