/** Whether an administration publishes APIs. Who hides from us, or was never reached, is not known to publish nothing. */
import { type Api, isPublished } from './api.ts';
import type { Source } from './source.ts';

export const publishesAnswers = ['something', 'nothing', 'unknown'] as const;
export type Publishes = (typeof publishesAnswers)[number];

/** What is missing by its server's own word is known. */
const saysMissing = (code: string | undefined): boolean => code === 'http-404' || code === 'http-410';

/** What an address gives could not be read so far. */
const isUnread = ({ state, code }: Pick<Source, 'state' | 'code'>): boolean =>
  state === 'pending' || state === 'blocked' || (state === 'unreachable' && !saysMissing(code));

/**
 * `unknown`: it has no API here, and none of the addresses where one could be was read. One that is well and gave no API
 * only leads to others.
 */
export function publishesOf({
  apis,
  sources,
}: {
  readonly apis: readonly Pick<Api, 'state'>[];
  readonly sources: readonly Pick<Source, 'state' | 'code'>[];
}): Publishes {
  if (apis.some(isPublished)) return 'something';
  const places = sources.filter(({ state }) => state !== 'ok' && state !== 'withdrawn');
  return places.length > 0 && places.every(isUnread) ? 'unknown' : 'nothing';
}
