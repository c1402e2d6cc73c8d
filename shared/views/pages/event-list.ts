/** What happened, newest first, as short lines that lead to where it is told in full. */
import type { CatalogueEvent } from '../../domain/catalogue/api.ts';
import { apisOf } from '../../domain/catalogue/event-scope.ts';
import { type Html, html } from '../html.ts';
import { tellEvent } from './event-words.ts';
import { eventChip } from './level-chip.ts';
import { listHref } from './list-href.ts';
import { moment } from './moment.ts';
import { type PageContext, pageHref } from './page.ts';

/** The page of what it is about: an API, else an administration, else the rules. */
export function eventHref(context: Pick<PageContext, 'language'>, event: CatalogueEvent): string {
  const [only, ...others] = apisOf(event);
  if (only !== undefined && others.length === 0) return pageHref(context, `/apis/${only}`);
  if (event.publisherId !== undefined) return pageHref(context, `/administrations/${event.publisherId}`);
  return pageHref(context, '/rules');
}

/** The revisions that an event is about, where it compared two. */
export function compareHref(
  context: Pick<PageContext, 'language'>,
  { apiId, facts }: CatalogueEvent,
): string | undefined {
  if (apiId === undefined || facts.base === undefined || facts.revision === undefined) return undefined;
  return listHref(context, `/apis/${apiId}/compare`, { from: facts.base, to: facts.revision });
}

/** A change is told in full by its comparison. */
const toldHref = (context: Pick<PageContext, 'language'>, event: CatalogueEvent): string =>
  (event.kind === 'api.changed' ? compareHref(context, event) : undefined) ?? eventHref(context, event);

export function eventList(context: Pick<PageContext, 'language'>, events: readonly CatalogueEvent[]): Html {
  const { language } = context;
  const items = events.map((event) => {
    const { title, summary } = tellEvent(event, language);
    return html`<li><h3><a href="${toldHref(context, event)}">${title}</a></h3>
<p class="v-small v-quiet">${moment(event.at, language)} ${eventChip(event, language)}</p>
<p class="v-small">${summary}</p></li>\n`;
  });
  return html`<ul class="v-timeline">${items}</ul>`;
}
